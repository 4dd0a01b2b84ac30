"""What moved between two ledgers: told in a paragraph, counted, listed, and to be downloaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from functools import partial

import streamlit as st

from geo.catalogue import Catalogue
from geo.filters import NO_PLATE, NO_PLATE_WORD
from geo.moved.listing import WRITERS
from geo.moved.move import Comparison, Move, Shift
from geo.moved.telling import narrowed
from layers.escape import file_name
from layers.formats import FORMATS
from layers.words import chosen_words, day_words
from views import parts, workspace
from views.parts import Cell, Link
from views.progress import lines

_HEADING = ("类型", "名称", "板块", "变动")
_FILES = {
    suffix: (FORMATS[suffix[1:]].label, FORMATS[suffix[1:]].mime) for suffix in (".xlsx", ".csv")
}
_NONE = (
    "还没有两份可以比较的台账或文件：再导入一份以后月份的台账，这里列出新增、未再列入、改名、"
    "状态、工期、位置和金额的变化。"
)


def show(whole: Catalogue, selection: Catalogue) -> None:
    """Draw the part."""
    known = workspace.comparisons()
    if not known:
        lines.nothing(_NONE)
        return
    number = st.selectbox(
        "比较哪两份",
        range(len(known)),
        format_func=lambda n: _title(known[n]),
        key=f"compared_{workspace.chosen().code}_{len(known)}",
        width=640,
    )
    is_whole = len(selection.frame) == len(whole.frame)
    comparison = narrowed(known[number or 0], set(selection.frame["id"]), gone=is_whole)
    _told(comparison, is_whole=is_whole)
    counts = Counter(shift.move for shift in comparison.shifts)
    if not counts:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = st.pills(
            "类型",
            [move for move in Move if counts[move]],
            selection_mode="multi",
            format_func=lambda move: f"{move.word} {counts[move]}",
            key="moves",
            label_visibility="collapsed",
            persist_state="session",
        )
        _downloads(comparison, selection)
    shown = [shift for shift in comparison.shifts if not chosen or shift.move in chosen]
    ids, plates = set(selection.frame["id"]), lines.plate_words(whole)
    lines.show("moved", _HEADING, shown, partial(_row, ids=ids, plates=plates))


def _downloads(comparison: Comparison, selection: Catalogue) -> None:
    """Offer the list as `python -m geo diff` writes it; a file is made when it is asked for."""
    district = selection.facts.base.district_name
    words = (f"{district}变动", str(comparison.since), str(comparison.until))
    name = file_name("_".join((*words, *chosen_words(selection))))
    for suffix, (label, mime) in _FILES.items():
        st.download_button(
            f"导出 {label}",
            data=partial(WRITERS[suffix], comparison, selection.facts),
            file_name=f"{name}{suffix}",
            mime=mime,
            key=f"moved{suffix}",
            on_click="ignore",
        )


def _title(comparison: Comparison) -> str:
    ends = (
        (comparison.since_title, comparison.since),
        (comparison.until_title, comparison.until),
    )
    return " → ".join(f"{title}（{day_words(day)}）" for title, day in ends)


def _told(comparison: Comparison, *, is_whole: bool) -> None:
    hidden = () if is_whole else ("只比较选中的各项；未再列入的要清除筛选才列出",)
    notes = "".join(parts.note(f"{note.rstrip('。')}。") for note in (*comparison.notes, *hidden))
    st.html(parts.titled("变动", notes, comparison.paragraph))


def _row(shift: Shift, ids: Container[str], plates: Mapping[str, str]) -> list[Cell]:
    """Write a shift; what is gone, or was in a plate that is gone, is nowhere to be opened."""
    name: Cell = Link(shift.name, shift.feature) if shift.feature in ids else shift.name
    plate = plates.get(shift.plate or NO_PLATE) or shift.plate_name or NO_PLATE_WORD
    return [shift.move.word, name, plate, shift.words]
