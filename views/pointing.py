"""A place pointed out on the map, in WGS-84, and how sharply it can have been pointed at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from geo.crs import Datum, LonLat
from geo.errors import InputError

_TILE, _EARTH_M = 256, 40_075_016.686
# A hand meets a thing on the screen within so many pixels.
_PIXELS = 8


@dataclass(frozen=True, kw_only=True)
class Pointed:
    """Where, and how many metres a hand may be off at the zoom of the map."""

    at: LonLat
    within_m: float


def pointed(said: Mapping[str, Any]) -> Pointed | None:
    """Read what a document says was pointed out: a pair, the datum it is in, the zoom."""
    try:
        lon, lat = said["at"]
        at = LonLat(float(lon), float(lat), Datum(said["datum"])).to(Datum.WGS84)
        zoom = min(max(float(said["zoom"]), 0.0), 24.0)
    except (InputError, LookupError, TypeError, ValueError):
        return None
    pixel = _EARTH_M * cos(radians(at.lat)) / (_TILE * 2**zoom)
    return Pointed(at=at, within_m=_PIXELS * pixel)
