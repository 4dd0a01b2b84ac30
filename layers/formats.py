"""The formats a selection leaves in: one table, used by the app and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from geo.catalogue import Catalogue
from geo.errors import InputError
from layers import escape
from layers.basemaps import BUILTIN
from layers.words import chosen_words

_SUBJECT = "重点项目"


@dataclass(frozen=True)
class Format:
    """A way out: file suffix, word for people, MIME type, and the module whose `encode` writes."""

    suffix: str
    label: str
    mime: str
    module: str
    has_basemap: bool = False

    def encode(self, catalogue: Catalogue, basemap: str = BUILTIN) -> bytes:
        """Write the selection; the module is imported now, for most are slow and few are used.

        Raises:
            InputError: the format has no base map, or this base map cannot leave in a file.

        """
        if basemap != BUILTIN and not self.has_basemap:
            raise InputError(f".{self.suffix} 没有底图可选：--basemap 只用于 .html")
        options = {"basemap": basemap} if self.has_basemap else {}
        content: bytes = import_module(self.module).encode(catalogue, **options)
        return content


FORMATS = {
    row.suffix: row
    for row in (
        Format("html", "离线地图（HTML）", "text/html", "layers.document", has_basemap=True),
        Format("geojson", "GeoJSON（WGS-84）", "application/geo+json", "layers.geojson"),
        Format("csv", "CSV 表格", "text/csv", "layers.csv_table"),
        Format(
            "xlsx",
            "Excel 工作簿",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "layers.workbook",
        ),
        Format("gpkg", "GeoPackage（QGIS）", "application/geopackage+sqlite3", "layers.geopackage"),
    )
}


def format_of(path: Path) -> Format:
    """Choose the format by a file's ending.

    Raises:
        InputError: the ending is none of ours.

    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        known = "、".join(f".{name}" for name in FORMATS)
        raise InputError(f"不支持的文件类型“{path.suffix or path.name}”，可用：{known}")
    return FORMATS[suffix]


def file_name(catalogue: Catalogue, suffix: str) -> str:
    """Name a download after its content: district, date, and what it was cut to."""
    district = catalogue.facts.base.district_name
    parts = (f"{district}{_SUBJECT}", catalogue.as_of.isoformat(), *chosen_words(catalogue))
    return f"{escape.file_name('_'.join(parts))}.{suffix}"
