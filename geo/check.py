"""Checks a facts folder beyond cells and references: dates, places, roles, reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from geo.catalogue import Catalogue, catalogue
from geo.measures import buffer_m
from geo.model import Basis, Certainty, Facts, Kind, Role

# Kerbs, wide expressways and the simplified edge: nearer than this counts as inside.
_EDGE_TOLERANCE_M = 50
_OUTSIDE_MARK = "区界外"


def breaches(facts: Facts) -> list[str]:
    """List every breach of the contract in seeds/README.md, in Chinese."""
    checks = (_date_order, _inside, _reasons, _roles, _bases)
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
    "gazetteer": "补充地名",
}


def _graded(whole: Catalogue, grade: Certainty) -> int:
    return int((whole.frame["location_certainty"] == grade.value).sum())


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


def _roles(facts: Facts) -> Iterator[str]:
    plates = {f.id for f in facts.features if f.kind is Kind.PLATE}
    for fix in facts.fixes:
        if (fix.feature in plates) == (fix.role is Role.PLACE):
            yield f"fixes.csv {fix.id}：板块用 anchor 或 extent，其余用 place"


def _bases(facts: Facts) -> Iterator[str]:
    for feature in facts.features:
        if (feature.plate is None) != (feature.plate_basis is Basis.NONE):
            yield f"features.csv {feature.id}：plate_basis 与 plate 不一致"


def _reasons(facts: Facts) -> Iterator[str]:
    placed = {fix.feature for fix in facts.fixes}
    for feature in facts.features:
        unexplained = feature.id not in placed and not feature.unlocated_reason
        if unexplained and feature.kind is not Kind.PLATE:
            yield f"features.csv {feature.id}：没有位置，也没有 unlocated_reason"
        if feature.id in placed and feature.unlocated_reason:
            yield f"features.csv {feature.id}：已有位置，unlocated_reason 应为空"
    spoken_of = {said.feature for said in facts.statements}
    for feature in facts.features:
        if feature.id not in spoken_of:
            yield f"features.csv {feature.id}：statements.csv 中没有一行说到它"
