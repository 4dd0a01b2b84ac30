"""Links copied from maps: whose they are, in which datum their numbers are, where these stand.

A row a service. What a link gives besides a marked point, the middle of the map, is told as that:
it is where somebody looked, not what they looked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from geo.crs import Datum, LonLat
from geo.errors import InputError
from geo.locating import baidu_mercator

MAX_LINK = 2_000
LINK = re.compile(r"(?:https?://|geo:)[^\s\"'<>，。；）]+", re.IGNORECASE)
_MAX_FIELDS = 60
_NUMBER = r"-?\d{1,8}(?:\.\d{1,20})?"
# Whole numbers of a whole value: the end of a name and what follows it are no pair.
_PAIR = re.compile(rf"(?:^|[:|;])\s*({_NUMBER})\s*[,，]\s*({_NUMBER})(?![\w.])")
_AFTER_ID = re.compile(rf"[^,，]*[,，]({_NUMBER})[,，]({_NUMBER})(?![\w.])")
_ZOOMED = re.compile(rf"map=\d{{1,2}}(?:\.\d{{1,4}})?/({_NUMBER})/({_NUMBER})")
_METRES = re.compile(rf"@({_NUMBER}),({_NUMBER})")
_MIDDLE = "链接，取地图中心"
_MARKED = "链接"


class Linked(NamedTuple):
    """What a link gives: a text of two numbers, or a position where these were metres."""

    service: str
    datum: Datum
    what: str
    pair: str
    at: LonLat | None = None


@dataclass(frozen=True, kw_only=True)
class _Service:
    """Where a map's links keep a position.

    `pairs` are parameters that hold both numbers, `places` those that hold the number of a place,
    its latitude and its longitude; `split` those that hold one each, longitude first. `system` is
    the parameter that names another datum, with its words in `systems`.
    """

    name: str
    hosts: Sequence[str]
    datum: Datum
    pairs: Sequence[str] = ()
    places: Sequence[str] = ()
    split: Sequence[tuple[str, str]] = (("lng", "lat"), ("lon", "lat"))
    middle: re.Pattern[str] | None = None
    system: str = ""
    systems: Mapping[str, Datum] = field(default_factory=dict)


# The links' own documents: https://lbs.amap.com/api/uri-api, https://lbsyun.baidu.com (URI API),
# https://lbs.qq.com/webApi/uriV1, https://wiki.openstreetmap.org/wiki/Browsing (permalinks).
_SERVICES = (
    _Service(
        name="高德地图",
        hosts=("amap.com", "gaode.com"),
        datum=Datum.GCJ02,
        pairs=("position", "lnglat", "location", "center", "q", "to", "dest"),
        places=("p",),
        system="coordinate",
        systems={"gaode": Datum.GCJ02, "wgs84": Datum.WGS84},
    ),
    _Service(
        name="百度地图",
        hosts=("map.baidu.com", "api.map.baidu.com"),
        datum=Datum.BD09,
        pairs=("location", "latlng", "center", "destination"),
        system="coord_type",
        systems={
            "bd09ll": Datum.BD09,
            "bd09": Datum.BD09,
            "gcj02": Datum.GCJ02,
            "wgs84": Datum.WGS84,
        },
    ),
    _Service(
        name="天地图",
        hosts=("tianditu.gov.cn", "tianditu.com"),
        datum=Datum.CGCS2000,
        pairs=("center", "location", "lnglat", "position"),
        split=(("lng", "lat"), ("lon", "lat"), ("longitude", "latitude"), ("x", "y")),
    ),
    _Service(
        name="腾讯地图",
        hosts=("map.qq.com", "apis.map.qq.com"),
        datum=Datum.GCJ02,
        pairs=("marker", "coord", "center", "location", "tocoord"),
        split=(("pointx", "pointy"), ("lng", "lat")),
        system="coord_type",
        systems={"1": Datum.WGS84, "2": Datum.GCJ02},
    ),
    _Service(
        name="OpenStreetMap",
        hosts=("openstreetmap.org", "osm.org"),
        datum=Datum.WGS84,
        split=(("mlon", "mlat"), ("lon", "lat")),
        middle=_ZOOMED,
    ),
)
_KNOWN = "、".join(service.name for service in _SERVICES)
_RIGHT_CLICK = "请在地图上点右键（或长按）选点，复制坐标后粘贴"


def linked(link: str) -> Linked:
    """Find the position in a link.

    Raises:
        InputError: the link is of no map we know, is a short one, or holds no position.

    """
    try:
        parts = urlsplit(link)
        fields = dict(parse_qsl(parts.query, max_num_fields=_MAX_FIELDS))
        host = (parts.hostname or "").lower()
    except ValueError:
        raise InputError(f"链接不完整或格式不对；{_RIGHT_CLICK}") from None
    if parts.scheme.lower() == "geo":
        return _of_geo(parts)
    service = next((s for s in _SERVICES if any(_is_of(host, h) for h in s.hosts)), None)
    if service is None:
        raise InputError(f"不认识这个链接；可用{_KNOWN}的链接，或{_RIGHT_CLICK[1:]}")
    found = _of_fields(service, fields) or _of_path(service, parts)
    if found is None:
        raise InputError(
            f"{service.name}的这个链接里没有坐标（短链接要联网才知道指向哪里）；{_RIGHT_CLICK}"
        )
    return found


def _is_of(host: str, of: str) -> bool:
    return host == of or host.endswith(f".{of}")


def _of_geo(parts: SplitResult) -> Linked:
    """Read a geo: link (RFC 5870): latitude first, WGS-84."""
    found = _PAIR.match(parts.path)
    if found is None:
        raise InputError(f"geo: 链接里没有坐标；{_RIGHT_CLICK}")
    return Linked("geo: ", Datum.WGS84, _MARKED, f"{found[2]},{found[1]}")


def _of_fields(service: _Service, fields: Mapping[str, str]) -> Linked | None:
    datum = _datum(service, fields)
    for key in service.pairs:
        if found := _PAIR.search(fields.get(key, "")):
            return Linked(service.name, datum, _MARKED, f"{found[1]},{found[2]}")
    for key in service.places:
        if found := _AFTER_ID.match(fields.get(key, "")):
            return Linked(service.name, datum, _MARKED, _named(found[2], found[1]))
    for lon, lat in service.split:
        if lon in fields and lat in fields:
            return Linked(service.name, datum, _MARKED, _named(fields[lon], fields[lat]))
    return None


def _named(lon: str, lat: str) -> str:
    """Write two numbers so that nobody turns them around: the link says which is which."""
    return f"经度{lon},纬度{lat}"


def _datum(service: _Service, fields: Mapping[str, str]) -> Datum:
    """Read the datum a link names itself; one we cannot convert is refused, not guessed."""
    word = fields.get(service.system, "").lower() if service.system else ""
    if word and word not in service.systems:
        raise InputError(f"{service.name}的链接写明坐标是“{word[:20]}”，不支持；{_RIGHT_CLICK}")
    return service.systems.get(word, service.datum)


def _of_path(service: _Service, parts: SplitResult) -> Linked | None:
    rest = unquote(f"{parts.path}#{parts.fragment}")
    if service.middle and (found := service.middle.search(rest)):
        return Linked(service.name, service.datum, _MIDDLE, f"{found[2]},{found[1]}")
    if service.datum is Datum.BD09 and (found := _METRES.search(rest)):
        at = baidu_mercator.position(float(found[1]), float(found[2]))
        return Linked(service.name, service.datum, _MIDDLE, "", at)
    return None
