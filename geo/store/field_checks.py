"""What each field of a record from elsewhere must be: only what our own writing can make."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeGuard, get_type_hints

import shapely
from shapely.geometry.base import BaseGeometry

from geo import cells
from geo.batch import LedgerRecord, LedgerRow
from geo.crs import Datum, to_wgs84
from geo.ledger.entry import Outcome
from geo.model import Amount, Document, Feature, Fix, Measure, Period, Statement
from geo.outline.polygons import MAX_VERTICES

_DATUMS = frozenset(datum.value for datum in Datum)
_OUTCOMES = frozenset(outcome.value for outcome in Outcome)
_MAX_ACCURACY_M = 1_000_000
# Columns of a sheet, or names of a project: a hundred is a lot.
_MAX_ITEMS = 2_000
# The last row a spreadsheet can have; a CSV may have more, yet not so many.
_MAX_ROW = 10_000_000
# Beyond it a float is no whole number any more, and other programs read another one.
_MAX_WHOLE = 2**53


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: Collection[object]) -> bool:
    return len(value) <= _MAX_ITEMS and all(map(_is_text, value))


def _is_pairs(value: Collection[tuple[object, ...]]) -> bool:
    return len(value) <= _MAX_ITEMS and all(
        len(pair) == len(("heading", "text")) and _is_texts(pair) for pair in value
    )


def is_words(value: object) -> TypeGuard[dict[str, str]]:
    """Tell whether a value maps texts to texts, and not too many."""
    return isinstance(value, dict) and _is_texts(value.keys()) and _is_texts(value.values())


def is_day(value: object) -> bool:
    """Tell whether a value is a day between 1990 and 2099."""
    return isinstance(value, date) and cells.FIRST_DAY <= value <= cells.LAST_DAY


def _is_period(value: Period | None) -> bool:
    if value is None:
        return True
    ends = [end for end in (value.start, value.end) if end is not None]
    words = (value.start_text, value.end_text, value.words)
    return _is_texts(words) and all(map(is_day, ends)) and ends == sorted(ends)


def _is_amounts(value: Mapping[Measure, Amount]) -> bool:
    return all(
        _is_texts((amount.words, amount.unit, amount.note))
        and _is_quantity(amount.value)
        and _is_quantity(amount.upper)
        for amount in value.values()
    )


def _is_quantity(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or (type(value) is int and abs(value) <= _MAX_WHOLE)


def _is_accuracy(value: int) -> bool:
    return 0 <= value <= _MAX_ACCURACY_M


def _is_row(value: int) -> bool:
    return 1 <= value <= _MAX_ROW


def is_name(value: str) -> bool:
    """Tell whether a text says anything."""
    return bool(value.strip())


def _is_place(geometry: BaseGeometry | None) -> bool:
    if geometry is None or shapely.get_num_coordinates(geometry) > MAX_VERTICES:
        return False
    try:
        to_wgs84(cells.sound(geometry), Datum.WGS84)
    except ValueError:
        return False
    return True


def _is_identifier(value: str) -> bool:
    try:
        cells.identifier({"id": value})
    except ValueError:
        return False
    return True


# By the record and the field, else by the type of the field. Codes, and that a text is one, have
# been looked at when they were read.
_BY_FIELD: dict[tuple[type, str], Callable[[Any], bool]] = {
    (Document, "id"): _is_identifier,
    (Document, "title"): is_name,
    (Feature, "id"): _is_identifier,
    (Feature, "name"): is_name,
    (Statement, "id"): _is_identifier,
    (Fix, "id"): _is_identifier,
    (Fix, "accuracy_m"): _is_accuracy,
    (Fix, "datum"): _DATUMS.__contains__,
    # A ledger without coordinates has none.
    (LedgerRecord, "datum"): {"", *_DATUMS}.__contains__,
    (LedgerRow, "row"): _is_row,
    (LedgerRow, "outcome"): _OUTCOMES.__contains__,
}
_BY_TYPE: dict[object, Callable[[Any], bool]] = {
    date: is_day,
    tuple[str, ...]: _is_texts,
    tuple[tuple[str, str], ...]: _is_pairs,
    Mapping[str, str]: is_words,
    Mapping[Measure, Amount]: _is_amounts,
    Period | None: _is_period,
    BaseGeometry: _is_place,
}


def _checks(record: type) -> tuple[tuple[str, Callable[[Any], bool]], ...]:
    hints = get_type_hints(record).items()
    found = ((key, _BY_FIELD.get((record, key)) or _BY_TYPE.get(hint)) for key, hint in hints)
    return tuple((key, holds) for key, holds in found if holds)


# For each kind of record, its fields that are looked at, and how.
CHECKS = {
    kind: _checks(kind) for kind in (Document, Feature, Statement, Fix, LedgerRecord, LedgerRow)
}
