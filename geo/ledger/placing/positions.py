"""Places given in a ledger: read row by row, tried against the district, never moved by guess.

A place needs a declared datum. What looks swapped, projected or 570 m off is told with a remedy;
only when the user accepts it is it applied.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.crs import Datum, LonLat
from geo.ledger.entry import Finding, Spot
from geo.ledger.placing import remedies as offering
from geo.ledger.placing.accuracy import Accuracy, accuracy, rounding_m
from geo.ledger.placing.assessment import Assessment, assess
from geo.ledger.placing.coordinates import Pair, note, warning
from geo.ledger.placing.datums import datum_named, looks_like
from geo.ledger.placing.readings import Given, Reading, read
from geo.ledger.placing.remedies import Offer, Remedy
from geo.ledger.placing.surroundings import Area, area
from geo.ledger.placing.suspicion import Shift
from geo.places import SCHEMATIC_FROM_M

__all__ = [
    "ENDS",
    "Area",
    "Given",
    "Located",
    "Remedy",
    "area",
    "datum_named",
    "locate",
    "remedies",
]

# A place that may be in the wrong datum is off by some 570 m and its own accuracy.
_SUSPECT_M, _HUNDRED = 700, 100
_ROUNDS = 2
# One decimal of a degree is 11 km: as wide as a district, so it places nothing.
_COARSEST_M = 5_000
_KILOMETRE = 1000
# Code of the finding that a row gives only the ends of its road.
ENDS = "ends"


@dataclass(frozen=True, kw_only=True)
class Located:
    """What became of a row's coordinates.

    `reason` tells why there is no spot; it is empty when the row gives no coordinates at all.
    `offers` are readings the user may accept.
    """

    row: int
    spot: Spot | None = None
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    offers: tuple[Offer, ...] = ()


def locate(
    given: Sequence[Given],
    *,
    declared: Datum | None,
    heading_datum: Datum | None,
    area: Area,
    swap: bool = False,
    datum: Datum | None = None,
    keep_outside: bool = False,
) -> list[Located]:
    """Place the rows of a ledger.

    Args:
        given: every row of the sheet, also those without coordinates.
        declared: the datum the user declares for the file.
        heading_datum: the datum the coordinate columns' own heading names; it comes first.
        area: the district and what is known in it.
        swap: the user accepts that the two numbers are swapped, in rows where that is offered.
        datum: the user accepts this datum, in rows where it is offered.
        keep_outside: keep positions outside the district; their basis begins with 区界外.

    Returns:
        For each row, in order, its spot in WGS-84 or the reason it has none.

    """
    readings = [read(row, heading_datum or declared, area) for row in given]
    assessed = assess(readings, area)
    # Twice, because a swap may bring a wrong datum to light.
    for _ in range(_ROUNDS):
        taken = [_accepted(each.offers, swap, datum) for each in assessed]
        if not any(taken):
            break
        pairs = zip(readings, taken, strict=True)
        readings = [reading.corrected(offer) if offer else reading for reading, offer in pairs]
        assessed = assess(readings, area)
    return [
        _located(reading, each, area, keep_outside)
        for reading, each in zip(readings, assessed, strict=True)
    ]


def remedies(located: Iterable[Located]) -> tuple[Remedy, ...]:
    """Sum up for a file what was offered to its rows, the most frequent first."""
    return offering.remedies((each.row, each.offers) for each in located)


def _accepted(offers: Iterable[Offer], swap: bool, datum: Datum | None) -> Offer | None:
    return next((offer for offer in offers if offer.is_accepted(swap, datum)), None)


def _located(reading: Reading, seen: Assessment, area: Area, keep_outside: bool) -> Located:
    row, fault, pair = reading.given.row, reading.fault, reading.pair
    if fault is None and pair and reading.datum:
        fault = _misplaced(pair, reading.datum, seen, area, keep_outside)
        if fault is None:
            return _placed(reading, pair, reading.datum, seen)
    elif fault is None and pair:
        fault = _undeclared(pair, seen)
    if fault is None and reading.given.ends:
        fault = _ends(reading.given.ends)
    if fault is None:
        return Located(row=row)
    findings = (*reading.notes, fault, *_suspected(reading.datum, seen))
    return Located(row=row, reason=fault.text, findings=findings, offers=seen.offers)


def _undeclared(pair: Pair, seen: Assessment) -> Finding:
    text = "坐标没有声明基准，不能换算；请声明是 WGS-84、GCJ-02、BD-09 还是 CGCS2000"
    if looks := looks_like(pair.x, pair.y):
        text += f"，数字像{looks}"
    return warning("undeclared", f"{text}；{_offered(seen.offers)}" if seen.offers else text)


def _ends(columns: Sequence[str]) -> Finding:
    """Tell of a road that gives only its ends, for the case that they make no line."""
    named = "、".join(columns)
    return warning(
        ENDS,
        f"只写了起点、终点的坐标（{named}），没有当作项目的位置；"
        "如以其中一点为准，请在“列的含义”中把它的两列指定为经度、纬度",
    )


def _misplaced(
    pair: Pair, datum: Datum, seen: Assessment, area: Area, keep_outside: bool
) -> Finding | None:
    """Tell why a pair in a declared datum is not placed; None when it can be."""
    if math.isnan(seen.lon):
        return _impossible(pair, datum, seen)
    if seen.off_m and not keep_outside:
        text = f"按 {datum.word} 读，在{area.name}外 {_distance(seen.off_m)}"
        if seen.offers:
            return warning(seen.offers[0].code, f"{text}；{_offered(seen.offers)}")
        return warning("outside", f"{text}；请核对坐标，确在区外的可在导入时选择保留区外点")
    if (rounding := rounding_m(pair.step, datum)) > _COARSEST_M:
        return warning(
            "coarse", f"“{pair.words}”只写到约 {_distance(rounding)}，不足以上图，请补全小数"
        )
    return None


def _impossible(pair: Pair, datum: Datum, seen: Assessment) -> Finding:
    text = f"“{pair.words}”不可能是 {datum.word} 坐标"
    if seen.offers:
        return warning(seen.offers[0].code, f"{text}；{_offered(seen.offers)}")
    looks = looks_like(pair.x, pair.y)
    return warning("range", f"{text}，{f'像{looks}' if looks else '请核对坐标和坐标基准'}")


def _offered(offers: Sequence[Offer]) -> str:
    return f"若{'，或'.join(offer.words for offer in offers)}，则落在区内，请核对后确认"


def _placed(reading: Reading, pair: Pair, datum: Datum, seen: Assessment) -> Located:
    known = accuracy(reading.given.accuracy, pair.step, datum)
    doubts, metres = _doubts(datum, seen, known)
    basis = (
        *((f"区界外 {_distance(seen.off_m)}",) if seen.off_m else ()),
        f"台账坐标（{datum.word}）",
        *(f"已由用户确认：{words}" for words in reading.accepted),
        known.basis,
        *(doubt.text for doubt in doubts),
    )
    spot = Spot(
        at=LonLat(seen.lon, seen.lat),
        words=pair.words,
        datum=datum.value,
        accuracy_m=metres,
        basis="；".join(basis),
    )
    findings = (*reading.notes, *known.notes, *doubts)
    return Located(row=reading.given.row, spot=spot, findings=findings, offers=seen.offers)


def _doubts(datum: Datum, seen: Assessment, known: Accuracy) -> tuple[tuple[Finding, ...], int]:
    """Tell what is doubtful about a place, and how far it can still be trusted."""
    found, metres = list(_suspected(datum, seen)), known.metres
    if suspected := seen.shift or seen.column:
        reach = math.ceil((suspected.metres + known.metres) / _HUNDRED) * _HUNDRED
        metres = max(metres, _SUSPECT_M, reach)
    if seen.repeated:
        found.append(
            note("repeated", f"{seen.repeated} 个不同名的项目写了同一坐标，疑似单位驻地或默认点")
        )
        # How far such a point is from the project nobody knows; it is drawn as a mere sketch.
        metres = metres if known.is_stated else max(metres, SCHEMATIC_FROM_M)
    return tuple(found), metres


def _suspected(datum: Datum | None, seen: Assessment) -> Iterator[Finding]:
    if datum and seen.shift:
        yield warning("shift", _shifted(datum, seen.shift))
    if datum and seen.column:
        yield warning("shift_column", _all_shifted(datum, seen.column))


def _shifted(datum: Datum, shift: Shift) -> str:
    return (
        f"疑似 {shift.datum.word} 坐标被当作 {datum.word}（偏 {shift.metres:.0f} 米）："
        f"离“{shift.known}”{shift.before:.0f} 米，按 {shift.datum.word} 读离 {shift.after:.0f} 米，"
        "请核对坐标基准"
    )


def _all_shifted(datum: Datum, shift: Shift) -> str:
    return (
        f"整列疑似 {shift.datum.word} 坐标被当作 {datum.word}（偏约 {shift.metres:.0f} 米）："
        f"可比对的 {shift.comparable} 行中有 {shift.alike} 行如此，请核对坐标基准"
    )


def _distance(metres: float) -> str:
    if metres < _KILOMETRE:
        return f"{metres:.0f} 米"
    return f"{metres / _KILOMETRE:,.1f} 公里"
