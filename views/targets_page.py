"""Targets and programmes: numbers and actions the documents name that are no place on a map."""

from __future__ import annotations

import streamlit as st

from geo.catalogue import newest_day
from geo.cells import SEPARATOR
from geo.model import Facts, Row
from geo.timeline import step_at
from layers.escape import html_text
from layers.words import period_words
from views import listed, parts, vacant, workspace
from views.wording import UNSTATED, period

_LISTS = ("targets", "counted", "programmes", "aliases")


def show() -> None:
    """Draw the page."""
    if vacant.is_shown(workspace.at()):
        return
    facts = workspace.facts()
    tables = facts.tables
    if not any(tables[name] for name in _LISTS):
        st.html('<p class="hint">这个工作区没有目标和行动：台账只有项目。</p>')
        return
    if conflicts := _conflicts(facts):
        st.html(conflicts)
    lists = {
        f"目标 {len(tables['targets'])}": _targets(facts),
        f"只有数量的项目 {len(tables['counted'])}": _counted(facts),
        f"行动 {len(tables['programmes'])}": _programmes(facts),
        f"板块别名 {len(tables['aliases'])}": _aliases(facts),
    }
    for tab, html in zip(st.tabs(list(lists)), lists.values(), strict=True):
        tab.html(html)
    st.html(parts.note(f"出处：{listed.documents(facts)}。"))


def _conflicts(facts: Facts) -> str:
    """Targets that give one thing different numbers, side by side and not reconciled."""
    rows = {row["id"]: row for row in facts.tables["targets"]}
    groups = {
        frozenset({key, *row["conflict"].split(SEPARATOR)} & rows.keys())
        for key, row in rows.items()
        if row["conflict"]
    }
    pairs = [
        f'<div class="pair">{"".join(_claim(facts, rows[key]) for key in sorted(group))}</div>'
        for group in sorted(groups, key=min)
    ]
    note = "同一件事，两处数字不同。两个都照列，不合并、不换算；以哪个为准，请核实。"
    return parts.titled("口径不一的目标", "".join(pairs), note) if pairs else ""


def _claim(facts: Facts, row: Row) -> str:
    lines = (
        f"出处：{listed.reference(facts, row, full=True)}",
        f"期限：{period(row) or UNSTATED}",
        f"责任单位：{row['unit'] or UNSTATED}",
        row["note"],
    )
    small = "".join(f"<small>{html_text(line)}</small>" for line in lines if line)
    return (
        f"<article><h3>{html_text(row['name'])}</h3>"
        f"<b>{html_text(row['value'])}</b> {html_text(row['value_unit'])}{small}</article>"
    )


def _targets(facts: Facts) -> str:
    heading = ["编号", "目标", "数值", "板块", "类型", "期限", "责任单位", "出处", "备注"]
    rows = [
        [
            row["id"],
            row["name"],
            f"{row['value']} {row['value_unit']}",
            listed.plate(facts, row),
            row["kind"],
            period(row),
            row["unit"],
            listed.reference(facts, row),
            row["note"],
        ]
        for row in facts.tables["targets"]
    ]
    return parts.table(heading, rows)


def _counted(facts: Facts) -> str:
    """Things a document counts without naming each: they cannot stand on a map."""
    heading = ["编号", "名称", "数量", "已点名", "板块", "类型", "状态", "期限", "责任单位", "备注"]
    day = newest_day(facts)
    rows = []
    for row in facts.tables["counted"]:
        step = step_at([s for s in facts.statements if s.feature == row["id"]], day)
        count, named = row["count"] or "未写明", row["named"] or "不明"
        said = [step.status.word, period_words(step.period), step.unit]
        what = [listed.plate(facts, row), row["category"]]
        rows.append([row["id"], row["name"], count, named, *what, *said, row["note"]])
    return parts.table(heading, rows)


def _programmes(facts: Facts) -> str:
    heading = ["编号", "行动", "板块", "类型", "状态", "期限", "责任单位", "出处", "备注"]
    rows = [
        [
            row["id"],
            row["name"],
            listed.plate(facts, row),
            row["category"],
            listed.status(row),
            period(row),
            row["unit"],
            listed.reference(facts, row),
            row["note"],
        ]
        for row in facts.tables["programmes"]
    ]
    return parts.table(heading, rows)


def _aliases(facts: Facts) -> str:
    heading = ["编号", "别名", "对应板块", "推断强度", "出处", "理由"]
    rows = [
        [
            row["id"],
            row["name"],
            listed.plate(facts, row | {"plate_basis": row["basis"]}),
            row["strength"],
            listed.reference(facts, row),
            row["reason"],
        ]
        for row in facts.tables["aliases"]
    ]
    return parts.table(heading, rows)
