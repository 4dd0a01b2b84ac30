"""The rows right above a further heading: what is a title there, and what a last project."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from geo.ledger.grid import Cells, Grid, Value
from geo.ledger.heading import groups, headings, words
from geo.ledger.heading.headings import Heading
from geo.ledger.heading.levels import filled, said
from geo.ledger.heading.traditional import simplified

_LEAST = 3
# What is written above a table beside its title.
_FILLED_IN = re.compile(r"(?:单位|填报|报送|制表|日期|时间).{0,4}[:：]|截[至止]|\d年\d{1,2}月")
_LABEL = re.compile(
    r"[(（\[【]?(?:金额|计量|货币)?(?:单位|填报|报送|制表|编制|日期|时间).{0,4}[:：]"
)
# Nobody calls a project so; 计划 and 情况 may end a project's name, where nothing sets it apart.
_NAMED = re.compile(
    "(?:表|台账|清单|目录|名单|一览|汇总|明细)(?:[(（].*[)）])?$"
    r"|^附?[表件]\s*[一二三四五六七八九十\d]+(?=$|[:：、.．\s])"
    "|(?:续建|新开工|重点|重大|前期|储备)项目$"
)
_TITLE = re.compile(rf"{_NAMED.pattern}|(?:计划|情况)(?:[(（].*[)）])?$|单位[:：]")


def last_above(grid: Grid, top: int, name: int) -> int:
    """Find the last row that is not part of the title above a further heading.

    A title stands right above, or apart between two blank rows.

    Args:
        grid: the sheet.
        top: the first row of the heading.
        name: the column of names in the table above.

    """
    row = _above(grid, top - 1, name)
    if row in grid.rows or row < top - 1:
        return row
    apart = _above(grid, row - 1, name)
    if apart == row - 1 or apart in grid.rows:
        return row
    first = _texts(grid.rows[apart + 1])[0]
    return apart if _TITLE.search(first) or _LABEL.match(first) else row


def names_table(grid: Grid, rows: Sequence[int]) -> bool:
    """Tell whether a title above a repeated heading names a table of its own.

    The title of a group (一、续建项目) holds within a table, and what is filled in on each page
    begins none.
    """
    return any(_names_table(grid, row) for row in rows if row in grid.rows)


def said_above(grid: Grid, heading: Heading) -> frozenset[str]:
    """Collect what is written in the few rows right above a heading, cell by cell."""
    tops = range(heading.rows[0] - _LEAST, heading.rows[0])
    cells = (cell for top in tops for cell in grid.rows.get(top, ()))
    return frozenset(cell for cell in cells if isinstance(cell, str) and cell.strip())


def is_repeated(grid: Grid, heading: Heading, title: Collection[Value], row: int) -> bool:
    """Tell whether a row says the title again above the repeated heading, as on each page.

    Args:
        grid: the sheet.
        heading: its heading.
        title: what `said_above` it.
        row: the row below it.

    """
    for _ in range(_LEAST):
        values = [value for value in grid.rows.get(row, ()) if value is not None]
        if not values or not all(value in title for value in values):
            return False
        row = next((n for n in (row + 1, row + 2) if n in grid.rows), 0)
        if headings.is_repeated(heading, grid.rows.get(row, ())):
            return True
    return False


def _above(grid: Grid, row: int, name: int) -> int:
    while row in grid.rows and _is_title(grid, row, name):
        row -= 1
    return row


def _texts(cells: Cells) -> list[str]:
    """Write the texts of a row in simplified characters; what is no text is ""."""
    return [simplified(said(cells[n - 1])) for n in filled(cells)]


def _names_table(grid: Grid, row: int) -> bool:
    first = _texts(grid.rows[row])[0]
    if _LABEL.match(first) or groups.is_title(first):
        return False
    return bool(_NAMED.search(first)) or (row - 1 not in grid.rows and bool(_TITLE.search(first)))


def _is_title(grid: Grid, row: int, name: int) -> bool:
    """Tell a title from a last project of the table above, of which only the name is known."""
    cells = grid.rows[row]
    texts = _texts(cells)
    if not all(texts) or len(texts) > _LEAST or any(map(words.is_remark, texts)):
        return False
    if len(texts) > 1:
        return all(map(_FILLED_IN.search, texts)) or (
            all(map(_LABEL.search, texts[1:])) and _heads(grid, row, texts[0])
        )
    return (
        filled(cells) != [name]
        or _is_merged(grid, row, name)
        or bool(_LABEL.match(texts[0]))
        or _heads(grid, row, texts[0])
    )


def _heads(grid: Grid, row: int, text: str) -> bool:
    """Tell whether a text stands apart from the rows above it, or is worded as titles are."""
    return row - 1 not in grid.rows or bool(_TITLE.search(text) or groups.is_title(text))


def _is_merged(grid: Grid, row: int, name: int) -> bool:
    return any(m.top == row and m.left <= name < m.right for m in grid.merges)
