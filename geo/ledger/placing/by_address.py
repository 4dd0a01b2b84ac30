"""Rows without usable coordinates placed by their address, or by a name that says as much.

A row whose coordinates lie outside the district is not asked for: its own numbers speak against
an address of the district, and which of the two is wrong the user must say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geo.answers import Answer, Candidate, Locator
from geo.ledger.entry import Entry, Gravity, Spot
from geo.ledger.placing.coordinates import note
from geo.locating import batch, taking
from geo.locating.batch import Progress, Question

_OUTSIDE = "outside"
# What an address gives is noted under this code.
BY_ADDRESS = "address"


def placed(
    entries: Sequence[Entry],
    locators: Callable[[], tuple[Locator, Locator]],
    progress: Progress = batch.silent,
) -> list[Entry]:
    """Place what can be placed of the entries that have no spot.

    Args:
        entries: rows as read.
        locators: gives who is asked, and who can be asked without end; called only when needed,
            for a gazetteer takes its time to be read.
        progress: told how far the asking is.

    """
    found = list(entries)
    open_rows = [at for at, entry in enumerate(entries) if _is_open(entry)]
    if not open_rows:
        return found
    locator, offline = locators()
    questions = [_question(entries[at]) for at in open_rows]
    answers = batch.locate_all(locator, questions, progress, offline=offline)
    for at, answer in zip(open_rows, answers, strict=True):
        found[at] = _answered(entries[at], answer)
    return found


def _is_open(entry: Entry) -> bool:
    if entry.spot is not None or not (entry.address or entry.name):
        return False
    return not any(f.gravity is Gravity.REFUSAL or f.code == _OUTSIDE for f in entry.findings)


def _question(entry: Entry) -> Question:
    return Question(address=entry.address, kind=entry.kind, name=entry.name)


def _answered(entry: Entry, answer: Answer) -> Entry:
    place = taking.taken(answer)
    if place is not None:
        text = f"{taking.how(place)}：{taking.told(place)}"
        findings = (*entry.findings, note(BY_ADDRESS, text))
        spot = _spot(place, answer.address)
        return replace(entry, spot=spot, unlocated_reason="", findings=findings)
    return _unplaced(entry, taking.why_not(answer)) if entry.address else entry


def _unplaced(entry: Entry, why: str) -> Entry:
    """Add why the address gives no place to the reason there is, or beside a fault that is told."""
    if entry.unlocated_reason in {finding.text for finding in entry.findings}:
        return replace(entry, findings=(*entry.findings, note(BY_ADDRESS, why)))
    return replace(entry, unlocated_reason=f"{entry.unlocated_reason}；{why}")


def _spot(place: Candidate, asked: str) -> Spot:
    return Spot(
        at=place.point,
        words=asked,
        datum=place.datum.value,
        accuracy_m=place.accuracy_m,
        basis=taking.basis(place),
        method=place.method,
        provider=place.provider,
        shape=place.shape,
    )
