"""How numbers are shown, by cell format; whether a number is a day, a time or a length of time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from geo.ledger.opening import serials
from geo.ledger.opening.passes import Attributes, Ends, Starts, ends, starts

GENERAL = "General"
# Formats that are never written down (ECMA-376 part 1, 18.8.30). Currencies are those of the
# reader's own system, so none is claimed.
_NUMBERS = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0", 49: "@"},
    **dict.fromkeys((5, 6, 37, 38, 41, 42), "#,##0"),
    **dict.fromkeys((7, 8, 39, 40, 43, 44), "#,##0.00"),
}
# 27 to 36 and 50 to 58 are days and times in Chinese, Japanese and Korean editions of Excel.
_DAYS = {
    **dict.fromkeys((*range(14, 18), 22), "yyyy-mm-dd"),
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47, 55, 56), "h:mm:ss"),
    46: "[h]:mm:ss",
}
_KNOWN = {str(number): code for number, code in {**_NUMBERS, **_DAYS}.items()}
# Text between quotes, a character after a mark, and colours, conditions and languages in brackets.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]", re.IGNORECASE)
_CALENDAR = re.compile("[ymdhs]", re.IGNORECASE)
Moment = datetime | time | timedelta | None


@dataclass(frozen=True)
class Format:
    """The code of a format, and for days and times how a number becomes one."""

    code: str
    moment: Callable[[float, datetime], Moment] | None = None


class Formats:
    """Reads the part of cell formats: `of` maps the `s` of a cell to its format.

    Cells shown as they are (General) are left out.
    """

    def __init__(self) -> None:
        self.of: dict[str, Format] = {}
        self._codes, self._group, self._cells = dict(_KNOWN), "", 0
        self.starts: Starts = starts(
            numFmts=self._start_codes,
            cellXfs=self._start_cells,
            numFmt=self._start_code,
            xf=self._start_cell,
        )
        self.ends: Ends = ends(numFmts=self._leave, cellXfs=self._leave)

    def _start_codes(self, _: Attributes) -> None:
        self._group = "codes"

    def _start_cells(self, _: Attributes) -> None:
        self._group = "cells"

    def _leave(self, _: list[str]) -> None:
        self._group = ""

    def _start_code(self, attributes: Attributes) -> None:
        if self._group == "codes":  # conditional formats have codes too
            self._codes[attributes["numFmtId"]] = attributes["formatCode"]

    def _start_cell(self, attributes: Attributes) -> None:
        if self._group == "cells":  # named styles are written alike
            code = self._codes.get(attributes.get("numFmtId", ""), GENERAL)
            if code not in ("", GENERAL):
                self.of[str(self._cells)] = Format(code, reading(code))
            self._cells += 1


def reading(code: str) -> Callable[[float, datetime], Moment] | None:
    """Tell by the first section of a code how numbers are read: as days, as lengths or not."""
    bare = _LITERAL.sub("", code).partition(";")[0]
    if _ELAPSED.search(bare):
        return serials.duration
    return serials.moment if _CALENDAR.search(bare) else None
