"""Coarse last resorts: a station within a told walk, a sub-district, a town."""

from __future__ import annotations

import re

from geo.gazetteer import accuracy
from geo.gazetteer.forms import crossing, place
from geo.gazetteer.found import REMEDY, Asked, Finding, Known, Spot
from geo.gazetteer.names import UNIT
from geo.gazetteer.skeleton import Skeleton
from geo.model import Method

_WALK = re.compile(r"Ⓟ[A-Za-z]?\d{0,2}(?:出入口|出口|口)?(?:步行|走)?(?P<metres>\d{1,4})米")
_OFFICE = re.compile(r"Ⓤ(?:$|[^\u4e00-\u9fff])")


def in_brackets(asked: Asked, known: Known) -> Finding | None:
    """Find the crossing that an address tells in brackets, after what was not understood."""
    if not asked.inside.form:
        return None
    inside = Asked(outside=asked.inside, whole=asked.inside, inside=asked.inside)
    found = crossing.find(inside, known)
    return found if found and found.spots else None


def within_walk(asked: Asked, known: Known) -> Finding | None:
    """Find what is said to be so many metres' walk from a named place, in whatever direction."""
    for skeleton in (asked.inside, asked.outside):
        if match := _WALK.search(skeleton.form):
            return _walk(skeleton, match, known)
    return None


def _walk(skeleton: Skeleton, match: re.Match[str], known: Known) -> Finding:
    named, metres = skeleton.at(match.start()), float(match["metres"])
    spots = []
    for found in place.distinct(named.places):
        start = place.spot(found, named.words, None, known)
        spots.append(
            Spot(
                at=start.at,
                accuracy=accuracy.together(start.accuracy, accuracy.EXIT) + metres,
                method=Method.RELATIVE,
                matched=skeleton.words(match[0], match.start()),
                basis=f"{start.basis}，在它 {metres:g} 米之内，方向不明",
            )
        )
    return Finding(spots=tuple(spots))


def unit(asked: Asked, known: Known) -> Finding | None:
    """Fall back on the sub-district or town an address is in, whole."""
    named = next((name for name in asked.outside.named if name.mark == UNIT), None)
    if named is None:
        return None
    spots = tuple(place.spot(found, named.words, None, known) for found in named.places)
    if _OFFICE.match(asked.outside.form):
        return Finding(spots=spots)
    note = f"只认出了“{named.words}”，没有认出其余文字；{REMEDY}"
    return Finding(spots=spots, note=note, is_partial=True)
