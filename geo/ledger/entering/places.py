"""The coordinates of a ledger's rows, gathered for `geo.ledger.placing`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.crs import Datum
from geo.ledger.entering.sheets import Sheet, value_in
from geo.ledger.heading.fields import ROAD_ENDS
from geo.ledger.placing import positions, road_ends
from geo.ledger.placing.coordinates import is_empty
from geo.ledger.placing.positions import Given, Located
from geo.ledger.table import Column, Line
from geo.ledger.values import said

_PLACE, _START, _END = ("lon", "lat", "lonlat"), ROAD_ENDS[:3], ROAD_ENDS[3:]


def located(sheet: Sheet, lines: Sequence[Line]) -> list[Located]:
    """Place rows, with the remedies on offer; see `positions.locate` and `road_ends.joined`."""
    found = _locate(sheet, [_given(sheet, line) for line in lines], _PLACE)
    if not any(row.findings for row in found) or not any(f in sheet.columns for f in ROAD_ENDS):
        return found
    starts, ends = (
        _locate(sheet, [_end(sheet, line, fields) for line in lines], fields)
        for fields in (_START, _END)
    )
    return list(map(road_ends.joined, found, starts, ends))


def _locate(sheet: Sheet, given: Sequence[Given], fields: Sequence[str]) -> list[Located]:
    rules = sheet.rules
    return positions.locate(
        given,
        declared=rules.datum,
        heading_datum=_heading_datum(sheet.columns, fields),
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


def _end(sheet: Sheet, line: Line, fields: Sequence[str]) -> Given:
    """Take one end of a road; its name stands for the whole road and would mislead."""
    x, y, both = (sheet.value(line, field) for field in fields)
    datum, accuracy = said(sheet.value(line, "datum")), sheet.value(line, "accuracy")
    return Given(
        x=x, y=y, both=both, datum=datum, accuracy=accuracy, name="", address="", row=line.row
    )


def _heading_datum(columns: Mapping[str, Column], fields: Sequence[str]) -> Datum | None:
    hints = (columns[field].unit for field in fields if field in columns)
    return next((datum for hint in hints if (datum := positions.datum_named(hint))), None)
