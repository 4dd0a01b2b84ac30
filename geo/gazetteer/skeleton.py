"""An address with every name in it replaced by a mark, so that its form can be recognised.

大学路与政通路交叉口向北200米 becomes Ⓡ与Ⓡ交叉口向北200米. A road that is not known is marked as
such, never taken for a known one whose name it ends with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

from geo.gazetteer.names import PLACE, ROAD, UNIT, UNKNOWN, Index, Named

# After these characters a name may begin; after any other it is the end of a longer word.
_CLOSERS = frozenset(
    "路街道巷环号院口区市县镇乡村省与和及跟同、至到起自从以为于在临邻靠近沿接侧角旁边即"
)
# Road names have stems of two or three characters: what is longer is a place before a road.
_LONG = 3
_LINKS = frozenset("与和及跟同至到")
_SIDES = frozenset("东西南北")
_TOWARDS = frozenset("以向往")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# What is told apart from unknown roads in a stretch without known names, longest first.
_STRUCTURE = (
    r"交叉路口|交叉口|交叉处|交汇处|交汇口|交界处|交会处|十字路口|丁字路口|路口|街口|道路|铁路|公路局"
    r"|第?[一二两三四五六七八九十]个?[路街]口|线路|步行街|商业街|美食街|一条街|街道|马路|[路街][东西南北]+侧?|[沿临]街|[一二两三四五六七八九十百]+[多余来]?(?:米|公里)|[多余来]?米|公里|千米"
    r"|[东西南北][侧面边]?[至临邻接到起靠以]+|[向往][东西南北]+|[与、]|(?<=[路街道环巷口院号])[和及至到]|以[东西南北]|[东西南北]侧辅[路道]|[辅主][路道]|[角侧面边号楼层口]"
)
_UNKNOWN = r"([\u4e00-\u9fff]{1,7}?(?:大道|大街|快速路|(?<![丁十]字)路|街|巷|胡同|公路|高速))"
_STRETCH = re.compile(f"(?:{_STRUCTURE})|{_UNKNOWN}")
_MARKS = frozenset((ROAD, UNKNOWN, PLACE, UNIT))


@dataclass(slots=True)
class Skeleton:
    """The form of an address and, in order, the names its marks stand for."""

    form: str
    named: list[Named] = field(default_factory=list)

    def at(self, position: int) -> Named:
        """Return the name the mark at a position of the form stands for."""
        return self.named[sum(mark in _MARKS for mark in self.form[:position])]

    def words(self, form: str, position: int = 0) -> str:
        """Return a part of the form, which begins at a position, as it was written."""
        names = iter(self.named[sum(mark in _MARKS for mark in self.form[:position]) :])
        return "".join(next(names).words if mark in _MARKS else mark for mark in form)


def skeleton(text: str, index: Index) -> Skeleton:
    """Replace every name in a cleaned text by its mark."""
    found = Skeleton("")
    pieces: list[str] = []
    start = at = 0
    while at < len(text):
        known = index.at(text, at) if text[at : at + 2] in index.heads else None
        if known is None or not _may_begin(text, start, at, known[0].mark):
            at += 1
            continue
        pieces += (_stretch(text[start:at], found), known[0].mark)
        found.named.append(known[0])
        start = at = known[1]
    pieces.append(_stretch(text[start:], found))
    found.form = "".join(pieces)
    return found


def _may_begin(text: str, start: int, at: int, mark: str) -> bool:
    """Tell whether a name may begin here, after an unread stretch that began at `start`."""
    if at == start or not _HAN.match(before := text[at - 1]) or before in _CLOSERS:
        return True
    if before in _SIDES:
        return (at - 1 == start > 0) or text[at - 2] in _TOWARDS or text[at - 2] in _SIDES
    return mark == ROAD and at - start >= _LONG


def _stretch(text: str, found: Skeleton) -> str:
    """Mark the unknown roads in a stretch between two known names."""
    if not text:
        return ""
    link = text[0] if found.named and text[0] in _LINKS else ""
    return link + _STRETCH.sub(partial(_unknown, found), text[len(link) :])


def _unknown(found: Skeleton, match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    found.named.append(Named(UNKNOWN, match[1]))
    return UNKNOWN
