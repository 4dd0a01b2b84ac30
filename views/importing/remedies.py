"""What can be done about coordinates that cannot be as they stand: offered, ticked, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import streamlit as st

from geo.crs import Datum
from geo.ledger.placing.remedies import Offer
from geo.ledger.reconciling.corrections import NONE, Correction
from geo.ledger.reconciling.plan import Plan, PlannedRow
from views.importing.desk import Desk
from views.importing.holding import hold


@dataclass(frozen=True)
class Remedy:
    """A remedy: its words, the field of a correction it sets, and the rows it is or was for."""

    words: str
    field: str
    value: object
    is_offered: Callable[[PlannedRow], bool]
    is_done: Callable[[PlannedRow], bool]


def show(desk: Desk, plan: Plan) -> None:
    """Draw a box for each remedy that helps a row, was agreed to, or was so last month."""
    for remedy in _remedies():
        is_on = _is_in(remedy, desk, "correction")
        rows = sum(map(remedy.is_done if is_on else remedy.is_offered, plan.rows))
        if not (rows or is_on or _is_in(remedy, desk, "remembered")):
            continue
        key = f"remedy_{desk.number}_{remedy.field}_{remedy.value}"
        st.checkbox(
            _words(remedy, desk, rows, is_on=is_on),
            key=hold(key, is_on),
            on_change=_decide,
            args=(desk, remedy, key),
        )


def _is_in(remedy: Remedy, desk: Desk, which: str) -> bool:
    correction: Correction = getattr(desk, which)
    return bool(getattr(correction, remedy.field) == remedy.value)


def _words(remedy: Remedy, desk: Desk, rows: int, *, is_on: bool) -> str:
    counted = f"{rows} 行" if rows else "本期没有这样的行"
    if is_on and _is_in(remedy, desk, "remembered"):
        return f"按上次的更正：{remedy.words}（{counted}）。不对就去掉勾"
    return f"{remedy.words}（{counted}）"


def _decide(desk: Desk, remedy: Remedy, key: str) -> None:
    value = remedy.value if st.session_state[key] else getattr(NONE, remedy.field)
    changed: dict[str, Any] = {remedy.field: value}
    desk.correction = replace(desk.correction, **changed)
    desk.is_correction_asked = True


@cache
def _remedies() -> tuple[Remedy, ...]:
    """List every remedy there is: numbers swapped, each other datum, outside the district."""
    return (
        Remedy("经度、纬度对调后再读", "swap", True, _is_swap, _agreed(Offer(True, None))),
        *_datums(),
        Remedy("区界外的也放到图上", "keep_outside", True, _finds("outside"), _is_outside),
    )


def _datums() -> Iterator[Remedy]:
    for datum in Datum:
        offered = _finds(f"datum-{datum.value}", f"swap-datum-{datum.value}")
        done = _agreed(Offer(False, datum))
        yield Remedy(f"这几行改按 {datum.word} 读", "datum", datum, offered, done)


def _finds(*codes: str) -> Callable[[PlannedRow], bool]:
    return lambda row: any(finding.code in codes for finding in row.entry.findings)


def _is_swap(row: PlannedRow) -> bool:
    return any(finding.code.startswith("swap") for finding in row.entry.findings)


def _agreed(offer: Offer) -> Callable[[PlannedRow], bool]:
    """Tell whether a remedy was applied to a row: what it did stands among what was found."""
    return lambda row: any(
        finding.code == "accepted" and offer.words in finding.text for finding in row.entry.findings
    )


def _is_outside(row: PlannedRow) -> bool:
    # So the basis of such a place begins; see `geo.ledger.placing.positions.locate`.
    return row.entry.spot is not None and row.entry.spot.basis.startswith("区界外")
