"""What a session keeps while it walks through what has no place: where it is, what it tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from geo.answers import Answer
from geo.crs import LonLat
from views import workspace
from views.importing import landing
from views.locating.offers import Offer
from views.locating.queue import Group, Item

_KEY = "walk"


@dataclass
class Walk:
    """The walk through one workspace.

    `tried` is what a person pointed out, typed or asked for the current item, with where it came
    from; nothing tried means the address is asked. `turn` counts what the map is to look at.
    `selected` is what was last chosen on another page; it is turned to once.
    `last` is the change made just now: its number and what was done. `placed` are the places
    taken, by their changes. `found` are the answers of a run over all that are not written yet,
    `asked` the services such a run is to begin with, `services` those it began with. `done` counts
    the items that each change of this session gave a place.
    """

    code: str
    group: Group = Group.LOST
    text: str = ""
    current: str | None = None
    skipped: set[str] = field(default_factory=set)
    done: dict[int, int] = field(default_factory=dict)
    tried: tuple[str, tuple[Offer, ...], str] | None = None
    accuracy_m: int = 0
    turn: int = 0
    last: tuple[int, str] | None = None
    placed: dict[int, LonLat] = field(default_factory=dict)
    selected: str | None = None
    found: dict[str, Answer] = field(default_factory=dict)
    asked: tuple[str, ...] | None = None
    services: tuple[str, ...] = ()

    def turn_to_selected(self, items: Sequence[Item]) -> None:
        """Turn to what was chosen on another page since, if it waits here."""
        chosen = st.session_state.get("selected")
        if chosen == self.selected:
            return
        self.selected = chosen
        if one := next((each for each in items if each.feature.id == chosen), None):
            self.group, self.text = one.group, ""
            self.look_at(chosen)

    def look_at(self, key: str | None) -> None:
        """Turn to another item; what was tried for the one before means nothing there."""
        if key == self.current:
            return
        self.current = key
        self.forget()

    def forget(self) -> None:
        """Go back to what the address gives."""
        self.tried = None
        self.turn += 1

    def drop(self, number: int) -> None:
        """Count a change no more that has been taken back."""
        self.placed.pop(number, None)
        if self.last and self.last[0] == number:
            self.last = None
        self.done.pop(number, None)

    def try_out(
        self, way: str, offers: tuple[Offer, ...], note: str = "", *, look: bool = True
    ) -> None:
        """Put what a way gave before the user; `look` moves the map there."""
        self.tried = (way, offers, note)
        self.turn += look
        landing.send("offers")


def walk() -> Walk:
    """Return the walk of this session through the workspace that is open."""
    code = workspace.chosen().code
    kept: Walk | None = st.session_state.get(_KEY)
    if kept is None or kept.code != code:
        kept = st.session_state[_KEY] = Walk(code=code)
    return kept
