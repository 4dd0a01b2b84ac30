"""Why a person has to look at what was found: other words of the address speak against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geo.gazetteer import unread
from geo.gazetteer.found import Asked, Known, Spot, missing
from geo.gazetteer.geometry import distance
from geo.gazetteer.names import PLACE, ROAD, UNIT, UNKNOWN, Named
from geo.gazetteer.text import clean
from geo.model import Method

# The extent of a sub-district is not known, only about how far it reaches.
_UNIT_SHARE = 2.0
# A place on a road stands back from it, and its gate may be on another side.
_SETBACK_M = 400.0
# A town or sub-district that is not one of ours.
_FOREIGN = re.compile(r"^([\u4e00-\u9fffⓇⓍ]{1,4}?(?:街道|镇|乡))(?=[\u4e00-\u9fffⓇⓍⓅ])")
# These follow from the roads themselves.
_ON_ROADS = frozenset({Method.CROSSING, Method.LINE, Method.EXTENT})


def of(spots: Sequence[Spot], asked: Asked, known: Known) -> list[str]:
    """Tell in Chinese what speaks against what was found; nothing when it may be taken."""
    doubts = ["有几处符合，请选择"] if len(spots) > 1 else []
    if foreign := _FOREIGN.match(asked.outside.form):
        doubts.append(missing(asked.outside.words(foreign[1])))
    doubts += unread.doubts(spots[0], asked)
    is_by_name = spots[0].method not in _ON_ROADS
    for named in asked.outside.named:
        if is_by_name or named.mark == UNIT:
            doubts += _far(named, spots[0], known)
    return [*doubts, *_unsupported(asked)] if is_by_name else doubts


def _far(named: Named, spot: Spot, known: Known) -> Iterator[str]:
    """Tell that what was found is not near a sub-district or road of the address."""
    if named.mark == UNIT:
        for unit in named.places:
            middle = unit.geometry.centroid
            metres = distance(known.plane.xy(middle.x, middle.y), spot.at)
            if metres > _UNIT_SHARE * unit.accuracy_m + spot.accuracy:
                yield _apart(named.words, metres)
    elif named.mark == ROAD and (spine := known.network.spine(named.road)):
        metres = distance(spine.nearest(spot.at)[2], spot.at)
        if metres > spine.accuracy + spot.accuracy + _SETBACK_M:
            yield _apart(named.words, metres)


def _apart(name: str, metres: float) -> str:
    return f"离文中的{name}约 {metres / 1000:.1f} 公里，请核对"


def _unsupported(asked: Asked) -> Iterator[str]:
    """Tell that a place known by name alone may be a namesake elsewhere."""
    named = asked.outside.named
    marks = [name.mark for name in named]
    if UNKNOWN in marks and PLACE in marks and marks.index(UNKNOWN) < marks.index(PLACE):
        yield missing(named[marks.index(UNKNOWN)].words)
    elif not asked.names_district and marks == [PLACE] and _is_shortened(named[0]):
        yield f"“{named[0].words}”别处也可能有，请核对"


def _is_shortened(named: Named) -> bool:
    """Tell whether a place is named by the end of its name alone: 万象城 of 二七万象城."""
    names = [clean(place.name) for place in named.places]
    return all(name != named.words and name.endswith(named.words) for name in names)
