"""What follows a crossing or a place: 向北200米路西, 西南角100米, 东50北, 东北角, 路东."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十百]{1,5})"
_UNIT = r"(?P<unit>米|m|M|公里|千米|km|KM|Km)"
_WAY = r"[东西南北]{1,2}"
_LEAD = r"(?:口|路(?=[向往]))?(?:,|的|再|,)*(?:[以向往朝沿])?"
_PATTERN = re.compile(
    rf"^{_LEAD}(?:路(?P<before>[东西南北])(?:侧|边|面)?)?"
    rf"(?:(?P<first>{_WAY})(?![门区苑院座]))?(?P<corner>角|侧|面|边|方向|方|部)?"
    rf"(?:,?[向往朝再])?(?:(?P<second>{_WAY})(?![门区苑院座]))?(?:侧|边|面|角)?(?:路(?P<middle>[东西南北]))?"
    rf"(?:约|大约|行|走|步行)*(?:{_NUMBER}(?:多|余|来)?(?:{_UNIT}|(?=[东西南北路街])|$))?"
    r"(?:处|左右|,)*(?:(?:[路街])?(?P<side>[东西南北])(?![门区苑院座]))?"
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_KILOMETRES = frozenset({"公里", "千米", "km", "KM", "Km"})
# A number without a unit is metres only where it cannot be a door: 东50北, 南20路东.
_LEAST_UNITLESS = 10


@dataclass(frozen=True, slots=True)
class Offset:
    """How to get from one place to another. `way` and `side` are words of directions, or empty.

    `metres` is None where no distance is told; `words` is what was read, as written.
    """

    way: str
    metres: float | None
    side: str
    words: str


def read(text: str) -> Offset | None:
    """Read the words directly after a crossing or a place; None if they tell no direction."""
    found = _PATTERN.match(text)
    if found is None or not any(found[name] for name in ("before", "first", "second", "side")):
        return None
    way = found["second"] or found["first"] or found["before"] or ""
    side = found["side"] or found["middle"] or (found["before"] if found["first"] else "") or ""
    metres = _metres(found["number"], found["unit"])
    return Offset(way, metres, side, found[0].strip(",的再"))


def unread(text: str, way: Offset | None) -> str:
    """Return what of a text comes after the way that was read from it."""
    return text if way is None else text.partition(way.words)[2]


def _metres(number: str | None, unit: str | None) -> float | None:
    if number is None:
        return None
    value = float(number) if number[0].isdigit() else _chinese(number)
    if unit is None:
        return value if value >= _LEAST_UNITLESS else None
    return value * 1000 if unit in _KILOMETRES else value


def _chinese(words: str) -> float:
    """Read a whole number below a thousand: 五十, 一百二十, 三百."""
    total, digit = 0, 0
    for word in words:
        if word in _DIGITS:
            digit = _DIGITS[word]
        else:
            total, digit = total + (digit or 1) * (100 if word == "百" else 10), 0
    return float(total + digit)
