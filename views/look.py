"""The look of the app beyond the theme: one style sheet, with the colours of the map."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from geo.model import Status
from layers.style import LIGHTS, STATUSES
from layers.version import NAME

_HERE = Path(__file__).parent
ICON = str(_HERE / "icon.svg")


def begin(page: st.Page) -> None:
    """Set the page's title, icon and width, and put the style sheet on it."""
    # The browser keeps the icon while the page is the same: it need not travel with every choice.
    is_same = st.session_state.get("page") == page.url_path
    st.session_state["page"] = page.url_path
    icon = None if is_same else ICON
    st.set_page_config(page_title=f"{page.title} - {NAME}", page_icon=icon, layout="wide")
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    # 未说明 is not always offered; it comes last, so the others keep their place among the pills.
    rows = [
        f".st-key-statuses button:nth-of-type({n})::before, .status-{look.code}::before"
        f" {{ background: {look.face}; border-color: {look.ink}; }}"
        for n, look in enumerate(STATUSES, start=1)
    ]
    rows += [
        f".st-key-lights button:nth-of-type({n})::before, .light-{look.code}::before"
        f" {{ background: {look.face}; border-color: {look.ink}; }}"
        for n, look in enumerate(LIGHTS, start=1)
    ]
    assert STATUSES[-1].code is Status.UNKNOWN
    return (_HERE / "app.css").read_text(encoding="utf-8") + "\n".join(rows)
