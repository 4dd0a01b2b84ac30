"""The last day on which a planned start is still in time, from how finely it was planned."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from geo.dates import day_words
from geo.model import Period, Statement
from geo.periods.ends import kept_point, latest_start, point_words, start_point, starts_as_kept
from geo.periods.points import Point, Precision

_ONE_DAY = timedelta(days=1)
_TO_THE_DAY = (Precision.DAY, Precision.TEN_DAYS)
_TO_THE_YEAR = (Precision.YEAR, Precision.PLAN)


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last day in time, the day from which it is missed, and the stated time in Chinese."""

    last: date
    missed: date
    words: str


def deadline_in(statement: Statement) -> Deadline | None:
    """Return until when a start is in time by what one source says; None where it says nothing.

    A start of which only the last day is said (开工时间：6月底前) is no beginning of a period; its
    words are reckoned from the day they were stated. Where that may be one of several days, they
    count if all mean the same.
    """
    period = statement.period
    if period is not None and period.start is not None:
        return start_deadline(period)
    words = period.words if period is not None else statement.period_words
    if not words:
        return None
    first, last = (_latest(words, day) for day in (statement.stated_from, statement.stated_to))
    return last if first == last else None


def follows_from(statement: Statement) -> Hashable:
    """Return what period and deadline of a statement follow from: alike where that is.

    None where it says nothing of either.
    """
    period = statement.period
    if period is not None and period.start is not None:
        return period
    said = period or statement.period_words
    return (said, statement.stated_from, statement.stated_to) if said else None


@lru_cache(maxsize=1024)
def _latest(words: str, base: date) -> Deadline | None:
    point = latest_start(words, base)
    if point is None:
        return None
    last = point.last
    return Deadline(last=last, missed=_day_after(last), words=_latest_words(point))


def _latest_words(point: Point) -> str:
    """Write the last day of a stretch as people do: 2026年6月底前, 2026年底前, 2026年6月20日前."""
    last = point.last
    if point.precision in _TO_THE_DAY:
        return f"{day_words(last)}前"
    month = "" if point.precision in _TO_THE_YEAR else f"{last.month}月"
    return f"{last.year}年{month}{'' if point.loose else '底'}前"


def start_deadline(period: Period) -> Deadline | None:
    """Return until when a start is in time; None without a planned start, or a last day for it.

    A start planned for a day or ten of them is missed on the next one; one planned for a month or
    longer on its last day, when 银川 counts.
    """
    if period.start is not None and starts_as_kept(period):
        return _kept_deadline(period.start, period.start_text)
    point = start_point(period)
    return None if point is None or point.loose else _last_in(point)


@lru_cache(maxsize=16384)  # plans share their days
def _kept_deadline(day: date, text: str) -> Deadline:
    return _last_in(kept_point(day, text))


@lru_cache(maxsize=4096)
def _last_in(point: Point) -> Deadline:
    last = point.last
    missed = _day_after(last) if point.precision in _TO_THE_DAY else last
    return Deadline(last=last, missed=missed, words=point_words(point))


def _day_after(day: date) -> date:
    """Return the next day; after the last one of the calendar comes none."""
    return min(day, date.max - _ONE_DAY) + _ONE_DAY
