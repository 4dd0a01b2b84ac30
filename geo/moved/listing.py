"""A comparison as a list that leaves the house: on a terminal, as text, CSV or workbook."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from geo.filters import NO_PLATE_WORD
from geo.model import Facts, Kind
from geo.moved.move import Comparison, Shift
from geo.moved.names import one_line
from geo.texts import csv_text, plain

HEADINGS = ("变动", "名称", "板块", "说明", "完成推迟（天）", "距离（米）")
_WIDTHS = (12, 40, 18, 80, 14, 12)
_CELL_MAX = 32_767
_NAME, _WORDS = 24, 200
Cell = str | int | None


def rows(comparison: Comparison, facts: Facts) -> list[list[Cell]]:
    """Write a row a shift, as `HEADINGS` names the columns.

    Args:
        comparison: what to list.
        facts: where its plates have the names of today; one that is gone keeps its last.

    """
    plates = {f.id: f.name for f in facts.features if f.kind is Kind.PLATE}
    return [_row(shift, plates) for shift in comparison.shifts]


def lines(comparison: Comparison, facts: Facts) -> Iterator[str]:
    """Write the paragraph, the list in columns of one width, and what was not compared."""
    yield comparison.paragraph
    table = [
        [one_line(str(cell or ""), _WORDS) for cell in row[:4]] for row in rows(comparison, facts)
    ]
    if table:
        yield ""
        short = [[row[0], one_line(row[1], _NAME), row[2], row[3]] for row in table]
        yield from _columns([list(HEADINGS[:4]), *short])
    if comparison.notes:
        yield ""
        yield from (f"注：{note}" for note in comparison.notes)


def text(comparison: Comparison, facts: Facts) -> bytes:
    """Write the lines as a text file that the editors of Windows read."""
    return "\r\n".join([*lines(comparison, facts), ""]).encode("utf-8-sig")


def table(comparison: Comparison, facts: Facts) -> bytes:
    """Write the list as CSV, with the paragraph and the notes below it; no field is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in rows(comparison, facts):
        writer.writerow([csv_text(cell) if isinstance(cell, str) else cell for cell in row])
    writer.writerow([])
    for label, words in _about(comparison):
        writer.writerow([label, csv_text(words)])
    return buffer.getvalue().encode("utf-8-sig")


def workbook(comparison: Comparison, facts: Facts) -> bytes:
    """Write a workbook: the list, and a sheet with the paragraph; no cell is a formula."""
    book = Workbook()
    sheet, about = book.active, book.create_sheet("说明")
    sheet.title = "变动清单"
    _fill(sheet, [list(HEADINGS), *rows(comparison, facts)], _WIDTHS)
    _fill(about, [["内容", "文字"], *(list(row) for row in _about(comparison))], (12, 110))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WRITERS: dict[str, Callable[[Comparison, Facts], bytes]] = {
    ".xlsx": workbook,
    ".csv": table,
    ".txt": text,
}


def _row(shift: Shift, plates: Mapping[str, str]) -> list[Cell]:
    plate = plates.get(shift.plate or "", shift.plate_name or NO_PLATE_WORD)
    metres = None if shift.metres is None else round(shift.metres)
    return [shift.move.word, shift.name, plate, shift.words, shift.days, metres]


def _about(comparison: Comparison) -> Iterator[tuple[str, str]]:
    yield "前一份", f"{comparison.since_title} {comparison.since}".strip()
    yield "后一份", f"{comparison.until_title} {comparison.until}".strip()
    yield "概述", comparison.paragraph
    yield from (("注", note) for note in comparison.notes)


def _fill(sheet: Worksheet, cells: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
    for y, row in enumerate(cells, start=1):
        for x, value in enumerate(row, start=1):
            cell = sheet.cell(row=y, column=x)
            if isinstance(value, str):
                # Set as text explicitly: a leading "=" would otherwise become a live formula.
                cell.value, cell.data_type = plain(value)[:_CELL_MAX], "s"
            else:
                cell.value = value
            cell.font = Font(bold=y == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for x, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(x)].width = width


def _columns(table: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for row in table:
        padded = (cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Count the columns a text takes on a terminal: a Chinese letter takes two."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)
