"""What keeps a form of the edit page from being written: every fault is told, not one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo import cells, clock
from geo.edit_form import MEASURES, WORDS, ProjectForm, number, period_of, said_of
from geo.errors import ContractError
from geo.model import Facts, Feature, Kind

_FULL = 100
# What has been stated stays in force until something else is stated in its place.
_NEVER_EMPTIED = ("unit", "start", "end", "total", "progress")


def check(faults: Iterable[str]) -> None:
    """Refuse a form with faults.

    Raises:
        ContractError: all faults, in Chinese.

    """
    if found := tuple(faults):
        raise ContractError(found)


def faults(
    facts: Facts, form: ProjectForm, before: ProjectForm, *, own: Feature | None
) -> Iterator[str]:
    """Tell what in a form cannot be used.

    Args:
        facts: what holds.
        form: as typed, cleaned.
        before: the form as it was offered.
        own: the feature that is changed; None when one is added.

    """
    if not form.name:
        yield "名称不能为空"
    yield from _twin_faults(facts, form, own)
    yield from _plate_faults(facts, form, own)
    yield from _period_faults(form)
    for key in _NEVER_EMPTIED:
        if getattr(before, key) and not getattr(form, key):
            yield f"{WORDS[key]}不能改成空：已有的说法“{getattr(before, key)}”仍然有效，请写新的"
    for key, (_, unit) in MEASURES.items():
        if getattr(form, key) != getattr(before, key):
            yield from _number_faults(WORDS[key], getattr(form, key), unit)
    yield from evidence_faults(form)


def _twin_faults(facts: Facts, form: ProjectForm, own: Feature | None) -> Iterator[str]:
    """Tell of another feature that could not be told apart from this one."""
    for other in facts.features:
        if own is not None and other.id == own.id:
            continue
        if form.code and other.code == form.code:
            yield f"项目代码“{form.code}”已属于“{other.name}”，请核对"
        same = (own is None or own.name != form.name) and other.name == form.name
        if same and other.kind is form.kind:
            yield f"已有同名的{form.kind.word}“{form.name}”：要改它请用修改，另有其事请在名称里区别"


def _plate_faults(facts: Facts, form: ProjectForm, own: Feature | None) -> Iterator[str]:
    if own is not None and (own.kind is Kind.PLATE) != (form.kind is Kind.PLATE):
        yield "板块与别的类别不能互改，请撤下后新增"
    plates = {f.id for f in facts.features if f.kind is Kind.PLATE}
    if form.kind is not Kind.PLATE and form.plate is not None and form.plate not in plates:
        yield "所选的板块已经没有了，请重新选择"


def _period_faults(form: ProjectForm) -> Iterator[str]:
    unread = [key for key in ("start", "end") if not _is_date(getattr(form, key))]
    for key in unread:
        yield (
            f"{WORDS[key]}“{getattr(form, key)}”不是日期：请写成 2026、2026-08 或 2026-08-31，"
            f"在 {cells.FIRST_DAY.year} 至 {cells.LAST_DAY.year} 年之间"
        )
    period = None if unread else period_of(form)
    if period and period.start and period.end and period.start > period.end:
        yield f"开始时间“{form.start}”晚于完成时间“{form.end}”，请核对"


def _is_date(text: str) -> bool:
    try:
        return not text or bool(cells.first_day(text, ""))
    except ValueError:
        return False


def _number_faults(word: str, text: str, unit: str) -> Iterator[str]:
    value = number(text)
    if text and value is None:
        yield f"{word}“{text}”不是数，请以{unit}为单位只写数字"
    if value is not None and unit == "%" and value > _FULL:
        yield f"{word}“{text}”超过 100%，请核对"


def evidence_faults(form: ProjectForm) -> Iterator[str]:
    """Tell what is missing of where the news comes from."""
    if not form.evidence:
        yield "依据不能为空：请写明从哪份文件、谁的通知得知"
    if form.day is None:
        yield "日期不能为空：请选依据上的日期"
    elif form.day > clock.today():
        yield f"日期 {form.day} 还没有到，今天是 {clock.today()}；请选依据上的日期"
    elif form.day < cells.FIRST_DAY:
        yield f"日期 {form.day} 早于 {cells.FIRST_DAY}，请核对"


def order_faults(facts: Facts, form: ProjectForm, own: Feature) -> Iterator[str]:
    """Refuse news older than what holds: it would change nothing, and nobody would know why."""
    newest = max((s.stated_to for s in said_of(facts, own.id)), default=cells.FIRST_DAY)
    if form.day is not None and form.day < newest:
        yield f"日期 {form.day} 早于已有的说法（{newest}），改了也不起作用；请核对依据的日期"
