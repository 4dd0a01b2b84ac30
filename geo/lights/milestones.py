"""What a plan's dates say of a project on a day: a start, or a completion, nobody reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from geo.dates import day_words, end_words, window_words
from geo.lights.light import Finding, Light, Rule
from geo.lights.rules import Thresholds
from geo.model import Period, Statement, Status
from geo.periods.deadlines import Deadline
from geo.periods.points import month_end
from geo.timeline import may_have_begun
from geo.writing import quoted

# A start is still expected of these: every other status tells of one, or of none to come.
UNSTARTED = frozenset({Status.PLANNED, Status.SCHEDULED, Status.PREPARING})
_ENDED = frozenset({Status.COMPLETED, Status.EXISTING, Status.UNKNOWN})
_ONE_DAY = timedelta(days=1)
_MONTHS = 12


def unstarted(
    status: Statement, deadline: Deadline | None, day: date, thresholds: Thresholds
) -> Finding | None:
    """Tell of a planned start that is over while the newest report says it is still to come."""
    if deadline is None or day < deadline.missed:
        return None
    if status.status not in UNSTARTED or not is_report(status) or may_have_begun(status):
        return None
    red_from = _month_end(deadline, thresholds)
    which = f"第 {thresholds.missed} 个月末（{day_words(red_from)}）"
    light = Light.RED if day >= red_from else Light.YELLOW
    then = f"已到{which}，为红灯" if light is Light.RED else f"为黄灯，{which}起为红灯"
    return Finding(rule=Rule.START, light=light, texts=(*_said(deadline.words, status), then))


def unfinished(status: Statement, period: Period | None, day: date) -> Finding | None:
    """Tell of a planned completion that is over while the newest report says it is not done."""
    if period is None or period.end is None or day <= period.end:
        return None
    if status.status in _ENDED or not is_report(status):
        return None
    texts = _said(end_words(period), status)
    return Finding(rule=Rule.END, light=Light.YELLOW, texts=texts)


def change_days(
    period: Period | None, deadline: Deadline | None, thresholds: Thresholds
) -> Iterator[date]:
    """Yield the days on which a plan may change a light while nothing is reported."""
    if deadline is not None:
        yield deadline.missed
        yield _month_end(deadline, thresholds)
    if period is not None and period.end is not None:
        yield period.end + _ONE_DAY


def is_report(statement: Statement) -> bool:
    """Tell whether a statement reports progress: its day is known, or at least its month.

    A ledger of 2026年10月 is one; a newspaper page that may be of any of four months is none.
    """
    first, last = statement.stated_from, statement.stated_to
    return (first.year, first.month) == (last.year, last.month)


def _month_end(deadline: Deadline, thresholds: Thresholds) -> date:
    """Return the month end at which a missed start is red, counted from the planned month on."""
    last = deadline.last
    years, month = divmod(last.month - 1 + thresholds.missed - 1, _MONTHS)
    return month_end(last.year + years, month + 1)


def _said(planned: str, status: Statement) -> tuple[str, str, str]:
    when = window_words(status.stated_from, status.stated_to)
    return planned, when, quoted(status.status_words or status.status.word)
