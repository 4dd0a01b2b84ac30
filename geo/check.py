"""Checks a facts folder beyond single cells: ids, references, dates, places, reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from geo.catalogue import Catalogue, catalogue
from geo.measures import buffer_m
from geo.model import Certainty, Facts, Kind

# Kerbs, wide expressways and the simplified edge: nearer than this counts as inside.
_EDGE_TOLERANCE_M = 50
_OUTSIDE_MARK = "区界外"


def breaches(facts: Facts) -> list[str]:
    """List every breach of the contract in seeds/README.md, in Chinese."""
    checks = (_unique_ids, _references, _date_order, _inside, _reasons)
    return [breach for check in checks for breach in check(facts)]


def totals(facts: Facts) -> list[tuple[str, int]]:
    """Count what the folder holds: features by kind, located or not, statements, tables."""
    whole = catalogue(facts)
    counts = whole.counts
    kinds = Counter(feature.kind for feature in facts.features)
    return [
        ("要素", len(facts.features)),
        *((f"　{kind.word}", kinds[kind]) for kind in Kind),
        ("图上", counts.located),
        *(
            (f"　{grade.word}", _graded(whole, grade))
            for grade in Certainty
            if grade is not Certainty.NONE
        ),
        ("未定位", counts.unlocated),
        ("陈述", len(facts.statements)),
        ("位置", len(facts.fixes)),
        *((_TABLE_WORDS[name], len(rows)) for name, rows in facts.tables.items()),
    ]


_TABLE_WORDS = {
    "sections": "文件章节",
    "sources": "资料来源",
    "counted": "只计数的条目",
    "programmes": "行动与口号",
    "targets": "目标",
    "aliases": "板块别名",
}


def _graded(whole: Catalogue, grade: Certainty) -> int:
    return int((whole.frame["location_certainty"] == grade.value).sum())


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


def _references(facts: Facts) -> Iterator[str]:
    plates = {f.id for f in facts.features if f.kind is Kind.PLATE}
    features = {f.id for f in facts.features}
    counted = {row["id"] for row in facts.tables["counted"]}
    sections = {(row["document"], row["section"]) for row in facts.tables["sections"]}
    sources = {row["id"] for row in facts.tables["sources"]}
    for feature in facts.features:
        yield from _missing("features.csv", feature.id, "plate", feature.plate, plates)
    for name in ("counted", "programmes", "targets", "aliases"):
        for row in facts.tables[name]:
            yield from _missing(f"{name}.csv", row["id"], "plate", row["plate"], plates)
    for said in facts.statements:
        yield from _missing("statements.csv", said.id, "feature", said.feature, features | counted)
        for section in said.section.split(" | "):
            if (said.document, section) not in sections:
                yield f"statements.csv {said.id}：section“{section}”不在 sections.csv 中"
    for fix in facts.fixes:
        yield from _missing("fixes.csv", fix.id, "feature", fix.feature, features)
        for source in fix.source.split(" | "):
            yield from _missing("fixes.csv", fix.id, "source", source, sources)


def _missing(
    file: str, key: str, column: str, value: str | None, known: Iterable[str]
) -> Iterator[str]:
    if value and value not in known:
        yield f"{file} {key}：{column} 列的“{value}”不存在"


def _date_order(facts: Facts) -> Iterator[str]:
    for document in facts.documents:
        if document.stated_from > document.stated_to:
            yield f"documents.csv {document.id}：stated_from 晚于 stated_to"
    for said in facts.statements:
        period = said.period
        if period and period.start and period.end and period.start > period.end:
            yield f"statements.csv {said.id}：开始日期晚于完成日期"


def _inside(facts: Facts) -> Iterator[str]:
    district = buffer_m(facts.base.district, _EDGE_TOLERANCE_M)
    for fix in facts.fixes:
        if not district.intersects(fix.geometry) and _OUTSIDE_MARK not in fix.basis:
            yield f"fixes.csv {fix.id}：位置在区界外，basis 列须以“{_OUTSIDE_MARK}”说明"


def _reasons(facts: Facts) -> Iterator[str]:
    placed = {fix.feature for fix in facts.fixes}
    for feature in facts.features:
        unexplained = feature.id not in placed and not feature.unlocated_reason
        if unexplained and feature.kind is not Kind.PLATE:
            yield f"features.csv {feature.id}：没有位置，也没有 unlocated_reason"
