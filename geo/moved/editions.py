"""Which states of a source are worth comparing: from ledger to ledger, or from date to date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from geo import store, workspaces
from geo.catalogue import Catalogue, newest_day
from geo.model import Facts
from geo.moved.compare import compare
from geo.moved.move import Comparison, State
from geo.moved.telling import narrowed
from geo.store import Workspace

MOST = 6


def of_source(path: Path) -> tuple[Comparison, ...]:
    """Compare what is in a facts folder or the file of a workspace, newest first, six at most.

    Raises:
        InputError: the folder breaks its contract.
        StoreError: the file is missing, damaged or no workspace.

    """
    if path.is_dir():
        return by_dates(workspaces.read(path))
    with store.open_workspace(path) as workspace:
        return of_workspace(workspace)


def of_workspace(workspace: Workspace) -> tuple[Comparison, ...]:
    """Compare the states between the imports of ledgers, newest first, six at most.

    Each begins just before a ledger was imported and ends before the next one, or now, so that
    what was done by hand in between is told with the ledger it followed. Before the first import,
    and where there is none, the days of the documents are compared.
    """
    states = _around_imports(workspace)
    ledgers = _compared(states)
    dates = by_dates(states[-1].facts) if len(ledgers) < MOST else ()
    return (*ledgers, *dates)[:MOST]


def by_dates(facts: Facts) -> tuple[Comparison, ...]:
    """Compare between the days on which documents were stated, newest first, six at most."""
    days = sorted({document.stated_to for document in facts.documents}, reverse=True)
    return _compared(
        [State(facts=facts, day=day, title=_title(facts, day)) for day in days[: MOST + 1]]
    )


def of_catalogue(catalogue: Catalogue) -> tuple[Comparison, ...]:
    """Return the catalogue's comparisons cut to its selection, newest first.

    Where nobody compared the states of its workspace, the days of its documents are. What is gone
    was only ever of the whole.
    """
    known = catalogue.comparisons or by_dates(catalogue.facts)
    ids = frozenset(catalogue.frame["id"].tolist())
    is_whole = len(ids) == catalogue.total
    return tuple(narrowed(comparison, ids, gone=is_whole) for comparison in known)


def at_date(workspace: Workspace, day: date) -> State:
    """Return the state a date is looked at in: as it was before ledgers of later days came."""
    number = workspace.head
    for change, document in reversed(workspace.imports()):
        if document.stated_to <= day:
            break
        number = change - 1
    (facts,) = workspace.states([number])
    return State(facts=facts, day=day, title="")


def _around_imports(workspace: Workspace) -> list[State]:
    """Return how things stand now and stood before each of the newest imports, newest first.

    Before the first import of a workspace nothing may have been stated: that is no state.
    """
    head, imports = workspace.head, workspace.imports()[-MOST:]
    facts = workspace.states([*(number - 1 for number, _ in imports), head])
    titles = [document.title for _, document in imports]
    days = [newest_day(one) for one in facts]
    if facts[0].documents or not titles:
        titles = [_title(facts[0], days[0]), *titles]
    count = len(titles)
    states = [
        State(facts=one, day=day, title=title)
        for one, day, title in zip(facts[-count:], days[-count:], titles, strict=True)
    ]
    return states[::-1]


def _compared(states: Sequence[State]) -> tuple[Comparison, ...]:
    """Compare each state with the one before it; they are given newest first."""
    return tuple(compare(before, after) for after, before in pairwise(states))


def _title(facts: Facts, day: date) -> str:
    """Name what was stated on a day."""
    titles = [document.title for document in facts.documents if document.stated_to == day]
    return f"{titles[0]}等" if len(titles) > 1 else next(iter(titles), "")
