"""Cells of a ledger's date columns: typed days, Excel's day numbers, numbers meant as dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from geo.ledger.grid import Value
from geo.ledger.values import text_of
from geo.periods.phrases import EXAMPLE, LATEST_START, LOST_ZERO, parse
from geo.periods.points import SERIALS, Clock, Point, Precision, month_end, on_day, serial
from geo.periods.reading import Reading, Said, only_words, reading
from geo.writing import fold, is_finite, quoted, says_nothing

START, END, BOTH = "开工时间", "竣工时间", "起止时间"
_FOREIGN_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}", re.ASCII)
# Whole numbers people type for a year, a month, a day: 2021, 202106, 20210630.
_TYPED_DATES = (range(1000, 3000), range(100_000, 300_000), range(10_000_000, 30_000_000))
# In a number format, what is quoted, escaped or in brackets is text, not a part of the date.
_FORMAT_TEXT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_YEAR_AND_MONTH = re.compile(r"\d{4}\.\d{1,2}", re.ASCII)
_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """One cell: what it says, and the words it says it in."""

    words: str
    said: Said | Reading


def of_cells(
    start: Value,
    end: Value,
    both: Value,
    base: date,
    *,
    dayfirst: bool | None = None,
    formats: Sequence[str] = ("", "", ""),
) -> Reading | None:
    """Read the columns 开工时间, 竣工时间 and 建设起止年限 of one row; None when they say nothing.

    Args:
        start: the cell of the first column, or None.
        end: the cell of the second.
        both: the cell of a column that gives both ends; used for what the other two leave open.
        base: the day of the ledger, see `read`.
        dayfirst: how 1/12/2013 is meant in this ledger, see `day_first`.
        formats: the number formats of the three cells: a day shown as 2021年12月 is a month.

    """
    opening, closing, whole = (
        _cell(value, base, dayfirst, form, name is END)
        for name, value, form in zip((START, END, BOTH), (start, end, both), formats, strict=True)
    )
    if opening is None and closing is None:
        return _reading(whole) if whole else None
    return _joined(opening, closing, whole)


def day_first(values: Iterable[Value]) -> bool | None:
    """Tell how a column writes 1/12/2013, from days after the 12th; None when nothing shows it."""
    matches = (_FOREIGN_DAY.fullmatch(fold(v)) for v in values if isinstance(v, str))
    pairs = [(int(match[1]), int(match[2])) for match in matches if match]
    first = any(a > _MONTHS for a, _ in pairs)
    second = any(b > _MONTHS for _, b in pairs)
    return first if first is not second else None


def _reading(cell: _Cell) -> Reading:
    return cell.said if isinstance(cell.said, Reading) else reading(cell.said, cell.words)


def _joined(opening: _Cell | None, closing: _Cell | None, whole: _Cell | None) -> Reading:
    """Join what the columns say; their words are kept with the name of their column."""
    named = ((START, opening), (END, closing), (BOTH, whole))
    words = "；".join(f"{name}：{cell.words}" for name, cell in named if cell)
    faults = [f"{name}：{fault}" for name, cell in named if cell for fault in _faults(cell)]
    from_start, from_end, from_both = map(_ends, (opening, closing, whole))
    start, end = from_start.start, from_end.end
    if opening and start is None and from_start.end:
        faults.append(f"{START}：{LATEST_START.format(quoted(opening.words))}")
    if closing and end is None and from_end.start:
        faults.append(f"{END}：{quoted(closing.words)}只说了从何时起，没有完成日；请写明完成日期")
    # 6月底前 in this column is the last day for beginning, never one for being done.
    if closing is None and from_start.start and from_start.start is not from_start.end:
        end = end or from_start.end
    said = Said(
        start=start or (from_both.start if opening is None else None),
        end=end or (from_both.end if closing is None else None),
        faults=tuple(faults),
    )
    if opening and closing and whole and _differs(said, from_both):
        said = replace(said, faults=(*said.faults, f"{BOTH}与前两列不一致，按前两列；请核对"))
    return reading(said, words)


def _faults(cell: _Cell) -> tuple[str, ...]:
    return cell.said.faults


def _ends(cell: _Cell | None) -> Said:
    if cell is None or isinstance(cell.said, Reading):
        return Said(start=None, end=None)
    return cell.said


def _differs(said: Said, other: Said) -> bool:
    pairs = ((said.start, other.start), (said.end, other.end))
    return any(a and b and (a.first > b.last or b.first > a.last) for a, b in pairs)


def _cell(value: Value, base: date, dayfirst: bool | None, form: str, is_end: bool) -> _Cell | None:
    words = text_of(value)
    if says_nothing(words):
        return None
    try:
        said = _said(
            value, words, Clock(base=base, year=base.year, dayfirst=dayfirst), form, is_end
        )
    except ValueError as error:
        said = only_words(words, str(error))
    return _Cell(words=words, said=said)


def _said(value: Value, words: str, clock: Clock, form: str, is_end: bool) -> Said | Reading:
    if isinstance(value, str):
        return parse(value, clock.base, clock.dayfirst)
    if isinstance(value, date):
        return _one(_typed_day(value, form, is_end))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _numbered(value, words, clock)
    raise ValueError(f"{quoted(words)}不是日期，没有读入；请写成{EXAMPLE}或 2021-06-30")


def _one(point: Point) -> Said:
    return Said(start=point, end=point)


def _typed_day(value: date, form: str, is_end: bool) -> Point:
    """Read a day Excel holds; 2021年12月 is held as its first day, which only the format shows."""
    day = value.date() if isinstance(value, datetime) else value
    shown = _FORMAT_TEXT.sub("", form.lower())
    if "y" in shown and "d" not in shown:
        months = (day.month, day.month) if "m" in shown else (1, _MONTHS)
        precision = Precision.MONTH if "m" in shown else Precision.YEAR
        first, last = day.replace(month=months[0], day=1), month_end(day.year, months[1])
        return replace(on_day(day), first=first, last=last, precision=precision)
    unclear = is_end and day.day == 1 and not form
    fault = f"“{day}”是当月1日，若单元格只显示年月，完成日应为月底；请核对" if unclear else ""
    return on_day(day, fault=fault)


def _numbered(value: float, words: str, clock: Clock) -> Said | Reading:
    """Read a number: a year, 202106, 20210630, Excel's day number, or 2021.6."""
    whole = int(value) if is_finite(value) else 0
    if whole in SERIALS:
        return _one(serial(whole))
    if whole == value and any(whole in typed for typed in _TYPED_DATES):
        return parse(words, clock.base)
    if LOST_ZERO.fullmatch(words):
        year = parse(words[:4], clock.base)
        fault = f"“{words}”是数字，分不清是1月还是10月，只读出年份；请改为文本或日期"
        return replace(year, faults=(*year.faults, fault))
    if _YEAR_AND_MONTH.fullmatch(words):
        return parse(words, clock.base)
    raise ValueError(f"{quoted(words)}是数字，不是日期，没有读入；请写成{EXAMPLE}或 2021-06-30")
