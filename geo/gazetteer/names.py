"""The index of every name the gazetteer knows, and how the longest one at a position is found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.gazetteer.bundle import Bundle, NamedPlace, PlaceKind
from geo.gazetteer.suffixes import main, parts, variants
from geo.gazetteer.text import clean

# What stands for a name in the skeleton of an address; none of them can occur in a cleaned text.
ROAD, UNKNOWN, PLACE, UNIT = "Ⓡ", "Ⓧ", "Ⓟ", "Ⓤ"
# A crossing taken for a place is read as a crossing all the same.
_CROSSING = re.compile(r"交叉口|交汇处|路口$")
# So many times as far one way as the other.
_CLEARLY = 2.5
_UNIT_WORDS = ("街道", "镇", "乡")
_OFFICES = ("办事处", "办", "政府")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as written: which road under its plain name and which section, or which places.

    A road has places where something on it is called by its name.
    """

    mark: str
    words: str
    road: str = ""
    section: str = ""
    places: tuple[NamedPlace, ...] = ()


class Index:
    """Names by their first two characters; the roads' win over the places' of the same name."""

    def __init__(self, bundle: Bundle) -> None:
        self._named: dict[str, Named] = {}
        for name, named in _roads(bundle):
            if len(name) > 1:
                self._named.setdefault(name, named)
        for name, named in _places(bundle):
            if len(name) > 1:
                road = self._named.get(name)
                self._named[name] = replace(road, places=named.places) if road else named
        lengths = defaultdict[str, set[int]](set)
        for name in self._named:
            lengths[name[:2]].add(len(name))
        self.heads = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def at(self, text: str, start: int) -> tuple[Named, int] | None:
        """Return the longest name that begins at a position of a cleaned text, and its end."""
        for length in self.heads.get(text[start : start + 2], ()):
            found = self._named.get(text[start : start + length])
            if found is not None:
                return found, start + length
        return None

    def stems(self) -> dict[str, Named]:
        """Return the roads by their names without the suffix, where only one has that stem."""
        found = defaultdict[str, list[Named]](list)
        for name, named in self._named.items():
            stem, suffix = parts(name)
            if named.mark == ROAD and not named.section and suffix and len(stem) > 1:
                found[stem].append(named)
        return {
            stem: roads[0]
            for stem, roads in found.items()
            if len({named.road for named in roads}) == 1
        }

    def get(self, name: str) -> Named | None:
        """Return what a cleaned name is known as."""
        return self._named.get(name)


def _roads(bundle: Bundle) -> Iterator[tuple[str, Named]]:
    """Yield the roads' own names first, then the given other ones, then those made by rule."""
    plain = _plain(bundle)
    for name in plain:
        yield clean(name), Named(ROAD, name, name)
    for other in bundle.names:
        yield clean(other.name), Named(ROAD, other.name, other.road)
    across = _never_sections(bundle)
    given = {other.name: other.road for other in bundle.names}
    for name in (*plain, *given):
        road = given.get(name, name)
        for written, section in variants(name):
            if not section or section not in across.get(road, ""):
                yield clean(written), Named(ROAD, written, road, section)
    for number in bundle.numbers:
        yield clean(number.road), Named(ROAD, number.road, number.road)


def _never_sections(bundle: Bundle) -> dict[str, str]:
    """Tell which sections a road cannot have by the way it runs: 建设路 runs west, not south."""
    across = {}
    for road in bundle.roads:
        west, south, east, north = road.line.bounds
        if east - west > _CLEARLY * (north - south):
            across[road.name] = "南北"
        elif north - south > _CLEARLY * (east - west):
            across[road.name] = "东西"
    return across


def _plain(bundle: Bundle) -> list[str]:
    given = {other.name for other in bundle.names}
    names = [road.name for road in bundle.roads]
    for crossing in bundle.crossings:
        names += (main(crossing.first), main(crossing.second))
    return [name for name in dict.fromkeys(names) if name not in given]


def _places(bundle: Bundle) -> Iterator[tuple[str, Named]]:
    by_name = defaultdict[str, list[NamedPlace]](list)
    for place in bundle.places:
        for name in _names(place):
            if not _CROSSING.search(name) and place not in by_name[clean(name)]:
                by_name[clean(name)].append(place)
    for name, places in by_name.items():
        is_unit = all(place.kind is PlaceKind.UNIT for place in places)
        yield name, Named(UNIT if is_unit else PLACE, name, places=tuple(places))


def _names(place: NamedPlace) -> Iterator[str]:
    yield place.name
    yield from place.aliases
    if place.kind is PlaceKind.UNIT:
        for name in (place.name, *place.aliases):
            if name.endswith(_UNIT_WORDS):
                yield from (name + office for office in _OFFICES)
            if name.endswith("街道"):
                yield from (name + "办事处", name.removesuffix("街道") + "办事处")
