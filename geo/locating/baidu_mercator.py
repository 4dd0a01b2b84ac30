"""Baidu's own Mercator metres (BD09MC), as they stand in the addresses of its map, to BD-09.

Baidu's map scripts turn them into degrees by polynomials, one for each band of latitude; nothing
else is published. The coefficients of our band are as in
https://github.com/hujiulong/gcoord/blob/fa43556/src/crs/BD09MC.ts (MIT) and
https://github.com/tschaub/projzh; they agree with the city fixture of the former to 1e-6 degree.
"""

from __future__ import annotations

from geo.crs import Datum, LonLat
from geo.errors import DatumError

# Latitudes of 30 to 45 degrees; longitudes of China.
_NORTHING = (3_481_989.83, 5_591_021.0)
_EASTING = (8_000_000.0, 15_100_000.0)
_SCALE = 4_482_777.06
_LON = (-1.981981304930552e-8, 8.983055099779535e-6)
_LAT = (
    0.03278182852591,
    40.31678527705744,
    0.65659298677277,
    -4.44255534477492,
    0.85341911805263,
    0.12923347998204,
    -0.04625736007561,
)


def position(x: float, y: float) -> LonLat:
    """Return the BD-09 position of Baidu's metres east and north.

    Raises:
        DatumError: they lie outside China between 30 and 45 degrees north.

    """
    if not (_EASTING[0] <= x <= _EASTING[1] and _NORTHING[0] <= y < _NORTHING[1]):
        raise DatumError(f"({x}, {y}) 不是本地的百度墨卡托坐标，请核对")
    parts = y / _SCALE
    lat = sum(factor * parts**power for power, factor in enumerate(_LAT))
    return LonLat(_LON[0] + _LON[1] * x, lat, Datum.BD09)
