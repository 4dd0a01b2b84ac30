"""Questions of many single decisions: one box a row, page by page, and all or none at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from layers.escape import html_text
from views.importing.desk import Desk
from views.importing.holding import hold
from views.plain import clip, label

_PAGE, _NAME, _TOLD = 10, 80, 160
_WIDTHS = [2, 3]


@dataclass(frozen=True)
class Choice:
    """One thing to decide: the key it is accepted by, its name, and what helps to decide."""

    key: str
    words: str
    told: str


@dataclass(frozen=True)
class Question:
    """Things of one kind to decide; `unit` is the word they are counted with."""

    key: str
    title: str
    text: str
    unit: str
    choices: Sequence[Choice]


def show(desk: Desk, question: Question) -> None:
    """Draw a question: how many are ticked, all or none at once, and a box for each."""
    choices = question.choices
    keys = [choice.key for choice in choices]
    ticked = sum(key in desk.accepted for key in keys)
    counted = f"{len(keys)} {question.unit}，已勾选 {ticked} {question.unit}"
    with st.container(border=True, gap="small"):
        st.html(
            f'<div class="part"><p><b>{question.title}</b> {counted}。'
            f"{html_text(clip(question.text, _TOLD))}</p></div>"
        )
        _all_or_none(desk, question, keys)
        count = -(-len(choices) // _PAGE)
        rows = st.container(gap=None)
        name = f"page_{desk.number}_{question.key}_{count}"
        page = st.pagination(count, key=name) if count > 1 else 1
        with rows:
            for choice in choices[(page - 1) * _PAGE : page * _PAGE]:
                _row(desk, choice)


def box(desk: Desk, key: str, words: str) -> None:
    """Draw one box; ticking it accepts what its key names."""
    name = f"accept_{desk.number}_{key}"
    st.checkbox(
        words, key=hold(name, key in desk.accepted), on_change=_decide, args=(desk, key, name)
    )


def _row(desk: Desk, choice: Choice) -> None:
    left, right = st.columns(_WIDTHS, gap="xxsmall", vertical_alignment="center")
    with left:
        box(desk, choice.key, label(choice.words, _NAME))
    with right:
        st.html(f'<div class="part"><small>{html_text(clip(choice.told, _TOLD))}</small></div>')


def _all_or_none(desk: Desk, question: Question, keys: Sequence[str]) -> None:
    with st.container(horizontal=True):
        for word, is_on in (("全选", True), ("全不选", False)):
            st.button(
                word,
                key=f"{question.key}_{desk.number}_{is_on}",
                help=f"{question.title}的 {len(keys)} {question.unit}",
                on_click=_decide_all,
                args=(desk, keys),
                kwargs={"is_on": is_on},
            )


def _decide(desk: Desk, key: str, name: str) -> None:
    _decide_all(desk, [key], is_on=st.session_state[name])


def _decide_all(desk: Desk, keys: Sequence[str], *, is_on: bool) -> None:
    if is_on:
        desk.accepted.update(keys)
    else:
        desk.accepted.difference_update(keys)
