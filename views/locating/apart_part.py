"""Where the ledger's plate and the official outlines disagree: both are said, neither is hidden."""

from __future__ import annotations

import streamlit as st

from geo.locating import assignment
from geo.model import Facts, Kind, Method
from views import heading, parts, ways
from views.plain import clip

_NAME = 40


def show(facts: Facts) -> None:
    """Draw the list."""
    heading.step(
        "板块不一致",
        "台账写的板块与按正式范围落在的板块不同。两个都照列，以哪个为准请核实。",
    )
    found = assignment.disagreements(facts)
    if not found:
        st.html(f'<p class="hint">{_none(facts)}</p>')
        ways.link("workspaces", "导入板块范围")
        return
    names = {f.id: f.name for f in facts.features if f.kind is Kind.PLATE}
    rows = [
        [
            clip(one.name, _NAME),
            names.get(one.ledger_plate or "", "未分板块"),
            names.get(one.place_plate or "", "不在任何正式范围内"),
            one.words,
        ]
        for one in found
    ]
    st.html(parts.table(("名称", "台账的板块", "位置所在的板块", "说明"), rows))


def _none(facts: Facts) -> str:
    if any(fix.method is Method.OFFICIAL for fix in facts.fixes):
        return "没有不一致：有位置的各项都在台账所写板块的正式范围内。"
    return "还没有板块的正式范围：导入后，这里列出台账板块与位置不符的各项。"
