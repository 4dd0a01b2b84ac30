"""The unit of money a heading or the lines above a table state.

What speaks of money but is not understood is handed on as it stands: `geo.amounts` converts
nothing under such a unit, so that neither the table's nor the user's unit slips in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geo.ledger.heading.traditional import simplified

_MONEY = "亿元|千万元|百万元|十万元|万元|千元|元|亿|千万|百万|十万|万"
_OTHERS = "%|公里|km|平方米|万平方米|平方公里|公顷|亩|万亩|米|m|个|项|户|人|套"
_UNIT = re.compile(rf"{_MONEY}|{_OTHERS}")
_KNOWN = frozenset(_OTHERS.split("|"))
# Of what a bracket or a line says around its unit.
_LABEL = re.compile("金额|计量|货币|单位|人民币|rmb|cny|¥")
_SEPARATOR = re.compile("[,，;；、:：]")
_SPEAKS_OF_MONEY = re.compile(
    r"元|亿|万|千|美|币|英镑|usd|eur|gbp|hkd|jpy|rmb|cny|[$€£¥]|dollar|euro|million|billion|thousand"
)
# 投资以万元计, 金额均以亿元为单位; a note says it in a sentence of its own.
_COUNTED_IN = re.compile(rf"[以按]\s*(?:人民币)?\s*({_MONEY})\s*(?:为(?:计量)?单位|计(?!算)|计算)")
_SAYS_UNIT = re.compile("单位|[以按].{1,6}元")
_SENTENCE = re.compile(r"[。；;\n]")
# Of a note: all that may stand before its unit and still speak of the whole table.
_OF_ALL = re.compile(
    r"(?:[注备说明附]+[:：])?[(（]?\d*[)）.．、:：\s]*(?:[本表列中内各均的总额数项]|以上|上述|所有|全部|投资"
    "|金额|资金|款|计划|完成|年度|累计|货币|计量|人民币)*"
)
_OPEN, _CLOSE = "[(（\\[【]", "[)）\\]】]"
# 责任单位：元通公司 states no unit: nothing but a mark may follow one.
_STATED = re.compile(
    rf"单位(?:均?为)?\s*[:：]?\s*{_OPEN}?\s*(?:人民币)?\s*(?P<unit>{_MONEY})(?:人民币)?"
    rf"(?P<rest>(?:[(（、,，;；/和及)）\]】]\S*)?)(?=\s|$)"
)
_LISTED = re.compile(r"单位\s*[:：]\s*(\S{1,30})")
_LIST = re.compile(r"[、,，;；和及()（）\]】]")
_ALONE = re.compile(
    rf"(?:(?:^|\s)(?:人民币)?({_MONEY})(?=\s|$))|{_OPEN}(?:人民币)?({_MONEY}){_CLOSE}"
)
_FOREIGN = re.compile("美元|美金|欧元|英镑|港元|港币|日元|usd|eur|gbp|hkd|jpy|[$€£]", re.IGNORECASE)


def only(text: str) -> str:
    """Return the unit a squeezed text consists of (万元, 单位:万元, 亿元人民币), else ""."""
    bare = _SEPARATOR.sub("", _LABEL.sub("", text.strip("()[]【】〔〕")))
    return bare if _UNIT.fullmatch(bare) else ""


def of_brackets(brackets: Iterable[str]) -> str:
    """Return the one unit brackets state; where they say more of money than that, their words."""
    units: list[str] = []
    is_clear = True
    said = []
    for bracket in brackets:
        parts = [part for part in _SEPARATOR.split(_LABEL.sub("", bracket)) if part]
        found = [part for part in parts if _UNIT.fullmatch(part)]
        odd = any(_SPEAKS_OF_MONEY.search(part) for part in parts if part not in found)
        if found or odd:
            said.append(bracket)
        units += found
        is_clear = is_clear and not odd
    if is_clear and len(set(units)) == 1:
        return units[0]
    return "、".join(said)


def of_notes(notes: Iterable[str]) -> str:
    """Return the unit the notes below a table state; their words where it is not just one."""
    return "、".join(dict.fromkeys(unit for _, unit in _noted(notes)))


def besides(unit: str, notes: Iterable[str]) -> str:
    """Add to the unit stated above a table what notes below state of all of it, if they differ.

    A note on a part (资金到位情况单位为万元) takes nothing back.
    """
    noted = [other for part, other in _noted(notes) if _is_of_all(part)]
    return "、".join(dict.fromkeys((unit, *(o for o in noted if _spelt(o) != _spelt(unit)))))


def _noted(notes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the sentences of notes that state a unit, and what they state."""
    for note in notes:
        for part in map(str.strip, _SENTENCE.split(simplified(note))):
            if _SAYS_UNIT.search(part) and (unit := of_title(part) or _counted_in(part)):
                yield part, unit


def _is_of_all(sentence: str) -> bool:
    before = _SAYS_UNIT.split(sentence, maxsplit=1)[0]
    return bool(_OF_ALL.fullmatch(re.split("[,，]", before)[-1]))


def _spelt(unit: str) -> str:
    """Spell a unit in full: 万 is 万元."""
    return f"{unit.removesuffix('元')}元"


def _counted_in(sentence: str) -> str:
    units = dict.fromkeys(_COUNTED_IN.findall(sentence))
    return "、".join(units)


def of_title(title: str) -> str:
    """Return the unit the lines above a table state; their words where it is not just one."""
    title = simplified(title)
    found = [(match["unit"], match["rest"]) for match in _STATED.finditer(title)]
    found += [(match[1] or match[2], "") for match in _ALONE.finditer(title)]
    for match in _LISTED.finditer(title):
        parts = [part for part in _LIST.split(match[1]) if part]
        money = [part for part in parts if re.fullmatch(_MONEY, part)]
        if money and all(_UNIT.fullmatch(part) for part in parts):
            found += [(part, "") for part in money]
        elif _FOREIGN.search(match[1]):
            found.append((match[1], match[1]))
    units = {unit for unit, _ in found}
    if len(units) == 1 and not any(_says_more(rest) for _, rest in found):
        return units.pop()
    return "、".join(dict.fromkeys(unit + ("" if unit == rest else rest) for unit, rest in found))


def _says_more(rest: str) -> bool:
    """Tell whether what follows a unit speaks of another; 万元/亩 is none of money at all."""
    parts = (part for part in _LIST.split(rest) if part and part not in _KNOWN)
    return rest.startswith("/") or any(_SPEAKS_OF_MONEY.search(part.casefold()) for part in parts)
