"""An open workspace: what can be asked of it and written to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from sqlalchemy import select

from geo import clock, settings
from geo.batch import Batch, Change, ChangeKind, LedgerRecord, LedgerRow
from geo.model import Document, Facts
from geo.store import reading
from geo.store.appending import append, check_ids, check_operator, check_relied
from geo.store.faults import BACKUPS
from geo.store.file import WorkspaceFile, copy_into, legible, made, told
from geo.store.history import check_plates, overtaken, undoing
from geo.store.migrating import check_file, migrate, outstanding, upgrade
from geo.store.tables import HEADING, LEDGER, LEDGER_ROW, RETIRED

SUFFIX = ".db"


class Workspace:
    """An open workspace; made by `create` and `open_workspace`.

    A connection is held only while something is read or written, so the file can be moved or
    copied between two calls. Read `head` before `facts` when a batch is to be made of both: a
    change in between then ends in a conflict, never in something overwritten.

    Every call raises StoreError when the file cannot be read or written; what was in it stays.
    """

    def __init__(self, file: WorkspaceFile) -> None:
        self.path = file.path
        self._file = file

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def head(self) -> int:
        """Number of the newest change; 0 when there is none."""
        with self._file.reading() as connection:
            return reading.head(connection)

    def facts(self, *, retired: bool = False) -> Facts:
        """Return what holds now, WGS-84, over the bundled base map.

        Args:
            retired: with what was taken off the map, as it was.

        """
        with self._file.reading() as connection:
            return reading.facts(connection, retired=retired)

    def states(self, numbers: Iterable[int]) -> list[Facts]:
        """Return what the changes that count today had made once each of some numbers was written.

        A change that was undone or swept away since is in none of them: a mistake is no history.
        """
        with self._file.reading() as connection:
            return list(reading.states(connection, numbers))

    def imports(self) -> list[tuple[int, Document]]:
        """Return the numbers of the imports that count, oldest first, each with its document."""
        with self._file.reading() as connection:
            return reading.imports(connection)

    def write(self, batch: Batch, *, operator: str, expected: int | None = None) -> int:
        """Append a batch in one transaction and return the number of the change.

        Args:
            batch: the records; their ids carry `head + 1`.
            operator: who does it; stands in the history.
            expected: the head the batch was made for; None when any will do.

        Raises:
            ConflictError: the head is another one by now, or ids of the batch are taken.
            InputError: no operator, a word around the map that cannot be set, or text that is
                no Unicode.

        """
        check_operator(operator)
        for key, value in batch.settings.items():
            settings.checked(key, value, "")
        with self._file.writing() as connection:
            if expected is not None and expected != reading.head(connection):
                raise overtaken(reading.history(connection), expected)
            check_ids(connection, batch)
            return append(connection, batch, operator.strip())

    @property
    def has_retired(self) -> bool:
        """Tell whether anything was ever taken off the map."""
        with self._file.reading() as connection:
            return connection.execute(select(RETIRED).limit(1)).first() is not None

    def names(self) -> dict[str, str]:
        """Return what every feature was last called, by id, whether it still counts or not."""
        with self._file.reading() as connection:
            return reading.names(connection)

    def changes(self) -> list[Change]:
        """Return the history, newest first, with what no longer counts."""
        with self._file.reading() as connection:
            return list(reversed(reading.history(connection).changes.values()))

    def undo(self, number: int, *, operator: str) -> int:
        """Append a change that takes another out of account; undoing that one is a redo.

        Raises:
            ConflictError: later changes speak of the same features or rely on a document of the
                change, or features would be left in a plate that is no more.
            InputError: there is no such change, it does not count any more, or no operator.

        """
        check_operator(operator)
        with self._file.writing() as connection, legible(self.path):
            history = reading.history(connection)
            batch = undoing(history, number, reading.names(connection))
            undoing_number = append(connection, batch, operator.strip())
            check_relied(connection, history, number)
            check_plates(reading.facts(connection))
            return undoing_number

    def touched_since(self, feature_ids: Collection[str], head: int) -> list[Change]:
        """Return counting changes after `head` that speak of any of the features, newest first."""
        wanted = set(feature_ids)
        return [
            change
            for change in self.changes()
            if change.counts and change.number > head and wanted.intersection(change.features)
        ]

    def feature_history(self, feature_id: str) -> list[Change]:
        """Return every change that speaks of a feature, newest first, counting or not."""
        return [change for change in self.changes() if feature_id in change.features]

    def ledgers(self) -> list[LedgerRecord]:
        """Return the ledgers imported by changes that count, newest first, rows as typed."""
        with self._file.reading() as connection:
            counted = reading.counted_changes(connection)
            rows: dict[int, list[LedgerRow]] = defaultdict(list)
            for number, row in reading.records_of(connection, counted, LEDGER_ROW):
                rows[number].append(row)
            found = reading.records_of(connection, counted, LEDGER)
            return [replace(ledger, rows=tuple(rows[n])) for n, ledger in reversed(found)]

    def headings(self) -> dict[str, str]:
        """Return what headings were last taken for: heading → field code, "" for none."""
        with self._file.reading() as connection:
            rows = reading.rows_of(connection, reading.counted_changes(connection), HEADING)
            return {row.heading: row.field for row in rows}

    def backup(self) -> Path:
        """Copy the workspace into the folder `backups` beside it; return the copy's path."""
        name = f"{self.path.stem}-{clock.now():%Y%m%d-%H%M%S-%f}{SUFFIX}"
        target = self.path.parent / BACKUPS / name
        with told(target):
            target.parent.mkdir(exist_ok=True)
        with made(target) as building:
            copy_into(self.path, building)
        return target

    def duplicate(self, to: Path, *, operator: str) -> Workspace:
        """Copy the workspace with its history to a path that is free, and open the copy.

        That it is a copy, and whose, is the newest change of the copy.

        Raises:
            InputError: something is at that path already, or no operator.

        """
        check_operator(operator)
        origin = Batch(kind=ChangeKind.COPY, words=f"来自“{self.path.stem}”")
        with made(to) as building, Workspace(WorkspaceFile(to, building)) as copy:
            copy_into(self.path, building)
            copy.write(origin, operator=operator)
        return open_workspace(to)


def create(path: Path, *, operator: str, batch: Batch | None = None) -> Workspace:
    """Make a workspace, holding `batch` if one is given.

    It is built beside `path` and then moved there, so a crash leaves no half workspace.

    Raises:
        InputError: something is at that path already.
        StoreError: the folder cannot be written to.

    """
    with made(path) as building, Workspace(file := WorkspaceFile(path, building)) as workspace:
        migrate(file)
        if batch is not None:
            workspace.write(batch, operator=operator)
    return open_workspace(path)


def open_workspace(path: Path) -> Workspace:
    """Open a workspace; one made by an older version is backed up and brought up to date.

    Raises:
        StoreError: the file is missing, damaged, no workspace, or made by a newer version.

    """
    file = WorkspaceFile(path)
    workspace = Workspace(file)
    with file.reading() as connection:
        check_file(connection, path)
        is_old = bool(outstanding(connection, path))
    if is_old:
        upgrade(file, workspace.backup())
    return workspace
