"""A sheet as rows, and how it is written: bold heading, widths that fit, no formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from layers.escape import cell_text
from layers.records import Cell

_WIDTH_LIMITS = (6, 48)
_CHARACTERS_PER_HANZI = 2
_LINE_HEIGHT = 16
# Sentences above a table run over as many columns as make a line that is read with ease.
_LEAD_WIDTH, _DEFAULT_WIDTH = 100, 13


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table with its heading first, and sentences to stand above it; `rows` are of one length.

    Numbers of columns named in `formats` are shown in that format: heading → Excel format.
    """

    title: str
    rows: Sequence[Sequence[Cell]]
    lead: tuple[str, ...] = ()
    formats: tuple[tuple[str, str], ...] = ()


def write(book: Workbook, content: Sheet) -> Worksheet:
    """Add a sheet to a workbook; texts stay texts, whatever they begin with."""
    sheet = book.create_sheet(content.title)
    widths = _widths(content.rows)
    for x, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(x)].width = width
    for y, sentence in enumerate(content.lead, start=1):
        _write_lead(sheet, y, sentence, widths)
    top = len(content.lead) + 1
    formats = dict(content.formats)
    shown = [formats.get(str(heading)) for heading in content.rows[0]]
    for y, row in enumerate(content.rows, start=top):
        for x, (value, number_format) in enumerate(zip(row, shown, strict=True), start=1):
            cell = sheet.cell(row=y, column=x)
            _put(cell, value)
            if y == top:
                cell.font = Font(bold=True)
            elif number_format and not isinstance(value, str):
                cell.number_format = number_format
    sheet.freeze_panes = f"A{top + 1}"
    return sheet


def _put(cell: BookCell, value: Cell) -> None:
    if isinstance(value, str):
        # Set as text explicitly: a leading "=" would otherwise become a live formula.
        cell.value = cell_text(value)
        cell.data_type = "s"
    else:
        cell.value = value


def _write_lead(sheet: Worksheet, y: int, sentence: str, widths: Sequence[float]) -> None:
    """Write a sentence across the table, in as many lines as it takes."""
    sums = accumulate(chain(widths, repeat(_DEFAULT_WIDTH)))
    across, width = next((x, w) for x, w in enumerate(sums, start=1) if w >= _LEAD_WIDTH)
    cell = sheet.cell(row=y, column=1)
    _put(cell, sentence)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=y, start_column=1, end_row=y, end_column=across)
    lines = ceil((len(sentence) * _CHARACTERS_PER_HANZI + 2) / width)
    sheet.row_dimensions[y].height = lines * _LINE_HEIGHT


def _widths(rows: Sequence[Sequence[Cell]]) -> list[float]:
    low, high = _WIDTH_LIMITS
    longest = (max(len(str(cell or "")) for cell in cells) for cells in zip(*rows, strict=True))
    return [min(max(n * _CHARACTERS_PER_HANZI + 2, low), high) for n in longest]
