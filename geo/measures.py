"""Metres on the ground from WGS-84 geometry: length, area, buffer, what is near what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import shapely
from pyproj import CRS, Geod, Transformer
from shapely.geometry.base import BaseGeometry

from geo.crs import Array

# A plane shows distances wrong by less than a fiftieth within 2,000 km of its centre.
_PLANE = 1.02
# Whether an edge of 300 m runs straight on the map or on the ground is a millimetre either way.
_LEVEL_M = 0.01


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


def near_pairs(
    ones: Sequence[BaseGeometry], others: Sequence[BaseGeometry], within_m: float
) -> list[tuple[int, int, float]]:
    """Find which geometries are near which: numbers in `ones` and `others`, geodesic metres.

    The distance is the shortest on the ground, 0 where they touch; `within_m` itself counts, to
    the centimetre.

    Args:
        ones: geometries in WGS-84.
        others: geometries in WGS-84.
        within_m: the greatest distance, metres.

    """
    if not ones or not others:
        return []
    out, back = _around(*_middle([*ones, *others]))
    flat = shapely.transform(np.array([*ones, *others]), _move(out))
    left, right = flat[: len(ones)], flat[len(ones) :]
    reach = within_m * _PLANE + _LEVEL_M
    at, near = shapely.STRtree(left).query(right, predicate="dwithin", distance=reach)[::-1]
    lines = shapely.transform(shapely.shortest_line(left[at], right[near]), _move(back))
    metres = [length_m(line) for line in lines]
    pairs = zip(at.tolist(), near.tolist(), metres, strict=True)
    return sorted(pair for pair in pairs if pair[2] <= within_m + _LEVEL_M)


def _middle(geometries: Sequence[BaseGeometry]) -> tuple[float, float]:
    """Return where most of the geometries are, whatever lies astray."""
    centres = shapely.get_coordinates(shapely.centroid(np.array(geometries)))
    lon, lat = np.median(centres, axis=0).round(1).tolist()
    return lon, lat


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
