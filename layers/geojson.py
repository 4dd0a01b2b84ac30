"""GeoJSON (RFC 7946): WGS-84, seven decimals, right-hand rule, null geometry for the unlocated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.catalogue import Catalogue
from geo.stated import Amounts
from layers.escape import json_text
from layers.version import GENERATED_BY

Shapes = NDArray[np.object_]
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
_POINT, *_POLYGONS = (
    shapely.GeometryType.POINT,
    shapely.GeometryType.POLYGON,
    shapely.GeometryType.MULTIPOLYGON,
)


def encode(catalogue: Catalogue) -> bytes:
    """Write the selection as one FeatureCollection, a line a feature. Same input, same bytes."""
    members = collection(catalogue)
    features = members.pop("features")
    head = json_text(members).removesuffix("}")
    lines = ",\n".join(json_text(feature) for feature in features)
    return f'{head},"features":[\n{lines}\n]}}\n'.encode()


def collection(catalogue: Catalogue) -> dict[str, Any]:
    """Return the selection as a FeatureCollection of plain values."""
    shapes = _tidy(catalogue.frame.geometry.to_numpy())
    boxes = shapely.bounds(shapes).round(DECIMALS).tolist()
    located = shapes[~shapely.is_missing(shapes)]
    return {
        "type": "FeatureCollection",
        "name": catalogue.facts.settings.title,
        "as_of": catalogue.as_of.isoformat(),
        "filter": catalogue.filter.to_json(),
        "generated_by": GENERATED_BY,
        **({"bbox": _bbox(located)} if len(located) else {}),
        "features": list(map(_feature, _properties(catalogue), _geometries(shapes), boxes)),
    }


def _properties(catalogue: Catalogue) -> list[dict[str, Any]]:
    frame = catalogue.frame
    metres = frame["location_accuracy_m"].to_numpy(dtype=object, na_value=None)
    columns = {name: frame[name].tolist() for name in PROPERTIES}
    columns["location_accuracy_m"] = metres.tolist()
    columns["amounts"] = [amount_values(amounts) for amounts in frame["amounts"]]
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in rows]


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


def _feature(
    properties: dict[str, Any], geometry: dict[str, Any] | None, box: list[float]
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": properties["id"],
        **({} if geometry is None else {"bbox": box}),
        "geometry": geometry,
        "properties": properties,
    }


def _bbox(shapes: Shapes) -> list[float]:
    whole: list[float] = shapely.total_bounds(shapes).round(DECIMALS).tolist()
    return whole


def _tidy(shapes: Shapes) -> Shapes:
    """Round to seven decimals (1 cm) and wind exterior rings counter-clockwise, as the RFC asks."""
    rounded: Shapes = shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS))
    is_area = np.isin(shapely.get_type_id(rounded), _POLYGONS)
    rounded[is_area] = shapely.orient_polygons(rounded[is_area])
    return rounded


def _geometries(shapes: Shapes) -> Iterator[dict[str, Any] | None]:
    """Yield geometries as plain values, None for none."""
    positions = np.column_stack((shapely.get_x(shapes), shapely.get_y(shapes))).tolist()
    kinds = shapely.get_type_id(shapes).tolist()
    for shape, kind, position in zip(shapes, kinds, positions, strict=True):
        if kind == _POINT:
            yield {"type": "Point", "coordinates": position}
        else:
            yield None if shape is None else shapely.geometry.mapping(shape)
