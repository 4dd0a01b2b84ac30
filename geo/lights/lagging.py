"""What 序时进度 says of a project on a day: how far it lags, or why that cannot be told."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import count

from geo.dates import window_words
from geo.lights.light import Finding, Light, Rule
from geo.lights.rules import Thresholds
from geo.model import Amount, Basis, Measure
from geo.schedule import Gap, Lag, decimal_words, lag, points_words, units, why_unread
from geo.stated import Dated
from geo.writing import quoted, thousands

_BARE = re.compile(r"[\d,.]+", re.ASCII)
_PLAN, _DONE = Measure.ANNUAL_PLAN.word, Measure.ANNUAL_DONE.word
_NEVER = "没有{}的报告"
# Says 当年 and not which year: what is true of every later year is said once.
_NOT_THIS_YEAR = "当年没有{}的报告，上一次是{}报的"


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
    return _in_month(plan, done, day.replace(day=1), thresholds, is_done)


@lru_cache(maxsize=256)  # of one feature, several days of a month say the same
def _in_month(
    plan: Dated | None,
    done: Dated | None,
    day: date,
    thresholds: Thresholds,
    is_done: bool,
) -> Finding:
    if plan is None or not plan.is_of_year(day):
        return _gap(Rule.NO_PLAN, _absent(_PLAN, plan))
    current = done if done and done.is_of_year(day) else None
    found = lag(plan.amount, current.amount if current else None, day)
    if isinstance(found, Gap) or current is None:
        return _missing(found, plan, done, current)
    sums = thousands(plan.amount.value or 0), _when(current), thousands(current.amount.value or 0)
    mark = "（金额有推定）" if _is_rough(plan.amount, current.amount) else ""
    if is_done:
        share = decimal_words(units(found.share, 1), 1)
        return Finding(rule=Rule.DONE, light=Light.GREEN, texts=(*sums, share, mark))
    light, (words, share, due) = _shown(found, thresholds)
    texts = (words, thresholds.span_words(light), *sums, share, f"{day.month}月", due, mark)
    return Finding(rule=Rule.LAG, light=light, texts=texts, points=found.value)


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
        shown = {units(found.value, decimals), share - due}
        if all(thresholds.light(points, 10**decimals) is light for points in shown):
            break
    words = points_words(found.value, decimals)
    return light, (words, decimal_words(share, decimals), decimal_words(due, decimals))


def _when(stated: Dated) -> str:
    return window_words(stated.stated_from, stated.stated_to)


def _absent(what: str, last: Dated | None) -> str:
    return _NOT_THIS_YEAR.format(what, _when(last)) if last else _NEVER.format(what)


def _missing(found: Lag | Gap, plan: Dated, done: Dated | None, current: Dated | None) -> Finding:
    """Tell what is wrong with the plan, else with the report."""
    if found is Gap.NO_PLAN:
        return _gap(Rule.NO_PLAN, f"{_when(plan)}报的{_PLAN}是{quoted(plan.amount.words)}")
    if found is Gap.PLAN_UNREAD:
        return _unread(_PLAN, plan)
    if current is None:
        return _gap(Rule.NO_REPORT, _absent(_DONE, done))
    return _unread(_DONE, current)


def _unread(what: str, stated: Dated) -> Finding:
    said = f"{_when(stated)}报的{what}{quoted(stated.amount.words)}{why_unread(stated.amount)}"
    return _gap(Rule.UNREAD, said)


def _gap(rule: Rule, why: str) -> Finding:
    return Finding(rule=rule, light=Light.GREY, texts=(why,))
