"""What 序时进度 says of a project on a day: how far it lags, or why that cannot be told."""

from __future__ import annotations

from datetime import date
from itertools import count

from geo.dates import window_words
from geo.lights.light import Finding, Light, Rule
from geo.lights.rules import Thresholds
from geo.model import Basis, Measure
from geo.schedule import (
    Lag,
    Missing,
    fixed,
    is_nothing,
    lag,
    points_words,
    units,
    why_unread,
)
from geo.stated import Dated
from geo.writing import quoted, thousands

_PLAN, _DONE = Measure.ANNUAL_PLAN.word, Measure.ANNUAL_DONE.word
_NEVER = "没有{}的报告"
# Says 当年 and not which year: what is true of every later year is said once.
_NOT_THIS_YEAR = "当年没有{}的报告，上一次是{}报的"


def lagging(plan: Dated | None, done: Dated | None, day: date, thresholds: Thresholds) -> Finding:
    """Compare what was last reported done with 序时进度 on a day.

    Plan and report must be of the year of `day`: an old plan is no plan for a new year. The
    month is that of `day`, so the light moves on while nothing new is reported.
    """
    if plan is None or not _is_of_year(plan, day):
        return _gap(Rule.NO_PLAN, _absent(_PLAN, plan))
    current = done if done and _is_of_year(done, day) else None
    found = lag(plan.amount, current.amount if current else None, day)
    if isinstance(found, Missing) or current is None:
        return _missing(plan, done, current)
    light, (words, share, due) = _shown(found, thresholds)
    texts = (
        words,
        thresholds.span_words(light),
        thousands(plan.amount.value or 0),
        _when(current),
        thousands(current.amount.value or 0),
        share,
        f"{day.month}月",
        due,
        "（金额有推定）" if found.certainty is Basis.INFERRED else "",
    )
    return Finding(rule=Rule.LAG, light=light, texts=texts)


def _shown(found: Lag, thresholds: Thresholds) -> tuple[Light, tuple[str, str, str]]:
    """Return the light, and lag, share and due with decimals enough to agree with it.

    9.96 points behind are green: shown as 10.0 they would read as yellow.
    """
    light = thresholds.light(found.value)
    for decimals in count(1):
        apart = units(found.share, decimals) - units(found.due, decimals)
        shown = (units(found.value, decimals), apart)
        if all(thresholds.light(points, 10**decimals) is light for points in shown):
            break
    words = points_words(found.value, decimals)
    return light, (words, fixed(found.share, decimals), fixed(found.due, decimals))


def _is_of_year(stated: Dated, day: date) -> bool:
    return stated.stated_from.year == stated.stated_to.year == day.year


def _when(stated: Dated) -> str:
    return window_words(stated.stated_from, stated.stated_to)


def _absent(what: str, last: Dated | None) -> str:
    return _NOT_THIS_YEAR.format(what, _when(last)) if last else _NEVER.format(what)


def _missing(plan: Dated, done: Dated | None, current: Dated | None) -> Finding:
    """Tell what is wrong with the plan, else with the report."""
    for what, stated in ((_PLAN, plan), (_DONE, current)):
        if stated and (fault := why_unread(stated.amount)):
            said = f"{_when(stated)}报的{what}{quoted(stated.amount.words)}{fault}"
            return _gap(Rule.UNREAD, said)
    if is_nothing(plan.amount):
        return _gap(Rule.NO_PLAN, f"{_when(plan)}报的{_PLAN}是{quoted(plan.amount.words)}")
    return _gap(Rule.NO_REPORT, _absent(_DONE, done))


def _gap(rule: Rule, why: str) -> Finding:
    return Finding(rule=rule, light=Light.GREY, texts=(why,))
