"""The workspaces: which there are, which is open, and what can be done with each."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from geo import store, workspaces
from geo.errors import PlateMapError
from geo.store import Workspace
from layers.escape import html_text
from views import acting, flash, heading, settings_part, workspace
from views.making import make
from views.outlines_part import outlines
from views.workspace import Chosen

_WIDTHS = [4, 6, 2, 4]
_MEGABYTE = 1024 * 1024


def show() -> None:
    """Draw the page."""
    heading.show("工作区", "一个工作区是一个文件，您的数据都在里面；几个工作区互不相混。")
    may_write = acting.is_ready()
    with st.container(key="workspaces", gap=None):
        for code in _codes():
            _line(workspace.of(code), may_write=may_write)
    if not may_write:
        return
    heading.step("新建工作区")
    make("workspaces")
    if workspace.chosen().is_writable:
        _manage()
        settings_part.show()
        outlines()


def _codes() -> list[str]:
    own = [one.name for one in workspaces.listed()]
    return list(dict.fromkeys([workspace.SEEDS, workspace.begin(), *own]))


def _line(one: Chosen, *, may_write: bool) -> None:
    name, told, size, act = st.columns(_WIDTHS, vertical_alignment="center")
    is_open = one.code == workspace.chosen().code
    name.html(f'<b class="workspace">{html_text(one.words)}</b>')
    told.html(html_text(_about(one)))
    if one.is_writable and one.path.is_file():
        size.html(f"{one.path.stat().st_size / _MEGABYTE:.1f} MB")
    with act, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if is_open:
            st.html('<span class="opened">正在使用</span>', width="content")
        else:
            st.button("打开", key=f"open_{one.code}", on_click=_open, args=(one,))
        if one.is_writable and may_write:
            _download(one)


def _open(one: Chosen) -> None:
    workspace.choose(one.code)
    flash.tell(f"现在打开的是“{one.words}”。")


def _about(one: Chosen) -> str:
    try:
        return _summary(one.path, workspace.revision(one.path))
    except (PlateMapError, OSError) as error:
        return f"打不开：{error}"


@st.cache_data(show_spinner=False, max_entries=100)
def _summary(path: Path, revision: str) -> str:  # noqa: ARG001 - the revision is the cache's key
    """Say how much a workspace holds, and who changed it last."""
    if path.is_dir():
        return f"{len(workspaces.read(path).features)} 项"
    with store.open_workspace(path) as opened:
        changes, count = opened.changes(), len(opened.facts().features)
    if not changes:
        return "空白，还没有改动"
    last = changes[0]
    return f"{count} 项；{last.operator} {last.at:%Y-%m-%d %H:%M} {last.kind.word}"


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


def _manage() -> None:
    """Duplicate the open workspace, or put the seeds in its place."""
    one = workspace.chosen()
    heading.step(f"正在使用的“{one.name}”")
    left, right = st.columns(2)
    if one.code != workspace.GIVEN:
        with left:
            _duplicate(one)
    with right:
        _reset()


def _duplicate(one: Chosen) -> None:
    with st.form("duplicate"):
        to = st.text_input("复制为", max_chars=60, placeholder="新名称")
        asked = st.form_submit_button("复制并打开")
    if not asked:
        return

    def copy() -> None:
        workspaces.duplicate(one.name, to or "", operator=acting.operator()).close()
        workspace.choose((to or "").strip())
        flash.tell(f"已复制并打开“{(to or '').strip()}”。")

    if acting.attempt(copy):
        st.rerun()
    flash.show()


def _reset() -> None:
    with st.form("reset"):
        sure = st.checkbox("确定恢复：现有内容不再显示，可以在“记录”里撤销")
        asked = st.form_submit_button("恢复为种子数据")
    if asked and not sure:
        st.html(flash.box("refused", ["请先勾选“确定恢复”。"]))
    elif asked and acting.write(_restore):
        st.rerun()
    elif asked:
        flash.show()


def _restore(opened: Workspace) -> None:
    number = workspaces.reset(opened, operator=acting.operator())
    flash.tell(f"已恢复为种子数据，第 {number} 次改动。可以在“记录”里撤销。")
