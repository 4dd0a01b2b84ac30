"""A plan in words: what the command line prints and the page says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from geo.ledger.entry import Outcome
from geo.ledger.reconciling.plan import Plan, PlannedRow
from geo.ledger.table import RowKind, Table

_NAME = 60
LEFT_OUT = {
    RowKind.TOTAL: "合计行",
    RowKind.GROUP: "分组行",
    RowKind.HEADING: "重复的表头",
    RowKind.NOTE: "说明行",
    RowKind.BLANK: "空行",
}


def lines(plan: Plan) -> Iterator[str]:
    """Write a plan line by line: rows first, the sums last, where people look."""
    for row in plan.rows:
        if row.outcome is Outcome.REFUSED or row.reason or row.changes:
            yield row_line(row)
    for table, line in plan.left_out:
        yield f"{table.grid.name} 第 {line.row} 行\t{LEFT_OUT[line.kind]}，未计入"
    for proposal in plan.proposals:
        yield f"{proposal.likeness.word}\t{proposal.words}"
    if plan.gone:
        yield f"上期有、本期没有 {len(plan.gone)} 项\t{'、'.join(f.name for f in plan.gone)}"
    yield from notes(plan)
    yield f"台账日期\t{plan.dating.stated_to.isoformat()}（{plan.dating.words}）"
    if plan.previous_datum and not plan.datum:
        yield f"坐标基准\t这次没有声明；上期声明的是 {plan.previous_datum}，相同就加 --datum"
    yield f"上期台账\t{plan.previous or '没有找到，不比较增减'}"
    yield sums(plan)
    yield compared(plan)


def row_line(row: PlannedRow) -> str:
    """Write a row: where it stands, its name, its outcome, why, and what has changed."""
    entry = row.entry
    said = "；".join(filter(None, (row.reason, *row.changes)))
    name = _one_line(entry.name) or "（没有名称）"
    return f"{entry.sheet} 第 {entry.row} 行\t{name}\t{row.outcome.word}\t{_one_line(said, None)}"


def _one_line(text: str, limit: int | None = _NAME) -> str:
    line = " ".join(text.split())
    return line if limit is None or len(line) <= limit else f"{line[:limit]}…"


def notes(plan: Plan) -> Iterator[str]:
    """Write what concerns the file: encoding, headings, sheets not read, rows left out."""
    yield from plan.notes
    for table in plan.tables:
        yield heading(table)
    for sheet in plan.skipped:
        hidden = "（隐藏）" if sheet.hidden else ""
        yield f"工作表“{sheet.sheet}”{hidden}未读，{sheet.rows} 行\t{sheet.reason}"
    left = Counter(line.kind for table in plan.tables for line in table.lines)
    counted = "，".join(f"{word} {left[kind]}" for kind, word in LEFT_OUT.items() if left[kind])
    if counted:
        yield f"不算项目的行\t{counted}"
    if plan.new_plates:
        yield f"新的板块 {len(plan.new_plates)} 个\t{'、'.join(plan.new_plates)}"


def heading(table: Table) -> str:
    """Write what the columns of a table were taken for."""
    read = [f"{c.heading}→{c.field}" for c in table.columns if c.field and c.basis != "duplicate"]
    twice = [c.heading for c in table.columns if c.basis == "duplicate"]
    kept = [c.heading for c in table.columns if c.heading and not c.field] + twice
    rows = "、".join(map(str, table.heading_rows))
    carried = f"；照带不解读：{'、'.join(kept)}" if kept else ""
    return f"工作表“{table.grid.name}”表头在第 {rows} 行\t{'、'.join(read)}{carried}"


def sums(plan: Plan) -> str:
    """Write the sum that must tie: rows read and what became of them."""
    split = " + ".join(f"{outcome.word} {n}" for outcome, n in plan.totals.items())
    return f"读到 {len(plan.rows)} 行 = {split}"


def compared(plan: Plan) -> str:
    """Write how the rows compare with what the workspace holds."""
    return "，".join(f"{verdict.word} {n}" for verdict, n in plan.verdicts.items())
