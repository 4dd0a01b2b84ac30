"""Reads a facts folder (seeds/ or a copy of it) against the contract in seeds/README.md.

Every fault of every file is gathered and told once, with file, row and column.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import shapely
from shapely.geometry.base import BaseGeometry

from geo import cells
from geo.crs import parse_datum, to_wgs84
from geo.errors import ContractError, InputError
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
# Lists that are shown as they are: their files and the columns they must have.
TABLES = {
    "sections": "document section title",
    "sources": "id title publisher reference date licence used_for",
    "counted": "id kind name count named plate plate_basis category note",
    "programmes": "id name plate plate_basis category status start end period_words unit"
    " document section note",
    "targets": "id name value value_unit plate plate_basis kind start end period_words unit"
    " document section conflict note",
    "aliases": "id name plate basis strength document section reason",
}
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
    documents = load("documents.csv", _document)
    window = {d.id: d for d in documents}
    facts = Facts(
        documents=documents,
        features=load("features.csv", _feature),
        statements=load("statements.csv", partial(_statement, window)),
        fixes=load("fixes.csv", _fix),
        tables={
            name: load(f"{name}.csv", partial(_listed, columns.split()))
            for name, columns in TABLES.items()
        },
        base=_base(folder / "base", faults),
    )
    if faults:
        raise ContractError(faults)
    return facts


def _load(folder: Path, faults: list[str], name: str, make: Callable[[Row], T]) -> tuple[T, ...]:
    records = []
    for number, row in enumerate(_rows(folder / name), start=2):
        try:
            records.append(make(row))
        except KeyError as error:
            faults.append(f"{name}：缺少列 {error.args[0]}，请对照 seeds/README.md")
            break
        except ValueError as error:
            faults.append(f"{name} 第 {number} 行：{error}")
    return tuple(records)


def _rows(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [
                {str(key): (value or "").strip() for key, value in row.items()}
                for row in csv.DictReader(file)
            ]
    except FileNotFoundError:
        raise InputError(f"缺少文件：{path}") from None
    except UnicodeDecodeError:
        raise InputError(f"文件不是 UTF-8 编码：{path}，请另存为“CSV UTF-8”") from None


def _listed(columns: list[str], row: Row) -> Row:
    return {column: row[column] for column in columns}


def _document(row: Row) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        stated_from=cells.day(row["stated_from"], "stated_from"),
        stated_to=cells.day(row["stated_to"], "stated_to"),
        window_note=row["window_note"],
    )


def _feature(row: Row) -> Feature:
    return Feature(
        id=cells.required(row, "id"),
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
        id=cells.required(row, "id"),
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
        id=cells.required(row, "id"),
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
    name, district = _district(folder / "district.geojson")
    return BaseMap(
        district_name=name,
        district=district,
        roads=load("roads.csv", _base_road),
        stations=load("stations.csv", partial(_base_point, kind="station")),
        places=load("places.csv", _base_point),
    )


def _district(path: Path) -> tuple[str, BaseGeometry]:
    try:
        feature = json.loads(path.read_text(encoding="utf-8"))
        feature = feature["features"][0] if "features" in feature else feature
        return feature["properties"]["name"], shapely.geometry.shape(feature["geometry"])
    except FileNotFoundError:
        raise InputError(f"缺少文件：{path}") from None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise InputError(f"区界文件读不出：{path}，应为含一个面的 GeoJSON（WGS-84）") from None


def _base_road(row: Row) -> BaseRoad:
    return BaseRoad(
        name=row["name"],
        road_class=cells.required(row, "class"),
        geometry=to_wgs84(cells.geometry(row), parse_datum(row["datum"])),
    )


def _base_point(row: Row, kind: str | None = None) -> BasePoint:
    geometry = None
    if row["lon"] or row["lat"]:
        point = shapely.Point(cells.number(row, "lon"), cells.number(row, "lat"))
        geometry = to_wgs84(point, parse_datum(row["datum"]))
    return BasePoint(name=cells.required(row, "name"), kind=kind or row["kind"], geometry=geometry)
