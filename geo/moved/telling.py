"""What moved, in plain Chinese that can be read aloud; every number is one of the list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from geo.dates import day_words
from geo.locating.taking import metres as distance_words
from geo.model import Measure
from geo.moved.money import grown_words
from geo.moved.move import Comparison, Move, Shift
from geo.moved.names import listed, quoted_name
from geo.moved.shifts import ARROW, FIRST_DATED, FIRST_PLACED, NO_PLACE

SUSPECTED = "疑似改名："
LISTED_AGAIN = "重新列出"
# So many pairs of statuses are told; the list has the rest.
_PAIRS = 5
# Said of a comparison of two dates of the same facts.
ONE_STATE = "比较的是同一份资料的两个日期：名称和位置不分日期保存，没有比较改名和位置变动"
_NOTHING = (
    "没有发现变动（比较了{compared}；板块、责任单位等其他内容没有比较；空着和写“待定”的算没有写）"
)
Shifts = Sequence[Shift]


def with_words(comparison: Comparison) -> Comparison:
    """Return a comparison with its paragraph told from its shifts."""
    return replace(comparison, paragraph=_paragraph(comparison))


def narrowed(comparison: Comparison, ids: Collection[str], *, gone: bool) -> Comparison:
    """Cut a comparison to some features and tell it anew.

    Args:
        comparison: the whole.
        ids: of the features whose shifts are kept.
        gone: keep everything that is gone as well.

    """
    wanted = frozenset(ids)
    kept = [s for s in comparison.shifts if s.feature in wanted or (gone and s.move is Move.GONE)]
    if len(kept) == len(comparison.shifts):
        return comparison
    return with_words(replace(comparison, shifts=tuple(kept)))


def suspected(comparison: Comparison, ids: Collection[str]) -> Comparison:
    """Mark renamings that were only guessed from names that look alike."""
    marked = (
        replace(s, words=f"{SUSPECTED}{s.words}")
        if s.move is Move.RENAMED and s.feature in ids
        else s
        for s in comparison.shifts
    )
    return with_words(replace(comparison, shifts=tuple(marked)))


def of_move(comparison: Comparison) -> dict[Move, list[Shift]]:
    """Group the shifts by sort, in the order of the sorts, without those that are not there."""
    grouped: dict[Move, list[Shift]] = defaultdict(list)
    for shift in comparison.shifts:
        grouped[shift.move].append(shift)
    return {move: grouped[move] for move in Move if move in grouped}


def _paragraph(comparison: Comparison) -> str:
    span = _span(comparison)
    if not comparison.shifts:
        return f"{span}，{_nothing(comparison)}。"
    features = len({shift.feature for shift in comparison.shifts})
    sentences = [
        f"{move.word} {len(shifts)} 项{_SAID[move](shifts)}。"
        for move, shifts in of_move(comparison).items()
    ]
    whole = f"{span}，共有 {len(comparison.shifts)} 处变动，涉及 {features} 项。"
    return whole + "".join(sentences)


def _nothing(comparison: Comparison) -> str:
    """Say that nothing was found, and among what."""
    left = {Move.RENAMED, Move.MOVED} if ONE_STATE in comparison.notes else set()
    return _NOTHING.format(compared="、".join(_LOOKED_AT[m] for m in Move if m not in left))


def _span(comparison: Comparison) -> str:
    since, until = map(day_words, (comparison.since, comparison.until))
    days = f"截至{until}" if since == until else f"从{since}到{until}"
    titles = dict.fromkeys(filter(None, (comparison.since_title, comparison.until_title)))
    return f"{days}，对照{'与'.join(map(quoted_name, titles))}" if len(titles) > 1 else days


def _names(shifts: Shifts) -> str:
    return f"：{listed([shift.name for shift in shifts])}"


def _new(shifts: Shifts) -> str:
    again = sum(shift.words.startswith(LISTED_AGAIN) for shift in shifts)
    mark = f"（其中 {again} 项是{LISTED_AGAIN}的）" if again else ""
    return f"{mark}{_names(shifts)}"


def _renamed(shifts: Shifts) -> str:
    guessed = sum(shift.words.startswith(SUSPECTED) for shift in shifts)
    mark = f"（其中 {guessed} 项是按名称相近推定的）" if guessed else ""
    pairs = [shift.words.removeprefix(SUSPECTED) for shift in shifts[:2]]
    more = "等" if len(shifts) > len(pairs) else ""
    return f"{mark}：{'；'.join(pairs).replace(ARROW, '改为')}{more}"


def _status(shifts: Shifts) -> str:
    pairs = Counter(shift.words for shift in shifts).most_common()
    parts = [f"{words.replace(ARROW, '转为')} {n} 项" for words, n in pairs[:_PAIRS]]
    rest = sum(n for _, n in pairs[_PAIRS:])
    return "：" + "，".join([*parts, *([f"其他 {rest} 项"] if rest else [])])


def _redated(shifts: Shifts) -> str:
    first = [s for s in shifts if s.words.startswith(FIRST_DATED)]
    later = [s for s in shifts if s.days is not None and s.days > 0]
    sooner = [s for s in shifts if s.days is not None and s.days < 0]
    begun = [s for s in shifts if s.days == 0]
    rest = len(shifts) - sum(map(len, (first, later, sooner, begun)))
    parts = (
        _extreme("完成时间推迟", later),
        _extreme("完成时间提前", sooner),
        f"{FIRST_DATED} {len(first)} 项" if first else "",
        f"只改开工时间 {len(begun)} 项" if begun else "",
        f"其他调整 {rest} 项" if rest else "",
    )
    return "：" + "，".join(filter(None, parts))


def _extreme(what: str, shifts: Shifts) -> str:
    if not shifts:
        return ""
    most = max(shifts, key=lambda s: abs(s.days or 0))
    longest = "最长的" if len(shifts) > 1 else ""
    return f"{what} {len(shifts)} 项（{longest}{quoted_name(most.name)} {abs(most.days or 0)} 天）"


def _moved(shifts: Shifts) -> str:
    first = [s for s in shifts if s.words.startswith(FIRST_PLACED)]
    lost = [s for s in shifts if s.words.startswith(NO_PLACE)]
    moved = [s for s in shifts if s.metres is not None]
    parts = [f"{FIRST_PLACED} {len(first)} 项"] if first else []
    if moved:
        most = max(moved, key=lambda s: s.metres or 0)
        farthest = "最远的" if len(moved) > 1 else ""
        metres = distance_words(most.metres or 0)
        parts.append(f"移动 {len(moved)} 项（{farthest}{quoted_name(most.name)}约 {metres}）")
    parts += [f"{NO_PLACE} {len(lost)} 项"] if lost else []
    return "：" + "，".join(parts)


def _money(shifts: Shifts) -> str:
    return "：" + "；".join(_sums(shifts))


def _sums(shifts: Shifts) -> Iterator[str]:
    """Tell of each measure how many changed and by how much together, where that can be said."""
    for measure in Measure:
        grown = [by for s in shifts for m, by in s.sums if m is measure]
        known = [by for by in grown if by is not None]
        if grown:
            told_of = f"其中 {len(known)} 项" if known and len(known) < len(grown) else ""
            whole = f"，{told_of}{_whole(known)}" if known else ""
            yield f"{measure.word} {len(grown)} 项{whole}"


def _whole(grown: Sequence[int]) -> str:
    together = "合计" if len(grown) > 1 else ""
    return f"{together}{grown_words(sum(grown))}" if sum(grown) else "有增有减，合计不变"


_LOOKED_AT = {
    Move.NEW: "新增",
    Move.GONE: "未再列入",
    Move.RENAMED: "改名",
    Move.STATUS: "状态",
    Move.REDATED: "工期",
    Move.MOVED: "位置",
    Move.MONEY: "金额",
}
_SAID: dict[Move, Callable[[Shifts], str]] = {
    Move.NEW: _new,
    Move.GONE: _names,
    Move.RENAMED: _renamed,
    Move.STATUS: _status,
    Move.REDATED: _redated,
    Move.MOVED: _moved,
    Move.MONEY: _money,
}
