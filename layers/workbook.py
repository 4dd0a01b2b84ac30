"""Excel for everyone: the list, the plate × status roll-up, and what the list was cut to."""

from __future__ import annotations

import io
from dataclasses import asdict

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from geo.catalogue import Catalogue
from geo.settings import SETTINGS, Settings
from layers.escape import cell_text
from layers.records import Cell, roll_up_rows, rows

_WIDTH_LIMITS = (6, 48)
_CHARACTERS_PER_HANZI = 2


def encode(catalogue: Catalogue) -> bytes:
    """Write the selection as a workbook of three sheets; no cell is a formula."""
    book = Workbook()
    book.remove(book.active)
    _fill(book.create_sheet("清单"), rows(catalogue))
    _fill(book.create_sheet("板块汇总"), roll_up_rows(catalogue))
    _fill(book.create_sheet("说明"), _about(catalogue))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _about(catalogue: Catalogue) -> list[list[Cell]]:
    counts = catalogue.counts
    return [
        *_words(catalogue.facts.settings),
        ["截至日期", catalogue.as_of.isoformat()],
        ["数据共有", counts.total],
        ["本表列出", counts.shown],
        ["其中图上", counts.located],
        ["其中未定位", counts.unlocated],
        ["坐标", "WGS-84，经度在前；线和面取代表点"],
    ]


def _words(settings: Settings) -> list[list[Cell]]:
    """List the words around the map; an approval number stands in place of the restriction."""
    unused = "restriction" if settings.approval else "approval"
    return [
        [SETTINGS[key].word, value]
        for key, value in asdict(settings).items()
        if value and key != unused
    ]


def _fill(sheet: Worksheet, rows: list[list[Cell]]) -> None:
    for y, row in enumerate(rows, start=1):
        for x, value in enumerate(row, start=1):
            cell = sheet.cell(row=y, column=x)
            if isinstance(value, str):
                # Set as text explicitly: a leading "=" would otherwise become a live formula.
                cell.value = cell_text(value)
                cell.data_type = "s"
            else:
                cell.value = value
            if y == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    _set_widths(sheet, rows)


def _set_widths(sheet: Worksheet, rows: list[list[Cell]]) -> None:
    low, high = _WIDTH_LIMITS
    for x, cells in enumerate(zip(*rows, strict=True), start=1):
        longest = max(len(str(cell or "")) for cell in cells) * _CHARACTERS_PER_HANZI
        letter = get_column_letter(x)
        sheet.column_dimensions[letter].width = min(max(longest + 2, low), high)
