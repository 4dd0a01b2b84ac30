"""Several rows of one project taken as one: what they agree on, and nothing made up of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from geo.ledger.entry import Entry, Spot
from geo.model import Amount, Measure, Period, Status

_JOIN = "；"
_TEXTS = ("code", "plate", "category", "unit", "address", "note")


def combined(entries: Sequence[Entry]) -> Entry:
    """Return one entry for rows that are one project, standing where the first stands.

    Texts that differ are all kept, side by side; numbers that differ are not added and not
    chosen from: their words stay, without a value.
    """
    first = entries[0]
    if len(entries) == 1:
        return first
    texts: dict[str, Any] = {field: _joined(getattr(e, field) for e in entries) for field in _TEXTS}
    # A plate is one or none.
    plates = list(dict.fromkeys(e.plate for e in entries if e.plate))
    status_words = _joined(e.status_words for e in entries)
    return replace(
        first,
        **{**texts, "plate": plates[0] if len(plates) == 1 else ""},
        status=_agreed([e.status for e in entries if e.status_words], Status.UNKNOWN),
        status_words=status_words,
        period=_period([e.period for e in entries if e.period]),
        period_words=_joined(e.period_words for e in entries),
        amounts=dict(_amounts(entries)),
        details=_details(entries),
        spot=_spot([e.spot for e in entries if e.spot]),
        findings=tuple(f for e in entries for f in e.findings),
    )


def _spot(spots: Sequence[Spot]) -> Spot | None:
    """Take the first that was written as coordinates, else the first found from an address."""
    return next((spot for spot in spots if spot.provider is None), next(iter(spots), None))


def _joined(texts: Iterable[str]) -> str:
    return _JOIN.join(dict.fromkeys(filter(None, texts)))


def _agreed(values: Sequence[Status], otherwise: Status) -> Status:
    return values[0] if len(set(values)) == 1 else otherwise


def _period(periods: Sequence[Period]) -> Period | None:
    ends = {(period.start, period.end) for period in periods}
    return periods[0] if len(ends) == 1 else None


def _amounts(entries: Sequence[Entry]) -> Iterable[tuple[Measure, Amount]]:
    for measure in Measure:
        stated = [e.amounts[measure] for e in entries if measure in e.amounts]
        if stated:
            yield measure, _amount(stated)


def _amount(stated: Sequence[Amount]) -> Amount:
    if len({(amount.value, amount.upper) for amount in stated}) == 1:
        return stated[0]
    words = _joined(amount.words for amount in stated)
    note = "并为一项的几行写得不同，没有相加；请核对"
    return replace(stated[0], words=words, value=None, upper=None, note=note)


def _details(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    headings = dict.fromkeys(heading for e in entries for heading, _ in e.details)
    return tuple((h, _joined(_text(e, h) for e in entries)) for h in headings)


def _text(entry: Entry, heading: str) -> str:
    return dict(entry.details).get(heading, "")
