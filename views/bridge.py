"""The bridge to the map document: two components, so that a filter does not resend the document.

`frame` holds the document and changes only with it; `link` is a few hundred bytes and changes
with every choice. They meet in the browser, in bridge.js.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from math import cos, radians
from pathlib import Path

import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from geo.crs import Datum
from geo.filters import Filter
from views.pointing import Pointed, pointed
from views.sight import Sight, chosen_day, sight

LINK, POINTING = "map_link", "pointing_link"
_HEARD = "days_heard"
_MILLIONTHS = 1e6
_FRAME_HTML = """
<p><svg aria-hidden="true"><path vector-effect="non-scaling-stroke" /></svg>正在生成地图……</p>
<iframe title="地图" sandbox="allow-scripts allow-downloads allow-modals" allow="fullscreen">
</iframe>
"""
_FRAME_CSS = """
:host, div { position: relative; }
p { position: absolute; inset: 0; margin: 0; overflow: hidden; display: grid; place-content: center;
    place-items: center; gap: 16px; color: #46515F; background: #DDE2E8; }
svg { width: 320px; height: 360px; max-height: calc(var(--map-least, 420px) - 60px);
    fill: none; stroke: #9AA5B1; stroke-width: 1.6; }
iframe { position: relative; display: block; width: 100%; border: 0;
    height: var(--map-height, calc(100vh - 96px)); min-height: var(--map-least, 420px); }
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


def frame(held: bytes) -> None:
    """Show the map document `with_edge` holds. It is loaded anew only when its bytes change."""
    _frame(key="map_frame", data=held)


def with_edge(document: str, district: BaseGeometry) -> bytes:
    """Put a line before a document: the path of the district's edge, shown while it opens."""
    narrow = cos(radians(district.centroid.y))
    rings = shapely.get_rings(shapely.get_parts(district))
    at = [shapely.get_coordinates(ring) * (_MILLIONTHS * narrow, -_MILLIONTHS) for ring in rings]
    runs = ("L".join(f"{x:.0f} {y:.0f}" for x, y in ring) for ring in at)
    path = "".join(f"M{run}Z" for run in runs)
    return f"{path}\n{document}".encode()


def link(
    *,
    criteria: Filter,
    day: date,
    datum: Datum,
    select: str | None,
    turn: int,
    view: Sight | None,
    on_select: Callable[[], None],
    on_state: Callable[[], None],
) -> None:
    """Send the document its filter and selection, and hear what is clicked and moved in it.

    Args:
        criteria: what the map shows.
        day: the date it stands on, also where the filter names none.
        datum: what the document shown now is drawn in.
        select: the feature to select, sent when `turn` changes.
        turn: counts the selections made outside the map.
        view: centre and zoom a newly opened document takes up.
        on_select: called after a click in the map; see `clicked`.
        on_state: called after the map was moved, or its date; see `moved` and `dated`.

    """
    # Sent again with every choice: a tenth of a metre and a hundredth of a zoom are enough.
    centre = view and [round(value, 6) for value in view.centre_in(datum)]
    sent = view and {"center": centre, "zoom": round(view.zoom, 2)}
    _link(
        key=LINK,
        data={
            "filter": criteria.to_json(),
            "day": day.isoformat(),
            "heard": st.session_state.get(_HEARD, 0),
            "datum": datum.value,
            "select": select,
            "turn": turn,
            "view": sent,
        },
        on_select_change=on_select,
        on_state_change=on_state,
    )


def point(
    *,
    datum: Datum,
    marks: list[dict[str, object]],
    box: Sequence[float] | None,
    turn: int,
    on_pick: Callable[..., None],
    args: tuple[object, ...] = (),
) -> None:
    """Put marks on the document and hear which place is pointed out in it; see `picked`.

    Args:
        datum: what the document shown now is drawn in; marks and box are in it as well.
        marks: `at`, `metres` around it, `text`, `lines` and whether it is the one `chosen`.
        box: west, south, east, north of what to look at; None for the whole district.
        turn: counts what is to be looked at; with the same turn the map stays where it is.
        on_pick: called after a place was pointed out.
        args: what it is called with.

    """
    _link(
        key=POINTING,
        data={
            "filter": {},
            "datum": datum.value,
            "select": None,
            "turn": 0,
            "view": None,
            "pick": {"on": True, "marks": marks, "box": box and list(box), "turn": turn},
        },
        on_pick_change=partial(on_pick, *args),
    )


def picked() -> Pointed | None:
    """Return the place last pointed out; None when what was said is no place."""
    return pointed(st.session_state[POINTING]["pick"] or {})


def clicked() -> str | None:
    """Return the id last clicked in the map; None when a selection was closed there."""
    said = st.session_state[LINK]["select"] or {}
    return said.get("id")


def moved() -> Sight | None:
    """Return what the map was last moved to; None when it said nothing that is a place."""
    return sight(st.session_state[LINK]["state"] or {})


def dated() -> date | None:
    """Return the date chosen in the map since it was last asked; None when none was."""
    said = st.session_state[LINK]["state"] or {}
    heard, st.session_state[_HEARD] = st.session_state.get(_HEARD, 0), said.get("days", 0)
    return chosen_day(said) if said.get("days", 0) != heard else None
