"""The bridge to the map document: two components, so that a filter does not resend the document.

`frame` holds the document and changes only with it; `link` is a few hundred bytes and changes
with every choice. They meet in the browser, in bridge.js.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from geo.filters import Filter

LINK = "map_link"
_FRAME_HTML = """
<p>正在生成地图……</p>
<iframe title="地图" sandbox="allow-scripts allow-downloads allow-modals"></iframe>
"""
_FRAME_CSS = """
:host, div { position: relative; }
p { position: absolute; inset: 0; margin: 0; display: grid; place-content: center;
    color: #46515F; background: #DDE2E8; }
iframe { position: relative; display: block; width: 100%; border: 0;
    height: calc(100vh - 96px); min-height: 420px; }
"""
# More than one line: Streamlit takes a single line for a path.
_LINK_JS = """
export default (link) => {
  window.platemapLink = link;
  window.dispatchEvent(new Event("platemap-link"));
};
"""
_frame = st.components.v2.component(
    "platemap_frame",
    html=_FRAME_HTML,
    css=_FRAME_CSS,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)
_link = st.components.v2.component("platemap_link", js=_LINK_JS)


def frame(document: bytes) -> None:
    """Show the map document. It is loaded anew only when its bytes change."""
    _frame(key="map_frame", data=document)


def link(
    *,
    criteria: Filter,
    select: str | None,
    turn: int,
    view: dict[str, Any] | None,
    on_select: Callable[[], None],
    on_state: Callable[[], None],
) -> None:
    """Send the document its filter and selection, and hear what is clicked and moved in it.

    Args:
        criteria: what the map shows.
        select: the feature to select, sent when `turn` changes.
        turn: counts the selections made outside the map.
        view: centre and zoom a newly opened document takes up.
        on_select: called after a click in the map; see `clicked`.
        on_state: called after the map was moved; see `moved`.

    """
    _link(
        key=LINK,
        data={"filter": criteria.to_json(), "select": select, "turn": turn, "view": view},
        on_select_change=on_select,
        on_state_change=on_state,
    )


def clicked() -> str | None:
    """Return the id last clicked in the map; None when a selection was closed there."""
    said = st.session_state[LINK]["select"] or {}
    return said.get("id")


def moved() -> dict[str, Any] | None:
    """Return the centre and zoom the map was last moved to."""
    said: dict[str, Any] | None = st.session_state[LINK]["state"]
    return said
