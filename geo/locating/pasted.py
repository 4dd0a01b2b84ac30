"""A position somebody pastes: a pair of numbers, or a link copied from a map.

A link tells its datum by the map it comes from; a bare pair does not, and must be declared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from shapely.geometry import LineString

from geo.crs import Datum, LonLat
from geo.errors import DatumError, InputError
from geo.ledger.entry import Finding
from geo.ledger.placing import coordinates
from geo.ledger.placing.accuracy import rounding_m
from geo.ledger.placing.axes import LONGEST, shown
from geo.ledger.placing.coordinates import Pair
from geo.ledger.placing.datums import datum_named, looks_like, parted
from geo.locating.map_links import LINK, MAX_LINK, Linked, linked
from geo.measures import length_m

# One decimal of a degree is 11 km: as wide as a district, so it places nothing.
_COARSEST_M = 5_000
# The middle of 二七区; what lies farther off is a slip, whatever district it was meant for.
_MIDDLE = LonLat(113.63, 34.71)
_FARTHEST_M = 300_000
_DECLARE = (
    "没有写明坐标基准，不能换算；请先选：从高德、腾讯地图复制的是 GCJ-02，"
    "从百度地图复制的是 BD-09，GPS、OpenStreetMap 的是 WGS-84（天地图的 CGCS2000 与它相当）"
)
_EMPTY = "没有内容；请粘贴坐标，如 113.6254,34.7466，或地图上复制的链接"
# Equal to a few centimetres, see geo.crs.
_EQUAL = frozenset({Datum.WGS84, Datum.CGCS2000})
# JSON as it is copied from a console: what stands between the innermost brackets.
_INNERMOST = re.compile(r"[{\[]([^{}\[\]]*\d[^{}\[\]]*)[}\]]")
_QUOTES = re.compile(r"[\"'](?=[a-z:,}\]\s]|$)|(?<![\d°′])[\"']", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """A position in the datum it was given in; `words` tell in Chinese how it was read.

    `rounding_m` are metres in one unit of the last place written: it is known no better.
    """

    at: LonLat
    words: str
    rounding_m: int


def read(text: str, declared: Datum | None) -> Pasted:
    """Read a pasted position; the order of two bare numbers is told by their range.

    Args:
        text: what was pasted: 113.64,34.72, degrees and minutes, lng and lat with their names, or
            a link of 高德, 百度, 天地图, 腾讯 or OpenStreetMap.
        declared: the datum the user has chosen, None when none.

    Raises:
        InputError: it gives no position or one in another part of the world, its datum is not
            known, or contradicts the link's.

    """
    text = text.strip()
    if not text:
        raise InputError(_EMPTY)
    if len(text) > MAX_LINK:
        raise InputError(f"粘贴的内容超过 {MAX_LINK} 个字，不是坐标；请只粘贴坐标或链接")
    if link := LINK.search(text):
        found = linked(link[0])
        _check_declared(declared, found.datum, found.service)
        return _near(_of_link(found))
    pair, words = parted(_bare(text))
    named = datum_named(words) if words else None
    _check_declared(declared, named, f"“{words}”")
    datum = named or declared
    if datum is None:
        raise InputError(_DECLARE)
    return _near(_of_text(pair, datum, f"（{datum.word}）"))


def _check_declared(declared: Datum | None, stated: Datum | None, whose: str) -> None:
    if declared is None or stated is None or declared is stated or {declared, stated} <= _EQUAL:
        return
    raise InputError(
        f"{whose}的坐标是 {stated.word}，选的却是 {declared.word}；请改选 {stated.word}，"
        "或核对坐标是不是从别处复制的"
    )


def _near(found: Pasted) -> Pasted:
    """Refuse a position in another part of the world, telling how far off it is."""
    at = found.at.to(Datum.WGS84)
    metres = length_m(LineString([(at.lon, at.lat), (_MIDDLE.lon, _MIDDLE.lat)]))
    if metres > _FARTHEST_M:
        raise InputError(
            f"{found.words}离本区约 {metres / 1000:,.0f} 公里；请核对经度、纬度有没有写反或抄错"
            "（这里约为东经 113.6、北纬 34.7）"
        )
    return found


def _of_link(found: Linked) -> Pasted:
    where = f"（{found.datum.word}，{found.service}{found.what}）"
    if found.at is not None:
        at = found.at
        return Pasted(at=at, words=f"{at.lon:.6f}, {at.lat:.6f}{where}", rounding_m=1)
    return _of_text(found.pair, found.datum, where)


def _bare(text: str) -> str:
    """Take the brackets and quotes of JSON away; marks of minutes and seconds stay."""
    inner = _INNERMOST.findall(text) if len(text) > LONGEST or "{" in text else []
    text = inner[0] if len(inner) == 1 else text
    return _QUOTES.sub("", text) if ":" in text or "：" in text else text


def _of_text(text: str, datum: Datum, where: str) -> Pasted:
    found = coordinates.read(None, None, text, projected=datum.is_projected)
    if found is None:
        raise InputError(_EMPTY)
    if isinstance(found, Finding):
        raise InputError(found.text.removeprefix("一格里"))
    at = _position(found, datum)
    rounding = rounding_m(found.step, datum)
    if rounding > _COARSEST_M:
        raise InputError(f"“{found.words}”只写到约 {rounding:,.0f} 米，定不了位，请补全小数")
    words = f"{_number(at.lon)}, {_number(at.lat)}{where}"
    return Pasted(at=at, words=words, rounding_m=max(1, ceil(rounding)))


def _position(pair: Pair, datum: Datum) -> LonLat:
    """Make a position of two numbers; where they are not labelled, in the order that is one."""
    try:
        return LonLat(pair.x, pair.y, datum)
    except DatumError as error:
        if pair.is_loose:
            try:
                return LonLat(pair.y, pair.x, datum)
            except DatumError:
                pass
        looks = looks_like(pair.x, pair.y)
        hint = f"，像{looks}" if looks else "，请核对坐标和坐标基准"
        raise InputError(f"“{shown(pair.words)}”不可能是 {datum.word} 坐标{hint}") from error


def _number(value: float) -> str:
    return f"{value:.7f}".rstrip("0").rstrip(".")
