"""The selection as a table, page by page, linked with the map both ways; one row in full."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import streamlit as st

from geo.catalogue import Catalogue
from geo.crs import Datum
from geo.filters import NO_PLATE_WORD, short_plate_name
from geo.model import Certainty, Kind, Phase
from geo.timeline import step_at
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
_CERTAINTIES = [grade.value for grade in Certainty]


@st.fragment
def listing(selection: Catalogue, whole: Catalogue, datum: Datum) -> None:
    """Draw table and detail. A click in map or table runs this again, and not the whole page."""
    state = st.session_state
    if choice.day() != selection.as_of:
        # It was chosen in the map, and it is that of the whole page.
        st.rerun()
    ids = _order(selection)
    chosen = state.get("selected")
    chosen = chosen if chosen in ids else None
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
    if not ids:
        st.html(EMPTY)
        return
    table, card = st.columns([2, 1], gap="medium")
    with table:
        _pages(selection, ids, chosen)
    with card:
        st.html(detail(whole, chosen) if chosen else NOTHING)
        if chosen and workspace.chosen().is_writable:
            ways.link("edit", "编辑这一项")
            if _is_lost(selection, chosen):
                ways.link("locate", "给这一项定位")


def _is_lost(selection: Catalogue, key: str) -> bool:
    frame = selection.frame
    row = frame[frame["id"] == key].iloc[0]
    is_lost: bool = row["location_certainty"] == Certainty.NONE.value
    return is_lost and row["kind"] != Kind.PLATE.value


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


def _order(selection: Catalogue) -> list[str]:
    """List ids by plate: the plate itself, then its members, the surest place first."""
    plates = {key: rank for rank, key in enumerate(selection.plate_names)}
    frame = selection.frame
    rows = zip(frame["plate"], frame["location_certainty"], frame["id"], strict=True)
    ranked = [
        (plates.get(plate, len(plates)), key != plate, _CERTAINTIES.index(grade), n, key)
        for n, (plate, grade, key) in enumerate(rows)
    ]
    return [key for *_, key in sorted(ranked)]


def _pages(selection: Catalogue, ids: list[str], chosen: str | None) -> None:
    """Draw one page of the table, and the numbers of all pages under it."""
    count, opening = _opening(selection, ids, chosen)
    key = f"page_{count}"
    first = (st.session_state.get(key, opening) - 1) * PAGE
    _table(selection, ids[first : first + PAGE], chosen, lines=min(len(ids), PAGE))
    st.pagination(max(1, -(-len(ids) // PAGE)), default=opening, key=key)


def _opening(selection: Catalogue, ids: list[str], chosen: str | None) -> tuple[int, int]:
    """Count the lists shown so far, and tell the page this one opens on.

    A new filter opens a new list on its first page, or on that of what is selected.
    """
    state = st.session_state
    now = (selection.filter, len(ids))
    if state.get("listed") != now:
        state["listed"] = now
        state["lists"] = state.get("lists", 0) + 1
        state["opening"] = ids.index(chosen) // PAGE + 1 if chosen else 1
    return state["lists"], state["opening"]


def _table(selection: Catalogue, ids: list[str], chosen: str | None, *, lines: int) -> None:
    marked = [ids.index(chosen)] if chosen in ids else []
    st.session_state["rows"] = {"selection": {"rows": marked, "columns": [], "cells": []}}
    st.dataframe(
        _arrow(selection, ids),
        key="rows",
        on_select=lambda: _from_table(ids),
        selection_mode=["single-row", "single-cell"],
        column_config={n: st.column_config.Column(width=w) for n, w in _WIDTHS.items()},
        row_height=_ROW_HEIGHT,
        height=lines * _ROW_HEIGHT + _HEAD_HEIGHT,
    )


def _arrow(selection: Catalogue, ids: list[str]) -> pa.Table:
    """Make an Arrow table of the rows: unlike pandas it carries no metadata along."""
    frame = selection.frame.set_index("id").loc[ids]
    lines = [_line(selection, record) for record in frame.reset_index().to_dict("records")]
    shown = [name for name in _WIDTHS if name != _LIGHT or workspace.has_lights()]
    return pa.Table.from_pylist(lines, schema=pa.schema([(name, pa.string()) for name in shown]))


def _line(selection: Catalogue, record: dict[str, Any]) -> dict[str, str]:
    phase = Phase(record["phase"]).word if record["phase"] else ""
    step = step_at(selection.statements[record["id"]], selection.as_of)
    line = {
        "名称": record["name"],
        "类别": Kind(record["kind"]).word,
        "板块": short_plate_name(record["plate_name"]) if record["plate"] else NO_PLATE_WORD,
        "状态": record["status_label"],
        _LIGHT: record["light_label"],
        "工期": " ".join(filter(None, (period_words(step.period), phase))),
        "位置": accuracy(record),
    }
    return {heading: clip(text, _CELL) for heading, text in line.items()}
