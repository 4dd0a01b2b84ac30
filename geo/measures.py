"""Metres on the ground from WGS-84 geometry: length, area, buffer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import shapely
from pyproj import CRS, Geod, Transformer
from shapely.geometry.base import BaseGeometry

from geo.crs import Array


def length_m(geometry: BaseGeometry) -> float:
    """Geodesic length in metres of a WGS-84 geometry."""
    return float(_geod().geometry_length(geometry))


def area_m2(geometry: BaseGeometry) -> float:
    """Geodesic area in square metres of a WGS-84 geometry, never negative."""
    # A hole wound like its shell would be added instead of taken away.
    wound = shapely.orient_polygons(geometry)
    return abs(float(_geod().geometry_area_perimeter(wound)[0]))


def buffer_m(geometry: BaseGeometry, metres: float) -> BaseGeometry:
    """Buffer a WGS-84 geometry by a distance on the ground, in a projection centred on it."""
    centre = geometry.centroid
    out, back = _around(round(centre.x, 1), round(centre.y, 1))
    buffered = shapely.transform(geometry, _move(out)).buffer(metres, quad_segs=6)
    return shapely.transform(buffered, _move(back))


@cache
def _around(lon: float, lat: float) -> tuple[Transformer, Transformer]:
    local = CRS(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +ellps=WGS84 +units=m")
    out = Transformer.from_crs("EPSG:4326", local, always_xy=True)
    return out, Transformer.from_crs(local, "EPSG:4326", always_xy=True)


def _move(transformer: Transformer) -> Callable[[Array], Array]:
    return lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))


@cache
def _geod() -> Geod:
    return Geod(ellps="WGS84")
