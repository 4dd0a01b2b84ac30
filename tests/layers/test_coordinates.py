"""Geometry as columns: vertices, runs and the place of the symbol, shape by shape."""

from itertools import accumulate, pairwise

import numpy as np
import pytest
import shapely
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from layers import coordinates

HOLED = Polygon(box(113, 34, 114, 35).exterior, [box(113.2, 34.2, 113.4, 34.4).exterior])
SHAPES = [
    Point(113.6, 34.7),
    None,
    LineString([(113, 34), (113.1, 34.05), (113.4, 34.0000004)]),
    MultiLineString([[(113, 34), (113.1, 34)], [(113, 35), (113.5, 35)], [(113, 36), (113.5, 36)]]),
    HOLED,
    MultiPolygon([box(113, 34, 113.1, 34.1), HOLED]),
    MultiPoint([(113, 34), (114, 35)]),
    GeometryCollection([Point(113, 34), Point(114, 34)]),
    LineString([(113, 34), (113, 34)]),
    Point(-0.0000004, 0),
]


def plainly(geometry):
    """Say of one shape what is drawn of it: its runs, and where its symbol stands."""
    if geometry is None:
        return [], None
    if isinstance(geometry, (LineString, MultiLineString)):
        lines = shapely.get_parts(geometry)
        at = max(lines, key=lambda line: line.length).interpolate(0.5, normalized=True)
    elif isinstance(geometry, (Polygon, MultiPolygon)):
        lines, at = shapely.get_parts(geometry.boundary), geometry.representative_point()
    else:
        lines, at = [], geometry.centroid
    return [micro(line.coords) for line in lines], micro(at.coords)[0]


def micro(places):
    return [(round(x * 1e6), round(y * 1e6)) for x, y in places]


@pytest.fixture(scope="module")
def encoded():
    return {name: column.tolist() for name, column in coordinates.encode(SHAPES).items()}


@pytest.mark.parametrize("row", range(len(SHAPES)), ids=lambda row: f"{row}")
def test_a_shape_among_others_is_what_it_is_alone(encoded, row):
    runs, at = plainly(SHAPES[row])
    symbol = encoded["px"][row], encoded["py"][row]
    assert np.isnan(symbol).all() if at is None else symbol == at
    starts = encoded["starts"][slice(encoded["parts"][row], encoded["parts"][row + 1] + 1)]
    steps = list(zip(encoded["x"], encoded["y"], strict=True))[starts[0] : starts[-1]]
    walked = list(accumulate(steps, lambda a, b: (a[0] + b[0], a[1] + b[1]), initial=symbol))[1:]
    got = [walked[a - starts[0] : b - starts[0]] for a, b in pairwise(starts)]
    assert got == runs


def test_nothing_at_all_is_columns_of_nothing():
    assert {name: len(column) for name, column in coordinates.encode([]).items()} == {
        **dict.fromkeys(("type", "x", "y", "px", "py"), 0),
        **dict.fromkeys(("parts", "starts"), 1),
    }
