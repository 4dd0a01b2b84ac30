"""Amounts at a date, from dated statements: for each measure the newest that states it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.model import Amount, Measure, Statement
from geo.timeline import order

Amounts = Mapping[Measure, Amount]


@dataclass(frozen=True, kw_only=True)
class Dated:
    """An amount, and the first and last day on which it can have been stated."""

    amount: Amount
    stated_from: date
    stated_to: date


def amounts_at(said: Iterable[Statement], day: date) -> Amounts:
    """Return what was last stated of each measure up to `day`, in the order of the measures.

    A statement that leaves a measure out keeps what was said of it before; of statements of one
    day the one written later counts, as for status.
    """
    return {measure: dated.amount for measure, dated in dated_amounts_at(said, day).items()}


def dated_amounts_at(said: Iterable[Statement], day: date) -> dict[Measure, Dated]:
    """Return what was last stated of each measure up to `day`, see `amounts_at`, with its day."""
    known: dict[Measure, Dated] = {}
    for statement in sorted((s for s in said if s.amounts), key=order):
        if statement.stated_to <= day:
            known |= dated_amounts(statement)
    return {measure: known[measure] for measure in Measure if measure in known}


def dated_amounts(statement: Statement) -> dict[Measure, Dated]:
    """Return the amounts of one statement with its day."""
    return {
        measure: Dated(
            amount=amount, stated_from=statement.stated_from, stated_to=statement.stated_to
        )
        for measure, amount in statement.amounts.items()
    }


def amount_steps(said: Sequence[Statement]) -> list[tuple[date, Amounts]]:
    """List every change of the amounts of one feature, oldest first, with the day it holds from."""
    result: list[tuple[date, Amounts]] = []
    for day in sorted({s.stated_to for s in said if s.amounts}):
        amounts = amounts_at(said, day)
        if not result or result[-1][1] != amounts:
            result.append((day, amounts))
    return result
