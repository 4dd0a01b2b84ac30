"""Reads a worksheet in one pass: its values, merges, and what of it is hidden or has no result.

ECMA-376 part 1, 18.3 names the elements. What a row or a cell does not say of its place is counted
on from the one before; contradictions end the reading, for a value might be lost.
"""

from __future__ import annotations

import re

from geo.errors import FileError
from geo.ledger.grid import Merge, Value
from geo.ledger.opening import limits
from geo.ledger.opening.cells import CellReader, check_length
from geo.ledger.opening.passes import Attributes, Ends, Starts, ends, starts
from geo.ledger.opening.sheet import Sheet, spot_name
from geo.ledger.opening.strings import Runs
from geo.texts import column_number

_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_TRUE = ("1", "true")
_LESS = "请删去多余的内容、行列和格式，或拆成几个文件"


class WorksheetReader:
    """Handlers of a `Pass` that fill a sheet.

    They raise FileError (in Chinese, without the sheet's name) for what is too large or there
    twice, ValueError, LookupError or ArithmeticError for what cannot be read.
    """

    def __init__(self, sheet: Sheet, cells: CellReader) -> None:
        self._sheet, self._cells, self._runs = sheet, cells, Runs()
        self._row = self._column = 0
        self._row_name, self._is_row_counted = "", False
        self._values: list[Value] = []
        self._columns: dict[str, int] = {}
        self._cell: Attributes = {}
        self._value, self._has_formula, self._is_inline = "", False, False
        inside = {
            **{"row": self._start_row, "c": self._start_cell, "f": self._start_formula},
            **{"is": self._start_inline, "col": self._start_column},
            **{"mergeCell": self._start_merge},
        }
        self.starts: Starts = {**self._runs.starts, **starts(**inside)}
        self.ends: Ends = {
            **self._runs.ends,
            **ends(v=self._end_value, c=self._end_cell, sheetData=self._end_rows),
        }

    def _start_row(self, attributes: Attributes) -> None:
        name = attributes.get("r")
        self._is_row_counted = name is None
        self._enter(self._row + 1 if name is None else int(float(name)))
        if attributes.get("hidden") in _TRUE:
            self._sheet.hidden_rows.add(self._row)

    def _enter(self, row: int) -> None:
        if row <= self._row:
            raise ValueError("rows out of order")
        self._row, self._row_name, self._column, self._values = row, str(row), 0, []

    def _end_rows(self, _: list[str]) -> None:
        self._row, self._row_name, self._values = 0, "", []
        self._is_row_counted = False

    def _start_cell(self, attributes: Attributes) -> None:
        name = attributes.get("r")
        if name is None:
            self._column += 1
        elif name.endswith(self._row_name):
            letters = name[: -len(self._row_name)]
            self._column = self._columns.get(letters) or self._placed(name)
        else:
            self._column = self._placed(name)
        self._cell = attributes
        self._value, self._has_formula, self._is_inline = "", False, False

    def _placed(self, name: str) -> int:
        """Find the column of a cell; the first cell of a row that has no number gives it one."""
        found = _CELL.fullmatch(name)
        if not found:
            raise ValueError(name)
        row = int(found[2])
        if row != self._row:
            if not self._is_row_counted or self._column:
                raise ValueError(name)
            self._enter(row)
        self._columns[found[1]] = column = column_number(found[1].upper())
        return column

    def _start_formula(self, _: Attributes) -> None:
        self._has_formula = True

    def _start_inline(self, _: Attributes) -> None:
        self._is_inline = True
        self._runs.begin()

    def _end_value(self, pieces: list[str]) -> None:
        if self._value:
            raise ValueError("two values in a cell")
        if len(pieces) > 1:
            check_length((self._row, self._column), sum(map(len, pieces)))
        self._value = "".join(pieces)

    def _end_cell(self, _: list[str]) -> None:
        if self._value:
            spot = (self._row, self._column)
            self._put(self._cells.value(spot, self._value, self._cell))
        elif self._is_inline:
            self._put(self._cells.text((self._row, self._column), self._runs.text()))
        elif self._has_formula and self._cell.get("t") != "str":
            # Excel marks a formula that came to an empty text with the type str.
            self._put(None)
            self._sheet.unsaved.add((self._row, self._column))

    def _put(self, value: Value) -> None:
        column, values = self._column, self._values
        if not values:
            self._begin_values()
        missing = column - len(values) - 1
        if missing < 0 and values[column - 1] is not None:
            raise FileError(f"{self._here()} 单元格重复或错位；请用 Excel 打开另存后再导入")
        if column > limits.COLUMNS:
            raise FileError(f"{self._here()} 有内容，列数超过上限 {limits.COLUMNS}；{_LESS}")
        if missing < 0:
            values[column - 1] = value
            return
        if missing:
            values.extend([None] * missing)
        values.append(value)

    def _begin_values(self) -> None:
        rows = self._sheet.rows
        if self._row in rows or not self._row:
            raise ValueError("cells outside their rows")
        if len(rows) == limits.ROWS:
            raise FileError(f"有内容的行超过上限 {limits.ROWS} 行；{_LESS}")
        rows[self._row] = self._values

    def _here(self) -> str:
        return spot_name((self._row, self._column))

    def _start_column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            last = min(int(attributes["max"]), limits.COLUMNS)
            self._sheet.hidden_columns.update(range(int(attributes["min"]), last + 1))

    def _start_merge(self, attributes: Attributes) -> None:
        corners = _REFERENCE.findall(attributes.get("ref", ""))
        (left, top), (right, bottom) = corners[0], corners[-1]
        self._sheet.merges.append(
            Merge(
                top=int(top),
                left=column_number(left),
                bottom=int(bottom),
                right=column_number(right),
            )
        )
