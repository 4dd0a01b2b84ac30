"""天地图's geocoder for geopy: CGCS2000 numbers in texts, one place at most.

Shape of request and reply: http://lbs.tianditu.gov.cn/server/geocodinginterface.html
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from geo.crs import Datum
from geo.geocode.faults import RefusedError
from geo.geocode.hits import Hit, Raw, location, mapping, position, text
from geo.geocode.web import Web

_FOUND, _EMPTY = "0", "101"
_WRONG_KEY = "301012"
# What would end the text in the JSON the address is sent in.
_UNQUOTABLE = re.compile(r'["\\\x00-\x1f]')


class Tianditu(Geocoder):  # type: ignore[misc] # geopy has no types
    """Ask 天地图 for an address. `key` must be of its 服务端 sort, and stays in here."""

    def __init__(self, *, key: str, address: str, timeout: float, user_agent: str) -> None:
        factory = partial(Web, secret=key)
        super().__init__(timeout=timeout, user_agent=user_agent, adapter_factory=factory)
        self._key, self._address = key, address

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
        asked = f'{{"keyWord":"{_UNQUOTABLE.sub(" ", query)}"}}'
        url = f"{self._address}?{urlencode({'ds': asked, 'tk': self._key})}"
        found: list[Location] = self._call_geocoder(url, _read, timeout=timeout)
        if not found:
            return None
        return found[0] if exactly_one else found

    def _geocoder_exception_handler(self, error: Exception) -> None:
        """Tell the wrong sort of key from a bad one: it comes with HTTP 403 or 200."""
        if isinstance(error, RefusedError) and _WRONG_KEY in error.body:
            raise RefusedError(_WRONG_KEY)


def hit(raw: Raw) -> Hit:
    """Read the place of a reply.

    Raises:
        RefusedError: its numbers are none.

    """
    score = raw.get("score")
    return Hit(
        at=position(raw.get("lon"), raw.get("lat"), Datum.CGCS2000),
        matched=text(raw.get("keyWord")),
        level=text(raw.get("level")),
        score=float(score) if isinstance(score, int | float) else None,
    )


def _read(page: object) -> list[Location]:
    reply = mapping(page)
    status = text(reply.get("status", ""))
    if not status:
        raise RefusedError(text(reply.get("code")) or "unreadable")
    if status != _FOUND:
        if status == _EMPTY:
            return []
        raise RefusedError("status")
    place = reply.get("location")
    # Both an empty text and an empty list have been seen for "nothing".
    return [location(hit(mapping(place)), mapping(place))] if place else []
