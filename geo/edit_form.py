"""The form of the edit page: what it asks for, filled with what holds, and read back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geo import cells, clock
from geo.errors import InputError
from geo.model import Amount, Facts, Feature, Kind, Measure, Period, Row, Statement, Status
from geo.texts import plain
from geo.timeline import step_at

_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")
# Measures a form has a field for: field → measure and unit.
MEASURES = {"total": (Measure.TOTAL, "万元"), "progress": (Measure.PROGRESS, "%")}
WORDS = {
    "kind": "类别",
    "name": "名称",
    "code": "项目代码",
    "plate": "板块",
    "category": "项目类型",
    "unit": "责任单位",
    "address": "地址",
    "note": "备注",
    "status": "状态",
    "start": "开始时间",
    "end": "完成时间",
    "period_words": "时限说明",
    "total": "总投资",
    "progress": "进度",
}
OF_FEATURE = ("kind", "name", "code", "plate", "category", "address", "note")
PERIOD = ("start", "end", "period_words")


@dataclass(frozen=True, kw_only=True)
class ProjectForm:
    """What the edit page asks for, as typed.

    `plate` is the id of a plate; `start` and `end` are ISO dates of any precision (2026,
    2026-08, 2026-08-31); `total` is in 万元 and `progress` in per cent; `evidence` says where
    the news comes from and `day` when it was stated.
    """

    kind: Kind = Kind.PROJECT
    name: str = ""
    code: str = ""
    plate: str | None = None
    category: str = ""
    unit: str = ""
    address: str = ""
    note: str = ""
    status: Status = Status.UNKNOWN
    start: str = ""
    end: str = ""
    period_words: str = ""
    total: str = ""
    progress: str = ""
    evidence: str = ""
    day: date | None = None


def form_of(facts: Facts, feature_id: str) -> ProjectForm:
    """Return a form filled with what holds of a feature today; evidence and day are left open.

    Raises:
        InputError: there is no such feature.

    """
    feature = feature_of(facts, feature_id)
    said = said_of(facts, feature_id)
    step = step_at(said, clock.today())
    period = step.period or Period(start=None, end=None)
    amounts = {measure: amount for s in said for measure, amount in s.amounts.items()}
    own: dict[str, Any] = {key: getattr(feature, key) for key in OF_FEATURE}
    stated = {key: _shown(amounts[m]) for key, (m, _) in MEASURES.items() if m in amounts}
    return ProjectForm(
        **{**own, **stated},
        unit=step.unit,
        status=step.status,
        start=period.start_text,
        end=period.end_text,
        period_words=period.words,
    )


def cleaned(form: ProjectForm) -> ProjectForm:
    """Return the form without outer spaces and without what no file can carry."""
    typed = vars(form).items()
    # The codes are texts too, but they stay members of their vocabulary.
    texts: dict[str, Any] = {k: plain(text).strip() for k, text in typed if type(text) is str}
    return replace(form, **texts)


def changes(form: ProjectForm, before: ProjectForm) -> frozenset[str]:
    """Return the fields that differ; evidence and day are none of them."""
    return frozenset(key for key in WORDS if getattr(form, key) != getattr(before, key))


def feature_of(facts: Facts, feature_id: str) -> Feature:
    """Return a feature.

    Raises:
        InputError: there is no such feature.

    """
    found = next((f for f in facts.features if f.id == feature_id), None)
    if found is None:
        raise InputError("没有这一项，可能已经撤下；请刷新后重新选择")
    return found


def said_of(facts: Facts, feature_id: str) -> list[Statement]:
    """Return what was said of a feature, in the order in which it holds."""
    said = (s for s in facts.statements if s.feature == feature_id)
    return sorted(said, key=lambda s: (s.stated_to, s.stated_from))


def period_of(form: ProjectForm) -> Period | None:
    """Return the period of a form whose dates can be read."""
    row: Row = {key: getattr(form, key) for key in PERIOD}
    return cells.period(row)


def number(text: str) -> float | None:
    """Read an amount as people type it (full width, 1,200.5, 35%); None when it is no number."""
    bare = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("%").strip()
    return float(bare) if _NUMBER.fullmatch(bare) else None


def _shown(amount: Amount) -> str:
    """Write an amount in the unit of the form; one that is no single number stays words.

    The words of a ledger may be in another unit: 1.6 of a column in 亿元 is 16000 here.
    """
    is_typed_here = number(amount.words) == amount.value
    if amount.value is None or amount.upper is not None or is_typed_here:
        return amount.words
    return f"{amount.value:.6f}".rstrip("0").rstrip(".")
