"""Reads a facts folder (seeds/ or a copy of it) against the contract in seeds/README.md.

Every fault of every file is gathered and told once, with file, row and column.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geo import cells, references, rows, settings
from geo.crs import Datum, parse_datum, to_wgs84
from geo.errors import ContractError, DatumError, InputError
from geo.gazetteer import own_rows
from geo.model import (
    BaseMap,
    BasePoint,
    BaseRoad,
    Basis,
    Document,
    Facts,
    Feature,
    Fix,
    Kind,
    Method,
    Role,
    Row,
    Statement,
    Status,
)

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
# The written contract as a table: the columns each file must have.
COLUMNS = {
    "documents": "id title stated_from stated_to window_note",
    "features": "id kind name aliases plate plate_basis plate_reason category unit_note"
    " unlocated_reason address note",
    "statements": "id feature document section lines status status_words start end period_words"
    " unit unit_basis certainty note",
    "fixes": "id feature role method accuracy_m datum geometry address source source_date basis",
    "base/roads": "name class datum geometry",
    "base/stations": "name lon lat datum",
    "base/places": "name kind lon lat datum",
    "sections": "document section title",
    "sources": "id title publisher reference date licence used_for",
    "counted": "id kind name count named plate plate_basis category note",
    "programmes": "id name plate plate_basis category status start end period_words unit"
    " document section note",
    "targets": "id name value value_unit plate plate_basis kind start end period_words unit"
    " document section conflict note",
    "aliases": "id name plate basis strength document section reason",
    own_rows.TABLE: " ".join(own_rows.COLUMNS),
}
# Lists that are shown as they are and never become features.
TABLES = (
    "sections",
    "sources",
    "counted",
    "programmes",
    "targets",
    "aliases",
    own_rows.TABLE,
)
ROAD_CLASSES = ("expressway", "main", "local")
_DISTRICT = "base/district.geojson"
T = TypeVar("T")


def read(folder: Path = SEEDS) -> Facts:
    """Read a facts folder.

    Args:
        folder: a directory with the files of seeds/README.md.

    Raises:
        InputError: the folder or one of its files is missing or is no text.
        ContractError: cells that cannot be read, all of them at once.

    """
    if not folder.is_dir():
        raise InputError(f"找不到数据文件夹：{folder}")
    faults: list[str] = []
    load = partial(_load, folder, faults)
    documents = load("documents", _document)
    window = {d.id: d for d in documents}
    base = _base(folder, faults)
    facts = Facts(
        documents=documents,
        features=load("features", _feature),
        statements=load("statements", partial(_statement, window)),
        fixes=load("fixes", _fix),
        tables={name: _table(folder, faults, name) for name in TABLES},
        base=base,
        settings=_settings(folder, base.district_name, faults),
    )
    if not documents:
        faults.append("documents.csv：至少要有一份文件")
    if faults or (faults := list(references.breaches(facts))):
        raise ContractError(faults)
    return facts


def _load(folder: Path, faults: list[str], name: str, make: Callable[[Row], T]) -> tuple[T, ...]:
    records = []
    file = f"{name}.csv"
    for number, row in rows.read(folder, file, COLUMNS[name].split(), faults):
        try:
            records.append(make(row))
        except ValueError as error:
            faults.append(f"{file} 第 {number} 行：{error}")
    return tuple(records)


def _settings(folder: Path, district: str, faults: list[str]) -> settings.Settings:
    """Read the words around the map; they may all be left to their defaults."""
    found: list[rows.Numbered] = []
    if (folder / settings.FILE).exists():
        found = rows.read(folder, settings.FILE, settings.COLUMNS, faults)
    return settings.collect(found, f"{district}重点项目一张图", faults)


def _table(folder: Path, faults: list[str], name: str) -> tuple[Row, ...]:
    # Own places and roads are a user's: the seeds have none, a folder made of a workspace may.
    if name == own_rows.TABLE and not (folder / f"{name}.csv").exists():
        return ()
    return _load(folder, faults, name, partial(checked_row, name))


def checked_row(name: str, row: Row) -> Row:
    """Return a row of a list that never becomes features.

    Raises:
        ValueError: a cell of it cannot be read, in Chinese.

    """
    if name == own_rows.TABLE:
        return own_rows.checked(row)
    if "start" in row:
        cells.period(row)
    return row


def _document(row: Row) -> Document:
    return Document(
        id=cells.identifier(row),
        title=row["title"],
        stated_from=cells.day(row["stated_from"], "stated_from"),
        stated_to=cells.day(row["stated_to"], "stated_to"),
        window_note=row["window_note"],
    )


def _feature(row: Row) -> Feature:
    return Feature(
        id=cells.identifier(row),
        kind=cells.code(Kind, row, "kind"),
        name=cells.required(row, "name"),
        aliases=cells.listed(row["aliases"]),
        plate=row["plate"] or None,
        plate_basis=cells.code(Basis, row, "plate_basis"),
        plate_reason=row["plate_reason"],
        category=row["category"],
        unit_note=row["unit_note"],
        unlocated_reason=row["unlocated_reason"],
        address=row["address"],
        note=row["note"],
    )


def _statement(documents: dict[str, Document], row: Row) -> Statement:
    document = documents.get(row["document"])
    if document is None:
        raise ValueError(f"document 列的“{row['document']}”不在 documents.csv 中")
    return Statement(
        id=cells.identifier(row),
        feature=cells.required(row, "feature"),
        document=document.id,
        section=row["section"],
        lines=row["lines"],
        status=cells.code(Status, row, "status"),
        status_words=row["status_words"],
        period=cells.period(row),
        period_words=row["period_words"],
        unit=row["unit"],
        unit_basis=cells.code(Basis, row, "unit_basis"),
        certainty=cells.code(Basis, row, "certainty"),
        stated_from=document.stated_from,
        stated_to=document.stated_to,
        note=row["note"],
    )


def _fix(row: Row) -> Fix:
    return Fix(
        id=cells.identifier(row),
        feature=cells.required(row, "feature"),
        role=cells.code(Role, row, "role"),
        method=cells.code(Method, row, "method"),
        accuracy_m=cells.whole(row, "accuracy_m"),
        datum=row["datum"],
        geometry=to_wgs84(cells.geometry(row), parse_datum(row["datum"])),
        address=row["address"],
        source=cells.required(row, "source"),
        source_date=row["source_date"],
        basis=row["basis"],
    )


def _base(folder: Path, faults: list[str]) -> BaseMap:
    load = partial(_load, folder, faults)
    name, district = _district(folder, faults)
    return BaseMap(
        district_name=name,
        district=district,
        roads=load("base/roads", _base_road),
        stations=load("base/stations", partial(_base_point, kind="station")),
        places=load("base/places", _base_point),
    )


def _district(folder: Path, faults: list[str]) -> tuple[str, BaseGeometry]:
    """Read the district edge; a fault leaves an empty one, which is never used."""
    try:
        text = (folder / _DISTRICT).read_text(encoding="utf-8-sig")
        feature = json.loads(text)
        feature = feature["features"][0] if "features" in feature else feature
        name = feature["properties"]["name"]
        edge = cells.sound(shapely.geometry.shape(feature["geometry"]))
        if not isinstance(name, str) or "Polygon" not in edge.geom_type:
            raise TypeError
        return name, to_wgs84(edge, Datum.WGS84)
    except FileNotFoundError:
        faults.append(f"缺少文件 {_DISTRICT}")
    except DatumError as error:
        faults.append(f"{_DISTRICT}：{error}")
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        OSError,
        ShapelyError,
    ):
        faults.append(f"{_DISTRICT}：应为带 name、含一个面的 GeoJSON（WGS-84）")
    return "", shapely.Polygon()


def _base_road(row: Row) -> BaseRoad:
    return BaseRoad(
        name=row["name"],
        road_class=cells.one_of(row, "class", ROAD_CLASSES),
        geometry=to_wgs84(cells.geometry(row), parse_datum(row["datum"])),
    )


def _base_point(row: Row, kind: str | None = None) -> BasePoint:
    geometry = None
    if row["lon"] or row["lat"]:
        point = shapely.Point(cells.number(row, "lon"), cells.number(row, "lat"))
        geometry = to_wgs84(point, parse_datum(row["datum"]))
    return BasePoint(name=cells.required(row, "name"), kind=kind or row["kind"], geometry=geometry)
