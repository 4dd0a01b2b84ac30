"""Which features may have moved between two states: only these are looked at more closely.

What holds of a feature on a day follows from its record, its fixes and what was said of it by
then. Where these are the very same in both states, and nothing was said in between, so is that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from geo.model import Facts, Feature, Fix, Kind, Statement
from geo.moved.move import State

Record = Feature | Statement | Fix


def candidates(before: State, after: State) -> set[str]:
    """Return the ids of the features that may have moved."""
    keys = {
        said.feature
        for facts in _distinct(before.facts, after.facts)
        for said in facts.statements
        if before.day < said.stated_to <= after.day
    }
    if before.facts is not after.facts:
        for old, new in zip(_records(before.facts), _records(after.facts), strict=True):
            keys.update(map(_feature, _unlike(old, new)))
    return keys


def part(facts: Facts, keys: Collection[str]) -> Facts:
    """Cut facts to some features, and the plates, which tell where the others belong."""
    wanted = {f.id for f in facts.features if f.kind is Kind.PLATE or f.id in keys}
    return replace(
        facts,
        features=tuple(one for one in facts.features if one.id in wanted),
        statements=tuple(one for one in facts.statements if one.feature in wanted),
        fixes=tuple(one for one in facts.fixes if one.feature in wanted),
    )


def _distinct(one: Facts, other: Facts) -> tuple[Facts, ...]:
    return (one,) if one is other else (one, other)


def _records(facts: Facts) -> tuple[Collection[Record], ...]:
    return facts.features, facts.statements, facts.fixes


def _unlike(old: Collection[Record], new: Collection[Record]) -> Iterator[Record]:
    """Yield the records that are not in both; two that are only equal count as two."""
    early, late = ({id(record) for record in records} for records in (old, new))
    yield from (record for record in old if id(record) not in late)
    yield from (record for record in new if id(record) not in early)


def _feature(record: Record) -> str:
    return record.id if isinstance(record, Feature) else record.feature
