"""The district's edge and its named places, which a ledger's points can be tried on."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.crs import Array, Datum, from_wgs84
from geo.measures import buffer_m
from geo.model import Facts, Kind, Method

# As in geo.check: kerbs, wide expressways and the simplified edge.
EDGE_TOLERANCE_M = 50
# A place known worse than this cannot tell datums apart that differ by 570 m.
_SHARP_M = 150
# Shorter names are parts of other names.
_MIN_NAME = 3
_FIRST = 2
_GUESSED = "（推断）"


@dataclass(frozen=True, kw_only=True)
class Area:
    """The district (WGS-84) with its name, and `known`: folded name → geometry in WGS-84."""

    name: str
    district: BaseGeometry
    known: Mapping[str, BaseGeometry]

    def contains(self, x: Array, y: Array, datum: Datum) -> NDArray[np.bool_]:
        """Mark the positions, given in `datum`, that lie in the district or at its edge."""
        return np.asarray(shapely.contains_xy(self.edge(datum), x, y), dtype=bool)

    def edge(self, datum: Datum) -> BaseGeometry:
        """Return the district in the numbers of a datum, 50 m wider on all sides."""
        return self._edges[datum]

    def metres_off(self, lon: Array, lat: Array) -> Array:
        """Geodesic metres from WGS-84 positions to the district, 0 inside."""
        return self._metres(lon, lat, np.full(len(lon), self._flat(self.district)))

    def metres_from(self, names: Sequence[str], lon: Array, lat: Array) -> Array:
        """Geodesic metres from each WGS-84 position to the known place of the same index."""
        return self._metres(lon, lat, np.array([self._known[name] for name in names]))

    def names_in(self, text: str) -> Iterator[str]:
        """Yield the known names that occur in a text, the longer ones before their parts."""
        text, end = folded(text), 0
        for at in range(len(text) - _FIRST):
            candidates = self._starts.get(text[at : at + _FIRST])
            if candidates is None or at < end:
                continue
            name = next((name for name in candidates if text.startswith(name, at)), "")
            if name:
                yield name
            end = at + len(name)

    @cached_property
    def _edges(self) -> dict[Datum, BaseGeometry]:
        edge = buffer_m(self.district, EDGE_TOLERANCE_M)
        edges = {datum: from_wgs84(edge, datum) for datum in Datum}
        for geometry in edges.values():
            shapely.prepare(geometry)
        return edges

    @cached_property
    def _known(self) -> dict[str, BaseGeometry]:
        return {name: self._flat(geometry) for name, geometry in self.known.items()}

    @cached_property
    def _starts(self) -> dict[str, list[str]]:
        starts: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.known, key=len, reverse=True):
            starts[name[:_FIRST]].append(name)
        return starts

    @cached_property
    def _narrowing(self) -> Array:
        """Factors that make degrees of longitude as long as those of latitude, at the district."""
        return np.array([np.cos(np.radians(self.district.centroid.y)), 1.0])

    def _flat(self, geometry: BaseGeometry) -> BaseGeometry:
        return shapely.transform(geometry, lambda xy: xy * self._narrowing)

    def _metres(self, lon: Array, lat: Array, geometries: NDArray[np.object_]) -> Array:
        if not len(lon):
            return np.zeros(0)
        points = shapely.points(np.column_stack((lon, lat)) * self._narrowing)
        lines = shapely.shortest_line(points, geometries)
        ends = shapely.get_coordinates(lines).reshape(-1, 2, 2) / self._narrowing
        here, there = ends[:, 0], ends[:, 1]
        return metres_between(here[:, 0], here[:, 1], there[:, 0], there[:, 1])


def area(facts: Facts, more: Iterable[Facts] = ()) -> Area:
    """Gather what a ledger's points are tried on; make it once per import.

    Args:
        facts: the workspace the ledger goes to; its district is the one meant.
        more: other facts whose places count as known (the seeds).

    """
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for source in (facts, *more):
        for name, geometry in _named(source):
            if len(key := folded(name)) >= _MIN_NAME:
                found[key].append(geometry)
    known = {name: shapely.union_all(geometries) for name, geometries in found.items()}
    return Area(name=facts.base.district_name, district=facts.base.district, known=known)


def folded(text: str) -> str:
    """Return a text as names are compared: one width, no blanks, no case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def metres_between(lon: Array, lat: Array, other_lon: Array, other_lat: Array) -> Array:
    """Geodesic metres between WGS-84 positions, pair by pair."""
    distance = Geod(ellps="WGS84").inv(lon, lat, other_lon, other_lat)[2]
    return np.asarray(distance, dtype=np.float64)


def _named(facts: Facts) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield roads, stations and features known sharply enough, under all their names.

    Towns and villages of the base map are left out: one point stands for kilometres. So are
    places a ledger gave: what it said of itself is no witness for a ledger.
    """
    yield from ((road.name, road.geometry) for road in facts.base.roads)
    for station in facts.base.stations:
        if station.geometry is not None:
            yield station.name, station.geometry
    features = {f.id: f for f in facts.features if f.kind is not Kind.PLATE}
    for fix in facts.fixes:
        feature = features.get(fix.feature)
        if feature and fix.accuracy_m <= _SHARP_M and fix.method is not Method.LEDGER:
            for name in (feature.name, *feature.aliases):
                if not name.endswith(_GUESSED):
                    yield name, fix.geometry
