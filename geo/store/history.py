"""Which changes of a workspace count, what an undoing would tear, and how changes are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from geo.batch import Batch, Change, ChangeKind
from geo.errors import ConflictError, InputError
from geo.model import Facts, Kind

# So many things are named in a message; the rest are counted.
_NAMED = 5


def counting(
    numbers: Iterable[int], undoes: Mapping[int, Collection[int]], afresh: Collection[int]
) -> set[int]:
    """Return the numbers of the changes that count.

    A change counts unless a counting change undoes it or a later counting one started afresh.
    Only later changes bear on a change, so one pass from the newest to the oldest tells.
    """
    counted: set[int] = set()
    undone: set[int] = set()
    for number in sorted(numbers, reverse=True):
        if number in undone:
            continue
        counted.add(number)
        undone.update(undoes.get(number, ()))
        if number in afresh:
            break
    return counted


@dataclass(frozen=True)
class History:
    """All changes, oldest first; what each undoes; which started afresh."""

    changes: dict[int, Change]
    undoes: Mapping[int, tuple[int, ...]]
    afresh: frozenset[int]

    def sweeps(self, number: int) -> bool:
        """Tell whether a change starts afresh, or takes such a start away or brings it back."""
        return number in self._sweeping

    @cached_property
    def _sweeping(self) -> frozenset[int]:
        found = set(self.afresh)
        # An undoing undoes what came before it, so one pass from the oldest to the newest tells.
        for number in sorted(self.undoes):
            if not found.isdisjoint(self.undoes[number]):
                found.add(number)
        return frozenset(found)

    def hindrance(self, number: int) -> Change | None:
        """Return the newest counting change that builds on what `number` did.

        An undoing of something that came after `number` is none: the two cancel out.
        """
        own = set(self.changes[number].features)
        for later in reversed(self.changes.values()):
            if later.number == number:
                return None
            cancels = all(other > number for other in self.undoes.get(later.number, (0,)))
            if not later.counts or cancels:
                continue
            if later.features if self.sweeps(number) else not own.isdisjoint(later.features):
                return later
        return None


def undoing(history: History, number: int, names: Mapping[str, str]) -> Batch:
    """Make the batch that takes a change out of account.

    Args:
        history: of the workspace.
        number: of the change.
        names: what the features are called, by id.

    Raises:
        ConflictError: later changes speak of the same features.
        InputError: there is no such change, it does not count any more, or it did nothing.

    """
    change = history.changes.get(number)
    if change is None:
        raise InputError(f"没有第 {number} 次改动，请在历史中核对编号")
    if not change.counts:
        raise InputError(f"第 {number} 次改动已经不起作用（已撤销或已恢复种子数据），不用再撤销")
    if change.kind is ChangeKind.COPY:
        raise InputError(f"第 {number} 次改动只记下这个工作区从哪里复制来，没有可以撤销的内容")
    if later := history.hindrance(number):
        keys = [k for k in later.features if history.sweeps(number) or k in change.features]
        touched = _listed([names.get(key, key) for key in keys], "项")
        raise ConflictError(
            f"不能撤销第 {number} 次改动：之后的{_told(later)}又动了{touched}，"
            f"请先撤销第 {later.number} 次改动"
        )
    return Batch(kind=ChangeKind.UNDO, words=_undo_words(history, number), undone=(number,))


def check_plates(facts: Facts) -> None:
    """Refuse an undoing that left features in a plate that is no more.

    Raises:
        ConflictError: it did.

    """
    plates = {feature.id for feature in facts.features if feature.kind is Kind.PLATE}
    lost = [f.name for f in facts.features if f.plate and f.plate not in plates]
    if lost:
        raise ConflictError(
            f"不能撤销：{_listed(lost, '项')}所属的板块会因此没有了，请先改它们的板块"
        )


def bereaved(history: History, number: int, other: int) -> ConflictError:
    """Make the refusal to undo a change that `other` relies on: its document or feature would go.

    `other` may be older: then it would come back without them.
    """
    told = _told(history.changes[other])
    if other > number:
        return ConflictError(
            f"不能撤销第 {number} 次改动：之后的{told}要用到它写下的文件或项目，"
            f"请先撤销第 {other} 次改动"
        )
    return ConflictError(
        f"不能撤销第 {number} 次改动：{told}会因此缺少所依据的文件或项目，"
        "请在历史中找到撤销了那份文件或项目的改动，先撤销它"
    )


def overtaken(history: History, expected: int) -> ConflictError:
    """Make the refusal of a batch made for an older head: it tells who was first with what."""
    newer = [c for c in reversed(history.changes.values()) if c.number > expected]
    told = _listed([_told(change) for change in newer], "处变动")
    return ConflictError(
        f"您打开之后，工作区又有变动：{told or '文件已换成另一份'}。"
        "这次没有写入，请刷新后核对再提交"
    )


def taken(ids: list[str]) -> ConflictError:
    """Make the refusal of a batch whose ids are used already."""
    return ConflictError(
        f"编号已被别的变动用去：{_listed(ids, '个')}。这次没有写入，请刷新后重新提交"
    )


def _undo_words(history: History, number: int) -> str:
    """Name the change that is undone in the end, or brought back, however often that was done."""
    verb, root = "撤销", number
    while root in history.undoes:
        verb, root = ("恢复" if verb == "撤销" else "撤销"), history.undoes[root][0]
    change = history.changes[root]
    return f"{verb}了第 {root} 次改动（{change.kind.word}：{change.words}）"


def _told(change: Change) -> str:
    at = change.at
    when = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    what = f"{change.kind.word}：{change.words}"
    return f"第 {change.number} 次改动（{change.operator}，{when}，{what}）"


def _listed(words: list[str], unit: str) -> str:
    rest = f"等 {len(words)} {unit}" if len(words) > _NAMED else ""
    return "、".join(words[:_NAMED]) + rest
