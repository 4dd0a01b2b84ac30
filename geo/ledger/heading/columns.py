"""Shares the fields out among the columns of a heading: a field is read from one column only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.ledger.heading import asides, fields
from geo.ledger.heading.meaning import Meaning, meaning
from geo.ledger.table import Column

# Who goes first where several columns could be read for a field.
_BASES = ("chosen", "remembered", "alias", "aside", "weak")
GIVEN = ("chosen", "remembered")


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """What the user says headings mean (heading → field code, "" for none), now and before."""

    chosen: Mapping[str, str]
    remembered: Mapping[str, str]

    def given(self, heading: str) -> tuple[str, str] | None:
        """Return the field code given for a heading and by which of the two."""
        for basis, known in (("chosen", self.chosen), ("remembered", self.remembered)):
            if heading in known and (not known[heading] or known[heading] in fields.FIELDS):
                return known[heading], basis
        return None


def assigned(
    headings: Iterable[tuple[int, tuple[str, ...]]], meanings: Meanings, title_year: int
) -> tuple[Column, ...]:
    """Give each field to one column: what the user said first, then better words, then order.

    Args:
        headings: for each column its place and the levels of its heading.
        meanings: what the user says.
        title_year: the year the title names, 0 if none.

    """
    raws = _of_one_time([_Raw.of(n, levels, meanings) for n, levels in headings], title_year)
    raws = _of_the_whole(raws)
    owner: dict[str, int] = {}
    for basis in _BASES:
        for raw in raws:
            if raw.basis == basis and raw.meaning.code:
                owner.setdefault(raw.meaning.code, raw.index)
    return tuple(_column(raw, owner) for raw in raws)


@dataclass(frozen=True)
class _Raw:
    """A column before the fields are shared out."""

    index: int
    heading: str
    meaning: Meaning
    basis: str

    @classmethod
    def of(cls, index: int, levels: tuple[str, ...], meanings: Meanings) -> _Raw:
        heading, says = "-".join(levels), meaning(levels) if levels else Meaning()
        given = meanings.given(heading) if heading else None
        if given is None:
            return cls(index, heading, says, _basis(says))
        return cls(index, heading, replace(says, code=given[0] or None), given[1])


def _basis(says: Meaning) -> str:
    if not says.code:
        return ""
    return "weak" if says.is_weak else "aside" if says.aside else "alias"


def _column(raw: _Raw, owner: Mapping[str, int]) -> Column:
    code = raw.meaning.code
    basis = "alias" if raw.basis in ("aside", "weak") else raw.basis
    if code and owner[code] != raw.index:
        basis = "duplicate"
    return Column(
        index=raw.index, heading=raw.heading, field=code, unit=raw.meaning.unit, basis=basis
    )


def _of_one_time(raws: Sequence[_Raw], title_year: int) -> list[_Raw]:
    """Leave columns unread that name another year than the table's, or one month of several.

    Beside 2021年计划投资 the column 2020年完成投资 says nothing of this year's work.
    """
    years = Counter(r.meaning.year for r in raws if r.meaning.year and not r.meaning.is_bound)
    year = title_year or max(years, default=0)
    months: dict[str | None, set[str]] = defaultdict(set)
    for raw in raws:
        if raw.meaning.month and raw.meaning.year in (0, year):
            months[raw.meaning.code].add(raw.meaning.month)
    return [
        raw
        if raw.basis in GIVEN or _is_current(raw.meaning, title_year, year, months)
        else _unread(raw)
        for raw in raws
    ]


def _is_current(
    meaning: Meaning, title_year: int, year: int, months: Mapping[str | None, set[str]]
) -> bool:
    one_of_several = bool(meaning.month) and len(months[meaning.code]) > 1
    now = title_year if meaning.is_bound else year
    return meaning.year in (0, now) and not one_of_several


def _of_the_whole(raws: Sequence[_Raw]) -> list[_Raw]:
    """Read none of several columns that only brackets tell apart: 总投资（内资）, （外资）."""
    plain = {raw.meaning.code for raw in raws if raw.basis in (*GIVEN, "alias")}
    said: dict[str | None, set[str]] = defaultdict(set)
    for raw in raws:
        if raw.basis == "aside" and raw.meaning.code in asides.TIMED - plain:
            said[raw.meaning.code].add(raw.meaning.aside)
    return [
        _unread(raw) if raw.basis == "aside" and len(said[raw.meaning.code]) > 1 else raw
        for raw in raws
    ]


def _unread(raw: _Raw) -> _Raw:
    return replace(raw, meaning=replace(raw.meaning, code=None), basis="")
