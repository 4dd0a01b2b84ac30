"""What the board shows beside the map: what moved, what crosses, and how roads split by plate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.catalogue import Catalogue
from geo.crs import Datum, from_wgs84
from geo.dig_once import CHOICES_M, WITHIN_M, accuracies_m, crossings, left_out
from geo.dig_once.works import FOR_GOOD
from geo.due import WITHIN
from geo.lights.milestones import UNSTARTED
from geo.moved.editions import of_catalogue
from geo.moved.move import Comparison, Move, Shift
from geo.placed import objects
from geo.ragged import NONE
from geo.road_shares import share_notes
from layers import coordinates
from layers.payload.codes import STATUS_INDEX
from layers.payload.columns import Payload, Texts
from layers.payload.days import EPOCH, day_number

DECIMETRES = 10
_MOVE_INDEX = {move: i for i, move in enumerate(Move)}
Shares = Mapping[str, Mapping[str, float]]


def board(catalogue: Catalogue, shares: Shares, plates: dict[str, int], datum: Datum) -> Payload:
    """Encode the board's lists.

    Args:
        catalogue: what is shown; a shift or conflict of anything else is left out.
        shares: metres of each road by plate.
        plates: plate id → its number in the document.
        datum: what places are converted to.

    """
    rows = {key: row for row, key in enumerate(catalogue.frame["id"].tolist())}
    return {
        "roadShares": _shares(shares, rows, plates),
        "roadNotes": list(share_notes(catalogue, shares)),
        "moves": [{"code": move.value, "word": move.word} for move in Move],
        "comparisons": [_comparison(each, rows, datum) for each in of_catalogue(catalogue)],
        "left": _left(catalogue, rows),
        "digs": _digs(catalogue),
        "dueDays": list(WITHIN),
        "unstarted": sorted(STATUS_INDEX[status.value] for status in UNSTARTED),
    }


def _shares(shares: Shares, rows: dict[str, int], plates: dict[str, int]) -> Payload:
    """List the parts of the roads: row, plate and decimetres."""
    parts = [
        (rows[road], plates[plate], round(metres * DECIMETRES))
        for road, by_plate in shares.items()
        for plate, metres in by_plate.items()
    ]
    return _columns(("row", "plate", "length"), parts)


def _left(catalogue: Catalogue, rows: dict[str, int]) -> Payload:
    """List what ledgers left out: its row, and from which day until which; NaN for good."""
    spans = sorted(
        (rows[key], day_number(since), np.nan if until is None else day_number(until))
        for key, stretches in catalogue.told.left_spans.items()
        if key in rows
        for since, until in stretches
    )
    return _columns(("row", "since", "until"), spans)


def _columns(names: Sequence[str], entries: Sequence[Sequence[float]]) -> Payload:
    table = np.array(entries, dtype=float).reshape(-1, len(names))
    return {name: column.copy() for name, column in zip(names, table.T, strict=True)}


def _comparison(comparison: Comparison, rows: dict[str, int], datum: Datum) -> Payload:
    return {
        "since": day_number(comparison.since),
        "until": day_number(comparison.until),
        "sinceTitle": comparison.since_title,
        "untilTitle": comparison.until_title,
        "paragraph": comparison.paragraph,
        "notes": list(comparison.notes),
        "shifts": _shifts(comparison.shifts, rows, datum),
    }


def _shifts(shifts: Sequence[Shift], rows: dict[str, int], datum: Datum) -> Payload:
    """Write shifts as columns; `names` are those of the ones that have no row, in their order."""
    row = np.array([rows.get(shift.feature, NONE) for shift in shifts], dtype=np.int64)
    texts = Texts()
    words = texts.numbers(shift.words for shift in shifts)
    return {
        "row": row,
        "move": np.array([_MOVE_INDEX[shift.move] for shift in shifts], dtype=np.int64),
        "words": words,
        "texts": texts.list(),
        "names": [shift.name for shift in shifts if shift.feature not in rows],
        "was": _places([shift.before for shift in shifts], datum),
        "at": _places([shift.after for shift in shifts], datum),
    }


def _places(geometries: Sequence[BaseGeometry | None], datum: Datum) -> Payload:
    """Tell where the symbols of places stand, in millionths of a degree, NaN for nowhere."""
    shapes = objects(geometries)
    known = np.array([one is not None for one in geometries], dtype=bool)
    at = np.full((len(shapes), 2), np.nan)
    at[known] = coordinates.micro(coordinates.symbols(from_wgs84(shapes[known], datum)))
    return {"x": at[:, 0], "y": at[:, 1]}


def _digs(catalogue: Catalogue) -> Payload:
    """List the conflicts of every date; `left` tells what was left out at the document's."""
    spans = crossings(catalogue)
    return {
        "within": WITHIN_M,
        "choices": list(CHOICES_M),
        "road": spans.road,
        "project": spans.project,
        "distance": spans.decimetres,
        "accuracy": accuracies_m(catalogue, spans),
        "from": spans.start - EPOCH,
        "to": spans.end - EPOCH,
        "since": spans.since - EPOCH,
        "until": np.where(spans.until == FOR_GOOD, np.nan, spans.until - float(EPOCH)),
        "left": [list(each) for each in left_out(catalogue)],
    }
