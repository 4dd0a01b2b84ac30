"""Datums as ledgers name them, and what sort of numbers a pair looks like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.crs import Datum
from geo.ledger.placing.axes import LONGEST

_NOISE = re.compile(r"[\s_\-—/（）()：:,，、]")
# Words in brackets behind a number; brackets with only numbers belong to the coordinate.
_BEHIND = re.compile(r"\s*(\S*\d[^(（\[【]*)[(（\[【]([^)）\]】]*[^\W\d_][^)）\]】]*)[)）\]】]\s*")
_HAS_WORDS = re.compile("[)）\\]】:：]")
_BEFORE = re.compile(r"\s*([^:：]*[^\W\d_][^:：]*)[:：]\s*(.*\d.*)", re.DOTALL)
# Whose coordinates are in which datum: the services' own documents (AMap and Tencent GCJ-02,
# Baidu BD-09, Tianditu CGCS2000) and satellite receivers (WGS-84).
_NAMES = {
    "wgs84": Datum.WGS84, "epsg4326": Datum.WGS84, "4326": Datum.WGS84, "gps": Datum.WGS84,
    "wgs84坐标系": Datum.WGS84, "1984": Datum.WGS84, "wgs1984": Datum.WGS84,
    "gcj02": Datum.GCJ02, "火星坐标": Datum.GCJ02, "火星坐标系": Datum.GCJ02,
    "高德": Datum.GCJ02, "高德坐标": Datum.GCJ02, "高德地图": Datum.GCJ02, "腾讯": Datum.GCJ02,
    "腾讯地图": Datum.GCJ02, "国测局坐标": Datum.GCJ02, "gcj02坐标系": Datum.GCJ02,
    "bd09": Datum.BD09, "bd09ll": Datum.BD09, "百度": Datum.BD09, "百度坐标": Datum.BD09,
    "百度地图": Datum.BD09, "百度坐标系": Datum.BD09, "bd09坐标系": Datum.BD09,
    "cgcs2000": Datum.CGCS2000, "epsg4490": Datum.CGCS2000, "4490": Datum.CGCS2000,
    "国家2000": Datum.CGCS2000, "2000国家大地坐标系": Datum.CGCS2000, "天地图": Datum.CGCS2000,
    "国家2000坐标系": Datum.CGCS2000, "cgcs2000坐标系": Datum.CGCS2000, "大地2000": Datum.CGCS2000,
    "国家大地2000": Datum.CGCS2000, "国家2000大地坐标系": Datum.CGCS2000,
    "cgcs2000gk114": Datum.CGCS2000_GK114, "epsg4547": Datum.CGCS2000_GK114,
    "4547": Datum.CGCS2000_GK114, "cgcs20003degreegkcm114e": Datum.CGCS2000_GK114,
    "cgcs2000gk38": Datum.CGCS2000_GK38, "epsg4526": Datum.CGCS2000_GK38,
    "4526": Datum.CGCS2000_GK38, "cgcs20003degreegkzone38": Datum.CGCS2000_GK38,
}  # fmt: skip


def _key(words: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", words)).lower()


# The words this software writes itself are read again.
_OWN = {_key(datum.word): datum for datum in Datum}
_DEGREES = "经纬度"
_MERCATOR = "Web 墨卡托（EPSG:3857）或百度墨卡托（BD09MC）：不支持，请先换算为经纬度"
_OTHER_ZONE = "其他带号的高斯投影坐标：只支持 38 带（EPSG:4526）和 114°E（EPSG:4547）"
# Ranges of what is met in practice (low, high of x, then of y), the first that fits is told.
_RANGES = (
    (_DEGREES, (-180.0, 180.0), (-90.0, 90.0)),
    (Datum.CGCS2000_GK114.word, (3e5, 7e5), (5e5, 6e6)),
    (Datum.CGCS2000_GK38.word, (38.3e6, 38.7e6), (5e5, 6e6)),
    (_OTHER_ZONE, (16e6, 46e6), (5e5, 6e6)),
    (_MERCATOR, (7.4e6, 15.5e6), (3e5, 7.6e6)),
)


def datum_named(words: str) -> Datum | None:
    """Return the datum a cell or heading names ("GCJ-02", "百度坐标"), None when not known."""
    return _NAMES.get(_key(words)) or _OWN.get(_key(words))


def parted(cell: str) -> tuple[str, str]:
    """Part a coordinate from words beside it: 113.64,34.72（高德）, or 高德：113.64,34.72.

    Returns:
        The coordinate and the words; "" where there are none. Words before a coordinate count
        only where they name a datum: 经度：113.64 names an axis.

    """
    if len(cell) > LONGEST or not _HAS_WORDS.search(cell):
        return cell, ""
    if behind := _BEHIND.fullmatch(cell):
        return behind[1], behind[2].strip()
    before = _BEFORE.fullmatch(cell)
    if before and datum_named(before[1]):
        return before[2], before[1].strip()
    return cell, ""


def by_datum(datums: Sequence[Datum | None]) -> Iterator[tuple[Datum, NDArray[np.intp]]]:
    """Yield each declared datum with the indices where it stands."""
    for datum in Datum:
        found = np.flatnonzero([each is datum for each in datums])
        if len(found):
            yield datum, found


def looks_like(x: float, y: float) -> str:
    """Tell in Chinese what sort of coordinates two numbers may be, "" when like none."""
    for a, b, turned in ((x, y, ""), (y, x, "，但两个数的次序颠倒")):
        for word, (x_low, x_high), (y_low, y_high) in _RANGES:
            if x_low <= a <= x_high and y_low <= b <= y_high:
                return word + turned
    return ""
