"""The light of a feature on a day, and every day on which it changes, from dated statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from geo.lights.lagging import lagging
from geo.lights.light import Finding, Light, Lit, Rule
from geo.lights.milestones import change_days, unfinished, unstarted
from geo.lights.rules import Thresholds
from geo.model import Measure, Period, Statement, Status
from geo.periods.deadlines import Deadline, deadline_in
from geo.stated import ANNUAL, Dated, dated_amounts
from geo.timeline import order, speaks_of_period, speaks_of_status

_GRAVITY = {light: n for n, light in enumerate(Light)}
_ORDER = {rule: n for n, rule in enumerate(Rule)}
_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What was last said that a rule asks for; see `geo.timeline` for what holds."""

    status: Statement | None = None
    period: Period | None = None
    start_by: Deadline | None = None
    amounts: Mapping[Measure, Dated] = field(default_factory=dict)


def light_at(said: Sequence[Statement], day: date, thresholds: Thresholds) -> Lit:
    """Return the light on a day: the gravest any rule asks for.

    Without a plan that was read it is never green: grey, with the reason. Before the first
    statement it is grey and no rule says anything.
    """
    heard = sorted((s for s in said if s.stated_to <= day), key=order)
    if not heard:
        return Lit(day=day, light=Light.GREY, findings=())
    return _lit(reduce(_hear, heard, _Known()), day, thresholds)


def light_steps(said: Sequence[Statement], thresholds: Thresholds) -> list[Lit]:
    """List every change of the light or of its words, oldest first.

    Empty when nothing was ever said. Time alone changes a light too: a month begins, a planned
    start or completion is over, a year begins.
    """
    steps: list[Lit] = []
    known, ordered = _Known(), sorted(said, key=order)
    position = 0
    for day in _days(said, thresholds):
        while position < len(ordered) and ordered[position].stated_to <= day:
            known = _hear(known, ordered[position])
            position += 1
        lit = _lit(known, day, thresholds)
        if not steps or steps[-1].findings != lit.findings:
            steps.append(lit)
    return steps


def _hear(known: _Known, statement: Statement) -> _Known:
    amounts = statement.amounts
    is_planned = speaks_of_period(statement)
    return _Known(
        status=statement if speaks_of_status(statement) else known.status,
        period=statement.period if is_planned else known.period,
        start_by=deadline_in(statement) if is_planned else known.start_by,
        amounts={**known.amounts, **dated_amounts(statement)} if amounts else known.amounts,
    )


def _lit(known: _Known, day: date, thresholds: Thresholds) -> Lit:
    findings = sorted(
        _findings(known, day, thresholds), key=lambda f: (_GRAVITY[f.light], _ORDER[f.rule])
    )
    return Lit(day=day, light=findings[0].light, findings=tuple(findings))


def _findings(known: _Known, day: date, thresholds: Thresholds) -> Iterator[Finding]:
    plan, done = (known.amounts.get(m) for m in (Measure.ANNUAL_PLAN, Measure.ANNUAL_DONE))
    is_done = known.status is not None and known.status.status is Status.COMPLETED
    yield lagging(plan, done, day, thresholds, is_done=is_done)
    if known.status is None:
        return
    for found in (
        unstarted(known.status, known.start_by, day, thresholds),
        unfinished(known.status, known.period, day),
    ):
        if found is not None:
            yield found


def _days(said: Sequence[Statement], thresholds: Thresholds) -> list[date]:
    """Return the days on which something may change, none before the first statement."""
    days = {s.stated_to for s in said}
    first = min(days, default=None)
    plans = {(s.period, deadline_in(s)) for s in said}
    for period, deadline in plans:
        days.update(change_days(period, deadline, thresholds))
    for statement in said:
        if not ANNUAL.isdisjoint(statement.amounts):
            days.update(_months_after(statement.stated_to))
    return sorted(day for day in days if first is not None and day >= first)


def _months_after(day: date) -> Iterator[date]:
    """Yield the first days of the months left of a year, and of the next year."""
    for month in range(day.month + 1, _MONTHS + 1):
        yield date(day.year, month, 1)
    yield date(day.year + 1, 1, 1)
