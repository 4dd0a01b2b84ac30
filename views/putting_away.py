"""Renaming a workspace, putting it away, and putting it back; nothing is erased from here."""

from __future__ import annotations

import streamlit as st

from geo import trash, workspaces
from geo.trash import PutAway
from layers.escape import html_text
from views import acting, flash, workspace
from views.workspace import Chosen

_WIDTHS = [6, 6, 4]
_MEGABYTE = 1024 * 1024


def more(one: Chosen) -> None:
    """Draw the button behind which a workspace is renamed and put away."""
    if one.code in (workspace.SEEDS, workspace.GIVEN) or _is_given(one):
        return
    with st.popover("更多", key=f"more_{one.code}"):
        with st.form(f"rename_form_{one.code}", border=False):
            st.text_input("改名为", value=one.name, max_chars=60, key=f"rename_{one.code}")
            st.form_submit_button("改名", on_click=_rename, args=(one,))
        st.button("移入回收站", key=f"away_{one.code}", on_click=_put_away, args=(one,))
        st.html(
            '<div class="part"><small>移入回收站的可以放回，不会真正删除。</small>'
            "<small>别人正开着它也不要紧：他们会看到提示，已保存的都在。</small></div>"
        )


def trash_part() -> None:
    """Draw what was put away, to be put back; nothing when there is none."""
    away = trash.listed()
    if not away:
        return
    with st.expander(f"回收站（{len(away)}）"), st.container(key="trash", gap=None):
        for one in away:
            _line(one)


def _line(one: PutAway) -> None:
    name, since, act = st.columns(_WIDTHS, vertical_alignment="center")
    name.html(f'<b class="workspace">{html_text(one.name)}</b>')
    since.html(f"{one.since:%Y-%m-%d %H:%M} 移入，{one.size / _MEGABYTE:.1f} MB")
    if why := trash.hindrance(one):
        with act.container():
            _other_name(one, why)
    else:
        act.button("放回", key=f"back_{one.path.name}", on_click=_put_back, args=(one,))


def _other_name(one: PutAway, why: str) -> None:
    """Ask what a workspace shall be called that cannot have its own name again."""
    key = f"back_as_{one.path.name}"
    with st.popover("放回…"), st.form(f"{key}_form", border=False):
        st.html(f"<small>{html_text(why)}，请换一个名称放回。</small>")
        st.text_input("放回为", max_chars=60, key=key)
        st.form_submit_button("放回", on_click=_put_back, args=(one, key))


def _is_given(one: Chosen) -> bool:
    """Tell whether it is the file the server was started with: that must stay where it is."""
    given = workspace.of(workspace.GIVEN).path
    return one.path.is_file() and given.is_file() and one.path.samefile(given)


def _rename(one: Chosen) -> None:
    def act() -> None:
        name = workspaces.rename(one.name, st.session_state[f"rename_{one.code}"] or "")
        if workspace.chosen().code == one.code:
            workspace.choose(name)
        flash.tell(f"“{one.name}”已改名为“{name}”。")

    acting.attempt(act)


def _put_away(one: Chosen) -> None:
    def act() -> None:
        trash.put_away(one.name)
        flash.tell(f"“{one.name}”已移入回收站，可以在下面的“回收站”里放回。")
        if workspace.chosen().code == one.code:
            workspace.choose(workspace.begin())
            flash.add(f"现在打开的是“{workspace.chosen().words}”。")

    acting.attempt(act)


def _put_back(one: PutAway, key: str = "") -> None:
    def act() -> None:
        name = trash.put_back(one.path.name, st.session_state[key] if key else "")
        flash.tell(f"“{name}”已放回，在下面的列表里。")

    acting.attempt(act)
