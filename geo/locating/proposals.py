"""What is still to be located: features without a place, and those whose place is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.locating.taking import metres
from geo.model import Certainty, Facts, Feature, Fix, Kind
from geo.places import Place, is_automatic, place_of

# From such an accuracy on, what the program found by itself is shown to somebody.
DOUBTFUL_FROM_M = 500
_NO_REASON = "没有说明"


@dataclass(frozen=True, kw_only=True)
class Pending:
    """A feature somebody should look at: without a place, or with one that may be far off.

    `plate` is the id of its plate; `why` tells in Chinese what is missing or doubtful.
    """

    feature: str
    name: str
    kind: Kind
    plate: str | None
    address: str
    why: str
    certainty: Certainty


def unlocated(facts: Facts) -> tuple[Pending, ...]:
    """List what has no place, and what is doubtful, in the order of the features.

    Doubtful is a place that is drawn as a mere sketch, one that the program found and that may be
    500 m off or more, and one that was found from an address the feature no longer has. Plates
    are left out: they get outlines.
    """
    fixes = by_feature(facts.fixes)
    pending = (
        _pending(feature, fixes.get(feature.id, []))
        for feature in facts.features
        if feature.kind is not Kind.PLATE
    )
    return tuple(one for one in pending if one is not None)


def by_feature(fixes: Iterable[Fix]) -> dict[str, list[Fix]]:
    """Group fixes by the feature they place, in their order."""
    grouped: dict[str, list[Fix]] = {}
    for fix in fixes:
        grouped.setdefault(fix.feature, []).append(fix)
    return grouped


def _pending(feature: Feature, fixes: list[Fix]) -> Pending | None:
    place = place_of(fixes)
    why = _why(feature, place, fixes)
    if not why:
        return None
    return Pending(
        feature=feature.id,
        name=feature.name,
        kind=feature.kind,
        plate=feature.plate,
        address=feature.address,
        why=why,
        certainty=place.certainty,
    )


def _why(feature: Feature, place: Place, fixes: list[Fix]) -> str:
    """Tell what is missing or doubtful; "" when nothing is."""
    if place.certainty is Certainty.NONE:
        return feature.unlocated_reason or _NO_REASON
    if place.certainty is Certainty.SCHEMATIC:
        return f"只有示意位置：{place.basis}"
    answer = next((f for f in fixes if is_automatic(f) and f.geometry is place.geometry), None)
    if answer is None:
        return ""
    if feature.address and answer.address not in (feature.address, feature.name):
        return f"位置是按原来的地址“{answer.address}”推算的，现在的地址是“{feature.address}”"
    if answer.accuracy_m >= DOUBTFUL_FROM_M:
        return f"推算的位置误差约 {metres(answer.accuracy_m)}：{place.basis}"
    return ""
