"""What only the user can decide: renamed, merged, split, gone, and rows of one name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import streamlit as st

from geo.ledger.reconciling.matching import Likeness
from geo.ledger.reconciling.plan import DUPLICATES, GONE, Plan, Twin, gone_key, twin_key
from geo.model import Feature, Statement, Status
from geo.spoken import spoken_of
from geo.timeline import steps_at
from views import heading, workspace
from views.importing import picking
from views.importing.desk import Desk
from views.importing.picking import Choice, Question
from views.plain import label

_SHOWN, _LENGTH, _NAMED = 100, 200, 4
_DONE = {
    Likeness.RENAMED: "算同一项，改用新名称",
    Likeness.MERGED: "算合并，撤下原来的各项",
    Likeness.SPLIT: "算拆分，撤下原来的一项",
}


def show(desk: Desk, plan: Plan) -> None:
    """Draw the questions there are, each with a box to tick; an unticked one changes nothing."""
    questions = [question for question in (_repeated(plan), _gone(plan)) if question.choices]
    if not (plan.proposals or questions):
        return
    heading.step("请您决定", "不勾选就不作处理：各行照各自的内容算。")
    for proposal in plan.proposals[:_SHOWN]:
        words = label(proposal.words, _LENGTH)
        picking.box(
            desk,
            proposal.key,
            f"{proposal.likeness.word}：{words}；勾选即{_DONE[proposal.likeness]}",
        )
    if len(plan.proposals) > _SHOWN:
        st.html(f"<p>另有 {len(plan.proposals) - _SHOWN} 条，处理完这些再列出。</p>")
    for question in questions:
        picking.show(desk, question)


def _repeated(plan: Plan) -> Question:
    return Question(
        key=DUPLICATES,
        title="重名",
        text="与前面的行同名或同代码。勾选的并入前面那一行，算一项；不勾的各算一项。",
        unit="行",
        choices=[_twin(plan, at, twin) for at, twin in plan.twins.items()],
    )


def _twin(plan: Plan, at: int, twin: Twin) -> Choice:
    entry, first = plan.rows[at].entry, plan.rows[twin.first].entry
    sheet = f"“{first.sheet}”" if first.sheet != entry.sheet else ""
    headings = dict.fromkeys((*first.cells, *entry.cells))
    differing = [h for h in headings if first.cells.get(h, "") != entry.cells.get(h, "")]
    more = "等" if len(differing) > _NAMED else ""
    told = f"写得不同：{'、'.join(differing[:_NAMED])}{more}" if differing else "写得完全一样"
    return Choice(
        key=twin_key(entry),
        words=f"第 {entry.row} 行 {entry.name}",
        told=f"并入{sheet}第 {first.row} 行；{told}",
    )


def _gone(plan: Plan) -> Question:
    statuses = _statuses({feature.id for feature in plan.gone})
    return Question(
        key=GONE,
        title="本期没有",
        text=f"上期“{plan.previous}”有、本期没有列出。勾选的从图上撤下，不勾的照旧留着。",
        unit="项",
        choices=[_left(feature, statuses) for feature in plan.gone],
    )


def _left(feature: Feature, statuses: Mapping[str, Status]) -> Choice:
    known = (statuses[feature.id].word, feature.code, feature.address)
    told = "，".join(filter(None, known))
    return Choice(key=gone_key(feature), words=feature.name, told=told)


def _statuses(keys: Collection[str]) -> dict[str, Status]:
    """Tell what was last said of some features: what is built stays on the map, as a rule."""
    said: dict[str, list[Statement]] = {key: [] for key in keys}
    for statement in workspace.facts().statements if keys else ():
        if statement.feature in said:
            said[statement.feature].append(statement)
    steps = steps_at(spoken_of(said.values()), date.max)
    return {key: steps.step(row).status for row, key in enumerate(said)}
