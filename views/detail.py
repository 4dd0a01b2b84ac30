"""One feature in full: status, place and how well it is known, and who said what when."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.catalogue import Catalogue
from geo.filters import NO_PLATE_WORD
from geo.model import Amount, Basis, Certainty, Kind, Phase, Statement
from geo.timeline import Step, step_at
from layers.escape import html_text
from layers.words import (
    amount_note,
    amount_words,
    day_words,
    office_words,
    period_words,
    section_words,
)
from views.wording import UNSTATED, accuracy

_LATE = "已过计划完成时间，尚未收到完成情况，请核实。"
NOTHING = '<p class="hint">在地图或清单中点选一项，这里显示它的位置、工期、责任单位和依据。</p>'


def detail(whole: Catalogue, key: str) -> str:
    """Write a feature as HTML; what the source does not say is said to be missing."""
    record = whole.frame[whole.frame["id"] == key].iloc[0]
    said = [s for s in whole.statements_of(key) if s.stated_to <= whole.as_of]
    step = step_at(said, whole.as_of)
    kind = " · ".join(filter(None, (Kind(record["kind"]).word, record["category"])))
    facts = (
        ("位置", _place(record)),
        ("所属板块", _plate(record)),
        ("计划工期", period_words(step.period)),
        ("责任单位", step.unit),
    )
    more = (
        ("别名", "、".join(record["aliases"])),
        ("项目代码", record["code"]),
        *((measure.word, _amount(amount)) for measure, amount in record["amounts"].items()),
        *record["details"],
        ("备注", record["note"]),
    )
    facts += tuple(fact for fact in more if fact[1])
    return (
        f'<article class="detail"><h2>{html_text(record["name"])}</h2><p>{html_text(kind)}</p>'
        f"{_band(step)}{_light(record)}<dl>{''.join(_fact(*fact) for fact in facts)}</dl>"
        f"<h3>依据</h3>{_evidence(whole, said)}</article>"
    )


def _band(step: Step) -> str:
    said = f"{day_words(step.said)}所述" if step.said else ""
    words = " · ".join(filter(None, (step.phase.word if step.phase else "", said)))
    late = f'<p class="late">{_LATE}</p>' if step.phase is Phase.OVERDUE else ""
    status = f'<b class="status status-{step.status}">{step.status.word}</b>'
    return f'<p class="band">{status}<span>{words}</span></p>{late}'


def _light(record: pd.Series[Any]) -> str:
    """Write the light with all the rules say; without a plan it is grey, and says so.

    A plate has none.
    """
    if not record["light"]:
        return ""
    word, why = html_text(record["light_label"]), html_text(record["light_reason"])
    return f'<p class="lit"><b class="light light-{record["light"]}">{word}</b> {why}</p>'


def _fact(word: str, text: str) -> str:
    missing = "" if text else ' class="missing"'
    return f"<dt>{html_text(word)}</dt><dd{missing}>{html_text(text or UNSTATED)}</dd>"


def _amount(amount: Amount) -> str:
    note = amount_note(amount)
    return f"{amount_words(amount)}（{note}）" if note else amount_words(amount)


def _place(record: pd.Series[Any]) -> str:
    lost = record["location_certainty"] == Certainty.NONE
    why = record["unlocated_reason"] if lost else record["location_basis"]
    return "。".join(filter(None, (accuracy(record), why, record["address"])))


def _plate(record: pd.Series[Any]) -> str:
    basis = Basis(record["plate_basis"])
    if basis is Basis.NONE:
        return NO_PLATE_WORD
    return f"{record['plate_name']}。{basis.word}：{record['plate_reason']}"


def _evidence(whole: Catalogue, said: list[Statement]) -> str:
    titles = {document.id: document.title for document in whole.facts.documents}
    section = section_words(whole.facts)
    items = []
    for statement in said:
        words = statement.status_words or statement.status.word
        day = day_words(statement.stated_to)
        source = (titles[statement.document], section(statement), f"不晚于{day}")
        notes = (" · ".join(source), office_words(statement), statement.note)
        small = "".join(f"<small>{html_text(note)}</small>" for note in notes if note)
        items.append(f"<li>{html_text(words)}{small}</li>")
    return f"<ol>{''.join(items)}</ol>" if items else f'<p class="missing">{UNSTATED}</p>'
