"""From what a cell is written as to its value (ECMA-376 part 1, 18.18.11 names the types)."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime

from geo.errors import FileError
from geo.ledger.grid import Spot, Value
from geo.ledger.opening import limits, serials
from geo.ledger.opening.formats import Format
from geo.ledger.opening.sheet import Sheet, spot_name
from geo.ledger.opening.strings import SharedStrings, cleaned

_BOOLEANS = {"1": True, "0": False, "true": True, "false": False}
# Excel keeps 15 digits of a number; a longer code typed as a number has lost its end.
_EXACT = 10**15


class CellReader:
    """Reads the values of cells, and notes on their sheet what is odd about them."""

    def __init__(
        self, sheet: Sheet, strings: SharedStrings, formats: dict[str, Format], epoch: datetime
    ) -> None:
        self._sheet, self._epoch, self._formats = sheet, epoch, formats
        self._strings, self._stripped = strings.texts, strings.stripped
        self._kinds: dict[str, Callable[[Spot, str], Value]] = {
            "s": self._shared,
            "b": self._boolean,
            "e": self._error,
            "d": self._day,
        }

    def value(self, spot: Spot, text: str, attributes: dict[str, str]) -> Value:
        """Read what stands between `<v>` and `</v>`; text of an unknown type stays text.

        Raises:
            FileError: it is too long.
            ValueError, LookupError: it is not what its type says.

        """
        kind = attributes.get("t", "n")
        if kind == "n":
            return self._number(spot, text, self._formats.get(attributes.get("s", "0")))
        return self._kinds.get(kind, self.text)(spot, text)

    def text(self, spot: Spot, text: str) -> str:
        """Read text that is written in the cell itself.

        Raises:
            FileError: it is too long.

        """
        check_length(spot, len(text))
        kept, dropped = cleaned(text)
        if dropped:
            self._sheet.stripped.add(spot)
        return kept

    def _number(self, spot: Spot, text: str, form: Format | None) -> Value:
        number = _figure(text)
        if form:
            if not form.moment:
                self._sheet.formats[spot] = form.code
            elif (moment := form.moment(number, self._epoch)) is not None:
                return moment
            else:
                self._sheet.dateless.append(spot)
        if abs(number) >= _EXACT:
            self._sheet.long.append(spot)
        return number

    def _shared(self, spot: Spot, text: str) -> str:
        at = int(text)
        if at < 0:
            raise LookupError(text)
        found = self._strings[at]
        check_length(spot, len(found))
        if at in self._stripped:
            self._sheet.stripped.add(spot)
        return found

    def _boolean(self, _: Spot, text: str) -> bool:
        return _BOOLEANS[text.strip()]

    def _error(self, spot: Spot, text: str) -> str:
        self._sheet.errors.append(spot)
        return self.text(spot, text)

    def _day(self, spot: Spot, text: str) -> Value:
        moment = serials.iso(text)
        return self.text(spot, text) if moment is None else moment


def check_length(spot: Spot, length: int) -> None:
    """Refuse a text that is longer than Excel lets any be.

    Raises:
        FileError: it is.

    """
    if length > limits.CELL_CHARACTERS:
        raise FileError(
            f"{spot_name(spot)} 一格的字数超过上限 {limits.CELL_CHARACTERS}；"
            "请删去多余的文字，或分成几格"
        )


def _figure(text: str) -> int | float:
    """Read a number, a whole one as an integer unless digits of it may be lost."""
    number = float(text)
    if not math.isfinite(number) or "_" in text:
        raise ValueError(text)
    if text.removeprefix("-").isdecimal():
        return int(text)
    return int(number) if number.is_integer() and abs(number) < _EXACT else number
