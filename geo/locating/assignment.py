"""Plates by place: where a plate has an official outline, what lies inside belongs to it.

Derived when facts are read, never stored: a feature keeps the plate its ledger or document gives
it, so undoing or replacing an outline takes everything back. A place known only within so many
metres does not overrule the ledger where that circle crosses the outline's edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.locating.inside import Situation
from geo.model import Basis, Certainty, Facts, Feature, Kind, Method, Role
from geo.placed import Places, placed

_CERTAIN = [n for n, grade in enumerate(Certainty) if grade in (Certainty.EXACT, Certainty.APPROX)]
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

    `is_sure` tells that its circle stays within the one outline it lies in; `row` is that of the
    feature among the facts'.
    """

    feature: Feature
    inside: tuple[str, ...]
    reached: tuple[str, ...]
    is_sure: bool
    row: int

    @property
    def plate(self) -> str | None:
        """The one outline it lies in, if it is one."""
        return self.inside[0] if len(self.inside) == 1 else None


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """The plate a feature belongs to by its place, inferred, with the reason people read."""

    plate: str
    reason: str


def assignments(facts: Facts, places: Places) -> dict[int, Assignment]:
    """Return row → plate of the features in the plates whose official outline they lie in.

    Points count by where they are, lines and areas by where most of them is. Features whose own
    plate stays are left out; without an official outline all are.

    Args:
        facts: as stored.
        places: where the features are.

    """
    outlines = official_outlines(facts)
    if not outlines:
        return {}
    names = _plate_names(facts)
    found = ((one.row, _assignment(one, names)) for one in _findings(facts, outlines, places))
    return {row: assignment for row, assignment in found if assignment}


def assigned(facts: Facts, places: Places | None = None) -> Facts:
    """Return the facts with features in the plates of their `assignments`.

    Where no feature changes its plate the facts are returned as they are.
    """
    told = assignments(facts, places or placed(facts))
    if not told:
        return facts
    features = list(facts.features)
    for row, one in told.items():
        features[row] = replace(
            features[row], plate=one.plate, plate_basis=Basis.INFERRED, plate_reason=one.reason
        )
    return replace(facts, features=tuple(features))


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
        for one in _findings(facts, outlines, placed(facts), is_outside_told=True)
        if (plate := one.feature.plate) and _contradicts(one, plate, outlines)
    )


def official_outlines(facts: Facts) -> dict[str, BaseGeometry]:
    """Return plate id → its newest official outline, WGS-84."""
    official = [f for f in facts.fixes if f.method is Method.OFFICIAL and f.role is Role.EXTENT]
    plates = _plate_names(facts) if official else {}
    return {fix.feature: fix.geometry for fix in official if fix.feature in plates}


def _plate_names(facts: Facts) -> dict[str, str]:
    return {feature.id: feature.name for feature in facts.features if feature.kind is Kind.PLATE}


def _assignment(one: _Finding, names: Mapping[str, str]) -> Assignment | None:
    """Tell the plate a feature's place gives it; None where that changes nothing."""
    feature, plate = one.feature, one.plate
    if plate is None or (feature.plate and not one.is_sure):
        return None
    if feature.plate == plate and feature.plate_basis is Basis.EXPLICIT:
        return None
    reason = _INSIDE if one.is_sure else _INSIDE + _NEAR_EDGE
    if feature.plate and feature.plate != plate:
        reason += f"；{_said(feature, names)}"
    return Assignment(plate=plate, reason=reason)


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
    places: Places,
    *,
    is_outside_told: bool = False,
) -> Iterator[_Finding]:
    """Yield what the outlines say of the features that are no plates and whose place is known.

    Args:
        facts: the features and their fixes.
        outlines: plate id → official outline.
        places: where the features are.
        is_outside_told: features that lie in no outline are yielded, too.

    """
    known = np.flatnonzero(np.isin(places.certainty, _CERTAIN))
    if not len(known):
        return
    seen = Situation(places.geometry[known], places.accuracy_m[known], outlines.values())
    wanted = np.arange(len(known)) if is_outside_told else np.flatnonzero(seen.inside.any(axis=1))
    for at in wanted.tolist():
        yield _Finding(
            feature=facts.features[known[at]],
            inside=tuple(compress(outlines, seen.inside[at])),
            reached=tuple(compress(outlines, seen.reached[at])) if is_outside_told else (),
            is_sure=bool(seen.sure[at].any()),
            row=int(known[at]),
        )
