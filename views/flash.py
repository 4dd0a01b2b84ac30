"""What was done or refused, told once at the top of the page that comes next."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from geo.errors import ContractError
from layers.escape import html_text
from views.plain import clip

_KEY, _LENGTH, _SHOWN = "flash", 500, 20


def tell(*lines: str) -> None:
    """Keep what was done for the next run."""
    st.session_state[_KEY] = ("done", lines)


def refuse(*lines: str) -> None:
    """Keep why something was not done for the next run."""
    st.session_state[_KEY] = ("refused", lines)


def refuse_error(error: Exception) -> None:
    """Keep what an error says, one line a fault."""
    refuse(*faults(error))


def add(line: str) -> None:
    """Add a line to what is kept."""
    kind, lines = st.session_state.get(_KEY, ("refused", ()))
    st.session_state[_KEY] = (kind, (*lines, line))


def show() -> None:
    """Show what is kept, and forget it."""
    kind, lines = st.session_state.pop(_KEY, ("", ()))
    if lines:
        st.html(box(kind, lines))


def faults(error: Exception) -> tuple[str, ...]:
    """Return what an error says, one line a fault."""
    return error.breaches if isinstance(error, ContractError) else (str(error),)


def box(kind: str, lines: Iterable[str]) -> str:
    """Write lines in a box; `kind` is done, refused or warned."""
    role = "status" if kind == "done" else "alert"
    said = [f"<p>{html_text(clip(line, _LENGTH))}</p>" for line in lines]
    return f'<div class="said said-{kind}" role="{role}">{"".join(said[:_SHOWN])}</div>'
