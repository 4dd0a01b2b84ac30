"""The selection as rows for people: the columns of every table we write, with Chinese headings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.catalogue import Catalogue
from geo.filters import NO_PLATE, NO_PLATE_WORD
from geo.model import Basis, Certainty, Coded, Kind, Method, Phase, Status

Cell = str | int | float | None
Record = dict[str, Any]
_LIST_JOIN = "、"
_COORDINATE_DECIMALS = 6


@dataclass(frozen=True)
class Column:
    """A column: its heading and how a record gives its cell."""

    heading: str
    cell: Callable[[Record], Cell]


def _field(name: str) -> Callable[[Record], Cell]:
    def cell(record: Record) -> Cell:
        value = record[name]
        return "" if value is None else str(value)

    return cell


def _word(name: str, vocabulary: type[Coded]) -> Callable[[Record], Cell]:
    words: dict[str, str] = {member.value: member.word for member in vocabulary}
    return lambda record: words.get(str(record[name]), "")


def _number(name: str) -> Callable[[Record], Cell]:
    return lambda record: None if pd.isna(record[name]) else record[name]


COLUMNS = (
    Column("编号", _field("id")),
    Column("类别", _word("kind", Kind)),
    Column("名称", _field("name")),
    Column("别名", lambda record: _LIST_JOIN.join(record["aliases"])),
    Column("板块", _field("plate_name")),
    Column("板块依据", _word("plate_basis", Basis)),
    Column("项目类型", _field("category")),
    Column("状态", _field("status_label")),
    Column("阶段", _word("phase", Phase)),
    Column("计划开始", _field("start")),
    Column("计划完成", _field("end")),
    Column("期限原话", _field("period_words")),
    Column("责任单位", _field("unit")),
    Column("定位程度", _word("location_certainty", Certainty)),
    Column("定位方法", _word("location_method", Method)),
    Column("误差（米）", _number("location_accuracy_m")),
    Column("经度（WGS-84）", _number("lon")),
    Column("纬度（WGS-84）", _number("lat")),
    Column("定位依据", _field("location_basis")),
    Column("未定位原因", _field("unlocated_reason")),
    Column("备注", _field("note")),
    Column("依据文件", _field("source_words")),
    Column("截至日期", _field("as_of")),
)


def rows(catalogue: Catalogue) -> list[list[Cell]]:
    """Return the selection as a heading row and a row a feature."""
    body = [[column.cell(record) for column in COLUMNS] for record in records(catalogue)]
    return [[column.heading for column in COLUMNS], *body]


def records(catalogue: Catalogue) -> list[Record]:
    """Return the selection as plain values, with a representative position and the sources."""
    titles = {document.id: document.title for document in catalogue.facts.documents}
    frame = catalogue.frame
    points = frame.geometry.representative_point()
    result: list[Record] = frame.drop(columns="geometry").astype(object).to_dict("records")
    for record, point in zip(result, points, strict=True):
        known = point is not None and not point.is_empty
        record["lon"] = round(point.x, _COORDINATE_DECIMALS) if known else None
        record["lat"] = round(point.y, _COORDINATE_DECIMALS) if known else None
        record["source_words"] = _LIST_JOIN.join(
            dict.fromkeys(titles[source["id"]] for source in record["sources"])
        )
    return result


def roll_up_rows(catalogue: Catalogue) -> list[list[Cell]]:
    """Return plate × status with heading, 合计 row and column; it ties to the selection."""
    table = catalogue.roll_up()
    names = {key: names[0] for key, names in catalogue.plate_names.items()} | {
        NO_PLATE: NO_PLATE_WORD
    }
    heading: list[Cell] = ["板块", *(Status(code).word for code in table.columns), "合计"]
    body: list[list[Cell]] = [
        [names[key], *(int(n) for n in row), int(row.sum())]
        for key, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    totals: list[Cell] = ["合计", *(int(n) for n in table.sum()), int(table.to_numpy().sum())]
    return [heading, *body, totals]
