"""Reads what a workspace's file holds: its history, what counts, and what holds now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, TableClause, func, select

from geo import clock
from geo.batch import Change, ChangeKind
from geo.model import Document, Facts
from geo.store import keeping
from geo.store.history import History, counting
from geo.store.holding import holding
from geo.store.tables import (
    CHANGE,
    DOCUMENT,
    FEATURE,
    FIX,
    LEDGER,
    MIGRATION,
    RETIRED,
    SETTING,
    STATEMENT,
    TABLE_ROW,
    UNDONE,
    Stored,
    T,
)


def history(connection: Connection) -> History:
    """Return every change, and how they undo each other."""
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


def counted_changes(connection: Connection) -> set[int]:
    """Return the numbers of the changes that count."""
    undoes, afresh, rows = _links(connection)
    return counting((row.number for row in rows), undoes, afresh)


def _links(
    connection: Connection,
) -> tuple[dict[int, tuple[int, ...]], frozenset[int], list[Row[Any]]]:
    """Return what each change undoes, which start afresh, and all changes, oldest first."""
    rows = list(connection.execute(select(CHANGE).order_by(CHANGE.c.number)))
    undoes: dict[int, list[int]] = defaultdict(list)
    for row in connection.execute(select(UNDONE.c.change, UNDONE.c.number)):
        undoes[row.change].append(row.number)
    afresh = frozenset(row.number for row in rows if row.from_scratch)
    return {change: tuple(numbers) for change, numbers in undoes.items()}, afresh, rows


def _touched(
    connection: Connection, undoes: Mapping[int, Iterable[int]]
) -> dict[int, tuple[str, ...]]:
    """For each change, the features it speaks of, in order; an undoing those of what it undoes."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for source, key in (
        (FEATURE.table, "id"),
        (STATEMENT.table, "feature"),
        (FIX.table, "feature"),
        (RETIRED, "feature"),
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


def rows_of(
    connection: Connection, counted: Collection[int], source: TableClause, *keys: str
) -> list[Row[Any]]:
    """Rows that came with counting changes, in the order they were written; `keys` for a few cells.

    One of the keys must be `change`.
    """
    since = min(counted, default=0)
    wanted: list[Any] = [source.c[key] for key in keys] or [source]
    query = select(*wanted).where(source.c.change >= since).order_by(source.c.seq)
    return [row for row in connection.execute(query).all() if row.change in counted]


def records_of(
    connection: Connection, counted: Collection[int], stored: Stored[T]
) -> list[tuple[int, T]]:
    """Return records that came with counting changes, each with its change, oldest first."""
    rows = rows_of(connection, counted, stored.table)
    if not rows:
        return []
    _seq, numbers, *columns = zip(*rows, strict=True)
    return list(zip(numbers, stored.kept.read(columns), strict=True))


def facts(connection: Connection, *, retired: bool = False) -> Facts:
    """Return what holds now; with what was taken off the map if asked."""
    return next(states(connection, [None], retired=retired))


def states(
    connection: Connection, numbers: Iterable[int | None], *, retired: bool = False
) -> Iterator[Facts]:
    """Return what the changes that count made up to each of some numbers, None for all of them.

    The records are read once, however many states are asked for.
    """
    counted = counted_changes(connection)
    rows = partial(rows_of, connection, counted)
    features = records_of(connection, counted, FEATURE)
    statements = records_of(connection, counted, STATEMENT)
    fixes = records_of(connection, counted, FIX)
    documents = records_of(connection, counted, DOCUMENT)
    gone = [] if retired else [(row.change, row.feature) for row in rows(RETIRED)]
    listed = rows(TABLE_ROW)
    cells = keeping.decode([row.cells for row in listed])
    lists = [(row.change, (row.name, cell)) for row, cell in zip(listed, cells, strict=True)]
    words = [(row.change, (row.key, row.value)) for row in rows(SETTING)]
    founded = _founded(connection)
    for number in numbers:
        yield holding(
            features=_until(features, number),
            statements=_until(statements, number),
            fixes=_until(fixes, number),
            documents=_until(documents, number),
            retired=_until(gone, number),
            rows=(row for _, row in _until(lists, number)),
            words=dict(word for _, word in _until(words, number)),
            founded=founded,
        )


def _until(records: list[tuple[int, Any]], number: int | None) -> list[tuple[int, Any]]:
    return records if number is None else [one for one in records if one[0] <= number]


def imports(connection: Connection) -> list[tuple[int, Document]]:
    """Return the changes that imported a ledger and count, oldest first, with its document."""
    counted = counted_changes(connection)
    numbers = {row.change for row in rows_of(connection, counted, LEDGER.table, "change")}
    return [one for one in records_of(connection, counted, DOCUMENT) if one[0] in numbers]


def bereft(connection: Connection, counted: Collection[int]) -> set[int]:
    """Return those of the changes that speak of a document or feature none of them brought."""
    rows = partial(rows_of, connection, counted)
    lists = rows(TABLE_ROW, "change", "name", "cells")
    documents = {row.id for row in rows(DOCUMENT.table, "change", "id")}
    features = {row.id for row in rows(FEATURE.table, "change", "id")}
    # What a document only counts has statements, and is no feature.
    texts = [row.cells for row in lists if row.name == "counted"]
    features.update(row["id"] for row in keeping.decode(texts))
    said = rows(STATEMENT.table, "change", "feature", "document")
    spoken = (*said, *rows(FIX.table, "change", "feature"))
    torn = {row.change for row in said if row.document not in documents}
    return torn | {row.change for row in spoken if row.feature not in features}


def names(connection: Connection) -> dict[str, str]:
    """Return what every feature was last called, by id."""
    columns = FEATURE.table.c
    rows = connection.execute(select(columns.id, columns.name).order_by(columns.seq))
    return dict(rows.all())


def _founded(connection: Connection) -> date:
    first = connection.execute(select(func.min(MIGRATION.c.at))).scalar_one()
    return datetime.fromisoformat(first).astimezone(clock.CHINA).date()


def head(connection: Connection) -> int:
    """Return the number of the newest change; 0 when there is none."""
    return connection.execute(select(func.max(CHANGE.c.number))).scalar() or 0
