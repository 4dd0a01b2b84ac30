"""What holds: the facts put together from the records of all changes that count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Protocol, TypeVar

from geo import seeds, settings
from geo.model import BaseMap, Document, Facts, Feature, Fix, Role, Row, Statement

T = TypeVar("T", bound="_Identified")
# Records with the number of the change they came with, in the order they were written.
Numbered = Iterable[tuple[int, T]]


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def holding(
    *,
    features: Numbered[Feature],
    statements: Numbered[Statement],
    fixes: Numbered[Fix],
    documents: Numbered[Document],
    retired: Iterable[tuple[int, str]],
    rows: Iterable[tuple[str, Row]],
    words: Mapping[str, str],
    founded: date,
) -> Facts:
    """Put together what holds, over the bundled base map.

    Args:
        features: with those below, of every counting change.
        statements: see features.
        fixes: see features.
        documents: see features.
        retired: ids taken off the map; a later version of the feature brings it back.
        rows: of the lists that never become features, with the name of the list.
        words: around the map, by key.
        founded: the day the workspace was made.

    """
    newest = _newest(features)
    gone = {k for number, k in retired if k not in newest or newest[k][0] <= number}
    base, names = bundled()
    listed = list(rows)
    return Facts(
        features=tuple(feature for key, (_, feature) in newest.items() if key not in gone),
        statements=tuple(s for _, s in _newest(statements).values() if s.feature not in gone),
        fixes=tuple(
            fix
            for _, fix in _newest(fixes).values()
            if fix.feature not in gone and fix.role is not Role.WITHDRAWN
        ),
        documents=tuple(document for _, document in _newest(documents).values()),
        base=base,
        tables={name: tuple(row for n, row in listed if n == name) for name in names},
        settings=settings.Settings(**{"title": f"{base.district_name}重点项目一张图", **words}),
        founded=founded,
    )


@cache
def bundled() -> tuple[BaseMap, tuple[str, ...]]:
    """Return the base map every workspace lies on, and the names of the lists it may hold."""
    return seeds.read().base, seeds.TABLES


def _newest(records: Numbered[T]) -> dict[str, tuple[int, T]]:
    # A later version takes the value but not the place of the first one.
    return {found[1].id: found for found in records}
