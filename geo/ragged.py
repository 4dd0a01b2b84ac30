"""Tables with so many entries a row, as columns: `offset[r]:offset[r + 1]` are those of row r.

Days in such tables are proleptic ordinals (`date.toordinal`); NO_DAY stands for none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from itertools import count
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Column = NDArray[np.int32]
Mask = NDArray[np.bool_]
Scalar = TypeVar("Scalar", bound=np.generic)
Value = TypeVar("Value", bound=Hashable)
NO_DAY = NONE = -1
# Beyond it there is no date to tell: the day after 9999-12-31 never comes.
LAST_DAY = date.max.toordinal()


def offsets(lengths: NDArray[np.integer]) -> Ints:
    """Return where the entries of each row begin, and where the last one's end."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def rows(offset: Ints) -> Ints:
    """Return the row of each entry."""
    return np.repeat(np.arange(len(offset) - 1), np.diff(offset))


def take(offset: Ints, wanted: NDArray[np.integer]) -> tuple[Ints, Ints]:
    """Return the offsets of some rows in another order, and which entries are theirs."""
    lengths = np.diff(offset)[wanted]
    fresh = offsets(lengths)
    return fresh, np.arange(fresh[-1]) + np.repeat(offset[:-1][wanted] - fresh[:-1], lengths)


def in_force(offset: Ints, days: NDArray[np.integer], day: int) -> Ints:
    """Return for each row its last entry that begins on `day` or before, NONE where none does.

    The entries of a row stand in the order of their days.
    """
    before = np.concatenate(([0], np.cumsum(days <= day)))
    count = before[offset[1:]] - before[offset[:-1]]
    return np.where(count > 0, offset[:-1] + count - 1, NONE)


def is_new(offset: Ints, *columns: NDArray[np.integer]) -> Mask:
    """Mark the entries that are the first of their row or differ from the one before."""
    fresh = np.zeros(int(offset[-1]), dtype=bool)
    for column in columns:
        fresh[1:] |= column[1:] != column[:-1]
    starts = offset[:-1]
    fresh[starts[starts < len(fresh)]] = True
    return fresh


def distinct(values: NDArray[np.integer]) -> Ints:
    """Return the different values in their order: `np.unique` takes fifty times as long."""
    ordered: Ints = np.sort(values).astype(np.int64)
    different: Ints = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return different


def thinned(offset: Ints, kept: Mask) -> Ints:
    """Return the offsets of what is left of each row when only the entries marked are kept."""
    before = np.concatenate(([0], np.cumsum(kept)))
    return before[offset]


def looked_up(
    column: NDArray[Scalar], number: NDArray[np.integer], nothing: object = NONE
) -> NDArray[Scalar]:
    """Return the value of each number of a column, `nothing` for NONE."""
    # NONE is -1: it takes what stands last.
    taken: NDArray[Scalar] = np.append(column, np.array([nothing], dtype=column.dtype))[number]
    return taken


def last_marked(offset: Ints, marks: Mask, row: Ints, entry: Ints) -> Ints:
    """Return for entries of rows the last one marked up to them, NONE where none of the row is."""
    last = np.maximum.accumulate(np.where(marks, np.arange(len(marks)), NONE))
    found = looked_up(last, entry)
    return np.where(found >= offset[row], found, NONE)


def numbered(values: Iterable[Value | None]) -> tuple[Column, tuple[Value, ...]]:
    """Give values numbers in the order of their first, None NONE; list those that differ."""
    each = list(values)
    distinct = tuple(value for value in dict.fromkeys(each) if value is not None)
    known: dict[Value | None, int] = {None: NONE, **dict(zip(distinct, count()))}
    return np.fromiter(map(known.__getitem__, each), np.int32, len(each)), distinct


def firsts(numbers: Column) -> list[int]:
    """Return where each number stands first, in the order of the numbers."""
    found, first = np.unique(numbers, return_index=True)
    entries: list[int] = first[found != NONE].tolist()
    return entries
