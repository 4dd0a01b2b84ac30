"""Second step: what each column was taken for, to be corrected by whoever knows better."""

from __future__ import annotations

import streamlit as st

from geo.ledger.heading.fields import FIELDS
from geo.ledger.reconciling.plan import Plan
from geo.ledger.table import Column, Table
from geo.texts import letter
from views import heading
from views.importing.desk import Desk
from views.importing.holding import hold
from views.plain import clip, label

_WORDS = {"": "照带，不解读"} | {field.code: field.word for field in FIELDS.values()}
_BASES = {
    "alias": "按列名认出",
    "remembered": "按上次的选择",
    "chosen": "您的更正",
    "duplicate": "与前面一列重复",
}
_ACROSS, _HEADING = 4, 24


def show(desk: Desk, plan: Plan) -> None:
    """Draw the sheets that are read, and a box for the meaning of each column."""
    heading.step("2 工作表与列", _told(plan))
    _sheets(desk, plan)
    for table in plan.tables:
        # A title that counted would close the box, and lose the focus in it, with each correction.
        title = f"“{label(table.grid.name, _HEADING)}”的列：核对或更正"
        with st.expander(title, key=f"columns_{_name(desk, table)}"):
            _columns(desk, table)


def _told(plan: Plan) -> str:
    rows = sum(len(table.lines) for table in plan.tables)
    read = sum(_is_read(column) for table in plan.tables for column in table.columns)
    return f"表头以下共 {rows} 行，读入 {read} 列。认错的列请在这里更正；写入后会记住。"


def _sheets(desk: Desk, plan: Plan) -> None:
    names = [grid.name for grid in desk.book.grids]
    if len(names) < 2:  # noqa: PLR2004 - nothing to choose from
        return
    hidden = {grid.name for grid in desk.book.grids if grid.hidden}
    st.multiselect(
        "要读的工作表",
        names,
        default=list(dict.fromkeys(table.grid.name for table in plan.tables)),
        format_func=lambda name: f"{clip(name, _HEADING)}{'（隐藏）' if name in hidden else ''}",
        key=f"sheets_{desk.number}",
        placeholder="请选择工作表",
        on_change=_take_sheets,
        args=(desk,),
    )


def _take_sheets(desk: Desk) -> None:
    desk.sheets = tuple(st.session_state[f"sheets_{desk.number}"])


def _columns(desk: Desk, table: Table) -> None:
    named = [column for column in table.columns if column.heading]
    for first in range(0, len(named), _ACROSS):
        boxes = st.columns(_ACROSS, vertical_alignment="bottom")
        for box, column in zip(boxes, named[first : first + _ACROSS], strict=False):
            with box:
                _column(desk, table, column)


def _name(desk: Desk, table: Table) -> str:
    """Name a table apart from all others: a sheet may hold several, below and beside each other."""
    return f"{desk.number}_{table.grid.name}_{table.heading_rows[0]}_{table.columns[0].index}"


def _column(desk: Desk, table: Table, column: Column) -> None:
    code = column.field if _is_read(column) else ""
    key = f"column_{_name(desk, table)}_{column.index}"
    st.selectbox(
        f"{label(column.heading, _HEADING)} :gray[{_basis(column)}]",
        list(_WORDS),
        format_func=_WORDS.__getitem__,
        key=hold(key, code or ""),
        on_change=_correct,
        args=(desk, column.heading, key),
    )


def _basis(column: Column) -> str:
    unit = f"单位 {label(column.unit)}" if column.unit else ""
    said = (f"{letter(column.index)} 列", _BASES.get(column.basis, ""), unit)
    return " · ".join(filter(None, said))


def _correct(desk: Desk, title: str, key: str) -> None:
    desk.corrected = desk.corrected | {title: st.session_state[key]}


def _is_read(column: Column) -> bool:
    return bool(column.field) and column.basis != "duplicate"
