"""A stretch of a road between two others: X路（Y路—Z路）, X路北起Y路南至Z路, X路Y路至Z路段."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.forms.crossing import at_crossing, no_crossing
from geo.gazetteer.found import Asked, Finding, Known, Spot, missing
from geo.gazetteer.geometry import Xy, between, distance
from geo.gazetteer.names import UNKNOWN, Named
from geo.gazetteer.network import Node
from geo.gazetteer.skeleton import Skeleton
from geo.gazetteer.suffixes import AFTER
from geo.model import Method

_FROM = r"[(,]?(?:段?[自从由在]|[东西南北][侧边]?(?:起|自|从)?(?:自|于|点)?)?"
_TO = r"[侧口]?(?:,?(?:-+|[东西南北]?[侧边]?[至到止](?:于|点)?)|[与和、](?=[ⓇⓍ][^ⓇⓍ]{0,3}之间))"
_ROADS = 3
_SECTION = re.compile(
    rf"(?<![起至临邻到])(?P<road>[ⓇⓍ]){AFTER}{_FROM}(?P<first>[ⓇⓍ]){AFTER}{_TO}(?P<last>[ⓇⓍ]){AFTER}"
    # Three and more such clauses are the sides of an area.
    r"(?!,?[东西南北][侧边]?[起至临邻到])"
)


def find(asked: Asked, known: Known) -> Finding | None:
    """Find a stretch of a road between two crossings; its line is the shape."""
    if len(asked.whole.named) < _ROADS:
        return None
    match = _SECTION.search(asked.whole.form)
    if match is None:
        return None
    road, first, last = (_named(asked.whole, match, which) for which in ("road", "first", "last"))
    if unknown := [name.words for name in (road, first, last) if name.mark == UNKNOWN]:
        return Finding(note=missing(*unknown))
    starts, ends = at_crossing(road, first, known), at_crossing(road, last, known)
    if not starts or not ends:
        return Finding(note=no_crossing(road, last if starts else first))
    return Finding(spots=(_spot((road, first, last), starts[0], ends[0], known),))


def _named(skeleton: Skeleton, match: re.Match[str], which: str) -> Named:
    return skeleton.at(match.start(which))


def _spot(names: Sequence[Named], start: Node, end: Node, known: Known) -> Spot:
    road, first, last = (name.words for name in names)
    spine = known.network.spine(names[0].road)
    way = spine.path(start.at, end.at) if spine else (start.at, end.at)
    middle = _middle(way)
    reach = max(distance(middle, start.at), distance(middle, end.at))
    return Spot(
        at=middle,
        accuracy=reach + max(start.accuracy, end.accuracy),
        method=Method.LINE,
        matched=f"{road}（{first}—{last}）",
        basis=f"{road}在{first}与{last}两个路口之间的一段，取其中点，误差覆盖全段",
        shape=_line(spine.cut(start.at, end.at), known) if spine else None,
    )


def _middle(way: Sequence[Xy]) -> Xy:
    left = sum(distance(a, b) for a, b in pairwise(way)) / 2
    for a, b in pairwise(way):
        length = distance(a, b)
        if length >= left and length > 0:
            return between(a, b, left / length)
        left -= length
    return way[0]


def _line(parts: Sequence[Sequence[Xy]], known: Known) -> BaseGeometry | None:
    if not parts:
        return None
    lines = [[known.plane.pair(at) for at in part] for part in parts]
    return shapely.LineString(lines[0]) if len(lines) == 1 else shapely.MultiLineString(lines)
