"""A service that can be asked: waits its turn, asks, asks again where that can help, and judges."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from geopy.exc import GeopyError
from geopy.location import Location

from geo.answers import Answer, Verdict
from geo.geocode import amap, judging, limits, nominatim, tianditu
from geo.geocode.area import Area, full_address
from geo.geocode.faults import LONGEST_WAIT, RefusedError, code_of, fault, note
from geo.geocode.hits import Hit, Raw
from geo.geocode.record import Source
from geo.model import Kind, Provider

# Who asks, as the policy of Nominatim wants it told; no browser, which 天地图 would refuse.
USER_AGENT = "PlateMap-Erqi/1.0 (district project map; geocoding by hand and ledger)"
_KEY = re.compile(r"[A-Za-z0-9_-]{8,128}")
_LONGEST_ADDRESS = 100


class Asking(Protocol):
    """The one thing all geocoders of geopy can do."""

    def geocode(self, query: str, *, exactly_one: bool) -> Location | list[Location] | None:
        """Find an address."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """A geocoding service with its key, which only the geocoder knows. A `Locator`.

    Without a usable key there is no geocoder, and `missing` is the code of that fault.
    """

    source: Source
    area: Area
    geocoder: Asking | None = field(repr=False)
    missing: str = ""

    def locate(self, address: str, kind: Kind | None = None) -> Answer:  # noqa: ARG002
        """Find an address of the district; a failure is an answer too, with its remedy."""
        if not address or len(address) > _LONGEST_ADDRESS:
            told = f"地址有 {len(address)} 字，过长：请只留路名、门牌或地名"
            return self._told(address, Verdict.NOT_FOUND, told if address else "没有写地址")
        for pause in (*self.source.backoff, None):
            try:
                return judging.answer(self.source, self.area, address, self._hits(address))
            except (GeopyError, ValueError, TypeError, AttributeError, LookupError) as error:
                code, wait = code_of(error), error.wait if isinstance(error, RefusedError) else 0.0
            found = fault(self.source, code, wait)
            if pause is None or not found.retried:
                break
            time.sleep(max(pause, min(wait, LONGEST_WAIT)))
        return self._told(address, found.verdict, note(self.source, found))

    def is_credible(self, kept: Answer) -> bool:
        """Tell whether a kept answer can be this service's; see `judging.is_credible`."""
        return judging.is_credible(self.source, self.area, kept)

    def _hits(self, address: str) -> list[Hit]:
        if self.geocoder is None:
            raise RefusedError(self.missing)
        limits.wait(self.source.provider, self.source.pause)
        whole = full_address(address) if self.source.wants_city else address
        found = self.geocoder.geocode(whole, exactly_one=False)
        read = _READERS[self.source.provider]
        return [read(place.raw) for place in found or []]

    def _told(self, address: str, verdict: Verdict, words: str) -> Answer:
        return Answer(address=address, verdict=verdict, provider=self.source.provider, note=words)


def service(source: Source, area: Area, *, key: str, address: str) -> Service:
    """Make a service ready to ask.

    Args:
        source: its record.
        area: the district.
        key: its key; "" when there is none.
        address: where it is asked, the record's own or a mirror's.

    """
    missing = ""
    if source.key_variable and not _KEY.fullmatch(key):
        missing = "odd key" if key else "no key"
    geocoder = None if missing else _MAKERS[source.provider](source, area, key, address)
    return Service(source=source, area=area, geocoder=geocoder, missing=missing)


def _tianditu(source: Source, area: Area, key: str, address: str) -> Asking:  # noqa: ARG001
    return tianditu.Tianditu(
        key=key, address=address, timeout=source.timeout, user_agent=USER_AGENT
    )


def _amap(source: Source, area: Area, key: str, address: str) -> Asking:
    return amap.Amap(
        key=key,
        address=address,
        city=area.city_code,
        timeout=source.timeout,
        user_agent=USER_AGENT,
    )


def _nominatim(source: Source, area: Area, key: str, address: str) -> Asking:  # noqa: ARG001
    return nominatim.Nominatim(
        address=address, bounds=area.bounds, timeout=source.timeout, user_agent=USER_AGENT
    )


_MAKERS: dict[Provider, Callable[[Source, Area, str, str], Asking]] = {
    Provider.TIANDITU: _tianditu,
    Provider.AMAP: _amap,
    Provider.NOMINATIM: _nominatim,
}
_READERS: dict[Provider, Callable[[Raw], Hit]] = {
    Provider.TIANDITU: tianditu.hit,
    Provider.AMAP: amap.hit,
    Provider.NOMINATIM: nominatim.hit,
}
