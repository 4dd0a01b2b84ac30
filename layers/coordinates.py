"""Geometry as columns of whole millionths of a degree (0.11 m), delta coded, WGS-84."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

_MICRODEGREES = 1_000_000
_NONE, _POINT, _LINE, _POLYGON = range(4)


def encode(geometries: Sequence[BaseGeometry | None]) -> dict[str, list[int] | list[int | None]]:
    """Encode geometries as columns; `layers/assets/base/decode.js` reads them back."""
    parts = [runs(geometry) for geometry in geometries]
    lines = [line for part in parts for line in part]
    xy = _micro(np.concatenate(lines)) if lines else np.empty((0, 2), dtype=np.int64)
    symbols = [symbol_at(geometry) for geometry in geometries]
    return {
        "type": [_type(geometry) for geometry in geometries],
        "parts": offsets(len(part) for part in parts),
        "starts": offsets(len(line) for line in lines),
        "x": _deltas(xy[:, 0]),
        "y": _deltas(xy[:, 1]),
        "px": [None if at is None else at[0] for at in symbols],
        "py": [None if at is None else at[1] for at in symbols],
    }


def _type(geometry: BaseGeometry | None) -> int:
    if geometry is None:
        return _NONE
    if geometry.geom_type.endswith("Polygon"):
        return _POLYGON
    return _LINE if geometry.geom_type.endswith("LineString") else _POINT


def runs(geometry: BaseGeometry | None) -> list[NDArray[np.float64]]:
    """List the runs of a geometry: one a line or ring, none for points (they have a symbol)."""
    if geometry is None or _type(geometry) == _POINT:
        return []
    runs = geometry.boundary if _type(geometry) == _POLYGON else geometry
    return [shapely.get_coordinates(run) for run in shapely.get_parts(runs)]


def symbol_at(geometry: BaseGeometry | None) -> tuple[int, int] | None:
    """Tell where the symbol stands: the point, half way along a line, inside a polygon."""
    if geometry is None:
        return None
    if _type(geometry) == _LINE:
        longest = max(shapely.get_parts(geometry), key=lambda part: part.length)
        point = longest.interpolate(0.5, normalized=True)
    elif _type(geometry) == _POLYGON:
        point = geometry.representative_point()
    else:
        point = geometry.centroid
    x, y = _micro(shapely.get_coordinates(point))[0]
    return int(x), int(y)


def _micro(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.round(xy * _MICRODEGREES).astype(np.int64)


def flat(xy: NDArray[np.float64]) -> list[int]:
    """Write positions as one list x, y, x, y … of millionths of a degree."""
    return [int(value) for value in _micro(xy).ravel()]


def _deltas(values: NDArray[np.int64]) -> list[int]:
    return [int(value) for value in np.diff(values, prepend=0)]


def offsets(lengths: Iterable[int]) -> list[int]:
    """Turn lengths into where each part starts, and where the last one ends."""
    return [0, *accumulate(lengths)]
