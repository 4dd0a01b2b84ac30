"""Geometry as columns of whole millionths of a degree (0.11 m), WGS-84 or what it was turned to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.ragged import Ints, offsets

Geometries = NDArray[np.object_]
Floats = NDArray[np.float64]
_MICRODEGREES = 1_000_000
_NONE, _POINT, _LINE, _POLYGON = range(4)
# By shapely's number of a type, -1 for none: point, line, ring, polygon, those of many, collection.
_TYPES = np.array([_POINT, _LINE, _POINT, _POLYGON, _POINT, _LINE, _POLYGON, _POINT, _NONE])


def encode(
    geometries: Sequence[BaseGeometry | None] | Geometries,
) -> dict[str, NDArray[np.generic]]:
    """Encode geometries as columns; `layers/assets/base/decode.js` reads them back.

    Returns:
        `type`; `px`, `py`, where each symbol stands, NaN for none; for lines and areas `parts`,
        where the runs of each begin, `starts`, where the vertices of each run do, and `x`, `y`,
        steps from vertex to vertex, of each geometry from its symbol on.

    """
    shapes = np.array([*geometries, None], dtype=object)[:-1]
    types = _types(shapes)
    run, row = _runs(shapes, types)
    vertices, of = shapely.get_coordinates(run, return_index=True)
    at = micro(symbols(shapes))
    steps = _steps(micro(vertices), row[of], at)
    return {
        "type": types,
        "parts": offsets(np.bincount(row, minlength=len(shapes))),
        "starts": offsets(np.bincount(of, minlength=len(run))),
        "x": steps[:, 0].astype(np.int64),
        "y": steps[:, 1].astype(np.int64),
        "px": at[:, 0],
        "py": at[:, 1],
    }


def runs(geometry: BaseGeometry | None) -> list[Floats]:
    """List the runs of a geometry: one a line or ring, none for points (they have a symbol)."""
    shapes = np.array([geometry, None], dtype=object)[:-1]
    return [shapely.get_coordinates(run) for run in _runs(shapes, _types(shapes))[0]]


def symbols(shapes: Geometries) -> Floats:
    """Tell where symbols stand: the point, half way along a line, inside a polygon.

    Returns:
        Two columns, NaN for what is nowhere.

    """
    types = _types(shapes)
    at = np.full((len(shapes), 2), np.nan)
    for kind, places in _PLACES.items():
        of_kind = types == kind
        at[of_kind] = shapely.get_coordinates(places(shapes[of_kind]))
    return at


def flat(xy: Floats) -> list[int]:
    """Write positions as one list x, y, x, y … of millionths of a degree."""
    return [int(value) for value in micro(xy).ravel()]


def _half_way(lines: Geometries) -> Geometries:
    """Return the middle of each, or of its longest part, the first one where several are."""
    parts, row = shapely.get_parts(lines, return_index=True)
    longest = np.lexsort((np.arange(len(parts)), -shapely.length(parts), row))
    first = longest[offsets(np.bincount(row, minlength=len(lines)))[:-1]]
    half_way: Geometries = shapely.line_interpolate_point(parts[first], 0.5, normalized=True)
    return half_way


def _middle(points: Geometries) -> Geometries:
    """Return the points, and the middle of those that are several."""
    several = shapely.get_type_id(points) != shapely.GeometryType.POINT
    points[several] = shapely.centroid(points[several])
    return points


_PLACES = {_POINT: _middle, _LINE: _half_way, _POLYGON: shapely.point_on_surface}


def _types(shapes: Geometries) -> Ints:
    types: Ints = _TYPES[shapely.get_type_id(shapes)]
    return types


def _runs(shapes: Geometries, types: Ints) -> tuple[Geometries, Ints]:
    """Return the lines and rings of all shapes, and the row of each."""
    drawn = np.flatnonzero((types == _LINE) | (types == _POLYGON))
    lines = shapes[drawn]
    is_area = types[drawn] == _POLYGON
    lines[is_area] = shapely.boundary(lines[is_area])
    run, of = shapely.get_parts(lines, return_index=True)
    return run, drawn[of]


def _steps(xy: Floats, row: Ints, at: Floats) -> Floats:
    """Return how far each vertex is from the one before, the first of a row from its symbol."""
    before = np.roll(xy, 1, axis=0)
    is_first = np.ones(len(row), dtype=bool)
    is_first[1:] = row[1:] != row[:-1]
    before[is_first] = at[row[is_first]]
    return xy - before


def micro(xy: Floats) -> Floats:
    """Return positions in degrees in whole millionths of one."""
    return np.round(xy * _MICRODEGREES)
