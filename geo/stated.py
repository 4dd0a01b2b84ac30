"""Amounts at a date, from dated statements: for each measure the newest that states it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from geo.model import Amount, Measure, Statement

Amounts = Mapping[Measure, Amount]


def amounts_at(said: Iterable[Statement], day: date) -> Amounts:
    """Return what was last stated of each measure up to `day`, in the order of the measures.

    A statement that leaves a measure out keeps what was said of it before; of statements of one
    day the one written later counts, as for status.
    """
    known: dict[Measure, Amount] = {}
    for statement in sorted(said, key=lambda s: (s.stated_to, s.stated_from)):
        if statement.stated_to <= day:
            known |= statement.amounts
    return {measure: known[measure] for measure in Measure if measure in known}


def amount_steps(said: Sequence[Statement]) -> list[tuple[date, Amounts]]:
    """List every change of the amounts of one feature, oldest first, with the day it holds from."""
    result: list[tuple[date, Amounts]] = []
    for day in sorted({s.stated_to for s in said if s.amounts}):
        amounts = amounts_at(said, day)
        if not result or result[-1][1] != amounts:
            result.append((day, amounts))
    return result
