"""Titles of groups of rows: how they nest, and which of them names a plate."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.ledger.heading.traditional import simplified

BETWEEN = " › "
_PLATE = "板块"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENUMERATED = re.compile(rf"[(（]?{_NUMERAL}[)）、.．]")
ORDINAL = re.compile(rf"[(（]?{_NUMERAL}[)）]?[、.．]?")
_COUNT = re.compile(r"[(（](?:共?\d+[个项](?:项目)?|(?:单位[:：])?[亿万]?元)[)）]$")
_COUNTED = re.compile(r"[(（]共?\d+[个项](?:项目)?[)）]$")
_STAGES = "续建|新开工|计划新开工|计划开工|前期|储备|收尾|竣工|谋划|在建"
_NESTED = re.compile(rf"(?:{_STAGES})(?:项目|工程|类)?|.{{1,20}}(?:类|类项目|部分)")
# Nobody calls one project so.
_NO_PROJECT = re.compile(
    rf"(?:[省市区县][级本]|全[省市区县]|其[他它])?(?:统筹|重点|重大|直属|管理)?项目|(?:{_STAGES})(?:项目|工程)"
)
_DISTRICT = re.compile("[省市区县][级本]|全[省市区县]")
_ENDS = re.compile("(?:类|类项目|板块|部分|[:：])$")
# 五大板块, 各板块: plates are spoken of, none is named.
_SPOKEN_OF = re.compile(
    "(?:.*[一二三四五六七八九十0-9两]+个?大?|各|分|全部|所有|重点|其[他它])?板块"
)
# Marks of the levels titles are numbered by, from a bare plate to what has none.
_STYLES = (
    ("一、", re.compile(rf"{_NUMERAL}[、.．]")),
    ("（一）", re.compile(rf"[(（]{_NUMERAL}[)）]")),
    ("1.", re.compile(r"\d{1,2}[、.．](?!\d)")),
    ("（1）", re.compile(r"[(（]\d{1,2}[)）]")),
)
_ENDING = "ends"


def is_enumerated(text: str) -> bool:
    """Tell whether a text is numbered as titles are: 一、…, （二）…."""
    return bool(_ENUMERATED.match(text))


def is_bare_ordinal(text: str) -> bool:
    """Tell whether a text is a Chinese numeral without brackets: 一, 二、."""
    return bool(ORDINAL.fullmatch(text)) and text[0] not in "(（" and text[-1] not in ")）"


def is_title(text: str) -> bool:
    """Tell whether a text can only be the title of a group: numbered, counted, or a plain word."""
    plain = simplified(text)
    is_worded = _ENDS.search(plain) or _NO_PROJECT.fullmatch(plain)
    return bool(is_worded or is_enumerated(text) or is_counted(text))


def is_counted(text: str) -> bool:
    """Tell whether a text says how many projects follow: …（3个）."""
    return bool(_COUNTED.search(simplified(text)))


def plate_of(group: str) -> str:
    """Return the plate the titles of a group name, the innermost one; "" if none does."""
    names = (_bare(part) for part in reversed(group.split(BETWEEN)))
    return next((name for name in names if is_plate(name)), "")


def is_plate(name: str) -> bool:
    """Tell whether a text is the name of a plate."""
    return name.endswith(_PLATE) and not _SPOKEN_OF.fullmatch(name)


def is_of_district(group: str) -> bool:
    """Tell whether a group says that it belongs to the district as a whole (区级项目)."""
    return bool(_DISTRICT.search(group))


def nested(above: Iterable[str], title: str) -> tuple[str, ...]:
    """Return the titles that hold below a title, given those that held above it.

    A title ends those of its own level and all within them. One that has no mark of a level ends
    all, unless it only names a stage or a sort of projects.
    """
    held, style = tuple(above), _style(title)
    if style == _ENDING:
        return (title,)
    same = next((n for n, one in enumerate(held) if _style(one) == style), len(held))
    return (*held[:same], title)


def _style(title: str) -> str:
    for style, pattern in _STYLES:
        if pattern.match(title):
            return style
    name = _bare(title)
    if is_plate(name):
        return _PLATE
    return "stage" if _NESTED.fullmatch(name) and not is_of_district(name) else _ENDING


def _bare(title: str) -> str:
    """Take number and count off a title: （一）二七商圈板块（3个）."""
    text = title.strip()
    for _, pattern in _STYLES:
        if match := pattern.match(text):
            text = text[match.end() :]
            break
    return _COUNT.sub("", text).strip().rstrip(":：")
