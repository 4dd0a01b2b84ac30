"""Crossings in all the ways they are written: X路与Y路交叉口向北200米路西, X路Y路路口东北角."""

from __future__ import annotations

import re

from geo.gazetteer import accuracy
from geo.gazetteer.forms import offset
from geo.gazetteer.forms.offset import Offset
from geo.gazetteer.found import REMEDY, Asked, Finding, Known, Spot, missing
from geo.gazetteer.geometry import DIRECTIONS, Xy, moved
from geo.gazetteer.names import UNKNOWN, Named
from geo.gazetteer.network import Node
from geo.gazetteer.skeleton import Skeleton
from geo.gazetteer.suffixes import AFTER, CALLED
from geo.model import Method

_LINK = r"(?P<link>[与和及跟同、,xX/&+]|--?)?"
_JUNCTION = (
    r"的?(?:交叉路口|交叉口|交叉处|交汇路口|交汇处|交汇口|交会处|交界处|交接处|交叉|交汇|交界|交口"
    r"|十字路口|丁字路口|路口|街口|口|[Xx](?=[东西南北]))"
)
# 兴华南街112号与长江路交叉口 is that crossing.
_NUMBER = r"(?:\d[\d-]*号(?=[与和及]))?"
_PAIR = rf"(?P<one>[ⓇⓍ]){AFTER}{_NUMBER}{_LINK}Ⓤ?(?P<other>[ⓇⓍ]){AFTER}"
# With the word for a crossing; without it, where the two roads are linked or a way follows.
_FIRM = re.compile(rf"{_PAIR}{_JUNCTION}(?P<rest>.*)")
_LOOSE = re.compile(rf"{_PAIR}(?P<rest>.*)")
_FOLLOWED = re.compile(
    r"$|,|Ⓟ|[向往][东西南北]|以[东西南北]{1,2}\d|[东西南北]{1,2}(?:\d|角|侧)|路[东西南北]"
)
# One of the two is not written like a road: 政通路与淮南交叉口, 荣盛里与人和路交叉口.
_HALF = re.compile(
    rf"(?:(?P<one>Ⓡ){AFTER}[与和及、](?P<last>[\u4e00-\u9fff]{{2,8}}?)"
    rf"|(?:^|Ⓤ|,)(?P<first>[\u4e00-\u9fff]{{2,8}}?)[与和及、](?P<other>Ⓡ){AFTER}){_JUNCTION}(?P<rest>.*)"
)
# 嵩山南路南彩路锦河广场 is near a crossing, but 航海路小学 is not on 航海路.
_ADJACENT = re.compile(
    rf"^Ⓤ?(?P<one>Ⓡ){AFTER}(?P<link>)(?P<other>Ⓡ)(?![\dⓇⓍ]|{CALLED})(?P<rest>[^ⓇⓍ]*)$"
)
# 冯庄路12号(碧云路交叉口向东50米): the road before the brackets is one of the two.
_BRACKETED = re.compile(
    rf"(?P<one>Ⓡ){AFTER}[^ⓇⓍⓅⓊ(]{{0,12}}\([与近距]?(?P<other>Ⓡ){AFTER}{_JUNCTION}(?P<rest>[^)]*)"
)
_DOUBT = "地名库里这两条路的线没有连到一起，请核对它们是否相交"
_SEVERAL = re.compile(r"[与和及、,]?[ⓇⓍ]")


def find(asked: Asked, known: Known) -> Finding | None:
    """Find the crossing of two roads, and what lies a told way from it."""
    if not asked.outside.named:
        return None
    form = asked.outside.form
    match = _FIRM.search(form) or _loose(form) or _HALF.search(form) or _ADJACENT.match(form)
    if match is None:
        return None
    finding = _found(asked.outside, match, known)
    # Two roads side by side that do not cross are no crossing misspelt.
    return None if match.re is _ADJACENT and not finding.spots else finding


def find_bracketed(asked: Asked, known: Known) -> Finding | None:
    """Find the crossing of a road with the one that brackets behind it name."""
    match = _BRACKETED.search(asked.whole.form)
    if match is None:
        return None
    finding = _found(asked.whole, match, known)
    return finding if finding.spots else None


def _found(skeleton: Skeleton, match: re.Match[str], known: Known) -> Finding:
    way = offset.read(match["rest"])
    one, other = _named(skeleton, match, known)
    if unknown := [name.words for name in (one, other) if name.mark == UNKNOWN]:
        return Finding(note=missing(*unknown))
    nodes = at_crossing(one, other, known)
    if not nodes:
        return Finding(note=no_crossing(one, other))
    rest = match["rest"]
    spots = (_spot(node, (one, other), way, known, rest) for node in nodes)
    doubtful = any(node.is_doubtful for node in nodes)
    return Finding(
        spots=tuple(spots),
        note=_DOUBT if doubtful else "",
        is_partial=doubtful,
        is_bare=way is None or way.metres is None,
    )


def at_crossing(one: Named, other: Named, known: Known) -> tuple[Node, ...]:
    """Return where two named roads cross; of several, the one in the section that was named."""
    nodes = known.network.nodes(one.road, other.road)
    ways = [DIRECTIONS[name.section] for name in (one, other) if name.section in DIRECTIONS]
    if len(nodes) < 2 or not ways:  # noqa: PLR2004 - one needs no choice
        return nodes
    return (max(nodes, key=lambda node: sum(_along(node.at, way) for way in ways)),)


def no_crossing(one: Named, other: Named) -> str:
    """Say that two roads are known, but not that they cross."""
    return f"地名库里没有“{one.words}”与“{other.words}”的交点；请核对路名，或{REMEDY}"


def _along(at: Xy, way: Xy) -> float:
    return at[0] * way[0] + at[1] * way[1]


def _loose(form: str) -> re.Match[str] | None:
    match = _LOOSE.search(form)
    if match is None or _SEVERAL.match(match["rest"]):
        return None
    return match if match["link"] or _FOLLOWED.match(match["rest"]) else None


def _named(skeleton: Skeleton, match: re.Match[str], known: Known) -> tuple[Named, Named]:
    if match.re is not _HALF:
        return skeleton.at(match.start("one")), skeleton.at(match.start("other"))
    whole = skeleton.at(match.start("one" if match["one"] else "other"))
    half = match["last"] or match["first"]
    return whole, known.stems.get(half, Named(UNKNOWN, half))


def _spot(
    node: Node, names: tuple[Named, Named], way: Offset | None, known: Known, rest: str
) -> Spot:
    words = f"{names[0].words}与{names[1].words}"
    at, metres, told = shifted(node.at, names, way, known)
    if not rest:
        metres = accuracy.AT_CROSSING
    return Spot(
        at=at,
        accuracy=accuracy.together(node.accuracy, metres),
        method=Method.CROSSING,
        matched=f"{names[0].words}×{names[1].words}{way.words if way else ''}",
        basis=f"{words}的路口（{node.how}）{told}",
        unread=offset.unread(rest, way),
    )


def shifted(
    start: Xy, names: tuple[Named, ...], way: Offset | None, known: Known
) -> tuple[Xy, float, str]:
    """Go the told way from a point: where that is, what it adds to the accuracy, in words."""
    if way is None or (way.metres is None and not way.way):
        return start, accuracy.AROUND, ""
    direction = DIRECTIONS.get(way.way or way.side, (0.0, 0.0))
    is_diagonal = len(way.way) > 1
    if way.metres is None:
        at = moved(start, direction, accuracy.CORNER)
        return at, accuracy.AT_CORNER, f"的{way.way or way.side}侧"
    metres = accuracy.gone(way.metres, is_diagonal=is_diagonal)
    followed = None if is_diagonal else _walk(start, direction, metres, names, known)
    at = followed or moved(start, direction, metres)
    if way.way and way.side and way.side not in way.way:
        at = moved(at, DIRECTIONS[way.side], accuracy.KERB)
    added = accuracy.of_offset(way.metres, is_diagonal=is_diagonal)
    told = f"，再向{way.way or way.side} {way.metres:g} 米"
    return (
        at,
        accuracy.together(accuracy.DIAGONAL if is_diagonal else accuracy.STRAIGHT, added),
        told,
    )


def _walk(
    start: Xy, direction: Xy, metres: float, names: tuple[Named, ...], known: Known
) -> Xy | None:
    """Follow whichever of the roads leads the told way."""
    for name in names:
        spine = known.network.spine(name.road)
        if spine and (at := spine.walk(start, direction, metres)):
            return at
    return None
