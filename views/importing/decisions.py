"""What only the user can decide: renamed, merged, split, gone, and rows of one name."""

from __future__ import annotations

import streamlit as st

from geo.ledger.reconciling.matching import Likeness
from geo.ledger.reconciling.plan import DUPLICATES, GONE, Plan
from layers.escape import html_text
from views import heading
from views.importing.desk import Desk
from views.plain import clip, label

_SHOWN, _LENGTH = 100, 200
_DONE = {
    Likeness.RENAMED: "算同一项，改用新名称",
    Likeness.MERGED: "是合并，撤下原来的各项",
    Likeness.SPLIT: "是拆分，撤下原来的一项",
}


def show(desk: Desk, plan: Plan) -> None:
    """Draw the questions there are, each with a box to tick; an unticked one changes nothing."""
    repeated = sum(f.code == "duplicate" for row in plan.rows for f in row.entry.findings)
    if not (plan.proposals or plan.gone or repeated):
        return
    heading.step("请您决定", "不勾选就不作处理：各行照各自的内容算。")
    for proposal in plan.proposals[:_SHOWN]:
        words = label(proposal.words, _LENGTH)
        _box(
            desk, proposal.key, f"**{proposal.likeness.word}** {words}：{_DONE[proposal.likeness]}"
        )
    if len(plan.proposals) > _SHOWN:
        st.html(f"<p>另有 {len(plan.proposals) - _SHOWN} 条，处理完这些再列出。</p>")
    if repeated:
        _box(desk, DUPLICATES, f"**重名** {repeated} 行与前面的行同名或同代码：各组并为一项")
    if plan.gone:
        _gone(desk, plan)


def _gone(desk: Desk, plan: Plan) -> None:
    _box(desk, GONE, f"**本期没有** 上期有、本期没有列出的 {len(plan.gone)} 项：从图上撤下")
    names = "、".join(feature.name for feature in plan.gone[:_SHOWN])
    more = " 等" if len(plan.gone) > _SHOWN else ""
    st.html(f"<small>{html_text(clip(names, _LENGTH * 5))}{more}</small>")


def _box(desk: Desk, key: str, words: str) -> None:
    name = f"accept_{desk.number}_{key}"
    st.checkbox(
        words, value=key in desk.accepted, key=name, on_change=_decide, args=(desk, key, name)
    )


def _decide(desk: Desk, key: str, name: str) -> None:
    if st.session_state[name]:
        desk.accepted.add(key)
    else:
        desk.accepted.discard(key)
