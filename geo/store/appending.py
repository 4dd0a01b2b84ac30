"""Appends a batch to a workspace's file as a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, TableClause, insert, select

from geo import clock
from geo.batch import Batch
from geo.errors import InputError
from geo.model import Role
from geo.store import keeping, reading
from geo.store.history import History, bereaved, taken
from geo.store.tables import (
    CHANGE,
    DOCUMENT,
    FEATURE,
    FIX,
    HEADING,
    LEDGER,
    LEDGER_ROW,
    RETIRED,
    SETTING,
    STATEMENT,
    TABLE_ROW,
    UNDONE,
)


def append(connection: Connection, batch: Batch, operator: str) -> int:
    """Write the records of a batch and return the number of their change."""
    number = reading.head(connection) + 1
    at = clock.now().isoformat()
    about = (number, batch.kind.value, batch.words, operator, at, batch.from_scratch)
    _insert(connection, CHANGE, [about])
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
    yield DOCUMENT.table, DOCUMENT.kept.write(batch.documents)
    yield FEATURE.table, FEATURE.kept.write(batch.features)
    yield STATEMENT.table, STATEMENT.kept.write(batch.statements)
    yield FIX.table, FIX.kept.write(batch.fixes)
    if batch.ledger:
        yield LEDGER.table, LEDGER.kept.write([batch.ledger])
        yield LEDGER_ROW.table, LEDGER_ROW.kept.write(batch.ledger.rows)
    yield RETIRED, ((key,) for key in batch.retired)
    yield UNDONE, ((number,) for number in batch.undone)
    tables = batch.tables.items()
    yield TABLE_ROW, ((name, keeping.encode(row)) for name, rows in tables for row in rows)
    yield SETTING, batch.settings.items()
    yield HEADING, batch.headings.items()


def check_operator(operator: str) -> None:
    """Refuse to write for nobody."""
    if not operator.strip():
        raise InputError("请先写明操作人姓名")


def check_ids(connection: Connection, batch: Batch) -> None:
    """Refuse ids that are taken: the batch was made for an older head."""
    if batch.from_scratch:
        return
    counted = reading.counted_changes(connection)
    # A fix that is withdrawn is written once more under its own id.
    placing = [fix for fix in batch.fixes if fix.role is not Role.WITHDRAWN]
    for into, records in (
        (DOCUMENT.table, batch.documents),
        (STATEMENT.table, batch.statements),
        (FIX.table, placing),
    ):
        wanted = {record.id for record in records}
        rows = connection.execute(select(into.c.change, into.c.id)) if wanted else ()
        if used := [row.id for row in rows if row.change in counted and row.id in wanted]:
            raise taken(used)


def check_relied(connection: Connection, history: History, number: int) -> None:
    """Refuse an undoing just appended that took away what others rely on; not what was so before.

    Args:
        connection: within the transaction.
        history: as it was before.
        number: of the change that was undone.

    """
    if torn := reading.bereft(connection, reading.counted_changes(connection)):
        counted = {change.number for change in history.changes.values() if change.counts}
        if torn := torn - reading.bereft(connection, counted):
            raise bereaved(history, number, max(torn))
