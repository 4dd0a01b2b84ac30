"""All readings of a ledger seen together: where they lie, what would help, what looks wrong."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.crs import Array, Datum, convert
from geo.errors import DatumError
from geo.ledger.placing.datums import by_datum
from geo.ledger.placing.readings import Reading
from geo.ledger.placing.remedies import Offer, inside, offers
from geo.ledger.placing.surroundings import Area
from geo.ledger.placing.suspicion import Place, Shift, repeats, shifts

# A wrong datum puts a point of the district at most this far outside it.
_NEARBY_M = 2_000


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What is to be said of one reading.

    `lon` and `lat` are WGS-84, NaN where the numbers are no position; `off_m` are metres outside
    the district; `shift` is suspected of the row, `column` of all rows of its datum; `repeated`
    is the number of differently named projects on the same position.
    """

    lon: float = math.nan
    lat: float = math.nan
    off_m: float = 0.0
    offers: tuple[Offer, ...] = ()
    shift: Shift | None = None
    column: Shift | None = None
    repeated: int = 0


def assess(readings: Sequence[Reading], area: Area) -> list[Assessment]:
    """Assess all readings of a sheet; those without numbers come out empty."""
    pairs = [(k, r.pair, r) for k, r in enumerate(readings) if r.pair and not r.fault]
    x = np.array([pair.x for _, pair, _ in pairs], dtype=np.float64)
    y = np.array([pair.y for _, pair, _ in pairs], dtype=np.float64)
    datums = [reading.datum for _, _, reading in pairs]
    lon, lat = _to_wgs84(x, y, datums)
    is_inside = inside(x, y, datums, area)
    outer = np.flatnonzero(~is_inside)
    tried = offers(x[outer], y[outer], [datums[k] for k in outer.tolist()], area)
    helped = dict(zip(outer.tolist(), tried, strict=True))
    off = _metres_off(lon, lat, outer, area)
    places = {
        k: Place(pair.x, pair.y, reading.datum, reading.given.name, _text(reading))
        for k, (_, pair, reading) in enumerate(pairs)
        if reading.datum and off[k] <= _NEARBY_M and math.isfinite(lon[k])
    }
    by_row, by_column = shifts(places, area)
    shared = repeats(places)
    assessed = [Assessment()] * len(readings)
    for k, (row, _, _) in enumerate(pairs):
        column = by_column.get(places[k].datum) if k in places else None
        shift = by_row.get(k)
        assessed[row] = Assessment(
            lon=float(lon[k]),
            lat=float(lat[k]),
            off_m=float(off[k]),
            offers=_offers(helped.get(k, ()), shift or column),
            shift=shift,
            column=column,
            repeated=shared.get(k, 0),
        )
    return assessed


def _text(reading: Reading) -> str:
    return f"{reading.given.name}|{reading.given.address}"


def _offers(helped: tuple[Offer, ...], suspected: Shift | None) -> tuple[Offer, ...]:
    """Offer the datum that named places point to, else all that would bring the row inside."""
    if suspected is None:
        return helped
    pointed = Offer(swap=False, datum=suspected.datum)
    return (pointed,) if pointed in helped or not helped else helped


def _metres_off(lon: Array, lat: Array, outer: NDArray[np.intp], area: Area) -> Array:
    off = np.zeros(len(lon))
    placed = outer[np.isfinite(lon[outer])]
    off[placed] = area.metres_off(lon[placed], lat[placed])
    return off


def _to_wgs84(x: Array, y: Array, datums: Sequence[Datum | None]) -> tuple[Array, Array]:
    lon, lat = np.full(len(x), np.nan), np.full(len(x), np.nan)
    for datum, of_datum in by_datum(datums):
        lon[of_datum], lat[of_datum] = _convertible(x[of_datum], y[of_datum], datum)
    return lon, lat


def _convertible(x: Array, y: Array, datum: Datum) -> tuple[Array, Array]:
    """Convert what can be a position in `datum`; NaN for the rest, found by halving."""
    try:
        return convert(x, y, datum, Datum.WGS84)
    except DatumError:
        if len(x) == 1:
            return np.full(1, np.nan), np.full(1, np.nan)
        middle = len(x) // 2
        halves = [
            _convertible(x[part], y[part], datum) for part in (np.s_[:middle], np.s_[middle:])
        ]
        return np.concatenate([h[0] for h in halves]), np.concatenate([h[1] for h in halves])
