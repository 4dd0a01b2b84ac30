"""Outlines of plates as users upload them: GeoJSON or a zipped Shapefile, with our own checks.

Neither GDAL nor anything that opens files by content ever sees an upload (an OGR VRT or a GDALG
document can name any file of the server), and the file's name is only ever shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from shapely.geometry.base import BaseGeometry

from geo.crs import Datum, to_wgs84
from geo.errors import FileError, InputError
from geo.ledger.placing.surroundings import Area
from geo.measures import area_m2
from geo.model import BaseMap
from geo.outline import geojson, shapefile
from geo.outline.checks import check_place, doubts
from geo.outline.geojson import Shape, Shapes
from geo.outline.polygons import MAX_FEATURES, MAX_VERTICES, Workshop, swapped, vertices
from geo.texts import plain

MAX_BYTES = 10 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_LONGEST_NAME = 100
_SMALLEST_M2 = 100
_NAMES = ("name", "名称", "板块", "板块名称", "板块名", "title", "mc", "bkmc", "标题")
_AREAS = frozenset({"Polygon", "MultiPolygon"})
_OTHER_KINDS = {
    None: "没有图形（geometry 为空）",
    "GeometryCollection": "是图形集合（GeometryCollection），请拆开，只留面",
}


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One outline: its place in the file (from 1), name ("" if none), area in WGS-84, notes."""

    number: int
    name: str
    geometry: BaseGeometry
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A feature that is no outline: which (number and name), and why, in Chinese."""

    which: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """A file of outlines as read in `datum`; outlines and refusals add up to its features."""

    file: str
    datum: Datum
    outlines: tuple[Outline, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...] = ()


class _Rules(NamedTuple):
    datum: Datum
    area: Area
    swap: bool


def layers(content: bytes) -> tuple[str, ...]:
    """List the layers of a zipped Shapefile; a GeoJSON has none.

    Raises:
        FileError: the zip is damaged, a trap, or too large.

    """
    return shapefile.layers(content) if content.startswith(_ZIP) else ()


def read(
    name: str,
    content: bytes,
    *,
    datum: Datum | None,
    base: BaseMap,
    layer: str = "",
    encoding: str = "",
    swap: bool = False,
) -> Outlines:
    """Read outlines from an upload.

    Args:
        name: the file's name, shown only.
        content: its bytes; what it is is told by these, not by the name.
        datum: what the user declares; needed unless the file states one of ours itself.
        base: the base map; its district tells swapped and foreign coordinates.
        layer: which layer of a zip that holds several.
        encoding: UTF-8 or GBK for a Shapefile's names, "" to find it out.
        swap: the user confirms that the two numbers of each position are swapped.

    Raises:
        FileError: nothing of the file can be used; single features are refused in the result.

    """
    if not content or len(content) > MAX_BYTES:
        most = MAX_BYTES // 1024 // 1024
        raise FileError(
            "文件是空的，请重新导出" if not content else f"文件超过 {most} MB，请简化后再传"
        )
    if content.startswith(_ZIP):
        found = shapefile.read(content, layer=layer, encoding=encoding)
    else:
        found = geojson.read(content)
    _check_size(found)
    chosen, note = _chosen(datum, found.datum)
    area = Area(name=base.district_name, district=base.district, known={})
    rules = _Rules(chosen, area, swap)
    outlines: list[Outline] = []
    refused: list[Refused] = []
    for number, shape in enumerate(found.shapes, 1):
        title = _title(shape)
        try:
            outlines.append(_outline(number, title, shape, rules))
        except InputError as error:
            which = f"第 {number} 个图形" + (f"“{title}”" if title else "")
            refused.append(Refused(which=which, reason=str(error)))
    return Outlines(
        file=plain(name)[-_LONGEST_NAME:],
        datum=chosen,
        outlines=tuple(outlines),
        refused=tuple(refused),
        notes=(*found.notes, *note),
    )


def _check_size(found: Shapes) -> None:
    if not found.shapes:
        raise FileError("文件里没有任何图形，请重新导出")
    if len(found.shapes) > MAX_FEATURES:
        raise FileError(
            f"文件里有 {len(found.shapes)} 个图形，超过上限 {MAX_FEATURES}，请只留板块范围"
        )
    count = sum(vertices(shape.coordinates) for shape in found.shapes)
    if count > MAX_VERTICES:
        raise FileError(f"文件里有 {count} 个顶点，超过上限 {MAX_VERTICES}，请简化边界后再传")


def _chosen(declared: Datum | None, stated: Datum | None) -> tuple[Datum, tuple[str, ...]]:
    """Choose between what the user declares and what the file states; the user knows better.

    RFC 7946 makes every GeoJSON WGS-84, but files drawn over Chinese web maps are not.
    """
    if declared is not None:
        differs = stated not in (None, declared)
        note = f"文件写明的基准不同，按您声明的 {declared.word} 读"
        return declared, (note,) if differs else ()
    if stated is not None:
        return stated, (f"按文件写明的 {stated.word} 读；若是在高德等地图上描的，会偏约 570 米",)
    raise FileError(
        "文件没有写明坐标基准，请先声明（WGS-84、GCJ-02、BD-09 或 CGCS2000）；"
        "从高德、腾讯地图上描的是 GCJ-02，从百度地图上描的是 BD-09"
    )


def _title(shape: Shape) -> str:
    """Read the name of a feature from the first property that usually holds it."""
    lowered = {str(key).strip().lower(): value for key, value in shape.properties.items()}
    values = (lowered.get(key) for key in _NAMES)
    name = next((v for v in values if isinstance(v, str | int) and str(v).strip()), "")
    return " ".join(plain(str(name)).split())[:_LONGEST_NAME]


def _outline(number: int, title: str, shape: Shape, rules: _Rules) -> Outline:
    datum, area, swap = rules
    if shape.kind not in _AREAS:
        raise InputError(_OTHER_KINDS.get(shape.kind, f"是 {shape.kind}，板块范围须是面"))
    workshop = Workshop()
    drawn = workshop.build(shape.kind, shape.coordinates)
    drawn = swapped(drawn) if swap else drawn
    check_place(drawn, datum, area)
    geometry = to_wgs84(drawn, datum)
    if area_m2(geometry) < _SMALLEST_M2:
        raise InputError(f"面积不足 {_SMALLEST_M2} 平方米，不是板块范围，请核对")
    notes = (*shape.notes, *workshop.notes, *doubts(title, geometry, area))
    return Outline(number=number, name=title, geometry=geometry, notes=notes)
