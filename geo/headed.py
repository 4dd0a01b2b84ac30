"""Rows of a small table under headings we know, from a CSV or a workbook as it was opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from geo.errors import FileError
from geo.ledger.grid import Book, Cells
from geo.ledger.values import text_of
from geo.writing import fold

# Field → the headings it may stand under, the one we recommend first.
Headings = Mapping[str, Sequence[str]]
Numbered = tuple[int, dict[str, str]]


def rows(book: Book, headings: Headings, required: Collection[str]) -> list[Numbered]:
    """Read the rows of the first sheet whose first row holds the required headings.

    Args:
        book: the file, opened.
        headings: for each field the headings it may have; other columns are left alone.
        required: fields that must have a column.

    Returns:
        The row number, as spreadsheets count, and the text of each field, "" where there is none.

    Raises:
        FileError: no sheet has the required headings.

    """
    for grid in book.grids:
        (_, heading), *rest = sorted(grid.rows.items()) or [(0, ())]
        columns = _columns(heading, headings)
        if columns.keys() >= set(required):
            return [(number, _texts(cells, columns, headings)) for number, cells in rest]
    wanted = "、".join(f"“{headings[field][0]}”" for field in headings if field in required)
    raise FileError(f"{book.name}：第一行应是列名，至少要有{wanted}，请对照说明补上")


def field_of(heading: str, headings: Headings) -> str | None:
    """Return the field a heading stands for, None for none of ours."""
    key = fold(heading).lower()
    return next((field for field, words in headings.items() if key in words), None)


def _columns(heading: Cells, headings: Headings) -> dict[str, int]:
    """Tell in which column each field stands; of two columns of one field the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(heading):
        if field := field_of(text_of(cell), headings):
            found.setdefault(field, at)
    return found


def _texts(cells: Cells, columns: Mapping[str, int], headings: Headings) -> dict[str, str]:
    texts = {field: text_of(cells[at]) for field, at in columns.items() if at < len(cells)}
    return {field: " ".join(texts.get(field, "").split()) for field in headings}
