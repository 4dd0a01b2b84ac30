"""Third step: the datum of the coordinates, and the day the ledger speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from geo.amounts import UNITS
from geo.cells import FIRST_DAY
from geo.clock import today
from geo.crs import Datum
from geo.ledger.entries import MONEY
from geo.ledger.reconciling.plan import Plan
from layers.escape import html_text
from layers.words import day_words
from views import flash, heading
from views.importing.desk import Desk

_UNDECLARED = ""
_UNITS = {"": "不换算，只保留原文"} | {unit: f"按{unit}读" for unit in UNITS}
_COORDINATES = {"lon", "lat", "lonlat"}
_DATUM_WORDS = {_UNDECLARED: "未声明"} | {datum.value: datum.word for datum in Datum}


@dataclass(frozen=True)
class Remedy:
    """What can be done about coordinates, offered as a button: its words, and doing it."""

    words: str
    rows: int
    apply: Callable[[Desk], None]


def show(desk: Desk, plan: Plan) -> None:
    """Draw what the user has to declare, and the remedies for what was found wrong."""
    heading.step("3 坐标系与日期")
    left, right = st.columns(2)
    with left:
        _datum(desk, plan)
    with right:
        _day(desk, plan)
    if waiting := _count(plan, "undeclared"):
        told = f"{waiting} 行写了坐标，但不知道是哪个坐标系：先列为“未定位”，选好坐标系就能上图。"
        st.html(flash.box("warned", [told]))
    if _count(plan, "amount") and _is_unitless(plan):
        _unit(desk)
    for remedy in _remedies(plan, desk):
        st.button(
            f"{remedy.words}（{remedy.rows} 行）",
            key=f"remedy_{desk.number}_{remedy.words}",
            on_click=remedy.apply,
            args=(desk,),
        )


def _datum(desk: Desk, plan: Plan) -> None:
    if not any(column.field in _COORDINATES for t in plan.tables for column in t.columns):
        st.html("<p>台账没有坐标列：各项先列为“未定位”，地址照样保留。</p>")
        return
    key = f"datum_{desk.number}_{desk.datum}"
    st.selectbox(
        "坐标系（台账自己写明的以台账为准）",
        list(_DATUM_WORDS),
        index=list(_DATUM_WORDS).index(desk.datum or _UNDECLARED),
        format_func=_DATUM_WORDS.__getitem__,
        key=key,
        on_change=_declare,
        args=(desk, key),
    )
    told = "没有声明就不换算，这些行先列为“未定位”。填错会偏五六百米。"
    if desk.datum and desk.datum == plan.previous_datum:
        told = f"与上期台账“{plan.previous}”声明的相同，请核对。填错会偏五六百米。"
    st.html(f"<small>{html_text(told)}</small>")


def _is_unitless(plan: Plan) -> bool:
    """Tell whether a column of money has no unit, neither of its own nor above the table."""
    return any(
        column.field in MONEY and not column.unit and not table.unit
        for table in plan.tables
        for column in table.columns
    )


def _unit(desk: Desk) -> None:
    key = f"unit_{desk.number}_{desk.unit}"
    st.selectbox(
        "没有写单位的金额",
        list(_UNITS),
        index=list(_UNITS).index(desk.unit),
        format_func=_UNITS.__getitem__,
        key=key,
        on_change=_with_unit,
        args=(desk, key),
    )


def _with_unit(desk: Desk, key: str) -> None:
    desk.unit = st.session_state[key]


def _declare(desk: Desk, key: str) -> None:
    code = st.session_state[key]
    desk.datum, desk.is_datum_asked = Datum(code) if code else None, True


def _day(desk: Desk, plan: Plan) -> None:
    dating = plan.dating
    key = f"day_{desk.number}_{dating.stated_to}"
    st.date_input(
        "台账说的是哪一天",
        value=dating.stated_to,
        min_value=FIRST_DAY,
        max_value=max(today(), dating.stated_to),
        format="YYYY-MM-DD",
        key=key,
        on_change=_dated,
        args=(desk, key),
    )
    window = ""
    if dating.stated_from != dating.stated_to:
        window = f"，{day_words(dating.stated_from)}起"
    st.html(f"<small>{dating.words}{window}。不对就改成台账的截至日期。</small>")


def _dated(desk: Desk, key: str) -> None:
    desk.as_of = st.session_state[key]


def _count(plan: Plan, code: str) -> int:
    return sum(f.code == code for row in plan.rows for f in row.entry.findings)


def _remedies(plan: Plan, desk: Desk) -> list[Remedy]:
    """Offer what the findings name; nothing is applied before its button is pressed."""
    codes = Counter(f.code for row in plan.rows for f in row.entry.findings)
    swapped = sum(n for code, n in codes.items() if code.startswith("swap"))
    found = []
    if swapped and not desk.swap:
        found.append(Remedy("经度、纬度对调后再读", swapped, _swap))
    for datum in Datum:
        rows = codes[f"datum-{datum.value}"] + codes[f"swap-datum-{datum.value}"]
        if rows and desk.remedy is not datum:
            found.append(Remedy(f"这几行改按 {datum.word} 读", rows, _read_as(datum)))
    if codes["outside"] and not desk.keep_outside:
        found.append(Remedy("区界外的也放到图上", codes["outside"], _keep))
    if desk.swap or desk.remedy or desk.keep_outside:
        found.append(Remedy("取消上面的处理，按原样读", len(plan.rows), _undo))
    return found


def _swap(desk: Desk) -> None:
    desk.swap = True


def _keep(desk: Desk) -> None:
    desk.keep_outside = True


def _undo(desk: Desk) -> None:
    desk.swap = desk.keep_outside = False
    desk.remedy = None


def _read_as(datum: Datum) -> Callable[[Desk], None]:
    def apply(desk: Desk) -> None:
        desk.remedy = datum

    return apply
