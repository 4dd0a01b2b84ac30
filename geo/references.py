"""Checks that the records of a facts folder name each other rightly; nothing works without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from geo.cells import SEPARATOR
from geo.filters import NO_PLATE
from geo.model import Facts, Feature, Kind, Provider


def breaches(facts: Facts) -> Iterator[str]:
    """Tell duplicate ids, names that lead nowhere, and plates that are none."""
    yield from _unique_ids(facts)
    yield from _plates(facts)
    yield from _statements(facts)
    yield from _fixes(facts)


def _unique_ids(facts: Facts) -> Iterator[str]:
    named: dict[str, list[str]] = {
        "documents.csv": [d.id for d in facts.documents],
        "features.csv 与 counted.csv": [f.id for f in facts.features]
        + [row["id"] for row in facts.tables["counted"]],
        "statements.csv": [s.id for s in facts.statements],
        "fixes.csv": [f.id for f in facts.fixes],
        **{
            f"{name}.csv": [row["id"] for row in facts.tables[name]]
            for name in ("sources", "programmes", "targets", "aliases")
        },
    }
    for name, ids in named.items():
        for key, times in Counter(ids).items():
            if times > 1:
                yield f"{name}：编号 {key} 重复 {times} 次"


def _plates(facts: Facts) -> Iterator[str]:
    plates = {f.id for f in facts.features if f.kind is Kind.PLATE}
    if NO_PLATE in plates:
        yield f"features.csv：编号 {NO_PLATE} 留给未分板块，板块不能用"
    for feature in facts.features:
        yield from _own_plate(feature)
        yield from _missing("features.csv", feature.id, "plate", feature.plate, plates)
    for name in ("counted", "programmes", "targets", "aliases"):
        for row in facts.tables[name]:
            yield from _missing(f"{name}.csv", row["id"], "plate", row["plate"], plates)


def _own_plate(feature: Feature) -> Iterator[str]:
    if feature.kind is Kind.PLATE and feature.plate != feature.id:
        yield f"features.csv {feature.id}：板块的 plate 列应为自己的编号"


def _statements(facts: Facts) -> Iterator[str]:
    known = {f.id for f in facts.features} | {row["id"] for row in facts.tables["counted"]}
    sections = {(row["document"], row["section"]) for row in facts.tables["sections"]}
    for said in facts.statements:
        yield from _missing("statements.csv", said.id, "feature", said.feature, known)
        for section in said.section.split(SEPARATOR):
            if (said.document, section) not in sections:
                yield f"statements.csv {said.id}：section“{section}”不在 sections.csv 中"


def _fixes(facts: Facts) -> Iterator[str]:
    features = {f.id for f in facts.features}
    # What a ledger gave is its own source; so is who answered an address, or set a place by hand.
    documents = {document.id for document in facts.documents}
    sources = {row["id"] for row in facts.tables["sources"]}.union(documents, Provider)
    for fix in facts.fixes:
        yield from _missing("fixes.csv", fix.id, "feature", fix.feature, features)
        for source in fix.source.split(SEPARATOR):
            yield from _missing("fixes.csv", fix.id, "source", source, sources)


def _missing(
    file: str, key: str, column: str, value: str | None, known: Iterable[str]
) -> Iterator[str]:
    if value and value not in known:
        yield f"{file} {key}：{column} 列的“{value}”不存在"
