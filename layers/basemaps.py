"""Online base maps: picture tiles that may lie under our own drawing, never a need.

One row a source. The built-in vector base is no row: it is what stays when none is chosen
and what is drawn until tiles arrive. No tile is bundled, and no key leaves in a file.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from geo.crs import Datum
from geo.errors import InputError

BUILTIN, BUILTIN_WORD = "builtin", "内置"
_TILE, _MORE = {"x", "y", "z"}, {"s", "key"}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# A key may also stand in an address as it is, or a name and password before the host.
_SECRET = re.compile(r"\{key\}|//[^/]*@|[?&;#/](tk|ak|[\w-]*key|[\w-]*token)=", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Basemap:
    """An online base map.

    `templates` are the addresses of its layers from below; `datum` is what its pictures are
    drawn in; `key_variable` and `tiles_variable` name environment variables: the key, and
    addresses to use instead (several apart by spaces), such as a mirror on an intranet.
    """

    code: str
    word: str
    templates: tuple[str, ...]
    subdomains: str
    datum: Datum
    attribution: str
    max_zoom: int
    tiles_variable: str
    key_variable: str = ""


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """A base map as a document uses it. `urls` may hold a key, so they are kept out of messages."""

    urls: tuple[str, ...] = field(repr=False)
    source: Basemap


_TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{0}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={0}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={{key}}"
)
BASEMAPS = {
    row.code: row
    for row in (
        Basemap(
            code="tianditu",
            word="天地图",
            templates=(_TIANDITU.format("vec"), _TIANDITU.format("cva")),
            subdomains="01234567",
            datum=Datum.CGCS2000,
            attribution="© 国家地理信息公共服务平台",
            max_zoom=18,
            tiles_variable="PLATEMAP_TILES_TIANDITU",
            key_variable="PLATEMAP_KEY_TIANDITU",
        ),
        Basemap(
            code="amap",
            word="高德",
            templates=(
                "https://webrd0{s}.is.autonavi.com/appmaptile"
                "?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}",
            ),
            subdomains="1234",
            datum=Datum.GCJ02,
            attribution="© 高德地图",
            max_zoom=18,
            tiles_variable="PLATEMAP_TILES_AMAP",
        ),
        Basemap(
            code="osm",
            word="OSM",
            templates=("https://tile.openstreetmap.org/{z}/{x}/{y}.png",),
            subdomains="abc",
            datum=Datum.WGS84,
            attribution="© OpenStreetMap 贡献者",
            max_zoom=19,
            tiles_variable="PLATEMAP_TILES_OSM",
        ),
    )
}
CODES = (BUILTIN, *BASEMAPS)


def parse(text: str) -> str:
    """Read a base map by code or word; return its code.

    Raises:
        InputError: there is none of that name.

    """
    codes = {BUILTIN_WORD: BUILTIN, **{row.word: row.code for row in BASEMAPS.values()}}
    code = codes.get(text, text)
    if code not in CODES:
        raise InputError(f"底图“{text}”无法识别，可用：{'、'.join(CODES)}")
    return code


def datum_of(code: str) -> Datum:
    """Return the datum a document over this base map is drawn in."""
    return BASEMAPS[code].datum if code in BASEMAPS else Datum.WGS84


def offered(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return code → word of the base maps that can work here, the built-in one first."""
    usable = {code: row.word for code, row in BASEMAPS.items() if _works(row, environment)}
    return {BUILTIN: BUILTIN_WORD, **usable}


def tiles(
    code: str, *, with_key: bool, environment: Mapping[str, str] = os.environ
) -> Tiles | None:
    """Return what a document needs to show a base map; None for the built-in one.

    Args:
        code: a code that `parse` gave.
        with_key: whether a key may be used: only where the document stays in the app.
        environment: where key and addresses are looked up.

    Raises:
        InputError: the source needs a key that is missing or may not be used here, or its
            addresses are no templates.

    """
    if code == BUILTIN:
        return None
    source = BASEMAPS[code]
    templates = _templates(source, environment)
    if not with_key:
        _refuse_secrets(source, templates, environment)
    key = _key(source, environment) if any("{key}" in url for url in templates) else ""
    return Tiles(urls=tuple(url.replace("{key}", key) for url in templates), source=source)


def _works(source: Basemap, environment: Mapping[str, str]) -> bool:
    try:
        tiles(source.code, with_key=True, environment=environment)
    except InputError:
        return False
    return True


def _templates(source: Basemap, environment: Mapping[str, str]) -> tuple[str, ...]:
    templates = tuple(environment.get(source.tiles_variable, "").split()) or source.templates
    known = _TILE | (_MORE if source.key_variable else _MORE - {"key"})
    for url in templates:
        names = set(_PLACEHOLDER.findall(url.replace("{-y}", "{y}")))
        if not url.startswith(("http://", "https://")) or not _TILE <= names <= known:
            raise InputError(
                f"环境变量 {source.tiles_variable} 不是瓦片地址："
                "应以 http:// 或 https:// 开头，含 {z}、{x}、{y}，可含 {s}"
            )
    return templates


def _refuse_secrets(
    source: Basemap, templates: tuple[str, ...], environment: Mapping[str, str]
) -> None:
    variables = {row.key_variable for row in BASEMAPS.values() if row.key_variable}
    keys = {environment.get(name, "").strip() for name in variables} - {""}
    plain = [unquote(html.unescape(url)) for url in templates]
    if any(_SECRET.search(url) or any(key in url for key in keys) for url in plain):
        rest = (row for row in BASEMAPS.values() if row is not source and not row.key_variable)
        free = "、".join(row.code for row in rest)
        raise InputError(
            f"{source.word}底图要用密钥，密钥不能写进导出的文件：请改用 {free}，"
            f"或用环境变量 {source.tiles_variable} 指定不带密钥的瓦片地址"
        )


def _key(source: Basemap, environment: Mapping[str, str]) -> str:
    key = environment.get(source.key_variable, "").strip()
    if not key:
        raise InputError(f"{source.word}底图要用密钥：请设置环境变量 {source.key_variable}")
    # Quoted, so that a brace in it is no placeholder.
    return quote(key, safe="")
