"""Metres on the ground from WGS-84 geometry: length, area, buffer."""

from __future__ import annotations

from functools import cache

from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.crs import Datum, from_wgs84, to_wgs84


def length_m(geometry: BaseGeometry) -> float:
    """Geodesic length in metres of a WGS-84 geometry."""
    return float(_geod().geometry_length(geometry))


def area_m2(geometry: BaseGeometry) -> float:
    """Geodesic area in square metres of a WGS-84 geometry, never negative."""
    return abs(float(_geod().geometry_area_perimeter(geometry)[0]))


def buffer_m(geometry: BaseGeometry, metres: float) -> BaseGeometry:
    """Buffer a WGS-84 geometry by a distance on the ground (true to 0.1 % within 1° of 114°E)."""
    projected = from_wgs84(geometry, Datum.CGCS2000_GK114)
    return to_wgs84(projected.buffer(metres, quad_segs=6), Datum.CGCS2000_GK114)


@cache
def _geod() -> Geod:
    return Geod(ellps="WGS84")
