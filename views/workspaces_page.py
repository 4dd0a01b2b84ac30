"""The workspaces: which there are, which is open, and what can be done with each."""

from __future__ import annotations

import streamlit as st

from geo import workspaces
from geo.store import Workspace
from views import (
    acting,
    adopting,
    flash,
    heading,
    putting_away,
    settings_part,
    workspace,
    workspaces_list,
)
from views.making import make
from views.outlines_part import outlines
from views.workspace import Chosen


def show() -> None:
    """Draw the page."""
    _leave_what_is_gone()
    heading.show("工作区", "一个工作区一个文件，几个互不相混。")
    may_write = acting.is_ready()
    workspaces_list.show(may_write=may_write)
    if not may_write:
        return
    putting_away.trash_part()
    left, right = st.columns(2, gap="large")
    with left:
        heading.step("新建工作区")
        make("workspaces")
    with right:
        adopting.show()
    if workspace.chosen().is_writable:
        _manage()
        settings_part.show()
        outlines()


def _leave_what_is_gone() -> None:
    """Go back to what sessions begin with when somebody renamed or put away what is open here."""
    one = workspace.chosen()
    if one.code in (workspace.SEEDS, workspace.GIVEN) or one.path.exists():
        return
    workspace.choose(workspace.begin())
    now = workspace.chosen().words
    flash.refuse(f"“{one.name}”已被改名或移走，请在下面另选；现在打开的是“{now}”。")
    st.rerun()


def _manage() -> None:
    """Duplicate the open workspace, or put the seeds in its place."""
    one = workspace.chosen()
    heading.step(f"正在使用的“{one.name}”")
    left, right = st.columns(2, gap="large")
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
