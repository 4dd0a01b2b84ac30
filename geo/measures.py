"""Metres on the ground from WGS-84 geometry: length, area, buffer, what is near what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod, Transformer
from shapely.geometry.base import BaseGeometry

from geo.crs import Array

Ints = NDArray[np.int64]
Geometries = NDArray[np.object_]

# A plane shows distances wrong by less than a fiftieth within 2,000 km of its centre.
_PLANE = 1.02
# Whether an edge of 300 m runs straight on the map or on the ground is a millimetre either way.
_LEVEL_M = 0.01
# No degree of latitude is shorter; beyond this latitude degrees of longitude are not reckoned with.
_LEAST_DEGREE_M = 110_500.0
_FARTHEST_NORTH = 85.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Near:
    """Pairs of geometries as columns: numbers in the one and the other list, geodesic metres."""

    one: Ints
    other: Ints
    metres: NDArray[np.float64]


def length_m(geometry: BaseGeometry) -> float:
    """Geodesic length in metres of a WGS-84 line; points and areas have none."""
    return float(lengths_m([geometry])[0])


def lengths_m(geometries: Sequence[BaseGeometry] | Geometries) -> NDArray[np.float64]:
    """Geodesic lengths in metres of WGS-84 lines; points and areas have none."""
    whole = np.asarray(geometries, dtype=object)
    pieces, owner = shapely.get_parts(whole, return_index=True)
    is_line = shapely.get_dimensions(pieces) == 1
    xy, line = shapely.get_coordinates(pieces[is_line], return_index=True)
    steps = np.flatnonzero(line[1:] == line[:-1])
    _, _, metres = _geod().inv(*xy[steps].T, *xy[steps + 1].T)
    lengths = np.bincount(owner[is_line][line[steps]], weights=metres, minlength=len(whole))
    # Where there is no line at all, numpy counts instead.
    return lengths.astype(np.float64)


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
    ones: Sequence[BaseGeometry] | Geometries,
    others: Sequence[BaseGeometry] | Geometries,
    within_m: float,
) -> Near:
    """Find which geometries are near which, in the order of `ones`, then of `others`.

    The distance is the shortest on the ground, 0 where they touch; `within_m` itself counts, to
    the centimetre.

    Args:
        ones: geometries in WGS-84.
        others: geometries in WGS-84.
        within_m: the greatest distance, metres.

    """
    left, right = (np.asarray(each, dtype=object) for each in (ones, others))
    if not len(left) or not len(right):
        return Near(one=np.empty(0, int), other=np.empty(0, int), metres=np.empty(0))
    out, back = _around(*_middle(np.concatenate((left, right))))
    reach = within_m * _PLANE + _LEVEL_M
    close = _about(left, right, reach)
    left, right = (_moved(each, _move(out)) for each in (left, right[close]))
    near, at = shapely.STRtree(left).query(right, predicate="dwithin", distance=reach)
    ends = _move(back)(shapely.get_coordinates(shapely.shortest_line(left[at], right[near])))
    _, _, metres = _geod().inv(*ends[::2].T, *ends[1::2].T)
    order = np.lexsort((near, at))
    order = order[metres[order] <= within_m + _LEVEL_M]
    return Near(one=at[order], other=close[near[order]], metres=metres[order])


def _about(ones: Geometries, others: Geometries, reach_m: float) -> Ints:
    """Return which of the others may be within reach: few of many have to be measured."""
    boxes = shapely.bounds(ones)
    north = np.radians(min(np.abs(boxes[:, (1, 3)]).max() + 1, _FARTHEST_NORTH))
    wide = reach_m / _LEAST_DEGREE_M * np.array((1 / np.cos(north), 1.0))
    grown = shapely.box(*(boxes[:, :2] - wide).T, *(boxes[:, 2:] + wide).T)
    return np.unique(shapely.STRtree(grown).query(others)[0])


def _moved(geometries: Geometries, move: Callable[[Array], Array]) -> Geometries:
    """Transform geometries; points, the most of them, are made anew, which is faster."""
    are_points = shapely.get_type_id(geometries) == shapely.GeometryType.POINT
    moved = np.empty_like(geometries)
    moved[are_points] = shapely.points(move(shapely.get_coordinates(geometries[are_points])))
    moved[~are_points] = shapely.transform(geometries[~are_points], move)
    return moved


def _middle(geometries: Geometries) -> tuple[float, float]:
    """Return where most of the geometries are, whatever lies astray."""
    boxes = shapely.bounds(geometries).reshape(-1, 2, 2)
    lon, lat = np.nanmedian(boxes.mean(axis=1), axis=0).round(1).tolist()
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
