"""Columns of texts as bytes: once each, by their numbers, or all below one another.

Texts lose what no file can carry (`geo.texts.plain`), so what separates them stands in none.
`layers/assets/base/columns.js` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat

import numpy as np

from geo.texts import UNWRITABLE, plain
from layers.payload.blob import Blob
from layers.payload.numbers import Descriptor, numbers

SEPARATOR = "\x1f"
# Below this many entries nothing is gained.
FEW = 16
# Heads and tails of numbered texts are worth it when each serves so many texts.
_OFTEN = 8
# So many texts tell whether a column is numbered.
_SAMPLE = 1 << 10
_DIGITS = "0123456789"
# Up to so many digits a number is exact as a double.
_LONGEST = 15
_NUMBERED = re.compile("(.*[^0-9]|)([0-9]+)([^0-9]*)", re.DOTALL)


def texts(values: Sequence[str], blob: Blob) -> Descriptor | list[str]:
    """Write a column of texts.

    Returns:
        `$` coded (`of` texts, `codes` numbers into them), numbered (`heads`, `digits`,
        `number` and `tails`; no digits, no number) or texts; `n` entries. A few that are all
        different stay as they are.

    """
    known = {text: number for number, text in enumerate(dict.fromkeys(values))}
    if len(known) * 2 > len(values):
        return _distinct(values, blob)
    codes = np.fromiter(map(known.__getitem__, values), np.int64, len(values))
    return {
        "$": "coded",
        "n": len(values),
        "of": _distinct(list(known), blob),
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
    if not _are_numbered(*_parts(values[:_SAMPLE])[::2]):
        return None
    heads, digits, tails = _parts(values)
    lengths = np.fromiter(map(len, digits), np.int64, len(values))
    if not _are_numbered(heads, tails) or lengths.max() > _LONGEST:
        return None
    return {
        "$": "numbered",
        "n": len(values),
        "heads": texts(heads, blob),
        "digits": numbers(lengths, blob),
        "number": numbers(np.fromiter((int(n or 0) for n in digits), np.int64), blob),
        "tails": texts(tails, blob),
    }


def _are_numbered(heads: Sequence[str], tails: Sequence[str]) -> bool:
    return (len(set(heads)) + len(set(tails))) * _OFTEN <= len(heads)


def _parts(values: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Split texts round their last number."""
    heads = list(map(str.rstrip, values, repeat(_DIGITS)))
    digits = list(map(str.removeprefix, values, heads))
    tails = [""] * len(values)
    inner = [row for row, number in enumerate(digits) if not number]
    for row, match in zip(
        inner, map(_NUMBERED.fullmatch, map(values.__getitem__, inner)), strict=True
    ):
        if match:
            heads[row], digits[row], tails[row] = match.groups()
    return heads, digits, tails
