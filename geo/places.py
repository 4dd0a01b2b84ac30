"""From fixes to one place per feature, and from members to the outline of a plate.

Uncertainty is never drawn as extent: a plate gets a published extent, else the buffered
hull of what is located in it, else a mark at a sourced anchor, else nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.measures import buffer_m
from geo.model import Certainty, Fix, Method, Provider, Role

EXACT_WITHIN_M = 200
# A person who cannot say it better than this has reckoned it, from a crossing or four roads.
BY_HAND_WITHIN_M = 100
SCHEMATIC_FROM_M = 1500
HULL_BUFFER_M = 150
_HULL_MIN_POSITIONS = 3
# The best a method can claim, however small the stated accuracy.
_CEILING = {
    Method.POI: Certainty.EXACT,
    Method.PERMIT: Certainty.EXACT,
    Method.STOP: Certainty.EXACT,
    Method.LINE: Certainty.EXACT,
    Method.LEDGER: Certainty.EXACT,
    Method.OFFICIAL: Certainty.EXACT,
    Method.MANUAL: Certainty.EXACT,
    Method.CROSSING: Certainty.APPROX,
    Method.EXTENT: Certainty.APPROX,
    Method.RELATIVE: Certainty.SCHEMATIC,
    Method.NAME: Certainty.SCHEMATIC,
    Method.UNIT: Certainty.SCHEMATIC,
    Method.HULL: Certainty.SCHEMATIC,
}
_ORDER = (Certainty.EXACT, Certainty.APPROX, Certainty.SCHEMATIC, Certainty.NONE)
# Whoever finds a place from an address is the source of the fix; a person is no program.
_AUTOMATIC = frozenset(Provider) - {Provider.PERSON}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a feature is and how well that is known. `geometry` is WGS-84, None when unlocated."""

    geometry: BaseGeometry | None
    certainty: Certainty
    method: Method | None = None
    accuracy_m: int | None = None
    basis: str = ""
    source: str = ""


class Claim(NamedTuple):
    """What of a fix decides whether it counts, and how well the place is known then."""

    role: Role
    method: Method
    accuracy_m: int
    source: str

    @property
    def is_automatic(self) -> bool:
        """Tell whether the program found the place from an address."""
        return self.source in _AUTOMATIC


# The fields of a claim, of a fix.
told_of = attrgetter(*Claim._fields)


NOWHERE = Place(geometry=None, certainty=Certainty.NONE)


def certainty(method: Method, accuracy_m: int) -> Certainty:
    """Grade a fix: exact within 200 m by a source at the place, schematic from 1.5 km on.

    A place set by hand is exact within 100 m.
    """
    by_accuracy = Certainty.APPROX
    if accuracy_m <= (BY_HAND_WITHIN_M if method is Method.MANUAL else EXACT_WITHIN_M):
        by_accuracy = Certainty.EXACT
    elif accuracy_m >= SCHEMATIC_FROM_M:
        by_accuracy = Certainty.SCHEMATIC
    return max(by_accuracy, _CEILING[method], key=_ORDER.index)


def is_automatic(fix: Fix) -> bool:
    """Tell whether the program found the place from an address; such a fix names who answered."""
    return claim(fix).is_automatic


def claim(fix: Fix) -> Claim:
    """Return what of a fix decides whether it counts."""
    return Claim(*told_of(fix))


@lru_cache(maxsize=4096)  # thousands of features are placed in a handful of ways
def choice(claims: tuple[Claim, ...]) -> int | None:
    """Choose the place among a feature's fixes, in the order they were written; None for none.

    What a person has set by hand holds, the newest of it. Else the most accurate fix counts, the
    latest of equals. A ledger corrects its predecessors, and a later answer to an address the
    earlier ones: of either only the newest counts, and no answer beside a ledger's coordinates.
    """
    places = [n for n, one in enumerate(claims) if one.role is Role.PLACE]
    by_hand = [n for n in places if claims[n].method is Method.MANUAL]
    if by_hand:
        return by_hand[-1]
    ledgers = [n for n in places if claims[n].method is Method.LEDGER]
    answers = [n for n in places if claims[n].is_automatic]
    superseded = {*ledgers[:-1], *(answers if ledgers else answers[:-1])}
    candidates = [n for n in places if n not in superseded]
    return min(reversed(candidates), key=lambda n: claims[n].accuracy_m, default=None)


def place_of(fixes: Iterable[Fix]) -> Place:
    """Return the place among a feature's fixes, see `choice`."""
    fixes = tuple(fixes)
    chosen = choice(tuple(map(claim, fixes)))
    return NOWHERE if chosen is None else _from_fix(fixes[chosen])


def plate_place(fixes: Sequence[Fix], members: Iterable[BaseGeometry]) -> Place:
    """Choose what a plate shows: official outline, published extent, hull, anchor, or nothing.

    Of official outlines the newest counts; the hull is that of its located members.

    Args:
        fixes: the plate's own fixes (extents and anchors).
        members: geometries of its located members, WGS-84.

    """
    extents = [fix for fix in fixes if fix.role is Role.EXTENT]
    official = [fix for fix in extents if fix.method is Method.OFFICIAL]
    if official:
        return _from_fix(official[-1])
    if extents:
        return _from_fix(min(extents, key=lambda fix: fix.accuracy_m))
    anchors = [fix for fix in fixes if fix.role is Role.ANCHOR]
    hull = _hull([*members, *(fix.geometry for fix in anchors)])
    if hull is not None:
        return Place(
            geometry=hull,
            certainty=_CEILING[Method.HULL],
            method=Method.HULL,
            basis=f"由板块内已定位的点和线外包，外扩 {HULL_BUFFER_M} 米",
        )
    if anchors:
        return _anchored(min(anchors, key=lambda fix: fix.accuracy_m))
    return place_of(fixes)


def grade(claimed: Claim) -> Certainty:
    """Grade the place a fix gives."""
    found = certainty(claimed.method, claimed.accuracy_m)
    if claimed.is_automatic:
        # Found from words, whatever they name: nobody says that the thing itself stands there.
        return max(found, Certainty.APPROX, key=_ORDER.index)
    return found


def _from_fix(fix: Fix) -> Place:
    return Place(
        geometry=fix.geometry,
        certainty=grade(claim(fix)),
        method=fix.method,
        accuracy_m=fix.accuracy_m,
        basis=fix.basis,
        source=fix.source,
    )


def _anchored(fix: Fix) -> Place:
    place = _from_fix(fix)
    return Place(
        geometry=shapely.centroid(fix.geometry),
        certainty=Certainty.SCHEMATIC,
        method=place.method,
        accuracy_m=place.accuracy_m,
        basis=place.basis,
        source=place.source,
    )


def _hull(geometries: Sequence[BaseGeometry]) -> BaseGeometry | None:
    """Buffered convex hull, None when the geometries hold fewer than three distinct positions."""
    corners = shapely.get_coordinates(np.asarray(geometries, dtype=object))
    if not _are_several(corners.round(5)):
        return None
    return buffer_m(shapely.convex_hull(shapely.linestrings(corners)), HULL_BUFFER_M)


def _are_several(corners: NDArray[np.float64]) -> bool:
    """Tell whether positions are at least as many different ones as a hull needs."""
    for _ in range(_HULL_MIN_POSITIONS):
        if len(corners) == 0:
            return False
        # Without sorting: a plate may have thousands.
        corners = corners[(corners != corners[0]).any(axis=1)]
    return True
