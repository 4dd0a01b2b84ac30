"""The plates a ledger names: known ones by any of their names, others are new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from geo.ledger.entry import Entry, Finding, Gravity
from geo.ledger.reconciling.matching import folded
from geo.model import Facts, Feature, Kind

_SEPARATORS = re.compile(r"[、,，;；/|]|以及|和|及|与")
_NONE = frozenset(map(folded, ("none", "未分板块", "不分板块", "区级", "全区")))
_SUFFIX = "板块"
_GUESSED = "（推断）"


class PlateNames:
    """Resolves a plate as a ledger writes it to the id of a plate of the workspace."""

    def __init__(self, facts: Facts) -> None:
        plates = [f for f in facts.features if f.kind is Kind.PLATE]
        self._names = {plate.id: plate.name for plate in plates}
        self._ids = {
            key_of(name): feature.id
            for feature in plates
            for name in (feature.id, *_names(feature))
        }

    def name_of(self, key: str | None) -> str:
        """Return the name of a plate, "" for none."""
        return self._names.get(key or "", "")

    def id_of(self, words: str) -> str | None:
        """Return the id of a known plate, None for an unknown one or none at all."""
        return self._ids.get(key_of(words))

    def is_none(self, words: str) -> bool:
        """Tell whether a cell says that the project belongs to no plate."""
        return not words or folded(words) in _NONE

    def checked(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the entries; a cell that names several plates is left undecided and told."""
        named = Counter(key_of(entry.plate) for entry in entries if entry.plate)
        known = {*self._ids, *named}
        return [self._undecided(e) if self._is_several(e.plate, known) else e for e in entries]

    def _is_several(self, words: str, known: Collection[str]) -> bool:
        if self.is_none(words) or self.id_of(words):
            return False
        parts = [key_of(part) for part in _SEPARATORS.split(words) if part.strip()]
        return len(parts) > 1 and all(part in known for part in parts)

    def _undecided(self, entry: Entry) -> Entry:
        finding = Finding(
            gravity=Gravity.WARNING,
            code="plate",
            text=f"板块写了“{entry.plate}”，不止一个，先列为未分板块；请只留一个",
        )
        details = (*entry.details, (_SUFFIX, entry.plate))
        return replace(entry, plate="", details=details, findings=(*entry.findings, finding))

    def new(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """List the plates named that the workspace does not have, in order, each once."""
        unknown: dict[str, str] = {}
        for entry in entries:
            if not self.is_none(entry.plate) and not self.id_of(entry.plate):
                unknown.setdefault(key_of(entry.plate), entry.plate)
        return tuple(unknown.values())


def _names(feature: Feature) -> tuple[str, ...]:
    return (feature.name, *(alias.removesuffix(_GUESSED) for alias in feature.aliases))


def key_of(name: str) -> str:
    """Fold a plate's name, with or without the word 板块, to one key."""
    key = folded(name)
    return key.removesuffix(_SUFFIX) or key
