"""The coordinates of a ledger's rows, gathered for `geo.ledger.placing`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.crs import Datum
from geo.ledger.entering.sheets import Sheet, value_in
from geo.ledger.heading.fields import ROAD_ENDS
from geo.ledger.placing import positions
from geo.ledger.placing.coordinates import is_empty
from geo.ledger.placing.positions import Given, Located
from geo.ledger.table import Column, Line
from geo.ledger.values import said


def located(sheet: Sheet, lines: Sequence[Line]) -> list[Located]:
    """Place rows, with the remedies on offer; see `positions.locate`."""
    rules = sheet.rules
    return positions.locate(
        [_given(sheet, line) for line in lines],
        declared=rules.datum,
        heading_datum=_heading_datum(sheet.columns),
        area=rules.area,
        swap=rules.swap,
        datum=rules.remedy,
        keep_outside=rules.keep_outside,
    )


def _given(sheet: Sheet, line: Line) -> Given:
    return Given(
        x=sheet.value(line, "lon"),
        y=sheet.value(line, "lat"),
        both=sheet.value(line, "lonlat"),
        datum=said(sheet.value(line, "datum")),
        accuracy=sheet.value(line, "accuracy"),
        name=said(sheet.value(line, "name")),
        address=said(sheet.value(line, "address")),
        row=line.row,
        ends=_ends(sheet, line),
    )


def _ends(sheet: Sheet, line: Line) -> tuple[str, ...]:
    """Return the headings under which a row says where its road begins or ends."""
    there = [sheet.columns[field] for field in ROAD_ENDS if field in sheet.columns]
    return tuple(column.heading for column in there if not is_empty(value_in(line, column)))


def _heading_datum(columns: Mapping[str, Column]) -> Datum | None:
    hints = (columns[field].unit for field in ("lon", "lat", "lonlat") if field in columns)
    return next((datum for hint in hints if (datum := positions.datum_named(hint))), None)
