"""Reads a heading: the field it names, with the unit, datum, year and month it states."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.ledger.heading import asides, units
from geo.ledger.heading.datums import DATUM
from geo.ledger.heading.fields import ALIASES, ROAD_ENDS, key
from geo.ledger.heading.traditional import simplified

_BRACKETS = re.compile(r"[(\[【〔〈<{]([^()\[\]【】〔〕〈〉<>{}]*)[)\]】〕〉>}]")
_TAIL = re.compile(
    r"[/:,、_-]((?:亿|千万|百万|十万|万|千)?元|亿|万|%|公里|km|万?平方米|公顷|亩|米|m)$"
    r"|(亿元|千万元|百万元|万元|千元|%)$"
)
_PLACES = ("lon", "lat", "lonlat")
# 截至2021年6月底: a day the column stands for, no part of its meaning.
_AS_OF = re.compile(
    r"(?:截[至止到]?|至)(?=\d)(?:(?P<year>(?:20|19)?\d\d)年)?(?P<month>\d{1,2}月)?(?:\d{1,2}日)?"
    r"[份底末]?(?:止|为止)?"
)
_RECENT = re.compile(r"^(?:截[至止到]?|至)(?:目前|今|当前)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|(?<!\d)(\d\d)(?=年)")
# 1-6月 counts from the start of the year; any other span or a single month does not.
_SINCE_JANUARY = re.compile(r"0?1月?[-~至—–到](\d{1,2}月)(?:[份底末])?")
_MONTH = re.compile(r"\d{1,2}(?:月?[-~至—–到]\d{1,2})?月[份底末]?")
# 6月底 and 1-6月 speak of all that has been done by then.
_CUMULATED = re.compile(r"月[底末]|(?<!\d)0?1月?[-~至—–到]\d{1,2}月")
_YEARLY = re.compile("年|月|季|annual|year")
_WHOLE = "总"
_CENTURY, _TWO_DIGITS = 2000, 2
# A heading may carry how to fill it in; a longer text is none.
_LONGEST = 120


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a heading says: a field (None if unknown), its unit, datum, year and month.

    `is_weak` where only a weak alias was met. `year` is 0, the others "" where none is named.
    The unit of a coordinate is its datum. `aside` is what stands in brackets and is not
    understood. `is_bound` where the year stands in brackets: only the title can say it is now.
    """

    code: str | None = None
    is_weak: bool = False
    unit: str = ""
    datum: str = ""
    year: int = 0
    month: str = ""
    aside: str = ""
    is_bound: bool = False


@lru_cache(maxsize=4096)
def meaning(levels: tuple[str, ...]) -> Meaning:
    """Tell what a heading means, given its levels from the top down.

    The levels together are tried first, then the lower ones alone: under 2021年投资计划 the
    heading 投资额 is not the total.
    """
    if sum(map(len, levels)) > _LONGEST:
        return Meaning()
    parts = [_squeezed(level) for level in levels]
    unit = ""
    if len(parts) > 1 and (unit := units.only(parts[-1])):
        parts = parts[:-1]
    for start in range(len(parts)):
        found = _read("".join(parts[start:]))
        if found.code == "total" and start and _is_annual(parts):
            continue
        if found.code:
            return _completed(_under("".join(parts[:start]), found), unit, parts)
    return _completed(_read("".join(parts)), unit, parts)


def _is_annual(parts: Sequence[str]) -> bool:
    return bool(_YEARLY.search("".join(parts[:-1]))) and _WHOLE not in parts[-1]


def _under(above: str, found: Meaning) -> Meaning:
    """Leave a field unread whose upper levels speak of another time, of a part or of a plan."""
    if found.code in asides.TIMED and asides.is_other_time(above, found.code):
        return replace(found, code=None)
    if found.code in _PLACES and asides.is_end(above):
        return replace(found, code=None)
    if not asides.is_plan(above):
        return found
    if found.code in asides.REACHED:
        return replace(found, code=None)
    return replace(found, is_weak=found.is_weak or found.code in ("start", "end"))


def _completed(found: Meaning, unit: str, parts: Sequence[str]) -> Meaning:
    """Add what a part further up says: the nearest unit or the datum, year and month."""
    whole = _read("".join(parts))
    datum = found.datum or whole.datum
    nearest = (said for part in reversed(parts) if (said := _read(part).unit))
    year = found.year or whole.year
    is_bound = found.is_bound if found.year else whole.is_bound
    return replace(
        found,
        unit=datum if found.code in (*_PLACES, *ROAD_ENDS) else unit or next(nearest, ""),
        datum=datum,
        year=year,
        month=found.month or whole.month,
        is_bound=is_bound and found.code in asides.TIMED - asides.YEARLY,
    )


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", simplified(text)).casefold().split())


def _read(text: str) -> Meaning:
    """Read a squeezed heading: as it is, else without brackets, unit, datum, year and month."""
    brackets = _BRACKETS.findall(text)
    bare, unit = _BRACKETS.sub("", text), units.of_brackets(brackets)
    if tail := _TAIL.search(bare):
        unit, bare = unit or tail[1] or tail[2], bare[: tail.start()]
    datum = DATUM.search(" ".join([*brackets, bare]))
    year, month, plain = _dated(bare)
    found = Meaning(unit=unit, datum=datum[0] if datum else "", year=year, month=month)
    if hit := ALIASES.get(key(text)):
        return replace(found, code=hit[0], is_weak=hit[1])
    code, is_weak = _code(plain, datum is not None)
    return _with_brackets(replace(found, code=code, is_weak=is_weak), plain, brackets)


def _with_brackets(found: Meaning, plain: str, brackets: Sequence[str]) -> Meaning:
    """Take account of what the brackets of a heading say beside a unit or a datum."""
    left = []
    for bracket in brackets:
        if asides.is_other(bracket, found.code):
            found = _barred(found)
        elif found.code in _PLACES and asides.is_end(bracket):
            found = replace(found, code=None)
        elif asides.is_plan(bracket) and not asides.is_plan(plain):
            code, is_weak = ALIASES.get(key("计划" + plain), (None, False))
            found = replace(found, code=code, is_weak=is_weak)
        elif (dated := _bracket_dated(found, bracket)) is not found:
            found = dated
        elif not (units.of_brackets([bracket]) or DATUM.search(bracket)):
            left += [] if asides.is_harmless(bracket) else [bracket]
    return replace(found, aside="、".join(left))


def _barred(found: Meaning) -> Meaning:
    return replace(found, code=None) if found.code in asides.TIMED else found


def _bracket_dated(found: Meaning, bracket: str) -> Meaning:
    """Read the day or span in a bracket: 截至6月底 is now, 2020年 or 6月 may not be."""
    year, month, _ = _dated(bracket)
    is_now = bracket.startswith(("截", "至")) or bool(_CUMULATED.search(bracket))
    if month and not is_now:
        return _barred(replace(found, month=found.month or month))
    if not year and not month:
        return found
    is_bound = bool(year) and not is_now and not found.year
    return replace(found, year=found.year or year, month=found.month or month, is_bound=is_bound)


def _code(text: str, has_datum: bool) -> tuple[str | None, bool]:
    if hit := ALIASES.get(key(text)):
        return hit
    if (
        has_datum
        and (hit := ALIASES.get(key(DATUM.sub("", text))))
        and hit[0] in (*_PLACES, *ROAD_ENDS)
    ):
        return hit
    return None, False


def _dated(text: str) -> tuple[int, str, str]:
    """Take year and month out of a heading; 1-6月 leaves 年 behind, any other month 月."""
    year, month = "", ""
    if match := _AS_OF.search(text):
        year, month = match["year"] or "", match["month"] or ""
        text = text[: match.start()] + text[match.end() :]
    text = _RECENT.sub("", text)
    if match := _YEAR.search(text):
        year = match[1] or match[2]
        text = text[: match.start()] + text[match.end() :]
    if match := _SINCE_JANUARY.search(text):
        month, text = match[1], _SINCE_JANUARY.sub("年", text).replace("年年", "年")
    elif match := _MONTH.search(text):
        month, text = match[0], _MONTH.sub("月", text).removeprefix("年")
    number = int(year) if year else 0
    return number + (_CENTURY if len(year) == _TWO_DIGITS else 0), month, text
