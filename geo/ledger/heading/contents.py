"""What stands below a heading, and what it tells of the columns and of the whole table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.ledger.table import Column, Line, RowKind, Table
from geo.model import Kind
from geo.writing import says_nothing

_KINDS = {word for kind in Kind for word in (kind.value, kind.word)}
_DIGIT = re.compile("[0-9０-９一二三四五六七八九十半]")
_PLACES = ("lon", "lat", "lonlat")


def notes(below: Sequence[Line]) -> Iterator[str]:
    """Yield the texts of the notes among the rows below a heading."""
    noted = (line.cells for line in below if line.kind is RowKind.NOTE)
    return (cell for cells in noted for cell in cells if isinstance(cell, str))


def columns(table: Table, datum: str) -> tuple[Column, ...]:
    """Return the columns of a table as its cells and its title let them be understood.

    Columns that say nothing are left out. `datum` is the one stated for the whole table; it holds
    for coordinates whose own heading names none.
    """
    return tuple(
        replace(column, unit=datum) if column.field in _PLACES and not column.unit else column
        for column in _columns(table)
    )


def _columns(table: Table) -> Iterator[Column]:
    """Leave out columns that say nothing, and go by what is written below a heading.

    类别 that holds other words than kinds is 项目类型, 进度 without any number 形象进度, and a
    second 项目 of nothing but numbers no name.
    """
    for column in table.columns:
        words = _words(table, column.index)
        if not column.heading and not words:
            continue
        if column.field == "name" and column.basis == "duplicate" and all(map(_is_number, words)):
            yield replace(column, field=None, basis="")
        elif (other := _other_field(column, words)) is not None:
            taken = any(one.field == other for one in table.columns)
            basis = "duplicate" if taken else column.basis
            yield replace(column, field=other, basis=basis)
        else:
            yield column


def _other_field(column: Column, words: set[str]) -> str | None:
    if column.basis != "alias" or not words:
        return None
    if column.field == "kind" and not words <= _KINDS:
        return "category"
    is_worded = not any(map(_DIGIT.search, words))
    is_said = any(not says_nothing(word) for word in words)
    return "progress_words" if column.field == "progress" and is_worded and is_said else None


def _is_number(word: str) -> bool:
    return word.isdecimal()


def _words(table: Table, index: int) -> set[str]:
    data = (line.cells for line in table.lines if line.kind is RowKind.DATA)
    cells = (cells[index - 1] for cells in data if index <= len(cells))
    return {text for cell in cells if cell is not None and (text := str(cell).strip())}
