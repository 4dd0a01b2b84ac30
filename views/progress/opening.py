"""A name in a table opens that feature on the map, in the same session."""

from __future__ import annotations

import streamlit as st

from views import ways

_KEY, _GOING = "opened_row", "opens_map"
# The tables are plain HTML that Streamlit has cleaned; one listener hears all their buttons.
_JS = """
export default (link) => {
  if (!window.platemapRows) document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-feature]");
    if (button) window.platemapRows.setTriggerValue("open", button.dataset.feature);
  });
  window.platemapRows = link;
};
"""
_rows = st.components.v2.component("platemap_rows", js=_JS)


def listen() -> None:
    """Hear which name is pressed; what it does is done by `follow` when the page runs next."""
    _rows(key=_KEY, on_open_change=_select)


def follow() -> None:
    """Go to the map if a name was pressed."""
    if st.session_state.pop(_GOING, False):
        ways.go("map")


def _select() -> None:
    state = st.session_state
    # The list opens anew, on the page of what was pressed.
    state.pop("listed", None)
    state["selected"] = state[_KEY]["open"]
    state["turn"] = state.get("turn", 0) + 1
    state[_GOING] = True
