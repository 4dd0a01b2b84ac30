"""Text of a workbook: plain or in runs of different looks, and the escapes it is written with."""

from __future__ import annotations

import re

from geo.ledger.opening import limits
from geo.ledger.opening.passes import Attributes, Ends, Starts, ends, starts
from geo.texts import clean

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# A carriage return, and the low line that keeps text from being taken for an escape.
_MEANT = "\r_"


class Runs:
    """Puts the text of an element together; how it is pronounced (`rPh`) is no part of it."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._is_phonetic = False
        self.starts: Starts = starts(rPh=self._start_phonetic)
        self.ends: Ends = ends(t=self._end_text, rPh=self._end_phonetic)

    def begin(self) -> None:
        """Begin a new text."""
        self._said = []

    def text(self) -> str:
        """Return the text; of one longer than a cell may hold, enough to tell that it is."""
        return "".join(self._said)[: limits.CELL_CHARACTERS + 1]

    def _start_phonetic(self, _: Attributes) -> None:
        self._is_phonetic = True

    def _end_phonetic(self, _: list[str]) -> None:
        self._is_phonetic = False

    def _end_text(self, pieces: list[str]) -> None:
        if not self._is_phonetic:
            self._said.append("".join(pieces))


class SharedStrings:
    """Reads the table of shared strings; `stripped` are those that lost a character."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.stripped: set[int] = set()
        self._runs = Runs()
        self.starts: Starts = {**self._runs.starts, **starts(si=self._start_string)}
        self.ends: Ends = {**self._runs.ends, **ends(si=self._end_string)}

    def _start_string(self, _: Attributes) -> None:
        self._runs.begin()

    def _end_string(self, _: list[str]) -> None:
        text, dropped = cleaned(self._runs.text())
        if dropped:
            self.stripped.add(len(self.texts))
        self.texts.append(text)


def cleaned(text: str) -> tuple[str, bool]:
    """Undo escapes and drop what no file can carry; tell whether anything was dropped."""
    return clean(_unescaped(text) if "_x" in text else text)


def _unescaped(text: str) -> str:
    r"""Undo `_x0007_`, the way a workbook writes characters that XML cannot hold.

    Escapes of characters XML could have held stay as they are: nobody writes them on purpose.
    """
    return _ESCAPED.sub(_character, text).replace("\r\n", "\n")


def _character(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _MEANT or clean(character)[1] else match[0]
