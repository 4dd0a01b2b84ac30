"""What may have changed of a feature that is there in both states: a function for each sort."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from geo.cells import FIRST_DAY, LAST_DAY
from geo.ledger.reconciling.matching import folded
from geo.locating.taking import metres as distance_words
from geo.model import Period, Status
from geo.moved import money
from geo.moved.distance import apart_m, direction, is_point
from geo.moved.move import Move, Shift
from geo.moved.names import quoted_name
from geo.moved.stretches import Stretch, stretch_of
from geo.moved.view import View
from geo.periods.deadlines import Deadline
from geo.places import Place
from geo.plans import Plan
from geo.ragged import Ints
from geo.stated import Stated

ARROW = " → "
FIRST_DATED, FIRST_PLACED, NO_PLACE = "新定工期", "新定位", "不再有位置"
# What the same method gives anew may differ by rounding.
_SAME_WITHIN_M = 1.0
_NONE = "没有写"
Numbers = dict[str, Any]
# Rows of the earlier and of the later state, which belong together.
Pairs = tuple[Ints, Ints]


def changes(old: View, new: View, pairs: Pairs) -> Iterator[Shift]:
    """Yield what changed of features that are there in both states: sort by sort, row by row."""
    for move, sort in _SORTS.items():
        if not (sort.is_lasting and old.told is new.told):
            yield from _of_sort(move, sort, old, new, pairs)


def _of_sort(move: Move, sort: _Sort, old: View, new: View, pairs: Pairs) -> Iterator[Shift]:
    values = (sort.values(view, rows) for view, rows in zip((old, new), pairs, strict=True))
    for was, now, before, after in zip(*(rows.tolist() for rows in pairs), *values, strict=True):
        # Most are the same: only the others are looked at closely.
        if before is after or before == after:
            continue
        ends = (sort.look(old, was), sort.look(new, now)) if sort.look else (before, after)
        found = sort.told(*ends)
        if found is not None:
            yield shift(move, new, now, **found)


def shift(move: Move, view: View, row: int, **told: Any) -> Shift:  # noqa: ANN401 - fields of Shift
    """Make the shift of a feature as it is in a state."""
    feature, (plate, plate_name) = view.feature(row), view.plate(row)
    return Shift(
        feature=feature.id, name=feature.name, move=move, plate=plate, plate_name=plate_name, **told
    )


def _renamed(old: str, new: str) -> Numbers | None:
    """Compare names by what tells them apart: width, spaces and punctuation do not."""
    if folded(old) == folded(new):
        return None
    return {"words": f"{quoted_name(old)}{ARROW}{quoted_name(new)}"}


def _status(old: Status, new: Status) -> Numbers | None:
    return {"words": f"{old.word}{ARROW}{new.word}"}


def _redated(before: Plan, after: Plan) -> Numbers | None:
    old, new = _ends(before), _ends(after)
    if all(_is_same(was, now) for was, now in zip(old, new, strict=True)):
        return None
    if old == (None, None):
        return {"words": f"{FIRST_DATED}：{_period(*new)}"}
    told = "，".join(filter(None, map(_later, old, new)))
    moved = [_days(was, now) for was, now in zip(old, new, strict=True)]
    # That only the start was told more finely puts nothing off.
    days = moved[1] if any(moved) else None
    return {"words": f"{_period(*old)}{ARROW}{_period(*new)}：{told}", "days": days}


def _moved(old: Place, new: Place) -> Numbers | None:
    ends: Numbers = {"before": old.geometry, "after": new.geometry}
    if old.geometry is None:
        return {"words": f"{FIRST_PLACED}（{_how(new)}）", **ends}
    if new.geometry is None:
        return {"words": f"{NO_PLACE}（原为{_how(old)}）", **ends}
    metres = apart_m(old.geometry, new.geometry)
    if metres <= _tolerance_m(old, new):
        return None
    return {"words": _moved_words(old, new, metres), "metres": metres, **ends}


def _money(before: Stated, after: Stated) -> Numbers | None:
    pairs = [(m, before.get(m), after.get(m)) for m in money.changed(before, after)]
    if not pairs:
        return None
    words = "；".join(money.change_words(*pair) for pair in pairs)
    return {"words": words, "sums": tuple((m, money.difference(m, a, b)) for m, a, b in pairs)}


@dataclass(frozen=True, kw_only=True)
class _Sort:
    """How a sort of change is found: `told` gives words and numbers of two states, None for none.

    `values` are what has to differ, `look` what is told of then, by row, if it is not the value
    itself. `is_lasting` of what the date has no part in: it is kept without dates.
    """

    values: Callable[[View, Ints], Sequence[Any]]
    told: Callable[[Any, Any], Numbers | None]
    look: Callable[[View, int], Any] | None = None
    is_lasting: bool = False


_SORTS = {
    Move.RENAMED: _Sort(values=View.names, told=_renamed, is_lasting=True),
    Move.STATUS: _Sort(values=View.statuses, told=_status),
    Move.REDATED: _Sort(values=View.plans, told=_redated),
    Move.MOVED: _Sort(values=View.geometries, told=_moved, look=View.place, is_lasting=True),
    Move.MONEY: _Sort(values=View.amounts, told=_money, look=View.stated),
}


@dataclass(frozen=True, kw_only=True)
class _End:
    """The start or the end of a period as it was told; a latest start has no first day."""

    what: str
    day: date
    told: Stretch
    is_latest: bool = False


@lru_cache(maxsize=4096)
def _ends(plan: Plan) -> tuple[_End | None, _End | None]:
    period, latest = plan
    end = _end("完成", period.end if period else None, stretch_of(period, "end"))
    return _start(period, latest), end


def _start(period: Period | None, latest: Deadline | None) -> _End | None:
    if period is not None and period.start is not None:
        return _end("开工", period.start, stretch_of(period, "start"))
    if latest is None:
        return None
    told = Stretch(FIRST_DAY, latest.last, latest.words)
    return _End(what="开工", day=latest.last, told=told, is_latest=True)


def _end(what: str, day: date | None, told: Stretch | None) -> _End | None:
    return _End(what=what, day=day, told=told) if day is not None and told is not None else None


def _is_same(old: _End | None, new: _End | None) -> bool:
    """Compare days: the same one in other words is no other end."""
    if old is None or new is None:
        return old is new
    return (old.day, old.is_latest) == (new.day, new.is_latest)


def _period(start: _End | None, end: _End | None) -> str:
    if start is None:
        return f"{end.told.words}前" if end else _NONE
    first = start.told.words
    if start.is_latest:
        return f"{first}开工、{end.told.words}前完成" if end else f"{first}开工"
    if end is None:
        return f"{first}起"
    return first if first == end.told.words else f"{first}至{end.told.words}"


def _later(old: _End | None, new: _End | None) -> str:
    """Tell how much later one end is now; "" where it is the same day."""
    if _is_same(old, new):
        return ""
    if old is None or new is None:
        return f"新定{_named(new)}时间" if new else f"不再写{_named(old)}时间"
    days = _days(old, new)
    if days is None:
        return f"{old.what}时间{_rewritten(old.told, new.told)}"
    return f"{_named(old, new)}{'推迟' if days > 0 else '提前'} {abs(days)} 天"


def _rewritten(old: Stretch, new: Stretch) -> str:
    """Tell how other words differ by which nothing is surely put off or brought forward."""
    if old.holds(new):
        return "写得更细"
    return "写得更粗" if new.holds(old) else "改了写法"


def _named(*ends: _End | None) -> str:
    """Name what is told of: 开工, 最晚开工 where only the last day for it is known, or 完成."""
    known = [end for end in ends if end is not None]
    return f"{'最晚' if any(end.is_latest for end in known) else ''}{known[0].what}"


def _days(old: _End | None, new: _End | None) -> int | None:
    """Count by how many days an end is later; None where that is not known.

    2020年 and 2020年10月 may mean the same day, only told more finely: nothing is put off then.
    A latest start can be compared by the last day alone, and 7月以后 has none.
    """
    if old is None or new is None:
        return None
    if old.is_latest and new.is_latest:
        return (new.day - old.day).days
    if not _is_same(old, new) and (old.told.holds(new.told) or new.told.holds(old.told)):
        return None
    if old.is_latest or new.is_latest:
        is_open = LAST_DAY in (old.told.last, new.told.last)
        return None if is_open else (new.told.last - old.told.last).days
    return (new.day - old.day).days


def _tolerance_m(old: Place, new: Place) -> float:
    """Return how far apart two places may be without being two."""
    if old.method is new.method:
        return _SAME_WITHIN_M
    return max(old.accuracy_m or 0, new.accuracy_m or 0)


def _moved_words(old: Place, new: Place, metres: float) -> str:
    sources = "" if old.method is new.method else f"（{_method(old)}{ARROW}{_method(new)}）"
    if is_point(old.geometry) or is_point(new.geometry):
        to = direction(old.geometry, new.geometry)
        return f"向{to}约 {distance_words(metres)}{sources}"
    return f"范围或线位有变，最远处相差约 {distance_words(metres)}{sources}"


def _how(place: Place) -> str:
    return f"{_method(place)}，误差约 {distance_words(place.accuracy_m or 0)}"


def _method(place: Place) -> str:
    return place.method.word if place.method else "来源不明"
