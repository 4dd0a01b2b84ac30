"""The selection as a table, page by page, linked with the map both ways; one row in full."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.catalogue import Catalogue
from geo.crs import Datum
from geo.filters import NO_PLATE_WORD, short_plate_name
from geo.model import Certainty, Kind
from geo.ragged import NONE, Ints
from geo.timeline import Step
from layers.words import period_words
from views import bridge, choice, ways, workspace
from views.detail import NOTHING, detail
from views.plain import clip
from views.wording import accuracy

PAGE = 10
EMPTY = '<p class="hint">没有符合条件的项目，可清除筛选后再看。</p>'
_CELL = 40
_ROW_HEIGHT = 32
_HEAD_HEIGHT = 36
_LIGHT = "灯"
_WIDTHS = {
    "名称": 146,
    "类别": 46,
    "板块": 90,
    "状态": 58,
    _LIGHT: 44,
    "位置": 100,
    "工期": 180,
}
# What of the frame the table is written from.
_READ = [
    *("id", "name", "kind", "plate", "plate_name", "status_label", "light_label"),
    *("location_certainty", "location_accuracy_m"),
]
_CERTAINTIES = [grade.value for grade in Certainty]


def listing(selection: Catalogue, whole: Catalogue, datum: Datum) -> None:
    """Draw table and detail."""
    _listing(selection, _order(selection), whole, datum)


@st.fragment
def _listing(selection: Catalogue, order: Ints, whole: Catalogue, datum: Datum) -> None:
    """Draw both in an order. A click in map or table runs this again, and not the whole page."""
    state = st.session_state
    if choice.day() != selection.as_of:
        # It was chosen in the map, and it is that of the whole page.
        st.rerun()
    row = _row_of(selection, state.get("selected"))
    chosen = None if row is None else state["selected"]
    bridge.link(
        criteria=selection.filter,
        day=selection.as_of,
        datum=datum,
        select=chosen,
        turn=state.get("turn", 0),
        view=state.get("view"),
        on_select=_from_map,
        on_state=_moved,
    )
    if not len(order):
        st.html(EMPTY)
        return
    table, card = st.columns([2, 1], gap="medium")
    with table:
        _pages(selection, order, row)
    with card:
        st.html(detail(whole, chosen) if chosen else NOTHING)
        if row is not None and workspace.chosen().is_writable:
            ways.link("edit", "编辑这一项")
            if _is_lost(selection, row):
                ways.link("locate", "给这一项定位")


def _row_of(selection: Catalogue, key: str | None) -> int | None:
    """Find the row of an id; None when the selection is without it."""
    feature = selection.told.row_of.get(key) if key else None
    if feature is None:
        return None
    row = int(np.searchsorted(selection.rows, feature))
    return row if row < len(selection.rows) and selection.rows[row] == feature else None


def _is_lost(selection: Catalogue, row: int) -> bool:
    record = selection.frame.iloc[row]
    is_lost: bool = record["location_certainty"] == Certainty.NONE.value
    return is_lost and record["kind"] != Kind.PLATE.value


def _from_map() -> None:
    st.session_state["selected"] = bridge.clicked()
    # The list opens anew, on the page of what was clicked.
    st.session_state.pop("listed", None)


def _moved() -> None:
    st.session_state["view"] = bridge.moved()
    if day := bridge.dated():
        choice.stand_on(day)


def _from_table(ids: list[str]) -> None:
    marked = st.session_state["rows"]["selection"]
    row = next(iter([row for row, _ in marked["cells"]] or marked["rows"]), None)
    st.session_state["selected"] = None if row is None else ids[row]
    st.session_state["turn"] = st.session_state.get("turn", 0) + 1


def _order(selection: Catalogue) -> Ints:
    """Order the rows by plate: the plate itself, then its members, the surest place first."""
    frame = selection.frame
    plate = pd.Index(list(selection.plate_names)).get_indexer(frame["plate"])
    grade = pd.Index(_CERTAINTIES).get_indexer(frame["location_certainty"])
    is_member = ~selection.told.is_plate[selection.rows]
    # A row of no plate has -1, and goes last.
    return np.lexsort((grade, is_member, plate, plate < 0))


def _pages(selection: Catalogue, order: Ints, chosen: int | None) -> None:
    """Draw one page of the table, and the numbers of all pages under it."""
    count, opening = _opening(selection, order, chosen)
    key = f"page_{count}"
    first = (st.session_state.get(key, opening) - 1) * PAGE
    _table(selection, order[first : first + PAGE], chosen, lines=min(len(order), PAGE))
    st.pagination(max(1, -(-len(order) // PAGE)), default=opening, key=key)


def _opening(selection: Catalogue, order: Ints, chosen: int | None) -> tuple[int, int]:
    """Count the lists shown so far, and tell the page this one opens on.

    A new filter opens a new list on its first page, or on that of what is selected.
    """
    state = st.session_state
    now = (selection.filter, len(order))
    if state.get("listed") != now:
        state["listed"] = now
        state["lists"] = state.get("lists", 0) + 1
        place = 0 if chosen is None else int(np.flatnonzero(order == chosen)[0])
        state["opening"] = place // PAGE + 1
    return state["lists"], state["opening"]


def _table(selection: Catalogue, rows: Ints, chosen: int | None, *, lines: int) -> None:
    # The few rows first: columns of everything would be copied.
    page = selection.frame.take(rows)[_READ].to_dict("records")
    ids = [record["id"] for record in page]
    times = _times(selection, rows)
    marked = [] if chosen is None else np.flatnonzero(rows == chosen).tolist()
    st.session_state["rows"] = {"selection": {"rows": marked, "columns": [], "cells": []}}
    st.dataframe(
        _arrow([_line(*each) for each in zip(page, times, strict=True)]),
        key="rows",
        on_select=lambda: _from_table(ids),
        selection_mode=["single-row", "single-cell"],
        column_config={n: st.column_config.Column(width=w) for n, w in _WIDTHS.items()},
        row_height=_ROW_HEIGHT,
        height=lines * _ROW_HEIGHT + _HEAD_HEIGHT,
    )


def _times(selection: Catalogue, rows: Ints) -> list[str]:
    """Write period and phase of rows on the catalogue's day."""
    steps = selection.told.steps.take(selection.rows[rows])
    held = [steps.step(entry) if entry != NONE else None for entry in steps.at(selection.as_of)]
    return [_time(step) if step else "" for step in held]


def _time(step: Step) -> str:
    phase = step.phase.word if step.phase else ""
    return " ".join(filter(None, (period_words(step.period), phase)))


def _arrow(lines: list[dict[str, str]]) -> pa.Table:
    """Make an Arrow table of lines: unlike pandas it carries no metadata along."""
    shown = [name for name in _WIDTHS if name != _LIGHT or workspace.has_lights()]
    return pa.Table.from_pylist(lines, schema=pa.schema([(name, pa.string()) for name in shown]))


def _line(record: dict[str, Any], time: str) -> dict[str, str]:
    line = {
        "名称": record["name"],
        "类别": Kind(record["kind"]).word,
        "板块": short_plate_name(record["plate_name"]) if record["plate"] else NO_PLATE_WORD,
        "状态": record["status_label"],
        _LIGHT: record["light_label"],
        "工期": time,
        "位置": accuracy(record),
    }
    return {heading: clip(text, _CELL) for heading, text in line.items()}
