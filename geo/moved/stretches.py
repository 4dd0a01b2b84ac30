"""The stretch of time an end of a period was told as, and how people write it: 三季度, 2026年."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geo.cells import LAST_DAY
from geo.dates import end_words, start_words
from geo.model import Period
from geo.periods import Precision, end_point, point_words, start_point
from geo.periods.points import Point

# What dates say as well as their words; a plan is named by the year it begins or ends with.
_AS_SHOWN = (Precision.DAY, Precision.MONTH, Precision.PLAN)


@dataclass(frozen=True)
class Stretch:
    """Where an end may lie, both days included, and its words."""

    first: date
    last: date
    words: str

    def holds(self, other: Stretch) -> bool:
        """Tell whether the other is within this one and narrower: told more finely."""
        mine, its = (self.first, self.last), (other.first, other.last)
        return mine != its and mine[0] <= its[0] and its[1] <= mine[1]


def days_later(old: Period, new: Period) -> int | None:
    """Count by how many days a completion is later; None where that is not known.

    2020年 and 2020年10月 may mean the same day, only told more finely: nothing is put off then.
    """
    before, after = stretch_of(old, "end"), stretch_of(new, "end")
    if before is None or after is None or before.holds(after) or after.holds(before):
        return None
    return (after.last - before.last).days


def stretch_of(period: Period | None, end: str) -> Stretch | None:
    """Return what was told as the `start` or the `end` of a period; None for nothing."""
    return None if period is None else _STRETCHES[end](period)


@lru_cache(maxsize=1024)
def _start(period: Period) -> Stretch | None:
    point = start_point(period)
    if point is None:
        return None
    # 7月以后 may be any later day.
    last = LAST_DAY if point.loose else point.last
    return Stretch(point.first, last, _words(point, start_words(period)))


@lru_cache(maxsize=1024)
def _end(period: Period) -> Stretch | None:
    point = end_point(period)
    if point is None:
        return None
    words = _words(point, end_words(period).removesuffix("前"))
    return Stretch(point.first, point.last, words)


def _words(point: Point, shown: str) -> str:
    return shown if point.precision in _AS_SHOWN else point_words(point)


_STRETCHES = {"start": _start, "end": _end}
