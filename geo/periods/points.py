"""A single stretch of time named by one expression: a day, a 旬, a month … a five-year plan."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from geo.cells import FIRST_DAY, LAST_DAY
from geo.model import Basis, Coded

# Excel's 1900 calendar counts from here: it has a 29 February 1900 that never was.
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(20_000, 60_001)
_YEAR_MONTHS = 12


class Precision(Coded):
    """How finely a period is stated, finest first."""

    DAY = "day", "日"
    TEN_DAYS = "ten_days", "旬"
    MONTH = "month", "月"
    QUARTER = "quarter", "季"
    HALF = "half", "半年"
    YEAR = "year", "年"
    PLAN = "plan", "五年规划"
    WORDS = "words", "文字"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """What relative words are reckoned from: 今年 from `base`, a month without year from `year`.

    `dayfirst` tells how 1/12/2013 is meant; None when nobody said.
    """

    base: date
    year: int
    certainty: Basis = Basis.INFERRED
    dayfirst: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """A stretch from `first` to `last`; `at_end` when only its last day is meant (6月底).

    `loose` marks an end that may or may not include the stretch (6月前), or a start that may lie
    after it (6月以后).
    """

    first: date
    last: date
    precision: Precision
    certainty: Basis
    at_end: bool = False
    loose: bool = False
    fault: str = ""


_RELATIVE_YEARS = {
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "后年": 2,
    "去年": -1,
    "上年": -1,
    "前年": -2,
}
_YEARS_AFTER = {"当年": 0, "次年": 1, "翌年": 1}
_YEAR = (
    r"(?:(?P<y>\d{4})年?|(?P<yy>[0-4]\d)年(?=\d{1,2}月)"
    rf"|(?P<ry>{'|'.join((*_RELATIVE_YEARS, *_YEARS_AFTER))}))"
)
_RELATIVE_MONTHS = {"本": 0, "当": 0, "这": 0, "下": 1, "上": -1}
_END = "(?P<e>[底末])?"
_FORMS = tuple(
    (precision, re.compile(form, re.ASCII))
    for precision, form in (
        (Precision.DAY, rf"{_YEAR}?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?"),
        (Precision.DAY, r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})日?"),
        (Precision.DAY, r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
        (Precision.TEN_DAYS, rf"{_YEAR}?(?P<m>\d{{1,2}})月(?P<t>[上中下])旬"),
        (Precision.MONTH, rf"{_YEAR}?(?P<m>\d{{1,2}})月{_END}"),
        (Precision.MONTH, r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})"),
        (Precision.MONTH, r"(?P<y>\d{4})(?P<m>\d{2})"),
        (Precision.MONTH, rf"(?P<rm>[本当这下上])个?月{_END}"),
        (Precision.QUARTER, rf"{_YEAR}?第?(?P<q>[1-4])季度?{_END}"),
        (Precision.QUARTER, rf"{_YEAR}?[Qq](?P<q>[1-4])"),
        (Precision.QUARTER, rf"{_YEAR}?前(?P<qs>[23])个?季度"),
        (Precision.HALF, rf"{_YEAR}?(?P<h>[上下])半年{_END}"),
        (Precision.YEAR, rf"{_YEAR}{_END}"),
        (Precision.PLAN, rf"P(?P<p>\d+)(?:规划|计划)?(?:时期|期)?{_END}"),
    )
)
_FOREIGN = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_TEN_DAYS = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}
Groups = dict[str, str | None]


def point(text: str, clock: Clock) -> Point | None:
    """Read one expression (folded, Arabic digits); None when it is none.

    Raises:
        ValueError: a day that does not exist, is not clear, or lies outside 1990-2099; the
            message is Chinese and names the remedy.

    """
    for precision, form in _FORMS:
        if match := form.fullmatch(text):
            return _made(precision, match.groupdict(), text, clock)
    if match := _FOREIGN.fullmatch(text):
        return _foreign(match, text, clock.dayfirst)
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError(
            f"“{text}”的年份只写了两位，分不清年、月、日的次序，没有读入；"
            "请写成 2021-06-30 这样的日期"
        )
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in SERIALS:
        return serial(int(match[1]))
    return None


def on_day(day: date, certainty: Basis = Basis.EXPLICIT, fault: str = "") -> Point:
    """Make the point of one day; ValueError outside 1990-2099."""
    _check_year(day.year, day.isoformat())
    return Point(first=day, last=day, precision=Precision.DAY, certainty=certainty, fault=fault)


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def serial(number: int) -> Point:
    """Read a day number of Excel's 1900 calendar, one of SERIALS."""
    day = SERIAL_ZERO + timedelta(days=number)
    fault = f"“{number}”是 Excel 日期序号，读作{day.year}年{day.month}月{day.day}日，请核对"
    return on_day(day, Basis.INFERRED, fault)


def _made(precision: Precision, groups: Groups, text: str, clock: Clock) -> Point:
    year, certainty = _year(groups, clock)
    _check_year(year, text)
    if precision is Precision.DAY:
        day = _day(year, _int(groups, "m"), _int(groups, "d"), text)
        return Point(first=day, last=day, precision=precision, certainty=certainty)
    if precision is Precision.TEN_DAYS:
        first, last = _ten_days(year, groups, text)
    elif precision is Precision.PLAN:
        first, last = date(year, 1, 1), date(year + 4, 12, 31)
    else:
        begin, end = _SPANS[precision](groups, clock)
        first, last = _day(year, begin, 1, text), month_end(year, end)
    at_end = bool(groups.get("e"))
    return Point(first=first, last=last, precision=precision, certainty=certainty, at_end=at_end)


def _year(groups: Groups, clock: Clock) -> tuple[int, Basis]:
    given = next((name for name in _YEARS if groups.get(name)), None)
    return _YEARS[given](groups, clock) if given else (clock.year, clock.certainty)


def _relative_year(groups: Groups, clock: Clock) -> tuple[int, Basis]:
    """Reckon 次年 and 当年 from the year spoken of, 今年 and 明年 from the ledger's day."""
    word = groups["ry"] or ""
    if word in _YEARS_AFTER:
        return clock.year + _YEARS_AFTER[word], clock.certainty
    return clock.base.year + _RELATIVE_YEARS[word], Basis.INFERRED


# 一五 began in 1953; from 三五 on, plan n begins in 1951 + 5 n.
_YEARS: dict[str, Callable[[Groups, Clock], tuple[int, Basis]]] = {
    "p": lambda groups, _: (1951 + 5 * _int(groups, "p"), Basis.EXPLICIT),
    "y": lambda groups, _: (_int(groups, "y"), Basis.EXPLICIT),
    "yy": lambda groups, _: (2000 + _int(groups, "yy"), Basis.INFERRED),
    "ry": _relative_year,
    "rm": lambda groups, clock: (_relative_month(groups, clock)[0], Basis.INFERRED),
}


def _relative_month(groups: Groups, clock: Clock) -> tuple[int, int]:
    months = _YEAR_MONTHS * clock.base.year + clock.base.month - 1
    months += _RELATIVE_MONTHS[groups["rm"] or ""]
    return months // _YEAR_MONTHS, months % _YEAR_MONTHS + 1


def _month(groups: Groups, clock: Clock) -> tuple[int, int]:
    month = _relative_month(groups, clock)[1] if groups.get("rm") else _int(groups, "m")
    return month, month


def _quarter(groups: Groups, _: Clock) -> tuple[int, int]:
    if groups.get("qs"):
        return 1, 3 * _int(groups, "qs")
    return 3 * _int(groups, "q") - 2, 3 * _int(groups, "q")


_SPANS: dict[Precision, Callable[[Groups, Clock], tuple[int, int]]] = {
    Precision.MONTH: _month,
    Precision.QUARTER: _quarter,
    Precision.HALF: lambda groups, _: (1, 6) if groups["h"] == "上" else (7, 12),
    Precision.YEAR: lambda *_: (1, 12),
}


def _ten_days(year: int, groups: Groups, text: str) -> tuple[date, date]:
    first, last = _TEN_DAYS[groups["t"] or ""]
    month = _int(groups, "m")
    begin = _day(year, month, first, text)
    return begin, date(year, month, last) if last else month_end(year, month)


def _foreign(match: re.Match[str], text: str, dayfirst: bool | None) -> Point:
    """Read day/month/year or month/day/year; both are written alike up to the 12th."""
    a, b, year = int(match[1]), int(match[3]), int(match[4])
    _check_year(year, text)
    if max(a, b) <= _YEAR_MONTHS and a != b:
        if dayfirst is None:
            raise ValueError(
                f"“{text}”分不清是{a}月{b}日还是{b}月{a}日，没有读入；请写成 2021-06-30 这样的日期"
            )
        day, month, certainty = (a, b, Basis.INFERRED) if dayfirst else (b, a, Basis.INFERRED)
    else:
        day, month, certainty = (a, b, Basis.EXPLICIT) if a >= b else (b, a, Basis.EXPLICIT)
    return on_day(_day(year, month, day, text), certainty)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}”不是存在的日期，没有读入；请核对年月日") from None


def _check_year(year: int, text: str) -> None:
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        years = f"{FIRST_DAY.year} 至 {LAST_DAY.year} 年"
        raise ValueError(f"“{text}”不在 {years}之间，没有读入；请核对年份")


def _int(groups: Groups, name: str) -> int:
    return int(groups[name] or 0)
