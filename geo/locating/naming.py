"""What the name of a project tells of its place: the road it is about, a crossing, a known place.

A name is no address. Only one that is nothing but the name of a road, a crossing or a section,
with words for the works on it (福寿街道路整治工程), or exactly that of a known place, places
anything; and the works may be on a part of what the name says.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geo.answers import Answer, Candidate, Locator
from geo.locating import taking
from geo.model import Kind, Method
from geo.writing import fold

# How far off a place that only the name tells is at least, in metres: the works on a road may be
# on a part of it, those named after a place beside it.
_AT_LEAST_M = 300
_WORKS = (
    *("工程", "项目", "建设", "整治", "改造", "提升", "修复", "维修", "修缮", "养护", "大修"),
    *("中修", "拓宽", "打通", "新建", "改建", "扩建", "升级", "施工", "治理", "贯通", "更新"),
    *("道路", "市政", "路面", "路网", "综合", "环境", "景观", "绿化", "亮化", "排水", "雨污"),
    *("管网", "管线"),
)
_ROAD = r"[\u4e00-\u9fff]{1,10}?(?:路|街|道|巷|环|高速|快速路|高架)"
_OF_A_ROAD = re.compile(
    rf"{_ROAD}[东南西北中]?段?"
    rf"|{_ROAD}[(（][^()（）]{{3,40}}[)）]段?"
    rf"|{_ROAD}(?:与|和|、|×|x){_ROAD}(?:交叉口|交汇处|路口|立交桥?|互通)"
)
_ALIKE = 2


def by_name(locator: Locator, name: str, kind: Kind | None) -> Answer | None:
    """Find a project by its name alone; None when the name places nothing.

    Args:
        locator: the gazetteer; services are not asked for names.
        name: as the ledger writes it.
        kind: the sort of thing it is, if known.

    """
    place = _without_works(fold(name))
    is_of_a_road = _OF_A_ROAD.fullmatch(place) is not None
    for text in dict.fromkeys((place, fold(name))):
        answer = locator.locate(text, Kind.ROAD if is_of_a_road else kind) if text else None
        found = answer.place if answer else None
        if answer and found and (_is_road(found, text) if is_of_a_road else _is_it(found, text)):
            return replace(answer, candidates=(_loosened(found),))
    return None


def _without_works(name: str) -> str:
    """Take the words for works off the end: 福寿街道路综合整治工程 is about 福寿街."""
    while work := next((word for word in _WORKS if name.endswith(word)), ""):
        name = name.removesuffix(work)
    return name


def _is_road(found: Candidate, text: str) -> bool:
    """Tell whether the road that was found is the one the name begins with."""
    is_of_roads = found.method in (Method.LINE, Method.CROSSING)
    return is_of_roads and found.matched[:_ALIKE] == text[:_ALIKE]


def _is_it(found: Candidate, text: str) -> bool:
    return found.matched == text and found.method not in (Method.NAME, Method.UNIT)


def _loosened(found: Candidate) -> Candidate:
    line = taking.as_line(found)
    basis = f"{taking.BY_NAME}：{line.basis}"
    return replace(line, accuracy_m=max(line.accuracy_m, _AT_LEAST_M), basis=basis)
