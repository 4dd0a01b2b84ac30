"""Builds plate outlines from the coordinate lists of an upload: mended with a note, or refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import InputError

# Six plates need some thousand vertices; a detailed border of a province has 50,000.
MAX_FEATURES, MAX_VERTICES, MAX_RINGS = 500, 50_000, 1_000
# Mending takes time and memory by the square of the crossings; a slip of the hand makes one.
_MAX_CROSSINGS = 50
_CHUNK = 16
_MIN_RING = 3
_PLANE = 2
# Beyond every datum here (zone 38 has eastings of 38 million metres).
_LARGEST = 1e9

Ring = list[tuple[float, float]]


@dataclass
class Workshop:
    """Builds one outline; `notes` gathers in Chinese what was mended on the way."""

    notes: list[str] = field(default_factory=list)

    def build(self, kind: object, coordinates: object) -> BaseGeometry:
        """Build a valid (Multi)Polygon from GeoJSON coordinates, in the numbers of its datum.

        Args:
            kind: the geometry's type as its file names it.
            coordinates: nested lists of a Polygon or MultiPolygon.

        Raises:
            InputError: it is no area, or its numbers cannot be read; in Chinese, with the remedy.

        """
        nested = [coordinates] if kind == "Polygon" else coordinates
        polygons = [self._polygon(rings) for rings in _listed(nested)]
        if not polygons:
            raise InputError("没有任何坐标，请重新导出")
        return self._sound(polygons)

    def _polygon(self, rings: object) -> BaseGeometry:
        shell, *holes = [self._ring(ring) for ring in _listed(rings)] or [[]]
        if not shell:
            raise InputError("没有任何坐标，请重新导出")
        around = shapely.Polygon(shell)
        shapely.prepare(around)
        # It may be a second area or a slip of the hand; nobody but the user knows.
        if any(shapely.disjoint(around, shapely.Polygon(hole)) for hole in holes):
            raise InputError("有内环（洞）画在外环之外，是另一块还是多画了？请改正后重传")
        return shapely.Polygon(shell, holes)

    def _ring(self, points: object) -> Ring:
        ring = [self._position(point) for point in _listed(points)]
        unlike = [ring[k] for k in range(len(ring)) if k == 0 or ring[k] != ring[k - 1]]
        if len(unlike) < len(ring):
            self._note("去掉了相邻的重复点")
        if len(set(unlike)) < _MIN_RING:
            raise InputError("边界不足三个不同的点，围不成面，请核对")
        if unlike[0] != unlike[-1]:
            # Only the closing edge is missing or much more is; the user sees the outline drawn.
            self._note("边界没有闭合，已用直线连接末点与首点，请核对是否缺点")
            unlike.append(unlike[0])
        return unlike

    def _position(self, point: object) -> tuple[float, float]:
        numbers = _listed(point)
        if len(numbers) < _PLANE:
            raise InputError("有的点不足两个数，请重新导出")
        if len(numbers) > _PLANE:
            self._note("坐标带有高程等，只取平面位置")
        x, y = (_finite(number) for number in numbers[:_PLANE])
        return x, y

    def _sound(self, polygons: Sequence[BaseGeometry]) -> BaseGeometry:
        """Make the polygons valid: shells bound area, holes take away from it."""
        raw = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(list(polygons))
        if shapely.is_valid(raw):
            return self._with_area(raw)
        if _is_tangled(raw):
            raise InputError("边界自相交的地方太多，看不出形状，请改正后重传")
        mended = shapely.make_valid(raw, method="structure", keep_collapsed=False)
        parts = [g for g in shapely.get_parts(mended) if g.geom_type == "Polygon"]
        self._note(f"边界自相交或重叠，已修复为 {len(parts)} 块，请核对形状")
        return self._with_area(shapely.union_all(parts))

    def _with_area(self, geometry: BaseGeometry) -> BaseGeometry:
        if geometry.is_empty or geometry.area == 0:
            raise InputError("面积为零，不是范围，请核对")
        # Geodesic areas add a hole that turns the same way as its shell.
        return shapely.orient_polygons(geometry)

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def _listed(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise InputError("坐标的层次不对，请从 GIS 软件重新导出")
    return list(value)


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError("坐标里有文字或空值，应全是数字")
    if not -_LARGEST < value < _LARGEST or math.isnan(value):
        raise InputError("坐标里有不可能的数（无穷大或过大），请核对")
    return float(value)


def _is_tangled(geometry: BaseGeometry) -> bool:
    """Tell whether the rings cross each other or themselves too often to be mended."""
    rings = [shapely.get_coordinates(r) for p in shapely.get_parts(geometry) for r in _rings(p)]
    ends = np.concatenate([np.stack((xy[:-1], xy[1:]), axis=1) for xy in rings])
    segments = shapely.linestrings(ends)
    tree, found = shapely.STRtree(segments), 0
    for start in range(0, len(segments), _CHUNK):
        some = segments[start : start + _CHUNK]
        # Each segment meets itself and its two neighbours, and a crossing is met from both sides.
        found += tree.query(some, predicate="intersects").shape[1] - 3 * len(some)
        if found > 2 * _MAX_CROSSINGS:
            return True
    return False


def _rings(polygon: BaseGeometry) -> list[BaseGeometry]:
    return [polygon.exterior, *polygon.interiors]


def vertices(value: object) -> int:
    """Count the positions in nested coordinate lists, without descending by recursion."""
    count, waiting = 0, [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list | tuple):
            if each and not isinstance(each[0], list | tuple):
                count += 1
            else:
                waiting.extend(each)
    return count


def swapped(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry with its two numbers in the other order."""
    return shapely.transform(geometry, lambda xy: np.ascontiguousarray(xy[:, ::-1]))
