"""What was placed by hand: who, when, how; taken back one by one, handed over as a file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo import store
from geo.batch import Change
from geo.errors import InputError
from geo.locating import handover, manual
from geo.locating.handover import Handed
from geo.model import Facts, Feature, Fix
from geo.store import Workspace
from layers.escape import html_text
from views import acting, flash, heading, parts, workspace
from views.locating import queue, taking
from views.locating.walk import Walk
from views.plain import clip

# A feature, the fix that places it, and the change that came with it.
_Line = tuple[Feature, Fix, Change | None]
_PAGE, _COUNT = 10, "handed"
_WIDTHS = [5, 6, 3, 2]
_MEGABYTES = 5
_TEXT = "人工定位不受再次导入和自动定位影响；撤回一处，就回到它之前的位置，撤回也可以撤销。"


def show(walk: Walk, facts: Facts) -> None:
    """Draw the list, newest first, and the ways to hand it over."""
    found = queue.by_hand(facts)
    heading.step(f"人工定位 {len(found)} 项", _TEXT)
    with store.open_workspace(workspace.chosen().path) as opened:
        changes = opened.changes()
    if found:
        lines = [(feature, fix, manual.who(changes, fix)) for feature, fix in found]
        _pages(walk, sorted(lines, key=_number, reverse=True))
        st.download_button(
            "下载人工定位（CSV）",
            data=handover.to_csv(facts, changes).encode("utf-8-sig"),
            file_name=f"{workspace.chosen().name}_人工定位.csv",
            mime="text/csv",
            on_click="ignore",
            key="handover",
        )
    else:
        st.html('<p class="hint">还没有人工定位。</p>')
    _take_over(facts)


def _number(line: _Line) -> int:
    return line[2].number if line[2] else 0


def _pages(walk: Walk, found: Sequence[_Line]) -> None:
    count = -(-len(found) // _PAGE)
    lines = st.container(key="placed", gap=None)
    page = st.pagination(count, key=f"placed_{count}") if count > 1 else 1
    with lines:
        for one in found[(page - 1) * _PAGE : page * _PAGE]:
            _line(walk, *one)


def _line(walk: Walk, feature: Feature, fix: Fix, change: Change | None) -> None:
    name, how, who, act = st.columns(_WIDTHS, vertical_alignment="center")
    name.html(f'<div class="change"><b>{html_text(clip(feature.name, 60))}</b></div>')
    how.html(f'<div class="change">{html_text(clip(fix.basis, 120))}</div>')
    if change is None:
        return
    at = f"<small>{change.at:%Y-%m-%d %H:%M}</small>"
    who.html(f'<div class="change">{html_text(change.operator)}{at}</div>')
    act.button(
        "撤回",
        key=f"unplace_{fix.id}",
        help=f"撤回“{clip(feature.name, 40)}”的人工定位（第 {change.number} 次改动）",
        on_click=taking.take_back,
        args=(walk, feature, change.number),
    )


def _take_over(facts: Facts) -> None:
    count = st.session_state.setdefault(_COUNT, 0)
    with st.expander("接收同事的人工定位（CSV）"):
        given = st.file_uploader(
            f"人工定位文件，最大 {_MEGABYTES} MB",
            key=f"handed_{count}",
            max_upload_size=_MEGABYTES,
        )
        if given is None:
            return
        try:
            rows = handover.read(given.getvalue(), given.name)
        except InputError as error:
            st.html(flash.box("refused", [f"{given.name}：{error}", "什么都没有写入。"]))
            return
        lost = handover.lost(facts, rows)
        if lost:
            told = [[f"第 {one.row} 行", clip(one.name, 40), clip(one.reason, 200)] for one in lost]
            table = parts.table(("行", "名称", "原因"), told)
            st.html(parts.titled(f"不采用的 {len(lost)} 行", table))
        st.button(
            f"写入 {len(rows) - len(lost)} 处",
            type="primary",
            disabled=len(rows) == len(lost),
            on_click=_accept,
            args=(rows,),
        )


def _accept(rows: Sequence[Handed]) -> None:
    def write(opened: Workspace) -> None:
        held = workspace.fresh(opened)
        batch = handover.batch(held.facts, held.head, rows)
        number = opened.write(batch, operator=acting.operator(), expected=held.head)
        flash.tell(f"{batch.words}。第 {number} 次改动，可在“记录”里撤销。")

    if acting.write(write):
        st.session_state[_COUNT] += 1
