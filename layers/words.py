"""Sentences and phrases made from records, in the wording of the style guide."""

from __future__ import annotations

import re
from collections.abc import Callable

from shapely.geometry.base import BaseGeometry

from geo import dates
from geo.catalogue import Catalogue
from geo.cells import SEPARATOR
from geo.filters import NO_PLATE, NO_PLATE_WORD, short_plate_name
from geo.lights.light import Light
from geo.model import Amount, Basis, Facts, Kind, Method, Provider, Statement, Status
from geo.writing import thousands

day_words, period_words = dates.day_words, dates.period_words
MONEY, PER_CENT = "万元", "%"
UNSTATED = "原文未写明"
_PROVIDERS: dict[str, str] = {provider.value: provider.word for provider in Provider}
_BLANKS = re.compile(r"[\s,，]")


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
    return f"{' 至 '.join(thousands(end) for end in ends)}{unit}{mark}"


def amount_note(amount: Amount) -> str:
    """Tell what was typed, where that is not what is read, and what is doubtful about it."""
    said = _BLANKS.sub("", amount.words)
    plain = "" if amount.value is None else thousands(amount.value).replace(",", "")
    told = amount.value is None or said in (plain, f"{plain}{amount.unit}")
    return "；".join(filter(None, ("" if told else f"原文：{amount.words}", amount.note)))


def chosen_words(catalogue: Catalogue) -> list[str]:
    """Name what a selection was cut to: plates, statuses, lights, kinds and searched words."""
    names = catalogue.plate_names | {NO_PLATE: (NO_PLATE_WORD,)}
    chosen = catalogue.filter
    return [
        *(short_plate_name(names[key][0]) for key in sorted(chosen.plates or ()) if key in names),
        *(member.word for member in Status if member.value in (chosen.statuses or ())),
        *(member.word for member in Light if member.value in (chosen.lights or ())),
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
