"""What may have changed of a feature that is there in both states: one function a sort of change.

Each returns the words and numbers of a shift, None where nothing of that sort changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from geo.ledger.reconciling.matching import folded
from geo.locating.taking import metres as distance_words
from geo.model import Period
from geo.moved import money
from geo.moved.distance import apart_m, direction, is_point
from geo.moved.move import Move, Shift
from geo.moved.names import quoted
from geo.moved.side import Side
from geo.moved.stretches import Stretch, stretch_of
from geo.places import Place
from geo.timeline import Step

ARROW = " → "
FIRST_DATED, FIRST_PLACED, NO_PLACE = "新定工期", "新定位", "不再有位置"
# What the same method gives anew may differ by rounding.
_SAME_WITHIN_M = 1.0
_NONE = "没有写"
Numbers = dict[str, Any]


def shift_of(move: Move, before: Side, after: Side) -> Shift | None:
    """Return the shift of one sort between the two sides of a feature, None for none."""
    found = _FINDERS[move](before, after)
    if found is None:
        return None
    feature = after.feature
    return Shift(feature=feature.id, name=feature.name, move=move, plate=feature.plate, **found)


def _renamed(before: Side, after: Side) -> Numbers | None:
    """Compare names by what tells them apart: width, spaces and punctuation do not."""
    old, new = before.feature.name, after.feature.name
    if folded(old) == folded(new):
        return None
    return {"words": f"{quoted(old)}{ARROW}{quoted(new)}"}


def _status(before: Side, after: Side) -> Numbers | None:
    old, new = before.step.status, after.step.status
    return None if old is new else {"words": f"{old.word}{ARROW}{new.word}"}


def _redated(before: Side, after: Side) -> Numbers | None:
    old, new = before.step.period, after.step.period
    if _ends(old) == _ends(new):
        return _latest_start(before.step, after.step)
    if old is None or _ends(old) == (None, None):
        return {"words": f"{FIRST_DATED}：{_period(new)}"}
    told = filter(None, (_later("开工", old, new, "start"), _later("完成", old, new, "end")))
    words = f"{_period(old)}{ARROW}{_period(new)}：{'，'.join(told)}"
    moved = [_days(old, new, end) for end in ("start", "end")]
    # That only the start was told more finely puts nothing off.
    return {"words": words, "days": moved[1] if any(moved) else None}


def _latest_start(old: Step, new: Step) -> Numbers | None:
    """Tell of another last day for a start of which only that is known."""
    was, now = old.start_by, new.start_by
    if was is None or now is None or was.last == now.last or (new.period and new.period.start):
        return None
    return {"words": f"最晚开工时间 {was.words}{ARROW}{now.words}"}


def _moved(before: Side, after: Side) -> Numbers | None:
    old, new = before.place, after.place
    if old.geometry is new.geometry:
        return None
    ends: Numbers = {"before": old.geometry, "after": new.geometry}
    if old.geometry is None:
        return {"words": f"{FIRST_PLACED}（{_how(new)}）", **ends}
    if new.geometry is None:
        return {"words": f"{NO_PLACE}（原为{_how(old)}）", **ends}
    metres = apart_m(old.geometry, new.geometry)
    if metres <= _tolerance_m(old, new):
        return None
    return {"words": _moved_words(old, new, metres), "metres": metres, **ends}


def _money(before: Side, after: Side) -> Numbers | None:
    pairs = [
        (m, before.amounts.get(m), after.amounts.get(m))
        for m in money.changed(before.amounts, after.amounts)
    ]
    if not pairs:
        return None
    words = "；".join(money.change_words(*pair) for pair in pairs)
    return {"words": words, "sums": tuple((m, money.difference(a, b)) for m, a, b in pairs)}


_FINDERS: dict[Move, Callable[[Side, Side], Numbers | None]] = {
    Move.RENAMED: _renamed,
    Move.STATUS: _status,
    Move.REDATED: _redated,
    Move.MOVED: _moved,
    Move.MONEY: _money,
}
CHANGES = tuple(_FINDERS)


def _ends(period: Period | None) -> tuple[date | None, date | None]:
    return (period.start, period.end) if period else (None, None)


def _period(period: Period | None) -> str:
    if period is None:
        return _NONE
    start, end = (found.words if found else "" for found in _told(period))
    if start and end:
        return start if start == end else f"{start}至{end}"
    if start:
        return f"{start}起"
    return f"{end}前" if end else _NONE


def _told(period: Period) -> tuple[Stretch | None, Stretch | None]:
    return stretch_of(period, "start"), stretch_of(period, "end")


def _later(what: str, old: Period, new: Period | None, end: str) -> str:
    """Tell how much later one end is now; "" where it is the same day."""
    was, now = getattr(old, end), getattr(new, end, None)
    if was == now:
        return ""
    if was is None:
        return f"新定{what}时间"
    if new is None or now is None:
        return f"不再写{what}时间"
    days = _days(old, new, end)
    if days is None:
        before, after = stretch_of(old, end), stretch_of(new, end)
        is_finer = before is not None and after is not None and before.holds(after)
        return f"{what}时间写得{'更细' if is_finer else '更粗'}"
    return f"{what}{'推迟' if days > 0 else '提前'} {abs(days)} 天"


def _days(old: Period, new: Period | None, end: str) -> int | None:
    """Count by how many days an end is later; None where that is not known.

    2020年 and 2020年10月 may mean the same day, only told more finely: nothing is put off then.
    """
    was: date | None = getattr(old, end)
    now: date | None = getattr(new, end, None)
    if was is None or now is None:
        return None
    before, after = stretch_of(old, end), stretch_of(new, end)
    if was != now and before and after and (before.holds(after) or after.holds(before)):
        return None
    return (now - was).days


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
