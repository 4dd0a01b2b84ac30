"""Geometry as bytes: what this software writes passes, nothing else comes near GEOS."""

import struct

import pytest
import shapely

from geo.store import wkb

HOLED = shapely.Polygon(
    [(0, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (2, 1), (2, 2)], [(4, 4), (5, 4), (5, 5)]]
)
OURS = (
    shapely.Point(113.6, 34.7),
    shapely.MultiPoint([(1, 2), (3, 4)]),
    shapely.LineString([(1, 2), (3, 4), (5, 6)]),
    shapely.MultiLineString([[(1, 2), (3, 4)], [(5, 6), (7, 8), (9, 9)]]),
    HOLED,
    shapely.MultiPolygon([HOLED, shapely.box(20, 20, 21, 21)]),
)


def head(kind, *counts):
    return struct.pack("<BI", 1, kind) + b"".join(struct.pack("<I", n) for n in counts)


POINT = shapely.to_wkb(OURS[0])
PAIR = POINT[5:]
FOREIGN = {
    "nothing": b"",
    "a beginning": POINT[:3],
    "a text": "POINT (1 2)",
    "no cell": None,
    "something behind a point": POINT + b"\0",
    "something behind several": shapely.to_wkb(OURS[1]) + b"\0",
    "too little": shapely.to_wkb(HOLED)[:-1],
    "big endian": shapely.to_wkb(OURS[0], byte_order=0),
    "several whose order is said wrongly": b"\0" + shapely.to_wkb(shapely.MultiPoint([(1, 2)]))[1:],
    "big endian inside": head(4, 1) + shapely.to_wkb(OURS[0], byte_order=0),
    "a height": shapely.to_wkb(shapely.Point(1, 2, 3), output_dimension=3),
    "a reference system": shapely.to_wkb(shapely.set_srid(OURS[0], 4326), include_srid=True),
    "a collection": shapely.to_wkb(shapely.GeometryCollection([OURS[0]])),
    "collections in collections": head(7, 1) * 20_000 + POINT,
    "several in several": head(4, 1) * 20_000 + POINT,
    "a line among points": head(4, 1) + shapely.to_wkb(OURS[2]),
    "a curve": head(8, 2) + PAIR * 2,
    "an unknown kind": head(99) + PAIR,
    "more points than bytes": head(2, 2**32 - 1) + PAIR,
    "more rings than bytes": head(3, 2**32 - 1),
    "more members than bytes": head(6, 2**32 - 1),
    "a line without points": head(2, 0),
    "a polygon without rings": head(3, 0),
    "rings without points": head(3, 100) + b"\0" * 400,
    "several of none": head(5, 0),
}


@pytest.mark.parametrize("geometry", OURS, ids=lambda one: one.geom_type)
def test_what_we_write_passes(geometry):
    cell = shapely.to_wkb(geometry)
    wkb.check(cell)
    assert shapely.from_wkb(cell) == geometry


@pytest.mark.parametrize("cell", FOREIGN.values(), ids=FOREIGN)
def test_what_we_never_write_is_refused(cell):
    with pytest.raises(ValueError, match="不是本软件写下的图形"):
        wkb.check(cell)


def test_all_geometry_of_the_seeds_passes(facts):
    for fix in facts.fixes:
        wkb.check(shapely.to_wkb(fix.geometry))
