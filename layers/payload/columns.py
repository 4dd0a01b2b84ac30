"""What columns of a payload are made with: repeated texts, and tables of so many entries a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from layers.coordinates import offsets

T = TypeVar("T")
Payload = dict[str, object]


class Texts:
    """A dictionary of repeated texts: each is written once, columns hold its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, -1 for an empty one."""
        return self._numbers.setdefault(text, len(self._numbers)) if text else -1

    def list(self) -> list[str]:
        """Return the texts in order of their numbers."""
        return list(self._numbers)


def entries(each: Sequence[Sequence[T]], columns: Mapping[str, Callable[[T], object]]) -> Payload:
    """Write the entries of every row below one another.

    Args:
        each: for every row, its entries.
        columns: name → what stands in that column for an entry.

    Returns:
        `offset`, where each row's entries begin and the last one's end, and the columns.

    """
    flat = [entry for row in each for entry in row]
    return {
        "offset": offsets(len(row) for row in each),
        **{name: [write(entry) for entry in flat] for name, write in columns.items()},
    }
