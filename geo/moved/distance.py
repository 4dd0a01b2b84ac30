"""How far apart two places are on the ground, and in which direction."""

from __future__ import annotations

import math

import shapely
from shapely.geometry.base import BaseGeometry

from geo.measures import length_m

# Clockwise from north, each in the middle of its eighth.
_DIRECTIONS = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")
_POINT = ("Point", "MultiPoint")


def is_point(geometry: BaseGeometry) -> bool:
    """Tell whether a place has no extent of its own."""
    return geometry.geom_type in _POINT


def apart_m(place: BaseGeometry, other: BaseGeometry) -> float:
    """Return the geodesic distance of two places in metres, WGS-84.

    A point on a line or in an area is nothing apart from it. Of two lines or areas it is the
    distance of the corner that lies farthest from the other one.
    """
    if place.equals_exact(other, 0):
        return 0.0
    if is_point(place) or is_point(other):
        return _nearest_m(place, other)
    one, two = _outline(place), _outline(other)
    return max(_farthest_m(one, two), _farthest_m(two, one))


def direction(place: BaseGeometry, other: BaseGeometry) -> str:
    """Name the direction of `other` seen from `place` where they are nearest, WGS-84: 东北."""
    (x, y), (to_x, to_y) = _shortest(place, other).coords
    east = (to_x - x) * math.cos(math.radians(y))
    bearing = math.degrees(math.atan2(east, to_y - y)) % 360
    return _DIRECTIONS[round(bearing / 45) % len(_DIRECTIONS)]


def _outline(geometry: BaseGeometry) -> BaseGeometry:
    return geometry if geometry.length and not geometry.area else geometry.boundary


def _farthest_m(geometry: BaseGeometry, other: BaseGeometry) -> float:
    corners = shapely.points(shapely.get_coordinates(geometry))
    return max(_nearest_m(corner, other) for corner in corners)


def _nearest_m(place: BaseGeometry, other: BaseGeometry) -> float:
    return length_m(_shortest(place, other))


def _shortest(place: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Return the line to the nearest point, found where a degree is as long both ways."""
    squeeze = math.cos(math.radians(place.centroid.y))
    here, there = _squeezed(place, squeeze), _squeezed(other, squeeze)
    return _squeezed(shapely.shortest_line(here, there), 1 / squeeze)


def _squeezed(geometry: BaseGeometry, factor: float) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: xy * (factor, 1.0))
