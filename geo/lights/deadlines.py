"""The last day on which a planned start is still in time, from how finely it was planned."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from geo.dates import date_words, day_words
from geo.model import Period, Statement
from geo.periods import Precision, latest_start
from geo.periods.points import Point, month_end

_MONTHS = 12
_ONE_DAY = timedelta(days=1)
_NUMERALS = "一二三四"
_TEN_DAYS = {1: "上旬", 11: "中旬", 21: "下旬"}
_TENTHS = {1: 10, 11: 20}
# What stands before the completion (2026年三季度至2027年6月; 开工时间：三季度；竣工时间：…).
_OPENING = re.compile(r"[^；至到~—–]*")
# 2020.7 names a month, in whatever unit the completion is stated.
_DOTTED = re.compile(r"\D*\d{4}\s*[./-]\s*\d{1,2}(?!\d)")
_UNIT = re.compile(r"季|半年|月[上中下]旬|十[二三四五]五|[月日号]")
_YEAR_ALONE = re.compile(r"\D*\d{4}年?\D*")
_TO_THE_DAY = (Precision.DAY, Precision.TEN_DAYS)
_TO_THE_YEAR = (Precision.YEAR, Precision.PLAN)
# Words `geo.ledger.stages` takes for the stage before, though they do not say that nothing began,
# unless they speak of a plan (计划新开工).
_OPEN = re.compile("^(?!.*[计拟待未预]).*(新开工|签约|落地)")


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last day in time, the day from which it is missed, and the stated time in Chinese."""

    last: date
    missed: date
    words: str


@dataclass(frozen=True)
class _Stretch:
    """A stretch that a period keeps as its first month or day, for ISO 8601 has no other way.

    `dashes` are those of its ISO text, `starts` the months it may begin with.
    """

    dashes: int
    starts: range
    last: Callable[[date], date]
    words: Callable[[date], str]


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


def may_have_begun(status: Statement) -> bool:
    """Tell whether a status that is still before the start has words that may tell of one."""
    return _OPEN.match(status.status_words) is not None


@lru_cache(maxsize=1024)
def _latest(words: str, base: date) -> Deadline | None:
    point = latest_start(words, base)
    if point is None:
        return None
    last = point.last
    return Deadline(last=last, missed=last + _ONE_DAY, words=_latest_words(point))


def _latest_words(point: Point) -> str:
    """Write the last day of a stretch as people do: 2026年6月底前, 2026年底前, 2026年6月20日前."""
    last = point.last
    if point.precision in _TO_THE_DAY:
        return f"{day_words(last)}前"
    month = "" if point.precision in _TO_THE_YEAR else f"{last.month}月"
    return f"{last.year}年{month}{'' if point.loose else '底'}前"


def month_end_after(day: date, months: int) -> date:
    """Return the last day of the month so many months after that of `day`."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    return month_end(day.year + years, month + 1)


@lru_cache(maxsize=1024)
def start_deadline(period: Period) -> Deadline | None:
    """Return until when a start is in time; None without a planned start.

    A start planned for a day is missed on the next one; one planned for a month or longer on its
    last day, when 银川 counts. Of a quarter, a half-year, ten days of a month or a five-year plan
    a period keeps the first month or day: the source's own words tell how long the start has.
    """
    start = period.start
    if start is None:
        return None
    text = period.start_text or start.isoformat()
    dashes = text.count("-")
    stretch = _STRETCHES.get(_unit(period.words)[-1:])
    if stretch is None or stretch.dashes != dashes or start.month not in stretch.starts:
        last, words = _LAST[dashes](start), date_words(text)
    else:
        last, words = stretch.last(start), stretch.words(start)
    return Deadline(last=last, missed=last if dashes <= 1 else last + _ONE_DAY, words=words)


def _unit(words: str) -> str:
    """Return the unit the words state the start in: 季, 半, 月中旬, 十四五, 月, 日, or 全年."""
    opening = _OPENING.match(words)
    text = opening[0] if opening else ""
    if _DOTTED.match(text):
        return ""
    if not _UNIT.search(text) and _YEAR_ALONE.fullmatch(text):
        return "全年"
    unit = _UNIT.search(text) or _UNIT.search(words)
    return "半" if unit and unit[0] == "半年" else (unit[0] if unit else "")


def _tenth_end(start: date) -> date:
    return start.replace(day=_TENTHS.get(start.day, month_end_after(start, 0).day))


_STRETCHES = {
    "季": _Stretch(
        1,
        range(1, _MONTHS + 1, 3),
        lambda start: month_end_after(start, 2),
        lambda start: f"{start.year}年{_NUMERALS[start.month // 3]}季度",
    ),
    "半": _Stretch(
        1,
        range(1, _MONTHS + 1, 6),
        lambda start: month_end_after(start, 5),
        lambda start: f"{start.year}年{'上' if start.month == 1 else '下'}半年",
    ),
    # Both ends of a period in one year are written alike, the year as its first month.
    "年": _Stretch(
        1,
        range(1, 2),
        lambda start: date(start.year, _MONTHS, 31),
        lambda start: f"{start.year}年",
    ),
    "旬": _Stretch(
        2,
        range(1, _MONTHS + 1),
        _tenth_end,
        lambda start: f"{start.year}年{start.month}月{_TEN_DAYS.get(start.day, '')}",
    ),
    "五": _Stretch(
        0,
        range(1, 2),
        lambda start: date(start.year + 4, _MONTHS, 31),
        lambda start: f"{start.year}年至{start.year + 4}年",
    ),
}
# By the dashes of an ISO text: a year, a month, a day.
_LAST: tuple[Callable[[date], date], ...] = (
    lambda start: date(start.year, _MONTHS, 31),
    lambda start: month_end_after(start, 0),
    lambda start: start,
)
