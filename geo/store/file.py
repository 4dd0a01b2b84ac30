"""The file of a workspace: opened for a transaction at a time, made, copied and moved."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path

from shapely.errors import ShapelyError
from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from geo.errors import InputError, PlateMapError, StoreError
from geo.store.faults import WAIT_S, damaged, os_error, store_error
from geo.store.new_file import move_file, new_file

# A rollback journal, not a write-ahead log: between two writes the one file is the whole
# workspace, so it may be copied, mailed or put on a stick as it is. FULL waits for the disk
# before a write is reported done. A file from elsewhere may not run functions from its schema.
_PRAGMAS = ("journal_mode = DELETE", "synchronous = FULL", "trusted_schema = OFF")
# What a record that makes no sense may raise.
UNREADABLE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    ShapelyError,
)


class WorkspaceFile:
    """A workspace's file, held open only within a transaction: between two it may be moved."""

    def __init__(self, path: Path, at: Path | None = None) -> None:
        """Take the file at `path`, or at `at` as long as it is being built there."""
        self.path = path
        self._engine = _engine(at or path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Hold a view of the file that stays the same until the end of the block."""
        with legible(self.path), self.transaction("BEGIN") as connection:
            yield connection

    def writing(self) -> AbstractContextManager[Connection]:
        """All or nothing; taking the lock at once keeps two writers from waiting for each other."""
        return self.transaction("BEGIN IMMEDIATE")

    @contextmanager
    def transaction(self, begin: str) -> Iterator[Connection]:
        """Run a block within one transaction that begins as SQLite is told here."""
        with (
            told(self.path),
            self._engine.connect().execution_options(begin=begin) as connection,
            connection.begin(),
        ):
            yield connection


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


def move(path: Path, to: Path) -> None:
    """Give a workspace another path, once nobody writes to it; a damaged one is moved too.

    Whoever has it open finds it gone with their next step, and is told so.

    Raises:
        InputError: something is at that path already.
        StoreError: it is not there, another program holds it, or the folder cannot be written to.

    """
    try:
        with told(path), _unwritten(path):
            move_file(path, to)
    except StoreError as error:
        if not isinstance(error.__cause__, PermissionError):
            raise
        raise StoreError(
            f"工作区“{path.stem}”没有动：别的程序正打开着它的文件，或所在文件夹不能写入。"
            "请关掉打开它的程序（数据库工具、同步盘等），或稍等片刻，再试一次"
        ) from error


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
def made(path: Path) -> Iterator[Path]:
    """Give a file to build a workspace in; it gets its name when the block ends well."""
    with told(path), new_file(path) as building:
        yield building


def copy_into(source: Path, to: Path) -> None:
    """Copy a workspace's file as it stands between two writes."""
    with closing(_connect(source)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)


@contextmanager
def told(path: Path) -> Iterator[None]:
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
def legible(path: Path) -> Iterator[None]:
    """Tell that the file is damaged where a record in it makes no sense."""
    try:
        yield
    except PlateMapError:
        raise
    except UNREADABLE as error:
        raise damaged(path) from error
