"""The built-in base map of a document, in the datum it is drawn on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely

from geo.crs import Datum, from_wgs84
from geo.model import BaseMap, BasePoint
from geo.placed import objects
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
    placed = [item for item in items if item.geometry is not None]
    shapes = from_wgs84(objects([item.geometry for item in placed]), datum)
    at = coordinates.micro(coordinates.symbols(shapes)).astype(np.int64).tolist()
    return [
        {"name": item.name, "kind": item.kind, "x": x, "y": y}
        for item, (x, y) in zip(placed, at, strict=True)
    ]
