"""OpenStreetMap's Nominatim, by geopy's own geocoder, kept to the district.

Its policy (https://operations.osmfoundation.org/policies/nominatim/): one request a second at
most, an agent that says who asks, results kept, the source named, no work in bulk.
"""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import urlsplit

from geopy.geocoders import Nominatim as GeopyNominatim
from geopy.location import Location
from shapely.geometry import LineString

from geo.crs import Datum, LonLat
from geo.geocode.faults import RefusedError
from geo.geocode.hits import Hit, Raw, mapping, number, position, text
from geo.geocode.web import Web
from geo.measures import length_m

_MOST = 5
# Search ranks of Nominatim, from the finest: what they are and the word of ours for it.
_RANKS = ((28, "门牌或地点"), (26, "道路"), (17, "片区或村庄"), (0, "区县及以上"))
_BOX = 4


class Nominatim(GeopyNominatim):  # type: ignore[misc] # geopy has no types
    """Ask a Nominatim server for what lies within `bounds` (west, south, east, north)."""

    def __init__(
        self,
        *,
        address: str,
        bounds: tuple[float, float, float, float],
        timeout: float,
        user_agent: str,
    ) -> None:
        parts = urlsplit(address)
        super().__init__(
            scheme=parts.scheme,
            domain=parts.netloc + parts.path,
            timeout=timeout,
            user_agent=user_agent,
            adapter_factory=Web,
        )
        west, south, east, north = bounds
        self._viewbox = ((south, west), (north, east))

    def geocode(self, query: str, **options: Any) -> Location | list[Location] | None:  # noqa: ANN401
        """Find an address in the district; options are those of geopy.

        Raises:
            GeocoderServiceError: the service failed.

        """
        bounded = {
            "viewbox": self._viewbox,
            "bounded": True,
            "country_codes": "cn",
            "language": "zh-CN",
            "limit": _MOST,
        }
        return super().geocode(query, **{**bounded, **options})

    def _parse_json(self, places: object, exactly_one: bool) -> Location | list[Location] | None:
        """Take an empty list alone for "nothing"; geopy takes any empty value."""
        if not isinstance(places, list):
            raise RefusedError("status" if isinstance(places, dict) else "unreadable")
        return super()._parse_json(places, exactly_one)

    def _parse_code(self, place: Raw) -> Location:
        """Read a place as carefully as those of the others, so that a bad one is no 0 or None."""
        read = hit(mapping(place))
        return Location(read.matched, read.at.latlon, dict(place))


def hit(raw: Raw) -> Hit:
    """Read a place of a reply.

    Raises:
        RefusedError: its numbers are none.

    """
    rank = int(number(raw.get("place_rank", 0)))
    at = position(raw.get("lon"), raw.get("lat"), Datum.WGS84)
    return Hit(
        at=at,
        matched=text(raw.get("display_name")),
        level=next(word for least, word in _RANKS if rank >= least),
        size_m=_size_m(raw.get("boundingbox"), at),
    )


def _size_m(box: object, at: LonLat) -> int:
    """Return how far a place reaches from its point: a road or a village is no point."""
    if not isinstance(box, list) or len(box) != _BOX:
        return 0
    south, north, west, east = map(number, box)
    corners = ((x, y) for x in (west, east) for y in (south, north))
    return math.ceil(max(length_m(LineString([(at.lon, at.lat), c])) for c in corners))
