"""Columns of ours in the XML of a sheet: cells, widths; all other cells as they were."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

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
_OTHERS = ("col", "cols", "dimension", "sheetData")
# The letters of every cell; none where its reference does not come first.
_REFERENCES = re.compile(rb"<(?:[^\s/>:!?]+:)?c(?:\s+r=\"([A-Z]+)[0-9]*\")?(?=[\s/>])")
_SPANS = re.compile(rb"\s+spans\s*=\s*(\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, kw_only=True)
class Addition:
    """Cells to stand from column `first` on, by row; `cleared` are columns emptied before."""

    first: int
    headings: Sequence[str]
    heading_rows: Collection[int]
    rows: Mapping[int, Sequence[Cell]]
    cleared: Collection[int] = ()

    @cached_property
    def touched(self) -> frozenset[int]:
        """The rows that get cells."""
        return frozenset((*self.heading_rows, *self.rows))

    @cached_property
    def before(self) -> frozenset[bytes]:
        """The letters of all columns before those that are emptied or written to."""
        end = min((self.first, *self.cleared))
        return frozenset(letter(column).encode() for column in range(1, end))

    def concerns(self, row: int, column: int) -> bool:
        """Tell whether a cell is emptied, or stands where ours will or behind."""
        return column in self.cleared or (column >= self.first and row in self.touched)


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
    number = 0
    for element in splice.outer_elements(sheet, "row", *_OTHERS):
        name = element.name.rpartition(":")[2]
        if name == "row":
            number = int(element.attributes.get("r", number + 1))
            if number in addition.touched:
                found.rows.append((number, element))
            found.cells += _find_cells(sheet, element, number, addition)
        elif name == "col":
            found.widths.append(element)
        else:
            found.others[name] = element
    return found


def _find_cells(
    sheet: bytes, row: Element, number: int, addition: Addition
) -> Iterator[tuple[int, int, Element]]:
    """Yield the cells of a row that are emptied, or stand where ours will or behind."""
    # In most rows none does, which the references alone tell; without one it has to be counted.
    if addition.before.issuperset(_REFERENCES.findall(sheet, row.inner, row.outer)):
        return
    column = 0
    for cell in splice.elements(sheet[row.start : row.end], "c"):
        column = column_number(cell.attributes.get("r", "").rstrip(_DIGITS)) or column + 1
        if addition.concerns(number, column):
            yield number, column, splice.moved(cell, row.start)


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
        if not row.is_closed and "spans" in row.attributes:
            # Which columns a row spans is optional, and would now be wrong.
            yield Edit(row.start, row.inner, _SPANS.sub(b"", sheet[row.start : row.inner]))
        if number in after:
            yield Edit(after[number].start, after[number].start, cells.encode())
        else:
            yield splice.inside(sheet, row, cells)


def _cells(
    prefix: str, number: int, letters: Sequence[str], addition: Addition, looks: Looks
) -> str:
    is_heading = number in addition.heading_rows
    cells = addition.headings if is_heading else addition.rows[number]
    row = f"{number}"
    return "".join(
        _cell(prefix, column + row, value, looks.get(_look(value, is_heading)))
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
        return f'{opening} t="inlineStr">{_inline(prefix, value)}</{prefix}c>'
    if isinstance(value, (int, float)) and math.isfinite(value):
        return f"{opening}><{prefix}v>{value!r}</{prefix}v></{prefix}c>"
    return f"{opening}/>"


@lru_cache(maxsize=4096)  # a report's rows share few words
def _inline(prefix: str, words: str) -> str:
    text = splice.escape(plain(words)[:_CELL_MAX])
    return f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'


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
