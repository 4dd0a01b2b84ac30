"""Dates as people read them, as precisely as a source states them and no more."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import cast

from geo.model import Period

TO = "至"
_TO_YEAR, _TO_MONTH, _TO_DAY = len("2020"), len("2020-08"), len("2020-08-31")


def day_words(day: date) -> str:
    """Write a date as people read it: 2020年8月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_day_words(day: date) -> str:
    """Write a date whose year is known: 8月31日."""
    return f"{day.month}月{day.day}日"


def window_words(first: date, last: date) -> str:
    """Write when something was said: on a day, in a month, or within a window of days."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month) and are_months(first, last):
        return f"{first.year}年{first.month}月"
    return f"{day_words(first)}至{day_words(last)}"


@lru_cache(maxsize=4096)  # a ledger names few days, many times
def date_words(text: str, units: str = "年月日") -> str:
    """Write an ISO date, month or year as people read it: 2020-08 as 2020年8月."""
    parts = text.split("-") if text else []
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, units, strict=False))


def period_words(period: Period | None) -> str:
    """Write a period as short as it is true: whole months as months, one year once.

    What names no day is quoted.
    """
    if period is None:
        return ""
    if is_of_two_days(period):
        return between(cast("date", period.start), cast("date", period.end))
    start, end = end_texts(period)
    if not start and not end:
        return f"原文“{period.words}”" if period.words else ""
    if not start or not end:
        return f"{date_words(start)}起" if start else f"{date_words(end)}前"
    if start == end:
        return date_words(start)
    is_one_year = start[:_TO_YEAR] == end[:_TO_YEAR]
    last = date_words(end[_TO_YEAR + 1 :], units="月日") if is_one_year else date_words(end)
    return f"{date_words(start)}至{last}"


def is_of_two_days(period: Period) -> bool:
    """Tell whether a period is stated by two days, and not by what is longer than a day."""
    start, end = period.start, period.end
    if start is None or end is None or start == end or are_months(start, end):
        return False
    days = start.isoformat(), end.isoformat()
    return (period.start_text or days[0], period.end_text or days[1]) == days


def between(first: date, last: date) -> str:
    """Write two days; `PM.periodWords` in layers/assets/base/decode.js writes the same."""
    end = month_day_words(last) if first.year == last.year else day_words(last)
    return f"{day_words(first)}{TO}{end}"


def end_texts(period: Period) -> tuple[str, str]:
    """Return both ends in ISO 8601 as precisely as stated, whole months as months; "" for none."""
    start = period.start_text or (period.start.isoformat() if period.start else "")
    end = period.end_text or (period.end.isoformat() if period.end else "")
    if _is_whole_months(period, start):
        return start[:_TO_MONTH], end[:_TO_MONTH]
    return start, end


def start_words(period: Period) -> str:
    """Write the beginning of a period with the precision of its source; "" when it has none."""
    return date_words(end_texts(period)[0])


def end_words(period: Period) -> str:
    """Write the end of a period with the precision of its source; "" when it has none.

    A lone end that is less than a day (2021年6月前) may leave that month out: 前 says so.
    """
    start, end = end_texts(period)
    is_loose = bool(end) and not start and len(end) < _TO_DAY
    return date_words(end) + ("前" if is_loose else "")


def _is_whole_months(period: Period, start_text: str) -> bool:
    start, end = period.start, period.end
    if start is None or end is None or len(start_text) < _TO_MONTH:
        return False
    return are_months(start, end)


def are_months(first: date, last: date) -> bool:
    """Tell whether two days begin and end whole months."""
    return begins_month(first) and ends_month(last)


def begins_month(day: date) -> bool:
    """Tell whether a day is the first of its month."""
    return day.day == 1


def ends_month(day: date) -> bool:
    """Tell whether a day is the last of its month."""
    return day.day == monthrange(day.year, day.month)[1]
