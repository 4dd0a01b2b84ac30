"""Reads one Shapefile from an uploaded .zip, in memory; nothing is unpacked to disk.

The format is read here (ESRI Shapefile Technical Description, July 1998; dBASE III) and not by a
library: of one upload only areas and short texts are wanted, every length is checked against what
is there, and nothing of it stays in memory. Which ring is a hole is told by its direction.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.crs import Array, Datum
from geo.errors import FileError
from geo.outline import dbf
from geo.outline.geojson import SUPPORTED, Shape, Shapes, datum_of
from geo.outline.polygons import MAX_FEATURES, MAX_RINGS, MAX_VERTICES
from geo.outline.zips import members

_NEEDED = (".shp", ".shx", ".dbf")
_PARTS = frozenset((*_NEEDED, ".prj", ".cpg"))
_POLYGONS = frozenset({5, 15, 25})
_KINDS = {0: None, 1: "Point", 3: "LineString", 8: "MultiPoint"}
_SHP_HEADER, _RECORD_HEADER, _BOX = 100, 8, 36
_CLOSED_RING = 4
_BROKEN = "Shapefile 已损坏或没有导出完整，请在 GIS 软件中重新导出再打包"


def layers(content: bytes) -> tuple[str, ...]:
    """List the layers (.shp files) of a zip.

    Raises:
        FileError: the zip is damaged, a trap, or larger than `geo.outline.zips` allows.

    """
    return tuple(sorted(name for name, parts in _layers(content).items() if ".shp" in parts))


def read(content: bytes, *, layer: str = "", encoding: str = "") -> Shapes:
    """Read the areas of a zipped Shapefile.

    Args:
        content: the zip.
        layer: which layer, when the zip holds several (see `layers`).
        encoding: UTF-8 or GBK when the user has chosen one; "" finds it out.

    Raises:
        FileError: a part is missing or broken, the layer is not told, the .prj is foreign.

    """
    name, parts = _chosen(_layers(content), layer)
    missing = [part for part in _NEEDED if part not in parts]
    if missing:
        raise FileError(f"“{name}”缺少 {'、'.join(missing)}，请把同名的几个文件一起打包")
    try:
        records, note = dbf.read(parts[".dbf"], parts.get(".cpg", b""), encoding, MAX_FEATURES + 1)
        shapes = list(islice(_shapes(parts[".shp"]), MAX_FEATURES + 1))
    except FileError:
        raise
    except (struct.error, ValueError, IndexError):
        raise FileError(_BROKEN) from None
    if max(len(records), len(shapes)) > MAX_FEATURES:
        raise FileError(f"文件里的图形超过上限 {MAX_FEATURES} 个，请只留板块范围")
    if len(records) != len(shapes):
        raise FileError(f"图形有 {len(shapes)} 个、属性有 {len(records)} 行，对不上；{_BROKEN}")
    found = (
        Shape(record, kind, coordinates)
        for record, (kind, coordinates) in zip(records, shapes, strict=True)
        if record is not None
    )
    return Shapes(tuple(found), (note,) if note else (), _stated_datum(parts.get(".prj", b"")))


def _layers(content: bytes) -> dict[str, dict[str, bytes]]:
    found: dict[str, dict[str, bytes]] = {}
    for name, data in members(content, _PARTS).items():
        stem, _, suffix = name.rpartition(".")
        found.setdefault(stem, {})[f".{suffix.lower()}"] = data
    return found


def _chosen(
    found: Mapping[str, Mapping[str, bytes]], layer: str
) -> tuple[str, Mapping[str, bytes]]:
    names = sorted(name for name, parts in found.items() if ".shp" in parts)
    if not names:
        raise FileError("压缩包里没有 .shp 文件；请把 Shapefile 的 .shp、.shx、.dbf、.prj 一起打包")
    if layer and layer not in names:
        raise FileError(f"压缩包里没有图层“{layer[:60]}”，有：{'、'.join(names)[:200]}")
    if not layer and len(names) > 1:
        raise FileError(f"压缩包里有 {len(names)} 个图层，请选择一个：{'、'.join(names)[:200]}")
    name = layer or names[0]
    return name, found[name]


def _shapes(data: bytes) -> Iterator[tuple[str | None, object]]:
    """Yield the type and GeoJSON coordinates of each record; only areas have coordinates."""
    at = _SHP_HEADER
    while at < len(data):
        (words,) = struct.unpack_from(">i", data, at + 4)
        start, at = at + _RECORD_HEADER, at + _RECORD_HEADER + 2 * words
        if words <= 1 or at > len(data):
            raise ValueError
        (kind,) = struct.unpack_from("<i", data, start)
        if kind in _POLYGONS:
            yield "MultiPolygon", _rings(data[start:at])
        else:
            yield _KINDS.get(kind % 10, "其他"), None


def _rings(record: bytes) -> list[list[list[list[float]]]]:
    parts, points = struct.unpack_from("<2i", record, _BOX)
    if parts > MAX_RINGS or points > MAX_VERTICES:
        raise FileError(f"一个图形有 {parts} 个环、{points} 个顶点，过多，请简化边界后再传")
    if parts < 1 or points < 1 or _BOX + 8 + 4 * parts + 16 * points > len(record):
        raise ValueError
    starts = np.frombuffer(record, "<i4", parts, _BOX + 8).tolist()
    xy = np.frombuffer(record, "<f8", 2 * points, _BOX + 8 + 4 * parts).reshape(-1, 2)
    if starts[0] != 0 or starts != sorted(starts) or starts[-1] >= points:
        raise ValueError
    if not np.isfinite(xy).all():
        raise ValueError
    return _nested([xy[a:b] for a, b in zip(starts, [*starts[1:], points], strict=True)])


def _nested(rings: Sequence[Array]) -> list[list[list[list[float]]]]:
    """Put holes (anticlockwise) into the smallest shell (clockwise) around them."""
    shells = [k for k, ring in enumerate(rings) if _turn(ring) <= 0] or list(range(len(rings)))
    nested = {k: [rings[k].tolist()] for k in shells}
    areas = {k: shapely.Polygon(rings[k]) for k in shells if len(rings[k]) >= _CLOSED_RING}
    for k in sorted(set(range(len(rings))) - set(shells)):
        point = shapely.Point(rings[k][0])
        around = [shell for shell, area in areas.items() if area.intersects(point)]
        # A hole outside every shell goes to the first one, where it is found and refused.
        home = min(around, key=lambda shell: areas[shell].area, default=shells[0])
        nested[home].append(rings[k].tolist())
    return list(nested.values())


def _turn(ring: Array) -> float:
    """Twice the signed area: negative when clockwise."""
    x, y = (ring - ring[0]).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


def _stated_datum(prj: bytes) -> Datum | None:
    """Read the datum a .prj states."""
    text = prj.decode("utf-8", "replace").strip()
    if not text:
        return None
    try:
        crs = CRS.from_wkt(text)
    except CRSError:
        raise FileError(".prj 读不出坐标系，请删去它并自己声明坐标基准，或重新导出") from None
    code = crs.to_epsg()
    datum = datum_of(str(code)) if code else None
    if datum is None:
        raise FileError(f".prj 写的坐标系“{crs.name[:60]}”不支持，请转为 {SUPPORTED} 后重传")
    return datum
