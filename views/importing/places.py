"""Third step: the datum of the coordinates, and the day the ledger speaks of."""

from __future__ import annotations

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
from views.importing import remedies
from views.importing.desk import Desk
from views.importing.holding import hold

_UNDECLARED = ""
_UNITS = {"": "不换算，只保留原文"} | {unit: f"按{unit}读" for unit in UNITS}
_COORDINATES = {"lon", "lat", "lonlat"}
_DATUM_WORDS = {_UNDECLARED: "未声明"} | {datum.value: datum.word for datum in Datum}


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
    if desk.unit or (_count(plan, "amount") and _is_unitless(plan)):
        _unit(desk)
    remedies.show(desk, plan)


def _datum(desk: Desk, plan: Plan) -> None:
    if not any(column.field in _COORDINATES for t in plan.tables for column in t.columns):
        st.html("<p>台账没有坐标列：按地址推算位置，推算不出的列为“未定位”。</p>")
        return
    key = f"datum_{desk.number}"
    st.selectbox(
        "坐标系（台账自己写明的以台账为准）",
        list(_DATUM_WORDS),
        format_func=_DATUM_WORDS.__getitem__,
        key=hold(key, desk.datum.value if desk.datum else _UNDECLARED),
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
    key = f"unit_{desk.number}"
    st.selectbox(
        "没有写单位的金额",
        list(_UNITS),
        format_func=_UNITS.__getitem__,
        key=hold(key, desk.unit),
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
    key = f"day_{desk.number}"
    st.date_input(
        "台账说的是哪一天",
        min_value=FIRST_DAY,
        max_value=max(today(), dating.stated_to),
        format="YYYY-MM-DD",
        key=hold(key, dating.stated_to),
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
