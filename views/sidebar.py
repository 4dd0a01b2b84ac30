"""The filter widgets. A label carries its count, and the count applies all the other filters."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import streamlit as st

from geo.catalogue import Catalogue
from geo.cells import FIRST_DAY, LAST_DAY
from geo.filters import NO_PLATE, NO_PLATE_WORD, Filter, short_plate_name
from geo.lights.light import Light
from geo.model import Kind, Status
from layers import basemaps
from views import workspace
from views.choice import TEXT_LIMIT
from views.plain import label

_COLUMNS = {"plates": "plate", "statuses": "status", "kinds": "kind", "lights": "light"}


def show(whole: Catalogue, criteria: Filter) -> None:
    """Draw the widgets. Their values are read from session state, by `choice.current`."""
    st.text_input(
        "搜索",
        key="text",
        max_chars=TEXT_LIMIT,
        placeholder="搜索名称、代码、责任单位",
        label_visibility="collapsed",
        persist_state="session",
    )
    _pills("状态", "statuses", _status_words(criteria), criteria)
    if workspace.has_lights():
        _pills("灯", "lights", {light.value: light.word for light in Light}, criteria)
    _pills("板块", "plates", _plate_words(whole), criteria)
    _pills("类别", "kinds", {kind.value: kind.word for kind in Kind}, criteria)
    st.date_input(
        "截至日期",
        key="as_of",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        persist_state="session",
    )
    words = basemaps.offered()
    st.selectbox(
        "底图",
        list(words),
        key="basemap",
        format_func=words.__getitem__,
        persist_state="session",
    )


def _pills(title: str, facet: str, words: dict[str, str], criteria: Filter) -> None:
    ignored: dict[str, Any] = {facet: None}
    counts = workspace.counts(replace(criteria, **ignored), _COLUMNS[facet])
    st.pills(
        title,
        list(words),
        key=facet,
        selection_mode="multi",
        format_func=lambda key: f"{words[key]} :gray[{counts[key]}]",
        persist_state="session",
    )


def _plate_words(whole: Catalogue) -> dict[str, str]:
    words = {key: label(short_plate_name(names[0])) for key, names in whole.plate_names.items()}
    seen = Counter(words.values())
    # Streamlit tells options apart by their labels.
    words = {k: f"{w}（{label(k)}）" if seen[w] > 1 else w for k, w in words.items()}
    return words | {NO_PLATE: NO_PLATE_WORD}


def _status_words(criteria: Filter) -> dict[str, str]:
    """Every status; 未说明 only where it occurs or is chosen."""
    occurring = set(workspace.counts(Filter(as_of=criteria.as_of), "status"))
    occurring |= criteria.statuses or set()
    return {s.value: s.word for s in Status if s is not Status.UNKNOWN or s.value in occurring}
