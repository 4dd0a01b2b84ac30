"""Reads the features of an uploaded GeoJSON through `json` alone; no GDAL ever sees the file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, NoReturn

from geo.crs import Datum
from geo.errors import FileError

_CODECS = (("utf-8-sig", ""), ("gb18030", "文件不是 UTF-8 编码，已按 GBK 读，请核对名称"))
_GEOMETRIES = frozenset(
    [
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    ]
)
_TYPES = _GEOMETRIES | {"Feature", "FeatureCollection"}
_NO_GEOJSON = "不是 GeoJSON；请在 GIS 软件中另存为 GeoJSON（板块范围也可打包 Shapefile 为 .zip）"
SUPPORTED = "WGS-84、CGCS2000 或 EPSG:4547、4526"
_CRS = re.compile(r"(?:urn:ogc:def:crs:)?(?:epsg:[\d.]*:?(\d{4,5})|ogc:[\d.]*:?(crs84))", re.I)
_DATUMS = {
    "4326": Datum.WGS84,
    "crs84": Datum.WGS84,
    "4490": Datum.CGCS2000,
    "4547": Datum.CGCS2000_GK114,
    "4526": Datum.CGCS2000_GK38,
}


class Shape(NamedTuple):
    """A feature of a file, unchecked: its properties, the type of its geometry, its coordinates.

    `kind` is None for a feature without geometry.
    """

    properties: Mapping[str, object]
    kind: str | None
    coordinates: object
    notes: tuple[str, ...] = ()


class Shapes(NamedTuple):
    """The features of a file, what was noticed on the way, and the datum the file itself states."""

    shapes: tuple[Shape, ...]
    notes: tuple[str, ...]
    datum: Datum | None


def read(content: bytes) -> Shapes:
    """Read a GeoJSON document (RFC 7946; the older `crs` member is understood).

    Raises:
        FileError: it is no GeoJSON, is nested without end, holds NaN, or states a foreign CRS.

    """
    text, note = _decoded(content)
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise FileError(f"嵌套过深，{_NO_GEOJSON}") from None
    except FileError:
        raise
    except ValueError:
        raise FileError(_NO_GEOJSON) from None
    if not isinstance(document, dict):
        raise FileError(_NO_GEOJSON)
    shapes = tuple(_shape(feature) for feature in _features(document))
    return Shapes(shapes, (note,) if note else (), _stated_datum(document))


def datum_of(code: str) -> Datum | None:
    """Return the datum of an EPSG code, None when it is none of ours."""
    return _DATUMS.get(code.lower())


def _refuse_constant(word: str) -> NoReturn:
    raise FileError(f"文件里有 {word}，不是数字，请核对后重新导出")


def _decoded(content: bytes) -> tuple[str, str]:
    for codec, note in _CODECS:
        try:
            return content.decode(codec), note
        except UnicodeDecodeError:
            continue
    raise FileError(_NO_GEOJSON)


def _features(document: Mapping[str, object]) -> Sequence[object]:
    """List the features of any GeoJSON object; a bare geometry is a feature without properties."""
    kind = document.get("type")
    if not isinstance(kind, str) or kind not in _TYPES:
        near = next((t for t in _TYPES if isinstance(kind, str) and t.lower() == kind.lower()), "")
        if near:
            raise FileError(f"type 写作“{kind}”，应为“{near}”（区分大小写），请改正后重传")
        raise FileError(_NO_GEOJSON)
    if kind in _GEOMETRIES:
        return [{"type": "Feature", "properties": {}, "geometry": document}]
    if kind == "Feature":
        return [document]
    features = document.get("features")
    if not isinstance(features, list):
        raise FileError("缺少 features 列表，不是完整的 GeoJSON，请重新导出")
    return features


def _shape(feature: object) -> Shape:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return Shape({}, "不是 Feature", None)
    properties, geometry = feature.get("properties"), feature.get("geometry")
    notes: tuple[str, ...] = ()
    if properties is not None and not isinstance(properties, dict):
        properties, notes = {}, ("properties 不是对象，读不到名称",)
    if not isinstance(geometry, dict):
        return Shape(properties or {}, None, None, notes)
    kind = geometry.get("type")
    named = kind if isinstance(kind, str) else "没有写明类型的图形"
    return Shape(properties or {}, named, geometry.get("coordinates"), notes)


def _stated_datum(document: Mapping[str, object]) -> Datum | None:
    """Read the `crs` member of GeoJSON 2008, which GIS software in China still writes."""
    crs = document.get("crs")
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    found = _CRS.fullmatch(name.strip()) if isinstance(name, str) else None
    datum = datum_of(found[1] or found[2]) if found else None
    if datum is None:
        shown = str(name)[:60] if name else "未写名称"
        raise FileError(f"文件声明的坐标系（crs：{shown}）不支持，请转为 {SUPPORTED} 后重传")
    return datum
