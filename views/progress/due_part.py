"""What is due: completions and starts whose day is over, and what is planned in the days ahead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from geo.catalogue import Catalogue
from geo.due import WITHIN, Due, plans
from views import heading
from views.parts import Cell
from views.progress import lines
from views.wording import UNSTATED

_LATE_HEADING = ("名称", "板块", "状态", "计划完成", "已过", "责任单位")
_MISSED_HEADING = ("名称", "板块", "状态", "计划开工", "已过", "责任单位")
_HEADING = ("名称", "板块", "状态", "事项", "计划时间", "还有", "责任单位")


def numbers(selection: Catalogue) -> dict[str, int]:
    """Count what is overdue, and what falls due within each of the offered days."""
    planned = plans(selection)
    words = (f"{WITHIN[0]} 天内到期", *(f"{days} 天内" for days in WITHIN[1:]))
    within = {
        word: sum(one.left <= days for one in planned.ahead)
        for word, days in zip(words, WITHIN, strict=True)
    }
    return {"逾期未核实": len(planned.overdue)} | within


def show(_whole: Catalogue, selection: Catalogue) -> None:
    """Draw the part."""
    planned, known = plans(selection), lines.records(selection)
    late, unstarted, ahead = planned.overdue, planned.missed, planned.ahead
    heading.step(f"逾期未核实 {len(late)} 项", "已过计划完成时间，没有收到完成的报告。")
    if late:
        lines.show("late", _LATE_HEADING, late, partial(_row, known, _over))
    heading.step(f"应开工，没有开工的报告 {len(unstarted)} 项", "已过计划开工时间的最后一天。")
    if unstarted:
        lines.show("missed", _MISSED_HEADING, unstarted, partial(_row, known, _over))
    heading.step(
        "将要到期", "从截至日期起算，含当天；计划开工只列没有开工报告的，按计划时间的最后一天算。"
    )
    counts = {days: sum(one.left <= days for one in ahead) for days in WITHIN}
    days = st.segmented_control(
        "几天之内",
        WITHIN,
        default=WITHIN[0],
        required=True,
        format_func=lambda days: f"{days} 天内 {counts[days]}",
        key="due_within",
        label_visibility="collapsed",
        persist_state="session",
    )
    soon = [one for one in ahead if one.left <= (days or WITHIN[0])]
    if soon:
        lines.show("due", _HEADING, soon, partial(_row, known, _ahead))
    else:
        lines.nothing("这些天里没有计划开工或计划完成的。")


def _over(one: Due) -> list[Cell]:
    return [one.words, f"{-one.left} 天"]


def _ahead(one: Due) -> list[Cell]:
    return [one.event.word, one.words, f"{one.left} 天" if one.left else "当天"]


def _row(known: pd.DataFrame, cells: Callable[[Due], list[Cell]], one: Due) -> list[Cell]:
    """Put the cells of an event between its feature and the responsible office."""
    record = known.loc[one.feature]
    begin = [lines.name(record), lines.plate(record), record["status_label"]]
    return [*begin, *cells(one), record["unit"] or UNSTATED]
