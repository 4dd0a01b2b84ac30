"""Proves that a database from elsewhere is a workspace our own software made.

Only the file itself is looked at, through a connection that reads; what its records say is looked
at by `geo.store.admission`.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine

from geo.errors import FileError
from geo.store.schema import FIRST_TABLES, MIGRATION_TABLE, MIGRATIONS, OURS

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
_STORED_AS = {"TEXT": "text", "INTEGER": "integer", "BLOB": "blob"}
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master"
DOWNLOAD = "请对方在“工作区”页点“下载”，重新取一份"

_OF_CHANGES = tuple(name for name in FIRST_TABLES if name != "change")
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


def open_foreign(path: Path) -> sqlite3.Connection:
    """Open a database nobody vouches for, to read only."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_RECORD_BYTES)
    for pragma in _FOREIGN_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def prove(connection: sqlite3.Connection) -> None:
    """Refuse what is no workspace of ours; until the schema is known, nothing else is asked.

    Raises:
        FileError: what is wrong with it and what to do.
        sqlite3.Error: it is damaged.

    """
    if connection.execute("PRAGMA application_id").fetchone() != (OURS,):
        raise FileError(f"不是本软件的工作区；{DOWNLOAD}")
    schema = set(connection.execute(_SCHEMA))
    if schema not in _versions():
        raise _unknown_schema(connection, schema)
    for check in ("integrity_check(1)", "foreign_key_check"):
        if connection.execute(f"PRAGMA {check}").fetchall() not in ([], [("ok",)]):
            raise FileError(f"文件已损坏，或没有拷贝完；{DOWNLOAD}")
    for kind, name, *_ in schema:
        if kind == "table":
            _check_cells(connection, name)
    _check_links(connection)


def _versions() -> list[set[tuple[Any, ...]]]:
    """Return the schema of every version there was, oldest first."""
    found, engine = [], create_engine("sqlite://", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(MIGRATION_TABLE.format(""))
        for migrate in MIGRATIONS.values():
            migrate(connection)
            found.append({tuple(row) for row in connection.exec_driver_sql(_SCHEMA)})
    return found


def _unknown_schema(connection: sqlite3.Connection, schema: set[tuple[Any, ...]]) -> FileError:
    """Tell a newer version from a file that holds what no version of ours made."""
    ours = set().union(*_versions())
    if ("table", "migration", "migration", MIGRATION_TABLE.format("")) in schema:
        done = {name for (name,) in connection.execute("SELECT name FROM migration LIMIT 1000")}
        if unknown := done - MIGRATIONS.keys():
            newest = max(map(str, unknown))
            return FileError(f"是更新版本的软件建立的（{newest}）；请先升级本软件再打开")
    strange = sorted(f"{kind} {name}" for kind, name, *_ in schema - ours)
    told = f"多出或改动了 {'、'.join(strange[:3])}" if strange else "缺少应有的表"
    return FileError(f"结构被改动过，不能安全地打开：{told}；{DOWNLOAD}")


def _check_cells(connection: sqlite3.Connection, name: str) -> None:
    """Refuse cells that are not of their column's type: SQLite keeps anything anywhere."""
    wrong, long = [], []
    for _, key, kind, required, _, in_key in connection.execute(f"PRAGMA table_info({name})"):
        known = f"'{_STORED_AS[kind]}'" if required or in_key else f"'{_STORED_AS[kind]}', 'null'"
        wrong.append(f"typeof({key}) NOT IN ({known})")
        long.append(f"length(CAST({key} AS BLOB)) > {_MAX_CELL_BYTES[kind]}")
    query = f"SELECT count(*), total({' OR '.join(wrong)}), total({' OR '.join(long)}) FROM {name}"
    count, strange, over = connection.execute(query).fetchone()
    if strange:
        raise FileError(f"表 {name} 有 {strange:.0f} 行的内容类型不对，被别的程序改过；{DOWNLOAD}")
    if over:
        raise too_long(_MEGABYTE)
    if count > _MAX_ROWS:
        raise FileError(f"表 {name} 有 {count} 行，最多 {_MAX_ROWS} 行，不能打开")


def too_long(most: int | None = None) -> FileError:
    """Make the error that tells of a cell of more than so many bytes, or more than any may have."""
    most = most or _MAX_RECORD_BYTES
    return FileError(f"有一处内容超过 {most // _MEGABYTE} MB，不能打开；{DOWNLOAD}")


def _check_links(connection: sqlite3.Connection) -> None:
    """Refuse changes that are not as ours follow each other, and records of none of them."""
    _check_numbers(connection)
    for name in _OF_CHANGES:
        lost = f"SELECT 1 FROM {name} WHERE change NOT IN ({_NUMBERS}) LIMIT 1"
        if connection.execute(lost).fetchone():
            raise FileError(f"表 {name} 有不属于任何一次改动的内容，被别的程序改过；{DOWNLOAD}")
    for odd in _ODD_CHANGES:
        if connection.execute(f"{odd} LIMIT 1").fetchone():
            raise FileError(f"改动记录前后不接，被别的程序改过；{DOWNLOAD}")


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
        raise FileError(f"改动的编号不连续，被别的程序改过；{DOWNLOAD}")
