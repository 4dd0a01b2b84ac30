"""Every day on which a light may change, with what was last said then, of all features at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo.lights.months import YEAR, first_day, month_of
from geo.model import Measure
from geo.ragged import (
    LAST_DAY,
    NONE,
    Column,
    Ints,
    Mask,
    distinct,
    last_marked,
    looked_up,
    offsets,
    rows,
)
from geo.spoken import Spoken

# A row and a day in one number: sorted by it, the days of a row stand in their order.
_DAYS = 1 << 22


@dataclass(frozen=True, kw_only=True, eq=False)
class Moments:
    """A row a feature, an entry a day; what was last said is the number of its statement.

    `told` speaks of the status, `annual_plan` and `annual_done` give the figures of a year;
    `plan` is a number into the plans. NONE where nothing was said yet.
    """

    offset: Ints
    day: Column
    told: Column
    plan: Column
    annual_plan: Column
    annual_done: Column


def moments_of(spoken: Spoken, turns: Sequence[Ints], wanted: Mask) -> Moments:
    """List the days on which something may change, none before the first statement.

    Args:
        spoken: the statements.
        turns: of each of its plans, days on which time alone may change a light, or NO_DAY.
        wanted: the features that have a light.

    """
    row = rows(spoken.offset)
    said = row * _DAYS + spoken.day
    plan, done = _states(spoken, Measure.ANNUAL_PLAN), _states(spoken, Measure.ANNUAL_DONE)
    later = (*_turned(spoken, turns, row), _months_after(spoken.day, plan | done, row))
    keys = distinct(np.concatenate((said, *later)))
    keys = keys[wanted[keys // _DAYS] & (keys % _DAYS <= LAST_DAY)]
    heard = np.searchsorted(said, keys, side="right") - 1

    def newest(speaks: Mask) -> Column:
        return last_marked(spoken.offset, speaks, keys // _DAYS, heard).astype(np.int32)

    return Moments(
        offset=offsets(np.bincount(keys // _DAYS, minlength=len(wanted))),
        day=(keys % _DAYS).astype(np.int32),
        told=newest(spoken.is_about_status),
        plan=looked_up(spoken.plan, newest(spoken.plan != NONE), NONE),
        annual_plan=newest(plan),
        annual_done=newest(done),
    )


def _states(spoken: Spoken, measure: Measure) -> Mask:
    """Mark the statements that state a measure."""
    marks = spoken.has_amounts.copy()
    stated = np.flatnonzero(marks)
    marks[stated] = [measure in spoken.statements[n].amounts for n in stated.tolist()]
    return marks


def _turned(spoken: Spoken, turns: Sequence[Ints], row: Ints) -> Iterator[Ints]:
    """Yield row and day of the turns that come after the first statement of a feature."""
    planned = np.flatnonzero(spoken.plan != NONE)
    of, plan = row[planned], spoken.plan[planned]
    first = spoken.day[spoken.offset[of]]
    for days in turns:
        # NO_DAY is before every day.
        is_later = days[plan] > first
        yield of[is_later] * _DAYS + days[plan][is_later]


def _months_after(day: Column, is_annual: Mask, row: Ints) -> Ints:
    """Return row and day of the months left of the year of a figure, and of the next year.

    A figure is measured anew each month, and with its year it ceases to count.
    """
    month = month_of(day[is_annual])
    left = YEAR - month % YEAR
    of = np.repeat(np.arange(len(month)), left)
    later = month[of] + 1 + np.arange(len(of)) - offsets(left)[of]
    return row[is_annual][of] * _DAYS + first_day(later)
