"""Excel for everyone: the list, sums and charts by plate, what is due, near, moved, and the cut."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict

from openpyxl import Workbook

from geo.catalogue import Catalogue
from geo.roll_up import RollUp, roll_up
from geo.settings import SETTINGS, Settings
from layers.records import Cell, rows
from layers.sheets import charts, dated, sums
from layers.sheets.sheet import Sheet, write


def encode(catalogue: Catalogue) -> bytes:
    """Write the selection as a workbook; no cell is a formula, charts read the sheet of sums."""
    book = Workbook()
    book.remove(book.active)
    table = roll_up(catalogue)
    write(book, Sheet(title="清单", rows=rows(catalogue)))
    charts.add_charts(book, write(book, sums.by_plate(catalogue, table)))
    for content in (
        sums.by_status(catalogue, table),
        dated.due_sheet(catalogue),
        dated.digs_sheet(catalogue),
        dated.moved_sheet(catalogue),
        Sheet(title="说明", rows=list(_about(catalogue, table))),
    ):
        if content:
            write(book, content)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _about(catalogue: Catalogue, table: RollUp) -> Iterator[list[Cell]]:
    counts = catalogue.counts
    yield from _words(catalogue.facts.settings)
    yield ["截至日期", catalogue.as_of.isoformat()]
    yield ["数据共有", counts.total]
    yield ["本表列出", counts.shown]
    yield ["其中图上", counts.located]
    yield ["其中未定位", counts.unlocated]
    yield ["坐标", "WGS-84，经度在前；线和面取代表点"]
    yield from sums.notes(table)


def _words(settings: Settings) -> list[list[Cell]]:
    """List the words around the map; an approval number stands in place of the restriction."""
    unused = "restriction" if settings.approval else "approval"
    return [
        [SETTINGS[key].word, value]
        for key, value in asdict(settings).items()
        if value and key != unused
    ]
