"""高德's geocoder for geopy: GCJ-02 as one text "longitude,latitude", failures with HTTP 200.

Shape of request and reply: https://lbs.amap.com/api/webservice/guide/api/georegeo
"""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.crs import Datum
from geo.geocode.faults import RefusedError
from geo.geocode.hits import Hit, Raw, location, mapping, position, text
from geo.geocode.web import Web

_DONE = "1"
_DIVISION = ("province", "city", "district")


class Amap(Geocoder):  # type: ignore[misc] # geopy has no types
    """Ask 高德 for an address of one city. `key` must be of its Web服务 sort, and stays in here."""

    def __init__(
        self, *, key: str, address: str, city: str, timeout: float, user_agent: str
    ) -> None:
        factory = partial(Web, secret=key)
        super().__init__(timeout=timeout, user_agent=user_agent, adapter_factory=factory)
        self._key, self._address, self._city = key, address, city

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401 (geopy's own default)
    ) -> Location | list[Location] | None:
        """Find an address; `Location.raw` is the reply's own place.

        Raises:
            RefusedError: the service failed; the code says how.

        """
        # A stroke would part several addresses.
        asked = {"address": query.replace("|", " "), "city": self._city, "key": self._key}
        url = f"{self._address}?{urlencode(asked)}"
        found: list[Location] = self._call_geocoder(url, _read, timeout=timeout)
        if not found:
            return None
        return found[0] if exactly_one else found


def hit(raw: Raw) -> Hit:
    """Read a place of a reply.

    Raises:
        RefusedError: its numbers are none.

    """
    lon, comma, lat = text(raw.get("location")).partition(",")
    if not comma:
        raise RefusedError("unreadable")
    return Hit(
        at=position(lon, lat, Datum.GCJ02),
        matched=text(raw.get("formatted_address")),
        level=text(raw.get("level")),
        adcode=text(raw.get("adcode")),
        division=tuple(text(raw.get(rank)) for rank in _DIVISION),
    )


def _read(page: object) -> list[Location]:
    reply = mapping(page)
    if text(reply.get("status")) != _DONE:
        raise RefusedError(text(reply.get("infocode")) or "status")
    places = reply.get("geocodes")
    if not isinstance(places, list):
        raise RefusedError("unreadable")
    # 高德 writes [] for a text it does not have.
    return [location(hit(raw), raw) for raw in map(mapping, places) if raw.get("location")]
