"""A table with what its columns tell only together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo import periods
from geo.ledger.entering.fields import DAYS, OWN
from geo.ledger.entering.rules import Rules
from geo.ledger.grid import Value
from geo.ledger.table import Column, Line, Table
from geo.texts import letter


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table and what its rows are read by.

    `columns` are those with a meaning, by field. `kept` are all but the running number: the place
    of each among the cells of a row, from 0, and a heading of its own; `details` those of them
    that nothing else reads. `lines` are the data rows, by number; `others` columns headed as the
    names are; `width` counts the cells of the heading.
    """

    table: Table
    columns: Mapping[str, Column]
    rules: Rules
    dayfirst: bool | None
    kept: tuple[tuple[int, str], ...]
    details: tuple[tuple[int, str], ...]
    lines: Mapping[int, Line]
    others: tuple[Column, ...]
    width: int

    def value(self, line: Line, field: str) -> Value:
        """Return the cell of a field in a row; None where there is none."""
        return value_in(line, self.columns.get(field))

    def format(self, line: Line, field: str) -> str:
        """Return the number format of a field's cell; "" where it has none."""
        column = self.columns.get(field)
        return self.table.grid.formats.get((line.row, column.index), "") if column else ""

    def surplus(self, row: int) -> int:
        """Count the cells a row has beyond its heading; rows of a workbook are all of one width."""
        cells = self.table.grid.rows.get(row, ())
        beyond = cells[self.width :]
        return max((n for n, cell in enumerate(beyond, 1) if cell is not None), default=0)


def sheet_of(table: Table, rules: Rules, lines: Sequence[Line]) -> Sheet:
    """Look at the data rows of a table all together, before each is read."""
    columns = {c.field: c for c in table.columns if c.field and c.basis != "duplicate"}
    days = [value_in(line, columns.get(field)) for field in DAYS for line in lines]
    # The running number changes with every row above and says nothing.
    counted = [column for column in table.columns if column.field != "number"]
    named = list(zip(counted, _unique_headings(counted), strict=True))
    return Sheet(
        table=table,
        columns=columns,
        rules=rules,
        dayfirst=periods.day_first(days),
        kept=tuple((column.index - 1, heading) for column, heading in named),
        details=tuple((c.index - 1, h) for c, h in named if not _is_read(c)),
        lines={line.row: line for line in lines},
        others=tuple(_other_names(table, columns)),
        width=max(len(table.grid.rows.get(row, ())) for row in table.heading_rows),
    )


def value_in(line: Line, column: Column | None) -> Value:
    """Return the cell of a column in a row; None where there is none."""
    if column is None or column.index > len(line.cells):
        return None
    return line.cells[column.index - 1]


def _is_read(column: Column) -> bool:
    return column.field in OWN and column.basis != "duplicate"


def _other_names(table: Table, columns: Mapping[str, Column]) -> Iterator[Column]:
    """Yield columns that are headed as the names are; the user has not said which is read."""
    name = columns.get("name")
    if name is not None and name.basis == "alias":
        yield from (c for c in table.columns if c.field == "name" and c.basis == "duplicate")


def _unique_headings(columns: Sequence[Column]) -> list[str]:
    """Name every column; those of one heading are told apart by their letters."""
    seen = Counter(column.heading for column in columns)
    return [
        c.heading if c.heading and seen[c.heading] == 1 else f"{c.heading}（{letter(c.index)} 列）"
        for c in columns
    ]
