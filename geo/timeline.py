"""Status, phase and period at a date, from dated statements.

A statement holds from the last day on which it can have been made (`stated_to`).
Status at a date is that of the newest statement holding then; a statement that gives no
status, period or office leaves an earlier one in force. Of statements of one day the one
written later counts. Words of a period that name no day are what is known until days are stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geo.model import Period, Phase, Statement, Status
from geo.periods.deadlines import Deadline, deadline_in

_ONE_DAY = timedelta(days=1)
# What makes another step; that the same is said again makes none.
_HELD = ("status", "phase", "period", "unit", "start_by")
# Words `geo.ledger.stages` takes for the stage before, though they do not say that nothing began,
# unless they speak of a plan (计划新开工).
_OPEN = re.compile("^(?!.*[计拟待未预]).*(新开工|签约|落地)")


@dataclass(frozen=True, kw_only=True)
class Step:
    """What holds from `day` until the next step; `said` is the newest day a source spoke.

    `start_by` is until when the planned start is in time; None where none is planned, or where the
    words of the status may tell that it began.
    """

    day: date
    status: Status
    phase: Phase | None
    period: Period | None
    unit: str
    said: date | None
    start_by: Deadline | None = None


def phase_at(status: Status, period: Period | None, day: date) -> Phase | None:
    """Tell where `day` falls in a stated period; None without a period.

    A period that is over without a reported completion is overdue: never "completed",
    never "failed".
    """
    if period is None or (period.start is None and period.end is None):
        return None
    if status is Status.COMPLETED:
        return Phase.DONE
    if period.end is not None and day > period.end:
        return Phase.OVERDUE
    if period.start is None:
        return Phase.OPEN
    return Phase.UPCOMING if day < period.start else Phase.ACTIVE


def step_at(statements: Iterable[Statement], day: date) -> Step:
    """Tell what holds on `day`; unknown before the first statement."""
    said = sorted((s for s in statements if s.stated_to <= day), key=order)
    if not said:
        return Step(day=day, status=Status.UNKNOWN, phase=None, period=None, unit="", said=None)
    told = next((s for s in reversed(said) if speaks_of_status(s)), None)
    planned = next((s for s in reversed(said) if speaks_of_period(s)), None)
    status = told.status if told else Status.UNKNOWN
    period = planned.period if planned else None
    period = period or _only_words([planned] if planned else said)
    unit = next((s.unit for s in reversed(said) if s.unit), "")
    return Step(
        day=day,
        status=status,
        phase=phase_at(status, period, day),
        period=period,
        unit=unit,
        said=said[-1].stated_to,
        start_by=deadline_in(planned) if planned and not (told and may_have_begun(told)) else None,
    )


def steps(statements: Sequence[Statement]) -> list[Step]:
    """List every change of one feature, oldest first. Empty when nothing was ever said."""
    result: list[Step] = []
    for day in change_days(statements):
        step = step_at(statements, day)
        if not result or _differs(result[-1], step):
            result.append(step)
    return result


def change_days(statements: Iterable[Statement]) -> list[date]:
    """Days on which something may change: a statement takes hold, a period begins, or is over."""
    statements = list(statements)
    days = {s.stated_to for s in statements}
    first = min(days, default=None)
    for period in (s.period for s in statements if s.period is not None):
        days |= {period.start} if period.start else set()
        days |= {period.end + _ONE_DAY} if period.end else set()
    return sorted(day for day in days if first is not None and day >= first)


def _only_words(said: Sequence[Statement]) -> Period | None:
    """Keep words that are no days (近期, 年前, an end before its beginning): they were stated, too.

    Such a period has neither end, and so no phase.
    """
    words = next((s.period_words for s in reversed(said) if s.period_words), "")
    return Period(start=None, end=None, words=words) if words else None


def order(statement: Statement) -> tuple[date, date]:
    """Return what statements are sorted by: the day they hold from, then the first they may be."""
    return (statement.stated_to, statement.stated_from)


def speaks_of_period(statement: Statement) -> bool:
    """Tell whether a statement gives days, be it only the last one for the start (6月底前开工)."""
    return statement.period is not None or deadline_in(statement) is not None


def speaks_of_status(statement: Statement) -> bool:
    """Tell whether a statement is about the status.

    Words that could not be read as one are about it all the same: it is unknown then.
    """
    return statement.status is not Status.UNKNOWN or bool(statement.status_words)


def may_have_begun(status: Statement) -> bool:
    """Tell whether a status that is still before the start has words that may tell of one."""
    return _OPEN.match(status.status_words) is not None


def _differs(a: Step, b: Step) -> bool:
    return any(getattr(a, name) != getattr(b, name) for name in _HELD)
