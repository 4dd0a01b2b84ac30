"""The look of the app beyond the theme: one style sheet, with the status colours of the map."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from geo.model import Status
from layers.style import STATUSES

_HERE = Path(__file__).parent
ICON = str(_HERE / "icon.svg")


def apply() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    # 未说明 is not always offered; it comes last, so the others keep their place among the pills.
    rows = [
        f".st-key-statuses button:nth-of-type({n})::before, .status-{look.code}::before"
        f" {{ background: {look.face}; border-color: {look.ink}; }}"
        for n, look in enumerate(STATUSES, start=1)
    ]
    assert STATUSES[-1].code is Status.UNKNOWN
    return (_HERE / "app.css").read_text(encoding="utf-8") + "\n".join(rows)
