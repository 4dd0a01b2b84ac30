"""Answers addresses of the district from what is known offline: forms in order, then coarse ones.

The sharpest form an address has decides. What was understood only in part is offered for choice,
what is not known is refused with the name that is missing; nothing is put at a default point.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

from geo.answers import Answer, Candidate, Verdict
from geo.gazetteer import accuracy, deciding, doubts, scope
from geo.gazetteer.bundle import Bundle
from geo.gazetteer.divisions import Divisions
from geo.gazetteer.doors import Doors
from geo.gazetteer.edge import Edge
from geo.gazetteer.forms import sides
from geo.gazetteer.found import Asked, Finding, Known, Spot, missing
from geo.gazetteer.geometry import Plane
from geo.gazetteer.names import ROAD, Index, Named
from geo.gazetteer.network import Network
from geo.gazetteer.own_rows import extended
from geo.gazetteer.reading import bundle
from geo.gazetteer.skeleton import Skeleton, skeleton
from geo.gazetteer.text import MAX_LENGTH, clean, is_denial, is_words, unbracketed
from geo.model import Kind, Provider, Row


class Gazetteer:
    """Finds addresses of a district in what is known of it; see `geo.answers.Locator`."""

    def __init__(self, known: Bundle) -> None:
        self._bundle = known
        self._district = known.district_name
        middle = known.district.centroid
        plane = Plane(middle.x, middle.y)
        self._edge = Edge(known.district, plane)
        self._index = Index(known)
        self._divisions = Divisions(known.elsewhere)
        self._known = Known(
            plane=plane,
            network=Network(known, plane),
            doors=Doors(known, plane),
            stems=self._index.stems(),
        )

    def locate(self, address: str, kind: Kind | None = None) -> Answer:  # noqa: ARG002
        """Find an address, see `Locator`. What kind of thing is there changes nothing here."""
        text = clean(address[: MAX_LENGTH * 2])
        if len(text) > MAX_LENGTH or len(address) > MAX_LENGTH * 2:
            return self._refused(address, Verdict.NOT_FOUND, "文字太长，不像一个地址")
        if not is_words(text):
            return self._refused(address, Verdict.NOT_FOUND, "没有可以辨认的地名")
        if is_denial(text):
            return self._refused(address, Verdict.NOT_FOUND, "只写了不在哪里，没有写在哪里")
        if other := self._elsewhere(text):
            note = f"地址写明在{other}，不在{self._district}"
            return self._refused(address, Verdict.OUTSIDE, note)
        rest = scope.local(text, self._district)
        if not is_words(rest):
            note = f"只写到{self._district}，没有更细的地址"
            return self._refused(address, Verdict.NOT_FOUND, note)
        asked = self._asked(rest, names_district=self._district in text)
        return self._answer(address, deciding.decided(asked, self._known), asked)

    def crossing(self, road_a: str, road_b: str) -> Answer:
        """Find where two roads cross, by any of their names."""
        return self.locate(f"{road_a}与{road_b}交叉口")

    def extent(self, east: str = "", west: str = "", south: str = "", north: str = "") -> Answer:
        """Find the area between roads, named on the sides that are known."""
        words = {"东": east, "西": west, "南": south, "北": north}
        given = {way: clean(name) for way, name in words.items() if clean(name)}
        address = "，".join(f"{way}至{name}" for way, name in given.items())
        roads = {way: self._road(name) for way, name in given.items()}
        if unknown := [given[way] for way, name in roads.items() if name is None]:
            return self._refused(address, Verdict.NOT_FOUND, missing(*unknown))
        known = {way: name for way, name in roads.items() if name is not None}
        return self._answer(address, sides.bounded(known, self._known))

    @cached_property
    def road_names(self) -> tuple[str, ...]:
        """The plain names of all roads that can be asked for."""
        return tuple(sorted(self._known.network.names()))

    def crossing_roads(self, road: str) -> tuple[str, ...]:
        """Return the roads a road is known to cross; none for a road that is not known."""
        named = self._road(clean(road))
        found = self._known.network.neighbours(named.road) if named else []
        return tuple(dict.fromkeys(other for other, _ in found))

    def of(self, own: Iterable[Row]) -> Gazetteer:
        """Return a gazetteer that knows a workspace's own places and roads too."""
        return Gazetteer(extended(self._bundle, own))

    def _elsewhere(self, text: str) -> str:
        begins_known = self._begins(text)
        ours = scope.elsewhere(text, self._district, begins_known=begins_known)
        return ours or self._divisions.named(
            text, self._district, self._begins, begins_known=begins_known
        )

    def _begins(self, text: str) -> bool:
        return self._index.at(text, 0) is not None

    def _road(self, name: str) -> Named | None:
        named = self._index.get(name)
        return named if named and named.mark == ROAD else None

    def _asked(self, text: str, *, names_district: bool) -> Asked:
        outside, inside = unbracketed(text)
        first = skeleton(outside, self._index)
        if not inside:
            empty = Skeleton("")
            return Asked(outside=first, whole=first, inside=empty, names_district=names_district)
        second = skeleton(inside, self._index)
        whole = skeleton(text, self._index)
        return Asked(outside=first, whole=whole, inside=second, names_district=names_district)

    def _answer(self, address: str, finding: Finding, asked: Asked | None = None) -> Answer:
        if not finding.spots:
            return self._refused(address, Verdict.NOT_FOUND, finding.note)
        inside = [spot for spot in finding.spots if self._edge.has(spot.at)]
        if not inside:
            note = f"推算的位置在{self._district}以外：{finding.spots[0].basis}"
            return self._refused(address, Verdict.OUTSIDE, note)
        notes = [finding.note, *(doubts.of(inside, asked, self._known) if asked else ())]
        candidates = tuple(self._candidate(spot) for spot in inside)
        doubtful = finding.is_partial or any(notes) or len(candidates) > 1
        return Answer(
            address=address,
            verdict=Verdict.AMBIGUOUS if doubtful else Verdict.FOUND,
            provider=Provider.GAZETTEER,
            candidates=candidates,
            note=_joined(notes),
        )

    def _candidate(self, spot: Spot) -> Candidate:
        return Candidate(
            point=self._known.plane.lonlat(spot.at),
            method=spot.method,
            accuracy_m=accuracy.rounded(spot.accuracy, is_stated=spot.is_stated),
            matched=spot.matched,
            basis=spot.basis,
            provider=Provider.GAZETTEER,
            shape=spot.shape,
        )

    def _refused(self, address: str, verdict: Verdict, note: str) -> Answer:
        return Answer(address=address, verdict=verdict, provider=Provider.GAZETTEER, note=note)


def _joined(notes: Iterable[str]) -> str:
    """Join notes, telling what several of them say only once."""
    parts = [part for note in notes for part in note.split("；") if part]
    return "；".join(dict.fromkeys(parts))


@cache
def standard() -> Gazetteer:
    """Return the gazetteer of the seeds; kept, as they do not change."""
    return Gazetteer(bundle())
