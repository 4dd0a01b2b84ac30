"""Records of a workspace from elsewhere: what each must be before the pages rely on it.

`geo.store.proving` has seen to it that a text column holds texts. What is kept as JSON or WKB
inside them, and what names something else, is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from geo import seeds
from geo.batch import Change
from geo.errors import InputError
from geo.model import Facts, Fix, Kind, Statement
from geo.store.field_checks import CHECKS, is_day, is_name, is_words

_MAX_NAMED = 60


def check_records(records: Iterable[Any]) -> None:
    """Refuse records a field of which is not what its type says.

    Raises:
        InputError: with the kind of record, its id and the field.

    """
    for record in records:
        for key, holds in CHECKS[type(record)]:
            if not holds(getattr(record, key)):
                raise InputError(f"{_named(record)}的 {key} 不对")


def check_rows(rows: Iterable[tuple[str, object]]) -> None:
    """Refuse rows of lists that do not exist, or that lack a column of theirs.

    Raises:
        InputError: with the name of the list.

    """
    for name, row in rows:
        columns = seeds.COLUMNS[name].split() if name in seeds.TABLES else ()
        if not columns or not is_words(row) or not row.keys() >= set(columns):
            raise InputError(f"表“{name[:_MAX_NAMED]}”有一行缺列或不是文字")
        _check_row(name, row)


def check_changes(changes: Iterable[Change]) -> None:
    """Refuse changes nobody made.

    Raises:
        InputError: with the number of the change.

    """
    for change in changes:
        if not is_name(change.operator):
            raise InputError(f"第 {change.number} 次改动没有操作人")


def check_moments(texts: Iterable[str]) -> None:
    """Refuse moments that are none, lie in no time zone, or far from our time.

    Raises:
        InputError: with the text.

    """
    for text in texts:
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            at = datetime.min
        if at.tzinfo is None or not is_day(at.date()):
            raise InputError(f"时间“{text[:_MAX_NAMED]}”不对")


def check_facts(facts: Facts) -> None:
    """Refuse facts that name plates, documents or features that are not there.

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
    _check_spoken_of(facts)


def _check_spoken_of(facts: Facts) -> None:
    known = {feature.id for feature in facts.features}
    # What a document only counts has statements, and is no feature.
    counted = known.union(row["id"] for row in facts.tables["counted"])
    said = (one for one in facts.statements if one.feature not in counted)
    placed = (one for one in facts.fixes if one.feature not in known)
    if stray := next(chain[Statement | Fix](said, placed), None):
        raise InputError(f"{_named(stray)}所说的项目不存在")


def _check_row(name: str, row: Mapping[str, str]) -> None:
    try:
        seeds.checked_row(name, dict(row))
    except ValueError as error:
        raise InputError(f"表“{name}”：{error}") from error


def _named(record: object) -> str:
    key = str(getattr(record, "id", ""))[:_MAX_NAMED]
    return f"{type(record).__name__} {key}".strip()
