"""A sheet as it was typed: cells by row, before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

Value = str | int | float | bool | date | datetime | time | timedelta | None
Cells = tuple[Value, ...]
Spot = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Merge:
    """A merged range; rows and columns count from 1, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Grid:
    r"""One sheet: `rows` maps a row number (from 1) to its cells from column 1 on.

    Rows without any value are left out. `formats` holds the number format of numeric cells that
    have one other than General ("0%", "0.00\"亿元\""). `unsaved` are formulas whose result was
    never saved. Texts have lost nothing but characters no file can carry; `stripped` are the cells
    (row, column) where that happened.
    """

    name: str
    rows: dict[int, Cells]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unsaved: frozenset[Spot] = frozenset()
    stripped: frozenset[Spot] = frozenset()
    formats: dict[Spot, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Book:
    """A ledger file, read: its sheets, and what was noticed on the way (encoding, separator).

    `digest` is the SHA-256 of the bytes, `modified` the day the workbook says it was last saved.
    """

    name: str
    kind: Literal["xlsx", "csv"]
    content: bytes
    digest: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()
    modified: date | None = None
