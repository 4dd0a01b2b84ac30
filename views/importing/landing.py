"""Where the keyboard's focus lands when the step it was in is gone: on the heading of the next.

Streamlit puts the focus nowhere when a pressed button goes away. The heading of a step is a
component of its own, and takes the focus in the one run after somebody was sent there.
"""

from __future__ import annotations

import streamlit as st

_KEY, _TURN = "landing", "landing_turn"
_HTML = '<section class="part"><h2 tabindex="-1"></h2><p></p></section>'
_JS = """
export default ({ parentElement, data }) => {
  const heading = parentElement.querySelector("h2"), text = parentElement.querySelector("p");
  heading.textContent = data.title;
  text.textContent = data.text;
  text.hidden = !data.text;
  if (!data.turn || data.turn === heading.turn) return;
  heading.turn = data.turn;
  heading.focus();
};
"""
_heading = st.components.v2.component("platemap_landing", html=_HTML, js=_JS, isolate_styles=False)


# Where somebody goes on who has brought a file: whichever of these is drawn first.
READING = ("own", "unread", "preview")


def send(*steps: str) -> None:
    """Send the focus to the heading of that of some steps which is drawn first from now on."""
    st.session_state[_KEY] = steps
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def heading(step: str, title: str, text: str = "") -> None:
    """Draw the heading of a step, as `views.heading.step` does."""
    is_sent = step in st.session_state.get(_KEY, ())
    if is_sent:
        del st.session_state[_KEY]
    turn = st.session_state[_TURN] if is_sent else 0
    _heading(key=f"landing_{step}", data={"title": title, "text": text, "turn": turn})
