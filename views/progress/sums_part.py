"""Sums: plate × status, or × light, in a chosen measure, with bars; and the year's plan done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from geo.catalogue import Catalogue
from geo.lights.light import Light
from geo.model import Measure
from geo.ragged import take
from geo.roll_up import LEFT, MONEY, Cell, Money, RollUp, roll_up
from geo.schedule import fixed
from geo.writing import thousands
from layers.style import LIGHTS, STATUSES, LightLook, StatusLook
from views import heading, parts
from views.progress import bars, lines

_COUNT, _ROADS, _LIGHTS = "项数", "道路长度", "灯"
_NOTHING, _UNREAD, _WHOLE = "–", "未计入", "合计"
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
    """A measure: what it is called, its number in a cell, that in words, and a caution."""

    title: str
    number: Callable[[Cell], float]
    words: Callable[[Cell], str]
    note: str = ""


@dataclass(frozen=True)
class _Column:
    """A column: the look it has, what is summed up in it, and what of, by plate and as a whole."""

    look: StatusLook | LightLook
    measure: Summed
    by_plate: Mapping[str, Cell]
    whole: Cell


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
    left = (LEFT.format(count=sums.left),) if sums.left else ()
    st.html(parts.note(f"{'；'.join((*left, _PLATES, *sums.notes))}。"))
    if sums.whole.annual.count:
        _annual(selection, sums)
    elif _spoke_of_a_year(selection):
        st.html(parts.note(_NO_RATE.format(year=selection.as_of.year)))


def _spoke_of_a_year(selection: Catalogue) -> bool:
    """Tell whether anybody ever stated an annual figure of what is selected."""
    spoken = selection.told.spoken
    _, said = take(spoken.offset, selection.rows)
    heard = said[spoken.has_amounts[said] & (spoken.day[said] <= selection.as_of.toordinal())]
    return any(not _YEARLY.isdisjoint(spoken.statements[n].amounts) for n in heard.tolist())


def _measures(sums: RollUp) -> dict[str, Summed]:
    """Return what can be summed up here, by the word it is chosen by."""
    found = {_COUNT: _counted("项数", lambda cell: cell.count)}
    for measure in MONEY:
        stated = sums.whole.money[measure]
        if stated.read or stated.unread:
            found[measure.word] = _money(measure, sums)
    if sums.whole.road_m:
        found[_ROADS] = Summed(
            "道路长度，公里",
            lambda cell: cell.road_m,
            lambda cell: f"{cell.road_m / _METRES:.2f}" if cell.road_m else _NOTHING,
            "只量有道路线的道路，跨板块的按在各板块内的长度分开。",
        )
    return found


def _counted(title: str, number: Callable[[Cell], int]) -> Summed:
    return Summed(title, number, lambda cell: str(number(cell) or _NOTHING))


def _money(measure: Measure, sums: RollUp) -> Summed:
    stated, count = sums.whole.money[measure], sums.whole.count
    silent = count - stated.read - stated.unread
    said = [f"{count} 项中 {stated.read} 项写明"]
    said += [f"{stated.unread} 项写了但不是一个数，没有计入"] if stated.unread else []
    said += [f"{silent} 项没有写"] if silent else []
    return Summed(
        f"{measure.word}，万元",
        lambda cell: cell.money[measure].yuan,
        lambda cell: _money_words(cell.money[measure]),
        f"{'；'.join(said)}。",
    )


def _money_words(money: Money) -> str:
    """Write a sum, a stated 0 as well; without a number tell whether anything was stated."""
    if money.read:
        return thousands(money.yuan / _YUAN)
    return _UNREAD if money.unread else _NOTHING


def _table(selection: Catalogue, sums: RollUp, measure: Summed, *, by_light: bool) -> None:
    columns = _light_columns(sums) if by_light else _status_columns(sums, measure)
    names = lines.plate_words(selection)
    written = [
        [
            names[plate],
            *(column.measure.words(column.by_plate[plate]) for column in columns),
            measure.words(sums.by_plate[plate]),
        ]
        for plate in sums.plates
    ]
    whole = [*(column.measure.words(column.whole) for column in columns), measure.words(sums.whole)]
    header = ["板块", *(column.look.code.word for column in columns), _WHOLE]
    html = parts.table(header, [*written, [_WHOLE, *whole]], kind="sums")
    st.html(parts.titled(measure.title, html, measure.note))
    totals = {plate: measure.number(sums.by_plate[plate]) for plate in sums.plates}
    if any(totals.values()):
        words = {plate: measure.words(sums.by_plate[plate]) for plate in sums.plates}
        st.html(bars.stacked(names, [_bar(column) for column in columns], totals, words))


def _bar(column: _Column) -> bars.Column:
    number = column.measure.number
    return bars.Column(
        word=column.look.code.word,
        of={plate: number(cell) for plate, cell in column.by_plate.items()},
        whole=number(column.whole),
        face=column.look.face,
        ink=column.look.ink,
    )


def _status_columns(sums: RollUp, measure: Summed) -> list[_Column]:
    looks = {look.code.value: look for look in STATUSES}
    return [
        _Column(
            looks[code],
            measure,
            {plate: sums.cells[plate, code] for plate in sums.plates},
            sums.by_status[code],
        )
        for code in sums.statuses
    ]


def _light_columns(sums: RollUp) -> list[_Column]:
    return [
        _Column(look, _counted(look.code.word, partial(_lit, look.code)), sums.by_plate, sums.whole)
        for look in LIGHTS
    ]


def _lit(light: Light, cell: Cell) -> int:
    return cell.lights[light]


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
