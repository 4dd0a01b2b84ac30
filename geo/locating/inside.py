"""What lies in an outline, what surely does, and what may: whole arrays of places at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.crs import Array

Marks = NDArray[np.bool_]
_METRES_PER_DEGREE = 111_320.0
_HALF = 0.5
# How a line or an area is measured: finer than any outline is drawn, and many times as fast.
_ROUGHLY_M = 1.0
# An edge that is widened needs to be no finer than this part of its width.
_FINENESS = 0.1
# What there is of a shape: its points, its length, its area.
_MEASURES = (shapely.get_num_coordinates, shapely.length, shapely.area)


class Situation:
    """Shapes set against outlines, in metres; `marks` have a row a shape and a column an outline.

    A point lies in an outline that holds it, a line or an area in one that holds most of it.
    """

    def __init__(
        self,
        shapes: NDArray[np.object_],
        accuracy_m: NDArray[np.integer],
        outlines: Iterable[BaseGeometry],
    ) -> None:
        """Take where things are, each within how many metres, and outlines, in WGS-84."""
        outlines = list(outlines)
        flat = _flattening(outlines)
        self._shapes = shapely.transform(shapes, flat)
        self._within_m = accuracy_m.astype(float)
        self._is_point = shapely.get_type_id(self._shapes) == shapely.GeometryType.POINT
        self._outlines = [shapely.transform(outline, flat) for outline in outlines]
        for outline in self._outlines:
            shapely.prepare(outline)

    @cached_property
    def inside(self) -> Marks:
        """Mark what lies in an outline."""
        return np.column_stack([self._in(outline) for outline in self._outlines])

    @cached_property
    def sure(self) -> Marks:
        """Mark what lies in an outline wherever within its accuracy it is."""
        columns = zip(self._outlines, self.inside.T, strict=True)
        return np.column_stack([self._surely_in(outline, inside) for outline, inside in columns])

    @cached_property
    def reached(self) -> Marks:
        """Mark what lies in an outline or may, within its accuracy."""
        marks = [shapely.dwithin(o, self._shapes, self._within_m) for o in self._outlines]
        return np.column_stack(marks)

    def _in(self, outline: BaseGeometry) -> Marks:
        inside = np.asarray(shapely.intersects(outline, self._shapes))
        lines = np.flatnonzero(inside & ~self._is_point)
        lines = lines[~shapely.contains(outline, self._shapes[lines])]
        rough = outline.simplify(_ROUGHLY_M) if len(lines) else outline
        for at in lines:
            inside[at] = _is_most(shapely.intersection(self._shapes[at], rough), self._shapes[at])
        return inside

    def _surely_in(self, outline: BaseGeometry, inside: Marks) -> Marks:
        sure, within = inside.copy(), np.flatnonzero(inside)
        edge = outline.boundary
        shapely.prepare(edge)
        near = within[shapely.dwithin(edge, self._shapes[within], self._within_m[within])]
        sure[near] = False
        for at in near[~self._is_point[near]]:
            shape = self._shapes[at]
            sure[at] = _is_most(_deep(shape, outline, self._within_m[at]), shape)
        return sure


def _deep(shape: BaseGeometry, outline: BaseGeometry, within_m: float) -> BaseGeometry:
    """Cut out the part of a shape that lies deeper in the outline than so many metres.

    A line along a road that bounds a plate may be on either side of it, one across is not.
    """
    west, south, east, north = shapely.bounds(shape)
    reach = (west - within_m, south - within_m, east + within_m, north + within_m)
    near = shapely.clip_by_rect(outline.boundary, *reach).simplify(within_m * _FINENESS)
    strip = near.buffer(within_m, quad_segs=2)
    return shapely.intersection(shapely.difference(shape, strip), outline)


def _is_most(part: BaseGeometry, whole: BaseGeometry) -> bool:
    measure = _MEASURES[shapely.get_dimensions(whole)]
    return bool(measure(part) > _HALF * measure(whole))


def _flattening(outlines: Sequence[BaseGeometry]) -> Callable[[Array], Array]:
    """Make degrees into metres east and north, right to half a per cent across a district."""
    latitude = outlines[0].centroid.y
    factors = np.array([np.cos(np.radians(latitude)), 1.0]) * _METRES_PER_DEGREE
    return lambda xy: xy * factors
