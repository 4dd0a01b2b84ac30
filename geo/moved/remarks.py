"""What of a ledger could not be compared as it stands: told beside a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from geo.ledger.entry import Gravity, Outcome
from geo.ledger.reconciling.matching import Likeness, folded
from geo.ledger.reconciling.plan import Plan, PlannedRow
from geo.model import Facts
from geo.moved.names import quoted_name

_NAMED = 5
_DUPLICATE = "duplicate"


def remarks(plan: Plan, which: str) -> tuple[str, ...]:
    """Tell of the rows not read, of those that are alike, and of those not read surely.

    Args:
        plan: of the ledger.
        which: 前一份 or 后一份; both may have one name.

    """
    return tuple(f"{which}{quoted_name(plan.file_name)}{text}" for text in _texts(plan))


def guessed(plan: Plan, facts: Facts) -> frozenset[str]:
    """Return the ids of features that rows continue by likeness alone, not by their code."""
    codes = {feature.id: folded(feature.code) for feature in facts.features}
    return frozenset(
        key
        for proposal in plan.proposals
        if proposal.likeness is Likeness.RENAMED
        for at, key in zip(proposal.rows, proposal.features, strict=True)
        if not codes[key] or folded(plan.rows[at].entry.code) != codes[key]
    )


def _texts(plan: Plan) -> Iterator[str]:
    if not plan.dating.is_stated:
        yield f"的日期按 {plan.dating.stated_to} 计（{plan.dating.words}）"
    if refused := [row for row in plan.rows if row.outcome is Outcome.REFUSED]:
        yield f"有 {len(refused)} 行没有读入，没有比较：{_where(refused)}"
    if alike := [row for row in plan.rows if _has(row, duplicate=True)]:
        yield f"有 {len(alike)} 行与前面的行同名或同代码，各算一项：{_where(alike)}"
    if unsure := [row for row in plan.rows if _has(row, duplicate=False)]:
        yield (
            f"有 {len(unsure)} 行有待核实的内容，按读出的比较：{_where(unsure)}；"
            "逐行的原因用 python -m geo import 加 --dry-run 查看"
        )
    for proposal in plan.proposals:
        if proposal.likeness is not Likeness.RENAMED:
            yield f"有{proposal.likeness.word}，按新增和未再列入计：{proposal.words}"


def _has(row: PlannedRow, *, duplicate: bool) -> bool:
    """Tell whether a row that was read is like another one, or something in it is doubtful."""
    if row.outcome is Outcome.REFUSED:
        return False
    if duplicate:
        return any(finding.code == _DUPLICATE for finding in row.entry.findings)
    return any(
        finding.gravity is Gravity.WARNING and finding.code != _DUPLICATE
        for finding in row.entry.findings
    )


def _where(rows: list[PlannedRow]) -> str:
    numbers: dict[str, list[str]] = defaultdict(list)
    for row in rows[:_NAMED]:
        numbers[row.entry.sheet].append(str(row.entry.row))
    told = [f"“{sheet}”第 {'、'.join(some)} 行" for sheet, some in numbers.items()]
    return "，".join(told) + ("等" if len(rows) > _NAMED else "")
