"""Who acts, and acting: every change is written in somebody's name, and a refusal is told."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geo import store, workspaces
from geo.errors import InputError, PlateMapError
from geo.store import Workspace
from layers.escape import html_text
from views import flash, gate, workspace

_KEY, _LIMIT = "operator", 40


def is_ready() -> bool:
    """Draw who acts and return True; until that is known, ask for it."""
    if not gate.is_open():
        return False
    name = st.session_state.get(_KEY, "")
    if not name:
        _ask("先填写姓名，每处改动都会记下是谁做的。本次打开期间只问一次。")
        return False
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="acting"):
        st.html(f'<p class="who">操作人 <b>{html_text(name)}</b></p>', width="content")
        st.button("换人", key="change_operator", type="tertiary", on_click=_forget)
    return True


def operator() -> str:
    """Return who acts; empty when nobody has said yet."""
    name: str = st.session_state.get(_KEY, "")
    return name


def write(act: Callable[[Workspace], None]) -> bool:
    """Open the chosen workspace and do something with it; a refusal is kept to be told.

    Returns:
        Whether it was done.

    """
    return attempt(lambda: _opened(act))


def attempt(act: Callable[[], None]) -> bool:
    """Do something that may be refused, and tell whether it was done."""
    try:
        act()
    except (PlateMapError, OSError) as error:
        flash.refuse_error(error)
        return False
    return True


def _opened(act: Callable[[Workspace], None]) -> None:
    with store.open_workspace(workspace.chosen().path) as opened:
        act(opened)


def _ask(why: str) -> None:
    with st.form("operator_form", width=420):
        st.html(f"<p>{why}</p>")
        given = st.text_input("操作人姓名", max_chars=_LIMIT, autocomplete="off")
        if not st.form_submit_button("确定", type="primary"):
            return
    try:
        st.session_state[_KEY] = workspaces.operator_name(given or "")
    except InputError as error:
        st.html(flash.box("refused", [str(error)]))
        return
    st.rerun()


def _forget() -> None:
    st.session_state.pop(_KEY, None)
