"""A row being read: its cells by field, and the faults that are gathered on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geo.ledger.entering.sheets import Sheet
from geo.ledger.entry import Finding, Gravity
from geo.ledger.grid import Value
from geo.ledger.table import Column, Line
from geo.ledger.values import text_of
from geo.texts import letter
from geo.writing import says_nothing


class Row:
    """One row of a sheet; `findings` grows as its columns are read."""

    def __init__(self, sheet: Sheet, line: Line) -> None:
        self.sheet, self.line = sheet, line
        self.findings: list[Finding] = []
        # Every cell is looked at several times.
        self._texts = [text_of(cell) for cell in line.cells]

    def value(self, field: str) -> Value:
        """Return the cell of a field; None where there is none."""
        return self.sheet.value(self.line, field)

    def texts(self, columns: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
        """Return heading and text of those cells, of columns in `Sheet.kept`, that have any."""
        texts, width = self._texts, len(self._texts)
        return [(heading, texts[at]) for at, heading in columns if at < width and texts[at]]

    def said(self, field: str) -> str:
        """Return the cell of a field as text, empty where it says nothing."""
        return self.said_in(self.sheet.columns.get(field))

    def said_in(self, column: Column | None) -> str:
        """Return the cell of a column as text, empty where it says nothing."""
        if column is None or column.index > len(self._texts):
            return ""
        text = self._texts[column.index - 1]
        return "" if says_nothing(text) else text

    def heading(self, field: str) -> str:
        """Return the heading of a field's column, empty where there is none."""
        column = self.sheet.columns.get(field)
        return column.heading if column else ""

    def refuse(self, code: str, text: str, field: str = "") -> None:
        """Tell why the row is no project."""
        self.tell(Gravity.REFUSAL, code, text, self.sheet.columns.get(field))

    def warn(self, code: str, text: str, field: str = "") -> None:
        """Tell what was not taken over."""
        self.tell(Gravity.WARNING, code, text, self.sheet.columns.get(field))

    def note(self, code: str, text: str, field: str = "") -> None:
        """Tell how something was taken."""
        self.tell(Gravity.NOTE, code, text, self.sheet.columns.get(field))

    def tell(self, gravity: Gravity, code: str, text: str, column: Column | None) -> None:
        """Add a finding about a column, or about the whole row."""
        found = Finding(gravity=gravity, code=code, text=text)
        self.findings.append(found if column is None else _in_column(found, column))

    def lettered(self, finding: Finding) -> Finding:
        """Name the column of a finding about the place."""
        fields = ("lon", "lonlat", "lat") if not finding.heading else ()
        columns = self.sheet.columns
        column = next((columns[field] for field in fields if field in columns), None)
        return finding if column is None else _in_column(finding, column)


def _in_column(finding: Finding, column: Column) -> Finding:
    return replace(finding, heading=column.heading, letter=letter(column.index))
