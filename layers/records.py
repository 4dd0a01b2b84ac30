"""The selection as rows for people: the columns of every table we write, with Chinese headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.catalogue import Catalogue
from geo.lights.lighting import has_lights
from geo.model import Amount, Basis, Certainty, Coded, Kind, Measure, Method, Phase
from geo.told import Told
from layers.words import MONEY, PER_CENT

Cell = str | int | float | None
Table = Mapping[str, Sequence[Any]]
_LIST_JOIN = "、"
_COORDINATE_DECIMALS = 6


@dataclass(frozen=True)
class Column:
    """A column: its heading and how the columns of the frame give its cells.

    An optional one is left out where nothing in the workspace has it.
    """

    heading: str
    cells: Callable[[Table], Sequence[Cell]]
    optional: bool = False


def _field(name: str) -> Callable[[Table], list[Cell]]:
    return lambda table: ["" if value is None else value for value in table[name]]


def _as_is(name: str) -> Callable[[Table], Sequence[Cell]]:
    return lambda table: table[name]


def _word(name: str, vocabulary: type[Coded]) -> Callable[[Table], list[Cell]]:
    words: dict[str, str] = {member.value: member.word for member in vocabulary}
    return lambda table: [words.get(value, "") for value in table[name]]


def _aliases(table: Table) -> list[Cell]:
    return [_LIST_JOIN.join(aliases) for aliases in table["aliases"]]


def _details(table: Table) -> list[Cell]:
    return ["；".join(f"{heading}：{text}" for heading, text in row) for row in table["details"]]


def _number(amount: Amount | None) -> Cell:
    """Give the number; a range is a text, for neither end is what was stated."""
    if amount is None or amount.value is None:
        return None
    if amount.upper is not None:
        return f"{_short(amount.value)}至{_short(amount.upper)}"
    return _short(amount.value)


def _short(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _typed(amount: Amount | None) -> Cell:
    return amount.words if amount else ""


def _amounts(
    measure: Measure, of: Callable[[Amount | None], Cell]
) -> Callable[[Table], list[Cell]]:
    return lambda table: [of(amounts.get(measure)) for amounts in table["amounts"]]


def _amount_columns(measure: Measure) -> tuple[Column, Column]:
    """Make the columns of a measure: its number in the one unit, and what was typed."""
    unit = PER_CENT if measure is Measure.PROGRESS else MONEY
    return (
        Column(f"{measure.word}（{unit}）", _amounts(measure, _number), optional=True),
        Column(f"{measure.word}原文", _amounts(measure, _typed), optional=True),
    )


COLUMNS = (
    Column("编号", _field("id")),
    Column("项目代码", _field("code"), optional=True),
    Column("类别", _word("kind", Kind)),
    Column("名称", _field("name")),
    Column("别名", _aliases),
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
    Column("误差（米）", _as_is("location_accuracy_m")),
    Column("经度（WGS-84）", _as_is("lon")),
    Column("纬度（WGS-84）", _as_is("lat")),
    Column("定位依据", _field("location_basis")),
    Column("未定位原因", _field("unlocated_reason")),
    Column("备注", _field("note")),
    Column("台账其他列", _details, optional=True),
    Column("依据文件", _as_is("source_words")),
    Column("截至日期", _field("as_of")),
)


def rows(catalogue: Catalogue) -> list[list[Cell]]:
    """Return the selection as a heading row and a row a feature."""
    known, table = _known(catalogue.told), _table(catalogue)
    columns = [column for column in COLUMNS if not column.optional or column.heading in known]
    body = zip(*(column.cells(table) for column in columns), strict=True)
    return [[column.heading for column in columns], *map(list, body)]


def _known(told: Told) -> set[str]:
    """Name the optional columns of a workspace: the same for every selection of it."""
    facts = told.facts
    measures = {measure for statement in facts.statements for measure in statement.amounts}
    headings = {c.heading for m in measures for c in _amount_columns(m)}
    headings |= {"灯", "亮灯依据"} if has_lights(told.lights) else set()
    return headings | {
        heading
        for heading, field in (("项目代码", "code"), ("台账其他列", "details"))
        if any(getattr(feature, field) for feature in facts.features)
    }


def _table(catalogue: Catalogue) -> Table:
    """Return the frame as plain values, with a representative position and the sources in words."""
    frame = catalogue.frame
    points = shapely.point_on_surface(frame.geometry.to_numpy())
    metres = frame["location_accuracy_m"].to_numpy(dtype=object, na_value=None)
    return {
        **{name: frame[name].tolist() for name in frame.columns.drop("geometry")},
        "location_accuracy_m": metres.tolist(),
        "lon": _degrees(shapely.get_x(points)),
        "lat": _degrees(shapely.get_y(points)),
        "source_words": _source_words(catalogue),
    }


def _degrees(values: NDArray[np.float64]) -> list[Cell]:
    return [
        None if isnan(value) else round(value, _COORDINATE_DECIMALS) for value in values.tolist()
    ]


def _source_words(catalogue: Catalogue) -> list[Cell]:
    """Name the documents each feature was read from; those read from the same share a list."""
    titles = {document.id: document.title for document in catalogue.facts.documents}
    sources = catalogue.frame["sources"].tolist()
    words = {
        key: _LIST_JOIN.join(dict.fromkeys(titles[source["id"]] for source in each))
        for key, each in {id(each): each for each in sources}.items()
    }
    return [words[id(each)] for each in sources]
