"""A place as a service tells it, and the careful reading of single values in its reply."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geopy.location import Location

from geo.crs import Datum, LonLat
from geo.errors import DatumError
from geo.geocode.faults import RefusedError
from geo.geocode.wording import line

Raw = Mapping[str, Any]
_MOST_LETTERS = 120


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A place of a reply. `at` is in the service's own datum; what it does not say is empty.

    `level` is its word for how well it knows the place, `size_m` how far the place itself
    reaches from its point, in metres; `division` names its province, city and district, in the
    order of `Area.names`.
    """

    at: LonLat
    matched: str
    level: str
    score: float | None = None
    adcode: str = ""
    division: tuple[str, ...] = ()
    size_m: int = 0


def text(value: object) -> str:
    """Return a text as one short line; whatever is no text or number is empty: `[]`, null."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    # A stroke parts several values of a cell in our files.
    return line(str(value)).replace("|", "｜")[:_MOST_LETTERS]


def number(value: object) -> float:
    """Read a finite number, also from a text.

    Raises:
        RefusedError: it is none.

    """
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        try:
            read = float(value)
        except (ValueError, OverflowError):
            read = math.nan
        if math.isfinite(read):
            return read
    raise RefusedError("unreadable")


def position(lon: object, lat: object, datum: Datum) -> LonLat:
    """Read a position of a reply.

    Raises:
        RefusedError: no numbers, none on earth, or (0, 0), which services mean nothing by.

    """
    x, y = number(lon), number(lat)
    if x == 0 and y == 0:
        raise RefusedError("unreadable")
    try:
        return LonLat(x, y, datum)
    except DatumError:
        raise RefusedError("unreadable") from None


def mapping(value: object) -> Raw:
    """Return a JSON object.

    Raises:
        RefusedError: it is something else.

    """
    if not isinstance(value, Mapping):
        raise RefusedError("unreadable")
    return value


def location(hit: Hit, raw: Raw) -> Location:
    """Return a hit as geopy has it: WGS-84, latitude first, with the reply beside it."""
    return Location(hit.matched, hit.at.to(Datum.WGS84).latlon, dict(raw))
