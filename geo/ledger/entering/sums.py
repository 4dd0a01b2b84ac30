"""Money and progress of a ledger's rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from geo import amounts, progress
from geo.ledger.entering.fields import MONEY
from geo.ledger.entering.rows import Row
from geo.ledger.entering.sheets import Sheet
from geo.ledger.table import Line
from geo.model import Amount, Measure
from geo.writing import fold

# Of ten thousand rows a third or more write a sum that another has written. Typed: True is not 1.
_read = lru_cache(maxsize=16_384, typed=True)(amounts.money)


def percents(sheet: Sheet, lines: Sequence[Line]) -> list[Amount | None]:
    """Read how far each project is; what a bare number means only the whole column shows."""
    if "progress" in sheet.columns:
        return _column(sheet, lines, "progress")
    # 形象进度 is words; only a per cent written out in it is a number, and the rest is no fault.
    if "progress_words" not in sheet.columns:
        return [None] * len(lines)
    read = _column(sheet, lines, "progress_words")
    return [p if p and p.value is not None and "%" in fold(p.words) else None for p in read]


def measures_of(row: Row, percent: Amount | None) -> dict[Measure, Amount]:
    """Read the money of a row, add its progress, and tell what is odd about either."""
    found = {}
    for field, measure in MONEY.items():
        if amount := _money(row, field):
            found[measure] = amount
            _note(row, field, amount)
    if percent is not None:
        found[Measure.PROGRESS] = percent
        _note(row, "progress", percent)
    return found


def _column(sheet: Sheet, lines: Sequence[Line], field: str) -> list[Amount | None]:
    values = [sheet.value(line, field) for line in lines]
    formats = [sheet.format(line, field) for line in lines]
    return progress.column(values, formats, column_unit=sheet.columns[field].unit)


def _money(row: Row, field: str) -> Amount | None:
    sheet = row.sheet
    column = sheet.columns.get(field)
    if column is None:
        return None
    return _read(
        row.value(field),
        number_format=sheet.format(row.line, field),
        column_unit=column.unit,
        table_unit=sheet.table.unit or sheet.rules.unit,
    )


def _note(row: Row, field: str, amount: Amount) -> None:
    """Tell what was odd about an amount: a warning where nothing could be read."""
    if amount.upper is not None:
        ends = f"{amount.value:g} 至 {amount.upper:g} {amount.unit}"
        row.note("range", f"“{amount.words}”是一个范围，按 {ends}记", field)
    if amount.note:
        tell = row.note if amount.value is not None else row.warn
        tell("amount", amount.note, field)
