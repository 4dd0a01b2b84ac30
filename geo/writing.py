"""How clerks write: full-width forms, numerals (二〇二一, 三千五百, 一点二), words for nothing."""

from __future__ import annotations

import math
import re
import unicodedata

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}
_PLACES = (("千", 1000), ("百", 100), ("十", 10))
# Spellings of one numeral: 〇 in years, 两 before 千 and 百, capitals in contracts.
_VARIANTS = str.maketrans("〇○两壹贰叁肆伍陆柒捌玖拾佰仟", "零零二一二三四五六七八九十百千")
_RUN = re.compile("[零一二三四五六七八九十百千]+")
_POINT = re.compile(r"(?<=[0-9])点(?=[0-9])")

# What clerks write where there is nothing to write, or nothing to write yet; folded.
_NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "/",
        "//",
        "\\",
        "—",
        "——",
        "无",
        "暂无",
        "待定",
        "未定",
        "待明确",
        "不详",
        "未知",
    }
    | {".", "...", "......", "N/A", "n/a", "NA", "na", "NULL", "null", "None"}
)
# Longer texts are not folded: most cells of a ledger say something. Spaces may stand between.
_NOTHING_MAX = 12
_QUOTED = 30


def says_nothing(text: str) -> bool:
    """Tell whether a cell only says that nothing is known yet (待定, /, ——, N/A …)."""
    return len(text) <= _NOTHING_MAX and fold(text) in _NOTHING


def quoted(words: str) -> str:
    """Quote a cell's words in a message, cut to a length that can be read."""
    return f"“{words}”" if len(words) <= _QUOTED else f"“{words[:_QUOTED]}…”"


def thousands(value: float) -> str:
    """Write a number with thousands separators and no more decimals than it has, at most four."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def is_finite(value: float) -> bool:
    """Tell whether a cell's number is one; a file may hold integers no float can."""
    return isinstance(value, int) or math.isfinite(value)


def fold(text: str) -> str:
    """Bring full-width forms to one spelling (NFKC) and drop all white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def arabic(text: str) -> str:
    """Write Chinese numerals below 万 with Arabic digits; 万 and 亿 stay, they are units here.

    A run that can be read in two ways (三千五 is 3500 in speech, 3005 by place) is left alone.
    """
    text = _RUN.sub(lambda run: _number(run[0]) or run[0], text.translate(_VARIANTS))
    return _POINT.sub(".", text)


def _number(run: str) -> str | None:
    if not set(run) & set("千百十"):
        return "".join(_DIGITS[digit] for digit in run)
    total, rest, worth = 0, run, 0
    for place, value in _PLACES:
        head, found, tail = rest.partition(place)
        if found:
            head = head.lstrip("零") or ("一" if place == "十" else "")
            if head not in _DIGITS:
                return None
            total, rest, worth = total + int(_DIGITS[head]) * value, tail, value
    if rest and worth > _PLACES[-1][1] and not rest.startswith("零"):
        return None
    unit = rest.lstrip("零") or "零"
    return str(total + int(_DIGITS[unit])) if unit in _DIGITS else None
