"""Sentences and phrases made from records, in the wording of the style guide."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from shapely.geometry.base import BaseGeometry

from geo.catalogue import Catalogue
from geo.cells import SEPARATOR
from geo.filters import NO_PLATE, NO_PLATE_WORD, short_plate_name
from geo.model import Amount, Basis, Facts, Kind, Method, Period, Provider, Statement, Status

_YEAR_AND_MONTH = len("2020-08")
MONEY, PER_CENT = "万元", "%"
_PROVIDERS: dict[str, str] = {provider.value: provider.word for provider in Provider}
_BLANKS = re.compile(r"[\s,，]")


def day_words(day: date) -> str:
    """Write a date as people read it: 2020年8月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def period_words(period: Period | None) -> str:
    """Write a period as short as it is true: whole months as months, one year once."""
    if period is None:
        return ""
    start, end = _shortest(period)
    if start and end:
        return start if start == end else f"{start}至{end}"
    return f"{start}起" if start else f"{end}前"


def office_words(statement: Statement) -> str:
    """Write the responsible office, with a mark when it is reasoned and not read."""
    if not statement.unit:
        return ""
    inferred = statement.unit_basis is Basis.INFERRED
    return f"{statement.unit}（推定）" if inferred else statement.unit


def amount_words(amount: Amount) -> str:
    """Write a quantity as people read it: 12,000 万元, 20,000 至 30,000 万元, 64%（推定）.

    What could not be read is written as it was typed.
    """
    if amount.value is None:
        return amount.words
    ends = [amount.value] if amount.upper is None else [amount.value, amount.upper]
    unit = amount.unit if amount.unit == PER_CENT else f" {amount.unit}"
    mark = f"（{amount.certainty.word}）" if amount.certainty is Basis.INFERRED else ""
    return f"{' 至 '.join(_thousands(end) for end in ends)}{unit}{mark}"


def amount_note(amount: Amount) -> str:
    """Tell what was typed, where that is not what is read, and what is doubtful about it."""
    said = _BLANKS.sub("", amount.words)
    plain = "" if amount.value is None else _thousands(amount.value).replace(",", "")
    told = amount.value is None or said in (plain, f"{plain}{amount.unit}")
    return "；".join(filter(None, ("" if told else f"原文：{amount.words}", amount.note)))


def chosen_words(catalogue: Catalogue) -> list[str]:
    """Name what a selection was cut to: plates, statuses, kinds and searched words."""
    names = catalogue.plate_names | {NO_PLATE: (NO_PLATE_WORD,)}
    chosen = catalogue.filter
    return [
        *(short_plate_name(names[key][0]) for key in sorted(chosen.plates or ()) if key in names),
        *(member.word for member in Status if member.value in (chosen.statuses or ())),
        *(member.word for member in Kind if member.value in (chosen.kinds or ())),
        *chosen.text.split(),
    ]


def place_source_words(source: str) -> str:
    """Name who says where something is: who found it from its address, or ids of sources."""
    return "、".join(_PROVIDERS.get(part, part) for part in source.split(SEPARATOR) if part)


def plate_outline(method: str | None, geometry: BaseGeometry | None) -> str:
    """Name how a plate's outline is known: official, extent, members, anchor or none."""
    if geometry is None:
        return "none"
    if method == Method.OFFICIAL.value:
        return "official"
    if geometry.geom_type == "Point":
        return "anchor"
    return "members" if method == Method.HULL.value else "extent"


def section_words(facts: Facts) -> Callable[[Statement], str]:
    """Return a function that names the sections a statement was read in."""
    titles = {(r["document"], r["section"]): r["title"] for r in facts.tables.get("sections", ())}

    def words(statement: Statement) -> str:
        sections = statement.section.split(SEPARATOR)
        return "；".join(titles.get((statement.document, s), s) for s in sections)

    return words


def _shortest(period: Period) -> tuple[str, str]:
    """Write both ends with the precision of the source, less what a reader can do without."""
    start, end = period.start_text, period.end_text
    if _is_whole_months(period):
        start, end = start[:_YEAR_AND_MONTH], end[:_YEAR_AND_MONTH]
    if start and end and start != end and start[:4] == end[:4]:
        return _precise(start), _precise(end[5:], units="月日")
    return _precise(start), _precise(end)


def _is_whole_months(period: Period) -> bool:
    start, end = period.start, period.end
    if start is None or end is None or len(period.start_text) < _YEAR_AND_MONTH:
        return False
    return start.day == 1 and (end + timedelta(days=1)).day == 1


def _precise(text: str, units: str = "年月日") -> str:
    parts = text.split("-") if text else []
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, units, strict=False))


def _thousands(value: float) -> str:
    """Write a number with thousands separators and no more decimals than it has, at most four."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")
