"""The built-in base map of a document, in the datum it is drawn on."""

from __future__ import annotations

from collections.abc import Iterable

import shapely

from geo.crs import Datum, from_wgs84
from geo.model import BaseMap, BasePoint
from layers import coordinates
from layers.payload.columns import Payload


def base_map(base: BaseMap, datum: Datum) -> Payload:
    """Encode edge, roads, stations and place names; points nobody could place are left out."""
    edge = from_wgs84(base.district, datum)
    return {
        "district": [coordinates.flat(ring) for ring in coordinates.runs(edge)],
        "roads": [
            {
                "name": r.name,
                "class": r.road_class,
                "line": coordinates.flat(shapely.get_coordinates(from_wgs84(r.geometry, datum))),
            }
            for r in base.roads
        ],
        "stations": _points(base.stations, datum),
        "places": _points(base.places, datum),
    }


def _points(items: Iterable[BasePoint], datum: Datum) -> list[Payload]:
    return [
        {"name": item.name, "kind": item.kind, "x": at[0], "y": at[1]}
        for item in items
        if (at := coordinates.symbol_at(from_wgs84(item.geometry, datum))) is not None
    ]
