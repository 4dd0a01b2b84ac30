"""A road by itself, and what is left when nothing but a road was understood."""

from __future__ import annotations

import re

import shapely

from geo.gazetteer import accuracy
from geo.gazetteer.forms import place
from geo.gazetteer.found import REMEDY, Asked, Finding, Known, Spot, missing
from geo.gazetteer.names import ROAD, UNKNOWN, Named
from geo.gazetteer.suffixes import AFTER, CALLED
from geo.model import Method

_ALONE = re.compile(
    rf"^Ⓤ?,?(?P<road>[ⓇⓍ]){AFTER}(?:[东西南北]侧|路[东西南北]侧?|两侧|沿线|沿街|全线|旁边?|附近|上|边)?$"
)
_DOOR = re.compile(rf"^Ⓤ?,?(?P<road>[ⓇⓍ]){AFTER}\d{{1,5}}.*")
# A name that only begins like a road's: a school, an office, a branch called after it.
_CALLED_AFTER = re.compile(
    r"[ⓇⓍ](?P<rest>[东西南北中]?(?:第?[一二三四五六七八九十]+)?[\u4e00-\u9fff]{0,6}?"
    rf"{CALLED})"
)


def find(asked: Asked, known: Known) -> Finding | None:
    """Find the middle of a road that was named alone; its line is the shape."""
    alone = _ALONE.match(asked.outside.form)
    if alone is None:
        return None
    road = asked.outside.at(alone.start("road"))
    return Finding(note=missing(road.words)) if road.mark == UNKNOWN else _along(road, known, "")


def find_rest(asked: Asked, known: Known) -> Finding | None:
    """Offer the road of an address of which nothing sharper was understood."""
    form = asked.outside.form
    if called := _CALLED_AFTER.search(form):
        return Finding(note=missing(asked.outside.words(called[0], called.start())))
    door = _DOOR.match(form)
    first = next((n for n in asked.outside.named if n.mark in (ROAD, UNKNOWN)), None)
    if first is None:
        return None
    if first.mark == UNKNOWN:
        return Finding(note=missing(first.words))
    note = f"只认出了“{first.words}”，没有认出其余文字"
    if door:
        note = f"地名库里没有“{first.words}”这一带的门牌号"
    found = _along(first, known, f"；{note}")
    return Finding(spots=found.spots, note=f"{note}；{REMEDY}", is_partial=True)


def _along(road: Named, known: Known, why: str) -> Finding:
    shape = known.network.drawn(road.road)
    if shape is None and road.places:
        places = place.distinct(road.places)
        return Finding(spots=tuple(place.spot(it, road.words, None, known) for it in places))
    if shape is None:
        return _crossings_of(road, known)
    spine = known.network.spine(road.road)
    road_accuracy = spine.accuracy if spine else 0.0
    middle = shapely.line_interpolate_point(shape, 0.5, normalized=True)
    spot = Spot(
        at=known.plane.xy(middle.x, middle.y),
        accuracy=known.plane.radius(middle, shape) + accuracy.ROAD_END + road_accuracy,
        method=Method.LINE,
        matched=road.words,
        basis=f"{road.road}在区内一段的中点，误差覆盖全段{why}",
        shape=shape,
    )
    return Finding(spots=(spot,))


def _crossings_of(road: Named, known: Known) -> Finding:
    """Offer the crossings of a road no line of which is known."""
    spots = tuple(
        Spot(
            at=node.at,
            accuracy=node.accuracy + accuracy.ROAD_END,
            method=Method.CROSSING,
            matched=f"{road.words}×{other}",
            basis=f"{road.words}与{other}的路口（{node.how}）",
        )
        for other, node in known.network.neighbours(road.road)
    )
    note = f"不知道“{road.words}”的走向，只知道它的路口；请写明与哪条路相交，或{REMEDY}"
    return Finding(spots=spots, note=note, is_partial=True)
