"""The period a row tells, of up to three columns."""

from __future__ import annotations

from functools import lru_cache

from geo import periods
from geo.ledger.entering.fields import DAYS
from geo.ledger.entering.rows import Row
from geo.model import Period
from geo.periods.columns import BOTH, END, START
from geo.writing import quoted

# Faults of a period begin with the column they were found in.
_WORDS = dict(zip(DAYS, (START, END, BOTH), strict=True))

# Ledgers write the same few periods again and again. Typed: True is not 1.
_of_cells = lru_cache(maxsize=4096, typed=True)(periods.of_cells)


def period_of(row: Row) -> periods.Reading | None:
    """Read the columns of a row that tell a period, and tell what is odd about them."""
    sheet = row.sheet
    start, end, both = map(row.value, DAYS)
    reading = _of_cells(
        start,
        end,
        both,
        sheet.rules.base,
        dayfirst=sheet.dayfirst,
        formats=tuple(sheet.format(row.line, field) for field in DAYS),
    )
    for fault in reading.faults if reading else ():
        row.warn("period", fault, _day_of(row, fault))
    if reading and not reading.period and not reading.faults:
        text = f"“{reading.words}”没有写明日期，只保留原文"
        row.note("words", text, _day_of(row, reading.words))
    return reading


def in_order(reading: periods.Reading | None) -> Period | None:
    """Return the period unless it ends before it starts: which end is wrong nobody knows."""
    period = reading.period if reading else None
    if period and period.start and period.end and period.start > period.end:
        return None
    return period


def _day_of(row: Row, words: str) -> str:
    """Tell which column words on a period are of: one they name or quote, else the last."""
    named = (field for field, word in _WORDS.items() if words.startswith(word))
    there = [field for field in DAYS if row.said(field)]
    is_quoted = (field for field in there if quoted(row.said(field)) in words)
    columns = row.sheet.columns
    return next((f for f in (*named, *is_quoted, *reversed(there)) if f in columns), "")
