"""Opens a file of places and roads: what each of its rows or features says, nothing converted."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from geo import cells, headed
from geo.crs import Datum
from geo.errors import FileError, InputError
from geo.ledger.entry import Finding
from geo.ledger.opening.files import open_book
from geo.ledger.placing import coordinates
from geo.outline import geojson
from geo.outline.geojson import Shape
from geo.outline.polygons import MAX_VERTICES, vertices
from geo.texts import plain

MAX_BYTES = 10 * 1024 * 1024
HEADINGS = {
    "name": ("名称", "name", "地名", "路名"),
    "aliases": ("别名", "aliases", "alias"),
    "kind": ("类型", "kind"),
    "lon": ("经度", "lon", "lng", "longitude", "东坐标"),
    "lat": ("纬度", "lat", "latitude", "北坐标"),
    "datum": ("坐标系", "坐标基准", "基准", "datum"),
    "accuracy": ("误差", "误差(米)", "accuracy_m"),
    "wkt": ("wkt", "图形", "geometry"),
}
_POSITIONS = ("lon", "lat")
_PLANE = 2
# Beyond every datum here (zone 38 has eastings of 38 million metres).
_LARGEST = 1e9
_LONGEST = 200
_DECLARE = (
    "文件没有写明坐标基准，请先声明：从高德、腾讯地图取的是 GCJ-02，从百度地图取的是 BD-09，"
    "GPS、OpenStreetMap 的是 WGS-84，天地图的是 CGCS2000"
)


class Given(NamedTuple):
    """A row or feature: where it stands, its texts by field, and how to draw it in a datum."""

    where: str
    words: Mapping[str, str]
    draw: Callable[[Datum], BaseGeometry]

    @property
    def which(self) -> str:
        """Where it stands and what it is called, as it is named in messages."""
        name = self.words["name"]
        return f"{self.where}“{name}”" if name else self.where


class Opened(NamedTuple):
    """What a file gives, the datum of what names none itself, and notes in Chinese."""

    given: tuple[Given, ...]
    datum: Datum | None
    notes: tuple[str, ...]


def opened(name: str, content: bytes, declared: Datum | None) -> Opened:
    """Open a GeoJSON or a table; which of them is told by the first letter.

    Raises:
        FileError: it is neither, is too large, or nothing tells its datum.

    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start in (b"{", b"["):
        return _of_geojson(content, declared)
    return _of_table(name, content, declared)


def _of_geojson(content: bytes, declared: Datum | None) -> Opened:
    found = geojson.read(content)
    datum = declared or found.datum
    if datum is None:
        raise FileError(_DECLARE)
    count = sum(vertices(shape.coordinates) for shape in found.shapes)
    if count > MAX_VERTICES:
        raise FileError(f"文件里有 {count} 个顶点，超过上限 {MAX_VERTICES}，请简化后再传")
    given = tuple(
        Given(f"第 {number} 个图形", _properties(shape), partial(_drawn, shape))
        for number, shape in enumerate(found.shapes, 1)
    )
    return Opened(given, datum, found.notes)


def _properties(shape: Shape) -> dict[str, str]:
    words = dict.fromkeys(HEADINGS, "")
    for key, value in shape.properties.items():
        field = headed.field_of(str(key)[:_LONGEST], HEADINGS)
        # A feature of a file has the file's datum: its numbers are in one place.
        if field and field != "datum" and not words[field]:
            words[field] = _text(value)
    return words


def _text(value: object) -> str:
    texts = value if isinstance(value, list) else [value]
    found = (str(text) for text in texts[:_LONGEST] if isinstance(text, str | int | float))
    return " ".join(plain("、".join(found)).split())[:_LONGEST]


def _drawn(shape: Shape, _datum: Datum) -> BaseGeometry:
    if shape.kind is None:
        raise InputError("没有图形（geometry 为空）")
    if shape.kind not in _BUILDERS:
        raise InputError(f"是 {shape.kind}；地点应是点（Point），道路应是线（LineString）")
    return cells.sound(_BUILDERS[shape.kind](shape.coordinates))


def _point(coordinates: object) -> BaseGeometry:
    return shapely.Point(_position(coordinates))


def _line(coordinates: object) -> BaseGeometry:
    positions = [_position(each) for each in _listed(coordinates)]
    if len(set(positions)) < _PLANE:
        raise InputError("线上不足两个不同的点，请核对")
    return shapely.LineString(positions)


def _lines(coordinates: object) -> BaseGeometry:
    return shapely.MultiLineString([_line(each) for each in _listed(coordinates)])


_BUILDERS: dict[str, Callable[[object], BaseGeometry]] = {
    "Point": _point,
    "LineString": _line,
    "MultiLineString": _lines,
}


def _position(value: object) -> tuple[float, float]:
    numbers = _listed(value)
    if len(numbers) < _PLANE:
        raise InputError("有的点不足两个数，请重新导出")
    x, y = (_finite(number) for number in numbers[:_PLANE])
    return x, y


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise InputError("坐标的层次不对，请从 GIS 软件重新导出")
    return value


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError("坐标里有文字或空值，应全是数字")
    if not -_LARGEST < value < _LARGEST or math.isnan(value):
        raise InputError("坐标里有不可能的数（无穷大或过大），请核对")
    return float(value)


def _of_table(name: str, content: bytes, declared: Datum | None) -> Opened:
    book = open_book(name, content)
    rows = headed.rows(book, HEADINGS, ("name",))
    if not rows:
        raise FileError(f"{name}：列名下面没有一行，请填好再传")
    if declared is None and not any(words["datum"] for _, words in rows):
        raise FileError(_DECLARE)
    given = tuple(Given(f"第 {n} 行", words, partial(_of_row, words)) for n, words in rows)
    return Opened(given, declared, book.notes)


def _of_row(words: Mapping[str, str], datum: Datum) -> BaseGeometry:
    if words["wkt"]:
        return cells.geometry({"geometry": words["wkt"]})
    lon, lat = (words[key] for key in _POSITIONS)
    pair = coordinates.read(lon, lat, None, projected=datum.is_projected)
    if pair is None:
        raise InputError("没有坐标：请填“经度”“纬度”，道路请在“WKT”列写 LINESTRING(经度 纬度, …)")
    if isinstance(pair, Finding):
        raise InputError(pair.text)
    return shapely.Point(pair.x, pair.y)
