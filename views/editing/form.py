"""The fields of a project, as typed; what they may hold is checked by `geo.edits`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from geo.cells import FIRST_DAY
from geo.clock import today
from geo.edits import ProjectForm
from geo.filters import NO_PLATE_WORD, short_plate_name
from geo.model import Facts, Kind, Status
from views.plain import clip

# Text fields row by row: attribute, label, hint.
_ROWS = (
    (("name", "名称", "必填"), ("code", "项目代码", ""), ("category", "项目类型", "如 教育")),
    (("unit", "责任单位", ""), ("address", "地址", "路口、门牌或四至"), ("note", "备注", "")),
    (
        ("start", "开始时间", "2026、2026-08 或 2026-08-31"),
        ("end", "完成时间", "同左"),
        ("period_words", "时限说明", "原话，如 年底前"),
    ),
    (("total", "总投资（万元）", "只写数字"), ("progress", "进度（%）", "0 至 100")),
)
_LIMIT, _PLATE = 500, 30


def show(key: str, before: ProjectForm, facts: Facts, button: str) -> tuple[ProjectForm, bool]:
    """Draw the form filled with what holds now.

    Returns:
        What stands in the form, and whether its button has just been pressed.

    """
    with st.form(key, enter_to_submit=False):
        typed = _choices(key, before, facts)
        for row in _ROWS:
            typed = _texts(key, typed, row)
        said, day = evidence(key)
        asked = st.form_submit_button(button, type="primary")
    return replace(typed, evidence=said, day=day), asked


def evidence(key: str) -> tuple[str, date | None]:
    """Draw the two fields no change goes without: where it comes from, and of which day it is."""
    left, right = st.columns([2, 1])
    said = left.text_input(
        "依据（必填）",
        key=f"{key}_evidence",
        max_chars=_LIMIT,
        placeholder="从哪份文件、哪次会议、谁的通知得知",
    )
    day = right.date_input(
        "依据的日期（必填）",
        value=None,
        min_value=FIRST_DAY,
        max_value=today(),
        format="YYYY-MM-DD",
        key=f"{key}_day",
    )
    return said or "", day


def _choices(key: str, before: ProjectForm, facts: Facts) -> ProjectForm:
    plates: dict[str | None, str] = {None: NO_PLATE_WORD}
    plates |= {
        f.id: f"{clip(short_plate_name(f.name), _PLATE)}（{f.id}）"
        for f in facts.features
        if f.kind is Kind.PLATE
    }
    of_kind, of_plate, of_status = st.columns(3)
    kind = of_kind.selectbox(
        "类别",
        list(Kind),
        index=list(Kind).index(before.kind),
        format_func=lambda one: one.word,
        key=f"{key}_kind",
    )
    plate = of_plate.selectbox(
        "板块",
        list(plates),
        index=list(plates).index(before.plate) if before.plate in plates else 0,
        format_func=plates.__getitem__,
        key=f"{key}_plate",
    )
    status = of_status.selectbox(
        "状态",
        list(Status),
        index=list(Status).index(before.status),
        format_func=lambda one: one.word,
        key=f"{key}_status",
    )
    return replace(before, kind=kind or before.kind, plate=plate, status=status or before.status)


def _texts(key: str, form: ProjectForm, row: tuple[tuple[str, str, str], ...]) -> ProjectForm:
    typed: dict[str, Any] = {}
    for box, (name, label, hint) in zip(st.columns(3), row, strict=False):
        before = getattr(form, name)
        given = box.text_input(
            label,
            value=before,
            key=f"{key}_{name}",
            max_chars=max(_LIMIT, len(before)),
            placeholder=hint,
        )
        typed[name] = given or ""
    return replace(form, **typed)
