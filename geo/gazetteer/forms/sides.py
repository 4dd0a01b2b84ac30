"""Areas told by the roads around them: X路以东、Y路以南; X路北、Y路西; 东至…西至…南至…北至…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.gazetteer import areas
from geo.gazetteer.areas import OPPOSITE
from geo.gazetteer.found import Asked, Finding, Known, missing
from geo.gazetteer.names import UNKNOWN, Named
from geo.gazetteer.skeleton import Skeleton
from geo.gazetteer.suffixes import AFTER

# 东至X路: the road is the eastern edge.
_EDGE = re.compile(
    r"(?P<way>[东西南北])(?:侧|面|边|部|方向)?(?:紧邻|相邻|毗邻|[至临邻接到起靠以为抵界:])+"
    rf"(?:(?P<road>[ⓇⓍ]){AFTER}|(?P<other>[^,、;ⓇⓍ东西南北]+))"
)
# X路以东: the area is to the east, so the road is the western edge.
_BEYOND = re.compile(rf"(?P<road>[ⓇⓍ]){AFTER}的?以(?P<way>[东西南北])")
_ONE = r"(?P<{name}>[ⓇⓍ]){after}(?:的?以)?(?P<{name}_way>[东西南北])(?:侧|面|边)?"
# X路北、Y路西: two such in a row; 向北 and 北100米 are ways to go, not sides.
_TWO = re.compile(
    _ONE.format(after=AFTER, name="first")
    + r"[、,和与及]*"
    + _ONE.format(after=AFTER, name="second")
    + r"(?![\d角门段口约])"
)
_LEAST = 2
Sides = dict[str, Named]


def find(asked: Asked, known: Known) -> Finding | None:
    """Find the area whose sides an address tells; its shape is cut from the road lines."""
    if len(asked.whole.named) < _LEAST and asked.whole.form.count("至") < _LEAST:
        return None
    for skeleton in (asked.outside, asked.whole):
        unread: list[str] = []
        sides = dict(_edges(skeleton, unread))
        if len(sides) + len(unread) < _LEAST:
            sides, unread = dict(_beyond(skeleton)), []
        if len(sides) < _LEAST and not unread and (match := _TWO.search(skeleton.form)):
            sides = dict(_quadrant(skeleton, match))
        if len(sides) + len(unread) >= _LEAST:
            return bounded(sides, known, unread)
        if asked.whole is asked.outside:
            break
    return None


def bounded(sides: Sides, known: Known, unread: list[str] | None = None) -> Finding:
    """Find the area between roads, keyed by the side of it they are on (东, 西, 南, 北)."""
    unknown = [name.words for name in sides.values() if name.mark == UNKNOWN]
    roads = {way: name for way, name in sides.items() if name.mark != UNKNOWN}
    note = missing(*unknown, *(unread or ()))
    if note and len(roads) < _LEAST:
        return Finding(note=note)
    finding = areas.between(roads, known)
    if not note:
        return finding
    notes = "；".join(text for text in (note, finding.note) if text)
    return Finding(spots=finding.spots, note=notes, is_partial=True)


def _edges(skeleton: Skeleton, unread: list[str]) -> Iterator[tuple[str, Named]]:
    for match in _EDGE.finditer(skeleton.form):
        if match["road"]:
            yield match["way"], skeleton.at(match.start("road"))
        else:
            unread.append(skeleton.words(match["other"], match.start("other")))


def _beyond(skeleton: Skeleton) -> Iterator[tuple[str, Named]]:
    for match in _BEYOND.finditer(skeleton.form):
        yield OPPOSITE[match["way"]], skeleton.at(match.start("road"))


def _quadrant(skeleton: Skeleton, match: re.Match[str]) -> Iterator[tuple[str, Named]]:
    for name in ("first", "second"):
        yield OPPOSITE[match[f"{name}_way"]], skeleton.at(match.start(name))
