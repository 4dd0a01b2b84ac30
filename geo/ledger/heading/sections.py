"""Divides a sheet into its tables: below each other, each with a title, and beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo.ledger.grid import Cells, Grid
from geo.ledger.heading import beside, groups, levels, titles, units
from geo.ledger.heading.columns import Meanings
from geo.ledger.heading.fields import ALIASES, key
from geo.ledger.heading.headings import Finder, Heading, finder, is_same
from geo.ledger.heading.levels import filled, said

# More tables than this in a sheet are made by a machine to keep us busy.
MOST = 100
_LEAST, _SHORT = 3, 24
_PROJECT = re.compile(
    "[项項]目|工程|名[称稱]|name|title|project|nombre|obra|proyecto", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(（\[【][^()（）]*[)）\]】]")


@dataclass(frozen=True, kw_only=True)
class Section:
    """A table of a sheet: its heading, the rows of its title and body, and what is above it.

    `grid` holds the columns of this table only. `above` is the last row before its title, `last`
    its own last row; `unit` is the unit its title states or the heading it repeats had.
    """

    grid: Grid
    heading: Heading
    above: int
    last: int
    title: str
    unit: str

    @property
    def group(self) -> str:
        """The group all its rows belong to: a title that names a plate, else a numbered one."""
        rows = range(self.above + 1, self.heading.rows[0])
        above = [_texts(self.grid.rows[row]) for row in rows if row in self.grid.rows]
        lone = [texts[0] for texts in reversed(above) if len(texts) == 1]
        plates = [text for text in lone if groups.plate_of(text)]
        # 一、产业项目 right above the heading heads the first of several groups.
        numbered = [text for text in lone[:1] if groups.is_enumerated(text)]
        return (*plates, *numbered, "")[0]


def _texts(cells: Cells) -> list[str]:
    return [said(cells[n - 1]) for n in filled(cells)]


def sections(grid: Grid, meanings: Meanings) -> Iterator[Section]:
    """Yield the tables of a sheet from the top down, those side by side from the left."""
    find = finder(grid, meanings)
    heading, above, unit = find.first(), 0, ""
    for _ in range(MOST):
        if heading is None or not heading.is_sound:
            return
        title = _title(grid, above, heading.rows[0])
        unit = units.of_title(title) or unit
        following = _following(find, heading, unit, title)
        last = following.above if following else max(grid.rows)
        for columns, own in beside.split(grid, heading, (above, last), meanings):
            yield Section(grid=columns, heading=own, above=above, last=last, title=title, unit=unit)
        if following is None:
            return
        # Another unit may hold where the columns are others; the same ones go on in theirs.
        unit = unit if following.is_alike else ""
        heading, above = following.heading, following.above


@dataclass(frozen=True, kw_only=True)
class _Following:
    """A further heading, the last row above its title, and whether it is like the one before."""

    heading: Heading
    above: int
    is_alike: bool


def _following(find: Finder, heading: Heading, unit: str, title: str) -> _Following | None:
    """Find the next heading below that is not just the same once more."""
    grid, name = find.grid, heading.read["name"].index
    for row in (row for row in sorted(grid.rows) if row > heading.rows[-1]):
        if not _may_head(grid.rows[row], find.meanings):
            continue
        above = titles.last_above(grid, row, name)
        own = _title(grid, above, row)
        is_titled = own not in title and titles.names_table(grid, range(above + 1, row))
        is_same_again = is_same(heading, grid.rows[row]) and not is_titled
        stated = units.of_title(own)
        has_units = row + 1 in grid.rows and levels.is_units(grid.rows[row + 1])
        if is_same_again and stated in ("", unit) and not has_units:
            continue
        other = find.at(row, above, heading.year)
        if other is None or not _is_heading(other, grid.rows[row]):
            continue
        if not (is_same_again and stated in ("", unit) and other.columns == heading.columns):
            is_alike = _share(other, heading) * 2 > len(other.read)
            return _Following(heading=other, above=above, is_alike=is_alike)
    return None


def _share(one: Heading, other: Heading) -> int:
    places = {(column.index, column.field) for column in other.read.values()}
    return sum((column.index, column.field) in places for column in one.read.values())


def _may_head(cells: Cells, meanings: Meanings) -> bool:
    return any(isinstance(cell, str) and _names_project(cell, meanings) for cell in cells)


def _names_project(text: str, meanings: Meanings) -> bool:
    if len(text) > _SHORT:
        return False
    if (meanings.chosen or meanings.remembered) and (given := meanings.given(said(text))):
        return given[0] == "name"
    if not _PROJECT.search(text):
        return False
    return ALIASES.get(key(_BRACKETS.sub("", text))) == ("name", False)


def _is_heading(other: Heading, cells: Cells) -> bool:
    """Tell a heading from a project called 项目: most of its words name fields."""
    texts = [n for n in filled(cells) if isinstance(cells[n - 1], str)]
    return len(other.read) >= _LEAST or len(other.read) == len(texts) == len(filled(cells))


def _title(grid: Grid, above: int, top: int) -> str:
    rows = (grid.rows[row] for row in range(above + 1, top) if row in grid.rows)
    texts = (str(cell).strip() for cells in rows for cell in cells if cell is not None)
    return " ".join(filter(None, texts))
