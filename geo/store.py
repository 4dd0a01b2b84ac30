"""A workspace: one SQLite file to which changes are appended. All SQL of the project is here.

What was written is never altered or erased: a newer version, a retirement or an undoing is a
further change. What holds now is put together from the changes that count.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from shapely.errors import ShapelyError
from sqlalchemy import (
    Connection,
    Engine,
    NullPool,
    Row,
    TableClause,
    column,
    create_engine,
    event,
    func,
    insert,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from geo import admission, clock, keeping, settings
from geo.batch import Batch, Change, ChangeKind, LedgerRecord, LedgerRow
from geo.errors import FileError, InputError, PlateMapError, StoreError
from geo.history import (
    History,
    bereaved,
    check_plates,
    counting,
    overtaken,
    taken,
    undoing,
)
from geo.holding import holding
from geo.keeping import Kept, kept
from geo.model import Document, Facts, Feature, Fix, Statement
from geo.new_file import move_file, new_file
from geo.store_faults import BACKUPS, WAIT_S, damaged, os_error, store_error

SUFFIX = ".db"
# "PLMP" in the header of the file: tells a workspace from any other SQLite database.
_OURS = 0x504C4D50
# A rollback journal, not a write-ahead log: between two writes the one file is the whole
# workspace, so it may be copied, mailed or put on a stick as it is. FULL waits for the disk
# before a write is reported done. A file from elsewhere may not run functions from its schema.
_PRAGMAS = ("journal_mode = DELETE", "synchronous = FULL", "trusted_schema = OFF")
# What SQLite advises for files of others (https://www.sqlite.org/security.html); they are read as
# they stand: immutable, no journal is played back and nothing written.
_FOREIGN_PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0")
# A record of ours has some kilobytes, the most detailed outline not yet one megabyte.
_MEGABYTE = 1024 * 1024
_MAX_RECORD_BYTES = 8 * _MEGABYTE
_MAX_CELL_BYTES = {"TEXT": _MEGABYTE, "INTEGER": _MEGABYTE, "BLOB": _MAX_RECORD_BYTES}
_MAX_ROWS = 2_000_000
# Ten a working day for eight years.
_MAX_CHANGES = 20_000
# What is decoded at once from elsewhere: JSON of empty lists takes twenty times its length.
_PORTION_BYTES = 256 * 1024
_STORED_AS = {"TEXT": "text", "INTEGER": "integer", "BLOB": "blob"}
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_MIGRATION_TABLE = "CREATE TABLE {}migration (name TEXT PRIMARY KEY, at TEXT NOT NULL)"
_DOWNLOAD = "请对方在“工作区”页点“下载”，重新取一份"
_UNREADABLE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    ShapelyError,
)

# Every table but `change` begins with its place in the file and the change it came with.
_FIRST_TABLES = {
    "change": "number INTEGER PRIMARY KEY, kind TEXT NOT NULL, words TEXT NOT NULL,"
    " operator TEXT NOT NULL, at TEXT NOT NULL, from_scratch INTEGER NOT NULL",
    "document": "id TEXT NOT NULL, title TEXT NOT NULL, stated_from TEXT NOT NULL,"
    " stated_to TEXT NOT NULL, window_note TEXT NOT NULL, UNIQUE (change, id)",
    "feature": "id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL,"
    " plate TEXT, plate_basis TEXT NOT NULL, plate_reason TEXT NOT NULL, category TEXT NOT NULL,"
    " unit_note TEXT NOT NULL, unlocated_reason TEXT NOT NULL, address TEXT NOT NULL,"
    " note TEXT NOT NULL, code TEXT NOT NULL, details TEXT NOT NULL, UNIQUE (change, id)",
    "statement": "id TEXT NOT NULL, feature TEXT NOT NULL, document TEXT NOT NULL,"
    " section TEXT NOT NULL, lines TEXT NOT NULL, status TEXT NOT NULL,"
    " status_words TEXT NOT NULL, period TEXT, period_words TEXT NOT NULL, unit TEXT NOT NULL,"
    " unit_basis TEXT NOT NULL, certainty TEXT NOT NULL, stated_from TEXT NOT NULL,"
    " stated_to TEXT NOT NULL, note TEXT NOT NULL, amounts TEXT NOT NULL, UNIQUE (change, id)",
    "fix": "id TEXT NOT NULL, feature TEXT NOT NULL, role TEXT NOT NULL, method TEXT NOT NULL,"
    " accuracy_m INTEGER NOT NULL, datum TEXT NOT NULL, geometry BLOB NOT NULL,"
    " address TEXT NOT NULL, source TEXT NOT NULL, source_date TEXT NOT NULL,"
    " basis TEXT NOT NULL, UNIQUE (change, id)",
    "retired": "feature TEXT NOT NULL",
    "undone": "number INTEGER NOT NULL",
    "table_row": "name TEXT NOT NULL, cells TEXT NOT NULL",
    "setting": "key TEXT NOT NULL, value TEXT NOT NULL",
    "heading": "heading TEXT NOT NULL, field TEXT NOT NULL",
    "ledger": "document TEXT NOT NULL, file_name TEXT NOT NULL, digest TEXT NOT NULL,"
    " fingerprint TEXT NOT NULL, datum TEXT NOT NULL",
    "ledger_row": "sheet TEXT NOT NULL, row INTEGER NOT NULL, feature TEXT,"
    " outcome TEXT NOT NULL, reason TEXT NOT NULL, cells TEXT NOT NULL",
}

_OF_CHANGES = tuple(name for name in _FIRST_TABLES if name != "change")
_NUMBERS = "SELECT number FROM change"
# What our changes never are: an undoing of what came later or is not there, an undoing of several,
# and, unless it tells of a copy, one that brought nothing.
_ODD_CHANGES = (
    f"SELECT 1 FROM undone WHERE number >= change OR number NOT IN ({_NUMBERS})",
    "SELECT 1 FROM undone GROUP BY change HAVING count(*) > 1",
    "SELECT 1 FROM change WHERE kind != 'copy' AND number NOT IN ("
    + " UNION ALL ".join(f"SELECT change FROM {name}" for name in _OF_CHANGES)
    + ")",
)


def _first(connection: Connection) -> None:
    """Make the tables as they were in the first version; never edited, only followed."""
    connection.exec_driver_sql(f"PRAGMA application_id = {_OURS}")
    for name, columns in _FIRST_TABLES.items():
        own = "" if name == "change" else "seq INTEGER PRIMARY KEY, change INTEGER NOT NULL, "
        connection.exec_driver_sql(f"CREATE TABLE {name} ({own}{columns})")
        if own:
            connection.exec_driver_sql(f"CREATE INDEX {name}_change ON {name} (change)")
    for name in (*_FIRST_TABLES, "migration"):
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name}"
                " BEGIN SELECT RAISE(ABORT, 'only appended to'); END"
            )


# In the order they run. A migration that has been released is never changed or removed.
MIGRATIONS: dict[str, Callable[[Connection], None]] = {"2026-11-first": _first}


T = TypeVar("T")


@dataclass(frozen=True)
class _Stored(Generic[T]):
    """A kind of record, and the table it is kept in."""

    table: TableClause
    kept: Kept[T]


def _table(name: str, *columns: str) -> TableClause:
    return table(name, *map(column, ("seq", "change", *columns)))


def _stored(name: str, kind: Kept[T]) -> _Stored[T]:
    return _Stored(_table(name, *kind.forms), kind)


_DOCUMENT, _FEATURE = _stored("document", kept(Document)), _stored("feature", kept(Feature))
_STATEMENT, _FIX = _stored("statement", kept(Statement)), _stored("fix", kept(Fix))
_LEDGER = _stored("ledger", kept(LedgerRecord, without="rows"))
_LEDGER_ROW = _stored("ledger_row", kept(LedgerRow))
_CHANGE = table(
    "change", *map(column, ("number", "kind", "words", "operator", "at", "from_scratch"))
)
_RETIRED, _UNDONE = _table("retired", "feature"), _table("undone", "number")
_TABLE_ROW = _table("table_row", "name", "cells")
_SETTING, _HEADING = _table("setting", "key", "value"), _table("heading", "heading", "field")
_MIGRATION = table("migration", column("name"), column("at"))


class Workspace:
    """An open workspace; made by `create` and `open_workspace`.

    A connection is held only while something is read or written, so the file can be moved or
    copied between two calls. Read `head` before `facts` when a batch is to be made of both: a
    change in between then ends in a conflict, never in something overwritten.

    Every call raises StoreError when the file cannot be read or written; what was in it stays.
    """

    def __init__(self, path: Path, *, file: Path | None = None) -> None:
        """Open what is at `path`, or in `file` as long as it is being built there."""
        self.path = path
        self._engine = _engine(file or path)

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
        self._engine.dispose()

    @property
    def head(self) -> int:
        """Number of the newest change; 0 when there is none."""
        with self._reading() as connection:
            return _head(connection)

    def facts(self, *, retired: bool = False) -> Facts:
        """Return what holds now, WGS-84, over the bundled base map.

        Args:
            retired: with what was taken off the map, as it was.

        """
        with self._reading() as connection:
            return _facts(connection, retired=retired)

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
        _check_operator(operator)
        for key, value in batch.settings.items():
            settings.checked(key, value, "")
        with self._writing() as connection:
            if expected is not None and expected != _head(connection):
                raise overtaken(_history(connection), expected)
            _check_ids(connection, batch)
            return _append(connection, batch, operator.strip())

    @property
    def has_retired(self) -> bool:
        """Tell whether anything was ever taken off the map."""
        with self._reading() as connection:
            return connection.execute(select(_RETIRED).limit(1)).first() is not None

    def names(self) -> dict[str, str]:
        """Return what every feature was last called, by id, whether it still counts or not."""
        with self._reading() as connection:
            return _names(connection)

    def changes(self) -> list[Change]:
        """Return the history, newest first, with what no longer counts."""
        with self._reading() as connection:
            return list(reversed(_history(connection).changes.values()))

    def undo(self, number: int, *, operator: str) -> int:
        """Append a change that takes another out of account; undoing that one is a redo.

        Raises:
            ConflictError: later changes speak of the same features or rely on a document of the
                change, or features would be left in a plate that is no more.
            InputError: there is no such change, it does not count any more, or no operator.

        """
        _check_operator(operator)
        with self._writing() as connection, _legible(self.path):
            history = _history(connection)
            batch = undoing(history, number, _names(connection))
            made = _append(connection, batch, operator.strip())
            _check_relied(connection, history, number)
            check_plates(_facts(connection))
            return made

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
        with self._reading() as connection:
            counted = _counted(connection)
            rows: dict[int, list[LedgerRow]] = defaultdict(list)
            for number, row in _records(connection, counted, _LEDGER_ROW):
                rows[number].append(row)
            found = _records(connection, counted, _LEDGER)
            return [replace(ledger, rows=tuple(rows[n])) for n, ledger in reversed(found)]

    def headings(self) -> dict[str, str]:
        """Return what headings were last taken for: heading → field code, "" for none."""
        with self._reading() as connection:
            rows = _rows(connection, _counted(connection), _HEADING)
            return {row.heading: row.field for row in rows}

    def backup(self) -> Path:
        """Copy the workspace into the folder `backups` beside it; return the copy's path."""
        name = f"{self.path.stem}-{clock.now():%Y%m%d-%H%M%S-%f}{SUFFIX}"
        target = self.path.parent / BACKUPS / name
        with _told(target):
            target.parent.mkdir(exist_ok=True)
        with _made(target) as building:
            _copy(self.path, building)
        return target

    def duplicate(self, to: Path, *, operator: str) -> Workspace:
        """Copy the workspace with its history to a path that is free, and open the copy.

        That it is a copy, and whose, is the newest change of the copy.

        Raises:
            InputError: something is at that path already, or no operator.

        """
        _check_operator(operator)
        origin = Batch(kind=ChangeKind.COPY, words=f"来自“{self.path.stem}”")
        with _made(to) as building, Workspace(to, file=building) as copy:
            _copy(self.path, building)
            copy.write(origin, operator=operator)
        return open_workspace(to)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Hold a view of the file that stays the same until the end of the block."""
        with _legible(self.path), self._transaction("BEGIN") as connection:
            yield connection

    def _writing(self) -> AbstractContextManager[Connection]:
        """All or nothing; taking the lock at once keeps two writers from waiting for each other."""
        return self._transaction("BEGIN IMMEDIATE")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with (
            _told(self.path),
            self._engine.connect().execution_options(begin=begin) as connection,
            connection.begin(),
        ):
            yield connection


def create(path: Path, *, operator: str, batch: Batch | None = None) -> Workspace:
    """Make a workspace, holding `batch` if one is given.

    It is built beside `path` and then moved there, so a crash leaves no half workspace.

    Raises:
        InputError: something is at that path already.
        StoreError: the folder cannot be written to.

    """
    with _made(path) as building, Workspace(path, file=building) as workspace:
        _migrate(workspace)
        if batch is not None:
            workspace.write(batch, operator=operator)
    return open_workspace(path)


def open_workspace(path: Path) -> Workspace:
    """Open a workspace; one made by an older version is backed up and brought up to date.

    Raises:
        StoreError: the file is missing, damaged, no workspace, or made by a newer version.

    """
    workspace = Workspace(path)
    with workspace._reading() as connection:
        _check_file(connection, path)
        outstanding = _outstanding(connection, path)
    if outstanding:
        _upgrade(workspace)
    return workspace


def adopt(source: Path, to: Path, *, operator: str, origin: str) -> Workspace:
    """Take over a workspace from elsewhere under a path that is free, and open it.

    The source is only read. It must be, word for word, a schema our migrations make, so nothing
    of its own can run; then its content is copied into a new file, brought up to date there and
    read whole. That it was taken over, by whom, is the newest change.

    Args:
        source: an absolute path; nobody else may write to the file meanwhile.
        to: where it is to be.
        operator: who takes it over.
        origin: where it comes from, in Chinese, for the history.

    Raises:
        FileError: it is no workspace, damaged, made by a newer version, or was tampered with.
        InputError: something is at that path already, or no operator.
        StoreError: the folder cannot be written to.

    """
    _check_operator(operator)
    with _made(to) as building, Workspace(to, file=building) as copy:
        with closing(_foreign(source)) as foreign:
            with _sound():
                _check_foreign(foreign)
            # A new file takes over rows alone: no free pages, no odd pointers between pages.
            foreign.execute("VACUUM INTO ?", (str(building),))
        with _sound():
            _migrate(copy)
            with copy._transaction("BEGIN") as connection:
                _check_records(connection)
        copy.write(Batch(kind=ChangeKind.COPY, words=origin), operator=operator)
    return open_workspace(to)


def move(path: Path, to: Path) -> None:
    """Give a workspace another path, once nobody writes to it; a damaged one is moved too.

    Whoever has it open finds it gone with their next step, and is told so.

    Raises:
        InputError: something is at that path already.
        StoreError: it is not there, another program holds it, or the folder cannot be written to.

    """
    try:
        with _told(path), _unwritten(path):
            move_file(path, to)
    except StoreError as error:
        if not isinstance(error.__cause__, PermissionError):
            raise
        raise StoreError(
            f"工作区“{path.stem}”没有动：别的程序正打开着它的文件，或所在文件夹不能写入。"
            "请关掉打开它的程序（数据库工具、同步盘等），或稍等片刻，再试一次"
        ) from error


def _history(connection: Connection) -> History:
    undoes, afresh, rows = _links(connection)
    counted = counting((row.number for row in rows), undoes, afresh)
    touched = _touched(connection, undoes)
    changes = {
        row.number: Change(
            number=row.number,
            kind=ChangeKind(row.kind),
            words=row.words,
            operator=row.operator,
            at=datetime.fromisoformat(row.at),
            counts=row.number in counted,
            features=touched.get(row.number, ()),
        )
        for row in rows
    }
    return History(changes, undoes, afresh)


def _counted(connection: Connection) -> set[int]:
    undoes, afresh, rows = _links(connection)
    return counting((row.number for row in rows), undoes, afresh)


def _links(
    connection: Connection,
) -> tuple[dict[int, tuple[int, ...]], frozenset[int], list[Row[Any]]]:
    """Return what each change undoes, which start afresh, and all changes, oldest first."""
    rows = list(connection.execute(select(_CHANGE).order_by(_CHANGE.c.number)))
    undoes: dict[int, list[int]] = defaultdict(list)
    for row in connection.execute(select(_UNDONE.c.change, _UNDONE.c.number)):
        undoes[row.change].append(row.number)
    afresh = frozenset(row.number for row in rows if row.from_scratch)
    return {change: tuple(numbers) for change, numbers in undoes.items()}, afresh, rows


def _touched(
    connection: Connection, undoes: Mapping[int, Iterable[int]]
) -> dict[int, tuple[str, ...]]:
    """For each change, the features it speaks of, in order; an undoing those of what it undoes."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for source, key in (
        (_FEATURE.table, "id"),
        (_STATEMENT.table, "feature"),
        (_FIX.table, "feature"),
        (_RETIRED, "feature"),
    ):
        for number, feature in connection.execute(
            select(source.c.change, source.c[key]).order_by(source.c.seq)
        ):
            found[number][feature] = None
    touched = {number: tuple(features) for number, features in found.items()}
    for number in sorted(undoes):
        # One that is undone is shared: a thousand undoings of a ledger are not a thousand copies.
        parts = [touched[key] for key in (number, *undoes[number]) if key in touched]
        touched[number] = parts[0] if len(parts) == 1 else tuple(dict.fromkeys(chain(*parts)))
    return touched


def _rows(
    connection: Connection, counted: Collection[int], source: TableClause, *keys: str
) -> list[Row[Any]]:
    """Rows that came with counting changes, in the order they were written; `keys` for a few cells.

    One of the keys must be `change`.
    """
    since = min(counted, default=0)
    wanted: list[Any] = [source.c[key] for key in keys] or [source]
    query = select(*wanted).where(source.c.change >= since).order_by(source.c.seq)
    return [row for row in connection.execute(query).all() if row.change in counted]


def _records(
    connection: Connection, counted: Collection[int], stored: _Stored[T]
) -> list[tuple[int, T]]:
    rows = _rows(connection, counted, stored.table)
    if not rows:
        return []
    _seq, numbers, *columns = zip(*rows, strict=True)
    return list(zip(numbers, stored.kept.read(columns), strict=True))


def _facts(connection: Connection, *, retired: bool = False) -> Facts:
    counted = _counted(connection)
    rows = partial(_rows, connection, counted)
    listed = rows(_TABLE_ROW)
    cells = keeping.decode([row.cells for row in listed])
    return holding(
        features=_records(connection, counted, _FEATURE),
        statements=_records(connection, counted, _STATEMENT),
        fixes=_records(connection, counted, _FIX),
        documents=_records(connection, counted, _DOCUMENT),
        retired=() if retired else [(row.change, row.feature) for row in rows(_RETIRED)],
        rows=zip((row.name for row in listed), cells, strict=True),
        words={row.key: row.value for row in rows(_SETTING)},
        founded=_founded(connection),
    )


def _check_relied(connection: Connection, history: History, number: int) -> None:
    """Refuse an undoing just appended that took away what others rely on; not what was so before.

    Args:
        connection: within the transaction.
        history: as it was before.
        number: of the change that was undone.

    """
    if torn := _bereft(connection, _counted(connection)):
        counted = {change.number for change in history.changes.values() if change.counts}
        if torn := torn - _bereft(connection, counted):
            raise bereaved(history, number, max(torn))


def _bereft(connection: Connection, counted: Collection[int]) -> set[int]:
    """Return those of the changes that speak of a document or feature none of them brought."""
    rows = partial(_rows, connection, counted)
    lists = rows(_TABLE_ROW, "change", "name", "cells")
    documents = {row.id for row in rows(_DOCUMENT.table, "change", "id")}
    features = {row.id for row in rows(_FEATURE.table, "change", "id")}
    # What a document only counts has statements, and is no feature.
    texts = [row.cells for row in lists if row.name == "counted"]
    features.update(row["id"] for row in keeping.decode(texts))
    said = rows(_STATEMENT.table, "change", "feature", "document")
    spoken = (*said, *rows(_FIX.table, "change", "feature"))
    torn = {row.change for row in said if row.document not in documents}
    return torn | {row.change for row in spoken if row.feature not in features}


def _names(connection: Connection) -> dict[str, str]:
    columns = _FEATURE.table.c
    rows = connection.execute(select(columns.id, columns.name).order_by(columns.seq))
    return dict(rows.all())


def _founded(connection: Connection) -> date:
    first = connection.execute(select(func.min(_MIGRATION.c.at))).scalar_one()
    return datetime.fromisoformat(first).astimezone(clock.CHINA).date()


def _head(connection: Connection) -> int:
    return connection.execute(select(func.max(_CHANGE.c.number))).scalar() or 0


def _append(connection: Connection, batch: Batch, operator: str) -> int:
    number = _head(connection) + 1
    at = clock.now().isoformat()
    about = (number, batch.kind.value, batch.words, operator, at, batch.from_scratch)
    _insert(connection, _CHANGE, [about])
    for into, rows in _written(batch):
        _insert(connection, into, [(number, *row) for row in rows])
    return number


def _insert(connection: Connection, into: TableClause, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows with the cells of all columns but the place in the file, in their order."""
    if not rows:
        return
    names = [one.name for one in into.columns if one.name != "seq"]
    # SQLAlchemy's way takes a dict for each row, and three times as long.
    statement = insert(into).compile(connection, column_keys=names)
    connection.exec_driver_sql(str(statement), list(rows))


def _written(batch: Batch) -> Iterator[tuple[TableClause, Iterable[tuple[Any, ...]]]]:
    yield _DOCUMENT.table, _DOCUMENT.kept.write(batch.documents)
    yield _FEATURE.table, _FEATURE.kept.write(batch.features)
    yield _STATEMENT.table, _STATEMENT.kept.write(batch.statements)
    yield _FIX.table, _FIX.kept.write(batch.fixes)
    if batch.ledger:
        yield _LEDGER.table, _LEDGER.kept.write([batch.ledger])
        yield _LEDGER_ROW.table, _LEDGER_ROW.kept.write(batch.ledger.rows)
    yield _RETIRED, ((key,) for key in batch.retired)
    yield _UNDONE, ((number,) for number in batch.undone)
    tables = batch.tables.items()
    yield _TABLE_ROW, ((name, keeping.encode(row)) for name, rows in tables for row in rows)
    yield _SETTING, batch.settings.items()
    yield _HEADING, batch.headings.items()


def _check_operator(operator: str) -> None:
    if not operator.strip():
        raise InputError("请先写明操作人姓名")


def _check_ids(connection: Connection, batch: Batch) -> None:
    """Refuse ids that are taken: the batch was made for an older head."""
    if batch.from_scratch:
        return
    counted = _counted(connection)
    for into, records in (
        (_DOCUMENT.table, batch.documents),
        (_STATEMENT.table, batch.statements),
        (_FIX.table, batch.fixes),
    ):
        wanted = {record.id for record in records}
        rows = connection.execute(select(into.c.change, into.c.id)) if wanted else ()
        if used := [row.id for row in rows if row.change in counted and row.id in wanted]:
            raise taken(used)


def _check_file(connection: Connection, path: Path) -> None:
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != _OURS:
        raise store_error(path, "NOTADB")
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise damaged(path)


def _foreign(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_RECORD_BYTES)
    for pragma in _FOREIGN_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _check_foreign(connection: sqlite3.Connection) -> None:
    """Refuse what is no workspace of ours; until the schema is known, nothing else is asked."""
    if connection.execute("PRAGMA application_id").fetchone() != (_OURS,):
        raise FileError(f"不是本软件的工作区；{_DOWNLOAD}")
    schema = set(connection.execute(_SCHEMA))
    if schema not in _versions():
        raise _unknown_schema(connection, schema)
    for check in ("integrity_check(1)", "foreign_key_check"):
        if connection.execute(f"PRAGMA {check}").fetchall() not in ([], [("ok",)]):
            raise FileError(f"文件已损坏，或没有拷贝完；{_DOWNLOAD}")
    for kind, name, *_ in schema:
        if kind == "table":
            _check_cells(connection, name)
    _check_links(connection)


def _versions() -> list[set[tuple[Any, ...]]]:
    """Return the schema of every version there was, oldest first."""
    found, engine = [], create_engine("sqlite://", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(_MIGRATION_TABLE.format(""))
        for migrate in MIGRATIONS.values():
            migrate(connection)
            found.append({tuple(row) for row in connection.exec_driver_sql(_SCHEMA)})
    return found


def _unknown_schema(connection: sqlite3.Connection, schema: set[tuple[Any, ...]]) -> FileError:
    """Tell a newer version from a file that holds what no version of ours made."""
    ours = set().union(*_versions())
    if ("table", "migration", "migration", _MIGRATION_TABLE.format("")) in schema:
        done = {name for (name,) in connection.execute("SELECT name FROM migration LIMIT 1000")}
        if unknown := done - MIGRATIONS.keys():
            newest = max(map(str, unknown))
            return FileError(f"是更新版本的软件建立的（{newest}）；请先升级本软件再打开")
    strange = sorted(f"{kind} {name}" for kind, name, *_ in schema - ours)
    told = f"多出或改动了 {'、'.join(strange[:3])}" if strange else "缺少应有的表"
    return FileError(f"结构被改动过，不能安全地打开：{told}；{_DOWNLOAD}")


def _check_cells(connection: sqlite3.Connection, name: str) -> None:
    """Refuse cells that are not of their column's type: SQLite keeps anything anywhere."""
    wrong, long = [], []
    for _, key, kind, required, _, in_key in connection.execute(f"PRAGMA table_info({name})"):
        known = f"'{_STORED_AS[kind]}'" if required or in_key else f"'{_STORED_AS[kind]}', 'null'"
        wrong.append(f"typeof({key}) NOT IN ({known})")
        long.append(f"length(CAST({key} AS BLOB)) > {_MAX_CELL_BYTES[kind]}")
    query = f"SELECT count(*), total({' OR '.join(wrong)}), total({' OR '.join(long)}) FROM {name}"
    count, strange, too_long = connection.execute(query).fetchone()
    if strange:
        raise FileError(f"表 {name} 有 {strange:.0f} 行的内容类型不对，被别的程序改过；{_DOWNLOAD}")
    if too_long:
        raise _too_long(_MEGABYTE)
    if count > _MAX_ROWS:
        raise FileError(f"表 {name} 有 {count} 行，最多 {_MAX_ROWS} 行，不能打开")


def _too_long(most: int) -> FileError:
    return FileError(f"有一处内容超过 {most // _MEGABYTE} MB，不能打开；{_DOWNLOAD}")


def _check_links(connection: sqlite3.Connection) -> None:
    """Refuse changes that are not as ours follow each other, and records of none of them."""
    _check_numbers(connection)
    for name in _OF_CHANGES:
        lost = f"SELECT 1 FROM {name} WHERE change NOT IN ({_NUMBERS}) LIMIT 1"
        if connection.execute(lost).fetchone():
            raise FileError(f"表 {name} 有不属于任何一次改动的内容，被别的程序改过；{_DOWNLOAD}")
    for odd in _ODD_CHANGES:
        if connection.execute(f"{odd} LIMIT 1").fetchone():
            raise FileError(f"改动记录前后不接，被别的程序改过；{_DOWNLOAD}")


def _check_numbers(connection: sqlite3.Connection) -> None:
    """Refuse too many changes, and numbers that do not run from 1 without a gap."""
    query = "SELECT count(*), min(number), max(number) FROM change"
    count, first, last = connection.execute(query).fetchone()
    if count > _MAX_CHANGES:
        raise FileError(
            f"有 {count} 次改动，最多 {_MAX_CHANGES} 次；"
            "确实要用，请管理员核对来源后放进工作区文件夹"
        )
    if count and (first, last) != (1, count):
        raise FileError(f"改动的编号不连续，被别的程序改过；{_DOWNLOAD}")


def _check_records(connection: Connection) -> None:
    """Read everything there is, counting or not, and what holds now."""
    for at in (_MIGRATION.c.at, _CHANGE.c.at):
        admission.check_moments(connection.execute(select(at)).scalars())
    admission.check_changes(_history(connection).changes.values())
    for stored in (_DOCUMENT, _FEATURE, _STATEMENT, _FIX, _LEDGER, _LEDGER_ROW):
        for rows in _portions(connection.execute(select(stored.table))):
            _seq, _change, *columns = zip(*rows, strict=True)
            admission.check_records(stored.kept.read(columns))
    for rows in _portions(connection.execute(select(_TABLE_ROW))):
        cells = keeping.decode([row.cells for row in rows])
        admission.check_rows(zip((row.name for row in rows), cells, strict=True))
    for row in connection.execute(select(_SETTING)):
        settings.checked(row.key, row.value, "")
    headings = connection.execute(select(_HEADING.c.heading, _HEADING.c.field))
    admission.check_headings((row.heading, row.field) for row in headings)
    admission.check_facts(_facts(connection, retired=True))


def _portions(rows: Iterable[Row[Any]]) -> Iterator[list[Row[Any]]]:
    """Give rows a few at a time, few enough to be decoded at once."""
    portion: list[Row[Any]] = []
    size = 0
    for row in rows:
        portion.append(row)
        size += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
        if size > _PORTION_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


@contextmanager
def _sound() -> Iterator[None]:
    """Tell of what a file from elsewhere stumbles over as that file's fault."""
    try:
        yield
    except FileError:
        raise
    except sqlite3.DataError as error:
        raise _too_long(_MAX_RECORD_BYTES) from error
    except InputError as error:
        raise FileError(f"有不合约定的内容（{error}）；{_DOWNLOAD}") from error
    except (StoreError, SQLAlchemyError, sqlite3.Error, *_UNREADABLE) as error:
        raise FileError(f"文件已损坏，或没有拷贝完；{_DOWNLOAD}") from error


def _outstanding(connection: Connection, path: Path) -> list[str]:
    done = set(connection.execute(select(_MIGRATION.c.name)).scalars())
    if unknown := done - MIGRATIONS.keys():
        raise StoreError(
            f"工作区“{path.name}”是更新版本的软件建立的（{'、'.join(sorted(unknown))}），"
            "没有改动它；请用新版本打开"
        )
    return [name for name in MIGRATIONS if name not in done]


def _upgrade(workspace: Workspace) -> None:
    backup = workspace.backup()
    try:
        _migrate(workspace)
    # Whatever a migration stumbles over, the user needs to hear that nothing was lost.
    except Exception as error:
        raise StoreError(
            f"工作区“{workspace.path.name}”升级没有成功，内容仍是原样，"
            f"备份在 {BACKUPS}/{backup.name}。请先用原来版本的软件打开，"
            f"并报告：{error.__cause__ or error}"
        ) from error


def _migrate(workspace: Workspace) -> None:
    """Run what is outstanding, with its record, in one transaction."""
    with workspace._writing() as connection:
        connection.exec_driver_sql(_MIGRATION_TABLE.format("IF NOT EXISTS "))
        for name in _outstanding(connection, workspace.path):
            MIGRATIONS[name](connection)
            record = {"name": name, "at": clock.now().isoformat()}
            connection.execute(insert(_MIGRATION), record)


def _engine(path: Path) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=partial(_connect, path),
        # Nothing stays open between two calls: Windows can then move the file.
        poolclass=NullPool,
    )

    # The driver would begin a transaction only before the first INSERT; it is told to begin none
    # (isolation_level None in _connect), and each is begun here, as SQLAlchemy's notes on
    # pysqlite advise.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _connect(path: Path) -> sqlite3.Connection:
    # SQLite would make an empty database where there is none.
    if not path.is_file():
        raise _gone(path)
    connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _gone(path: Path) -> StoreError:
    return StoreError(f"找不到工作区“{path.name}”：可能已移走或改名，请重新选择")


@contextmanager
def _unwritten(path: Path) -> Iterator[None]:
    """Let those who write end, and nobody begin; what is no database has no writers."""
    if not path.is_file():
        raise _gone(path)
    with closing(sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname not in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
                raise
        if os.name == "nt":
            # Windows moves no file that is open, not even our own.
            connection.close()
        yield


@contextmanager
def _made(path: Path) -> Iterator[Path]:
    """Give a file to build a workspace in; it gets its name when the block ends well."""
    with _told(path), new_file(path) as building:
        yield building


def _copy(source: Path, to: Path) -> None:
    with closing(_connect(source)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the file system or SQLite says into what happened and what to do, in Chinese."""
    try:
        yield
    except PlateMapError:
        raise
    except UnicodeEncodeError as error:
        raise InputError("文字里有无法保存的残缺字符，请删去后再存") from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        name = getattr(cause, "sqlite_errorname", "")
        # It was renamed while somebody waited for their turn to write.
        if name == "SQLITE_READONLY_DBMOVED":
            raise _gone(path) from error
        raise store_error(path, name, str(cause)) from error
    except OSError as error:
        raise os_error(path, error) from error


@contextmanager
def _legible(path: Path) -> Iterator[None]:
    """Tell that the file is damaged where a record in it makes no sense."""
    try:
        yield
    except PlateMapError:
        raise
    except _UNREADABLE as error:
        raise damaged(path) from error
