"""Bars of plates, stacked by status or light: HTML that needs no script and no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layers.escape import html_text


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of sums: its word, its number of each plate and of all, and its colours."""

    word: str
    of: Mapping[str, float]
    whole: float
    face: str
    ink: str


def stacked(
    names: Mapping[str, str],
    columns: Sequence[Column],
    totals: Mapping[str, float],
    words: Mapping[str, str],
) -> str:
    """Draw a bar a plate, and the key of the colours; screen readers are given the table.

    Args:
        names: plate id → its name.
        columns: what the bars are made of.
        totals: plate id → the length of its bar.
        words: plate id → what is written at the end of it.

    """
    longest = max(totals.values())
    rows = "".join(
        f"<dt>{html_text(names[plate])}</dt>"
        f"<dd>{_pieces(columns, plate, longest)}<span>{html_text(words[plate])}</span></dd>"
        for plate, total in totals.items()
        if total
    )
    return f'<figure class="bars" aria-hidden="true">{_key(columns)}<dl>{rows}</dl></figure>'


def _pieces(columns: Sequence[Column], plate: str, longest: float) -> str:
    return "".join(
        f'<i style="width:{80 * column.of[plate] / longest:.2f}%;{_colours(column)}"></i>'
        for column in columns
        if column.of[plate] > 0
    )


def _key(columns: Sequence[Column]) -> str:
    items = "".join(
        f'<span><i style="{_colours(column)}"></i>{html_text(column.word)}</span>'
        for column in columns
        if column.whole
    )
    return f"<p>{items}</p>"


def _colours(column: Column) -> str:
    return f"background:{column.face};border-color:{column.ink}"
