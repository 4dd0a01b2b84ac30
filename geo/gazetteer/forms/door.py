"""House numbers: 大学路68号, 嵩山南路234-1, 103号院."""

from __future__ import annotations

import re

from geo.gazetteer.found import Asked, Finding, Known, Spot
from geo.gazetteer.suffixes import AFTER
from geo.gazetteer.unread import short_way
from geo.model import Method

# A number is read where it stands directly after the road: 12 of 12号, 12-3, 12附5号, not 12米.
_DOOR = re.compile(
    rf"(?P<road>[ⓇⓍ]){AFTER}(?P<number>\d{{1,4}})(?!\d|米|m|M|公里|千米|km|[期楼层栋]|号楼|#楼|路)"
)


def find(asked: Asked, known: Known) -> Finding | None:
    """Find a house number between the known doors of its road."""
    for match in _DOOR.finditer(asked.outside.form):
        road, number = asked.outside.at(match.start("road")), int(match["number"])
        if number and (door := known.doors.find(road.words, number)):
            metres, unread = short_way(asked.outside.form[match.end() :])
            spot = Spot(
                at=door.at,
                accuracy=door.accuracy + metres,
                method=Method.CROSSING,
                matched=f"{road.words}{number}号",
                basis=f"{road.words}{door.how}",
                unread=unread,
            )
            return Finding(spots=(spot,))
    return None
