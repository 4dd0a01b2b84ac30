"""Where a proposed place lies: in which plate, and how far from what was known before."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.crs import LonLat
from geo.filters import short_plate_name
from geo.measures import length_m
from geo.model import Kind, Method
from views.wording import distance

_AREAS = ("Polygon", "MultiPolygon")


def words(frame: gpd.GeoDataFrame, key: str, at: LonLat) -> str:
    """Say in which plate a place lies, how far from the feature's own plate and present place.

    Args:
        frame: every feature of the workspace, WGS-84.
        key: the feature the place is for.
        at: the place, WGS-84.

    """
    point = Point(at.lon, at.lat)
    row = frame[frame["id"] == key].iloc[0]
    plates = frame[(frame["kind"] == Kind.PLATE.value) & frame.geometry.notna()]
    return "；".join(
        [_within(plates, point), *_apart(plates, row["plate"], point), *_moved(row.geometry, point)]
    )


def _within(plates: gpd.GeoDataFrame, point: Point) -> str:
    inside = plates[plates.geometry.geom_type.isin(_AREAS) & plates.geometry.covers(point)]
    named = [
        f"“{short_plate_name(name)}”{_grade(method)}内"
        for name, method in zip(inside["name"], inside["location_method"], strict=True)
    ]
    return f"在{'、'.join(named)}" if named else "不在任何板块的范围内"


def _grade(method: str) -> str:
    return "正式范围" if method == Method.OFFICIAL.value else "示意范围"


def _apart(plates: gpd.GeoDataFrame, plate: str | None, point: Point) -> Iterator[str]:
    for own in plates[plates["id"] == plate].itertuples():
        metres = _metres(point, own.geometry)
        if metres > 0:
            yield f"距所属板块“{short_plate_name(own.name)}”{distance(metres)}"


def _moved(present: BaseGeometry | None, point: Point) -> Iterator[str]:
    if present is not None:
        yield f"距现在的位置 {distance(_metres(point, present))}"


def metres(at: LonLat, geometry: BaseGeometry) -> int:
    """Return how far a place is from a geometry, both in WGS-84; 0 inside it."""
    return _metres(Point(at.lon, at.lat), geometry)


def _metres(point: Point, geometry: BaseGeometry) -> int:
    return round(length_m(shapely.shortest_line(point, geometry)))
