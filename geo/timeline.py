"""Status, phase and period at a date, from dated statements.

A statement holds from the last day on which it can have been made (`stated_to`).
Status at a date is that of the newest statement holding then; a statement that gives no
status, period or office leaves an earlier one in force. Of statements of one day the one
written later counts. Words of a period that name no day are what is known until days are stated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.model import Period, Phase, Statement, Status
from geo.periods.deadlines import Deadline
from geo.ragged import (
    LAST_DAY,
    NO_DAY,
    NONE,
    Column,
    Ints,
    Mask,
    distinct,
    in_force,
    is_new,
    last_marked,
    looked_up,
    offsets,
    rows,
    take,
    thinned,
)
from geo.spoken import Spoken, spoken_of

Codes = NDArray[np.int8]
_STATUSES, _PHASES = tuple(Status), tuple(Phase)
_PHASE = {phase: code for code, phase in enumerate(Phase)}
_COMPLETED, _UNKNOWN = _STATUSES.index(Status.COMPLETED), _STATUSES.index(Status.UNKNOWN)
# A row and a day in one number: sorted by it, the days of a row stand in their order.
_DAYS = 1 << 22


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


@dataclass(frozen=True, kw_only=True, eq=False)
class Steps:
    """The steps of features as columns: a row a feature, an entry a step.

    Rows of which nothing was ever said are empty. `status` and `phase` count the members of
    `Status` and `Phase`; `period`, `unit` and `start_by` are numbers into the tuples beside them,
    whose values are all different; NONE for none. `start` and `over` are of every period: its first
    day and the day after its last, NO_DAY for none. `is_own` tells that the day of an entry is
    neither of them in the period in force then.
    """

    offset: Ints
    day: Column
    status: Codes
    phase: Codes
    period: Column
    unit: Column
    start_by: Column
    said: Column
    is_own: Mask
    start: Column
    over: Column
    periods: tuple[Period, ...]
    units: tuple[str, ...]
    deadlines: tuple[Deadline, ...]

    def of(self, row: int) -> list[Step]:
        """List the steps of a row, oldest first."""
        return [self.step(entry) for entry in range(*self.offset[row : row + 2].tolist())]

    def step(self, entry: int) -> Step:
        """Return one entry."""
        phase, period, unit, start_by, said = (
            int(column[entry])
            for column in (self.phase, self.period, self.unit, self.start_by, self.said)
        )
        return Step(
            day=date.fromordinal(int(self.day[entry])),
            status=_STATUSES[self.status[entry]],
            phase=_PHASES[phase] if phase != NONE else None,
            period=self.periods[period] if period != NONE else None,
            unit=self.units[unit] if unit != NONE else "",
            said=date.fromordinal(said) if said != NO_DAY else None,
            start_by=self.deadlines[start_by] if start_by != NONE else None,
        )

    def ends(self, periods: NDArray[np.integer]) -> tuple[Ints, Ints]:
        """Return the first and the last day of periods by their numbers, NO_DAY for none."""
        start, over = (looked_up(days, periods, NO_DAY) for days in (self.start, self.over))
        return start.astype(np.int64), np.where(over == NO_DAY, NO_DAY, over - 1).astype(np.int64)

    def take(self, rows: NDArray[np.integer]) -> Steps:
        """Return some of the rows, in their order."""
        return self._cut(*take(self.offset, rows))

    def at(self, day: date) -> Ints:
        """Return for each row the entry that holds on a day, NONE before the first."""
        return in_force(self.offset, self.day, day.toordinal())

    def kept(self, marks: Mask) -> Steps:
        """Return the entries marked."""
        return self._cut(thinned(self.offset, marks), np.flatnonzero(marks))

    def _cut(self, offset: Ints, entries: Ints) -> Steps:
        return replace(
            self,
            offset=offset,
            day=self.day[entries],
            status=self.status[entries],
            phase=self.phase[entries],
            period=self.period[entries],
            unit=self.unit[entries],
            start_by=self.start_by[entries],
            said=self.said[entries],
            is_own=self.is_own[entries],
        )


def steps_of(spoken: Spoken) -> Steps:
    """List every change of every feature at once; that the same is said again is none."""
    steps = _steps_at(spoken, *_change_days(spoken))
    held = (steps.status, steps.phase, steps.period, steps.unit, steps.start_by)
    return steps.kept(is_new(steps.offset, *held))


def steps_at(spoken: Spoken, day: date) -> Steps:
    """Tell what holds of every feature on one day: an entry each, unknown before any statement."""
    row = np.arange(len(spoken.offset) - 1)
    return _steps_at(spoken, row, np.full(len(row), day.toordinal()))


def step_at(statements: Iterable[Statement], day: date) -> Step:
    """Tell what holds of one feature on `day`, see `steps_at`, which is made for many."""
    return steps_at(spoken_of([statements]), day).step(0)


def steps(statements: Iterable[Statement]) -> list[Step]:
    """List every change of one feature, oldest first. Empty when nothing was ever said."""
    return steps_of(spoken_of([statements])).of(0)


def _change_days(spoken: Spoken) -> tuple[Ints, Ints]:
    """Return rows and days on which something may change, in order, none twice.

    A statement takes hold, or a period begins or is over after it was stated.
    """
    plans, row = spoken.plans, rows(spoken.offset)
    keys = [row * _DAYS + spoken.day]
    period = looked_up(plans.period, spoken.plan)
    for days in (plans.start, plans.over):
        turn = looked_up(days, period)
        later = (turn > spoken.day) & (turn <= LAST_DAY)
        keys.append(row[later] * _DAYS + turn[later])
    return np.divmod(distinct(np.concatenate(keys)), _DAYS)


def _steps_at(spoken: Spoken, row: Ints, day: Ints) -> Steps:
    """Tell what holds of rows on days; both stand in their order."""
    plans, heard = spoken.plans, _heard(spoken, row, day)

    def newest(speaks: Mask) -> Ints:
        return last_marked(spoken.offset, speaks, row, heard)

    told, planned = newest(spoken.is_about_status), newest(spoken.plan != NONE)
    plan = looked_up(spoken.plan, planned)
    # Words that are no days (近期, 年前, an end before its beginning) were stated, too.
    in_words = looked_up(
        spoken.words, np.where(planned != NONE, planned, newest(spoken.words != NONE))
    )
    stated = looked_up(plans.period, plan)
    period = np.where(stated != NONE, stated, in_words)
    status = looked_up(spoken.status, told, _UNKNOWN)
    is_open = looked_up(spoken.may_have_begun, told, False)
    start, over = looked_up(plans.start, period), looked_up(plans.over, period)
    return Steps(
        offset=offsets(np.bincount(row, minlength=len(spoken.offset) - 1)),
        day=day.astype(np.int32),
        status=status,
        phase=_phases(status, start, over, day),
        period=period,
        unit=looked_up(spoken.unit, newest(spoken.unit != NONE)),
        start_by=np.where(is_open, NONE, looked_up(plans.start_by, plan)).astype(np.int32),
        said=looked_up(spoken.day, heard, NO_DAY),
        is_own=(day != start) & (day != over),
        start=plans.start,
        over=plans.over,
        periods=plans.periods,
        units=spoken.units,
        deadlines=plans.deadlines,
    )


def _heard(spoken: Spoken, row: Ints, day: Ints) -> Ints:
    """Return the newest statement of each row that holds on a day, NONE for none."""
    said = rows(spoken.offset) * _DAYS + spoken.day
    last = np.searchsorted(said, row * _DAYS + day, side="right") - 1
    return np.where(last >= spoken.offset[row], last, NONE)


def _phases(status: Codes, start: Column, over: Column, day: Ints) -> Codes:
    """Tell where days fall in periods; NONE without a period, or in one without days.

    A period that is over without a reported completion is overdue: never "completed",
    never "failed".
    """
    rules = (
        ((start == NO_DAY) & (over == NO_DAY), NONE),
        (status == _COMPLETED, _PHASE[Phase.DONE]),
        ((over != NO_DAY) & (day >= over), _PHASE[Phase.OVERDUE]),
        (start == NO_DAY, _PHASE[Phase.OPEN]),
        (day < start, _PHASE[Phase.UPCOMING]),
    )
    falls, codes = [rule for rule, _ in rules], [code for _, code in rules]
    phase: Codes = np.select(falls, codes, _PHASE[Phase.ACTIVE]).astype(np.int8)
    return phase
