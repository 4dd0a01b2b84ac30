"""Two people, one project: a form knows what it was opened at; nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo import store
from geo.batch import Change
from geo.errors import ConflictError
from geo.store import Workspace
from views import flash, workspace

_KEY = "opened"


@dataclass(frozen=True)
class Opening:
    """A form's opening: the project, the newest change by then, and how often it was renewed."""

    project: tuple[str, str]
    head: int
    turn: int


def opening(key: str, head: int) -> Opening:
    """Return when the form of a project was opened; another project's form is opened now."""
    project = (workspace.chosen().code, key)
    opened: Opening | None = st.session_state.get(_KEY)
    if opened is None or opened.project != project:
        turn = opened.turn + 1 if opened else 0
        opened = st.session_state[_KEY] = Opening(project, head, turn)
    return opened


def renew() -> None:
    """Open the form anew: filled with what holds now."""
    opened: Opening = st.session_state[_KEY]
    st.session_state[_KEY] = Opening(opened.project, workspace.held().head, opened.turn + 1)


def check(opened: Workspace, key: str, head: int) -> None:
    """Refuse to save over what somebody has written since the form was opened.

    Raises:
        ConflictError: somebody has; the message says who, when and what.

    """
    if changes := opened.touched_since([key], head):
        raise ConflictError(
            f"没有保存：您打开表单以后，{_words(changes[0])}。您填的内容还在表单里，没有丢"
        )


def show(key: str, head: int) -> None:
    """Say that the form is no longer up to date, and offer what can be done."""
    with store.open_workspace(workspace.chosen().path) as opened:
        changes = opened.touched_since([key], head)
    if not changes:
        return
    lines = [f"{_words(change)}（第 {change.number} 次改动）" for change in changes]
    st.html(flash.box("warned", ["这一项在您打开表单以后有人改过：", *lines]))
    with st.container(horizontal=True):
        st.button("换成现在的内容", key="renew", on_click=renew)
        st.button("保留我填的，再保存一次", key="insist", on_click=_insist)


def _insist() -> None:
    """Keep what is typed; having been told, its author may save it over the others' words."""
    opened: Opening = st.session_state[_KEY]
    st.session_state[_KEY] = Opening(opened.project, workspace.held().head, opened.turn)


def _words(change: Change) -> str:
    at = f"{change.at.month}月{change.at.day}日 {change.at:%H:%M}"
    return f"{change.operator} 在 {at} {change.kind.word}：{change.words}"
