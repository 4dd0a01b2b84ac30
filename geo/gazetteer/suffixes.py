"""How road names are made: a stem and a suffix, with words for sections and carriageways."""

from __future__ import annotations

import re
from collections.abc import Iterator

SECTIONS = "东西南北中"
# The longer first: 公路 ends with 路.
SUFFIXES = ("快速路", "大道", "大街", "公路", "胡同", "路", "街", "道", "巷", "里")
_ENDS = re.compile(rf"(.+?)({'|'.join(SUFFIXES)})$")
_RING = re.compile(r"[东西南北][一二三四五]环$")
# What a main road is also called: its expressway and viaduct carry its name.
_GRADES = ("快速路", "快速通道", "高架", "高架桥", "高架路")
# Written after a name without being part of it: service roads, sides, lengths.
AFTER = (
    r"(?:\((?:[东西南北]侧)?辅[路道]\)|(?:[东西南北]侧)?辅[路道]|主[路道]|[东西南北中]段|全[线段])?"
)


# What is called after a road without having to be on it.
CALLED = (
    r"(?:小学|中学|学校|幼儿园|派出所|街道|办事处|街道办|医院|卫生院|卫生服务中心|支行|分行|营业部"
    r"|社区|居委会|地铁站|站|公园|广场|小区|花园|市场|店|桥|立交|法庭|税务所|工商所|邮局|邮政所)"
)
_SERVICE = re.compile(r"(?:[东西南北]侧)?辅[路道]$")


def main(name: str) -> str:
    """Return the road a service road runs along: 金水路 for 金水路辅路."""
    return _SERVICE.sub("", name) or name


def parts(name: str) -> tuple[str, str]:
    """Split a road's name into stem and suffix; a name without a known suffix has none."""
    found = _ENDS.match(name)
    return (found[1], found[2]) if found else (name, "")


def variants(name: str) -> Iterator[tuple[str, str]]:
    """Yield the names a road goes by under the general rules, with the section each means.

    大学路 is also 大学南路 (section 南), 陇海路 also 陇海快速路, 南三环 also 南三环东路.
    """
    stem, suffix = parts(name)
    if _RING.search(name):
        stem, suffix = name, "路"
        yield name + suffix, ""
    if suffix not in ("路", "街", "大道", "大街"):
        return
    yield from ((stem + section + suffix, section) for section in SECTIONS)
    if suffix == "路":
        yield from ((stem + grade, "") for grade in _GRADES)
