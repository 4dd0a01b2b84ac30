"""The map of the page: what is offered stands on it, and a click in it points out a place."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
import streamlit as st
from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from geo.crs import Datum, LonLat, from_wgs84
from layers import basemaps
from views import bridge, flash, heading, workspace
from views.locating import offers as offering
from views.locating.offers import Offer
from views.locating.walk import Walk

_TEXT = "在图上点一下就是选点，随后在“候选”里采用。用键盘：方向键移动，回车取图中心，或填“坐标”。"
# Some streets around a point, in degrees.
_AROUND = 0.004
# A shape is drawn with so much left out, in degrees: some metres.
_COARSE = 0.00005
_METRES_PER_DEGREE = 111_320
_KEY = "locate_document"


def show(walk: Walk, offers: Sequence[Offer], ground: BaseGeometry | None) -> None:
    """Draw the map.

    Args:
        walk: where the user is; a click is noted in it.
        offers: what is put before the user, in the order of the numbers.
        ground: what to look at when nothing is offered; None for the whole district.

    """
    heading.step("地图", _TEXT)
    basemap = st.session_state.get("basemap", basemaps.BUILTIN)
    datum = basemaps.datum_of(basemap)
    with st.container(key="locate_map"):
        bridge.frame(_document(basemap))
        bridge.point(
            datum=datum,
            marks=[*_before(walk, datum), *_marks(offers, datum)],
            box=_box(offers, ground, datum),
            turn=walk.turn,
            on_pick=_take_up,
            args=(walk, datum),
        )


def _document(basemap: str) -> bytes:
    """Return the map as it was when the user came here.

    What is placed meanwhile is marked on it: loading it anew after each would make it jump.
    """
    state = st.session_state
    code = workspace.chosen().code
    # The link to the map has a state as long as it is drawn, so not on the way back to the page.
    is_here = bridge.POINTING in state and state.get(_KEY, ("", "", b""))[:2] == (code, basemap)
    if not is_here:
        state[_KEY] = (code, basemap, workspace.document(basemap))
    document: bytes = state[_KEY][2]
    return document


def renew() -> None:
    """Let the map be loaded anew when it is next drawn: many things stand elsewhere now."""
    st.session_state.pop(_KEY, None)


def _take_up(walk: Walk, datum: Datum) -> None:
    pointed = bridge.picked()
    if pointed is None:
        flash.refuse("没有取到点的位置，请再点一次。")
        return
    walk.accuracy_m = offering.accuracy_for(pointed.within_m)
    offer = offering.by_hand(pointed.at, "在地图上点选", datum)
    walk.try_out("地图点选", (offer,), look=False)


def _before(walk: Walk, datum: Datum) -> list[dict[str, object]]:
    """Mark what was placed since the map was opened with a dot."""
    return [_mark(at, 0, datum) for at in walk.placed.values()]


def _marks(offers: Sequence[Offer], datum: Datum) -> list[dict[str, object]]:
    return [
        _mark(one.at, one.accuracy_m, datum)
        | {"text": str(number), "chosen": one.is_by_hand, "lines": _lines(one.shape, datum)}
        for number, one in enumerate(offers, start=1)
    ]


def _mark(at: LonLat, metres: int, datum: Datum) -> dict[str, object]:
    there = at.to(datum)
    return {
        "at": [round(there.lon, 6), round(there.lat, 6)],
        "metres": metres,
        "text": "",
        "chosen": False,
        "lines": [],
    }


def _lines(shape: BaseGeometry | None, datum: Datum) -> list[list[list[float]]]:
    """Return the lines and edges of a shape, in a datum."""
    if shape is None or shape.geom_type == "Point":
        return []
    drawn = from_wgs84(shape.simplify(_COARSE), datum)
    edges = drawn.boundary if drawn.geom_type in ("Polygon", "MultiPolygon") else drawn
    return [shapely.get_coordinates(part).round(6).tolist() for part in shapely.get_parts(edges)]


def _reach(offer: Offer) -> BaseGeometry:
    """Return a shape, or the square in which a point may be off."""
    far = offer.accuracy_m / _METRES_PER_DEGREE
    return offer.shape or Point(offer.at.lon, offer.at.lat).buffer(far, cap_style="square")


def _box(offers: Sequence[Offer], ground: BaseGeometry | None, datum: Datum) -> list[float] | None:
    wanted = [_reach(one) for one in offers] or [ground]
    found = shapely.union_all([one for one in wanted if one is not None])
    if found.is_empty:
        return None
    west, south, east, north = found.bounds
    corners = MultiPoint([(west - _AROUND, south - _AROUND), (east + _AROUND, north + _AROUND)])
    return [round(value, 6) for value in from_wgs84(corners, datum).bounds]
