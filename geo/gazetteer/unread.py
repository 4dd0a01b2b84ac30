"""Words that speak against taking a place unseen: ways not understood, mentions, denials.

What is written after a crossing, a number or a place and was not understood must not be dropped
where it may lead elsewhere: 再向北300米, 第二个路口, 数百米. Tables of such words are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.gazetteer.found import Asked, Spot
from geo.gazetteer.names import ROAD, UNKNOWN
from geo.gazetteer.suffixes import AFTER
from geo.gazetteer.text import NOT
from geo.model import Method

# How far, in whatever unit; 一米阳光 and 米线 are no distances.
_FAR = (
    r"(?:[\d.]+|(?<!二)七|[一二两三四五六八九十百千几数半多])[多余来]?"
    r"(?:米(?![线粉饭粥皮阳房])|公里|千米|[kK]?[mM](?![A-Za-z])|里(?![\u4e00-\u9fff\d])|站(?!台)|分钟|小时"
    r"|个?(?:路|街)?口(?!味)|条[路街]|个?红绿灯)"
)
_WAY = (
    r"[向往朝拐][东西南北左右前]|[左右]转|以[东西南北]|偏[东西南北]|直行|走到|超过"
    r"|(?<![步直])行(?:至|到|驶)|[至到]\d|[沿过至到][ⓇⓍ]"
)
_THIRD = r"^,?[与和及、]的?[ⓇⓍ]"
_LEFT = re.compile(rf"{_FAR}|{_WAY}|{_THIRD}")
# A walk from an exit of a station is told beside an address, not from it.
_WALK = re.compile(r"Ⓟ?[A-Za-z]?\d*(?:出入口|出口|口)?步行\d+米")
# A short way from a gate or a court beside the place: it only widens how far it may be.
_SHORT = re.compile(
    r"^(?!.*(?:超过|再|距|离))[^ⓇⓍⓅⓊ]{0,10}?(?<=[\u4e00-\u9fff])(?P<metres>[1-4]?\d{1,2})米"
)
# What is said of a place without being there. 拆迁 and 迁建 are works at the place itself.
_ABOUT = re.compile(
    r"以外|之外|除了|除外|路过|途经|途径|对面的?对面|隔壁的?(?:隔壁|对面)|对面的?隔壁"
    r"|[迁搬](?:往|至|到|入|出|离|走|去|来)|迁址|新址|旧址|改(?:在|到|至)|[已被](?:取消|撤销|停用|关闭|作废)"
    rf"|或|反方向|{NOT}"
)
_ROAD = rf"[ⓇⓍ]{AFTER}"
# Said of crossings alone: two roads a place is between, three that meet, corners that disagree.
_CROSSED = re.compile(
    rf"{_ROAD}[与和及、]?{_ROAD}(?:之间|中间)|{_ROAD}[与和及、]{_ROAD}[与和及、]{_ROAD}"
    r"|[东西南北]{1,2}角[,的]?[东西南北]{1,2}角|[东西南北]{3}|(?:东西|西东|南北|北南)角"
    r"|[口处]再|以[东西南北]{1,2}(?![东西南北约\d一二两三四五六七八九十])"
)
# Before a crossing: what is neither a name of ours nor a word that only leads to it.
_LEADING = re.compile(
    r"^(?:Ⓧ|(?!二七|附近)[\u4e00-\u9fffA-Za-z]{2,})(?<![心院场厦区园苑城店馆面锅粉府庭湾与和及、跟同])(?=[ⓇⓍ])"
)
# A road, an area or a sub-district is whole; so far from it is somewhere else.
_WHOLE = frozenset({Method.LINE, Method.EXTENT, Method.UNIT})
_BEYOND = re.compile(rf"(?:以[东西南北]{{1,2}}|[向往距离])约?{_FAR}|Ⓤ{_FAR}")


def doubts(spot: Spot, asked: Asked) -> Iterator[str]:
    """Tell in Chinese which words of an address its place does not account for."""
    if left := _left(spot.unread, asked):
        yield f"“{left}”没有读懂，位置可能不在这里"
    elif about := _about(asked):
        yield f"文中写有“{about}”，位置可能不在这里"
    if spot.method is Method.CROSSING and not spot.matched.endswith("号"):
        yield from _crossed(asked)
    elif spot.method in _WHOLE and (beyond := _BEYOND.search(asked.whole.form)):
        yield f"“{_plain(beyond[0])}”没有读懂，位置可能不在这里"
    elif spot.method is Method.LINE and "（" not in spot.matched and _others(asked):
        yield "括号里另有路名，没有读懂"


def _left(unread: str, asked: Asked) -> str:
    """Return the first way that was not read, as it was written."""
    found = _LEFT.search(_WALK.sub(lambda walk: "，" * len(walk[0]), unread))
    if found is None:
        return ""
    for skeleton in (asked.outside, asked.whole, asked.inside):
        if skeleton.form.endswith(unread):
            start = len(skeleton.form) - len(unread) + found.start()
            return skeleton.words(found[0], start).strip(",、的")
    return _plain(found[0])


def _about(asked: Asked) -> str:
    """Return what is said of a place without being there; 不含路 is no road either."""
    unknown = (named.words for named in asked.whole.named if named.mark == UNKNOWN)
    found = filter(None, map(_ABOUT.search, (asked.whole.form, *unknown)))
    return next((about[0] for about in found), "")


def short_way(text: str) -> tuple[float, str]:
    """Return the metres of a short way after a number or a place, and what comes after it."""
    found = _SHORT.match(text)
    return (float(found["metres"]), text[found.end() :]) if found else (0.0, text)


def _crossed(asked: Asked) -> Iterator[str]:
    if odd := _CROSSED.search(asked.outside.form):
        yield f"“{asked.outside.words(odd[0], odd.start())}”说法不明确"
    is_crossing = "口" in asked.inside.form and len(asked.outside.named) > 1
    if (is_crossing or asked.inside.form in (ROAD, UNKNOWN)) and _others(asked):
        yield "括号里另有路名，没有读懂"
    if leading := _LEADING.match(asked.outside.form):
        yield f"没有认出开头的“{asked.outside.words(leading[0])}”"


def _others(asked: Asked) -> bool:
    """Tell whether a road is named in brackets that is none of those outside."""
    outside = {named.road for named in asked.outside.named}
    return any(
        named.mark in (ROAD, UNKNOWN) and named.road not in outside for named in asked.inside.named
    )


def _plain(form: str) -> str:
    return form.replace(ROAD, "").replace(UNKNOWN, "").strip(",的")
