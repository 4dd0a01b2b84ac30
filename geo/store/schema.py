"""The tables of a workspace's file, from the first version on."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

# "PLMP" in the header of the file: tells a workspace from any other SQLite database.
OURS = 0x504C4D50
MIGRATION_TABLE = "CREATE TABLE {}migration (name TEXT PRIMARY KEY, at TEXT NOT NULL)"

# Every table but `change` begins with its place in the file and the change it came with.
FIRST_TABLES = {
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


def _first(connection: Connection) -> None:
    """Make the tables as they were in the first version; never edited, only followed."""
    connection.exec_driver_sql(f"PRAGMA application_id = {OURS}")
    for name, columns in FIRST_TABLES.items():
        own = "" if name == "change" else "seq INTEGER PRIMARY KEY, change INTEGER NOT NULL, "
        connection.exec_driver_sql(f"CREATE TABLE {name} ({own}{columns})")
        if own:
            connection.exec_driver_sql(f"CREATE INDEX {name}_change ON {name} (change)")
    for name in (*FIRST_TABLES, "migration"):
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name}"
                " BEGIN SELECT RAISE(ABORT, 'only appended to'); END"
            )


# In the order they run. A migration that has been released is never changed or removed.
MIGRATIONS: dict[str, Callable[[Connection], None]] = {"2026-11-first": _first}
