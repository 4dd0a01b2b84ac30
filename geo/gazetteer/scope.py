"""Which district an address is in, by the names of districts and cities written in it."""

from __future__ import annotations

import re

# The divisions of 郑州 (GB/T 2260, 410100) and its zones that have addresses of their own.
_CITY = "郑州"
_DIVISIONS = (
    *("二七区", "金水区", "中原区", "管城回族区", "管城区", "惠济区", "上街区"),
    *("中牟县", "巩义市", "荥阳市", "新密市", "新郑市", "登封市"),
    *("郑东新区", "高新区", "高新技术开发区", "高新技术产业开发区", "经开区", "经济技术开发区"),
    *("航空港区", "航空港经济综合实验区", "航空港实验区"),
)
_ABOVE = re.compile(r"(?:中国|中华人民共和国|河南省?|郑州市(?:市区)?|,)+")
# A division's name is two to eight characters and its rank; what only ends like one is none.
# 小区, 社区, 超市 and their like are no divisions.
_RANKED = re.compile(
    r"(?![与和同跟及临邻近靠])[\u4e00-\u9fff]{2,6}?(?:自治区|自治州|特别行政区|省|县(?!城)"
    r"|(?<![城都超夜菜花集门旧货])市(?![场街委政区])"
    r"|(?<![小社景片园厂属库业校院矿新游林居住宿活街郊老山发融保一二三四五六七八九十东西南北中])区)"
)
# A branch is called after where it is: 郑州惠济店.
_BRANCH = re.compile(
    f"({'|'.join(name[:2] for name in _DIVISIONS if name[2:] in ('区', '县', '市', '回族区'))})店"
)
# What an address says of the district next to ours, or of a branch called after it.
_NEXT_TO = re.compile(r"(?:[与和同跟临邻近靠接界]|[毗相][邻连])$")
_NEXT = re.compile(r"(?:方向)?(?:交界|接壤|相邻|毗邻|相接)|(?:分?店|分公司|分院|支行|分局|一侧)")
# New districts (雄安新区) and the zone of the airport, which is not ours.
_NEW = re.compile(r"[\u4e00-\u9fff]{2,3}?(?:新区|新城区)")
_AIRPORT = re.compile(rf"(?:河南省?)?(?:{_CITY}市?)?(?:航空港|港区)")
_MUNICIPALITIES = re.compile(r"(?:北京|上海|天津|重庆)市?(?=.{1,6}区)")


def local(text: str, district: str) -> str:
    """Leave out the names of the country, province, city and district an address begins with.

    The names above the district are only left out where they stand for themselves: 河南建院 and
    郑州火车站 keep theirs.
    """
    rest = text
    if above := _ABOVE.match(text):
        rest = text[above.end() :] if _is_rank(above[0]) else text
    rest = rest.removeprefix(district).removeprefix(",")
    if rest is text and text.startswith(_CITY + district):
        rest = text[len(_CITY + district) :]
    return rest


def _is_rank(names: str) -> bool:
    return names.rstrip(",").endswith(("省", "市", "市区", "中国", "共和国"))


def elsewhere(text: str, district: str, *, begins_known: bool) -> str:
    """Return the district, county, city or province an address names that is not ours, or "".

    An address that begins with a name of ours (菜市街) does not begin with a city's.
    """
    for division in _DIVISIONS:
        if division != district and division in text and _is_named(division, text, district):
            return division
    if airport := _AIRPORT.match(text):
        return airport[0]
    for branch in _BRANCH.finditer(text):
        if not district.startswith(branch[1]) and district not in text:
            return branch[0]
    if begins_known:
        return ""
    rest = local(text, district)
    found = _MUNICIPALITIES.match(rest) or _RANKED.match(rest)
    if not found and district not in text:
        found = _NEW.match(rest)
    is_other = found and found[0] != district and not found[0].startswith(district[:-1])
    return found[0] if found and is_other else ""


def _is_named(division: str, text: str, district: str) -> bool:
    """Tell whether another division is where an address is, not only what is next to it."""
    if district not in text:
        return True
    before, _, after = text.partition(division)
    return not _NEXT_TO.search(before) and not _NEXT.match(after)
