"""Tells one row below a heading from another: project, sum, group's title, heading, note, blank."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from geo.ledger.grid import Cells, Grid, Value
from geo.ledger.heading import groups, levels, notes, numbering, titles, words
from geo.ledger.heading.headings import Heading, is_repeated
from geo.ledger.heading.levels import filled, said
from geo.ledger.table import Column, RowKind

ADDITIVE = ("total", "annual_plan", "annual_done", "total_done")
# Whoever states one of these of a row means a project, however the row is numbered or named.
_OF_PROJECT = (
    *("status", "address", "start", "end", "period", "lon", "lat", "lonlat", "code"),
    *("builder", "owner", "content", "goal"),
)


class Kinds:
    """Tells the rows of one table apart; `last` is its last row."""

    def __init__(self, grid: Grid, heading: Heading, last: int) -> None:
        self._grid, self._heading = grid, heading
        self._name, self._number = (heading.read.get(code) for code in ("name", "number"))
        read = heading.read
        self._telling = {read[code].index for code in _OF_PROJECT if code in read}
        self._money = [read[code] for code in ADDITIVE if code in read]
        self._across = {(m.top, m.left): m for m in grid.merges if m.right > m.left}
        number = self._number.index if self._number else 0
        self._unsaved = {row for row, column in grid.unsaved if column != number}
        self._used = sorted(row for row in grid.rows if row <= last)
        self._after_heading = heading.rows[-1]
        self._title_above = titles.said_above(grid, heading)

    def of(self, row: int, typed: Cells, cells: Cells) -> tuple[RowKind, str]:
        """Tell what a row is, and the title of the group it heads.

        Args:
            row: its number; rows must be given from the top down.
            typed: its cells as typed.
            cells: the same with merged cells filled in.

        """
        kind = self._kind(row, typed, cells)
        if kind is RowKind.HEADING:
            self._after_heading = row
        return kind, self._title(typed) if kind is RowKind.GROUP else ""

    def _kind(self, row: int, typed: Cells, cells: Cells) -> RowKind:
        if row not in self._unsaved and self._is_blank(typed):
            return RowKind.BLANK
        if self._is_heading(row, typed):
            return RowKind.HEADING
        at, lead = _lead(typed)
        name = said(_at(cells, self._name))
        if self._is_total(at, lead, name, typed):
            return RowKind.TOTAL
        if _is_all_words(typed) and notes.is_note(typed, name):
            return RowKind.NOTE
        return RowKind.GROUP if self._is_group(row, typed, at, lead) else RowKind.DATA

    def _is_blank(self, typed: Cells) -> bool:
        """Whether nothing is filled in but, at most, the running number of a form."""
        holding, number = filled(typed), self._number
        only = number is not None and holding == [number.index]
        return not holding or (only and str(_at(typed, number)).strip().isdigit())

    def _is_heading(self, row: int, typed: Cells) -> bool:
        return (
            is_repeated(self._heading, typed)
            or self._is_column_numbers(row, typed)
            or self._is_below_heading(row, typed)
            or titles.is_repeated(self._grid, self._heading, self._title_above, row)
        )

    def _is_below_heading(self, row: int, typed: Cells) -> bool:
        """Recognise a row of units, or a lower level of the heading under its merged name."""
        if row != self._after_heading + 1 or not _is_all_words(typed) or self._has_name(typed):
            return False
        return row <= self._heading.reach or levels.is_units(typed)

    def _has_name(self, typed: Cells) -> bool:
        return _at(typed, self._name) is not None

    def _is_total(self, at: int, lead: str, name: str, typed: Cells) -> bool:
        """Whether name or first cell is a sum word; elsewhere than among the numbers, alone."""
        in_number = self._number is not None and at == self._number.index
        texts = [name, lead] if name in ("", lead) or in_number else [name]
        if any(map(words.is_total, texts)):
            return True
        if self._is_counted(typed) or self._tells(typed):
            return False
        return any(text and words.may_be_total(text) for text in (name or lead,))

    def _is_counted(self, typed: Cells) -> bool:
        return _text(_at(typed, self._number)).isdecimal()

    def _tells(self, typed: Cells) -> bool:
        """Whether a row states what only projects have."""
        return any(n in self._telling for n in filled(typed))

    def _is_group(self, row: int, typed: Cells, at: int, lead: str) -> bool:
        if not lead or self._tells(typed):
            return False
        holding, name = filled(typed), self._name.index if self._name else 0
        merge = self._across.get((row, at))
        if merge is not None and merge.left <= name <= merge.right:
            return len(holding) == 1 or groups.is_enumerated(lead)
        if not self._has_name(typed):
            return at < name and (len(holding) == 1 or groups.is_title(lead))
        text = said(typed[name - 1])
        if at == name:
            return groups.is_title(text) and (
                len(holding) == 1
                or (groups.is_enumerated(text) and (groups.is_counted(text) or self._sums(row)))
            )
        return self._is_numbered_group(row, typed, text)

    def _is_numbered_group(self, row: int, typed: Cells, name: str) -> bool:
        """Tell 二 | 城建项目（2个） from a project numbered 二, which a ledger may as well have."""
        if not groups.ORDINAL.fullmatch(_text(_at(typed, self._number))):
            return False
        number = self._number.index if self._number else 0
        if filled(typed) == [number, self._name.index if self._name else 0]:
            return self._has_numbered_groups
        is_title = groups.is_title(name) or self._is_second_level(_text(_at(typed, self._number)))
        return (is_title and self._has_numbered_groups) or self._sums(row)

    def _is_second_level(self, number: str) -> bool:
        """Whether a number is the （一） of a ledger whose titles are numbered 一 as well."""
        return number.startswith(("(", "（")) and self._has_two_levels

    @cached_property
    def _has_two_levels(self) -> bool:
        after = self._heading.rows[-1]
        numbers = {_text(_at(typed, self._number)) for typed in self._below(after)}
        return any(groups.is_bare_ordinal(number) for number in numbers)

    @cached_property
    def _has_numbered_groups(self) -> bool:
        after = self._heading.rows[-1]
        return numbering.has_groups(_text(_at(typed, self._number)) for typed in self._below(after))

    def _sums(self, row: int) -> bool:
        """Whether the money of a row is the sum of the rows below it, up to the next title."""
        typed = self._grid.rows[row]
        stated = [c for c in self._money if numbering.as_float(_at(typed, c)) is not None]
        below = takewhile(lambda cells: not _heads(cells), self._below(row))
        parts = [[_at(cells, c) for c in stated] for cells in below]
        return bool(stated) and numbering.adds_up([_at(typed, c) for c in stated], parts)

    def _below(self, row: int) -> Iterator[Cells]:
        first = bisect_right(self._used, row)
        return (self._grid.rows[self._used[n]] for n in range(first, len(self._used)))

    def _title(self, typed: Cells) -> str:
        """Write the title of a group: 二 | 城建项目 is 二、城建项目."""
        _, lead = _lead(typed)
        name = said(_at(typed, self._name))
        between = "" if lead.endswith((")", "）", "、", ".", "．")) else "、"
        return f"{lead}{between}{name}" if name and name != lead else lead

    def _is_column_numbers(self, row: int, typed: Cells) -> bool:
        """Recognise the row below a heading that numbers its columns."""
        texts = [str(value).strip() for value in typed if value is not None]
        return row == self._heading.rows[-1] + 1 and numbering.counts_columns(texts)


def _lead(typed: Cells) -> tuple[int, str]:
    """Return place and text of the first cell that holds anything."""
    at = next(iter(filled(typed)), 0)
    return at, said(typed[at - 1]) if at else ""


def _at(cells: Sequence[Value], column: Column | None) -> Value:
    return cells[column.index - 1] if column and column.index <= len(cells) else None


def _text(value: Value) -> str:
    return "" if value is None else str(value).strip()


def _heads(cells: Cells) -> bool:
    """Whether a row is a title or a sum, which ends the rows a title above is the sum of."""
    _, lead = _lead(cells)
    return (
        bool(groups.ORDINAL.fullmatch(lead)) or groups.is_enumerated(lead) or words.is_total(lead)
    )


def _is_all_words(cells: Sequence[Value]) -> bool:
    return all(value is None or isinstance(value, str) for value in cells)
