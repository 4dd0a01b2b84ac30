"""Whether a point is in the district, told from a grid: asking the edge itself takes too long."""

from __future__ import annotations

import math

import shapely
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.geometry import METRES_PER_DEGREE, Plane, Xy

# Streets of the edge are shared, and the edge is known at the scale of a district.
_BEYOND_M = 300.0
_CELL_M = 250.0


class Edge:
    """The edge of a district and a little beyond; cells it does not cut are remembered."""

    def __init__(self, district: BaseGeometry, plane: Plane) -> None:
        self._edge = shapely.buffer(district, _BEYOND_M / METRES_PER_DEGREE)
        shapely.prepare(self._edge)
        self._plane = plane
        self._cells: dict[tuple[int, int], bool | None] = {}

    def has(self, at: Xy) -> bool:
        """Tell whether a point is inside the district or within its shared edge."""
        cell = math.floor(at[0] / _CELL_M), math.floor(at[1] / _CELL_M)
        if cell not in self._cells:
            self._cells[cell] = self._whole(cell)
        known = self._cells[cell]
        if known is None:
            return bool(shapely.contains_xy(self._edge, *self._plane.pair(at)))
        return known

    def _whole(self, cell: tuple[int, int]) -> bool | None:
        """Tell whether all of a cell is inside or all of it outside; None if the edge cuts it."""
        low = self._plane.pair((cell[0] * _CELL_M, cell[1] * _CELL_M))
        high = self._plane.pair(((cell[0] + 1) * _CELL_M, (cell[1] + 1) * _CELL_M))
        box = shapely.box(*low, *high)
        if shapely.contains_properly(self._edge, box):
            return True
        return None if shapely.intersects(self._edge, box) else False
