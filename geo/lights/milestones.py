"""What a plan's dates say of projects on days: a start, or a completion, nobody reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TypeVar

import numpy as np

from geo.dates import day_words, end_words
from geo.lights.light import Finding, Light, Rule
from geo.lights.moments import Moments
from geo.lights.months import first_day, month_of
from geo.lights.numbers import Found, alike, asked
from geo.lights.reports import Reports
from geo.lights.rules import Thresholds
from geo.model import Status
from geo.periods.deadlines import Deadline
from geo.ragged import LAST_DAY, NO_DAY, NONE, Column, Ints, Mask, looked_up, numbered
from geo.spoken import Spoken

# A start is still expected of these: every other status tells of one, or of none to come.
UNSTARTED = frozenset({Status.PLANNED, Status.SCHEDULED, Status.PREPARING})
_start_words: Callable[[Deadline], str] = attrgetter("words")
Value = TypeVar("Value")
_UNFINISHED = frozenset(Status) - {Status.COMPLETED, Status.EXISTING, Status.UNKNOWN}


@dataclass(frozen=True, kw_only=True, eq=False)
class Turns:
    """The days on which plans may change a light while nothing is reported; NO_DAY for none.

    A start is missed from `missed` on, and for too long from `red` on; from `over` on a
    completion is missed. `red` may be the day before `missed`.
    """

    missed: Ints
    red: Ints
    over: Ints


def turns_of(spoken: Spoken, thresholds: Thresholds) -> Turns:
    """Reckon the turns of every plan.

    Red is the last day of month number `thresholds.missed`, counted from the planned one on.
    """
    plans = spoken.plans
    days = [(due.missed.toordinal(), due.last.toordinal()) for due in plans.deadlines]
    missed, last = np.array(days, dtype=np.int64).reshape(-1, 2).T
    red = np.minimum(first_day(month_of(last) + thresholds.missed) - 1, LAST_DAY)
    return Turns(
        missed=looked_up(missed, plans.start_by, NO_DAY),
        red=looked_up(red, plans.start_by, NO_DAY),
        over=looked_up(plans.over, plans.period, NO_DAY).astype(np.int64),
    )


def unstarted(
    spoken: Spoken, moments: Moments, reports: Reports, turns: Turns, thresholds: Thresholds
) -> Found:
    """Tell of planned starts that are over while the newest report says they are still to come."""
    speaks = _is_of(spoken, UNSTARTED) & reports.is_report & ~spoken.may_have_begun
    at, plan = _late(moments, speaks, turns.missed)
    starts, start = _words(spoken.plans.start_by[plan], spoken.plans.deadlines, _start_words)
    report, red = reports.number[moments.told[at]], turns.red[plan]
    is_red = moments.day[at] >= red
    first, like = alike(start, report, red, is_red)
    findings = [
        _unstarted(starts[start[n]], reports.texts[report[n]], red[n], thresholds, is_red[n])
        for n in first.tolist()
    ]
    return _found(findings, moments, at, like)


def unfinished(spoken: Spoken, moments: Moments, reports: Reports, turns: Turns) -> Found:
    """Tell of planned completions that are over while the newest report says they are not done."""
    speaks = _is_of(spoken, _UNFINISHED) & reports.is_report
    at, plan = _late(moments, speaks, turns.over)
    ends, end = _words(spoken.plans.period[plan], spoken.plans.periods, end_words)
    report = reports.number[moments.told[at]]
    first, like = alike(end, report)
    findings = [
        Finding(rule=Rule.END, light=Light.YELLOW, texts=(ends[end[n]], *reports.texts[report[n]]))
        for n in first.tolist()
    ]
    return _found(findings, moments, at, like)


def _is_of(spoken: Spoken, statuses: frozenset[Status]) -> Mask:
    marks: Mask = np.array([status in statuses for status in Status])[spoken.status]
    return marks


def _late(moments: Moments, speaks: Mask, due: Ints) -> tuple[Ints, Column]:
    """Return the moments on which a day of the plan is over, and the plan."""
    day = looked_up(due, moments.plan, NO_DAY)
    is_late = (
        looked_up(speaks, moments.told, nothing=False) & (day != NO_DAY) & (moments.day >= day)
    )
    at = np.flatnonzero(is_late)
    return at, moments.plan[at]


def _words(
    numbers: Column, values: Sequence[Value], words: Callable[[Value], str]
) -> tuple[Sequence[str], Column]:
    """Return the distinct words of some of the values, and which one each number has."""
    found, of = asked(numbers, len(values))
    number, texts = numbered(words(values[n]) for n in found.tolist())
    return texts, number[of]


def _unstarted(
    start: str, report: tuple[str, str], red: int, thresholds: Thresholds, is_red: bool
) -> Finding:
    which = f"第 {thresholds.missed} 个月末（{day_words(date.fromordinal(red))}）"
    then = f"已到{which}，为红灯" if is_red else f"为黄灯，{which}起为红灯"
    light = Light.RED if is_red else Light.YELLOW
    return Finding(rule=Rule.START, light=light, texts=(start, *report, then))


def _found(findings: list[Finding], moments: Moments, at: Ints, like: Ints) -> Found:
    """Say nothing of any other moment."""
    number = np.full(len(moments.day), NONE, dtype=np.int32)
    number[at] = like
    return Found(findings=findings, number=number)
