"""What a user's own place or road may be called: a name, not what else stands in addresses.

Whatever is called 洛阳市 would be found in every address that begins with it.
"""

from __future__ import annotations

import re
import unicodedata

from geo.gazetteer import scope
from geo.gazetteer.suffixes import CALLED

MAX_NAME = 60
_DISTRICT = "二七区"
_MIN_NAME = 2
_FIGURES = r"[\d零〇一二三四五六七八九十百千两]+"
_UNIT = r"(?:多?米|公里|千米|里|m|km)"
_SIDE = r"(?:[东西南北左右前后里外内]|东南|东北|西南|西北)"
# What is no name → how such a text looks, folded. 大学路80号院 and 锦绣一区 are names.
_NO_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("数字", re.compile(rf"第?{_FIGURES}")),
    ("距离", re.compile(rf".{{0,6}}?{_FIGURES}(?:\.\d+)?{_UNIT}(?:处|外|远|左右|以[内外])?")),
    ("地址", re.compile(r".*(?:交叉口|交汇|交会|交界).*|.*(?:路|街|道|巷|环)口.{0,4}")),
    ("地址", re.compile(r".+(?:路|街|道|巷|环)[与和跟].+(?:路|街|道|巷|环)")),
    ("地址", re.compile(rf"(?:.*(?:路|街|道|巷|环))?(?:第?{_FIGURES}(?:号|栋|幢|层|室|单元))+")),
    ("地址", re.compile(rf".*以{_SIDE}(?:侧|边|面)?|{_SIDE}(?:侧|边|面|部|段|头)?")),
    (
        "区划",
        re.compile(r"[\u4e00-\u9fff]{2,7}(?:省|自治区|自治州|特别行政区)|中国|全国|全[省市区]"),
    ),
    ("区划", re.compile(r"[\u4e00-\u9fff]{1,6}(?:街道|乡|(?<![小古])镇)")),
    ("区划", re.compile(r"(?:北京|上海|天津|重庆|河南|郑州|二七|本)[市省区]?")),
    (
        "区划",
        re.compile(
            r"(?:北京|上海|天津|重庆|河南|郑州)[市省]?.{2,4}(?<![小园社片校院东西南北中])[市区县]"
        ),
    ),
    ("区划", re.compile(r"[\u4e00-\u9fff]{2,3}(?<![超夜菜花集门旧货])市|.{0,2}(?:新|城|市)区")),
    (
        "地址里的用语",
        re.compile(r"不[在是详明属含包].*|(?:位于|靠近|临近|紧邻|附近|毗邻).*|.*(?:附近|隔壁)"),
    ),
    (
        "地址里的用语",
        re.compile(r"对面|旁边?|周边|沿线|待定|暂无|未知|其他|项目|工程|公司|地址|位置|道路"),
    ),
    ("地址里的用语", re.compile(CALLED)),
)


def check(name: str) -> None:
    """Refuse a name that would be found in addresses that do not mean it.

    Raises:
        ValueError: it is too short or long, an address, a division, a distance or a common word.

    """
    if not _MIN_NAME <= len(name) <= MAX_NAME:
        raise ValueError(f"名称“{name[:MAX_NAME]}”应为 {_MIN_NAME} 至 {MAX_NAME} 个字")
    if not any(mark.isalpha() for mark in name):
        raise ValueError(f"名称“{name}”里没有文字，会和门牌号混淆")
    text = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    looks = next((what for what, form in _NO_NAMES if form.fullmatch(text)), "")
    if not looks and _is_division(text):
        looks = "区划"
    if looks:
        raise ValueError(
            f"名称“{name}”像是{looks}，不能作地名；请写地点或道路自己的名字，如“锦绣苑”"
        )


def _is_division(text: str) -> bool:
    """Tell whether a text is a district, county or city and nothing else."""
    return scope.elsewhere(text, _DISTRICT, begins_known=False) == text
