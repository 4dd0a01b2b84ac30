"""The line at the top of the pages that write, and what was done just now under it."""

from __future__ import annotations

import streamlit as st

from layers.escape import html_text
from views import flash


def show(title: str, text: str = "") -> None:
    """Draw a page's title, a line that explains, and what was done or refused just now."""
    said = f"<span>{html_text(text)}</span>" if text else ""
    st.html(f'<div class="headline"><h1>{html_text(title)}</h1>{said}</div>')
    flash.show()


def step(title: str, text: str = "") -> None:
    """Draw the title of a part of a page."""
    said = f"<p>{html_text(text)}</p>" if text else ""
    st.html(f'<section class="part"><h2>{html_text(title)}</h2>{said}</section>')
