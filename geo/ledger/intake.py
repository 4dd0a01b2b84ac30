"""A ledger from file to workspace: read it, look at what it would do, accept it.

Command line and page call the same three steps; nothing is written before `accept`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial

from geo import seeds
from geo.clock import today
from geo.crs import Datum
from geo.errors import ConflictError, FileError, InputError
from geo.ledger.dating import dating
from geo.ledger.entries import Rules, entries
from geo.ledger.grid import Book
from geo.ledger.heading.tables import tables
from geo.ledger.placing import by_address, positions
from geo.ledger.reconciling.corrections import Correction, to_remember
from geo.ledger.reconciling.plan import Plan
from geo.ledger.reconciling.reconcile import Read, Standing, reconcile
from geo.ledger.reconciling.writing import batch_of
from geo.locating import batch, locators
from geo.model import Facts
from geo.store import Workspace

# Called with the share done (0 to 1) and what is being done.
Progress = Callable[[float, str], None]
_ATTEMPTS = 5


@dataclass(frozen=True, kw_only=True)
class Options:
    """How the user wants a ledger read. A key left at its default is found out or left open.

    `is_taken_back` tells that agreeing to no correction takes back what is remembered of one.
    `providers` are codes of services to ask for addresses the gazetteer does not know.
    """

    datum: Datum | None = None
    as_of: date | None = None
    swap: bool = False
    remedy: Datum | None = None
    keep_outside: bool = False
    is_taken_back: bool = False
    unit: str = ""
    sheets: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    providers: tuple[str, ...] = ()

    @property
    def correction(self) -> Correction:
        """What the user agrees to be done about coordinates."""
        return Correction(swap=self.swap, datum=self.remedy, keep_outside=self.keep_outside)


@cache
def _published() -> Facts:
    """Return the facts of the seeds: their places are published, and help to tell a wrong datum."""
    return seeds.read()


def silent(_share: float, _words: str) -> None:
    """Report progress to nobody."""


def read(
    book: Book,
    facts: Facts,
    remembered: Mapping[str, str],
    options: Options,
    progress: Progress = silent,
) -> Read:
    """Understand a ledger's sheets row by row.

    Args:
        book: the file, opened.
        facts: what the workspace holds; its located features help to recognise a wrong datum.
        remembered: headings whose meaning the user has given before, heading → field code.
        options: how to read it.
        progress: told how far it is.

    Raises:
        FileError: no sheet has a heading that can be recognised.
        InputError: the day of the ledger is in the future, or a service cannot be asked.

    """
    if options.as_of and options.as_of > today():
        raise InputError(f"台账的日期 {options.as_of} 在今天以后，请核对")
    progress(0.0, "识别表头")
    found, skipped = tables(
        book,
        chosen=options.headings,
        remembered=remembered,
        sheets=options.sheets or None,
    )
    if not found:
        reasons = "；".join(f"工作表“{sheet.sheet}”：{sheet.reason}" for sheet in skipped)
        raise FileError(f"{book.name}：没有一张工作表能读成台账。{reasons}")
    day = dating(book, found, options.as_of)
    rules = Rules(
        base=day.base,
        area=positions.area(facts, (_published(),)),
        datum=options.datum,
        swap=options.swap,
        remedy=options.remedy,
        keep_outside=options.keep_outside,
        unit=options.unit,
    )
    rows = []
    for n, table in enumerate(found):
        progress((n + 1) / (len(found) + 1), f"读取工作表“{table.grid.name}”")
        rows += entries(table, rules)
    if not rows:
        raise FileError(f"{book.name}：认出了表头，但下面没有一行项目；请填好再导入")
    asked = partial(locators.of, facts, options.providers)
    rows = by_address.placed(rows, asked, _asking(progress))
    return Read(
        book=book,
        tables=found,
        skipped=skipped,
        entries=tuple(rows),
        dating=day,
        how=f"{options.swap} {options.remedy} {options.keep_outside} {options.unit}",
        datum=options.datum.value if options.datum else "",
        corrections=to_remember(
            found, remembered, options.correction, is_taken_back=options.is_taken_back
        ),
    )


def _asking(progress: Progress) -> batch.Progress:
    def tell(asked: int, found: int, total: int) -> None:
        progress(asked / total, f"按地址定位：问了 {asked} 行，找到 {found} 行")

    return batch.paced(tell)


def standing(workspace: Workspace, earlier: Standing | None = None) -> Standing:
    """Take what a workspace holds now; what was taken `earlier` if nothing was written since."""
    head = workspace.head
    if earlier is not None and earlier.head == head:
        return earlier
    facts = workspace.facts()
    return Standing(
        facts=facts,
        everything=workspace.facts(retired=True) if workspace.has_retired else facts,
        head=head,
        ledgers=tuple(workspace.ledgers()),
    )


def preview(
    read_ledger: Read,
    workspace: Workspace,
    accepted: Collection[str] = (),
    earlier: Standing | None = None,
) -> Plan:
    """Set a ledger against a workspace; nothing is written. See `standing` for `earlier`."""
    return reconcile(read_ledger, standing(workspace, earlier), accepted)


def accept(
    plan: Plan, workspace: Workspace, *, operator: str, earlier: Standing | None = None
) -> int | None:
    """Write a plan, all of it or nothing. See `standing` for `earlier`.

    Returns:
        The number of the change; None when the plan would change nothing.

    Raises:
        ConflictError: the workspace has changed since the plan was made.

    """
    if plan.repeats:
        return None
    batch = batch_of(plan, standing(workspace, earlier))
    return workspace.write(batch, operator=operator, expected=plan.head)


def bring_in(
    read_ledger: Read,
    workspace: Workspace,
    *,
    operator: str,
    accepted: Collection[str] = (),
    before: Callable[[Plan], None] = lambda _plan: None,
    earlier: Standing | None = None,
) -> tuple[Plan, int | None]:
    """Preview and accept at once; when somebody writes in between, the plan is made anew.

    `before` is called with each plan about to be written; what it raises stops the import. See
    `standing` for `earlier`.
    """
    for _ in range(_ATTEMPTS):
        earlier = standing(workspace, earlier)
        plan = preview(read_ledger, workspace, accepted, earlier)
        before(plan)
        try:
            return plan, accept(plan, workspace, operator=operator, earlier=earlier)
        except ConflictError:
            continue
    raise ConflictError("工作区一直有人在改，导入没有写入；请稍后再试")
