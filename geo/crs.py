"""Datums: what a pair of numbers means, and how one meaning becomes another.

Inside the project every coordinate is WGS-84. Sources state WGS-84, GCJ-02, BD-09 or
CGCS2000 and are converted here, once, on the way in.

GCJ-02 and BD-09 have no published definition. The forward formulas are the ones recovered
from the reference implementation (constants of the Krasovsky 1940 ellipsoid), as in
https://github.com/wandergis/coordtransform and https://github.com/hujiulong/gcoord.
Their inverses have no closed form: the usual one-step inverse is up to 4.8 m off, so ours
iterates until the step is below 1e-9 degree (0.1 mm).
CGCS2000 and WGS-84 are the same to a few centimetres; EPSG registers no operation between
them, so they are treated as equal and no centimetre accuracy is claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.errors import DatumError, InputError

Array = NDArray[np.float64]
Pair = tuple[Array, Array]

_KRASOVSKY_A = 6378245.0
_KRASOVSKY_EE = 0.00669342162296594323
_BD_PI = np.pi * 3000.0 / 180.0
_INVERSE_STEP_DEG = 1e-9
_INVERSE_MAX_STEPS = 30
_MAX_LON, _MAX_LAT = 180.0, 90.0
# Outside this box GCJ-02 equals WGS-84 in every reference implementation.
_SHIFTED_LON = (72.004, 137.8347)
_SHIFTED_LAT = (0.8293, 55.8271)
# Gauss-Krüger 3-degree, central meridian 114°E; zone 38 carries its number in front of the easting.
_ZONE_38_PREFIX = 38_000_000.0
_GK_EASTING = (300_000.0, 700_000.0)
_GK_NORTHING = (0.0, 6_000_000.0)


class Datum(StrEnum):
    """The datums a source may declare."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"
    CGCS2000 = "cgcs2000"
    CGCS2000_GK114 = "cgcs2000-gk114"
    CGCS2000_GK38 = "cgcs2000-gk38"

    @property
    def is_projected(self) -> bool:
        """True when the numbers are metres (easting, northing), not degrees."""
        return self in _PROJECTED

    @property
    def word(self) -> str:
        """The name people read."""
        return _WORDS[self]


_PROJECTED = frozenset({Datum.CGCS2000_GK114, Datum.CGCS2000_GK38})
_WORDS = {
    Datum.WGS84: "WGS-84",
    Datum.GCJ02: "GCJ-02",
    Datum.BD09: "BD-09",
    Datum.CGCS2000: "CGCS2000",
    Datum.CGCS2000_GK114: "CGCS2000 高斯—克吕格（114°E，EPSG:4547）",
    Datum.CGCS2000_GK38: "CGCS2000 高斯—克吕格（38 带，EPSG:4526）",
}
_NAMES = {
    **{datum.value: datum for datum in Datum},
    "wgs-84": Datum.WGS84,
    "epsg:4326": Datum.WGS84,
    "gcj-02": Datum.GCJ02,
    "bd-09": Datum.BD09,
    "epsg:4490": Datum.CGCS2000,
    "epsg:4547": Datum.CGCS2000_GK114,
    "epsg:4526": Datum.CGCS2000_GK38,
}


def parse_datum(text: str) -> Datum:
    """Read a datum as people write it ("GCJ-02", "epsg:4547").

    Raises:
        InputError: the name is not known.

    """
    try:
        return _NAMES[text.strip().lower()]
    except KeyError:
        choices = "、".join(datum.value for datum in Datum)
        raise InputError(f"坐标基准“{text}”无法识别，可用：{choices}") from None


@dataclass(frozen=True)
class LonLat:
    """One position that names its axes and its datum (degrees, or metres when projected).

    Raises:
        DatumError: the numbers cannot be a position in `datum`.

    """

    lon: float
    lat: float
    datum: Datum = Datum.WGS84

    def __post_init__(self) -> None:
        """Refuse impossible numbers at once, not where they are first used."""
        check(self.lon, self.lat, self.datum)

    @property
    def latlon(self) -> tuple[float, float]:
        """(lat, lon), the order Leaflet and folium want."""
        return (self.lat, self.lon)

    def to(self, datum: Datum) -> LonLat:
        """Return the same place in another datum."""
        lon, lat = convert(self.lon, self.lat, self.datum, datum)
        return LonLat(float(lon), float(lat), datum)


def check(lon: ArrayLike, lat: ArrayLike, datum: Datum) -> None:
    """Refuse what cannot be a position in `datum`.

    Args:
        lon: longitudes in degrees, or eastings in metres, any shape.
        lat: latitudes in degrees, or northings in metres, same shape.
        datum: what the numbers claim to be.

    Raises:
        DatumError: not finite, out of range, or longitude and latitude swapped.

    """
    if _is_ordinary(lon, lat, datum):
        return
    x, y = _arrays(lon, lat)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise DatumError("坐标含空值或非数字，请补全后再试")
    if datum.is_projected:
        _check_projected(x, y, datum)
    else:
        _check_degrees(x, y)


def _is_ordinary(lon: ArrayLike, lat: ArrayLike, datum: Datum) -> bool:
    """Tell at once that a single pair of degrees is in order: arrays of one cost 0.1 ms each."""
    if datum.is_projected or type(lon) is not float or type(lat) is not float:
        return False
    return _SHIFTED_LON[0] <= lon <= _SHIFTED_LON[1] and _SHIFTED_LAT[0] <= lat <= _SHIFTED_LAT[1]


def convert(lon: ArrayLike, lat: ArrayLike, source: Datum, target: Datum) -> Pair:
    """Convert positions between datums, over whole arrays.

    Args:
        lon: longitudes in degrees (eastings in metres for a projected `source`), any shape.
        lat: latitudes in degrees (northings in metres), same shape.
        source: datum of the input.
        target: datum of the output.

    Returns:
        Two float64 arrays of the input's shape, in `target`.

    Raises:
        DatumError: the input cannot be a position in `source`.

    """
    check(lon, lat, source)
    x, y = _arrays(lon, lat)
    if source is target:
        return x.copy(), y.copy()
    return _FROM_WGS84[target](*_TO_WGS84[source](x, y))


def to_wgs84(geometry: BaseGeometry, source: Datum) -> BaseGeometry:
    """Convert every vertex of a shapely geometry (or array of them) to WGS-84.

    Raises:
        DatumError: a vertex cannot be a position in `source`.

    """
    return _transform(geometry, source, Datum.WGS84)


def from_wgs84(geometry: BaseGeometry, target: Datum) -> BaseGeometry:
    """Convert every vertex of a shapely geometry (or array of them, None kept) from WGS-84.

    Raises:
        DatumError: a vertex cannot be a position in WGS-84.

    """
    return _transform(geometry, Datum.WGS84, target)


def _transform(geometry: BaseGeometry, source: Datum, target: Datum) -> BaseGeometry:
    def run(xy: Array) -> Array:
        return np.column_stack(convert(xy[:, 0], xy[:, 1], source, target))

    return shapely.transform(geometry, run)


def _arrays(lon: ArrayLike, lat: ArrayLike) -> Pair:
    try:
        x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    except (TypeError, ValueError):
        raise DatumError("坐标不是数字，请检查经度、纬度两列") from None
    if x.shape != y.shape:
        raise DatumError(f"经度与纬度的个数不同：{x.size} 与 {y.size}")
    return x, y


def _check_degrees(x: Array, y: Array) -> None:
    swapped = ~_is_shifted(x, y) & _is_shifted(y, x)
    if swapped.any():
        at = int(np.flatnonzero(swapped)[0])
        raise DatumError(f"经纬度疑似颠倒：({x.flat[at]}, {y.flat[at]})，经度应在前、纬度在后")
    wrong = (np.abs(x) > _MAX_LON) | (np.abs(y) > _MAX_LAT)
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        raise DatumError(f"坐标超出经纬度范围：({x.flat[at]}, {y.flat[at]})，是否为投影坐标？")


def _check_projected(x: Array, y: Array, datum: Datum) -> None:
    east = x - _ZONE_38_PREFIX if datum is Datum.CGCS2000_GK38 else x
    fits = _within(east, _GK_EASTING) & _within(y, _GK_NORTHING)
    if not fits.all():
        at = int(np.flatnonzero(~fits)[0])
        raise DatumError(
            f"坐标不在 {datum.word} 范围内：({x.flat[at]}, {y.flat[at]})，"
            "请核对带号，并确认东坐标在前、北坐标在后"
        )


def _within(values: Array, bounds: tuple[float, float]) -> NDArray[np.bool_]:
    return (values >= bounds[0]) & (values <= bounds[1])


def _is_shifted(lon: Array, lat: Array) -> NDArray[np.bool_]:
    return _within(lon, _SHIFTED_LON) & _within(lat, _SHIFTED_LAT)


def _wgs84_to_gcj02(lon: Array, lat: Array) -> Pair:
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    wave = 20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave * 2 / 3
    north += (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi)) * 2 / 3
    north += (160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave * 2 / 3
    east += (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi)) * 2 / 3
    east += (150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    phi = np.radians(lat)
    magic = 1 - _KRASOVSKY_EE * np.sin(phi) ** 2
    meridian = _KRASOVSKY_A * (1 - _KRASOVSKY_EE) / (magic * np.sqrt(magic))
    parallel = _KRASOVSKY_A / np.sqrt(magic) * np.cos(phi)
    shifted = _is_shifted(lon, lat)
    return (
        np.where(shifted, lon + np.degrees(east / parallel), lon),
        np.where(shifted, lat + np.degrees(north / meridian), lat),
    )


def _gcj02_to_bd09(lon: Array, lat: Array) -> Pair:
    z = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_PI)
    theta = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_PI)
    return z * np.cos(theta) + 0.0065, z * np.sin(theta) + 0.006


def _inverse(forward: Callable[[Array, Array], Pair], lon: Array, lat: Array) -> Pair:
    """Solve forward(w) = g by fixed-point iteration; it contracts by about 1e-3 a step."""
    x, y = lon.copy(), lat.copy()
    for _ in range(_INVERSE_MAX_STEPS):
        fx, fy = forward(x, y)
        dx, dy = fx - lon, fy - lat
        x, y = x - dx, y - dy
        if max(np.abs(dx).max(initial=0.0), np.abs(dy).max(initial=0.0)) < _INVERSE_STEP_DEG:
            return x, y
    raise DatumError("坐标换算未收敛：该点位于偏移区边缘，请核对坐标")


def _gcj02_to_wgs84(lon: Array, lat: Array) -> Pair:
    return _inverse(_wgs84_to_gcj02, lon, lat)


def _bd09_to_wgs84(lon: Array, lat: Array) -> Pair:
    return _gcj02_to_wgs84(*_inverse(_gcj02_to_bd09, lon, lat))


def _wgs84_to_bd09(lon: Array, lat: Array) -> Pair:
    return _gcj02_to_bd09(*_wgs84_to_gcj02(lon, lat))


def _same(lon: Array, lat: Array) -> Pair:
    return lon.copy(), lat.copy()


@cache
def _projection(source: int, target: int) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _projected(source: int, target: int) -> Callable[[Array, Array], Pair]:
    def run(x: Array, y: Array) -> Pair:
        a, b = _projection(source, target).transform(x, y)
        return np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)

    return run


_TO_WGS84: dict[Datum, Callable[[Array, Array], Pair]] = {
    Datum.WGS84: _same,
    Datum.GCJ02: _gcj02_to_wgs84,
    Datum.BD09: _bd09_to_wgs84,
    Datum.CGCS2000: _same,
    Datum.CGCS2000_GK114: _projected(4547, 4490),
    Datum.CGCS2000_GK38: _projected(4526, 4490),
}
_FROM_WGS84: dict[Datum, Callable[[Array, Array], Pair]] = {
    Datum.WGS84: _same,
    Datum.GCJ02: _wgs84_to_gcj02,
    Datum.BD09: _wgs84_to_bd09,
    Datum.CGCS2000: _same,
    Datum.CGCS2000_GK114: _projected(4490, 4547),
    Datum.CGCS2000_GK38: _projected(4490, 4526),
}
