"""What waits for a place: in three groups, searched by text, walked from one to the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from geo.filters import normalise
from geo.locating import assignment, manual, proposals
from geo.model import LOOKED_INTO, Certainty, Coded, Facts, Feature, Fix, Method


class Group(Coded):
    """Why something waits; what was placed by hand is here to be placed again."""

    LOST = "lost", "未定位"
    DOUBTFUL = "doubtful", "待核实"
    APART = "apart", "板块不一致"
    PLACED = "placed", "已人工定位"


@dataclass(frozen=True, kw_only=True)
class Item:
    """A feature that waits, why, and the group it waits in."""

    feature: Feature
    group: Group
    why: str


def waiting(facts: Facts) -> tuple[Item, ...]:
    """Return what waits, in the order of the facts; of plates only their outlines are asked."""
    features = {feature.id: feature for feature in facts.features}
    pending = [
        Item(
            feature=features[one.feature],
            group=Group.LOST if one.certainty is Certainty.NONE else Group.DOUBTFUL,
            why=one.why,
        )
        for one in proposals.unlocated(facts)
    ]
    apart = [
        Item(feature=features[one.feature], group=Group.APART, why=one.words)
        for one in assignment.disagreements(facts)
    ]
    placed = [
        Item(feature=feature, group=Group.PLACED, why=fix.basis) for feature, fix in by_hand(facts)
    ]
    return (*pending, *apart, *placed)


def by_hand(facts: Facts) -> list[tuple[Feature, Fix]]:
    """Return every feature whose place was given by hand, with that fix."""
    keys = {fix.feature for fix in facts.fixes if fix.method is Method.MANUAL}
    found = [(f, manual.standing(facts, f.id)) for f in facts.features if f.id in keys]
    return [(feature, fix) for feature, fix in found if fix is not None]


def shown(items: Sequence[Item], group: Group, text: str) -> list[Item]:
    """Return those of a group whose name, code or address holds a text."""
    wanted = normalise(text)
    return [one for one in items if one.group is group and wanted in _haystack(one.feature)]


def resting(items: Sequence[Item], skipped: Collection[str]) -> set[str]:
    """Return those that come after the others: skipped, or looked at by somebody before."""
    left = {one.feature.id for one in items if one.why.startswith(LOOKED_INTO)}
    return left.union(skipped)


def opening(items: Sequence[Item], current: str | None, skipped: Collection[str]) -> str | None:
    """Return the one to look at: the current one if it still waits, else the first not skipped."""
    ids = [one.feature.id for one in items]
    if current in ids:
        return current
    rest = [key for key in ids if key not in skipped]
    return next(iter(rest or ids), None)


def following(items: Sequence[Item], current: str | None, skipped: Collection[str]) -> str | None:
    """Return the next that is not skipped, from the top again after the last, if there is one."""
    ids = [one.feature.id for one in items]
    at = ids.index(current) + 1 if current in ids else 0
    around = [key for key in (*ids[at:], *ids[:at]) if key != current]
    return next((key for key in around if key not in skipped), None) or next(iter(around), None)


def beside(items: Sequence[Item], current: str, by: int) -> str:
    """Return the one so many places on or back; the ends are the ends."""
    ids = [one.feature.id for one in items]
    return ids[min(max(ids.index(current) + by, 0), len(ids) - 1)]


def _haystack(feature: Feature) -> str:
    return normalise("\n".join((feature.name, feature.code, feature.address, *feature.aliases)))
