"""Which workspace is open, beside every page and in the address."""

from __future__ import annotations

import streamlit as st

from layers.escape import html_text
from views import ways, workspace


def show(page: str) -> None:
    """Draw the name of the workspace; pages with the filter keep the address themselves."""
    opened = workspace.chosen()
    # Short: it is sent again with every choice on the map.
    st.sidebar.html(f"<p class=standing>{html_text(opened.words)}")
    if page not in ways.FILTERED and st.query_params.to_dict() != workspace.address():
        st.query_params.from_dict(workspace.address())
