"""Amounts at a date, from dated statements: for each measure the newest that states it.

A figure of a year (年度计划, 年度完成) stays what was last stated of it, but counts only in the
calendar year in which it was stated: an old plan is no plan for a new year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from geo.model import Amount, Measure, Statement
from geo.ragged import Ints, distinct, offsets, rows
from geo.spoken import Spoken, order

Amounts = Mapping[Measure, Amount]
ANNUAL = frozenset({Measure.ANNUAL_PLAN, Measure.ANNUAL_DONE})
_YUAN = Decimal(10_000)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """An amount, and the first and last day on which it can have been stated."""

    amount: Amount
    stated_from: date
    stated_to: date

    @property
    def year(self) -> int | None:
        """The calendar year in which it was stated; None where that may be one of two."""
        first, last = self.stated_from.year, self.stated_to.year
        return last if first == last else None

    def is_of_year(self, day: date) -> bool:
        """Tell whether it was certainly stated in the calendar year of a day."""
        return self.year == day.year


Stated = Mapping[Measure, Dated]


def amounts_at(said: Iterable[Statement], day: date) -> Amounts:
    """Return what was last stated of each measure up to `day`, in the order of the measures.

    A statement that leaves a measure out keeps what was said of it before; of statements of one
    day the one written later counts, as for status.
    """
    return _amounts(dated_amounts_at(said, day))


def dated_amounts_at(said: Iterable[Statement], day: date) -> dict[Measure, Dated]:
    """Return what was last stated of each measure up to `day`, see `amounts_at`, with its day."""
    known: dict[Measure, Dated] = {}
    for statement in sorted((s for s in said if s.amounts), key=order):
        if statement.stated_to <= day:
            known |= dated_amounts(statement)
    return _in_order(known)


def counted_at(said: Iterable[Statement], day: date) -> Amounts:
    """Return what may be added up on `day`: `amounts_at`, without figures of another year."""
    return _counted(dated_amounts_at(said, day), day)


def _in_order(known: Stated) -> dict[Measure, Dated]:
    return {measure: known[measure] for measure in Measure if measure in known}


def _amounts(stated: Stated) -> Amounts:
    return {measure: dated.amount for measure, dated in stated.items()}


def _counted(stated: Stated, day: date) -> Amounts:
    return {
        measure: dated.amount
        for measure, dated in stated.items()
        if measure not in ANNUAL or dated.is_of_year(day)
    }


def yuan(value: float) -> int:
    """Return a number of 万元 in whole 元, half a 元 rounded up."""
    # By its shortest decimal, for 0.1 is not quite 0.1 as a float.
    return int((Decimal(str(value)) * _YUAN).to_integral_value(ROUND_HALF_UP))


def dated_amounts(statement: Statement) -> dict[Measure, Dated]:
    """Return the amounts of one statement with its day."""
    return {
        measure: Dated(
            amount=amount, stated_from=statement.stated_from, stated_to=statement.stated_to
        )
        for measure, amount in statement.amounts.items()
    }


@dataclass(frozen=True, kw_only=True)
class AmountStep:
    """What is known from `day` until the next step, and what of it counts in sums."""

    day: date
    amounts: Amounts
    counted: Amounts


# Where the steps of each row begin, and the steps of all rows.
AmountSteps = tuple[Ints, list[AmountStep]]


def amount_steps_of(spoken: Spoken) -> AmountSteps:
    """List the steps of every feature; one that states no amount costs nothing."""
    lengths = np.zeros(len(spoken.offset) - 1, dtype=np.int64)
    listed: list[AmountStep] = []
    for row in distinct(rows(spoken.offset)[spoken.has_amounts]).tolist():
        steps = amount_steps(spoken.of(row))
        lengths[row] = len(steps)
        listed += steps
    return offsets(lengths), listed


def amount_steps(said: Sequence[Statement]) -> list[AmountStep]:
    """List every change of the amounts of one feature, or of what counts of them, oldest first.

    On 1 January the figures of the year before cease to count, though nothing is stated.
    """
    result: list[AmountStep] = []
    known: dict[Measure, Dated] = {}
    ordered, position = sorted((s for s in said if s.amounts), key=order), 0
    days = {s.stated_to for s in ordered}
    years = {s.stated_to.year for s in ordered if not ANNUAL.isdisjoint(s.amounts)}
    for day in sorted(days | {date(year + 1, 1, 1) for year in years}):
        while position < len(ordered) and ordered[position].stated_to <= day:
            known |= dated_amounts(ordered[position])
            position += 1
        stated = _in_order(known)
        step = AmountStep(day=day, amounts=_amounts(stated), counted=_counted(stated, day))
        if not result or _differs(result[-1], step):
            result.append(step)
    return result


def _differs(a: AmountStep, b: AmountStep) -> bool:
    return (a.amounts, a.counted) != (b.amounts, b.counted)
