"""Which row of a ledger is which feature of the workspace: by code, else by name; never by guess.

What only looks alike (renamed, merged, split) is proposed for a decision, not applied.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.ledger.entry import Entry
from geo.model import Coded, Feature

_NO_LETTER = re.compile(r"[\W_]+")
# Between two figures a mark tells them apart: 1-1号楼 is not 11号楼, 2020-1-12 not 2020-11-2.
_BETWEEN_FIGURES = re.compile(r"(?<=\d)[\W_]+(?=\d)")
# What stands at the end of a name without telling projects apart.
_TAIL = re.compile(r"(建设|改造|提升|工程|项目)+$")
# Likeness of two names from which a renaming is proposed.
_ALIKE = 0.6
# From here on, two names of one code are a name that was changed, not another project.
_RELATED = 0.3
_CORE_MIN = 3
_SEVERAL = 2
_TOO_MANY_PAIRS = 250_000
Cells = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Known:
    """A feature a row may be about, and its newest ledger row as typed, if it has one."""

    feature: Feature
    cells: Cells | None = None


class Likeness(Coded):
    """What rows and features that were not matched may have to do with each other."""

    RENAMED = "renamed", "疑似改名"
    MERGED = "merged", "疑似合并"
    SPLIT = "split", "疑似拆分"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Rows (positions among the entries) that may continue features, for the user to decide."""

    likeness: Likeness
    rows: tuple[int, ...]
    features: tuple[str, ...]
    words: str
    key: str


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """Fold a name to what tells it apart: width, case, spaces and punctuation do not."""
    text = unicodedata.normalize("NFKC", name).lower().strip()
    parts = (_NO_LETTER.sub("", part) for part in _BETWEEN_FIGURES.split(text))
    return ".".join(filter(None, parts)) or text


def match(entries: Sequence[Entry], known: Sequence[Known]) -> list[str | None]:
    """Tell, for each entry, the id of the feature it is about; None for a new one.

    The same code is the same project when the names have something in common: clerks number
    anew. The same name is, too, unless both have codes and these differ. Of several with one
    name, those whose rows are alike belong together, then those that stand in the same order.
    """
    result: list[str | None] = [None] * len(entries)
    free = {one.feature.id: one for one in known}
    for key_of_entry, key_of_known in _PASSES:
        groups: dict[object, list[Known]] = defaultdict(list)
        for one in free.values():
            if key := key_of_known(one):
                groups[key].append(one)
        rows: dict[object, list[int]] = defaultdict(list)
        for at, entry in enumerate(entries):
            if result[at] is None and entry.name and (key := key_of_entry(entry)) in groups:
                rows[key].append(at)
        for key, places in rows.items():
            for at, one in _paired(entries, places, groups[key]):
                if _likeness(entries[at].name, one.feature.name) >= _RELATED:
                    result[at] = one.feature.id
                    del free[one.feature.id]
    return result


def proposals(
    entries: Sequence[Entry], matched: Sequence[str | None], gone: Sequence[Feature]
) -> list[Proposal]:
    """List what may be renamed, merged or split among new rows and features no row is about.

    Two ledgers that have next to nothing in common are not compared.
    """
    new = [at for at, key in enumerate(matched) if key is None and entries[at].name]
    if len(new) * len(gone) > _TOO_MANY_PAIRS:
        return []
    found = [*_merged(entries, new, gone), *_split(entries, new, gone)]
    rows = {row for proposal in found for row in proposal.rows}
    keys = {key for proposal in found for key in proposal.features}
    return found + list(
        _renamed(
            entries, [at for at in new if at not in rows], [f for f in gone if f.id not in keys]
        )
    )


def _by_code(code: str) -> object:
    return folded(code) if code else None


_PASSES: tuple[tuple[Callable[[Entry], object], Callable[[Known], object]], ...] = (
    (lambda entry: _by_code(entry.code), lambda one: _by_code(one.feature.code)),
    (
        lambda entry: (entry.kind, folded(entry.name)),
        lambda one: (one.feature.kind, folded(one.feature.name)),
    ),
)


def _paired(
    entries: Sequence[Entry], rows: Sequence[int], known: Sequence[Known]
) -> Iterator[tuple[int, Known]]:
    """Pair rows and features of one name or code: alike rows first, then the same address."""
    left, free = rows, known
    for key_of_entry, key_of_known in _ALIKE_BY:
        waiting: dict[object, deque[Known]] = defaultdict(deque)
        for one in free:
            waiting[key_of_known(one)].append(one)
        rest = []
        for at in left:
            key = key_of_entry(entries[at])
            if key and waiting[key]:
                yield at, waiting[key].popleft()
            else:
                rest.append(at)
        left, free = rest, [one for some in waiting.values() for one in some]
    yield from _in_order(entries, left, free)


def _in_order(
    entries: Sequence[Entry], rows: Sequence[int], known: Sequence[Known]
) -> Iterator[tuple[int, Known]]:
    """Pair what is left in order; two different codes are two projects."""
    waiting: dict[object, deque[Known]] = defaultdict(deque)
    for one in known:
        waiting[_by_code(one.feature.code)].append(one)
    for at in rows:
        code = _by_code(entries[at].code)
        fitting = [waiting[code], waiting[None]] if code else list(waiting.values())
        some = next((queue for queue in fitting if queue), None)
        if some:
            yield at, some.popleft()


_ALIKE_BY: tuple[tuple[Callable[[Entry], object], Callable[[Known], object]], ...] = (
    (
        lambda entry: frozenset(entry.cells.items()),
        lambda one: frozenset((one.cells or {}).items()),
    ),
    (
        lambda entry: entry.address and (_by_code(entry.code), folded(entry.address)),
        lambda one: (_by_code(one.feature.code), folded(one.feature.address)),
    ),
)


@lru_cache(maxsize=100_000)
def _core(name: str) -> str:
    text = folded(name)
    core = _TAIL.sub("", text)
    return core if len(core) >= _CORE_MIN else text


def _within(part: str, whole: str) -> bool:
    return len(part) >= _CORE_MIN and part != whole and part in whole


def _merged(
    entries: Sequence[Entry], new: Iterable[int], gone: Sequence[Feature]
) -> Iterator[Proposal]:
    """One new row that names several features, or what several have in common."""
    for at in new:
        name, core = folded(entries[at].name), _core(entries[at].name)
        parts = [f for f in gone if _within(_core(f.name), name) or _within(core, folded(f.name))]
        if len(parts) >= _SEVERAL:
            names = "、".join(f.name for f in parts)
            words = f"上期的 {names} 本期没有，可能合并成了“{entries[at].name}”"
            yield _proposal(Likeness.MERGED, entries, [at], parts, words)


def _split(
    entries: Sequence[Entry], new: Iterable[int], gone: Sequence[Feature]
) -> Iterator[Proposal]:
    """Several new rows that each name one feature."""
    new = list(new)
    for feature in gone:
        rows = [at for at in new if _within(_core(feature.name), folded(entries[at].name))]
        if len(rows) >= _SEVERAL:
            names = "、".join(entries[at].name for at in rows)
            words = f"上期的“{feature.name}”本期没有，可能拆分成了 {names}"
            yield _proposal(Likeness.SPLIT, entries, rows, [feature], words)


def _renamed(
    entries: Sequence[Entry], new: Sequence[int], gone: Sequence[Feature]
) -> Iterator[Proposal]:
    """Pairs of one code, of one name, or alike enough; the likest first, each used once.

    Of pairs that are equally alike the earlier row, then the earlier feature comes first.
    """
    index: dict[object, list[int]] = defaultdict(list)
    for place, feature in enumerate(gone):
        for key in (*_pairs(feature.name), ("code", _by_code(feature.code))):
            index[key].append(place)
    scored = []
    for at in new:
        entry = entries[at]
        keys: list[object] = [*_pairs(entry.name)]
        keys += [("code", _by_code(entry.code))] if entry.code else []
        for place in {place for key in keys for place in index[key]}:
            score, words = _continued(entry, gone[place])
            if score >= _ALIKE:
                scored.append((-score, at, place, words))
    used: set[object] = set()
    for _, at, place, words in sorted(scored):
        feature = gone[place]
        if not used & {at, feature.id}:
            used |= {at, feature.id}
            yield _proposal(Likeness.RENAMED, entries, [at], [feature], words)


def _continued(entry: Entry, feature: Feature) -> tuple[float, str]:
    """Tell how likely a row continues a feature that no row is about, and in what words."""
    old, new = f"上期的“{feature.name}”本期没有", f"“{entry.name}”"
    if entry.code and _by_code(entry.code) == _by_code(feature.code):
        return 3.0, f"{old}，可能改名为{new}：项目代码同为 {entry.code}"
    if folded(entry.name) == folded(feature.name):
        return 2.0, f"{new}的项目代码由 {feature.code} 变为 {entry.code}，可能是同一项"
    if entry.code and feature.code:
        return 0.0, ""
    return _likeness(entry.name, feature.name), f"{old}，可能改名为{new}"


def _likeness(name: str, other: str) -> float:
    """Sørensen–Dice coefficient of letter pairs; related at least where one holds the other."""
    a, b = folded(name), folded(other)
    if min(len(a), len(b)) >= _CORE_MIN and (a in b or b in a):
        return 1.0 if a == b else max(_RELATED, _dice(a, b))
    return _dice(a, b)


@lru_cache(maxsize=100_000)
def _pairs(name: str) -> frozenset[str]:
    text = folded(name)
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


def _dice(name: str, other: str) -> float:
    mine, theirs = _pairs(name), _pairs(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _proposal(
    likeness: Likeness,
    entries: Sequence[Entry],
    rows: Sequence[int],
    features: Sequence[Feature],
    words: str,
) -> Proposal:
    first = entries[rows[0]]
    return Proposal(
        likeness=likeness,
        rows=tuple(rows),
        features=tuple(f.id for f in features),
        words=words,
        key=f"{likeness.value}:{first.sheet}:{first.row}:{first.name}",
    )
