"""Columns of texts as bytes: once each, by their numbers, or all below one another.

Texts lose what no file can carry (`geo.texts.plain`), so what separates them stands in none.
`layers/assets/base/columns.js` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, kw_only=True, eq=False)
class Parts:
    """Texts split round their last number: its `digits` and the `number`, 0 where there is none."""

    heads: list[str]
    digits: Ints
    number: Ints
    tails: list[str]


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
    sample = parts(values[:_SAMPLE])
    if not _are_numbered(sample.heads, sample.tails):
        return None
    whole = parts(values)
    if whole.digits.max() > _LONGEST or not _are_numbered(whole.heads, whole.tails):
        return None
    return {
        "$": "numbered",
        "n": len(values),
        "heads": texts(whole.heads, blob),
        "digits": numbers(whole.digits, blob),
        "number": numbers(whole.number, blob),
        "tails": texts(whole.tails, blob),
    }


def _are_numbered(heads: Sequence[str], tails: Sequence[str]) -> bool:
    return (len(set(heads)) + len(set(tails))) * _OFTEN <= len(heads)


def parts(values: Sequence[str]) -> Parts:
    """Split texts round their last number."""
    split = [_split(values[at : at + _AT_ONCE]) for at in range(0, len(values), _AT_ONCE)]
    return Parts(
        heads=[head for part in split for head in part.heads],
        digits=np.concatenate([part.digits for part in split]),
        number=np.concatenate([part.number for part in split]),
        tails=[tail for part in split for tail in part.tails],
    )


def _split(values: Sequence[str]) -> Parts:
    # Something that is no digit stands before each text.
    offset = offsets_of(values)[:-1] + np.arange(len(values))
    letters = np.frombuffer("\n".join(("", *values)).encode(*_LETTERS), "<u4")
    first, end = _last_numbers(letters, offset)
    begin, stop = (first - offset - 1).tolist(), (end - offset - 1).tolist()
    return Parts(
        heads=[text[:to] for text, to in zip(values, begin, strict=True)],
        digits=end - first,
        number=_values(letters, first, end),
        tails=[text[since:] for text, since in zip(values, stop, strict=True)],
    )


def _last_numbers(letters: NDArray[np.uint32], offset: Ints) -> tuple[Ints, Ints]:
    """Return where the last number of each text begins and ends: at its end where it has none."""
    is_digit = (letters >= ord("0")) & (letters <= ord("9"))
    place = np.arange(len(letters))
    last = np.maximum.reduceat(np.where(is_digit, place, NONE), offset)
    before = np.maximum.accumulate(np.where(is_digit, NONE, place))[last]
    nowhere = np.append(offset[1:], len(letters))
    is_numbered = last != NONE
    return np.where(is_numbered, before + 1, nowhere), np.where(is_numbered, last + 1, nowhere)


def _values(letters: NDArray[np.uint32], first: Ints, end: Ints) -> Ints:
    """Return the numbers whose digits stand there, of those that are too long a beginning."""
    value = np.zeros(len(first), dtype=np.int64)
    for place in range(min(_LONGEST, int((end - first).max(initial=0)))):
        at = np.flatnonzero(first + place < end)
        value[at] = value[at] * 10 + (letters[first[at] + place].astype(np.int64) - ord("0"))
    return value
