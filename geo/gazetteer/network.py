"""The roads of a gazetteer: their lines, where two of them cross, and what lies along them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.gazetteer import accuracy
from geo.gazetteer.bundle import Bundle, Road
from geo.gazetteer.geometry import Plane, Xy, distance
from geo.gazetteer.spine import Spine, chained, hits
from geo.gazetteer.suffixes import main

# How far a road goes straight on past the end of its line to meet another.
REACH_M = 400.0
# About three metres: a line with a vertex every five is no better known for it.
_SIMPLIFIED_DEG = 3e-5
# Two findings nearer than this are one crossing.
_SAME_M = 200.0
# Prolonged by more than this together, two lines need not be the streets that meet.
_DOUBTFUL_M = 200.0


@dataclass(frozen=True, slots=True)
class Node:
    """A crossing of two roads. `how` tells in Chinese what its place was taken from.

    It is doubtful that two roads cross whose lines end far from each other.
    """

    at: Xy
    accuracy: float
    how: str
    is_doubtful: bool = False


class Network:
    """Roads by their plain names; crossings are worked out when asked for, and kept."""

    def __init__(self, bundle: Bundle, plane: Plane) -> None:
        self.plane = plane
        self._lines = _lines(bundle)
        self.district = bundle.district
        self._spines: dict[str, Spine] = {}
        self._neighbours: dict[str, tuple[tuple[str, Node], ...]] = {}
        self._drawn: dict[str, BaseGeometry] = {}
        self._listed = defaultdict[tuple[str, str], list[Node]](list)
        for crossing in bundle.crossings:
            at = plane.xy(crossing.point.x, crossing.point.y)
            node = Node(at, float(crossing.accuracy_m), "资料中的路口")
            self._listed[_pair(main(crossing.first), main(crossing.second))].append(node)
        self._nodes: dict[tuple[str, str], tuple[Node, ...]] = {}

    def spine(self, road: str) -> Spine | None:
        """Return a road's line; None when only crossings of it are known."""
        if road not in self._spines and road in self._lines:
            line = self._lines[road]
            plain = shapely.simplify(line.line, _SIMPLIFIED_DEG)
            parts = [[self.plane.xy(*at[:2]) for at in part.coords] for part in _parts(plain)]
            self._spines[road] = chained(parts, float(line.accuracy_m))
        return self._spines.get(road)

    def drawn(self, road: str) -> BaseGeometry | None:
        """Return a road's line in WGS-84 inside the district; all of it where none is inside."""
        if road not in self._drawn and road in self._lines:
            line = self._lines[road].line
            inside = shapely.intersection(line, self.district)
            self._drawn[road] = line if inside.is_empty else inside
        return self._drawn.get(road)

    def names(self) -> set[str]:
        """Return the plain names of every road that can be asked for."""
        return set(self._lines).union(*self._listed)

    def nodes(self, one: str, other: str) -> tuple[Node, ...]:
        """Return where two roads cross: mostly once, sometimes not at all or several times."""
        pair = _pair(one, other)
        if pair not in self._nodes:
            self._nodes[pair] = self._find(pair)
        return self._nodes[pair]

    def neighbours(self, road: str) -> tuple[tuple[str, Node], ...]:
        """Return the roads a road crosses, without prolonging any by much, and where."""
        if road not in self._neighbours:
            listed = {name for pair in self._listed if road in pair for name in pair}
            others = sorted((listed | set(self._lines)) - {road})
            found = ((other, node) for other in others for node in self._firm(road, other))
            self._neighbours[road] = tuple(found)
        return self._neighbours[road]

    def _firm(self, road: str, other: str) -> Iterator[Node]:
        if self._listed.get(_pair(road, other)) or self._drawn_near(road, other):
            yield from self.nodes(road, other)

    def _drawn_near(self, road: str, other: str) -> bool:
        one, two = self.spine(road), self.spine(other)
        if one is None or two is None:
            return False
        return any(hit.stretched <= _END_M for hit in hits(one, two, _END_M))

    def _find(self, pair: tuple[str, str]) -> tuple[Node, ...]:
        computed, listed = list(self._computed(*pair)), self._listed.get(pair, [])
        return tuple(_merged([*listed, *computed]))

    def _computed(self, one: str, other: str) -> Iterator[Node]:
        first, second = self.spine(one), self.spine(other)
        if first is None or second is None or first is second:
            return
        met = sorted(hits(first, second, REACH_M), key=lambda hit: hit.stretched)
        for hit in met:
            # A prolonged line counts only where the lines as drawn do not meet.
            if hit.stretched and not met[0].stretched:
                return
            metres = accuracy.of_crossing(first.accuracy, second.accuracy, hit.sine, hit.stretched)
            how = "两条线延长后的交点" if hit.stretched else "两条线的交点"
            yield Node(hit.at, metres, how, hit.stretched > _DOUBTFUL_M)
            if hit.stretched:
                return


# A line may stop this short of its last crossing.
_END_M = 60.0


def _lines(bundle: Bundle) -> dict[str, Road]:
    """Take the sharpest of several lines of the same name."""
    lines: dict[str, Road] = {}
    for road in sorted(bundle.roads, key=lambda road: road.accuracy_m):
        lines.setdefault(road.name, road)
    return lines


def _parts(line: LineString | MultiLineString) -> list[LineString]:
    return list(line.geoms) if isinstance(line, MultiLineString) else [line]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _merged(nodes: list[Node]) -> Iterator[Node]:
    """Keep one of the nodes that are the same crossing, the sharpest."""
    kept: list[Node] = []
    for node in sorted(nodes, key=lambda node: node.accuracy):
        if all(distance(node.at, other.at) > max(_SAME_M, 1.5 * node.accuracy) for other in kept):
            kept.append(node)
            yield node
