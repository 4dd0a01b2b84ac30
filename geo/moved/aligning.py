"""Gives the same features of two separate sources the same ids, so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from geo.ledger.entry import Entry
from geo.ledger.reconciling.matching import Known, Likeness, folded, match, proposals
from geo.model import Document, Facts, Feature, Kind

Record = TypeVar("Record", Feature, Document)
# Ids of one origin: at least this share of those in common stand for the same name or code.
_SAME_ORIGIN_FROM = 1 / 2
_MARK = "+"


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """The later facts in the ids of the earlier ones; `guessed` are matched by likeness alone."""

    facts: Facts
    guessed: frozenset[str] = frozenset()


def aligned(before: Facts, after: Facts) -> Aligned:
    """Match the features of two sources: by id where they have one origin, else code, then name.

    Ids are of one origin when most that both have stand for the same name or code, as in two
    copies of a workspace; two workspaces that were made apart use the same ids for other things.
    """
    if before is after:
        return Aligned(facts=after)
    pairs = _by_id(before, after)
    own, guessed = _by_likeness(
        [f for f in after.features if f.id not in pairs],
        [f for f in before.features if f.id not in pairs],
    )
    keys = _given(after.features, before.features, {key: key for key in pairs} | own)
    known = set(before.documents)
    same = {document.id: document.id for document in after.documents if document in known}
    return Aligned(
        facts=_in_ids(after, keys, _given(after.documents, before.documents, same)),
        guessed=frozenset(guessed),
    )


def _by_id(before: Facts, after: Facts) -> set[str]:
    """Return the ids that mean the same in both, none where the sources are of two origins."""
    early = {feature.id: feature for feature in before.features}
    common = [(early[f.id], f) for f in after.features if f.id in early]
    # A ledger is imported onto the plates of the other side, which tells nothing of the rest.
    plates = [pair for pair in common if pair[1].kind is Kind.PLATE]
    rest = [pair for pair in common if pair[1].kind is not Kind.PLATE]
    return {f.id for pairs in (plates, rest) if _is_one_origin(pairs) for _, f in pairs}


def _is_one_origin(pairs: Sequence[tuple[Feature, Feature]]) -> bool:
    return sum(_is_same(*pair) for pair in pairs) >= _SAME_ORIGIN_FROM * len(pairs)


def _is_same(one: Feature, other: Feature) -> bool:
    same_code = bool(one.code) and folded(one.code) == folded(other.code)
    return same_code or folded(one.name) == folded(other.name)


def _by_likeness(
    after: Sequence[Feature], before: Sequence[Feature]
) -> tuple[dict[str, str], list[str]]:
    """Return later id → earlier id by code, name, or likeness; and the last, by earlier id."""
    entries = [_entry(feature) for feature in after]
    found = match(entries, [Known(feature=feature) for feature in before])
    left = [feature for feature in before if feature.id not in set(found)]
    codes = {feature.id: folded(feature.code) for feature in left}
    guessed = []
    for proposal in proposals(entries, found, left):
        if proposal.likeness is Likeness.RENAMED:
            (at,), (key,) = proposal.rows, proposal.features
            found[at] = key
            if not codes[key] or codes[key] != folded(after[at].code):
                guessed.append(key)
    pairs = zip(after, found, strict=True)
    return {feature.id: key for feature, key in pairs if key is not None}, guessed


def _entry(feature: Feature) -> Entry:
    return Entry(
        sheet="",
        row=0,
        name=feature.name,
        code=feature.code,
        kind=feature.kind,
        address=feature.address,
    )


def _given(
    after: Iterable[Record], before: Iterable[Record], same: Mapping[str, str]
) -> dict[str, str]:
    """Return an id for each later record; what is none of the earlier ones gets one they lack."""
    taken = {record.id for record in before}
    keys = {}
    for record in after:
        key = same.get(record.id, record.id)
        while record.id not in same and key in taken:
            key += _MARK
        keys[record.id] = key
        taken.add(key)
    return keys


def _in_ids(facts: Facts, keys: Mapping[str, str], documents: Mapping[str, str]) -> Facts:
    return replace(
        facts,
        features=tuple(
            replace(f, id=keys[f.id], plate=keys.get(f.plate or "", f.plate))
            for f in facts.features
        ),
        # What a document only counts is no feature, and keeps its id.
        statements=tuple(
            replace(s, feature=keys.get(s.feature, s.feature), document=documents[s.document])
            for s in facts.statements
        ),
        fixes=tuple(replace(f, feature=keys.get(f.feature, f.feature)) for f in facts.fixes),
        documents=tuple(replace(d, id=documents[d.id]) for d in facts.documents),
    )
