"""Pieces of the pages as HTML, every piece of data escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.catalogue import Catalogue
from layers.escape import html_text
from layers.words import day_words

_SHORT = 10
# A box of the narrowest width and the greatest height app.css gives it holds about as many.
_FITS = 140


@dataclass(frozen=True)
class Link:
    """A cell that opens a feature on the map."""

    text: str
    feature: str


@dataclass(frozen=True)
class Lit:
    """A cell that names a light, with its colour."""

    text: str
    code: str


Cell = str | Link | Lit


def headline(selection: Catalogue, numbers: Mapping[str, int]) -> str:
    """Write title, numbers of the selection and date."""
    counts = selection.counts
    title = html_text(selection.facts.settings.title)
    shown = "".join(f"<dt>{word}</dt><dd>{number}</dd>" for word, number in numbers.items())
    shown = f"<dl>{shown}</dl>" if counts.shown else "<b>没有符合条件的项目</b>"
    date = "截至日期" if selection.filter.as_of else "数据截至"
    return (
        f'<div class="headline"><h1 title="{title}">{title}</h1>{shown}'
        f"<span>{date} <b>{day_words(selection.as_of)}</b></span></div>"
    )


def titled(title: str, html: str, text: str = "") -> str:
    """Put a heading, and a line that explains, above a piece of HTML."""
    said = f"<p>{html_text(text)}</p>" if text else ""
    return f'<section class="part"><h2>{html_text(title)}</h2>{said}{html}</section>'


def note(text: str) -> str:
    """Write a line of small print."""
    return f'<div class="part"><small>{html_text(text)}</small></div>'


def table(heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, kind: str = "list") -> str:
    """Write a table whose first column names the row. Cells wrap, and scroll when very long.

    A table may be sent again with every filter, and HTML lets cells and rows go without end tags.
    """
    head = "".join(f"<th>{html_text(cell)}" for cell in heading)
    body = "".join(
        f"<tr><th>{_cell(first)}" + "".join(f"<td>{_cell(cell)}" for cell in rest)
        for first, *rest in rows
    )
    return f'<table class="{kind}"><thead><tr>{head}<tbody>{body}</table>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        text, feature = html_text(cell.text), html_text(cell.feature)
        return f'<div><button class="open" data-feature="{feature}">{text}</button></div>'
    if isinstance(cell, Lit):
        return f'<b class="light light-{html_text(cell.code)}">{html_text(cell.text)}</b>'
    return _text(cell)


def _text(text: str) -> str:
    """Wrap what may be long in a box of its own: it breaks into lines, a short text does not.

    A box that may have to scroll can be scrolled by keyboard.
    """
    if len(text) <= _SHORT:
        return html_text(text)
    reach = ' tabindex="0"' if len(text) > _FITS else ""
    return f"<div{reach}>{html_text(text)}</div>"
