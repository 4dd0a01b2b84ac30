"""Text that files can carry, and the letters spreadsheets name their columns by."""

from __future__ import annotations

import re

# XML 1.0 forbids these and workbook writers crash on them; lone surrogates cannot be encoded.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet takes for a formula at the beginning of a CSV field.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_ALPHABET = 26


def plain(text: str) -> str:
    """Drop characters no file format can carry.

    Marks that reorder text stay, for they are part of the data; whoever shows the text
    isolates it (`unicode-bidi: isolate`), so that they cannot reach beyond it.
    """
    return UNWRITABLE.sub("", text)


def clean(text: str) -> tuple[str, bool]:
    """Return `plain(text)` and whether anything was dropped."""
    kept = plain(text)
    return kept, len(kept) != len(text)


def csv_text(text: str) -> str:
    """Make a CSV field a spreadsheet will not run: a leading ' unless it is a plain number."""
    text = plain(text)
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def file_label(name: str, most: int) -> str:
    """Return the last part of a file's name, `most` letters at most; never used as a path."""
    return re.split(r"[\\/]", plain(name))[-1].strip()[-most:] or "未命名文件"


def letter(index: int) -> str:
    """Name a column, counted from 1, as spreadsheets do: A, B … Z, AA."""
    letters = ""
    while index > 0:
        index, rest = divmod(index - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Count the column of some letters from 1; the inverse of `letter`."""
    number = 0
    for mark in letters:
        number = number * _ALPHABET + ord(mark) - ord("A") + 1
    return number
