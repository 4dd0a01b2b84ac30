"""The selection as rows for people: the columns of every table we write, with Chinese headings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.catalogue import Catalogue
from geo.frame import by_feature
from geo.lights.light import Light
from geo.lights.lighting import light_steps
from geo.lights.rules import Thresholds
from geo.model import Basis, Certainty, Coded, Facts, Kind, Measure, Method, Phase
from layers.words import MONEY, PER_CENT

Cell = str | int | float | None
Record = dict[str, Any]
_LIST_JOIN = "、"
_COORDINATE_DECIMALS = 6


@dataclass(frozen=True)
class Column:
    """A column: its heading and how a record gives its cell.

    An optional one is left out where nothing in the workspace has it.
    """

    heading: str
    cell: Callable[[Record], Cell]
    optional: bool = False


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


def _details(record: Record) -> Cell:
    return "；".join(f"{heading}：{text}" for heading, text in record["details"])


def _amount(measure: Measure) -> Callable[[Record], Cell]:
    """Give the number; a range is a text, for neither end is what was stated."""

    def cell(record: Record) -> Cell:
        amount = record["amounts"].get(measure)
        if amount is None or amount.value is None:
            return None
        if amount.upper is not None:
            return f"{_short(amount.value)}至{_short(amount.upper)}"
        return _short(amount.value)

    return cell


def _short(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _typed(measure: Measure) -> Callable[[Record], Cell]:
    def cell(record: Record) -> Cell:
        amount = record["amounts"].get(measure)
        return amount.words if amount else ""

    return cell


def _amount_columns(measure: Measure) -> tuple[Column, Column]:
    """Make the columns of a measure: its number in the one unit, and what was typed."""
    unit = PER_CENT if measure is Measure.PROGRESS else MONEY
    return (
        Column(f"{measure.word}（{unit}）", _amount(measure), optional=True),
        Column(f"{measure.word}原文", _typed(measure), optional=True),
    )


COLUMNS = (
    Column("编号", _field("id")),
    Column("项目代码", _field("code"), optional=True),
    Column("类别", _word("kind", Kind)),
    Column("名称", _field("name")),
    Column("别名", lambda record: _LIST_JOIN.join(record["aliases"])),
    Column("板块", _field("plate_name")),
    Column("板块依据", _word("plate_basis", Basis)),
    Column("项目类型", _field("category")),
    Column("状态", _field("status_label")),
    Column("阶段", _word("phase", Phase)),
    Column("灯", _field("light_label"), optional=True),
    Column("亮灯依据", _field("light_reason"), optional=True),
    Column("计划开始", _field("start")),
    Column("计划完成", _field("end")),
    Column("期限原话", _field("period_words")),
    *(column for measure in Measure for column in _amount_columns(measure)),
    Column("责任单位", _field("unit")),
    Column("定位程度", _word("location_certainty", Certainty)),
    Column("定位方法", _word("location_method", Method)),
    Column("误差（米）", _number("location_accuracy_m")),
    Column("经度（WGS-84）", _number("lon")),
    Column("纬度（WGS-84）", _number("lat")),
    Column("定位依据", _field("location_basis")),
    Column("未定位原因", _field("unlocated_reason")),
    Column("备注", _field("note")),
    Column("台账其他列", _details, optional=True),
    Column("依据文件", _field("source_words")),
    Column("截至日期", _field("as_of")),
)


def rows(catalogue: Catalogue) -> list[list[Cell]]:
    """Return the selection as a heading row and a row a feature."""
    known = _known(catalogue.facts)
    columns = [column for column in COLUMNS if not column.optional or column.heading in known]
    body = [[column.cell(record) for column in columns] for record in records(catalogue)]
    return [[column.heading for column in columns], *body]


def _known(facts: Facts) -> set[str]:
    """Name the optional columns of a workspace: the same for every selection of it."""
    measures = {measure for statement in facts.statements for measure in statement.amounts}
    headings = {c.heading for m in measures for c in _amount_columns(m)}
    headings |= {"灯", "亮灯依据"} if has_lights(facts) else set()
    return headings | {
        heading
        for heading, field in (("项目代码", "code"), ("台账其他列", "details"))
        if any(getattr(feature, field) for feature in facts.features)
    }


def has_lights(facts: Facts) -> bool:
    """Tell whether anything ever has another light than grey, so that it is worth a column.

    Plates have no light.
    """
    thresholds = Thresholds.of(facts.settings)
    said = by_feature(facts.statements)
    lit = (said[feature.id] for feature in facts.features if feature.kind is not Kind.PLATE)
    return any(
        step.light is not Light.GREY
        for statements in lit
        for step in light_steps(statements, thresholds)
    )


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
