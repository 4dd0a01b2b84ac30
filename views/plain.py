"""Data as plain text where Streamlit reads Markdown, and cut to a length where space is short."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"\s+")
# Invisible; it keeps :shortcodes:, addresses and @names from being recognised.
_JOINER = "\u2060"


def clip(text: str, limit: int) -> str:
    """Cut a text to at most `limit` characters, with … where something is missing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def label(text: str, limit: int = 14) -> str:
    """Write data as the label of a widget: every mark Markdown knows is shown as it is."""
    line = clip(_BREAKS.sub(" ", text).strip(), limit)
    return _PUNCTUATION.sub(rf"\\\1{_JOINER}", line)
