"""The list of the workspaces: name, title, how much is in it, who changed it last, its size."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from geo import store, workspaces
from geo.errors import PlateMapError
from geo.summary import Summary, summary
from layers.escape import html_text
from views import flash, putting_away, workspace
from views.plain import clip
from views.workspace import Chosen

_WIDTHS = [4, 3, 4, 5]
_MEGABYTE = 1024 * 1024
_LONG = 40


def show(*, may_write: bool) -> None:
    """Draw the list; those who may write may take workspaces along, rename and put them away."""
    with st.container(key="workspaces", gap=None):
        for code in _codes():
            _line(workspace.of(code), may_write=may_write)


def _codes() -> list[str]:
    own = [one.name for one in workspaces.listed()]
    return list(dict.fromkeys([workspace.SEEDS, workspace.begin(), *own]))


def _line(one: Chosen, *, may_write: bool) -> None:
    about = _about(one)
    name, much, last, act = st.columns(_WIDTHS, vertical_alignment="center")
    title = about.title if isinstance(about, Summary) else ""
    name.html(_cell(f'<b class="workspace">{html_text(one.words)}</b>', title))
    if isinstance(about, Summary):
        much.html(_cell(f"{about.projects} 个项目", _much(one, about)))
        last.html(_cell(*_last(one, about)))
    else:
        last.html(_cell("打不开", about))
    with act, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if one.code == workspace.chosen().code:
            st.html('<span class="opened">正在使用</span>', width="content")
        elif isinstance(about, Summary):
            st.button("打开", key=f"open_{one.code}", on_click=_open, args=(one,))
        if one.is_writable and may_write:
            _acts(one, is_sound=isinstance(about, Summary))


def _about(one: Chosen) -> Summary | str:
    """Sum a workspace up, or tell why it cannot be opened."""
    try:
        return _summary(one.path, workspace.revision(one.path))
    except (PlateMapError, OSError) as error:
        return str(error)


def _acts(one: Chosen, *, is_sound: bool) -> None:
    if is_sound:
        _download(one)
    putting_away.more(one)


def _cell(first: str, small: str) -> str:
    """Write two lines: HTML as it is, and data in small print."""
    return f'<div class="part">{first}<small>{html_text(small)}</small></div>'


def _much(one: Chosen, about: Summary) -> str:
    size = one.path.stat().st_size / _MEGABYTE
    return f"共 {about.total} 项" + (f"，{size:.1f} MB" if one.is_writable else "")


def _last(one: Chosen, about: Summary) -> tuple[str, str]:
    if about.last is None:
        return ("还没有改动" if one.is_writable else "只供查看"), ""
    who, what = html_text(clip(about.last.operator, _LONG)), about.last.kind.word
    return f"{who} {what}", f"{about.last.at:%Y-%m-%d %H:%M}"


@st.cache_data(show_spinner=False, max_entries=100)
def _summary(path: Path, revision: str) -> Summary:  # noqa: ARG001 - the revision is the key
    return summary(path)


def _open(one: Chosen) -> None:
    workspace.choose(one.code)
    flash.tell(f"现在打开的是“{one.words}”。")


def _download(one: Chosen) -> None:
    st.download_button(
        "下载",
        data=partial(_bytes, one.path),
        file_name=one.path.name,
        mime="application/vnd.sqlite3",
        on_click="ignore",
        key=f"download_{one.code}",
    )


def _bytes(path: Path) -> bytes:
    """Read a copy made by SQLite: whole, even while somebody writes."""
    with store.open_workspace(path) as opened:
        copy = opened.backup()
    content = copy.read_bytes()
    copy.unlink()
    return content
