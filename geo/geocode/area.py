"""Where answers may lie: the district, the codes services know it by, and its full address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from geo.crs import LonLat
from geo.gazetteer import scope
from geo.measures import length_m

# Codes of 二七区 and 郑州市 in GB/T 2260.
ADCODE, CITY_CODE = "410103", "410100"
_DISTRICT, _CITY, _PROVINCE = "二七区", "郑州市", "河南省"
# 郑州 for 郑州市: what tells divisions apart, whether or not their rank is written.
_STEM = 2
# 超市, 门市 and 小区, 园区 end like a city and a district but are none.
_STATES_CITY = re.compile(r"[\u4e00-\u9fff]{2,7}(省|(?<![超门夜菜集早])市)")
_STATES_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,3}((?<![小园社校院新城景厂库矿])区|县)")


@dataclass(frozen=True, kw_only=True)
class Area:
    """The district services are asked about; `shape` is in WGS-84."""

    shape: BaseGeometry
    adcode: str = ADCODE
    city_code: str = CITY_CODE
    names: tuple[str, str, str] = (_PROVINCE, _CITY, _DISTRICT)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        west, south, east, north = self.shape.bounds
        return west, south, east, north

    def metres_outside(self, at: LonLat) -> float:
        """Return how many metres a WGS-84 point lies outside the district; 0 inside."""
        point = Point(at.lon, at.lat)
        if self.shape.covers(point):
            return 0.0
        return length_m(LineString(nearest_points(self.shape, point)))

    def is_elsewhere(self, adcode: str) -> bool:
        """Tell whether a division code names another place than the district or what holds it."""
        if not adcode or adcode == self.adcode:
            return False
        return not self.adcode.startswith(adcode.rstrip("0"))

    def is_named_elsewhere(self, division: Sequence[str], text: str) -> bool:
        """Tell whether a service's own words say that a place is not in the district.

        Args:
            division: province, city and district it names, "" for what it does not say.
            text: its address of the place, which may name another city or district.

        """
        pairs = zip(division, self.names, strict=False)
        if any(said and said[:_STEM] != ours[:_STEM] for said, ours in pairs):
            return True
        _, city, district = self.names
        if district in text:
            return False
        return bool(scope.elsewhere(text, district, begins_known=city in text))


def full_address(address: str) -> str:
    """Put province, city and district in front of an address that does not state them.

    A namesake in another city is what a service finds first otherwise. An address that names
    another district keeps it, so that the answer shows where it is.
    """
    if _CITY[:_STEM] in address or _STATES_CITY.match(address):
        return address
    if _STATES_DISTRICT.match(address):
        return f"{_PROVINCE}{_CITY}{address}"
    return f"{_PROVINCE}{_CITY}{_DISTRICT}{address}"
