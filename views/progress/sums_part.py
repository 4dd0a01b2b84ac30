"""Sums: plate × status, or × light, in a chosen measure, with bars; and the year's plan done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from geo.catalogue import Catalogue
from geo.lights.light import Light
from geo.model import Measure, Status
from geo.roll_up import MONEY, Cell, RollUp, roll_up
from geo.schedule import fixed
from geo.writing import thousands
from layers.style import LIGHTS, STATUSES
from views import heading, parts
from views.progress import bars, lines
from views.progress.bars import Column

_COUNT, _ROADS, _LIGHTS = "项数", "道路长度", "灯"
_NOTHING, _WHOLE = "–", "合计"
_ANNUAL = ("板块", "两项都有的", "年度计划投资", "年度完成投资", "完成率")
_ANNUAL_NOTE = "只算年度计划和年度完成都读得出、计划不为 0 的项目，单位万元。"
_PLATES = "板块本身不计入"
_YEARLY = frozenset({Measure.ANNUAL_PLAN, Measure.ANNUAL_DONE})
_NO_RATE = (
    "算不出年度投资完成率：到这一天，没有一项既写明{year}年的年度计划（不为 0）、"
    "又写明{year}年的年度完成。往年的年度数不计入。"
)
_METRES, _YUAN = 1000, 10_000


@dataclass(frozen=True)
class Summed:
    """A measure: what it is called, its number in a cell, how that is written, and a caution."""

    title: str
    number: Callable[[Cell], float]
    words: Callable[[float], str]
    note: str = ""


def show(_whole: Catalogue, selection: Catalogue) -> None:
    """Draw the part."""
    sums = roll_up(selection)
    if not sums.whole.count:
        lines.nothing("没有符合条件的项目、道路等内容，没有可汇总的（板块本身不计入）。")
        return
    measures = _measures(sums)
    # The key names what there is: another selection may have fewer measures.
    chosen = st.segmented_control(
        "汇总什么",
        [*measures, _LIGHTS],
        default=_COUNT,
        required=True,
        key=f"summed_{'_'.join(measures)}",
        label_visibility="collapsed",
    )
    measure = measures.get(chosen or _COUNT, measures[_COUNT])
    _table(selection, sums, measure, by_light=chosen == _LIGHTS)
    st.html(parts.note(f"{'；'.join((_PLATES, *sums.notes))}。"))
    if sums.whole.annual.count:
        _annual(selection, sums)
    elif _spoke_of_a_year(selection):
        st.html(parts.note(_NO_RATE.format(year=selection.as_of.year)))


def _spoke_of_a_year(selection: Catalogue) -> bool:
    """Tell whether anybody ever stated an annual figure of what is selected."""
    heard = (s for said in selection.statements.values() for s in said)
    return any(not _YEARLY.isdisjoint(s.amounts) for s in heard if s.stated_to <= selection.as_of)


def _measures(sums: RollUp) -> dict[str, Summed]:
    """Return what can be summed up here, by the word it is chosen by."""
    found = {_COUNT: Summed("项数", lambda cell: cell.count, lambda number: f"{number:.0f}")}
    for measure in MONEY:
        stated = sums.whole.money[measure]
        if stated.read or stated.unread:
            found[measure.word] = _money(measure, sums)
    if sums.whole.road_m:
        found[_ROADS] = Summed(
            "道路长度，公里",
            lambda cell: cell.road_m,
            lambda metres: f"{metres / _METRES:.2f}",
            "只量有道路线的道路，跨板块的按在各板块内的长度分开。",
        )
    return found


def _money(measure: Measure, sums: RollUp) -> Summed:
    stated, count = sums.whole.money[measure], sums.whole.count
    silent = count - stated.read - stated.unread
    said = [f"{count} 项中 {stated.read} 项写明"]
    said += [f"{stated.unread} 项写了但不是一个数，没有计入"] if stated.unread else []
    said += [f"{silent} 项没有写"] if silent else []
    return Summed(
        f"{measure.word}，万元",
        lambda cell: cell.money[measure].yuan,
        lambda yuan: thousands(yuan / _YUAN),
        f"{'；'.join(said)}。",
    )


def _table(selection: Catalogue, sums: RollUp, measure: Summed, *, by_light: bool) -> None:
    columns = _light_columns(sums) if by_light else _status_columns(sums, measure)
    names = lines.plate_words(selection)
    totals = {plate: measure.number(sums.by_plate[plate]) for plate in sums.plates}
    rows = {
        names[plate]: [*(column.of[plate] for column in columns), totals[plate]]
        for plate in sums.plates
    }
    rows[_WHOLE] = [*(column.whole for column in columns), measure.number(sums.whole)]
    written = [
        [name, *(measure.words(number) if number else _NOTHING for number in numbers)]
        for name, numbers in rows.items()
    ]
    header = ["板块", *(column.word for column in columns), _WHOLE]
    html = parts.table(header, written, kind="sums")
    st.html(parts.titled(measure.title, html, measure.note))
    if any(totals.values()):
        words = {plate: measure.words(total) for plate, total in totals.items()}
        st.html(bars.stacked(names, columns, totals, words))


def _status_columns(sums: RollUp, measure: Summed) -> list[Column]:
    looks = {look.code.value: look for look in STATUSES}
    return [
        Column(
            word=Status(code).word,
            of={plate: measure.number(sums.cells[plate, code]) for plate in sums.plates},
            whole=measure.number(sums.by_status[code]),
            face=looks[code].face,
            ink=looks[code].ink,
        )
        for code in sums.statuses
    ]


def _light_columns(sums: RollUp) -> list[Column]:
    looks = {look.code: look for look in LIGHTS}
    return [
        Column(
            word=light.word,
            of={plate: sums.by_plate[plate].lights[light] for plate in sums.plates},
            whole=sums.whole.lights[light],
            face=looks[light].face,
            ink=looks[light].ink,
        )
        for light in Light
    ]


def _annual(selection: Catalogue, sums: RollUp) -> None:
    """Write how much of the year's plan is done, over those that state both."""
    names = lines.plate_words(selection)
    listed = [(names[plate], sums.by_plate[plate].annual) for plate in sums.plates]
    rows = [
        [
            name,
            f"{annual.count} 项",
            thousands(annual.plan / _YUAN),
            thousands(annual.done / _YUAN),
            f"{fixed(annual.per_cent)}%",
        ]
        for name, annual in [*listed, (_WHOLE, sums.whole.annual)]
        if annual.per_cent is not None
    ]
    heading.step("年度投资完成率", _ANNUAL_NOTE)
    st.html(f'<section class="part">{parts.table(_ANNUAL, rows, kind="sums plan")}</section>')
