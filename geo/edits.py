"""Edits by hand: what a person adds, changes or takes off the map, with evidence and date.

Pure functions: facts and the head they were read at go in, a batch for that head comes out.
A statement says only what the evidence changes; what it leaves alone stays in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from geo import clock
from geo.batch import Batch, ChangeKind
from geo.edit_checks import check, evidence_faults, faults, order_faults
from geo.edit_form import (
    MEASURES,
    OF_FEATURE,
    PERIOD,
    WORDS,
    ProjectForm,
    changes,
    cleaned,
    feature_of,
    form_of,
    number,
    period_of,
)
from geo.errors import InputError
from geo.model import (
    Amount,
    Basis,
    Coded,
    Document,
    Facts,
    Feature,
    Kind,
    Measure,
    Row,
    Statement,
    Status,
)

__all__ = ["NO_PLACE", "ProjectForm", "add", "edit", "form_of", "retire"]

NO_PLACE = "手工录入，未写位置"
# So much of a text stands in the history.
_LONG = 30


def add(facts: Facts, head: int, form: ProjectForm) -> Batch:
    """Make the batch that adds a feature.

    Raises:
        ContractError: everything in the form that cannot be used, in Chinese.

    """
    form = cleaned(form)
    check(faults(facts, form, ProjectForm(), own=None))
    key = f"P{head + 1}-1"
    feature = _version(
        Feature(
            id=key,
            kind=form.kind,
            name=form.name,
            aliases=(),
            plate=None,
            plate_basis=Basis.NONE,
            plate_reason="",
            category="",
            unit_note="",
            unlocated_reason=NO_PLACE,
            address="",
            note="",
        ),
        form,
    )
    said = _statement(head, key, form, changes(form, ProjectForm()))
    return replace(
        _batch(ChangeKind.ADD, form.name, head, form), features=(feature,), statements=(said,)
    )


def edit(facts: Facts, head: int, feature_id: str, form: ProjectForm) -> Batch:
    """Make the batch that changes a feature: a new version, a new statement, or both.

    Raises:
        InputError: there is no such feature, or nothing has been changed.
        ContractError: everything in the form that cannot be used, in Chinese.

    """
    form, before = cleaned(form), form_of(facts, feature_id)
    feature = feature_of(facts, feature_id)
    if form.kind is Kind.PLATE:
        # A plate lies in itself.
        form = replace(form, plate=before.plate)
    changed = changes(form, before)
    if not changed:
        raise InputError("没有改动：各项与现在的一样，不用保存")
    restated = changed.difference(OF_FEATURE)
    found = [*faults(facts, form, before, own=feature)]
    check([*found, *order_faults(facts, form, feature)] if restated else found)
    names = {f.id: f.name for f in facts.features if f.kind is Kind.PLATE}
    words = "；".join(_differs(key, before, form, names) for key in WORDS if key in changed)
    batch = _batch(ChangeKind.EDIT, f"{before.name}：{words}", head, form)
    if changed.intersection(OF_FEATURE):
        batch = replace(batch, features=(_version(feature, form),))
    if restated:
        batch = replace(batch, statements=(_statement(head, feature_id, form, changed),))
    return batch


def retire(facts: Facts, head: int, feature_id: str, evidence: str, day: date | None) -> Batch:
    """Make the batch that takes a feature off the map; its history is kept.

    Raises:
        InputError: there is no such feature.
        ContractError: evidence or day cannot be used, or features lie in the plate, in Chinese.

    """
    feature = feature_of(facts, feature_id)
    form = cleaned(ProjectForm(evidence=evidence, day=day))
    members = [f for f in facts.features if f.plate == feature_id != f.id]
    found = list(evidence_faults(form))
    if members:
        found.append(f"板块“{feature.name}”里还有 {len(members)} 项，请先改它们的板块再撤下")
    check(found)
    batch = _batch(ChangeKind.RETIRE, feature.name, head, form)
    return replace(batch, retired=(feature_id,))


def _differs(key: str, before: ProjectForm, form: ProjectForm, names: Mapping[str, str]) -> str:
    old, new = (_said(getattr(one, key), names) for one in (before, form))
    return f"{WORDS[key]} {old} → {new}"


def _said(value: object, names: Mapping[str, str]) -> str:
    text = value.word if isinstance(value, Coded) else str(value or "")
    text = names.get(text, text)
    return (text if len(text) <= _LONG else f"{text[:_LONG]}…") or "（空）"


def _version(feature: Feature, form: ProjectForm) -> Feature:
    plate = feature.id if form.kind is Kind.PLATE else form.plate
    version = replace(feature, **{**{k: getattr(form, k) for k in OF_FEATURE}, "plate": plate})
    if plate == feature.plate:
        return version
    basis, reason = (Basis.EXPLICIT, "手工指定") if plate else (Basis.NONE, "")
    return replace(version, plate_basis=basis, plate_reason=reason)


def _statement(head: int, feature_id: str, form: ProjectForm, changed: frozenset[str]) -> Statement:
    period = period_of(form) if changed.intersection(PERIOD) else None
    unit = form.unit if "unit" in changed else ""
    day = form.day or clock.today()
    return Statement(
        id=f"S-{head + 1}-1",
        feature=feature_id,
        document=f"E{head + 1}",
        section=f"E{head + 1}-1",
        lines="",
        status=form.status if "status" in changed else Status.UNKNOWN,
        status_words=form.status.word if "status" in changed else "",
        period=period,
        period_words=form.period_words if changed.intersection(PERIOD) else "",
        unit=unit,
        unit_basis=Basis.EXPLICIT if unit else Basis.NONE,
        certainty=Basis.EXPLICIT,
        stated_from=day,
        stated_to=day,
        amounts=dict(_amounts(form, changed)),
    )


def _amounts(form: ProjectForm, changed: frozenset[str]) -> Iterator[tuple[Measure, Amount]]:
    for key, (measure, unit) in MEASURES.items():
        words = getattr(form, key)
        if key in changed and words:
            yield measure, Amount(words=words, value=number(words), unit=unit)


def _batch(kind: ChangeKind, words: str, head: int, form: ProjectForm) -> Batch:
    """Make the batch with its document; the evidence is the document's title."""
    key, day = f"E{head + 1}", form.day or clock.today()
    section: Row = {"document": key, "section": f"{key}-1", "title": f"手工{kind.word}"}
    return Batch(
        kind=kind,
        words=f"{words}。依据：{form.evidence}（{day.isoformat()}）",
        documents=(Document(id=key, title=form.evidence, stated_from=day, stated_to=day),),
        tables={"sections": (section,)},
    )
