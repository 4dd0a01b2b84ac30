"""Which form of an address decides: the sharpest it has, and what is not known stays said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from geo.gazetteer.forms import crossing, door, nearby, place, road, section, sides
from geo.gazetteer.found import REMEDY, Asked, Finding, Known, Spot
from geo.gazetteer.geometry import distance

Form = Callable[[Asked, Known], Finding | None]
_COARSE: tuple[Form, ...] = (
    *(road.find, crossing.find_bracketed, nearby.in_brackets, nearby.within_walk),
    *(road.find_rest, nearby.unit),
)


def decided(asked: Asked, known: Known) -> Finding:
    """Try the forms in order; the first that finds something decides, the first note explains.

    What a later form finds after an earlier one lacked a name is only offered; a road or a
    sub-district is then too coarse even for that.
    """
    note = ""
    for finding in _findings(asked, known):
        if finding is None or (note and finding.is_partial):
            continue
        if finding.spots:
            return replace(finding, note=note, is_partial=True) if note else finding
        note = note or finding.note
    return Finding(note=note or f"没有认出路名或地名；{REMEDY}")


def _findings(asked: Asked, known: Known) -> Iterator[Finding | None]:
    yield section.find(asked, known)
    yield sides.find(asked, known)
    crossed = crossing.find(asked, known)
    if crossed and not crossed.is_bare:
        yield crossed
        crossed = None
    yield _sharpest((door.find(asked, known), place.find(asked, known), crossed))
    yield from (form(asked, known) for form in _COARSE)


def _sharpest(found: Sequence[Finding | None]) -> Finding | None:
    """Take the sharpest of a number, a named place and a crossing; if they disagree, offer all."""
    told = [finding for finding in found if finding]
    if len(told) < 2:  # noqa: PLR2004 - one has nothing to agree with
        return told[0] if told else None
    spots = sorted((spot for one in told for spot in one.spots), key=lambda spot: spot.accuracy)
    if all(any(_agree(spots[0], spot) for spot in one.spots) for one in told):
        return Finding(spots=(spots[0],))
    return Finding(spots=tuple(spots), note="文中几处地名对不上", is_partial=True)


def _agree(one: Spot, other: Spot) -> bool:
    return distance(one.at, other.at) <= one.accuracy + other.accuracy
