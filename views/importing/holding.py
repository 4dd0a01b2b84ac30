"""What a widget shows, held by us: its key stays the same, and with it the keyboard's focus."""

from __future__ import annotations

import streamlit as st


def hold(key: str, value: object) -> str:
    """Let the widget of this key, drawn next, show a value; return the key."""
    st.session_state[key] = value
    return key
