"""Plates by place: where a plate has an official outline, what lies inside belongs to it.

Derived when facts are read, never stored: a feature keeps the plate its ledger or document gives
it, so undoing or replacing an outline takes everything back. A place known only within so many
metres does not overrule the ledger where that circle crosses the outline's edge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.locating.inside import Situation
from geo.model import Basis, Certainty, Facts, Feature, Fix, Kind, Method, Role
from geo.places import Place, place_of

_CERTAIN = frozenset({Certainty.EXACT, Certainty.APPROX})
_INSIDE = "按正式范围：位置在板块内"
_NEAR_EDGE = "，但误差圈越过边界"
# Who gave a plate, by the reason kept with it; what documents say has reasons of its own.
_SPEAKERS = {"台账所列": "台账写", "手工指定": "手工指定为"}
_DOCUMENT = "原列入"


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A feature whose place lies in another plate than its ledger says.

    Both plates are ids; `place_plate` is None when it lies in no official outline, or in several.
    """

    feature: str
    name: str
    ledger_plate: str
    place_plate: str | None
    words: str


@dataclass(frozen=True, kw_only=True)
class _Finding:
    """Which official outlines a feature lies in, and which its circle of accuracy reaches.

    `is_sure` tells that its circle stays within the one outline it lies in.
    """

    feature: Feature
    inside: tuple[str, ...]
    reached: tuple[str, ...]
    is_sure: bool

    @property
    def plate(self) -> str | None:
        """The one outline it lies in, if it is one."""
        return self.inside[0] if len(self.inside) == 1 else None


def assigned(facts: Facts, places: Mapping[str, Place] | None = None) -> Facts:
    """Return the facts with features in the plates whose official outline they lie in.

    Points count by where they are, lines and areas by where most of them is. Without an official
    outline the facts are returned as they are.

    Args:
        facts: as stored.
        places: what `places_of` gives for them, where that is known already.

    """
    outlines = official_outlines(facts)
    if not outlines:
        return facts
    names = _plate_names(facts)
    versions = {one.feature.id: _version(one, names) for one in _findings(facts, outlines, places)}
    features = tuple(versions.get(feature.id, feature) for feature in facts.features)
    return replace(facts, features=features)


def disagreements(facts: Facts) -> tuple[Disagreement, ...]:
    """List the features whose own plate is not the one they lie in, in the order of the facts.

    What may lie in its own plate, within its accuracy, contradicts nothing.

    Args:
        facts: as stored, not as `assigned`: those have the ledger's plates no more.

    """
    outlines = official_outlines(facts)
    if not outlines:
        return ()
    names = _plate_names(facts)
    return tuple(
        Disagreement(
            feature=one.feature.id,
            name=one.feature.name,
            ledger_plate=plate,
            place_plate=one.plate,
            words=_words(one, names),
        )
        for one in _findings(facts, outlines, is_outside_told=True)
        if (plate := one.feature.plate) and _contradicts(one, plate, outlines)
    )


def official_outlines(facts: Facts) -> dict[str, BaseGeometry]:
    """Return plate id → its newest official outline, WGS-84."""
    plates = {feature.id for feature in facts.features if feature.kind is Kind.PLATE}
    return {
        fix.feature: fix.geometry
        for fix in facts.fixes
        if fix.method is Method.OFFICIAL and fix.role is Role.EXTENT and fix.feature in plates
    }


def _plate_names(facts: Facts) -> dict[str, str]:
    return {feature.id: feature.name for feature in facts.features if feature.kind is Kind.PLATE}


def _version(one: _Finding, names: Mapping[str, str]) -> Feature:
    """Make the feature as its place tells; the feature itself where that changes nothing."""
    feature, plate = one.feature, one.plate
    if plate is None or (feature.plate and not one.is_sure):
        return feature
    if feature.plate == plate and feature.plate_basis is Basis.EXPLICIT:
        return feature
    reason = _INSIDE if one.is_sure else _INSIDE + _NEAR_EDGE
    if feature.plate and feature.plate != plate:
        reason += f"；{_said(feature, names)}"
    return replace(feature, plate=plate, plate_basis=Basis.INFERRED, plate_reason=reason)


def _contradicts(one: _Finding, plate: str, outlines: Mapping[str, BaseGeometry]) -> bool:
    if plate in one.inside or plate in one.reached:
        return False
    return bool(one.inside) or plate in outlines


def _words(one: _Finding, names: Mapping[str, str]) -> str:
    said = _said(one.feature, names)
    if not one.inside:
        return f"{said}，位置却不在任何板块的正式范围内，仍按原来的板块"
    where = "、".join(names[plate] for plate in one.inside)
    if one.plate is None:
        return f"{said}，位置却在{where}的重叠处，仍按原来的板块"
    if not one.is_sure:
        return f"{said}，位置却在{where}内{_NEAR_EDGE}，仍按原来的板块"
    return f"{said}，位置却在{where}内，已按位置归入"


def _said(feature: Feature, names: Mapping[str, str]) -> str:
    name = names.get(feature.plate or "", feature.plate or "")
    return f"{_SPEAKERS.get(feature.plate_reason, _DOCUMENT)}“{name}”"


def _findings(
    facts: Facts,
    outlines: Mapping[str, BaseGeometry],
    places: Mapping[str, Place] | None = None,
    *,
    is_outside_told: bool = False,
) -> Iterator[_Finding]:
    """Yield what the outlines say of the features that are no plates and whose place is known.

    Args:
        facts: the features and their fixes.
        outlines: plate id → official outline.
        places: where the features are, if that is known already.
        is_outside_told: features that lie in no outline are yielded, too.

    """
    places = places_of(facts) if places is None else places
    known = [f for f in facts.features if f.id in places and places[f.id].certainty in _CERTAIN]
    if not known:
        return
    seen = Situation([places[f.id] for f in known], outlines.values())
    wanted = np.arange(len(known)) if is_outside_told else np.flatnonzero(seen.inside.any(axis=1))
    for at in wanted.tolist():
        yield _Finding(
            feature=known[at],
            inside=tuple(compress(outlines, seen.inside[at])),
            reached=tuple(compress(outlines, seen.reached[at])) if is_outside_told else (),
            is_sure=bool(seen.sure[at].any()),
        )


def places_of(facts: Facts) -> dict[str, Place]:
    """Return feature id → its place, for all that are no plates."""
    fixes: dict[str, list[Fix]] = defaultdict(list)
    for fix in facts.fixes:
        fixes[fix.feature].append(fix)
    return {f.id: place_of(fixes[f.id]) for f in facts.features if f.kind is not Kind.PLATE}
