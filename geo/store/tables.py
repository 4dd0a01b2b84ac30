"""What SQLAlchemy is told of the tables, and which kind of record each keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import TableClause, column, table

from geo.batch import LedgerRecord, LedgerRow
from geo.model import Document, Feature, Fix, Statement
from geo.store.keeping import Kept, kept

T = TypeVar("T")


@dataclass(frozen=True)
class Stored(Generic[T]):
    """A kind of record, and the table it is kept in."""

    table: TableClause
    kept: Kept[T]


def _table(name: str, *columns: str) -> TableClause:
    return table(name, *map(column, ("seq", "change", *columns)))


def _stored(name: str, kind: Kept[T]) -> Stored[T]:
    return Stored(_table(name, *kind.forms), kind)


DOCUMENT, FEATURE = _stored("document", kept(Document)), _stored("feature", kept(Feature))
STATEMENT, FIX = _stored("statement", kept(Statement)), _stored("fix", kept(Fix))
LEDGER = _stored("ledger", kept(LedgerRecord, without="rows"))
LEDGER_ROW = _stored("ledger_row", kept(LedgerRow))
CHANGE = table(
    "change", *map(column, ("number", "kind", "words", "operator", "at", "from_scratch"))
)
RETIRED, UNDONE = _table("retired", "feature"), _table("undone", "number")
TABLE_ROW = _table("table_row", "name", "cells")
SETTING, HEADING = _table("setting", "key", "value"), _table("heading", "heading", "field")
MIGRATION = table("migration", column("name"), column("at"))
