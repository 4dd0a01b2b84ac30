"""Columns of ours in the XML of a sheet: cells, widths; all other cells as they were."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geo.ledger.reporting import splice
from geo.ledger.reporting.report_style import HEADING, LOOKS, QUOTED, TEXT, TYPED, Looks
from geo.ledger.reporting.splice import Edit, Element
from geo.texts import column_number, letter, plain

Cell = str | float | None
LAST_COLUMN = 16_384
_CELL_MAX = 32_767  # characters Excel keeps in a cell
_DIGITS = "0123456789"
_FORMULA_LIKE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CHARACTERS_PER_HANZI = 2
_NARROW, _WIDE = 12, 46  # widths of a column, in digits
_SPANS = re.compile(rb"\s+spans\s*=\s*(\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, kw_only=True)
class Addition:
    """Cells to stand from column `first` on, by row; `cleared` are columns emptied before."""

    first: int
    headings: Sequence[str]
    heading_rows: Collection[int]
    rows: Mapping[int, Sequence[Cell]]
    cleared: Collection[int] = ()


@dataclass
class _Found:
    """What of the sheet has to be touched."""

    rows: list[tuple[int, Element]] = field(default_factory=list)
    cells: list[tuple[int, int, Element]] = field(default_factory=list)
    widths: list[Element] = field(default_factory=list)
    others: dict[str, Element] = field(default_factory=dict)


def add(sheet: bytes, addition: Addition, looks: Looks) -> bytes:
    """Return the sheet with the columns added.

    Raises:
        FileError: the XML brings a document type of its own.

    """
    sheet = splice.utf8(sheet)
    found = _find(sheet, addition)
    edits = [*_width_edits(sheet, found, addition), *_cell_edits(sheet, found, addition, looks)]
    # The stated size is optional, and would now be wrong.
    if dimension := found.others.get("dimension"):
        edits.append(Edit(dimension.start, dimension.end, ""))
    return splice.apply(sheet, edits)


def filled(sheet: bytes, rows: Mapping[int, Sequence[object]], looks: Looks) -> bytes:
    """Write rows of texts into an empty sheet; numbers and codes stay the texts they are."""
    lines = "".join(
        f'<row r="{number}">{"".join(_typed(number, cells, looks))}</row>'
        for number, cells in sorted(rows.items())
    )
    (data,) = splice.elements(sheet, "sheetData")
    return splice.apply(sheet, [splice.inside(sheet, data, lines)])


def _typed(number: int, cells: Sequence[object], looks: Looks) -> Iterator[str]:
    for column, value in enumerate(cells, start=1):
        if value is not None and value != "":
            yield _cell("", f"{letter(column)}{number}", str(value), looks.get(TYPED))


def _find(sheet: bytes, addition: Addition) -> _Found:
    found = _Found()
    touched = {*addition.heading_rows, *addition.rows}
    at = [0, 0]
    columns: dict[str, int] = {}

    def row(attributes: dict[str, str]) -> bool:
        at[:] = int(attributes.get("r", at[0] + 1)), 0
        return at[0] in touched

    def cell(attributes: dict[str, str]) -> bool:
        letters = attributes.get("r", "").rstrip(_DIGITS)
        if letters not in columns:
            columns[letters] = column_number(letters)
        column = at[1] = columns[letters] or at[1] + 1
        return column in addition.cleared or (column >= addition.first and at[0] in touched)

    def visit(element: Element) -> None:
        name = element.name.rpartition(":")[2]
        if name == "row":
            found.rows.append((at[0], element))
        elif name == "c":
            found.cells.append((at[0], at[1], element))
        elif name == "col":
            found.widths.append(element)
        else:
            found.others[name] = element

    others = dict.fromkeys(("col", "cols", "dimension", "sheetData"), lambda _: True)
    splice.walk(sheet, {"row": row, "c": cell, **others}, visit)
    return found


def _cell_edits(sheet: bytes, found: _Found, addition: Addition, looks: Looks) -> Iterator[Edit]:
    end = addition.first + len(addition.headings)
    letters = [letter(column) for column in range(addition.first, end)]
    touched = {number for number, _ in found.rows}
    after: dict[int, Element] = {}
    for number, column, cell in found.cells:
        replaced = number in touched and addition.first <= column < end
        if replaced or (column in addition.cleared and not cell.is_closed):
            yield Edit(cell.start, cell.end, "")
        elif number in touched and column >= end:
            after.setdefault(number, cell)
    for number, row in found.rows:
        cells = _cells(row.prefix, number, letters, addition, looks)
        if not row.is_closed:
            # Which columns a row spans is optional, and would now be wrong.
            yield Edit(row.start, row.inner, _SPANS.sub(b"", sheet[row.start : row.inner]))
        if number in after:
            yield Edit(after[number].start, after[number].start, cells)
        else:
            yield splice.inside(sheet, row, cells)


def _cells(
    prefix: str, number: int, letters: Sequence[str], addition: Addition, looks: Looks
) -> str:
    is_heading = number in addition.heading_rows
    cells = addition.headings if is_heading else addition.rows[number]
    return "".join(
        _cell(prefix, f"{column}{number}", value, looks.get(_look(value, is_heading)))
        for column, value in zip(letters, cells, strict=True)
    )


def _look(value: Cell, is_heading: bool) -> str:
    if is_heading:
        return HEADING
    if isinstance(value, str) and value in LOOKS:
        return value
    return QUOTED if isinstance(value, str) and value.startswith(_FORMULA_LIKE) else TEXT


def _cell(prefix: str, reference: str, value: Cell, look: int | None) -> str:
    style = "" if look is None else f' s="{look}"'
    opening = f'<{prefix}c r="{reference}"{style}'
    if isinstance(value, str) and value:
        text = splice.escape(plain(value)[:_CELL_MAX])
        inner = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
        return f'{opening} t="inlineStr">{inner}</{prefix}c>'
    if isinstance(value, (int, float)) and math.isfinite(value):
        return f"{opening}><{prefix}v>{value!r}</{prefix}v></{prefix}c>"
    return f"{opening}/>"


def _width_edits(sheet: bytes, found: _Found, addition: Addition) -> Iterator[Edit]:
    """Give our columns their widths; a range of columns they lie in is cut around them."""
    columns = range(addition.first, addition.first + len(addition.headings))
    data = found.others["sheetData"]
    ours = "".join(_width(data.prefix, n, _needed(addition, n)) for n in columns)
    for width in found.widths:
        low, high = int(width.attributes["min"]), int(width.attributes["max"])
        if high < columns.start:
            continue
        end = width.end if low < columns.stop else width.start
        before = _ranged(width, low, min(high, columns.start - 1))
        after = _ranged(width, max(low, columns.stop), high) if end == width.end else ""
        yield Edit(width.start, end, before + ours + after)
        ours = ""
    if ours and "cols" in found.others:
        yield splice.inside(sheet, found.others["cols"], ours)
    elif ours:
        yield Edit(data.start, data.start, f"<{data.prefix}cols>{ours}</{data.prefix}cols>")


def _ranged(width: Element, low: int, high: int) -> str:
    """Write the widths of a narrower range of columns, nothing for none."""
    ends = {"min": str(low), "max": str(high)}
    return splice.tag(width.name, width.attributes | ends) if low <= high else ""


def _width(prefix: str, column: int, width: int) -> str:
    ends = {"min": str(column), "max": str(column)}
    return splice.tag(f"{prefix}col", ends | {"width": str(width), "customWidth": "1"})


def _needed(addition: Addition, column: int) -> int:
    at = column - addition.first
    cells = (addition.headings[at], *(row[at] for row in addition.rows.values()))
    longest = max(len(str(cell or "")) for cell in cells) * _CHARACTERS_PER_HANZI
    return min(max(longest + 2, _NARROW), _WIDE)
