"""Rows of a workspace's own places and roads: what each must be, and how they join a gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from geo import cells
from geo.cells import SEPARATOR
from geo.crs import Datum, to_wgs84
from geo.gazetteer import own_names
from geo.gazetteer.bundle import Bundle, NamedPlace, PlaceKind, Road, RoadName
from geo.model import Coded, Method, Row

# The list of a workspace these rows are kept in, and the columns of a row.
TABLE = "gazetteer"
COLUMNS = ("id", "name", "aliases", "kind", "geometry", "accuracy_m", "source")
MAX_ACCURACY_M = 5_000
# A road of the district with a vertex every five metres.
_MAX_VERTICES = 5_000
_DECIMALS = 7


class OwnKind(Coded):
    """What a user may add: a place is a point, a road one line or several."""

    PLACE = "place", "地点"
    ROAD = "road", "道路"


SHAPES = {OwnKind.PLACE: ("Point",), OwnKind.ROAD: ("LineString", "MultiLineString")}


@dataclass(frozen=True, kw_only=True)
class OwnPlace:
    """A place or road a user added. `geometry` is WGS-84, known within `accuracy_m` metres."""

    name: str
    aliases: tuple[str, ...]
    kind: OwnKind
    geometry: BaseGeometry
    accuracy_m: int
    source: str


def row_of(key: str, place: OwnPlace) -> Row:
    """Write a place as the row it is kept as."""
    return {
        "id": key,
        "name": place.name,
        "aliases": SEPARATOR.join(place.aliases),
        "kind": place.kind.value,
        "geometry": shapely.to_wkt(place.geometry, rounding_precision=_DECIMALS),
        "accuracy_m": str(place.accuracy_m),
        "source": place.source,
    }


def read_row(row: Row) -> OwnPlace:
    """Read a row back.

    Raises:
        ValueError: a cell is not what its column holds, in Chinese.

    """
    cells.identifier(row)
    kind = OwnKind(cells.one_of(row, "kind", [each.value for each in OwnKind]))
    aliases = cells.listed(row["aliases"])
    for name in (row["name"], *aliases):
        own_names.check(name)
    geometry = to_wgs84(cells.geometry(row), Datum.WGS84)
    check_shape(kind, geometry)
    accuracy_m = cells.whole(row, "accuracy_m")
    check_accuracy(accuracy_m)
    return OwnPlace(
        name=row["name"],
        aliases=aliases,
        kind=kind,
        geometry=geometry,
        accuracy_m=accuracy_m,
        source=row["source"],
    )


def checked(row: Row) -> Row:
    """Return a row that can be read; see `read_row`."""
    read_row(row)
    return row


def check_shape(kind: OwnKind, geometry: BaseGeometry) -> None:
    """Refuse a place that is no point and a road that is no line, or one of too many vertices."""
    if geometry.geom_type not in SHAPES[kind]:
        wanted = "一个点" if kind is OwnKind.PLACE else "线"
        raise ValueError(f"{kind.word}应是{wanted}，不是 {geometry.geom_type}")
    if shapely.get_num_coordinates(geometry) > _MAX_VERTICES:
        raise ValueError(f"顶点超过 {_MAX_VERTICES} 个，请简化后再传")


def check_accuracy(metres: int) -> None:
    """Refuse metres that place nothing, or claim what nobody can measure."""
    if not 1 <= metres <= MAX_ACCURACY_M:
        raise ValueError(f"误差 {metres} 米不在 1 至 {MAX_ACCURACY_M} 之间，请核对")


def extended(bundle: Bundle, rows: Iterable[Row]) -> Bundle:
    """Add a workspace's own rows to what a gazetteer is built from.

    A road that is held already, under whichever of its names, gets the new line beside its own
    and the worse of the two accuracies. Places of one name stay two places.
    """
    own = [read_row(row) for row in rows]
    if not own:
        return bundle
    named = [each for each in own if each.kind is OwnKind.PLACE]
    drawn = [each for each in own if each.kind is OwnKind.ROAD]
    plain = {each.name: each.road for each in bundle.names}
    roads = _roads(bundle, drawn, plain)
    return replace(
        bundle,
        roads=tuple(roads.values()),
        names=(*bundle.names, *_names(drawn, plain, roads)),
        places=(*bundle.places, *map(_named_place, named)),
    )


def _roads(bundle: Bundle, drawn: Iterable[OwnPlace], plain: Mapping[str, str]) -> dict[str, Road]:
    roads = {road.name: road for road in bundle.roads}
    for each in drawn:
        name = _plain_name(each.name, plain, roads)
        road = Road(name=name, line=each.geometry, accuracy_m=each.accuracy_m, source=each.source)
        roads[name] = _joined(roads[name], road) if name in roads else road
    return roads


def _plain_name(name: str, plain: Mapping[str, str], roads: Mapping[str, Road]) -> str:
    return name if name in roads else plain.get(name, name)


def _joined(known: Road, own: Road) -> Road:
    parts = [*shapely.get_parts(known.line), *shapely.get_parts(own.line)]
    return replace(
        known,
        line=shapely.multilinestrings(parts),
        accuracy_m=max(known.accuracy_m, own.accuracy_m),
        source=SEPARATOR.join((known.source, own.source)),
    )


def _names(
    drawn: Iterable[OwnPlace], plain: Mapping[str, str], roads: Mapping[str, Road]
) -> list[RoadName]:
    found = [
        RoadName(name=alias, road=_plain_name(each.name, plain, roads), note=each.source)
        for each in drawn
        for alias in each.aliases
    ]
    return [name for name in found if name.name not in roads and plain.get(name.name) != name.road]


def _named_place(own: OwnPlace) -> NamedPlace:
    return NamedPlace(
        name=own.name,
        aliases=own.aliases,
        kind=PlaceKind.LANDMARK,
        geometry=own.geometry,
        accuracy_m=own.accuracy_m,
        method=Method.POI,
        source=own.source,
    )
