"""Plain arithmetic in local metres: fast where a call into a geometry library would not be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.crs import LonLat

Xy = tuple[float, float]
# Metres of a degree of latitude on the mean sphere; over a district the error is below 0.1 %.
METRES_PER_DEGREE = 111_195.0
_PARALLEL = 1e-9

# The unit vectors of the words for directions, east and north.
_DIAGONAL = math.sqrt(0.5)
DIRECTIONS: dict[str, Xy] = {
    "东": (1.0, 0.0),
    "西": (-1.0, 0.0),
    "南": (0.0, -1.0),
    "北": (0.0, 1.0),
    "东南": (_DIAGONAL, -_DIAGONAL),
    "南东": (_DIAGONAL, -_DIAGONAL),
    "东北": (_DIAGONAL, _DIAGONAL),
    "北东": (_DIAGONAL, _DIAGONAL),
    "西南": (-_DIAGONAL, -_DIAGONAL),
    "南西": (-_DIAGONAL, -_DIAGONAL),
    "西北": (-_DIAGONAL, _DIAGONAL),
    "北西": (-_DIAGONAL, _DIAGONAL),
}


class Plane:
    """A plane touching the earth at a point, its axes east and north in metres."""

    def __init__(self, lon: float, lat: float) -> None:
        self.lon, self.lat = lon, lat
        self._east = METRES_PER_DEGREE * math.cos(math.radians(lat))

    def xy(self, lon: float, lat: float) -> Xy:
        """Return metres east and north of the middle."""
        return (lon - self.lon) * self._east, (lat - self.lat) * METRES_PER_DEGREE

    def lonlat(self, at: Xy) -> LonLat:
        """Return WGS-84 degrees, rounded to about a centimetre."""
        return LonLat(*self.pair(at))

    def pair(self, at: Xy) -> Xy:
        """Return WGS-84 longitude and latitude as plain numbers, rounded likewise."""
        lon = self.lon + at[0] / self._east
        return round(lon, 7), round(self.lat + at[1] / METRES_PER_DEGREE, 7)

    def radius(self, middle: Point, shape: BaseGeometry) -> float:
        """Return how many metres the farthest vertex of a WGS-84 shape is from a point."""
        centre = self.xy(middle.x, middle.y)
        return max(distance(centre, self.xy(*at)) for at in shapely.get_coordinates(shape))


class Meeting(NamedTuple):
    """Where two straight lines meet; `first` and `second` are shares of their lengths."""

    at: Xy
    first: float
    second: float
    sine: float


def meeting(a: Xy, b: Xy, c: Xy, d: Xy) -> Meeting | None:
    """Meet the straight line through a and b with that through c and d; None if parallel."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    cross = ux * vy - uy * vx
    lengths = math.hypot(ux, uy) * math.hypot(vx, vy)
    if abs(cross) <= _PARALLEL * lengths:
        return None
    wx, wy = c[0] - a[0], c[1] - a[1]
    first, second = (wx * vy - wy * vx) / cross, (wx * uy - wy * ux) / cross
    return Meeting((a[0] + first * ux, a[1] + first * uy), first, second, abs(cross) / lengths)


def distance(a: Xy, b: Xy) -> float:
    """Return metres between two points."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def moved(at: Xy, direction: Xy, metres: float) -> Xy:
    """Return the point some metres off in a direction."""
    return at[0] + direction[0] * metres, at[1] + direction[1] * metres


def between(a: Xy, b: Xy, share: float) -> Xy:
    """Return the point a share of the way from a to b; beyond either for shares past 0 and 1."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def area(ring: Sequence[Xy]) -> float:
    """Return the square metres of a ring, positive when it runs counter-clockwise."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def middle(points: Sequence[Xy]) -> Xy:
    """Return the mean of some points."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
