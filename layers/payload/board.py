"""What the board shows beside the map: what moved, what crosses, and how roads split by plate."""

from __future__ import annotations

from collections.abc import Mapping

from shapely.geometry.base import BaseGeometry

from geo.catalogue import Catalogue
from geo.crs import Datum, from_wgs84
from geo.dig_once import CHOICES_M, WITHIN_M, Conflict, conflict_spans, left_out
from geo.due import WITHIN
from geo.lights.milestones import UNSTARTED
from geo.moved.editions import of_catalogue
from geo.moved.move import Comparison, Move, Shift
from geo.moved.unlisted import left_spans
from geo.road_shares import share_notes
from layers import coordinates
from layers.payload.columns import Payload
from layers.payload.days import day_number, day_or_none
from layers.payload.timed import STATUS_INDEX

_MOVE_INDEX = {move: i for i, move in enumerate(Move)}
_DECIMETRES = 10
Shares = Mapping[str, Mapping[str, float]]


def board(catalogue: Catalogue, shares: Shares, plates: dict[str, int], datum: Datum) -> Payload:
    """Encode the board's lists.

    Args:
        catalogue: what is shown; a shift or conflict of anything else is left out.
        shares: metres of each road by plate.
        plates: plate id → its number in the document.
        datum: what places are converted to.

    """
    rows = {str(key): row for row, key in enumerate(catalogue.frame["id"])}
    return {
        "roadShares": _shares(shares, rows, plates),
        "roadNotes": list(share_notes(catalogue, shares)),
        "moves": [{"code": move.value, "word": move.word} for move in Move],
        "comparisons": [_comparison(each, rows, datum) for each in of_catalogue(catalogue)],
        "left": _left(catalogue, rows),
        "digs": _digs(catalogue, rows),
        "dueDays": list(WITHIN),
        "unstarted": sorted(STATUS_INDEX[status.value] for status in UNSTARTED),
    }


def _shares(shares: Shares, rows: dict[str, int], plates: dict[str, int]) -> Payload:
    return {
        str(rows[road]): [
            [plates[plate], round(metres * _DECIMETRES)] for plate, metres in by_plate.items()
        ]
        for road, by_plate in shares.items()
    }


def _left(catalogue: Catalogue, rows: dict[str, int]) -> list[list[int | None]]:
    """List what ledgers left out: its row, and from which day until which; None for good."""
    return [
        [rows[key], day_number(since), day_or_none(until)]
        for key, spans in left_spans(catalogue.facts).items()
        if key in rows
        for since, until in spans
    ]


def _comparison(comparison: Comparison, rows: dict[str, int], datum: Datum) -> Payload:
    return {
        "since": day_number(comparison.since),
        "until": day_number(comparison.until),
        "sinceTitle": comparison.since_title,
        "untilTitle": comparison.until_title,
        "paragraph": comparison.paragraph,
        "notes": list(comparison.notes),
        "shifts": [_shift(shift, rows, datum) for shift in comparison.shifts],
    }


def _shift(shift: Shift, rows: dict[str, int], datum: Datum) -> list[object]:
    row = rows.get(shift.feature, -1)
    ends = [_at(place, datum) for place in (shift.before, shift.after)]
    return [row, _MOVE_INDEX[shift.move], shift.words, shift.name if row < 0 else 0, *ends]


def _at(place: BaseGeometry | None, datum: Datum) -> list[int] | int:
    at = None if place is None else coordinates.symbol_at(from_wgs84(place, datum))
    return 0 if at is None else list(at)


def _digs(catalogue: Catalogue, rows: dict[str, int]) -> Payload:
    """List the conflicts of every date; `left` tells what was left out at the document's."""
    return {
        "within": WITHIN_M,
        "choices": list(CHOICES_M),
        "rows": [_dig(each, rows) for each in conflict_spans(catalogue)],
        "left": [list(each) for each in left_out(catalogue)],
    }


def _dig(conflict: Conflict, rows: dict[str, int]) -> list[int | None]:
    return [
        rows[conflict.road],
        rows[conflict.project],
        round(conflict.distance_m * _DECIMETRES),
        conflict.accuracy_m,
        day_number(conflict.start),
        day_number(conflict.end),
        conflict.days,
        day_number(conflict.holds_from),
        day_or_none(conflict.holds_until),
    ]
