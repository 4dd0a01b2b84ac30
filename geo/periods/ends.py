"""The stretch in which an end of a period lies, told again from the words kept with it.

A period keeps ISO dates, which have no quarter, half-year, 旬 or five-year plan: of 三季度 it keeps
July. Its words are read again for the stretch they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from geo.dates import day_words
from geo.model import Basis, Period
from geo.periods.columns import BOTH, END, START
from geo.periods.phrases import latest_opening, parse
from geo.periods.points import Point, Precision, month_end
from geo.periods.reading import Reading, Said

# The words of several columns are joined, each with the name of its column.
_COLUMN = re.compile(f"(?:^|；)({START}|{END}|{BOTH})：")
# The day of the ledger is not kept with a period: 明年 was reckoned from one of the years around.
_YEARS_AWAY = (0, 1, 2, -1, -2)
_KEPT_AS = (Precision.YEAR, Precision.MONTH, Precision.DAY)


def _only(form: str) -> re.Pattern[str]:
    """Make the pattern of words that name nothing but one or two stretches of one form."""
    named = f"(?:{form})(?:至(?:{form}))?"
    column = f"(?:{START}|{END}|{BOTH})：{named}"
    return re.compile(f"(?:{named}|{column}(?:；{column})*)?", re.ASCII)


# Words that name each end with its year and as finely as it is kept: read again they give what is
# kept, or another day, which does not count. Most words are such, and reading is slow.
_PLAIN = {
    Precision.DAY: _only(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2}"),
    Precision.MONTH: _only(r"\d{4}年\d{1,2}月|\d{4}-\d{2}"),
    Precision.YEAR: _only(r"\d{4}年?"),
}
_TEN_DAYS = {1: "上旬", 11: "中旬", 21: "下旬"}
_MONTHS = {
    (1, 3): "一季度",
    (4, 6): "二季度",
    (7, 9): "三季度",
    (10, 12): "四季度",
    (1, 6): "上半年",
    (7, 12): "下半年",
    (1, 9): "前三季度",
    (1, 12): "",
}


def start_point(period: Period) -> Point | None:
    """Return the stretch in which a period starts; None without a start.

    Where its words do not name one that begins with the day kept, it is that year, month or day.
    """
    if period.start is None:
        return None
    kept = kept_point(period.start, period.start_text)
    return kept if starts_as_kept(period) else _start_told(period.words, period.start, kept)


def starts_as_kept(period: Period) -> bool:
    """Tell whether the words of a period name no more of its start than is kept of it."""
    if period.start is None:
        return False
    _, plain = _kept(period.start, period.start_text)
    return plain.fullmatch(period.words) is not None


def kept_point(day: date, text: str) -> Point:
    """Return the year, month or day that an end's ISO text names; the day where it has none."""
    return _kept(day, text)[0]


def end_point(period: Period) -> Point | None:
    """Return the stretch in which a period ends, see `start_point`; None without an end."""
    end, words = period.end, period.words
    if end is None:
        return None
    kept, plain = _kept(end, period.end_text)
    return kept if plain.fullmatch(words) else _end_told(words, end, kept)


def latest_start(words: str, base: date) -> Point | None:
    """Read until when something is to begin at the latest; None where the words do not say so.

    Args:
        words: those of a period, as `of_cells` or `read` keeps them: 开工时间：6月底前, 年内开工.
        base: the day of the ledger, see `read`.

    """
    opening = _parts(words).get(START)
    if opening is None:
        return latest_opening(words, base)
    said = parse(opening, base)
    if isinstance(said, Reading):
        return latest_opening(opening, base)
    return said.end if said.start is None else None


def point_words(point: Point) -> str:
    """Write a stretch as people do: 2026年三季度, 2026年8月中旬, 2026年, 2021年至2025年."""
    first, last = point.first, point.last
    if point.precision is Precision.DAY:
        return day_words(first)
    if point.precision is Precision.TEN_DAYS:
        return f"{first.year}年{first.month}月{_TEN_DAYS[first.day]}"
    if first.year != last.year:
        return f"{first.year}年至{last.year}年"
    return f"{first.year}年{_MONTHS.get((first.month, last.month), f'{first.month}月')}"


@lru_cache(maxsize=4096)
def _start_told(words: str, start: date, kept: Point) -> Point:
    parts = _parts(words)
    for said in _readings(parts.get(START, parts.get(BOTH, "")), start):
        point = said.start
        # Words never tell more than was kept: a cell shown as 2026年7月 holds a day.
        if point and point.first == start and point.last >= kept.last:
            return point
    return kept


@lru_cache(maxsize=4096)
def _end_told(words: str, end: date, kept: Point) -> Point:
    parts = _parts(words)
    # What stands in 开工时间 may be both ends, but 2026年 alone there is the start.
    for column in (parts[name] for name in (END, BOTH, START) if name in parts):
        for said in _readings(column, end):
            point = said.end
            # 2026年底 is its last day.
            if point is None or point.at_end:
                continue
            if point.last == end and point.first <= kept.first:
                return point
    return kept


def _parts(words: str) -> dict[str, str]:
    """Part joined words by their columns; those of a lone phrase may name both ends."""
    _, *named = _COLUMN.split(words)
    return dict(zip(named[::2], named[1::2], strict=True)) or {BOTH: words}


def _readings(words: str, day: date) -> Iterator[Said]:
    for years in _YEARS_AWAY:
        said = parse(words, date(day.year - years, day.month, 1))
        if isinstance(said, Said):
            yield said


@lru_cache(maxsize=16384)  # plans share their days
def _kept(day: date, text: str) -> tuple[Point, re.Pattern[str]]:
    """Make the year, month or day that an ISO text names; without a text it is the day.

    The pattern is that of words which tell no more of it.
    """
    precision = _KEPT_AS[text.count("-")] if text else Precision.DAY
    first, last = {
        Precision.YEAR: (date(day.year, 1, 1), date(day.year, 12, 31)),
        Precision.MONTH: (day.replace(day=1), month_end(day.year, day.month)),
        Precision.DAY: (day, day),
    }[precision]
    point = Point(first=first, last=last, precision=precision, certainty=Basis.EXPLICIT)
    return point, _PLAIN[precision]
