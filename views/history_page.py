"""The history: who changed what when, newest first; undo and redo."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from geo import store
from geo.batch import Change, ChangeKind
from geo.store import Workspace
from layers.escape import html_text
from views import acting, flash, heading, workspace
from views.plain import clip

_PAGE, _NAMED, _LENGTH = 10, 5, 300
_ALL = ""
_WIDTHS = [1, 2, 2, 7, 2]


def show() -> None:
    """Draw the page."""
    opened = workspace.chosen()
    heading.show("记录", f"工作区：{opened.words}")
    if not opened.is_writable:
        st.html('<p class="hint">种子数据只供查看，没有改动记录。</p>')
        return
    may_write = acting.is_ready()
    changes = _changes()
    names = _names()
    if changes := _chosen(changes, names):
        _pages(changes, names, may_write=may_write)
    else:
        st.html('<p class="hint">还没有改动。</p>')


def _changes() -> list[Change]:
    with store.open_workspace(workspace.chosen().path) as opened:
        return opened.changes()


def _names() -> dict[str, str]:
    """Return what everything was ever called, by id; also what was taken off or undone."""
    with store.open_workspace(workspace.chosen().path) as opened:
        return opened.names()


def _chosen(changes: list[Change], names: Mapping[str, str]) -> list[Change]:
    """Let the user choose one project and keep the changes that speak of it."""
    touched = dict.fromkeys(key for change in changes for key in change.features)
    if not touched:
        return changes
    words = {_ALL: "全部"} | {key: f"{clip(names.get(key, key), 40)}（{key}）" for key in touched}
    key = st.selectbox(
        "只看某一项的改动",
        list(words),
        format_func=words.__getitem__,
        key=f"history_of_{workspace.chosen().code}",
        width=420,
    )
    return [change for change in changes if not key or key in change.features]


def _pages(changes: list[Change], names: Mapping[str, str], *, may_write: bool) -> None:
    count = -(-len(changes) // _PAGE)
    lines = st.container(key="history", gap=None)
    page = st.pagination(count, key=f"history_{count}") if count > 1 else 1
    with lines:
        for change in changes[(page - 1) * _PAGE : page * _PAGE]:
            _line(change, names, may_write=may_write)


def _line(change: Change, names: Mapping[str, str], *, may_write: bool) -> None:
    number, when, who, what, act = st.columns(_WIDTHS, vertical_alignment="center")
    number.html(f"<b>第 {change.number} 次</b>")
    when.html(f"{change.at:%Y-%m-%d %H:%M}")
    who.html(html_text(change.operator))
    what.html(
        f'<div class="change{"" if change.counts else " change-off"}">{_said(change)}'
        f"<small>{_touched(change, names)}</small></div>"
    )
    if not change.counts:
        act.html('<span class="hint">已不算数</span>')
    elif may_write and change.kind is not ChangeKind.COPY:
        is_undo = change.kind is ChangeKind.UNDO
        act.button(
            "恢复" if is_undo else "撤销",
            key=f"undo_{change.number}",
            on_click=_undo,
            args=(change.number,),
        )


def _said(change: Change) -> str:
    kind, words = change.kind.word, change.words
    if change.kind is ChangeKind.UNDO:
        # Its words begin with what was done: 撤销了第 2 次改动, 恢复了第 2 次改动.
        kind, words = words[: len(kind)], words[len(kind) :]
    return f"<b>{html_text(kind)}</b> {html_text(clip(words, _LENGTH))}"


def _touched(change: Change, names: Mapping[str, str]) -> str:
    if not change.features:
        return ""
    told = "、".join(clip(names.get(key, key), 30) for key in change.features[:_NAMED])
    more = " 等" if len(change.features) > _NAMED else ""
    return html_text(f"涉及 {len(change.features)} 项：{told}{more}")


def _undo(number: int) -> None:
    def undo(opened: Workspace) -> None:
        made = opened.undo(number, operator=acting.operator())
        flash.tell(f"第 {number} 次改动已不算数；这次撤销记为第 {made} 次，也可以恢复。")

    acting.write(undo)
