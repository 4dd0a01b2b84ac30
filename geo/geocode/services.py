"""The geocoding services there are, one row each, and the chain of those that are asked."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from shapely.geometry.base import BaseGeometry

from geo.answers import Locator
from geo.crs import Datum
from geo.errors import InputError
from geo.geocode import levels
from geo.geocode.record import Source
from geo.model import Provider

if TYPE_CHECKING:
    from geo.geocode.chain import Chain

SERVICES = {
    row.provider.value: row
    for row in (
        Source(
            provider=Provider.TIANDITU,
            address="https://api.tianditu.gov.cn/geocoder",
            address_variable="PLATEMAP_GEOCODER_TIANDITU",
            key_variable="PLATEMAP_GEOCODER_KEY_TIANDITU",
            datum=Datum.CGCS2000,
            attribution="© 国家地理信息公共服务平台（天地图）",
            limit="今日配额已用完",
            pause=0.2,
            least_score=80,
            levels=levels.TIANDITU,
        ),
        Source(
            provider=Provider.AMAP,
            address="https://restapi.amap.com/v3/geocode/geo",
            address_variable="PLATEMAP_GEOCODER_AMAP",
            key_variable="PLATEMAP_GEOCODER_KEY_AMAP",
            datum=Datum.GCJ02,
            attribution="© 高德地图",
            limit="今日配额已用完（个人开发者约每天 5000 次）",
            pause=0.35,
            levels=levels.AMAP,
        ),
        Source(
            provider=Provider.NOMINATIM,
            address="https://nominatim.openstreetmap.org",
            address_variable="PLATEMAP_GEOCODER_NOMINATIM",
            datum=Datum.WGS84,
            attribution="© OpenStreetMap 贡献者",
            limit="使用额度已满",
            # A little over the second of the policy, for clocks and networks shift.
            pause=1.1,
            by_name_only=True,
            wants_city=False,
            levels=levels.NOMINATIM,
        ),
    )
}


def parse(text: str) -> str:
    """Read a service by code or word; return its code.

    Raises:
        InputError: there is none of that name.

    """
    codes = {row.word: code for code, row in SERVICES.items()}
    code = codes.get(text, text)
    if code not in SERVICES:
        raise InputError(f"在线地名服务“{text}”无法识别，可用：{'、'.join(SERVICES)}")
    return code


def offered(environment: Mapping[str, str] = os.environ) -> dict[str, Source]:
    """Return code → record of the services that can be asked here without being named.

    One with a key is, and one without when a server of its own is set.
    """
    return {code: row for code, row in SERVICES.items() if _is_offered(row, environment)}


def chain(
    gazetteer: Locator,
    providers: Sequence[str],
    environment: Mapping[str, str] = os.environ,
    cache_path: Path | None = None,
    district: BaseGeometry | None = None,
) -> Chain:
    """Return gazetteer and services as one.

    Args:
        gazetteer: who is asked first, offline.
        providers: codes or words of services in the order they are asked. One without its key
            takes part and answers that it is missing.
        environment: where keys and addresses are looked up.
        cache_path: the file of kept answers, None for the standard one.
        district: where answers may lie, in WGS-84; None for that of the gazetteer's files.

    Raises:
        InputError: a service is not known, or its address is none.
        StoreError: the file of kept answers cannot be used.

    """
    # geopy takes a quarter of a second to import, and most runs ask nobody.
    from geo.geocode.area import Area  # noqa: PLC0415
    from geo.geocode.cache import Cache, standard_path  # noqa: PLC0415
    from geo.geocode.chain import Chain  # noqa: PLC0415
    from geo.geocode.service import service  # noqa: PLC0415

    rows = [SERVICES[code] for code in dict.fromkeys(map(parse, providers))]
    area = Area(shape=_own_district() if district is None else district)
    asked = [
        service(row, area, key=_key(row, environment), address=_address(row, environment))
        for row in rows
    ]
    return Chain(gazetteer, asked, Cache(cache_path or standard_path(environment)))


def _own_district() -> BaseGeometry:
    from geo.gazetteer.reading import bundle  # noqa: PLC0415

    return bundle().district


def _is_offered(source: Source, environment: Mapping[str, str]) -> bool:
    own_server = bool(environment.get(source.address_variable, "").strip())
    if source.by_name_only:
        return own_server
    return bool(_key(source, environment)) or not source.key_variable


def _key(source: Source, environment: Mapping[str, str]) -> str:
    return environment.get(source.key_variable, "").strip() if source.key_variable else ""


def _address(source: Source, environment: Mapping[str, str]) -> str:
    """Return where a service is asked; never quoted in a message, for it may hold a password."""
    given = environment.get(source.address_variable, "").strip().rstrip("/")
    if not given:
        return source.address
    try:
        parts = urlsplit(given)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment or not given.isascii():
        raise InputError(
            f"环境变量 {source.address_variable} 不是网址："
            "应以 http:// 或 https:// 开头，不含 ? 和 #，例如 http://10.0.0.8/geocoder"
        )
    return given
