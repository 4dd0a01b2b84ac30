"""Every statement of the facts as columns: what is asked of a hundred thousand features at once.

Row r stands for `facts.features[r]`; its statements stand in the order in which they count
(`order`, of one day's the one written last at the end).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from geo.model import Facts, Statement, Status
from geo.periods.deadlines import deadline_in
from geo.plans import Plans, plans_of
from geo.ragged import NONE, Column, Ints, Mask, numbered, offsets

# Words `geo.ledger.stages` takes for the stage before, though they do not say that nothing began,
# unless they speak of a plan (计划新开工).
_OPEN = re.compile("^(?!.*[计拟待未预]).*(新开工|签约|落地)")
_CODES = {status: code for code, status in enumerate(Status)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Spoken:
    """Statements as columns; repeated values are numbers into the tuples beside them.

    `written` numbers the statements of the facts in the order they were written down. `day` and
    `first_day` are the last and the first day on which a statement can have been made,
    `status` counts the members of `geo.model.Status`. `plan` is NONE where a statement says
    nothing of a period (`speaks_of_period`), else one of `plans`. `words` is the period (a number
    into `plans.periods`) in which a statement puts it where no day could be read, NONE for nothing.
    The values of a tuple are all different.
    """

    offset: Ints
    statements: tuple[Statement, ...]
    written: Ints
    day: Column
    first_day: Column
    status: NDArray[np.int8]
    is_about_status: Mask
    may_have_begun: Mask
    has_amounts: Mask
    plan: Column
    words: Column
    unit: Column
    plans: Plans
    units: tuple[str, ...]

    def of(self, row: int) -> tuple[Statement, ...]:
        """Return the statements of a row in the order in which they count."""
        return self.statements[self.offset[row] : self.offset[row + 1]]


def spoken(facts: Facts) -> Spoken:
    """Put the statements of the facts into columns; those of features not there fall out."""
    index = {feature.id: row for row, feature in enumerate(facts.features)}
    rows = [index.get(said.feature, NONE) for said in facts.statements]
    return _columns(facts.statements, np.array(rows, dtype=np.int64), len(facts.features))


def spoken_of(histories: Iterable[Iterable[Statement]]) -> Spoken:
    """Put histories into columns, a row each, whatever feature their statements speak of."""
    each = [list(history) for history in histories]
    lengths = np.array([len(history) for history in each], dtype=np.int64)
    said = [one for history in each for one in history]
    return _columns(said, np.repeat(np.arange(len(each)), lengths), len(each))


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
    return _may_tell_of_start(status.status_words)


@lru_cache(maxsize=4096)
def _may_tell_of_start(words: str) -> bool:
    return _OPEN.match(words) is not None


def _columns(said: Sequence[Statement], rows: Ints, count: int) -> Spoken:
    """Put statements into columns; those without a row fall out."""
    days = [day.toordinal() for one in said for day in order(one)]
    last, first = np.array(days, dtype=np.int32).reshape(-1, 2).T
    entries = np.lexsort((first, last, rows))
    entries = entries[np.searchsorted(rows[entries], 0) :]
    ordered = tuple(map(said.__getitem__, entries.tolist()))
    plan, words, plans = plans_of(ordered)
    unit, units = numbered(one.unit or None for one in ordered)
    return Spoken(
        offset=offsets(np.bincount(rows[entries], minlength=count)),
        statements=ordered,
        written=entries,
        day=last[entries],
        first_day=first[entries],
        status=np.array([_CODES[one.status] for one in ordered], dtype=np.int8),
        is_about_status=_marks(ordered, speaks_of_status),
        may_have_begun=_marks(ordered, may_have_begun),
        has_amounts=_marks(ordered, attrgetter("amounts")),
        plan=plan,
        words=words,
        unit=unit,
        plans=plans,
        units=units,
    )


def _marks(said: Sequence[Statement], speaks: Callable[[Statement], object]) -> Mask:
    return np.fromiter(map(speaks, said), np.bool_, len(said))
