"""What statements plan: periods and latest starts, each once, however often they are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from geo.model import Period, Statement
from geo.periods.deadlines import Deadline, deadline_in, follows_from
from geo.ragged import NO_DAY, NONE, Column, firsts, looked_up, numbered

Plan = tuple[Period | None, Deadline | None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Plans:
    """Plans as columns: of which period each is, and until when its start is in time.

    `period` and `start_by` are numbers into the tuples beside them, either may be NONE; the values
    of a tuple are all different. `start` and `over` are of every period: its first day and the day
    after its last, NO_DAY for none.
    """

    period: Column
    start_by: Column
    start: Column
    over: Column
    periods: tuple[Period, ...]
    deadlines: tuple[Deadline, ...]

    def of(self, number: int) -> Plan:
        """Return one plan."""
        period, start_by = int(self.period[number]), int(self.start_by[number])
        return (
            self.periods[period] if period != NONE else None,
            self.deadlines[start_by] if start_by != NONE else None,
        )


def plans_of(said: Sequence[Statement]) -> tuple[Column, Column, Plans]:
    """Read the plans of statements.

    Returns:
        The plan of each statement, NONE where it says nothing of a period; the period in which its
        words put it where no day could be read, NONE for none; and the plans.

    """
    # What they follow from is read once where it is alike.
    source, _ = numbered(map(follows_from, said))
    told = [said[entry] for entry in firsts(source)]
    words, texts = numbered(map(_words_alone, said))
    stated = [
        *(one.period for one in told),
        *(Period(start=None, end=None, words=text) for text in texts),
    ]
    number, _ = numbered(map(_likeness, range(len(stated)), stated))
    periods = [period for period in map(stated.__getitem__, firsts(number)) if period]
    start_by, deadlines = _by_value([deadline_in(one) for one in told])
    period = number[: len(told)]
    plan, first = _pairs(period, start_by)
    return (
        looked_up(plan, source),
        looked_up(number[len(told) :], words),
        Plans(
            period=period[first],
            start_by=start_by[first],
            start=_ordinals(one.start for one in periods),
            over=_after(one.end for one in periods),
            periods=tuple(periods),
            deadlines=deadlines,
        ),
    )


def _words_alone(statement: Statement) -> str | None:
    return (statement.period_words or None) if statement.period is None else None


def _likeness(entry: int, period: Period | None) -> int | Period | None:
    """Return what is alike where periods are: those with a start are told apart already."""
    return entry if period is not None and period.start is not None else period


def _by_value(deadlines: Sequence[Deadline | None]) -> tuple[Column, tuple[Deadline, ...]]:
    """Give deadlines numbers: most that are equal are the same object."""
    same, _ = numbered(id(one) if one else None for one in deadlines)
    number, listed = numbered(deadlines[entry] for entry in firsts(same))
    return looked_up(number, same), listed


def _pairs(period: Column, start_by: Column) -> tuple[Column, Column]:
    """Return the number of each pair, NONE where both are, and where each stands first."""
    both = (period.astype(np.int64) + 1) * (int(start_by.max(initial=NONE)) + 2) + start_by + 1
    distinct, first, of = np.unique(both, return_index=True, return_inverse=True)
    has_none = int(len(distinct) > 0 and distinct[0] == 0)
    return (of - has_none).astype(np.int32), first[has_none:]


def _ordinals(days: Iterable[date | None]) -> Column:
    return np.array([day.toordinal() if day else NO_DAY for day in days], dtype=np.int32)


def _after(days: Iterable[date | None]) -> Column:
    last = _ordinals(days)
    return np.where(last == NO_DAY, NO_DAY, last + 1).astype(np.int32)
