"""The payload put together."""

from __future__ import annotations

from geo.catalogue import Catalogue, newest_day
from geo.cells import FIRST_DAY, LAST_DAY
from geo.crs import Datum, from_wgs84
from geo.road_shares import road_shares
from layers import coordinates, style
from layers.payload.base import base_map
from layers.payload.board import Shares, board
from layers.payload.columns import Payload, Texts
from layers.payload.days import day_number
from layers.payload.features import (
    columns,
    details,
    document_rows,
    optional_columns,
    plate_rows,
)
from layers.payload.timed import timed


def payload(catalogue: Catalogue, datum: Datum = Datum.WGS84) -> Payload:
    """Encode everything a document shows of the catalogue's selection.

    The plates listed are those selected, those a selected feature belongs to and those a
    selected road runs through, so that what was not selected is not in the file.

    Args:
        catalogue: what to show, in WGS-84.
        datum: what every drawn coordinate is converted to; stated accuracies are metres and stay.

    """
    texts = Texts()
    shares = road_shares(catalogue)
    plates = plate_rows(catalogue, {plate for each in shares.values() for plate in each})
    return {
        "datum": datum.value,
        "asOf": day_number(catalogue.as_of),
        "newest": day_number(newest_day(catalogue.facts)),
        "range": [day_number(FIRST_DAY), day_number(LAST_DAY)],
        **_vocabularies(),
        "plates": plates,
        "documents": document_rows(catalogue),
        "n": len(catalogue.frame),
        **_rows(catalogue, texts, plates, shares, datum),
        "texts": texts.list(),
        "geometry": coordinates.encode(_drawn(catalogue.frame.geometry.to_numpy(), datum)),
        "base": base_map(catalogue.facts.base, datum),
    }


def _drawn(geometries: coordinates.Geometries, datum: Datum) -> coordinates.Geometries:
    return geometries if datum is Datum.WGS84 else from_wgs84(geometries, datum)


def _vocabularies() -> Payload:
    return {
        "statuses": style.status_rows(),
        "phases": style.phase_rows(),
        "certainties": style.certainty_rows(),
        "kinds": style.kind_rows(),
    }


def _rows(
    catalogue: Catalogue, texts: Texts, plates: list[Payload], shares: Shares, datum: Datum
) -> Payload:
    index = {str(plate["id"]): i for i, plate in enumerate(plates)}
    return {
        "columns": {**columns(catalogue, index), **optional_columns(catalogue)},
        **details(catalogue, texts),
        **timed(catalogue, texts),
        **board(catalogue, shares, index, datum),
    }
