"""Tables of features, page by page, and the cells most of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from geo.catalogue import Catalogue
from geo.filters import NO_PLATE, NO_PLATE_WORD, short_plate_name
from views import parts
from views.parts import Cell, Link

PAGE = 30
_One = TypeVar("_One")


def show(
    name: str, heading: Sequence[str], listed: Sequence[_One], row: Callable[[_One], Sequence[Cell]]
) -> None:
    """Draw a table of what is listed; a long one in pages, their numbers under it.

    Only what is on the page becomes a row. `name` tells tables apart.
    """
    count = -(-len(listed) // PAGE)
    table = st.container()
    page = st.pagination(count, key=f"lines_{name}_{count}") if count > 1 else 1
    shown = listed[(page - 1) * PAGE : page * PAGE]
    table.html(f'<section class="part">{parts.table(heading, map(row, shown))}</section>')


def nothing(text: str) -> None:
    """Say why there is nothing to list. The text is ours."""
    st.html(f'<p class="hint">{text}</p>')


def records(selection: Catalogue) -> pd.DataFrame:
    """Return the rows of a selection by id."""
    return selection.frame.set_index("id", drop=False)


def name(record: pd.Series) -> Link:
    """Write a name that opens its feature."""
    return Link(record["name"], record["id"])


def plate(record: pd.Series) -> str:
    """Write the plate of a feature as people say it."""
    return short_plate_name(record["plate_name"]) if record["plate"] else NO_PLATE_WORD


def plate_words(selection: Catalogue) -> dict[str, str]:
    """Return plate id → what people say, with the word for no plate."""
    names = selection.plate_names.items()
    return {key: short_plate_name(known[0]) for key, known in names} | {NO_PLATE: NO_PLATE_WORD}
