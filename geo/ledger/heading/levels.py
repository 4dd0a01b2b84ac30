"""The texts of the rows of a heading, column by column from the top down, merges spread out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from geo.ledger.grid import Cells, Grid, Merge, Value
from geo.ledger.heading import units

# 序　号 and 项目(line break)名称 are one word each, Project Name is two.
_CJK = "[\u2e80-\u9fff\uff01-\uff5e]"
_COLON = re.compile("[:：]")
_SPACE = re.compile(f"(?<={_CJK}) | (?={_CJK})")


def said(value: Value) -> str:
    """Write a text cell on one line, without the spaces that only spread Chinese characters out.

    Other cells say nothing.
    """
    if not isinstance(value, str):
        return ""
    text = " ".join(value.split())
    return _SPACE.sub("", text) if " " in text else text


def filled(cells: Cells) -> list[int]:
    """List the columns (from 1) of a row whose cells hold anything."""
    return [n for n, value in enumerate(cells, 1) if value is not None and str(value).strip()]


def is_wordy(cells: Cells) -> bool:
    """Tell a row of words from a row of data; a heading may hold a year as a number."""
    values = [cell for cell in cells if cell is not None and cell != ""]
    return sum(isinstance(cell, str) for cell in values) * 2 > len(values)


def is_units(cells: Cells) -> bool:
    """Tell whether a row holds nothing but units, as below a heading: （亿元）, （万元）."""
    texts = [
        "".join(unicodedata.normalize("NFKC", str(cells[n - 1])).split()) for n in filled(cells)
    ]
    return bool(texts) and all(units.only(text.casefold()) for text in texts)


def of_rows(grid: Grid, rows: Sequence[int], width: int) -> list[tuple[str, ...]]:
    """Read each column's texts from the top down; a merged text counts for all its columns."""
    texts = [_row_texts(grid, row, width) for row in rows]
    lines = [_spread(texts, at) for at in range(len(rows))]
    return [
        tuple(dict.fromkeys(text for text in column if text)) for column in zip(*lines, strict=True)
    ]


def is_stacked(grid: Grid, row: int) -> bool:
    """Tell whether a row and the one below are two rows of cells, not parents and children.

    A parent has room to its right: it is merged over its children, or the next cell is empty.
    """
    upper, lower = grid.rows[row], grid.rows[row + 1]
    parents = {m.left for m in _merges_over(grid, row) if m.right > m.left}
    words = [n for n, value in enumerate(upper, start=1) if _word(value)]
    alone = (n for n in words if n not in parents and (n + 1 in words or n == len(upper)))
    return 2 * sum(n <= len(lower) and bool(_word(lower[n - 1])) for n in alone) > len(words)


def is_title(grid: Grid, row: int) -> bool:
    """Tell whether a row is one text above all of the next row, and so no level of its heading."""
    upper, lower = filled(grid.rows[row]), filled(grid.rows[row + 1])
    return len(upper) == 1 and bool(lower) and upper[0] <= lower[0]


def is_parent(grid: Grid, row: int) -> bool:
    """Tell whether a row names spans of columns above the next: 上半年, (empty), 下半年, (empty).

    What is filled in above a heading (填报单位：发改委) begins further left or has a colon.
    """
    upper, lower = filled(grid.rows[row]), filled(grid.rows.get(row + 1, ()))
    texts = [str(grid.rows[row][n - 1]) for n in upper]
    return (
        bool(upper and lower)
        and upper[0] > lower[0]
        and any(n + 1 in lower and n + 1 not in upper for n in upper)
        and not any(_COLON.search(text) for text in texts)
    )


def are_children(grid: Grid, row: int, heading: Sequence[tuple[str, ...]], name: int) -> bool:
    """Tell whether a row of words has texts where the heading above it has none, and no name."""
    cells = grid.rows[row]
    words = filled(cells)
    return (
        bool(words)
        and min(words) > name
        and all(isinstance(cells[n - 1], str) for n in words)
        and any(1 < n <= len(heading) and not heading[n - 1] and heading[n - 2] for n in words)
    )


def begins_inside(grid: Grid, top: int) -> bool:
    """Tell whether a merged text from above reaches into a row."""
    return any(merge.top < top <= merge.bottom and _is_filled(grid, merge) for merge in grid.merges)


def reach(grid: Grid, rows: Sequence[int]) -> int:
    """Find the last row the merged cells of a heading reach to.

    A cell merged sideways is a parent where another column of the heading is merged downwards.
    """
    held = [merge for merge in grid.merges if rows[0] <= merge.top <= rows[-1] < merge.bottom]
    return max((merge.bottom for merge in held if _is_filled(grid, merge)), default=rows[-1])


def _row_texts(grid: Grid, row: int, width: int) -> list[str]:
    cells = grid.rows[row]
    texts = [_word(cells[n]) if n < len(cells) else "" for n in range(width)]
    for merge in _merges_over(grid, row):
        anchor = grid.rows.get(merge.top, ())
        if merge.left <= len(anchor):
            for n in range(merge.left - 1, min(merge.right, width)):
                texts[n] = _word(anchor[merge.left - 1])
    return texts


def _merges_over(grid: Grid, row: int) -> Iterator[Merge]:
    return (merge for merge in grid.merges if merge.top <= row <= merge.bottom)


def _word(value: Value) -> str:
    """Write a cell of a heading; a bare year stands for itself."""
    return said(value) or (str(value) if isinstance(value, int) else "")


def _spread(texts: Sequence[list[str]], at: int) -> list[str]:
    """Carry a parent on to the right where its merge is lost, as in a CSV: 年度计划, (empty)."""
    line = list(texts[at])
    for n in range(1, len(line)):
        below = [texts[lower][n] for lower in range(at + 1, len(texts))]
        beside = [texts[lower][n - 1] for lower in range(at + 1, len(texts))]
        if not line[n] and any(below) and any(beside) and beside != [line[n - 1]] * len(beside):
            line[n] = line[n - 1]
    return line


def _is_filled(grid: Grid, merge: Merge) -> bool:
    cells = grid.rows.get(merge.top, ())
    return merge.left <= len(cells) and bool(_word(cells[merge.left - 1]))
