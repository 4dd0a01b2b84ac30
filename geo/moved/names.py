"""Names as they stand in a sentence: quoted_name, on one line, no longer than can be read."""

from __future__ import annotations

from collections.abc import Sequence

from geo.texts import plain

_LONG = 40
_NAMED = 3


def one_line(text: str, most: int = _LONG) -> str:
    """Return a text without line breaks, cut to so many letters."""
    line = " ".join(plain(text).split())
    return line if len(line) <= most else f"{line[:most]}…"


def quoted_name(name: str) -> str:
    """Quote a name."""
    return f"“{one_line(name)}”"


def listed(names: Sequence[str]) -> str:
    """Name the first three, and say so when there are more."""
    more = "等" if len(names) > _NAMED else ""
    return "、".join(map(quoted_name, names[:_NAMED])) + more
