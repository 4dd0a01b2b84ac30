"""The columns we add to a ledger's report: what became of each row, and how it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.ledger.grid import Book
from geo.ledger.reconciling.plan import Plan, PlannedRow, Verdict
from geo.ledger.reporting.report import ReportRow, write
from geo.ledger.telling import LEFT_OUT
from geo.model import Measure, Status

Cell = str | float | None
_DECIMALS = 6


@dataclass(frozen=True)
class Column:
    """A column of ours: its heading, and how a row gives its cell."""

    heading: str
    cell: Callable[[PlannedRow], Cell]


def _amount(measure: Measure) -> Callable[[PlannedRow], Cell]:
    def cell(row: PlannedRow) -> Cell:
        amount = row.entry.amounts.get(measure)
        if amount is None or amount.upper is None:
            return amount.value if amount else None
        # Neither end alone is what was stated.
        return f"{amount.value:g} 至 {amount.upper:g}"

    return cell


def _status(row: PlannedRow) -> Cell:
    status = row.entry.status
    return "" if status is Status.UNKNOWN else status.word


def _lon(row: PlannedRow) -> Cell:
    return round(row.entry.spot.at.lon, _DECIMALS) if row.entry.spot else None


def _lat(row: PlannedRow) -> Cell:
    return round(row.entry.spot.at.lat, _DECIMALS) if row.entry.spot else None


def _start(row: PlannedRow) -> Cell:
    return row.entry.period.start_text if row.entry.period else ""


def _end(row: PlannedRow) -> Cell:
    return row.entry.period.end_text if row.entry.period else ""


def _compared(row: PlannedRow) -> Cell:
    return "" if row.verdict is Verdict.REFUSED else row.verdict.word


COLUMNS = (
    Column("结果", lambda row: row.outcome.word),
    Column("说明", lambda row: row.reason),
    Column("与工作区相比", _compared),
    Column("改动", lambda row: "；".join(row.changes)),
    Column("状态", _status),
    Column("开始", _start),
    Column("完成", _end),
    Column("总投资（万元）", _amount(Measure.TOTAL)),
    Column("年度计划投资（万元）", _amount(Measure.ANNUAL_PLAN)),
    Column("年度完成投资（万元）", _amount(Measure.ANNUAL_DONE)),
    Column("累计完成投资（万元）", _amount(Measure.TOTAL_DONE)),
    Column("进度（%）", _amount(Measure.PROGRESS)),
    Column("经度（WGS-84）", _lon),
    Column("纬度（WGS-84）", _lat),
)


def _cell(column: Column, rows: Sequence[PlannedRow]) -> Cell:
    """Give a cell; of tables side by side each project is named before what is said of it."""
    if len(rows) == 1:
        return column.cell(rows[0])
    said = ((row.entry.name, column.cell(row)) for row in rows)
    return "\n".join(f"{name}：{cell}" for name, cell in said if cell not in ("", None))


def report(book: Book, plan: Plan) -> bytes:
    """Write the ledger again with our columns beside its own."""
    headings = [column.heading for column in COLUMNS]
    beside: dict[tuple[str, int], list[PlannedRow]] = defaultdict(list)
    for row in plan.rows:
        beside[row.entry.sheet, row.entry.row].append(row)
    rows = [
        ReportRow(sheet=sheet, row=number, cells=tuple(_cell(c, found) for c in COLUMNS))
        for (sheet, number), found in beside.items()
    ]
    rows += [
        ReportRow(sheet=table.grid.name, row=line.row, cells=("未计入", LEFT_OUT[line.kind]))
        for table, line in plan.left_out
    ]
    heading_rows: dict[str, set[int]] = defaultdict(set)
    for table in plan.tables:
        heading_rows[table.grid.name].add(max(table.heading_rows))
    return write(book, headings, heading_rows, rows)
