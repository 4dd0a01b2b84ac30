"""GeoJSON (RFC 7946): WGS-84, seven decimals, right-hand rule, null geometry for the unlocated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.catalogue import Catalogue
from geo.stated import Amounts
from layers.escape import json_text
from layers.version import GENERATED_BY

DECIMALS = 7
PROPERTIES = (
    "id",
    "code",
    "kind",
    "name",
    "aliases",
    "plate",
    "plate_name",
    "plate_basis",
    "category",
    "status",
    "status_label",
    "phase",
    "light",
    "light_label",
    "light_reason",
    "start",
    "end",
    "period_words",
    "as_of",
    "unit",
    "location_method",
    "location_accuracy_m",
    "location_certainty",
    "unlocated_reason",
    "amounts",
    "sources",
)
_POLYGON_TYPES = (3, 6)


def encode(catalogue: Catalogue) -> bytes:
    """Write the selection as one FeatureCollection, a line a feature. Same input, same bytes."""
    members = collection(catalogue)
    features = members.pop("features")
    head = json_text(members).removesuffix("}")
    lines = ",\n".join(json_text(feature) for feature in features)
    return f'{head},"features":[\n{lines}\n]}}\n'.encode()


def collection(catalogue: Catalogue) -> dict[str, Any]:
    """Return the selection as a FeatureCollection of plain values."""
    frame = catalogue.frame
    geometries = [_tidy(geometry) for geometry in frame.geometry]
    located = [geometry for geometry in geometries if geometry is not None]
    return {
        "type": "FeatureCollection",
        "name": catalogue.facts.settings.title,
        "as_of": catalogue.as_of.isoformat(),
        "filter": catalogue.filter.to_json(),
        "generated_by": GENERATED_BY,
        **({"bbox": _bbox(located)} if located else {}),
        "features": [
            _feature(properties, geometry)
            for properties, geometry in zip(_properties(catalogue), geometries, strict=True)
        ],
    }


def _properties(catalogue: Catalogue) -> list[dict[str, Any]]:
    rows = catalogue.frame[list(PROPERTIES)].astype(object)
    records: list[dict[str, Any]] = rows.where(rows.notna(), None).to_dict("records")
    for record in records:
        record["amounts"] = amount_values(record["amounts"])
    return records


def amount_values(amounts: Amounts) -> dict[str, dict[str, object]]:
    """Return amounts as plain values; `upper` is there for a stated range alone."""
    return {
        measure.value: {
            "value": amount.value,
            **({} if amount.upper is None else {"upper": amount.upper}),
            "unit": amount.unit,
            "words": amount.words,
        }
        for measure, amount in amounts.items()
    }


def _feature(properties: dict[str, Any], geometry: BaseGeometry | None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": properties["id"],
        **({} if geometry is None else {"bbox": _bbox([geometry])}),
        "geometry": None if geometry is None else shapely.geometry.mapping(geometry),
        "properties": properties,
    }


def _tidy(geometry: BaseGeometry | None) -> BaseGeometry | None:
    """Round to seven decimals (1 cm) and wind exterior rings counter-clockwise, as the RFC asks."""
    if geometry is None:
        return None
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS))
    if shapely.get_type_id(rounded) in _POLYGON_TYPES:
        rounded = shapely.orient_polygons(rounded)
    return rounded


def _bbox(geometries: Sequence[BaseGeometry]) -> list[float]:
    return [round(float(value), DECIMALS) for value in shapely.total_bounds(list(geometries))]
