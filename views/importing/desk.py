"""The ledger a session is working on: kept in memory until written, read anew only when needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import streamlit as st

from geo import store
from geo.crs import Datum
from geo.ledger import intake
from geo.ledger.grid import Book
from geo.ledger.reconciling.corrections import NONE, Correction, recalled
from geo.ledger.reconciling.plan import Plan
from geo.ledger.reconciling.reconcile import Read
from views import workspace

_KEY, _COUNT = "desk", "desks"
Key = tuple[object, ...]


@dataclass
class Desk:
    """A ledger, how its user wants it read, and the last reading.

    `is_datum_asked` once the user has been shown the datum of last month's ledger, or chosen;
    `is_correction_asked` likewise with the correction of coordinates that is `remembered`.
    `number` counts the files of a session: widgets of one file are not those of the next.
    `written` is the workspace it was written to and the number of that change.
    """

    book: Book
    number: int
    corrected: dict[str, str] = field(default_factory=dict)
    datum: Datum | None = None
    is_datum_asked: bool = False
    as_of: date | None = None
    correction: Correction = NONE
    remembered: Correction = NONE
    is_correction_asked: bool = False
    unit: str = ""
    sheets: tuple[str, ...] = ()
    accepted: set[str] = field(default_factory=set)
    read: tuple[Key, Read] | None = None
    plan: tuple[Key, Plan] | None = None
    written: tuple[Path, int] | None = None

    def is_written(self, path: Path) -> bool:
        """Tell whether it stands in a workspace, accepted by this session."""
        return self.written is not None and self.written[0] == path

    @property
    def options(self) -> intake.Options:
        """What the user has chosen, as the reader of ledgers takes it."""
        return intake.Options(
            datum=self.datum,
            as_of=self.as_of,
            swap=self.correction.swap,
            remedy=self.correction.datum,
            keep_outside=self.correction.keep_outside,
            is_taken_back=bool(self.remembered.code),
            unit=self.unit,
            sheets=self.sheets,
            headings=self.corrected,
            accepted=frozenset(self.accepted),
        )


def current() -> Desk | None:
    """Return the ledger of this session, if there is one."""
    desk: Desk | None = st.session_state.get(_KEY)
    return desk


def lay(book: Book) -> None:
    """Begin with a file."""
    resume(Desk(book=book, number=0))


def resume(desk: Desk) -> None:
    """Go on with a file; its widgets are those of no other."""
    number = st.session_state[_COUNT] = count() + 1
    st.session_state[_KEY] = replace(desk, number=number)


def clear() -> None:
    """Put the file away; the next one starts with no choice made."""
    st.session_state.pop(_KEY, None)


def count() -> int:
    """Return how many files were laid here."""
    number: int = st.session_state.get(_COUNT, 0)
    return number


def planned(desk: Desk, progress: intake.Progress) -> Plan:
    """Return what importing would do now; read and set against the workspace only when changed.

    Raises:
        FileError: no sheet of the file can be read as a ledger.
        StoreError: the workspace cannot be read.

    """
    options, path = desk.options, workspace.chosen().path
    # A decision about proposals needs no new reading.
    reading = replace(options, headings={}, accepted=frozenset())
    headings = frozenset(desk.corrected.items())
    read_key: Key = (path, workspace.revision(path), str(reading), headings)
    plan_key: Key = (read_key, options.accepted)
    if desk.plan and desk.plan[0] == plan_key:
        return desk.plan[1]
    with store.open_workspace(path) as opened:
        remembered = opened.headings()
        if not desk.read or desk.read[0] != read_key:
            read = intake.read(desk.book, workspace.facts(), remembered, options, progress)
            desk.read = (read_key, read)
        progress(1.0, "与工作区比对")
        desk.plan = (plan_key, intake.preview(desk.read[1], opened, options.accepted))
    plan = desk.plan[1]
    return planned(desk, progress) if _recall(desk, plan, remembered) else plan


def _recall(desk: Desk, plan: Plan, remembered: Mapping[str, str]) -> bool:
    """Take over what was declared and agreed to last month; tell whether that changes anything."""
    before = desk.options
    if plan.previous_datum and not desk.is_datum_asked and not desk.datum:
        desk.is_datum_asked, desk.datum = True, Datum(plan.previous_datum)
    correction = recalled(plan.tables, remembered)
    if correction.code and not desk.is_correction_asked:
        desk.is_correction_asked = True
        desk.correction = desk.remembered = correction
    return desk.options != before
