"""A road as one chain of straight pieces in local metres, its parts joined where they break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.gazetteer.geometry import Xy, between, distance, meeting, moved

# A road that runs within 60 degrees of a direction leads that way.
_ALONG = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """Where two roads meet. `stretched` are the metres neither line was drawn for, together."""

    at: Xy
    sine: float
    stretched: float


@dataclass(frozen=True, slots=True)
class Spine:
    """The vertices of a road in order; a piece whose number is in `gaps` joins two parts of it."""

    vertices: tuple[Xy, ...]
    gaps: frozenset[int]
    accuracy: float

    def nearest(self, at: Xy) -> tuple[int, float, Xy]:
        """Return the piece nearest a point, the share along it and the point there."""
        found = (0, 0.0, self.vertices[0])
        least = float("inf")
        for number, (a, b) in enumerate(pairwise(self.vertices)):
            share = _share(a, b, at)
            foot = between(a, b, share)
            if (metres := distance(foot, at)) < least:
                least, found = metres, (number, share, foot)
        return found

    def walk(self, start: Xy, direction: Xy, metres: float) -> Xy | None:
        """Follow the road from near a point some metres in a direction; None if it runs across.

        Past its end the road goes straight on.
        """
        number, _, foot = self.nearest(start)
        a, b = self.vertices[number], self.vertices[number + 1]
        length = distance(a, b)
        along = ((b[0] - a[0]) * direction[0] + (b[1] - a[1]) * direction[1]) / length
        if abs(along) < _ALONG:
            return None
        ahead = self.vertices[number + 1 :] if along > 0 else self.vertices[number::-1]
        return _follow(foot, ahead, (a, b) if along > 0 else (b, a), metres)

    def cut(self, start: Xy, end: Xy) -> tuple[tuple[Xy, ...], ...]:
        """Return what is drawn of the road between two points near it, part by part."""
        first, last = sorted((self.nearest(start), self.nearest(end)), key=lambda at: at[:2])
        parts: list[list[Xy]] = [[first[2]]]
        for number in range(first[0], last[0] + 1):
            if number in self.gaps:
                parts.append([])
            parts[-1].append(self.vertices[number + 1] if number < last[0] else last[2])
        return tuple(tuple(part) for part in parts if len(set(part)) > 1)

    def path(self, start: Xy, end: Xy) -> tuple[Xy, ...]:
        """Return the way along the road from near one point to near another, gaps and all."""
        first, last = self.nearest(start), self.nearest(end)
        backwards = last[:2] < first[:2]
        low, high = (last, first) if backwards else (first, last)
        way = (start, *self.vertices[low[0] + 1 : high[0] + 1], end)
        return (start, *reversed(way[1:-1]), end) if backwards else way


def _share(a: Xy, b: Xy, at: Xy) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    return min(1.0, max(0.0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square))


def _follow(start: Xy, ahead: Sequence[Xy], last: tuple[Xy, Xy], metres: float) -> Xy:
    here, left = start, metres
    for vertex in ahead:
        length = distance(here, vertex)
        if length >= left and length > 0:
            return between(here, vertex, left / length)
        if length > 0:
            last = (here, vertex)
        here, left = vertex, left - length
    length = distance(*last)
    heading = ((last[1][0] - last[0][0]) / length, (last[1][1] - last[0][1]) / length)
    return moved(here, heading, left)


def chained(parts: Sequence[Sequence[Xy]], accuracy: float) -> Spine:
    """Join the parts of a road, nearest ends first."""
    left = [_distinct(part) for part in sorted(parts, key=len, reverse=True)]
    chain, gaps = left.pop(0), set[int]()
    pieces = [False] * (len(chain) - 1)
    while left:
        part, backwards, ahead = min(_joints(chain, left), key=lambda joint: joint[3])[:3]
        left.remove(part)
        turned = part[::-1] if backwards else part
        joined = [True, *[False] * (len(part) - 1)]
        chain = chain + turned if ahead else turned + chain
        pieces = pieces + joined if ahead else joined[::-1] + pieces
    gaps = {number for number, is_gap in enumerate(pieces) if is_gap}
    return Spine(tuple(chain), frozenset(gaps), accuracy)


def _distinct(part: Sequence[Xy]) -> list[Xy]:
    return [at for number, at in enumerate(part) if number == 0 or at != part[number - 1]]


def _joints(chain: list[Xy], left: list[list[Xy]]) -> Iterator[tuple[list[Xy], bool, bool, float]]:
    for part in left:
        yield part, False, True, distance(chain[-1], part[0])
        yield part, True, True, distance(chain[-1], part[-1])
        yield part, False, False, distance(chain[0], part[-1])
        yield part, True, False, distance(chain[0], part[0])


def hits(one: Spine, other: Spine, reach: float) -> Iterator[Hit]:
    """Find where two roads meet, each going straight on for `reach` metres past its ends."""
    if not _may_meet(one, other, 2 * reach):
        return
    for number, a, b in _pieces(one, reach):
        for second, c, d in _pieces(other, reach):
            met = meeting(a, b, c, d)
            if met and 0 <= met.first <= 1 and 0 <= met.second <= 1:
                stretched = _stretched(one, number, met.at) + _stretched(other, second, met.at)
                yield Hit(met.at, met.sine, stretched)


def _may_meet(one: Spine, other: Spine, reach: float) -> bool:
    return all(
        min(a) - reach <= max(b) and min(b) - reach <= max(a)
        for a, b in zip(
            zip(*one.vertices, strict=True), zip(*other.vertices, strict=True), strict=True
        )
    )


def _pieces(spine: Spine, reach: float) -> list[tuple[int, Xy, Xy]]:
    """Return the pieces of a road, the first and the last made longer; -1 is before the first."""
    v = spine.vertices
    before = between(v[0], v[1], -reach / distance(v[0], v[1]))
    after = between(v[-1], v[-2], -reach / distance(v[-1], v[-2]))
    inner = [(number, a, b) for number, (a, b) in enumerate(pairwise(v))]
    return [(-1, before, v[0]), *inner, (len(v) - 1, v[-1], after)]


def _stretched(spine: Spine, number: int, at: Xy) -> float:
    """Tell how far a point is from what is drawn: zero on it, or the way to the nearer end."""
    last = len(spine.vertices) - 1
    if number not in (-1, last) and number not in spine.gaps:
        return 0.0
    ends = spine.vertices[max(number, 0)], spine.vertices[min(number + 1, last)]
    return min(distance(at, end) for end in ends)
