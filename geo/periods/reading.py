"""What was read of a period: its days, how finely and how surely they are stated, what is odd."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.model import Basis, Period
from geo.periods.points import Point, Precision

_ORDER = tuple(Precision)
_TO_YEAR, _TO_MONTH = len("2020"), len("2020-08")
# A quarter or half-year is written by its months, a 旬 by its days: ISO has no other way.
_TEXT_LENGTH = {
    Precision.MONTH: _TO_MONTH,
    Precision.QUARTER: _TO_MONTH,
    Precision.HALF: _TO_MONTH,
    Precision.YEAR: _TO_YEAR,
    Precision.PLAN: _TO_YEAR,
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A period as read from `words`; without `period` the words are all there is.

    `certainty` is explicit where the year is written and inferred where it was reckoned from the
    ledger's day. `faults` are Chinese sentences, each with its remedy.
    """

    period: Period | None
    precision: Precision
    certainty: Basis
    words: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Said:
    """The two ends a phrase names; both are the same point when it names only one."""

    start: Point | None
    end: Point | None
    faults: tuple[str, ...] = ()


def only_words(words: str, *faults: str) -> Reading:
    """Keep words that name no days."""
    return Reading(
        period=None,
        precision=Precision.WORDS,
        certainty=Basis.NONE,
        words=words,
        faults=faults,
    )


def reading(said: Said, words: str) -> Reading:
    """Turn the ends of a phrase into a period; an end before its start is kept and told."""
    start, end = _beginning(said.start), said.end
    points = [point for point in (start, end) if point is not None]
    if not points:
        return only_words(words, *said.faults)
    faults = [*said.faults, *(point.fault for point in points if point.fault)]
    if start and end and end.last < start.first:
        faults.append(f"完成时间早于开工时间（{words}），已照原样保留；请核对")
    start_text, end_text = _texts(start, end)
    surely = all(point.certainty is Basis.EXPLICIT for point in points)
    return Reading(
        period=Period(
            start=start.first if start else None,
            end=end.last if end else None,
            start_text=start_text,
            end_text=end_text,
            words=words,
        ),
        precision=max((point.precision for point in points), key=_ORDER.index),
        certainty=Basis.EXPLICIT if surely else Basis.INFERRED,
        words=words,
        faults=tuple(dict.fromkeys(faults)),
    )


def _beginning(point: Point | None) -> Point | None:
    """Take a point as a start: 8月底 can only be its last day, which is reasoned, not read."""
    if point is None or not point.at_end:
        return point
    day = point.last
    fault = f"开始时间只写到月底、季末或年底，按{day.year}年{day.month}月{day.day}日计；请核对"
    return replace(point, first=day, certainty=Basis.INFERRED, fault=fault)


def _texts(start: Point | None, end: Point | None) -> tuple[str, str]:
    """Write both ends in ISO 8601, as finely as they were stated.

    A lone end is written to the day, since "2021年6月前" would leave June out; that wording is
    right only where the source has it. Within one year both ends are written alike.
    """
    first = _text(start, "first") if start else ""
    if end is None:
        return first, ""
    last = _text(end, "last")
    if start is None:
        return "", last if end.loose else end.last.isoformat()
    if first[:_TO_YEAR] == last[:_TO_YEAR] and len(first) != len(last):
        first = max(first, start.first.isoformat()[:_TO_MONTH], key=len)
        last = max(last, end.last.isoformat()[:_TO_MONTH], key=len)
    return first, last


def _text(point: Point, side: str) -> str:
    day = point.last if side == "last" else point.first
    length = None if point.at_end else _TEXT_LENGTH.get(point.precision)
    return day.isoformat()[:length]
