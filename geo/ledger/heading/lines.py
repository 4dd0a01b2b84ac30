"""Tells what each row below a heading is: a project, a sum, a group's title, a note, nothing.

Only what is plainly no project is set aside; all else is data, for a row that is dropped by
mistake is worse than one that is questioned.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from geo.ledger.grid import Grid, Value
from geo.ledger.heading import groups
from geo.ledger.heading.headings import Heading
from geo.ledger.heading.kinds import ADDITIVE, Kinds
from geo.ledger.heading.notes import carried_on
from geo.ledger.opening import limits
from geo.ledger.table import Line, RowKind

_Cells = tuple[Value, ...]


def lines(grid: Grid, heading: Heading, last: int, group: str = "") -> tuple[Line, ...]:
    """Read the rows from below the heading to row `last`; `group` holds for all of them.

    Cells merged downwards are filled in, sums of money excepted: they are stated once and
    hold for the rows together. Blank rows count one by one, a long run of them as one.
    """
    reader = _Reader(grid, heading, last)
    first = heading.rows[-1] + 1
    found = [reader.line(row) for row in _rows(grid, first, last)]
    return tuple(_grouped(carried_on(found), group))


def _rows(grid: Grid, first: int, last: int) -> Iterator[int]:
    previous = first - 1
    used = sorted(row for row in grid.rows if first <= row <= last)
    for row in used:
        blanks = range(previous + 1, row)
        yield from blanks if len(blanks) <= limits.BLANK_RUN else blanks[:1]
        yield row
        previous = row


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, grid: Grid, heading: Heading, last: int) -> None:
        self._grid = grid
        self._kinds = Kinds(grid, heading, last)
        self._code = heading.read.get("code")
        self._width = max((column.index for column in heading.columns), default=0)
        self._filled = _filled(grid, heading)

    def line(self, row: int) -> Line:
        typed = self._grid.rows.get(row, ())
        cells = self._cells(row, typed)
        kind, group = self._kinds.of(row, typed, cells)
        hidden = row in self._grid.hidden_rows
        return Line(row=row, kind=kind, cells=cells, hidden=hidden, group=group)

    def _cells(self, row: int, typed: _Cells) -> _Cells:
        cells = [*typed, *[None] * (self._width - len(typed))]
        for column, value in self._filled.get(row, {}).items():
            if cells[column - 1] is None:
                cells[column - 1] = value
        if self._code:
            spot = (row, self._code.index)
            at = self._code.index - 1
            cells[at] = _as_code(cells[at], self._grid.formats.get(spot, ""))
        return tuple(cells)


def _filled(grid: Grid, heading: Heading) -> dict[int, dict[int, Value]]:
    """Find the cells that a merge from above fills: row → column → value."""
    rows = sorted(row for row in grid.rows if row > heading.rows[-1])
    additive = {column.index for code in ADDITIVE if (column := heading.read.get(code))}
    found: dict[int, dict[int, Value]] = {}
    for merge in grid.merges:
        cells = grid.rows.get(merge.top, ())
        if merge.top <= heading.rows[-1] or merge.left in additive or merge.left > len(cells):
            continue
        below = rows[bisect_right(rows, merge.top) : bisect_left(rows, merge.bottom + 1)]
        for row in below:
            # Only hostile merges overlap; they must not make us fill the same cell twice.
            if merge.left in found.setdefault(row, {}):
                break
            found[row][merge.left] = cells[merge.left - 1]
    return found


def _as_code(value: Value, number_format: str) -> Value:
    """Write a code that Excel took for a number as text, with the zeros its format shows."""
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    digits = number_format if set(number_format) == {"0"} else ""
    return str(value).zfill(len(digits))


def _grouped(found: Iterator[Line], group: str) -> Iterator[Line]:
    held: tuple[str, ...] = (group,) if group else ()
    for line in found:
        if line.kind is RowKind.GROUP:
            held = groups.nested(held, line.group)
        is_data = line.kind is RowKind.DATA
        yield replace(line, group=groups.BETWEEN.join(held)) if is_data else line
