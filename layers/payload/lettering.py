"""Columns of texts as bytes: once each, by their numbers, or all below one another.

Texts lose what no file can carry (`geo.texts.plain`), so what separates them stands in none.
`layers/assets/base/columns.js` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.ragged import NONE, Ints, numbered
from geo.texts import UNWRITABLE, plain
from layers.payload.blob import Blob
from layers.payload.columns import offsets_of
from layers.payload.numbers import Descriptor, numbers

SEPARATOR = "\x1f"
# Below this many entries nothing is gained.
FEW = 16
# Heads and tails of numbered texts are worth it when each serves so many texts.
_OFTEN = 8
# So many texts tell whether a column is numbered.
_SAMPLE = 1 << 10
# So many are split at once: their letters take several times the room of the texts.
_AT_ONCE = 1 << 15
# Up to so many digits a number is exact as a double.
_LONGEST = 15
# A number a letter, whatever letter it is.
_LETTERS = ("utf-32-le", "surrogatepass")


def texts(values: Sequence[str], blob: Blob) -> Descriptor | list[str]:
    """Write a column of texts.

    Returns:
        `$` coded (`of` texts, `codes` numbers into them), numbered (`heads`, `digits`,
        `number` and `tails`; no digits, no number) or texts; `n` entries. A few that are all
        different stay as they are.

    """
    if len(set(values)) * 2 > len(values):
        return _distinct(values, blob)
    codes, distinct = numbered(values)
    return {
        "$": "coded",
        "n": len(values),
        "of": _distinct(distinct, blob),
        "codes": numbers(codes, blob),
    }


def _distinct(values: Sequence[str], blob: Blob) -> Descriptor | list[str]:
    if len(values) < FEW:
        return list(values)
    return _numbered(values, blob) or _joined(values, blob)


def _joined(values: Sequence[str], blob: Blob) -> Descriptor:
    joined = SEPARATOR.join(values)
    if len(UNWRITABLE.findall(joined)) != len(values) - 1:
        joined = SEPARATOR.join(map(plain, values))
    written = joined.encode()
    return {"$": "texts", "n": len(values), "at": blob.add(written), "size": len(written)}


def _numbered(values: Sequence[str], blob: Blob) -> Descriptor | None:
    """Write texts that differ in their last number only; None where that is not most of them."""
    if not _are_numbered(*parts(values[:_SAMPLE])[::2]):
        return None
    heads, digits, tails = parts(values)
    lengths = np.fromiter(map(len, digits), np.int64, len(values))
    if lengths.max() > _LONGEST or not _are_numbered(heads, tails):
        return None
    return {
        "$": "numbered",
        "n": len(values),
        "heads": texts(heads, blob),
        "digits": numbers(lengths, blob),
        "number": numbers(np.array([int(n or 0) for n in digits], dtype=np.int64), blob),
        "tails": texts(tails, blob),
    }


def _are_numbered(heads: Sequence[str], tails: Sequence[str]) -> bool:
    return (len(set(heads)) + len(set(tails))) * _OFTEN <= len(heads)


def parts(values: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Split texts round their last number."""
    heads, digits, tails = [], [], []
    for some in range(0, len(values), _AT_ONCE):
        part = values[some : some + _AT_ONCE]
        first, end = (each.tolist() for each in _last_numbers(part))
        heads += [text[:a] for text, a in zip(part, first, strict=True)]
        digits += [text[a:b] for text, a, b in zip(part, first, end, strict=True)]
        tails += [text[b:] for text, b in zip(part, end, strict=True)]
    return heads, digits, tails


def _last_numbers(values: Sequence[str]) -> tuple[Ints, Ints]:
    """Return where the last number of each text begins and ends: at its end where it has none."""
    # Something that is no digit stands before each text.
    offset = offsets_of(values)[:-1] + np.arange(len(values))
    letters = np.frombuffer("\n".join(("", *values)).encode(*_LETTERS), "<u4")
    is_digit = (letters >= ord("0")) & (letters <= ord("9"))
    place = np.arange(len(letters))
    last = np.maximum.reduceat(np.where(is_digit, place, NONE), offset)
    before = np.maximum.accumulate(np.where(is_digit, NONE, place))[last]
    size = np.diff(offset, append=len(letters)) - 1
    is_numbered = last != NONE
    return (
        np.where(is_numbered, before - offset, size),
        np.where(is_numbered, last - offset, size),
    )
