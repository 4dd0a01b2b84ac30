"""The stretch of time an end of a period was told as, and how people write it: 三季度, 2026年."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geo.dates import end_words, start_words
from geo.lights.deadlines import start_deadline
from geo.model import Period
from geo.periods import Precision, end_point
from geo.periods.points import Point, month_end

_WIDE = re.compile("[^至]*(?:季度|半年|年|旬)")
_NUMERALS = "一二三四"
_TO_YEAR, _TO_MONTH = len("2020"), len("2020-08")


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


def stretch_of(period: Period | None, end: str) -> Stretch | None:
    """Return what was told as the `start` or the `end` of a period; None for nothing."""
    return None if period is None else _STRETCHES[end](period)


@lru_cache(maxsize=1024)
def _start(period: Period) -> Stretch | None:
    deadline = start_deadline(period)
    if period.start is None or deadline is None:
        return None
    shown = start_words(period)
    # These say less than the first month or day they are kept as.
    is_wide = _WIDE.fullmatch(deadline.words)
    return Stretch(period.start, deadline.last, deadline.words if is_wide else shown)


@lru_cache(maxsize=1024)
def _end(period: Period) -> Stretch | None:
    if period.end is None:
        return None
    point = end_point(period.words, period.end)
    if point is not None and point.precision in _WORDS:
        return Stretch(point.first, point.last, _WORDS[point.precision](point))
    length = len(period.end_text or period.end.isoformat())
    shown = end_words(period).removesuffix("前")
    return Stretch(_first(period.end, length), period.end, shown)


def _first(last: date, length: int) -> date:
    """Return the first day of what is written as a year, a month or a day of ISO 8601."""
    if length == _TO_YEAR:
        return date(last.year, 1, 1)
    is_month = length == _TO_MONTH and last == month_end(last.year, last.month)
    return last.replace(day=1) if is_month else last


def _quarter(point: Point) -> str:
    return f"{point.last.year}年{_NUMERALS[point.first.month // 3]}季度"


def _half(point: Point) -> str:
    return f"{point.last.year}年{'上' if point.first.month == 1 else '下'}半年"


_STRETCHES = {"start": _start, "end": _end}
_WORDS: dict[Precision, Callable[[Point], str]] = {
    Precision.QUARTER: _quarter,
    Precision.HALF: _half,
    Precision.YEAR: lambda point: f"{point.last.year}年",
}
