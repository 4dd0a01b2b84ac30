"""The day a ledger speaks of, and the year its bare months belong to.

The day is stated by the user, in the ledger's title or name, else it is the day the file was saved.
A ledger without any date was at least made by the day it is imported: that day is the last on
which it can have been stated, and the window says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from geo.cells import FIRST_DAY
from geo.clock import today
from geo.ledger import mentions
from geo.ledger.grid import Book
from geo.ledger.mentions import Window
from geo.ledger.table import Table


@dataclass(frozen=True, kw_only=True)
class Dating:
    """First and last day on which a ledger can have been stated, and how that is known.

    `is_stated` is False where only the file's date or the day of the import is known. `base` is
    the day from which 今年 and months without a year are reckoned.
    """

    stated_from: date
    stated_to: date
    words: str
    base: date
    is_stated: bool = True


def dating(book: Book, tables: Iterable[Table], chosen: date | None = None) -> Dating:
    """Find the day of a ledger; a day after today is no day anything was stated on."""
    titles = [table.title for table in tables]
    last = today()
    found = _on(chosen, "导入时指定") if chosen else _found(book, titles, last)
    for place, texts in (("标题", titles), ("文件名", [_stem(book)])):
        if year := mentions.year(texts):
            return _based(found, year, place, last)
    return found


def _found(book: Book, titles: Iterable[str], last: date) -> Dating:
    for found in (*_in_titles(titles), *_in_name(book), *_in_file(book)):
        if found.stated_from <= last:
            to = min(found.stated_to, last)
            return replace(found, stated_to=to, base=to)
    return _on(last, "台账没有写日期，按导入当天", is_stated=False)


def _based(found: Dating, year: int, place: str, last: date) -> Dating:
    """Reckon from the year that title or name speaks of, whenever the ledger was stated.

    A report on 2021 may be dated January 2022; a plan for next year is made this year. What is
    further from a stated day (2000年以前建成) is not the ledger's own year.
    """
    day = found.stated_to
    is_far = found.is_stated and abs(year - day.year) > 1
    if year == day.year or is_far or year > last.year + 1:
        return found
    base = min(date(year, 12, 31), last) if year <= last.year else date(year, 1, 1)
    words = f"{found.words}；没有写年份的时间按{place}所写的{year}年推算"
    return replace(found, base=base, words=words)


def _in_titles(titles: Iterable[str]) -> Iterator[Dating]:
    for title in titles:
        yield from (_within(each, "表头写明日期") for each in mentions.in_title(title))


def _in_name(book: Book) -> Iterator[Dating]:
    return (_within(each, "文件名写明日期") for each in mentions.in_name(_stem(book)))


def _in_file(book: Book) -> Iterator[Dating]:
    # Programs that know no day write 1980 or earlier.
    if book.modified is not None and book.modified >= FIRST_DAY:
        yield _on(book.modified, "按文件最后保存的日期", is_stated=False)


def _stem(book: Book) -> str:
    return book.name.rpartition(".")[0] or book.name


def _on(day: date, words: str, *, is_stated: bool = True) -> Dating:
    return Dating(stated_from=day, stated_to=day, base=day, words=words, is_stated=is_stated)


def _within(window: Window, words: str) -> Dating:
    first, last = window
    return Dating(stated_from=first, stated_to=last, base=last, words=words)
