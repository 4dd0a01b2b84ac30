"""Dig once: road works and projects within a chosen distance whose periods overlap."""

from __future__ import annotations

import streamlit as st

from geo.catalogue import Catalogue
from geo.dig_once import CHOICES_M, WITHIN_M, Conflict, conflicts
from geo.model import Period
from layers.words import period_words
from views import parts
from views.parts import Cell, Link
from views.progress import lines
from views.wording import UNSTATED, apart, distance

_HEADING = ("道路", "道路责任单位", "项目", "项目责任单位", "相距", "位置误差", "工期重叠", "天数")
_NOTE = "道路和项目相距不超过所选距离、计划工期又重叠的，可以一并安排开挖。"


def show(_whole: Catalogue, selection: Catalogue) -> None:
    """Draw the part."""
    within = st.segmented_control(
        "相距不超过",
        CHOICES_M,
        default=WITHIN_M,
        required=True,
        format_func=lambda metres: f"{metres} 米",
        key="crossing_within",
        persist_state="session",
    )
    found = conflicts(selection, within or WITHIN_M)
    st.html(parts.titled(f"相邻施工 {len(found.found)} 对", "", _NOTE))
    if found.found:
        lines.show("crossing", _HEADING, found.found, _row)
    else:
        lines.nothing("在能比较的道路和项目中，没有相邻又工期重叠的。")
    if found.left_out:
        left = [[words, str(count)] for words, count in found.left_out]
        st.html(parts.titled("没有参加比较的", parts.table(("原因", "项数"), left)))


def _row(one: Conflict) -> list[Cell]:
    return [
        Link(one.road_name, one.road),
        one.road_unit or UNSTATED,
        Link(one.project_name, one.project),
        one.project_unit or UNSTATED,
        apart(one.distance_m),
        f"±{distance(one.accuracy_m)}",
        period_words(Period(start=one.start, end=one.end)),
        f"{one.days} 天",
    ]
