"""Areas cut from road lines: between four roads, or the block in a corner of two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import shapely
from shapely.geometry import Polygon

from geo.gazetteer import accuracy
from geo.gazetteer.forms.crossing import at_crossing, no_crossing
from geo.gazetteer.found import REMEDY, Finding, Known, Spot
from geo.gazetteer.geometry import DIRECTIONS, Xy, area, distance, middle, moved
from geo.gazetteer.names import Named
from geo.gazetteer.network import Node
from geo.model import Method

OPPOSITE = {"东": "西", "西": "东", "南": "北", "北": "南"}
# Clockwise, so that neighbours in the list share a corner.
_AROUND = ("北", "东", "南", "西")
_ACROSS = ("南", "北")
# From a tenth of a hectare to a third of the district: what is outside was misread.
_LEAST_M2, _MOST_M2 = 1_000.0, 50_000_000.0
_FOUR, _THREE, _TWO = 4, 3, 2
# The block in a corner ends at the next known road, but not nearer or farther than this.
_BLOCK_M = (200.0, 450.0)
# Planning permits told by two roads lie about this far from either.
_PLOT_M = 110.0


def between(sides: Mapping[str, Named], known: Known) -> Finding:
    """Find the area that has these roads on its sides, keyed 东, 西, 南, 北."""
    corners: dict[tuple[str, str], Node] = {}
    for one, other in _corners(sides):
        nodes = at_crossing(sides[one], sides[other], known)
        if not nodes:
            return Finding(note=no_crossing(sides[one], sides[other]))
        corners[one, other] = nodes[0]
    if len(sides) == _FOUR:
        return _enclosed(sides, corners, known)
    if not corners:
        return Finding(note=f"只写了一边或相对的两边，围不成范围；一段路请写明路名，或{REMEDY}")
    return _open(sides, corners) if len(sides) == _THREE else _block(sides, corners, known)


def _corners(sides: Mapping[str, Named]) -> list[tuple[str, str]]:
    around = pairwise((*_AROUND, _AROUND[0]))
    return [(one, other) for one, other in around if one in sides and other in sides]


def _enclosed(
    sides: Mapping[str, Named], corners: Mapping[tuple[str, str], Node], known: Known
) -> Finding:
    nodes = [node.at for node in corners.values()]
    # The corners come north-east first and clockwise; each road leads from one to the next.
    ways = [_way(sides[_AROUND[n]], nodes[n - 1], nodes[n], known) for n in range(_FOUR)]
    ring = [at for way in ways for at in way[:-1]]
    shape = Polygon(ring)
    if not _is_placed(nodes) or not shape.is_valid or not _LEAST_M2 <= shape.area <= _MOST_M2:
        return Finding(note=f"这四条路按所写的方位围不成一块范围；请核对方位，或{REMEDY}")
    centre = shapely.point_on_surface(shape)
    if shape.contains(shape.centroid):
        centre = shape.centroid
    return Finding(spots=(_spot((centre.x, centre.y), ring, sides, corners, known),))


def _way(road: Named, start: Xy, end: Xy, known: Known) -> Sequence[Xy]:
    spine = known.network.spine(road.road)
    return spine.path(start, end) if spine else (start, end)


def _is_placed(corners: Sequence[Xy]) -> bool:
    """Tell whether four corners, from the north-east clockwise, lie the way they are called."""
    north_east, south_east, south_west, north_west = corners
    eastward = north_east[0] > north_west[0] and south_east[0] > south_west[0]
    return eastward and north_east[1] > south_east[1] and north_west[1] > south_west[1]


def _open(sides: Mapping[str, Named], corners: Mapping[tuple[str, str], Node]) -> Finding:
    nodes = list(corners.values())
    at = middle([node.at for node in nodes])
    width = distance(nodes[0].at, nodes[1].at)
    spot = Spot(
        at=at,
        accuracy=width + max(node.accuracy for node in nodes),
        method=Method.RELATIVE,
        matched=_matched(sides),
        basis="只知道三边，取已知两个路口的中间",
    )
    lacking = next(way for way in _AROUND if way not in sides)
    note = f"缺{lacking}边，范围不能确定；请补全四至，或{REMEDY}"
    return Finding(spots=(spot,), note=note, is_partial=True)


def _block(
    sides: Mapping[str, Named], corners: Mapping[tuple[str, str], Node], known: Known
) -> Finding:
    corner = next(iter(corners.values()))
    across = next(way for way in sides if way in _ACROSS)
    along = next(way for way in sides if way not in _ACROSS)
    # North of one road and west of another is along the other to the north, along the one west.
    first = _reach(sides[across], corner.at, OPPOSITE[along], known)
    second = _reach(sides[along], corner.at, OPPOSITE[across], known)
    far = (first[0] + second[0] - corner.at[0], first[1] + second[1] - corner.at[1])
    ring = [corner.at, first, far, second]
    if abs(area(ring)) < _LEAST_M2:
        return Finding(note=f"这两条路几乎平行，方位不明；{REMEDY}")
    spot = _spot(_plot(corner.at, first, second), ring, sides, corners, known)
    return Finding(spots=(spot,))


def _plot(corner: Xy, first: Xy, second: Xy) -> Xy:
    """Return the middle of the plot at a corner, which fills its block or the usual size of one."""
    shares = [min(0.5, _PLOT_M / distance(corner, end)) for end in (first, second)]
    return (
        corner[0] + shares[0] * (first[0] - corner[0]) + shares[1] * (second[0] - corner[0]),
        corner[1] + shares[0] * (first[1] - corner[1]) + shares[1] * (second[1] - corner[1]),
    )


def _reach(road: Named, start: Xy, way: str, known: Known) -> Xy:
    """Go along a road to its next crossing that way, within the bounds of a block."""
    direction = DIRECTIONS[way]
    ahead = [
        metres
        for _, node in known.network.neighbours(road.road)
        if (metres := _along(start, node.at, direction)) >= _BLOCK_M[0]
    ]
    metres = min((*ahead, _BLOCK_M[1]))
    spine = known.network.spine(road.road)
    return (spine and spine.walk(start, direction, metres)) or moved(start, direction, metres)


def _along(start: Xy, end: Xy, direction: Xy) -> float:
    return (end[0] - start[0]) * direction[0] + (end[1] - start[1]) * direction[1]


def _spot(
    at: Xy,
    ring: Sequence[Xy],
    sides: Mapping[str, Named],
    corners: Mapping[tuple[str, str], Node],
    known: Known,
) -> Spot:
    reach = max(distance(at, vertex) for vertex in ring)
    worst = max(node.accuracy for node in corners.values())
    words = "、".join(f"{name.words}以{OPPOSITE[way]}" for way, name in sides.items())
    return Spot(
        at=at,
        accuracy=accuracy.together(accuracy.WITHIN * reach, worst),
        method=Method.EXTENT,
        matched=_matched(sides),
        basis=f"按{words}由路线围成，取其中间，误差覆盖大半范围",
        shape=Polygon([known.plane.pair(vertex) for vertex in ring]),
    )


def _matched(sides: Mapping[str, Named]) -> str:
    return "，".join(f"{way}至{sides[way].words}" for way in _AROUND if way in sides)
