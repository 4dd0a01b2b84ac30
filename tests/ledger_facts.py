"""Facts as a ledger leaves them: codes, amounts that change, and columns carried along."""

from dataclasses import replace
from datetime import date
from itertools import cycle

import shapely

from geo.model import (
    Amount,
    Basis,
    Document,
    Fix,
    Measure,
    Method,
    Role,
    Statement,
    Status,
)

KEY = "PJ-07"
CODE = "2026-410103-48-01-000123"
DETAILS = (("形象进度", "主体封顶"), ("牵头领导", "张三"))
MONTHS = {
    "L1": (
        date(2026, 9, 30),
        {
            Measure.TOTAL: Amount(words="1.2亿元", value=12_000.0, unit="万元"),
            Measure.PROGRESS: Amount(words="0.5", value=50.0, unit="%"),
        },
    ),
    "L2": (
        date(2026, 10, 31),
        {
            Measure.PROGRESS: Amount(words="64%", value=64.0, unit="%"),
            Measure.ANNUAL_DONE: Amount(words="-35", value=-35.0, unit="万元"),
            Measure.ANNUAL_PLAN: Amount(
                words="2亿-3亿", value=20_000.0, upper=30_000.0, unit="万元"
            ),
            Measure.TOTAL_DONE: Amount(words="若干", value=None, unit="万元", note="不是数字"),
        },
    ),
}


def statement(document, day, amounts, feature=KEY):
    return Statement(
        id=f"S-{feature}-{document}", feature=feature, document=document, section="", lines="",
        status=Status.BUILDING, status_words="在建", period=None, period_words="", unit="",
        unit_basis=Basis.NONE, certainty=Basis.EXPLICIT, stated_from=day, stated_to=day,
        amounts=amounts,
    )  # fmt: skip


def with_ledger(facts):
    """Add two monthly ledgers that speak of one project."""
    ledgers = [
        Document(id=key, title=f"台账{key}", stated_from=day, stated_to=day)
        for key, (day, _) in MONTHS.items()
    ]
    said = [statement(key, day, amounts) for key, (day, amounts) in MONTHS.items()]
    features = [
        replace(f, code=CODE, details=DETAILS) if f.id == KEY else f for f in facts.features
    ]
    return replace(
        facts,
        features=tuple(features),
        documents=(*facts.documents, *ledgers),
        statements=(*facts.statements, *said),
    )


def spoilt(facts, attacks):
    """Write an attack into every code, heading, detail and amount."""
    words = cycle(attacks)
    day = max(d.stated_to for d in facts.documents)
    document = facts.documents[0].id
    features, said = [], []
    for feature in facts.features:
        amount = Amount(words=next(words), value=None, unit="万元", note=next(words))
        read = Amount(words=next(words), value=-1.5, unit="万元")
        said.append(
            statement(document, day, {Measure.TOTAL: amount, Measure.TOTAL_DONE: read}, feature.id)
        )
        details = ((next(words), next(words)), (next(words), ""))
        features.append(replace(feature, code=next(words), details=details))
    return replace(facts, features=tuple(features), statements=(*facts.statements, *said))


def empty(facts, founded=date(2026, 11, 26)):
    """Leave nothing but the base map, as in a new workspace."""
    return replace(
        facts, features=(), statements=(), fixes=(), documents=(), tables={}, founded=founded
    )


def with_outline(facts, plates):
    """Give plates an official outline, as an upload does."""
    ring = shapely.box(113.60, 34.70, 113.64, 34.74)
    fixes = [
        Fix(
            id=f"F-{key}-official", feature=key, role=Role.EXTENT, method=Method.OFFICIAL,
            accuracy_m=0, datum="wgs84", geometry=ring, address="", source="upload",
            source_date="2026-11-26", basis="上传的板块范围",
        )
        for key in plates
    ]  # fmt: skip
    return replace(facts, fixes=(*facts.fixes, *fixes))
