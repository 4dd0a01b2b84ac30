"""A sheet understood as a table: its heading, what each column means, what each row is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.ledger.grid import Cells, Grid


class RowKind(StrEnum):
    """What a row of a sheet below its heading is; only data rows are read as projects."""

    DATA = "data"
    TOTAL = "total"
    BLANK = "blank"
    HEADING = "heading"
    GROUP = "group"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its place (from 1), full heading, what it means, and the unit its heading states.

    `heading` joins the levels of a merged heading with a hyphen (年度计划-投资). `field` is a
    code of `geo.ledger.heading.fields.FIELDS`, None when the column is carried along unread.
    `basis` tells why it was taken for that field ("alias", "remembered", "chosen") or left ("",
    "duplicate").
    """

    index: int
    heading: str
    field: str | None
    unit: str = ""
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row below the heading, merged cells filled in; `cells` from column 1 on."""

    row: int
    kind: RowKind
    cells: Cells
    hidden: bool = False
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sheet with a recognised heading. `title` is the text above it, `unit` a unit stated there.

    `heading_rows` are the row numbers of the heading (one to four, from 1).
    """

    grid: Grid
    title: str
    unit: str
    heading_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
