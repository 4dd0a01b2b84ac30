"""From a table's rows to entries: every column read by its own rule, every fault kept with it."""

from __future__ import annotations

from geo import periods
from geo.ledger import statuses
from geo.ledger.entering import days, names, places, remainder, sorts, sums
from geo.ledger.entering.fields import MONEY
from geo.ledger.entering.rows import Row
from geo.ledger.entering.rules import Rules
from geo.ledger.entering.sheets import sheet_of
from geo.ledger.entry import Entry
from geo.ledger.placing.positions import Located
from geo.ledger.statuses import StatusReading
from geo.ledger.table import RowKind, Table
from geo.model import Amount, Basis

__all__ = ["MONEY", "Rules", "entries"]


def entries(table: Table, rules: Rules) -> list[Entry]:
    """Read every data row of a table; a row that cannot be a project carries a refusal."""
    lines = [line for line in table.lines if line.kind is RowKind.DATA]
    sheet = sheet_of(table, rules, lines)
    rows = zip(lines, places.located(sheet, lines), sums.percents(sheet, lines), strict=True)
    return [_entry(Row(sheet, line), place, percent) for line, place, percent in rows]


def _entry(row: Row, place: Located, percent: Amount | None) -> Entry:
    if (surplus := row.sheet.surplus(row.line.row)) > 0:
        return _shifted(row, surplus)
    name, code = names.name_of(row), names.code_of(row)
    names.check_other_names(row, name)
    status = _status(row)
    period = days.period_of(row)
    measures = sums.measures_of(row, percent)
    remainder.tell_marked(row)
    kind, plate = sorts.kind_of(row), sorts.plate_of(row)
    return Entry(
        sheet=row.sheet.table.grid.name,
        row=row.line.row,
        name=name,
        code=code,
        kind=kind,
        plate=plate,
        category=row.said("category"),
        unit=row.said("unit"),
        address=row.said("address"),
        note=row.said("note"),
        status=status.status,
        status_words=row.said("status"),
        period=days.in_order(period),
        period_words=period.words if period else "",
        certainty=_weakest(status.certainty, period),
        amounts=measures,
        details=remainder.details_of(row),
        spot=place.spot,
        unlocated_reason="" if place.spot else place.reason or _unplaced(row),
        findings=(*row.findings, *map(row.lettered, place.findings)),
        cells=remainder.cells_of(row),
    )


def _shifted(row: Row, surplus: int) -> Entry:
    """Refuse a row of a CSV that has more cells than its heading: no column is what it says."""
    return Entry(
        sheet=row.sheet.table.grid.name,
        row=row.line.row,
        name=names.refuse_shifted(row, surplus),
        findings=tuple(row.findings),
        cells=remainder.cells_of(row),
    )


def _status(row: Row) -> StatusReading:
    status = statuses.read(row.said("status"), row.heading("status"))
    if status.fault:
        row.warn("status", status.fault, "status")
    return status


def _weakest(status: Basis, period: periods.Reading | None) -> Basis:
    inferred = Basis.INFERRED in (status, period.certainty if period else status)
    return Basis.INFERRED if inferred else Basis.EXPLICIT


def _unplaced(row: Row) -> str:
    return "台账没有写坐标，只有地址" if row.said("address") else "台账没有写坐标和地址"
