"""Records of a workspace from elsewhere: what each must be before the pages rely on it.

`geo.store` has seen to it that a text column holds texts. What is kept as JSON or WKB inside them,
and what names something else, is looked at here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, get_type_hints

import shapely
from shapely.geometry.base import BaseGeometry

from geo import cells, seeds
from geo.batch import LedgerRecord, LedgerRow
from geo.crs import Datum, to_wgs84
from geo.errors import InputError
from geo.model import Amount, Document, Facts, Feature, Fix, Kind, Measure, Period, Statement
from geo.outline.polygons import MAX_VERTICES

_MAX_ACCURACY_M = 1_000_000
_MAX_NAMED = 60


def check_records(records: Iterable[Any]) -> None:
    """Refuse records a field of which is not what its type says.

    Raises:
        InputError: with the kind of record, its id and the field.

    """
    for record in records:
        for key, holds in _CHECKS[type(record)]:
            if not holds(getattr(record, key)):
                raise InputError(f"{_named(record)}的 {key} 不对")


def check_rows(rows: Iterable[tuple[str, object]]) -> None:
    """Refuse rows of lists that do not exist, or that lack a column of theirs.

    Raises:
        InputError: with the name of the list.

    """
    for name, row in rows:
        known = name in seeds.TABLES and _is_words(row)
        if not known or not set(seeds.COLUMNS[name].split()) <= set(row):  # type: ignore[call-overload]
            raise InputError(f"表“{name[:_MAX_NAMED]}”有一行缺列或不是文字")
        _check_period(name, row)  # type: ignore[arg-type]


def check_facts(facts: Facts) -> None:
    """Refuse facts that name plates or documents that are not there.

    Raises:
        InputError: with the first such id.

    """
    plates = {feature.id for feature in facts.features if feature.kind is Kind.PLATE}
    documents = {document.id for document in facts.documents}
    for feature in facts.features:
        if feature.plate and feature.plate not in plates:
            raise InputError(f"{_named(feature)}所属的板块不存在")
    for said in facts.statements:
        if said.document not in documents:
            raise InputError(f"{_named(said)}的文件不存在")


def _check_period(name: str, row: Mapping[str, str]) -> None:
    if "start" not in row:
        return
    try:
        cells.period(dict(row))
    except ValueError as error:
        raise InputError(f"表“{name}”：{error}") from error


def _named(record: object) -> str:
    key = str(getattr(record, "id", ""))[:_MAX_NAMED]
    return f"{type(record).__name__} {key}".strip()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: Iterable[object]) -> bool:
    return all(map(_is_text, value))


def _is_pairs(value: Iterable[tuple[object, ...]]) -> bool:
    return all(len(pair) == len(("heading", "text")) and _is_texts(pair) for pair in value)


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and _is_texts(value.keys()) and _is_texts(value.values())


def _is_period(value: Period | None) -> bool:
    return value is None or (
        all(end is None or isinstance(end, date) for end in (value.start, value.end))
        and _is_texts((value.start_text, value.end_text, value.words))
    )


def _is_amounts(value: Mapping[Measure, Amount]) -> bool:
    return all(
        _is_texts((amount.words, amount.unit, amount.note))
        and _is_quantity(amount.value)
        and _is_quantity(amount.upper)
        for amount in value.values()
    )


def _is_quantity(value: object) -> bool:
    return value is None or (type(value) in (int, float) and math.isfinite(value))  # type: ignore[arg-type]


def _is_accuracy(value: object) -> bool:
    return isinstance(value, int) and 0 <= value <= _MAX_ACCURACY_M


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


# By the type of the field; plain texts and codes have been looked at when they were read.
_BY_TYPE: dict[object, Callable[[Any], bool]] = {
    tuple[str, ...]: _is_texts,
    tuple[tuple[str, str], ...]: _is_pairs,
    Mapping[str, str]: _is_words,
    Mapping[Measure, Amount]: _is_amounts,
    Period | None: _is_period,
    BaseGeometry: _is_place,
}
_BY_NAME: dict[str, Callable[[Any], bool]] = {"id": _is_identifier, "accuracy_m": _is_accuracy}


def _checks(record: type) -> tuple[tuple[str, Callable[[Any], bool]], ...]:
    hints = get_type_hints(record).items()
    found = ((key, _BY_NAME.get(key) or _BY_TYPE.get(hint)) for key, hint in hints)
    return tuple((key, holds) for key, holds in found if holds)


_CHECKS = {
    kind: _checks(kind) for kind in (Document, Feature, Statement, Fix, LedgerRecord, LedgerRow)
}
