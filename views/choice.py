"""What the user has chosen: widgets, session state and URL, read as one `Filter` and a base map."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import streamlit as st

from geo.catalogue import Catalogue
from geo.cells import FIRST_DAY, LAST_DAY
from geo.errors import InputError
from geo.filters import NO_PLATE, Filter, parse
from layers import basemaps
from views import workspace

FACETS = ("plates", "statuses", "kinds", "lights")
TEXT_LIMIT = 200


def restore(whole: Catalogue) -> None:
    """Fill the widgets from the URL when a session begins; what makes no sense there is ignored.

    Later it drops what makes no sense any more: facts change, and another workspace has others.
    """
    state = st.session_state
    if "basemap" not in state:
        _begin(whole)
    known = {NO_PLATE, *whole.plate_names}
    if not known.issuperset(state["plates"]):
        state["plates"] = [key for key in state["plates"] if key in known]
    if state["lights"] and not workspace.has_lights():
        state["lights"] = []
    if state.get("as_of") in (None, state.get("newest")):
        state["as_of"] = whole.as_of
    state["newest"] = whole.as_of


def _carry_over(page: str) -> None:
    """Give the widgets of a page the values of those on the page before.

    To Streamlit they are others, though they go by the same keys.
    """
    state = st.session_state
    if state.get("chosen_on") != page:
        state.update({key: state[key] for key in (*FACETS, "text", "basemap", "as_of")})
    state["chosen_on"] = page


def _begin(whole: Catalogue) -> None:
    given, state = st.query_params, st.session_state
    for facet in FACETS:
        words = given.get(facet, "").split(",")
        known = [key for word in words for key in _known(whole, facet, word)]
        state[facet] = list(dict.fromkeys(known))
    state["text"] = given.get("q", "")[:TEXT_LIMIT]
    asked = given.get("basemap", "")
    state["basemap"] = asked if asked in basemaps.offered() else basemaps.BUILTIN
    state["as_of"] = _day(given.get("date", "")) or whole.as_of


def current(newest: date) -> Filter:
    """Return the choice; an empty multiple choice and the newest date leave their key out."""
    state = st.session_state
    day = state["as_of"]
    return Filter(
        **{facet: frozenset(state[facet]) or None for facet in FACETS},
        text=state["text"].strip(),
        as_of=day if day and day != newest else None,
    )


def scene(newest: Catalogue, page: str) -> tuple[Catalogue, Catalogue]:
    """Return everything on the chosen date, and what is chosen of it; the address is kept."""
    restore(newest)
    _carry_over(page)
    criteria = current(newest.as_of)
    remember(criteria)
    return workspace.scene(criteria)


def day() -> date:
    """Return the chosen date; the newest where none is chosen."""
    state = st.session_state
    chosen: date = state["as_of"] or state["newest"]
    return chosen


def stand_on(chosen: date) -> None:
    """Choose a date, before its widget is drawn."""
    st.session_state["as_of"] = chosen


def basemap() -> str:
    """Return the code of the chosen base map."""
    code: str = st.session_state["basemap"]
    return code


def remember(criteria: Filter) -> None:
    """Write the choice to the URL, so that a link or a reload brings it back."""
    spec = criteria.to_json()
    wanted = workspace.address()
    wanted |= {facet: ",".join(st.session_state[facet]) for facet in FACETS if facet in spec}
    wanted |= {
        name: str(spec[key]) for name, key in (("q", "text"), ("date", "asOf")) if key in spec
    }
    if basemap() != basemaps.BUILTIN:
        wanted["basemap"] = basemap()
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def clear(newest: date) -> None:
    """Choose nothing, on the newest date."""
    st.session_state.update({facet: [] for facet in FACETS})
    st.session_state.update(text="", as_of=newest)


def _known(whole: Catalogue, facet: str, word: str) -> list[str]:
    words: dict[str, Any] = {facet: [word]}
    with suppress(InputError):
        return list(getattr(parse(plate_names=whole.plate_names, **words), facet))
    return []


def _day(text: str) -> date | None:
    with suppress(ValueError):
        day = date.fromisoformat(text)
        return day if FIRST_DAY <= day <= LAST_DAY else None
    return None
