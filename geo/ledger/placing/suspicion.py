"""Suspicions about places that were read: a datum declared wrongly, one point for many projects.

Nothing is changed here. GCJ-02 lies about 570 m from WGS-84 in Zhengzhou, BD-09 about 1.2 km:
a point whose name or address names a known place shows by its distance which datum it is in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geo.crs import Array, Datum, convert
from geo.ledger.placing.surroundings import Area, metres_between

_FAR_M, _NEAR_M = 300, 150
_MIN_VOTES = 3
_MIN_NAMES = 5
# CGCS2000 and WGS-84 are the same to a few centimetres, so only one of them is tried.
_TRIED = (Datum.WGS84, Datum.GCJ02, Datum.BD09)


class Place(NamedTuple):
    """A place that was read: its numbers, in `datum`, and the texts that may name where it is."""

    x: float
    y: float
    datum: Datum
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A place, or a whole column of them, that looks like `datum` declared as another.

    `metres` lie between the two readings. `known` is the place it was tried on, `before` and
    `after` its distances in metres; for a column, `alike` of `comparable` rows show the same.
    """

    datum: Datum
    metres: float
    known: str = ""
    before: float = 0.0
    after: float = 0.0
    alike: int = 0
    comparable: int = 0


def shifts(places: Mapping[int, Place], area: Area) -> tuple[dict[int, Shift], dict[Datum, Shift]]:
    """Compare places with the known places they name, under each datum of degrees.

    A row is suspected when it lies over 300 m off as declared and under 150 m off in another
    datum; a declared datum, when at least three rows and over half of those that tell the
    datums apart are.

    Returns:
        Suspicions by key of `places`, and by declared datum of the whole column.

    """
    named = [
        (index, name)
        for index, place in places.items()
        if not place.datum.is_projected
        for name in area.names_in(place.text)
    ]
    if not named:
        return {}, {}
    rows = [index for index, _ in named]
    names = [name for _, name in named]
    own = np.array([_TRIED.index(_plain(places[row].datum)) for row in rows])
    readings = [_read_as(places, rows, datum) for datum in _TRIED]
    off = np.array([area.metres_from(names, *reading) for reading in readings])
    found = _by_row(rows, own, off, names, readings)
    return found, _columns(places, rows, own, off, found)


def repeats(places: Mapping[int, Place]) -> dict[int, int]:
    """Find positions shared by at least five projects of different names.

    Returns:
        By key of `places`: how many different projects stand on the same position.

    """
    names: dict[tuple[float, float, Datum], set[str]] = defaultdict(set)
    for place in places.values():
        names[place[:3]].add(place.name)
    return {
        key: len(names[place[:3]])
        for key, place in places.items()
        if len(names[place[:3]]) >= _MIN_NAMES
    }


def _plain(datum: Datum) -> Datum:
    return Datum.WGS84 if datum is Datum.CGCS2000 else datum


def _read_as(places: Mapping[int, Place], rows: Sequence[int], datum: Datum) -> tuple[Array, Array]:
    numbers = np.array([places[row][:2] for row in rows], dtype=np.float64)
    return convert(numbers[:, 0], numbers[:, 1], datum, Datum.WGS84)


def _by_row(
    rows: Sequence[int],
    own: Array,
    off: Array,
    names: Sequence[str],
    readings: Sequence[tuple[Array, Array]],
) -> dict[int, Shift]:
    """Choose for each row the best other datum of its named places, unless the own one fits."""
    found: dict[int, Shift] = {}
    fits_own = {row for k, row in enumerate(rows) if off[own[k], k] <= _FAR_M}
    for k in np.flatnonzero(off.min(axis=0) < _NEAR_M).tolist():
        row, best = rows[k], int(off[:, k].argmin())
        if row in fits_own or (row in found and found[row].after <= off[best, k]):
            continue
        ends = (end[k] for end in (*readings[own[k]], *readings[best]))
        found[row] = Shift(
            datum=_TRIED[best],
            metres=float(metres_between(*map(np.atleast_1d, ends))[0]),
            known=names[k],
            before=float(off[own[k], k]),
            after=float(off[best, k]),
        )
    return found


def _columns(
    places: Mapping[int, Place],
    rows: Sequence[int],
    own: Array,
    off: Array,
    found: Mapping[int, Shift],
) -> dict[Datum, Shift]:
    """Count rows for and against; a row near under several datums tells nothing."""
    votes: dict[Datum, Counter[Datum]] = defaultdict(Counter)
    for row, shift in found.items():
        votes[places[row].datum][shift.datum] += 1
    others = np.where(np.arange(len(_TRIED))[:, None] == own, np.inf, off).min(axis=0)
    upright = {
        row
        for k, row in enumerate(rows)
        if off[own[k], k] < _NEAR_M and others[k] > _FAR_M and row not in found
    }
    for row in upright:
        votes[places[row].datum][places[row].datum] += 1
    suspected = {}
    for declared, counts in votes.items():
        datum, alike = counts.most_common(1)[0]
        if datum is not declared and alike >= _MIN_VOTES and 2 * alike > counts.total():
            metres = [
                shift.metres
                for row, shift in found.items()
                if places[row].datum is declared and shift.datum is datum
            ]
            suspected[declared] = Shift(
                datum=datum,
                metres=float(np.median(metres)),
                alike=alike,
                comparable=counts.total(),
            )
    return suspected
