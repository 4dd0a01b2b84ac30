"""What a facts folder knows of places besides its gazetteer tables, as records of a gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import shapely
from shapely.geometry.base import BaseGeometry

from geo import cells, places, rows
from geo.gazetteer.bundle import NamedPlace, PlaceKind, Road
from geo.model import Certainty, Facts, Feature, Fix, Kind, Method, Row

# The kinds of base/places.csv that are places of the district; the rest are labels or neighbours.
_KINDS = {"town": PlaceKind.TOWN, "village": PlaceKind.VILLAGE, "water": PlaceKind.LANDMARK}
# Said of what a folder gives no metres for: coarse, so that nothing is claimed that is not known.
_UNSTATED_M = 500
_UNSTATED_SOURCE = "base"
_MEMBERS_SOURCE = "fixes"
T = TypeVar("T")


def roads(folder: Path, facts: Facts, faults: list[str]) -> Iterator[Road]:
    """Take the roads of the base map, with the metres and the source of their rows."""
    for road, row in _told("base/roads.csv", facts.base.roads, folder, faults):
        if road.name:
            yield Road(
                name=road.name,
                line=road.geometry,
                accuracy_m=_metres("base/roads.csv", row, faults),
                source=row.get("source") or _UNSTATED_SOURCE,
            )


def points(folder: Path, facts: Facts, faults: list[str]) -> Iterator[NamedPlace]:
    """Take the stations and the towns, villages and waters of the base map that have a place."""
    file = "base/stations.csv"
    for station, row in _told(file, facts.base.stations, folder, faults):
        if station.geometry is not None:
            stem = station.name.removesuffix("站")
            yield NamedPlace(
                name=f"{stem}站",
                aliases=(f"{station.name}地铁站", f"地铁{stem}站"),
                kind=PlaceKind.STATION,
                geometry=station.geometry,
                accuracy_m=_metres(file, row, faults),
                method=Method.STOP,
                source=row.get("source") or _UNSTATED_SOURCE,
            )
    file = "base/places.csv"
    for point, row in _told(file, facts.base.places, folder, faults):
        if point.geometry is not None and point.kind in _KINDS:
            yield NamedPlace(
                name=point.name,
                aliases=(f"{point.name}村",) if point.kind == "village" else (),
                kind=_KINDS[point.kind],
                geometry=point.geometry,
                accuracy_m=_metres(file, row, faults),
                method=Method.POI,
                source=row.get("source") or _UNSTATED_SOURCE,
            )


def located(facts: Facts) -> Iterator[NamedPlace]:
    """Take the features whose place is known better than schematically, and the plates."""
    fixes: dict[str, list[Fix]] = defaultdict(list)
    for fix in facts.fixes:
        fixes[fix.feature].append(fix)
    members: dict[str | None, list[BaseGeometry]] = defaultdict(list)
    for feature in facts.features:
        place = places.place_of(fixes[feature.id])
        if place.geometry is not None and place.certainty is not Certainty.SCHEMATIC:
            members[feature.plate].append(place.geometry)
            yield from _named(feature, PlaceKind.LANDMARK, place)
    for feature in facts.features:
        if feature.kind is Kind.PLATE:
            amid = _amid(fixes[feature.id], members[feature.id])
            yield from _named(feature, PlaceKind.PLATE, amid)


def _amid(fixes: Sequence[Fix], members: Sequence[BaseGeometry]) -> places.Place:
    """Stand a plate where its own best fix is, else amid its members; coarse in either case."""
    if fixes:
        best = min(fixes, key=lambda fix: fix.accuracy_m)
        geometry, method, source = best.geometry, best.method, best.source
        metres = max(best.accuracy_m, places.SCHEMATIC_FROM_M)
    elif members:
        geometry = shapely.GeometryCollection(list(members)).convex_hull
        method, source, metres = Method.HULL, _MEMBERS_SOURCE, places.SCHEMATIC_FROM_M
    else:
        return places.NOWHERE
    return places.Place(
        geometry=geometry,
        certainty=Certainty.SCHEMATIC,
        method=method,
        accuracy_m=metres,
        source=source,
    )


def _named(feature: Feature, kind: PlaceKind, place: places.Place) -> Iterator[NamedPlace]:
    if place.geometry is None or place.method is None or place.accuracy_m is None:
        return
    yield NamedPlace(
        name=feature.name,
        # An inferred alias is marked as such, and is no name to find a place by.
        aliases=tuple(alias for alias in feature.aliases if not alias.endswith("）")),
        kind=kind,
        geometry=place.geometry,
        accuracy_m=place.accuracy_m,
        method=place.method,
        source=place.source,
    )


def _told(
    file: str, records: Sequence[T], folder: Path, faults: list[str]
) -> Iterable[tuple[T, Row]]:
    """Pair the records of a base file, all of them sound, with the rows they were read from."""
    told = rows.read(folder, file, ("name",), faults)
    return zip(records, (row for _, row in told), strict=True)


def _metres(file: str, row: Row, faults: list[str]) -> int:
    if not row.get("accuracy_m"):
        return _UNSTATED_M
    try:
        return cells.whole(row, "accuracy_m")
    except ValueError as error:
        faults.append(f"{file} 的“{row['name']}”：{error}")
        return _UNSTATED_M
