"""What 序时进度 says of projects on days: how far each lags, or why that cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import count

import numpy as np
from numpy.typing import NDArray

from geo import schedule
from geo.dates import window_words
from geo.lights.light import Finding, Light, Rule
from geo.lights.moments import Moments
from geo.lights.months import month_of, year_of
from geo.lights.numbers import Found, alike
from geo.lights.rules import Thresholds
from geo.model import Amount, Basis, Measure, Status
from geo.ragged import NONE, Column, Ints, Mask, looked_up, numbered
from geo.schedule import Gap, Lag, decimal_words, units
from geo.spoken import Spoken
from geo.stated import Dated, Stated, dated_amounts
from geo.writing import quoted, thousands

_BARE = re.compile(r"[\d,.]+", re.ASCII)
_PLAN, _DONE = Measure.ANNUAL_PLAN.word, Measure.ANNUAL_DONE.word
_NEVER = "没有{}的报告"
# Says 当年 and not which year: what is true of every later year is said once.
_NOT_THIS_YEAR = "当年没有{}的报告，上一次是{}报的"
_span_words = lru_cache(maxsize=64)(Thresholds.span_words)
_COMPLETED = list(Status).index(Status.COMPLETED)


@dataclass(frozen=True, kw_only=True)
class _Ratio:
    """What is done of a plan, per cent, and how the sentence tells of both sums."""

    share: Fraction
    sums: tuple[str, str, str]
    mark: str


def lags(spoken: Spoken, moments: Moments, thresholds: Thresholds) -> tuple[Found, Ints]:
    """Compare what was last reported done with 序时进度 on every day of `moments`.

    Returns what is found, and how far behind each moment is, in hundredths of a percentage point.
    """
    at = np.flatnonzero(moments.annual_plan != NONE)
    first, like = alike(*_asked(spoken, moments, at))
    nothing = _gap(Rule.NO_PLAN, _absent(_PLAN, None))
    findings = [nothing, *_each(spoken, moments, at[first], thresholds)]
    number = np.zeros(len(moments.day), dtype=np.int64)
    number[at] = like + 1
    behind = np.array([finding.behind for finding in findings])[number]
    which, distinct = numbered(findings)
    return Found(findings=distinct, number=which[number]), behind


def lagging(
    plan: Dated | None,
    done: Dated | None,
    day: date,
    thresholds: Thresholds,
    *,
    is_done: bool = False,
) -> Finding:
    """Compare what was last reported done with 序时进度 on a day.

    Plan and report must be of the year of `day`: an old plan is no plan for a new year. The
    month is that of `day`, so the light moves on while nothing new is reported. What is reported
    completed (`is_done`) is measured by the calendar no more.
    """
    if plan is None or not plan.is_of_year(day):
        return _gap(Rule.NO_PLAN, _absent(_PLAN, plan))
    current = done if done and done.is_of_year(day) else None
    ratio = _ratio(plan, current)
    if isinstance(ratio, Gap):
        return _missing(ratio, plan, done, current)
    if is_done:
        share = decimal_words(units(ratio.share, 1), 1)
        return Finding(rule=Rule.DONE, light=Light.GREEN, texts=(*ratio.sums, share, ratio.mark))
    found = schedule.lag(ratio.share, day)
    light, (words, share, due) = _shown(found, thresholds)
    span, month = _span_words(thresholds, light), f"{day.month}月"
    texts = (words, span, *ratio.sums, share, month, due, ratio.mark)
    return Finding(rule=Rule.LAG, light=light, texts=texts, behind=_behind(found.value))


def _asked(spoken: Spoken, moments: Moments, at: Ints) -> tuple[NDArray[np.integer], ...]:
    """Return what `lagging` asks of some moments, so that those it says the same of are alike.

    A figure of another year is the same one on every day, and so is what is measured no more.
    """
    plan, done, month = moments.annual_plan[at], moments.annual_done[at], month_of(moments.day[at])
    first, last = (year_of(month_of(days)) for days in (spoken.first_day, spoken.day))
    year, years = year_of(month), np.where(first == last, last, NONE)
    is_planned = years[plan] == year
    is_current = is_planned & (looked_up(years, done, NONE) == year)
    is_done = is_current & _is_completed(spoken, moments.told[at])
    return (
        plan,
        np.where(is_planned, done, NONE),
        np.where(is_current & ~is_done, month, 0),
        is_planned + 2 * is_current + 4 * is_done,
    )


def _each(spoken: Spoken, moments: Moments, at: Ints, thresholds: Thresholds) -> Iterator[Finding]:
    """Ask `lagging` of some moments one by one."""
    plans, reports = moments.annual_plan[at].tolist(), moments.annual_done[at].tolist()
    said = {*plans, *reports} - {NONE}
    stated: dict[int, Stated] = {n: dated_amounts(spoken.statements[n]) for n in said}
    stated[NONE] = {}
    days = map(date.fromordinal, moments.day[at].tolist())
    completed = _is_completed(spoken, moments.told[at]).tolist()
    for plan, report, day, is_done in zip(plans, reports, days, completed, strict=True):
        yield lagging(
            stated[plan].get(Measure.ANNUAL_PLAN),
            stated[report].get(Measure.ANNUAL_DONE),
            day,
            thresholds,
            is_done=is_done,
        )


def _is_completed(spoken: Spoken, told: Column) -> Mask:
    return looked_up(spoken.status == _COMPLETED, told, nothing=False)


@lru_cache(maxsize=256)  # it is asked of every month until the next report
def _ratio(plan: Dated, done: Dated | None) -> _Ratio | Gap:
    share = schedule.share_done(plan.amount, done.amount if done else None)
    if isinstance(share, Gap) or done is None:
        return share if isinstance(share, Gap) else Gap.NO_REPORT
    sums = thousands(plan.amount.value or 0), _when(done), thousands(done.amount.value or 0)
    mark = "（金额有推定）" if _is_rough(plan.amount, done.amount) else ""
    return _Ratio(share=share, sums=sums, mark=mark)


def _is_rough(*amounts: Amount) -> bool:
    """Tell whether what is inferred of the amounts bears on their ratio.

    Where both are bare numbers whose unit stands above the table, whatever it is falls out.
    """
    inferred = [a for a in amounts if a.certainty is Basis.INFERRED]
    is_unit_alone = len(inferred) == len(amounts) and all(_BARE.fullmatch(a.words) for a in amounts)
    return bool(inferred) and not is_unit_alone


def _shown(found: Lag, thresholds: Thresholds) -> tuple[Light, tuple[str, str, str]]:
    """Return the light, and lag, share and due with decimals enough to agree with it.

    9.96 points behind are green: shown as 10.0 they would read as yellow.
    """
    light = thresholds.light(found.value)
    for decimals in count(1):
        share, due = units(found.share, decimals), units(found.due, decimals)
        shown, scale = units(found.value, decimals), 10**decimals
        if thresholds.light(shown, scale) is light is thresholds.light(share - due, scale):
            break
    words = schedule.points_words(found.value, decimals)
    return light, (words, decimal_words(share, decimals), decimal_words(due, decimals))


def _behind(points: Fraction) -> int:
    """Return hundredths of a point behind, as `round` does; made here, for it is asked so often."""
    whole, rest = divmod(-100 * points.numerator, points.denominator)
    half = 2 * rest - points.denominator
    return whole + (half > 0 or (half == 0 and whole % 2 == 1))


def _when(stated: Dated) -> str:
    return window_words(stated.stated_from, stated.stated_to)


def _absent(what: str, last: Dated | None) -> str:
    return _NOT_THIS_YEAR.format(what, _when(last)) if last else _NEVER.format(what)


def _missing(found: Gap, plan: Dated, done: Dated | None, current: Dated | None) -> Finding:
    """Tell what is wrong with the plan, else with the report."""
    if found is Gap.NO_PLAN:
        return _gap(Rule.NO_PLAN, f"{_when(plan)}报的{_PLAN}是{quoted(plan.amount.words)}")
    if found is Gap.PLAN_UNREAD:
        return _unread(_PLAN, plan)
    if current is None:
        return _gap(Rule.NO_REPORT, _absent(_DONE, done))
    return _unread(_DONE, current)


def _unread(what: str, stated: Dated) -> Finding:
    why = schedule.why_unread(stated.amount)
    return _gap(Rule.UNREAD, f"{_when(stated)}报的{what}{quoted(stated.amount.words)}{why}")


def _gap(rule: Rule, why: str) -> Finding:
    return Finding(rule=rule, light=Light.GREY, texts=(why,))
