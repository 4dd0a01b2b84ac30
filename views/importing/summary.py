"""What a ledger changed against the one before: status and money first, then all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from geo.ledger.reconciling.plan import Plan, PlannedRow, Verdict
from geo.model import Measure
from layers.escape import html_text
from views import parts
from views.plain import clip

# How the lines begin that come first: what changed, and what looks wrong about an amount.
_FIRST = tuple(
    f"{word}{mark}"
    for word in ("状态", *(measure.word for measure in Measure))
    for mark in ("：", "与上期相差")
)
# Where a cell is empty this month, nothing was changed; see `geo.ledger.reconciling.changes`.
_KEPT = "本期没有填"
_ROWS, _NAMES, _NAME, _CELL = 20, 200, 60, 300


def show(plan: Plan) -> None:
    """Draw what was changed, by the words of the plan that was written."""
    st.html(f'<div class="part">{_headline(plan)}</div>')
    grave = {at: lines for at, row in enumerate(plan.rows) if (lines := _grave(row))}
    order = sorted(grave, key=lambda at: (_rank(grave[at][0]), at))
    _table("状态和金额的变化", [(plan.rows[at], grave[at]) for at in order])
    rest = [
        (row, [line for line in row.changes if line not in grave.get(at, ())])
        for at, row in enumerate(plan.rows)
        if row.verdict is Verdict.CHANGED
    ]
    _table("其他变化", [(row, lines) for row, lines in rest if lines])
    for title, names in _listed(plan):
        _names(title, names)


def _headline(plan: Plan) -> str:
    counts, retired = plan.verdicts, len(plan.retired)
    left = len({feature.id for feature in plan.gone} - set(plan.retired))
    told = f"新增 <b>{counts[Verdict.NEW]}</b>，有变化 <b>{counts[Verdict.CHANGED]}</b>"
    told += f"，无变化 <b>{counts[Verdict.SAME]}</b>，撤下 <b>{retired}</b>"
    told += f"，本期没有列出仍留在图上 <b>{left}</b>" if left else ""
    against = f"与上期“{html_text(clip(plan.previous, _NAME))}”相比" if plan.previous else "本次"
    return f"<h2>这次改了什么</h2><p>{against}：{told}。</p>"


def _grave(row: PlannedRow) -> list[str]:
    """Return the changes of status and money, and warnings about money, status first."""
    found = [line for line in row.changes if line.startswith(_FIRST) and _KEPT not in line]
    return sorted(found, key=_rank) if row.verdict is Verdict.CHANGED else []


def _rank(line: str) -> int:
    return next(n for n, word in enumerate(_FIRST) if line.startswith(word))


def _table(title: str, changed: Sequence[tuple[PlannedRow, Iterable[str]]]) -> None:
    if not changed:
        return
    rows = [
        [str(row.entry.row), clip(row.entry.name, _CELL), clip("；".join(lines), _CELL)]
        for row, lines in changed[:_ROWS]
    ]
    more = f"前 {_ROWS} 项；全部在对账表里。" if len(changed) > _ROWS else ""
    table = parts.table(("行", "名称", "原来 → 现在"), rows)
    st.html(parts.titled(f"{title}（{len(changed)} 项）", table, more))


def _listed(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    away = set(plan.retired)
    yield "新增", [row.entry.name for row in plan.rows if row.verdict is Verdict.NEW]
    yield "撤下", [feature.name for feature in plan.gone if feature.id in away]
    yield "本期没有列出，仍在图上", [f.name for f in plan.gone if f.id not in away]


def _names(title: str, names: Sequence[str]) -> None:
    if not names:
        return
    more = "……等" if len(names) > _NAMES else ""
    told = "、".join(clip(name, _NAME) for name in names[:_NAMES]) + more
    st.html(parts.titled(f"{title}（{len(names)} 项）", "", told))
