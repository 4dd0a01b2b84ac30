"""What the gazetteer is made of: named roads, their crossings and house numbers, named places.

All geometry is WGS-84. `accuracy_m` is what nine of ten positions are within, in metres.
"""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geo.model import Coded, Method


class PlaceKind(Coded):
    """What sort of thing a named place is, from the sharpest to the coarsest."""

    LANDMARK = "landmark", "地点"
    STATION = "station", "地铁站"
    ESTATE = "estate", "小区"
    VILLAGE = "village", "村庄"
    TOWN = "town", "镇区"
    UNIT = "unit", "街道、乡镇"
    PLATE = "plate", "板块"


@dataclass(frozen=True, kw_only=True)
class Road:
    """A road we hold a line of, under its plain name (大学路, not 大学南路)."""

    name: str
    line: LineString | MultiLineString
    accuracy_m: int
    source: str


@dataclass(frozen=True, kw_only=True)
class RoadName:
    """Another name of a road: an old one, a section's, an alias. `road` is its plain name."""

    name: str
    road: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """A crossing known from a source, of roads whose lines may not be held. Names are plain."""

    first: str
    second: str
    point: Point
    accuracy_m: int
    source: str


@dataclass(frozen=True, kw_only=True)
class HouseNumber:
    """Where a number of a road is. `road` is written as on the doors: 大学南路, not 大学路."""

    road: str
    number: int
    point: Point
    accuracy_m: int
    source: str


@dataclass(frozen=True, kw_only=True)
class NamedPlace:
    """A place with a name of its own; `method` is how its position was obtained."""

    name: str
    aliases: tuple[str, ...]
    kind: PlaceKind
    geometry: BaseGeometry
    accuracy_m: int
    method: Method
    source: str


@dataclass(frozen=True, kw_only=True)
class Division:
    """A province, city, district or county elsewhere; `short` is a large one's name by itself."""

    name: str
    short: str = ""


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Everything a gazetteer is built from. `district` bounds what it will answer for."""

    district_name: str
    district: BaseGeometry
    roads: tuple[Road, ...]
    names: tuple[RoadName, ...]
    crossings: tuple[Crossing, ...]
    numbers: tuple[HouseNumber, ...]
    places: tuple[NamedPlace, ...]
    elsewhere: tuple[Division, ...] = ()
