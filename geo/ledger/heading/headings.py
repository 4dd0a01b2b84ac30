"""Finds the headings of a sheet and what their columns mean.

A heading is a block of one to three rows whose texts name fields, the project's name among them.
Title, unit and filling-in rows above it are so left out without being recognised. The first one
is taken, not the richest of the sheet: a richer one further down heads a table of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.ledger.grid import Grid, Value
from geo.ledger.heading import levels
from geo.ledger.heading.columns import GIVEN, Meanings, assigned
from geo.ledger.heading.levels import said
from geo.ledger.opening import limits
from geo.ledger.reporting.prefix import PREFIX
from geo.ledger.table import Column

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LEAST = 2


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading: its rows, its columns, and the texts above each other in column 1, 2, 3 ….

    `reach` is the last row its merged cells reach to, `year` the one the title above names (or 0).
    """

    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    levels: tuple[tuple[str, ...], ...]
    reach: int
    year: int

    @property
    def read(self) -> dict[str, Column]:
        """The columns that are read, by field."""
        return {c.field: c for c in self.columns if c.field and c.basis != "duplicate"}

    @property
    def known(self) -> int:
        """How many columns are understood; one the user wants left unread is."""
        return len(self.read) + sum(c.basis in GIVEN and not c.field for c in self.columns)

    @property
    def is_sound(self) -> bool:
        """Whether a table stands below: the name is there, and not by a chance word alone."""
        name = self.read.get("name")
        is_given = any(column.basis in GIVEN for column in self.columns)
        return name is not None and (is_given or len(self.read) >= _LEAST)


@dataclass(frozen=True, kw_only=True)
class Finder:
    """Looks for headings in a sheet of `width` columns, by what the user says headings mean."""

    grid: Grid
    meanings: Meanings
    width: int

    def first(self) -> Heading | None:
        """Find the first sound heading, else the likeliest; None if nothing is like one."""
        within = sorted(self.grid.rows)[: limits.HEADING_WITHIN]
        found: list[Heading] = []
        for top in within:
            blocks = list(self._blocks(top, within[0]))
            if any(block.is_sound for block in blocks):
                return self._best_from(blocks, within[0])
            found += blocks
        return self._best(found) if found else None

    def at(self, row: int, above: int, year: int) -> Heading | None:
        """Read the heading that begins in a row; None if that is none.

        Args:
            row: its first row.
            above: the last row that belongs to the table above.
            year: the year in force where the rows in between name none.

        """
        blocks = [block for block in self._blocks(row, above + 1, year) if block.is_sound]
        return self._best(blocks) if blocks else None

    def _best_from(self, blocks: Sequence[Heading], first: int) -> Heading:
        """Weigh a sound block against those that begin in its rows: its first may be a title."""
        sound = [block for block in blocks if block.is_sound]
        last = min(block.rows[-1] for block in sound)
        for top in range(sound[0].rows[0] + 1, last + 1):
            sound += [block for block in self._blocks(top, first) if block.is_sound]
        return self._best(sound)

    def _best(self, blocks: Sequence[Heading]) -> Heading:
        """Take the block that says most; of equally good ones the lower, then the upper one."""
        return self._extended(max(blocks, key=self._rank))

    def _rank(self, block: Heading) -> tuple[bool, bool, int, int, int]:
        top, height = block.rows[0], len(block.rows)
        is_split = height > 1 and levels.is_parent(self.grid, top)
        return block.is_sound, is_split, block.known, -height, -top

    def _blocks(self, top: int, first: int, year: int = 0) -> Iterator[Heading]:
        for height in range(1, limits.HEADING_LEVELS + 1):
            rows = tuple(range(top, top + height))
            if not self._may_head(rows) or levels.begins_inside(self.grid, top):
                return
            if block := self._block(rows, _year_of(self.grid, first, top) or year):
                yield block

    def _may_head(self, rows: Sequence[int]) -> bool:
        grid = self.grid
        if not (rows[-1] in grid.rows and levels.is_wordy(grid.rows[rows[-1]])):
            return False
        uppers = rows[-2:-1]
        return not any(levels.is_stacked(grid, row) or levels.is_title(grid, row) for row in uppers)

    def _block(self, rows: tuple[int, ...], year: int) -> Heading | None:
        texts = levels.of_rows(self.grid, rows, self.width)
        columns = [(n, column) for n, column in enumerate(texts, start=1) if not _is_ours(column)]
        heading = Heading(
            rows=rows,
            columns=assigned(columns, self.meanings, year),
            levels=tuple(texts),
            reach=levels.reach(self.grid, rows),
            year=year,
        )
        return heading if heading.known else None

    def _extended(self, heading: Heading) -> Heading:
        """Take in the rows below that merges tie to the heading, then a row of units alone."""
        while heading.reach > heading.rows[-1] and len(heading.rows) <= limits.HEADING_LEVELS:
            taller = self._taller(heading, heading.reach)
            if taller is None:
                break
            heading = taller
        below = heading.rows[-1] + 1
        return (
            (self._taller(heading, below) or heading) if self._goes_on(heading, below) else heading
        )

    def _goes_on(self, heading: Heading, below: int) -> bool:
        name = heading.read.get("name")
        return below in self.grid.rows and (
            levels.is_units(self.grid.rows[below])
            or (
                name is not None
                and levels.are_children(self.grid, below, heading.levels, name.index)
            )
        )

    def _taller(self, heading: Heading, last: int) -> Heading | None:
        added = range(heading.rows[-1] + 1, last + 1)
        rows = (*heading.rows, *added)
        if len(rows) > limits.HEADING_LEVELS + 1 or not all(row in self.grid.rows for row in added):
            return None
        if not all(levels.is_wordy(self.grid.rows[row]) for row in added):
            return None
        block = self._block(rows, heading.year)
        return block if block and block.is_sound >= heading.is_sound else None


def finder(grid: Grid, meanings: Meanings) -> Finder:
    """Make the finder of a sheet that holds something."""
    return Finder(grid=grid, meanings=meanings, width=max(map(len, grid.rows.values())))


def is_repeated(heading: Heading, cells: Sequence[Value]) -> bool:
    """Tell whether a row below says again what the heading says, column by column."""
    texts = [said(cell) for cell in cells]
    same = sum(text in column for text, column in zip(texts, heading.levels, strict=False) if text)
    return same >= _LEAST and same * 2 > sum(map(bool, texts))


def is_same(heading: Heading, cells: Sequence[Value]) -> bool:
    """Tell whether a row says nothing but what the heading says."""
    texts = enumerate(map(said, cells))
    return all(n < len(heading.levels) and text in heading.levels[n] for n, text in texts if text)


def _is_ours(column: Sequence[str]) -> bool:
    """Recognise a column of last month's report; it is not the ledger's own."""
    return any(text.startswith(PREFIX) for text in column)


def _year_of(grid: Grid, first: int, top: int) -> int:
    """Return the one year the title names; 0 if it names none or several."""
    rows = (grid.rows[row] for row in range(max(first, top - _FAR), top) if row in grid.rows)
    years = {
        int(year) for cells in rows for cell in cells if cell for year in _YEAR.findall(str(cell))
    }
    return years.pop() if len(years) == 1 else 0


# A title stands within so many rows above its heading.
_FAR = 100
