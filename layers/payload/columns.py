"""What columns of a payload are made with: repeated texts, and numbers for what is alike."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.lights.numbers import alike
from geo.ragged import NONE, Ints, numbered, offsets

Payload = dict[str, object]


def offsets_of(lists: Iterable[Sized]) -> Ints:
    """Return where the entries of each list begin in all of them together."""
    return offsets(np.array(list(map(len, lists)), dtype=np.int64))


class Texts:
    """A dictionary of repeated texts: each is written once, columns hold its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, NONE for an empty one."""
        return self._numbers.setdefault(text, len(self._numbers)) if text else NONE

    def numbers(self, texts: Iterable[str]) -> Ints:
        """Return the numbers of texts as a column."""
        number, distinct = numbered(texts)
        return np.array([self.number(text) for text in distinct], dtype=np.int64)[number]

    def list(self) -> list[str]:
        """Return the texts in order of their numbers."""
        return list(self._numbers)


def in_order(*columns: NDArray[Any]) -> tuple[Ints, Ints]:
    """Return an entry of each distinct row of columns, the first first, and which one each is."""
    first, number = alike(*columns)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return first[order], rank[number]
