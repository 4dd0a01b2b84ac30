"""Reads what the gazetteer is made of from a facts folder, by the contract in seeds/README.md.

The tables of gazetteer/ are joined by what the folder holds anyway: the roads, stations and
places of the base map, and the features whose place is known. Every fault is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geo import cells, rows, seeds
from geo.errors import ContractError
from geo.gazetteer import known
from geo.gazetteer.bundle import (
    Bundle,
    Crossing,
    Division,
    HouseNumber,
    NamedPlace,
    PlaceKind,
    Road,
    RoadName,
)
from geo.gazetteer.positions import Reader, point, positioned
from geo.model import Method, Row

# The written contract as a table: the columns each file must have.
COLUMNS = {
    "roads": "id name datum accuracy_m geometry source note",
    "names": "name road source note",
    "crossings": "road_a road_b lon lat datum accuracy_m source note",
    "numbers": "road number lon lat datum accuracy_m source",
    "places": "id name aliases kind lon lat datum accuracy_m source note",
    "elsewhere": "name short source",
}
FOLDER = "gazetteer"
# A place of the table is a door or the middle of several, unless it stands for something else.
_METHODS = {PlaceKind.STATION: Method.STOP, PlaceKind.UNIT: Method.UNIT}
Named = TypeVar("Named", Road, NamedPlace)
Record = TypeVar("Record")


@cache
def bundle(folder: Path = seeds.SEEDS) -> Bundle:
    """Gather everything a gazetteer is built from; kept, as a folder is read once.

    A road of gazetteer/roads.csv stands for the base map's of the same name: that one is there
    to be drawn, this one to be found. A folder without gazetteer/ has the rest.

    Raises:
        InputError: the folder is missing.
        ContractError: cells that cannot be read, all of them at once.

    """
    facts = seeds.read(folder)
    faults: list[str] = []
    load = partial(_positioned, folder, faults)
    roads = load("roads", cells.geometry, _road)
    places = load("places", point, _place)
    roads = (*roads, *_unnamed(known.roads(folder, facts, faults), roads))
    known_places = (*known.points(folder, facts, faults), *known.located(facts))
    gathered = Bundle(
        district_name=facts.base.district_name,
        district=facts.base.district,
        roads=roads,
        names=_names(folder, faults),
        crossings=load("crossings", point, _crossing),
        numbers=load("numbers", point, _house_number),
        places=_sole_aliases((*places, *_unnamed(known_places, (*places, *roads)))),
        elsewhere=_divisions(folder, faults),
    )
    if faults:
        raise ContractError(faults)
    return gathered


def _unnamed(records: Iterable[Named], held: Iterable[Road | NamedPlace]) -> Iterator[Named]:
    """Leave out what something held already has the name of."""
    names = {record.name for record in held}
    return (record for record in records if record.name not in names)


def _sole_aliases(places: Iterable[NamedPlace]) -> tuple[NamedPlace, ...]:
    """Leave an alias to the sharpest of those that have it, and none that is another's name."""
    places = sorted(places, key=lambda place: place.accuracy_m)
    taken = {place.name for place in places}
    sole = []
    for place in places:
        aliases = tuple(alias for alias in place.aliases if alias not in taken)
        taken.update(aliases)
        sole.append(replace(place, aliases=aliases))
    return tuple(sole)


def _read(folder: Path, faults: list[str], name: str) -> list[rows.Numbered]:
    if not (folder / FOLDER).is_dir():
        return []
    return rows.read(folder, _file(name), COLUMNS[name].split(), faults)


def _file(name: str) -> str:
    return f"{FOLDER}/{name}.csv"


def _positioned(
    folder: Path,
    faults: list[str],
    name: str,
    where: Reader,
    make: Callable[[Row, BaseGeometry], Record],
) -> tuple[Record, ...]:
    records = []
    for number, row, at in positioned(_read(folder, faults, name), where):
        try:
            if isinstance(at, ValueError):
                raise at
            records.append(make(row, at))
        except ValueError as error:
            faults.append(f"{_file(name)} 第 {number} 行：{error}")
    return tuple(records)


def _names(folder: Path, faults: list[str]) -> tuple[RoadName, ...]:
    records = []
    for number, row in _read(folder, faults, "names"):
        try:
            name, road = _two(row, "name", "road")
            records.append(RoadName(name=name, road=road, note=row["note"]))
        except ValueError as error:
            faults.append(f"{_file('names')} 第 {number} 行：{error}")
    return tuple(records)


def _divisions(folder: Path, faults: list[str]) -> tuple[Division, ...]:
    records = []
    for number, row in _read(folder, faults, "elsewhere"):
        try:
            records.append(Division(name=cells.required(row, "name"), short=row["short"]))
        except ValueError as error:
            faults.append(f"{_file('elsewhere')} 第 {number} 行：{error}")
    return tuple(records)


def _two(row: Row, first: str, second: str) -> tuple[str, str]:
    one, other = cells.required(row, first), cells.required(row, second)
    if one == other:
        raise ValueError(f"{first} 列与 {second} 列都是“{one}”，应是两个不同的路名")
    return one, other


def _road(row: Row, line: BaseGeometry) -> Road:
    if not isinstance(line, LineString | MultiLineString):
        raise ValueError("geometry 列应为 LINESTRING 或 MULTILINESTRING")
    return Road(
        name=cells.required(row, "name"),
        line=line,
        accuracy_m=cells.whole(row, "accuracy_m"),
        source=cells.required(row, "source"),
    )


def _crossing(row: Row, at: BaseGeometry) -> Crossing:
    first, second = _two(row, "road_a", "road_b")
    return Crossing(
        first=first,
        second=second,
        point=at,
        accuracy_m=cells.whole(row, "accuracy_m"),
        source=cells.required(row, "source"),
    )


def _house_number(row: Row, at: BaseGeometry) -> HouseNumber:
    number = cells.number(row, "number")
    if number != int(number) or number < 1:
        raise ValueError(f"number 列的“{row['number']}”应为不小于 1 的整数")
    return HouseNumber(
        road=cells.required(row, "road"),
        number=int(number),
        point=at,
        accuracy_m=cells.whole(row, "accuracy_m"),
        source=cells.required(row, "source"),
    )


def _place(row: Row, at: BaseGeometry) -> NamedPlace:
    kind = PlaceKind(cells.one_of(row, "kind", [kind.value for kind in PlaceKind]))
    return NamedPlace(
        name=cells.required(row, "name"),
        aliases=cells.listed(row["aliases"]),
        kind=kind,
        geometry=at,
        accuracy_m=cells.whole(row, "accuracy_m"),
        method=_METHODS.get(kind, Method.POI),
        source=cells.required(row, "source"),
    )
