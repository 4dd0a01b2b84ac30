"""Divides a table whose heading is said again to its right: two tables side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.ledger.grid import Cells, Grid
from geo.ledger.heading.columns import Meanings
from geo.ledger.heading.headings import Heading, finder
from geo.ledger.heading.meaning import meaning

_MOST = 4


def split(
    grid: Grid, heading: Heading, within: tuple[int, int], meanings: Meanings
) -> Iterator[tuple[Grid, Heading]]:
    """Yield the tables a heading stands for from the left; most stand for one.

    Args:
        grid: the sheet.
        heading: the heading as it goes across all columns.
        within: the last row above its title, and the last of its table.
        meanings: what the user says headings mean.

    """
    parts = list(_parts(grid, heading, within, meanings))
    if len(parts) > 1 and all(own is not None for _, own in parts):
        yield from ((part, own) for part, own in parts if own is not None)
    else:
        yield grid, heading


def _parts(
    grid: Grid, heading: Heading, within: tuple[int, int], meanings: Meanings
) -> Iterator[tuple[Grid, Heading | None]]:
    starts, top = _starts(heading.levels), heading.rows[0]
    if not 1 < len(starts) <= _MOST:
        return
    ends = [start - 1 for start in starts[1:]] + [len(heading.levels)]
    for left, right in zip([1, *starts[1:]], ends, strict=True):
        part = _cut(grid, (within[0], top, within[1]), left, right)
        yield part, finder(part, meanings).at(top, top - 1, heading.year)


def _starts(columns: Sequence[tuple[str, ...]]) -> list[int]:
    """Find the columns where the words of the first table begin again, itself included."""
    names = [n for n, texts in enumerate(columns, 1) if _is_name(texts)]
    starts = [next((n for n, texts in enumerate(columns, 1) if texts), 0)]
    for again in names[1:]:
        step, left = again - names[0], again
        while left - 1 > max(starts[-1], step) and _is_same(columns, left - 1, step):
            left -= 1
        if left < again or (again < len(columns) and _is_same(columns, again + 1, step)):
            starts.append(left)
    return starts


def _is_same(columns: Sequence[tuple[str, ...]], at: int, step: int) -> bool:
    return bool(columns[at - 1]) and columns[at - 1] == columns[at - 1 - step]


def _is_name(texts: tuple[str, ...]) -> bool:
    found = meaning(texts) if texts else None
    return found is not None and found.code == "name" and not found.is_weak


def _cut(grid: Grid, rows: tuple[int, int, int], left: int, right: int) -> Grid:
    """Leave out of a table's rows what stands beside its columns; its title stays whole."""
    above, top, last = rows
    kept = {row: cells for row, cells in grid.rows.items() if above < row < top}
    blank: Cells = (None,) * (left - 1)
    for row, cells in grid.rows.items():
        if top <= row <= last:
            kept[row] = blank + cells[left - 1 : right]
    return replace(
        grid,
        rows=kept,
        merges=tuple(m for m in grid.merges if m.left >= left and m.right <= right),
        unsaved=frozenset(spot for spot in grid.unsaved if left <= spot[1] <= right),
        stripped=frozenset(spot for spot in grid.stripped if left <= spot[1] <= right),
    )
