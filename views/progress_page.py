"""The progress of what is chosen: lights, what is due, what moved, sums, conflicts, timeline."""

from __future__ import annotations

import streamlit as st

from geo.catalogue import Catalogue
from geo.filters import Filter
from geo.lights.light import Light
from views import choice, flash, parts, sidebar, vacant, workspace
from views.progress import (
    crossing_part,
    due_part,
    lit_part,
    moved_part,
    opening,
    spans_part,
    sums_part,
)

# What is drawn of everything and the selection, by its title; only the open part is reckoned.
_PARTS = {
    "亮灯": lit_part.show,
    "到期": due_part.show,
    "变动": moved_part.show,
    "汇总": sums_part.show,
    "交叉": crossing_part.show,
    "时间线": spans_part.show,
}
_FIRST = next(iter(_PARTS))


def show() -> None:
    """Draw the page: filter and date are those of the map."""
    newest = workspace.at()
    if vacant.is_shown(newest):
        return
    opening.follow()
    whole, selection = choice.scene(newest, "progress")
    flash.show()
    with st.container(horizontal=True, vertical_alignment="center", key="headline"):
        st.html(parts.headline(selection, _numbers(selection)))
        if selection.filter != Filter():
            st.button("清除筛选", on_click=choice.clear, args=(newest.as_of,))
    part = st.segmented_control(
        "看什么",
        list(_PARTS),
        default=_FIRST,
        required=True,
        key="progress_part",
        label_visibility="collapsed",
        persist_state="session",
    )
    with st.sidebar:
        sidebar.show(whole, selection.filter)
    _PARTS[part or _FIRST](whole, selection)
    opening.listen()


def _numbers(selection: Catalogue) -> dict[str, int]:
    """Count the selection by light, and what is overdue and due."""
    lights = selection.frame["light"].value_counts()
    by_light = {light.word: int(lights.get(light.value, 0)) for light in Light}
    return by_light | due_part.numbers(selection)
