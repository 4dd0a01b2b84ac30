"""How records are kept in tables: for each field, what its column holds.

Whole columns go in and out at once, because a ledger brings tens of thousands of records.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar, get_type_hints

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model import Amount, Basis, Coded, Measure, Period
from geo.store import wkb

Column = Sequence[Any]
# Chinese stays readable to whoever opens the file with another tool.
encode = json.JSONEncoder(ensure_ascii=False).encode
T = TypeVar("T")


def decode(texts: Sequence[str | None]) -> list[Any]:
    """Read a column of JSON texts; None where there is none.

    Raises:
        ValueError: a text is no JSON.

    """
    # As one list: a call for each text would take three times as long.
    joined = ",".join("null" if text is None else text for text in texts)
    return list(json.loads(f"[{joined}]"))


def _as_is(values: Column) -> Column:
    return values


@dataclass(frozen=True)
class Form:
    """How a field is kept: the way of a column of values into the table, and out of it."""

    write: Callable[[Column], Iterable[Any]] = _as_is
    read: Callable[[Column], Iterable[Any]] = _as_is


def _json(write: Callable[[Any], Any], read: Callable[[Any], Any]) -> Form:
    """Make the form of values kept as JSON; `write` gives None for those kept as nothing."""

    def written(values: Column) -> Iterable[str | None]:
        plain = map(write, values)
        return (None if value is None else encode(value) for value in plain)

    return Form(written, lambda texts: map(read, decode(texts)))


def _pairs(kept: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, kept))


def _keep_period(period: Period | None) -> dict[str, str | None] | None:
    if period is None:
        return None
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in vars(period).items()}


def _read_period(kept: dict[str, Any] | None) -> Period | None:
    if kept is None:
        return None
    ends = {key: kept[key] and date.fromisoformat(kept[key]) for key in ("start", "end")}
    return Period(**{**kept, **ends})


def _keep_amounts(amounts: Mapping[Measure, Amount]) -> dict[str, Any]:
    return {str(measure): vars(amount) for measure, amount in amounts.items()}


def _read_amounts(kept: dict[str, Any]) -> dict[Measure, Amount]:
    return {
        Measure(key): Amount(**{**amount, "certainty": Basis(amount["certainty"])})
        for key, amount in kept.items()
    }


def _read_places(cells: Column) -> Column:
    for cell in cells:
        wkb.check(cell)
    found: Column = shapely.from_wkb(cells)
    return found


# By the type of the field; the others are kept as they are. Geometry is WKB in WGS-84.
_FORMS: dict[object, Form] = {
    date: Form(partial(map, date.isoformat), partial(map, date.fromisoformat)),
    BaseGeometry: Form(shapely.to_wkb, _read_places),
    tuple[str, ...]: _json(tuple, tuple),
    tuple[tuple[str, str], ...]: _json(tuple, _pairs),
    Period | None: _json(_keep_period, _read_period),
    Mapping[Measure, Amount]: _json(_keep_amounts, _read_amounts),
    Mapping[str, str]: _json(dict, dict),
}


def _form(kind: object) -> Form:
    if isinstance(kind, type) and issubclass(kind, Coded):
        by_code = {str(member): member for member in kind}
        return Form(partial(map, str), partial(map, by_code.__getitem__))
    return _FORMS.get(kind, Form())


@dataclass(frozen=True)
class Kept(Generic[T]):
    """A kind of record, and the form of each of its fields, in the order of the columns."""

    record: type[T]
    forms: Mapping[str, Form]

    def write(self, records: Sequence[T]) -> Iterator[tuple[Any, ...]]:
        """Give each record as the cells of its row."""
        fields = self.forms.items()
        return zip(
            *(form.write([getattr(r, key) for r in records]) for key, form in fields), strict=True
        )

    def read(self, columns: Sequence[Column]) -> Iterator[T]:
        """Make the records of columns, in the order of the fields, of the cells `write` gave.

        Raises:
            ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError,
                ShapelyError: a cell holds what `write` never gives.

        """
        fields = zip(self.forms.values(), columns, strict=True)
        values = zip(*(form.read(column) for form, column in fields), strict=True)
        return (self.record(**dict(zip(self.forms, row, strict=True))) for row in values)


def kept(record: type[T], *, without: str = "") -> Kept[T]:
    """Tell how a kind of record is kept; `without` names a field that has a table of its own."""
    hints = get_type_hints(record).items()
    return Kept(record, {key: _form(hint) for key, hint in hints if key != without})
