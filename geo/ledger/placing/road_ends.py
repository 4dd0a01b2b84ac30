"""A road of which a ledger gives only the ends: a straight line between them, and no more claimed.

How the road runs between its ends the ledger does not say.
"""

from __future__ import annotations

import math
from dataclasses import replace

from shapely.geometry import LineString

from geo.crs import LonLat
from geo.ledger.entry import Spot
from geo.ledger.placing.coordinates import note
from geo.ledger.placing.positions import ENDS, Located
from geo.measures import length_m

# How far a road may be off the straight line between its ends: a fifth of its length, our own
# cautious estimate, and never less than would be drawn as exact.
_SHARE, _AT_LEAST_M, _HUNDRED = 0.2, 300, 100
_BASIS = "起止点连线，走向不详"


def joined(found: Located, start: Located, end: Located) -> Located:
    """Return a row with a line for its place where only its two ends are known, else as it is."""
    is_open = any(finding.code == ENDS for finding in found.findings)
    if not is_open or start.spot is None or end.spot is None or start.spot.at == end.spot.at:
        return found
    told = note(ENDS, f"只写了起点、终点的坐标，按{_BASIS}")
    return replace(found, spot=_between(start.spot, end.spot), reason="", findings=(told,))


def _between(start: Spot, end: Spot) -> Spot:
    line = LineString([(start.at.lon, start.at.lat), (end.at.lon, end.at.lat)])
    middle = line.interpolate(0.5, normalized=True)
    off = math.ceil(_SHARE * length_m(line) / _HUNDRED) * _HUNDRED
    return replace(
        start,
        at=LonLat(middle.x, middle.y),
        words=f"{start.words} 至 {end.words}",
        accuracy_m=max(off, _AT_LEAST_M, start.accuracy_m, end.accuracy_m),
        basis=f"{_BASIS}；{start.basis}",
        shape=line,
    )
