"""Brings a workspace's file up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert, select

from geo import clock
from geo.errors import StoreError
from geo.store.faults import BACKUPS, damaged, store_error
from geo.store.file import WorkspaceFile
from geo.store.schema import MIGRATION_TABLE, MIGRATIONS, OURS
from geo.store.tables import MIGRATION


def outstanding(connection: Connection, path: Path) -> list[str]:
    """Return the names of the migrations still to run.

    Raises:
        StoreError: a newer version has run one that is not known here.

    """
    done = set(connection.execute(select(MIGRATION.c.name)).scalars())
    if unknown := done - MIGRATIONS.keys():
        raise StoreError(
            f"工作区“{path.name}”是更新版本的软件建立的（{'、'.join(sorted(unknown))}），"
            "没有改动它；请用新版本打开"
        )
    return [name for name in MIGRATIONS if name not in done]


def upgrade(file: WorkspaceFile, backup: Path) -> None:
    """Bring a file up to date of which there is a backup.

    Raises:
        StoreError: it did not work; the file is as it was.

    """
    try:
        migrate(file)
    # Whatever a migration stumbles over, the user needs to hear that nothing was lost.
    except Exception as error:
        raise StoreError(
            f"工作区“{file.path.name}”升级没有成功，内容仍是原样，"
            f"备份在 {BACKUPS}/{backup.name}。请先用原来版本的软件打开，"
            f"并报告：{error.__cause__ or error}"
        ) from error


def migrate(file: WorkspaceFile) -> None:
    """Run what is outstanding, with its record, in one transaction."""
    with file.writing() as connection:
        connection.exec_driver_sql(MIGRATION_TABLE.format("IF NOT EXISTS "))
        for name in outstanding(connection, file.path):
            MIGRATIONS[name](connection)
            record = {"name": name, "at": clock.now().isoformat()}
            connection.execute(insert(MIGRATION), record)


def check_file(connection: Connection, path: Path) -> None:
    """Refuse a file that is damaged or no workspace.

    Raises:
        StoreError: which of the two, and what to do.

    """
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != OURS:
        raise store_error(path, "NOTADB")
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise damaged(path)
