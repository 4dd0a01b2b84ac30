"""Numbers for what is alike, so that a rule speaks once of everything it says the same of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.lights.light import Finding
from geo.ragged import Column, Ints

# A product of spans below this fits into 64 bits, and so does its sum with another column.
_FULL = 1 << 62


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """What one rule says of moments: the number of its finding, NONE where it is silent."""

    findings: Sequence[Finding]
    number: Column


def asked(numbers: NDArray[np.integer], size: int) -> tuple[Ints, Ints]:
    """Return which numbers below `size` occur, and which one of them each entry is."""
    occurs = np.zeros(size, dtype=bool)
    occurs[numbers] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[numbers]


def alike(*columns: NDArray[Any]) -> tuple[Ints, Ints]:
    """Return an entry of each distinct row of columns, and which row each entry has."""
    row, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        values = column.astype(np.int64)
        lowest = int(values.min(initial=0))
        span = int(values.max(initial=0)) - lowest + 1
        if size * span >= _FULL:
            row, size = np.unique(row, return_inverse=True)[1], len(row)
        row, size = row * span + values - lowest, size * span
    _, first, of = np.unique(row, return_index=True, return_inverse=True)
    return first, of
