"""Takes over a workspace's file from elsewhere: hostile until it is proven sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import SQLAlchemyError

from geo import settings
from geo.batch import Batch, ChangeKind
from geo.errors import FileError, InputError, StoreError
from geo.store import admission, keeping, reading
from geo.store.appending import check_operator
from geo.store.file import UNREADABLE, WorkspaceFile, made
from geo.store.migrating import migrate
from geo.store.proving import DOWNLOAD, open_foreign, prove, too_long
from geo.store.tables import (
    CHANGE,
    DOCUMENT,
    FEATURE,
    FIX,
    HEADING,
    LEDGER,
    LEDGER_ROW,
    MIGRATION,
    SETTING,
    STATEMENT,
    TABLE_ROW,
)
from geo.store.workspace import Workspace, open_workspace

# What is decoded at once from elsewhere: JSON of empty lists takes twenty times its length.
_PORTION_BYTES = 256 * 1024


def adopt(
    source: Path,
    to: Path,
    *,
    operator: str,
    origin: str,
    check_headings: Callable[[Iterable[tuple[str, str]]], None],
) -> Workspace:
    """Take over a workspace from elsewhere under a path that is free, and open it.

    The source is only read. It must be, word for word, a schema our migrations make, so nothing
    of its own can run; then its content is copied into a new file, brought up to date there and
    read whole. That it was taken over, by whom, is the newest change.

    Args:
        source: an absolute path; nobody else may write to the file meanwhile.
        to: where it is to be.
        operator: who takes it over.
        origin: where it comes from, in Chinese, for the history.
        check_headings: refuses, with an InputError, headings and the fields they were taken for.

    Raises:
        FileError: it is no workspace, damaged, made by a newer version, or was tampered with.
        InputError: something is at that path already, or no operator.
        StoreError: the folder cannot be written to.

    """
    check_operator(operator)
    with made(to) as building, Workspace(file := WorkspaceFile(to, building)) as copy:
        with closing(open_foreign(source)) as foreign:
            with _sound():
                prove(foreign)
            # A new file takes over rows alone: no free pages, no odd pointers between pages.
            foreign.execute("VACUUM INTO ?", (str(building),))
        with _sound():
            migrate(file)
            with file.transaction("BEGIN") as connection:
                _check_records(connection)
                check_headings(_headings(connection))
        copy.write(Batch(kind=ChangeKind.COPY, words=origin), operator=operator)
    return open_workspace(to)


def _check_records(connection: Connection) -> None:
    """Read everything there is, counting or not, and what holds now."""
    for at in (MIGRATION.c.at, CHANGE.c.at):
        admission.check_moments(connection.execute(select(at)).scalars())
    admission.check_changes(reading.history(connection).changes.values())
    for stored in (DOCUMENT, FEATURE, STATEMENT, FIX, LEDGER, LEDGER_ROW):
        for rows in _portions(connection.execute(select(stored.table))):
            _seq, _change, *columns = zip(*rows, strict=True)
            admission.check_records(stored.kept.read(columns))
    for rows in _portions(connection.execute(select(TABLE_ROW))):
        cells = keeping.decode([row.cells for row in rows])
        admission.check_rows(zip((row.name for row in rows), cells, strict=True))
    for row in connection.execute(select(SETTING)):
        settings.checked(row.key, row.value, "")
    admission.check_facts(reading.facts(connection, retired=True))


def _headings(connection: Connection) -> Iterator[tuple[str, str]]:
    rows = connection.execute(select(HEADING.c.heading, HEADING.c.field))
    return ((row.heading, row.field) for row in rows)


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
        raise too_long() from error
    except InputError as error:
        raise FileError(f"有不合约定的内容（{error}）；{DOWNLOAD}") from error
    except (StoreError, SQLAlchemyError, sqlite3.Error, *UNREADABLE) as error:
        raise FileError(f"文件已损坏，或没有拷贝完；{DOWNLOAD}") from error
