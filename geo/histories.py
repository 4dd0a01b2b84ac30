"""Where features were spoken of, in the order it was written down: those alike stand once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypedDict

import numpy as np

from geo.model import Statement
from geo.placed import Objects, objects
from geo.ragged import Ints, rows
from geo.spoken import Spoken

_Key = tuple[str, str, date, date]


class Source(TypedDict):
    """A document and its section, and the first and last day on which it can have been written."""

    id: str
    section: str
    stated_from: str
    stated_to: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Histories:
    """`number` is that of each row's history among the distinct ones."""

    distinct: tuple[tuple[Source, ...], ...]
    number: Ints

    def at(self, day: date) -> Objects:
        """Return the list of each row up to a day; rows with the same history share one."""
        last = day.isoformat()
        heard = [[one for one in each if one["stated_to"] <= last] for each in self.distinct]
        return objects(heard)[self.number]


def histories(spoken: Spoken) -> Histories:
    """List where each feature was spoken of."""
    order = np.lexsort((spoken.written, rows(spoken.offset)))
    alike: dict[_Key, int] = {}
    sources = [alike.setdefault(_key(said), len(alike)) for said in spoken.statements]
    told = np.array(sources, dtype=np.int64)[order].tolist()
    ends = spoken.offset.tolist()
    distinct: dict[tuple[int, ...], int] = {}
    number = [
        distinct.setdefault(tuple(told[first:last]), len(distinct))
        for first, last in pairwise(ends)
    ]
    made = [_source(*key) for key in alike]
    return Histories(
        distinct=tuple(tuple(made[n] for n in history) for history in distinct),
        number=np.array(number, dtype=np.int64),
    )


def _key(said: Statement) -> _Key:
    return said.document, said.section, said.stated_from, said.stated_to


def _source(document: str, section: str, first: date, last: date) -> Source:
    return {
        "id": document,
        "section": section,
        "stated_from": first.isoformat(),
        "stated_to": last.isoformat(),
    }
