"""The periods of a document: each once, with words only where its days do not say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo.ragged import NO_DAY, NONE, Ints, Mask, distinct, looked_up
from geo.timeline import Steps
from layers.payload.columns import Payload, Texts, in_order
from layers.payload.days import EPOCH
from layers.payload.worded import Strings, ordinals, worded

# Days of a plan, in the order in which the page knows them.
_DAYS = ("from", "to", "startBy")
# From which others follow, and how many days after.
_BASES = (("from", 0), ("to", 1), ("startBy", 0))


@dataclass(frozen=True, kw_only=True, eq=False)
class Periods:
    """Periods as columns.

    `days` are first day, last day and the last one in time for the start, ordinals, NO_DAY for
    none; `words` numbers of texts, NONE where the page says them by the days. `of` is the period
    of each step, NONE for none. `listed` numbers the objects (by `id`: an equal one may be written
    otherwise) the periods were read from, `number` and `shown` are the period of each and what the
    page writes.
    """

    days: dict[str, Ints]
    words: Ints
    of: Ints
    listed: Mapping[int, int]
    number: Ints
    shown: Strings

    def payload(self) -> Payload:
        """Write the table; a day that is not known is NaN.

        `to` and `startBy` are counted from `from` where that is known.
        """
        days = {n: np.where(each == NO_DAY, np.nan, each - EPOCH) for n, each in self.days.items()}
        since = np.nan_to_num(days["from"])
        return {
            "from": days["from"],
            "lasts": days["to"] - since,
            "waits": days["startBy"] - since,
            "words": self.words,
        }


def periods_of(steps: Steps, texts: Texts) -> Periods:
    """List the periods of steps in the order in which they come up."""
    is_used = steps.period != NONE
    start_by = ordinals(deadline.last for deadline in steps.deadlines)
    used = distinct(steps.period[is_used])
    listed = list(map(steps.periods.__getitem__, used.tolist()))
    start, end = steps.ends(used)
    at = np.searchsorted(used, steps.period[is_used])
    shown = worded(listed, start, end)
    columns = (
        start[at],
        end[at],
        looked_up(start_by, steps.start_by[is_used], NO_DAY),
        texts.numbers(np.where(shown.by_days, "", shown.words).tolist())[at],
    )
    first, of = in_order(*columns)
    number = np.zeros(len(listed), dtype=np.int64)
    number[at] = of
    every = np.full(len(steps.period), NONE)
    every[is_used] = of
    return Periods(
        days=dict(zip(_DAYS, (column[first] for column in columns[:-1]), strict=True)),
        words=columns[-1][first],
        of=every,
        listed=dict(zip(map(id, listed), range(len(listed)), strict=True)),
        number=number,
        shown=shown.words,
    )


def anchored(days: Ints, is_own: Mask, period: Ints, periods: Periods) -> Payload:
    """Write days by what they follow from.

    Args:
        days: ordinals.
        is_own: which of them follow from nothing.
        period: the period in force of each, NONE for none.
        periods: the table of the document.

    Returns:
        `anchor` 0 for what is a day of its `own`, else it is `after`, so many days, the first day
        of the period (1), the day after its end (2) or the last one in time for its start (3).

    """
    anchor, after = np.zeros(len(days), dtype=np.int64), days.astype(np.int64)
    for code, (base, more) in enumerate(_BASES, 1):
        since = looked_up(periods.days[base], period, NO_DAY)
        apart = days - since - more
        follows = ~is_own & (since != NO_DAY) & (apart >= 0) & (apart < after)
        anchor[follows], after[follows] = code, apart[follows]
    is_own = anchor == 0
    return {"anchor": anchor, "own": days[is_own] - EPOCH, "after": after[~is_own]}
