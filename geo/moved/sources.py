"""Two sources as two states: each a ledger, the file of a workspace, or a facts folder."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from geo import seeds, store, workspaces
from geo.batch import Batch, ChangeKind
from geo.catalogue import newest_day
from geo.errors import InputError
from geo.ledger import intake
from geo.ledger.grid import Book
from geo.ledger.intake import Options
from geo.ledger.reconciling.plan import Plan
from geo.model import Facts, Kind
from geo.moved.aligning import aligned
from geo.moved.compare import compare
from geo.moved.editions import at_date
from geo.moved.move import Comparison, State
from geo.moved.remarks import guessed, remarks
from geo.moved.telling import narrowed, suspected
from geo.store import Workspace

_OPERATOR = "对照"
_ACCEPTED = frozenset({"renamed"})


@dataclass(frozen=True, kw_only=True)
class Source:
    """One of the two: a ledger that was opened and how to read it, or a path and a date."""

    path: Path
    book: Book | None = None
    options: Options = field(default_factory=Options)
    day: date | None = None

    @property
    def title(self) -> str:
        """What people call it."""
        return self.book.name if self.book else self.path.name


def compared(
    before: Source, after: Source, progress: intake.Progress = intake.silent
) -> tuple[Comparison, Facts]:
    """Compare two sources; return the later facts as well, in the ids of the comparison.

    Nothing of what is given is written to: ledgers are imported into a copy that is soon gone.

    Raises:
        InputError: a source cannot be read, or the later one is of an earlier day.
        StoreError: a workspace is missing or damaged.

    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder).resolve() / f"copy{store.SUFFIX}"
        early, first = _early(before, after, path, progress)
        late, last, likely = _late(before, after, early, path, progress)
    _check_order(before, early, after, late)
    result = suspected(compare(early, late), likely)
    if before.book is not None and after.book is None:
        result = _without_plates(result, early.facts)
    plans = (("前一份", first), ("后一份", last))
    told = [text for which, plan in plans if plan for text in remarks(plan, which)]
    return replace(result, notes=(*result.notes, *told)), late.facts


def _without_plates(comparison: Comparison, ledger: Facts) -> Comparison:
    """Leave out the plates a ledger was only imported onto: it says nothing of them."""
    spoken = {statement.feature for statement in ledger.statements}
    plates = {f.id for f in ledger.features if f.kind is Kind.PLATE} - spoken
    moved = {shift.feature for shift in comparison.shifts}
    return narrowed(comparison, moved - plates, gone=False)


def _early(
    source: Source, other: Source, path: Path, progress: intake.Progress
) -> tuple[State, Plan | None]:
    """Read the earlier source; a ledger is imported into a new workspace at the path.

    It is imported onto the plates of what it is compared with, for those are what it may name.
    """
    if source.book is None:
        return _state(source), None
    known = seeds.read() if other.book else _state(other).facts
    plates = tuple(f for f in known.features if f.kind is Kind.PLATE)
    batch = Batch(kind=ChangeKind.ADD, words="板块", features=plates)
    with store.create(path, operator=_OPERATOR, batch=batch) as workspace:
        plan = _brought(source, workspace, None, progress)
        day = plan.dating.stated_to
        return State(facts=workspace.facts(), day=day, title=source.title), plan


def _late(
    before: Source, source: Source, early: State, path: Path, progress: intake.Progress
) -> tuple[State, Plan | None, frozenset[str]]:
    """Read the later source; return the ids that are only likely to be the same as well."""
    if source.book is None:
        found = _state(source)
        if before.path.samefile(source.path):
            # Of a folder, or where nothing was written in between, there is but one state.
            facts = early.facts if found.facts == early.facts else found.facts
            return replace(found, facts=facts), None, frozenset()
        match = aligned(early.facts, found.facts)
        return replace(found, facts=match.facts), None, match.guessed
    with _to_import(before, early.facts, path) as workspace:
        plan = _brought(source, workspace, early.day, progress)
        state = State(facts=workspace.facts(), day=plan.dating.stated_to, title=source.title)
    return state, plan, guessed(plan, early.facts)


def _to_import(source: Source, facts: Facts, path: Path) -> Workspace:
    """Open what the earlier ledger was imported into, or make a copy of the earlier source."""
    if path.exists():
        return store.open_workspace(path)
    if source.path.is_dir() or source.day is not None:
        return store.create(path, operator=_OPERATOR, batch=workspaces.seeds_batch(facts=facts))
    # With its ledgers, which tell what the next edition may have renamed.
    with store.open_workspace(source.path) as workspace:
        return workspace.duplicate(path, operator=_OPERATOR)


def _brought(
    source: Source, workspace: Workspace, since: date | None, progress: intake.Progress
) -> Plan:
    assert source.book is not None
    held = intake.standing(workspace)
    read = intake.read(source.book, held.facts, workspace.headings(), source.options, progress)
    if since is not None and read.dating.stated_from < since <= read.dating.stated_to:
        # It follows the other one, so of its window only the days from there on are left.
        read = replace(read, dating=replace(read.dating, stated_from=since))
    plan, _ = intake.bring_in(read, workspace, operator=_OPERATOR, accepted=_ACCEPTED, earlier=held)
    return plan


def _state(source: Source) -> State:
    if source.day is not None and not source.path.is_dir():
        with store.open_workspace(source.path) as workspace:
            return replace(at_date(workspace, source.day), title=source.title)
    facts = workspaces.read(source.path)
    return State(facts=facts, day=source.day or newest_day(facts), title=source.title)


def _check_order(before: Source, early: State, after: Source, late: State) -> None:
    if late.day < early.day:
        raise InputError(
            f"后一份“{after.title}”的日期 {late.day} 早于前一份“{before.title}”的 {early.day}；"
            "请按先后给出两份，或用 --as-of-a、--as-of-b 写明台账的日期（工作区用 --from、--until）"
        )
