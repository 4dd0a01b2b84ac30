"""Reads a ledger saved as delimited text (CSV): every cell stays the text that was typed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePath

from geo.errors import FileError
from geo.ledger.grid import Book, Cells, Grid, Spot
from geo.ledger.opening import limits
from geo.ledger.opening.decoding import decode
from geo.texts import clean, letter

# In this order where two fit equally well.
_SEPARATORS = {",": "逗号", ";": "分号", "\t": "制表符", "|": "竖线"}
_TRIED = 40
# Excel writes the separator into a first line of its own.
_DECLARED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_QUOTES = "请检查这一行前后的引号是否成对"
_END = "\x1e"
_TOO_LARGE = "field larger than field limit"


@dataclass(frozen=True, kw_only=True)
class Parted:
    """Delimited text in records, numbered from 1, and what is to be told of its encoding.

    Going through the records raises `FileError` where a quote is never closed.
    """

    records: Iterator[tuple[int, list[str]]]
    separator: str
    notes: tuple[str, ...]


def part(content: bytes) -> Parted:
    """Find out encoding and separator of delimited text, and part it; nothing limits its length.

    Raises:
        FileError: it is no text.

    """
    decoded = decode(content)
    text, separator = _separated(decoded.text)
    return Parted(records=_records(text, separator), separator=separator, notes=decoded.notes)


def read(name: str, content: bytes, digest: str) -> Book:
    """Read delimited text into one sheet named after the file.

    Rows are counted as spreadsheets count them: a quoted cell with line breaks is in one row.

    Raises:
        FileError: it is no text, a quote is never closed, or it is larger than `limits` allow.

    """
    parted = part(content)
    rows: dict[int, Cells] = {}
    stripped: set[Spot] = set()
    notes = list(parted.notes)
    for number, cells in parted.records:
        if any(cells):
            rows[number] = tuple(
                _cell(cell, (number, n), stripped) for n, cell in enumerate(cells, 1)
            )
            _check(number, rows)
            if _has_swallowed(cells, parted.separator):
                notes.append(f"第 {number} 行的一格里像是吞进了后面的整行；{_QUOTES}")
    if not rows:
        raise FileError("文件里没有内容；请检查是否导出完整")
    if parted.separator != ",":
        notes.append(f"按{_SEPARATORS[parted.separator]}分列")
    stem = PurePath(name).stem or name
    grid = Grid(name=stem, rows=rows, stripped=frozenset(stripped))
    return Book(
        name=name, kind="csv", content=content, digest=digest, grids=(grid,), notes=tuple(notes)
    )


def _separated(text: str) -> tuple[str, str]:
    """Find the separator; a declaring line is emptied, so that rows keep their numbers."""
    if declared := _DECLARED.match(text):
        return "\n" + text[declared.end() :], declared[1]
    return text, max(_SEPARATORS, key=lambda separator: _consistency(text, separator))


def _consistency(text: str, separator: str) -> tuple[int, int]:
    """Count the first rows that have the commonest number of cells, and those cells."""
    try:
        rows = list(islice(csv.reader(_lines(text), delimiter=separator), _TRIED))
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    # A last row of our own: where it is missing, an open quote has taken it in.
    lines = chain(_lines(text if text.endswith(("\n", "\r")) else text + "\n"), (_END,))
    number = 0
    cells: list[str] = []
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=separator), start=1):
            if cells != [_END]:
                if any(_END in cell for cell in cells[-1:]):
                    raise FileError(
                        f"第 {number} 行有引号没有配对，后面的行都被当成一格；{_QUOTES}"
                    )
                yield number, cells
    except csv.Error as error:
        raise FileError(_fault(error, number + 1)) from error


def _fault(error: csv.Error, number: int) -> str:
    if _TOO_LARGE in str(error):
        most = limits.FIELD_CHARACTERS
        return f"第 {number} 行有一格超过 {most} 字，或有引号没有配对；{_QUOTES}"
    return f"第 {number} 行无法分列；{_QUOTES}"


def _cell(text: str, spot: Spot, stripped: set[Spot]) -> str | None:
    kept, dropped = clean(text)
    if dropped:
        stripped.add(spot)
    return kept or None


def _check(number: int, rows: dict[int, Cells]) -> None:
    if len(rows) > limits.ROWS:
        raise FileError(f"有内容的行超过上限 {limits.ROWS} 行；请拆成几个文件")
    width = len(rows[number])
    if width > limits.COLUMNS and any(rows[number][limits.COLUMNS :]):
        raise FileError(
            f"第 {number} 行有 {width} 列（到 {letter(width)} 列），超过上限 {limits.COLUMNS}；"
            "请检查分隔符，或删去多余的列"
        )


def _has_swallowed(cells: list[str], separator: str) -> bool:
    """Tell whether a cell holds whole lines of the table: a stray quote on either side."""
    least = max(len(cells) - 1, 2)
    lines = chain.from_iterable(cell.splitlines()[1:] for cell in cells if "\n" in cell)
    return any(line.count(separator) >= least for line in lines)
