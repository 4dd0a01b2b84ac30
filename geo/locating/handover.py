"""Places set by hand, taken over from another workspace.

Projects are known by their code, which every workspace has from the ledger; those without one by
their name. What is not taken over is told row by row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.batch import Batch, ChangeKind
from geo.errors import InputError
from geo.ledger.reconciling.matching import folded
from geo.locating import manual
from geo.locating.handed import Handed, read, to_csv
from geo.model import Facts, Feature, Fix, Kind

__all__ = ["Handed", "Lost", "batch", "lost", "read", "to_csv"]

# A tenth of a metre: more than rounding to seven decimals makes.
_SAME_DEGREES = 1e-6
_TOLD = 3


@dataclass(frozen=True, kw_only=True)
class Lost:
    """A row that is not taken over, and why, in Chinese."""

    row: int
    name: str
    reason: str

    @property
    def words(self) -> str:
        """The row as it is named in messages."""
        return f"第 {self.row} 行“{self.name}”：{self.reason}"


def batch(facts: Facts, head: int, rows: Sequence[Handed], *, keep_outside: bool = False) -> Batch:
    """Make the batch that takes places over; its words name the first rows that match nobody.

    A feature that has a place by hand keeps it: somebody here has looked at it.

    Args:
        facts: what the workspace holds.
        head: the number of its newest change; ids of the fixes carry the next.
        rows: what `read` gives.
        keep_outside: the user confirms places farther than 300 m outside the district.

    Raises:
        InputError: no row can be taken over; it names the first of them.

    """
    taker = _Taker(facts, head, keep_outside=keep_outside)
    taker.take(rows)
    told = "；".join(one.words for one in taker.lost[:_TOLD])
    more = "等" if len(taker.lost) > _TOLD else ""
    missing = f"，{len(taker.lost)} 行没有采用（{told}{more}）" if told else ""
    if not taker.fixes:
        raise InputError(f"没有可以采用的人工定位{missing}")
    return Batch(
        kind=ChangeKind.PLACE,
        words=f"移交人工定位：采用 {len(taker.fixes)} 项{missing}",
        features=tuple(taker.features),
        fixes=tuple(taker.fixes),
    )


def lost(facts: Facts, rows: Sequence[Handed], *, keep_outside: bool = False) -> tuple[Lost, ...]:
    """List the rows `batch` does not take over, all of them."""
    taker = _Taker(facts, 0, keep_outside=keep_outside)
    taker.take(rows)
    return tuple(taker.lost)


class _Taker:
    """Gathers the records of one change, and the rows that give none."""

    def __init__(self, facts: Facts, head: int, *, keep_outside: bool) -> None:
        self._base, self._change, self._keep_outside = facts.base, head + 1, keep_outside
        features = [feature for feature in facts.features if feature.kind is not Kind.PLATE]
        self._codes = _grouped((feature.code, feature) for feature in features)
        self._names = _grouped((feature.name, feature) for feature in features)
        self._held = manual.all_standing(facts)
        self.fixes: list[Fix] = []
        self.features: list[Feature] = []
        self.lost: list[Lost] = []

    def take(self, rows: Iterable[Handed]) -> None:
        for row in rows:
            try:
                self._take(row)
            except ValueError as error:
                self.lost.append(Lost(row=row.row, name=row.name, reason=str(error)))

    def _take(self, row: Handed) -> None:
        feature = self._feature(row)
        key = f"F-{self._change}-{len(self.fixes) + 1}"
        fix = manual.fix_of(self._base, key, feature, row.given, keep_outside=self._keep_outside)
        if held := self._held.get(feature.id):
            if held.geometry.equals_exact(fix.geometry, _SAME_DEGREES):
                raise InputError("位置已经一样，不用移交")
            raise InputError("这里已有人工定位，保留原来的；要换，请重新定位")
        self._held[feature.id] = fix
        self.fixes.append(fix)
        self.features += manual.located(feature)

    def _feature(self, row: Handed) -> Feature:
        what, text = ("项目代码", row.code) if row.code else ("名称", row.name)
        found = (self._codes if row.code else self._names).get(folded(text), [])
        if not found:
            raise InputError(f"工作区里没有{what}“{text}”")
        if len(found) > 1:
            raise InputError(f"{what}“{text}”有 {len(found)} 项，分不清是哪一项")
        return found[0]


def _grouped(named: Iterable[tuple[str, Feature]]) -> dict[str, list[Feature]]:
    groups: dict[str, list[Feature]] = defaultdict(list)
    for text, feature in named:
        if text:
            groups[folded(text)].append(feature)
    return groups
