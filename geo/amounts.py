"""Sums of money as ledgers write them, in 万元; a number whose unit nobody states stays unread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from geo.ledger.grid import Value
from geo.ledger.values import text_of
from geo.model import Amount, Basis
from geo.writing import arabic, fold, is_finite, quoted, says_nothing

# What a user may say money is in where neither cell nor heading has a unit.
UNITS = ("元", "万元", "亿元")

UNIT = "万元"
_FACTORS = {
    "亿元": Decimal(10_000),
    "千万元": Decimal(1_000),
    "百万元": Decimal(100),
    "十万元": Decimal(10),
    "万元": Decimal(1),
    "千元": Decimal("0.1"),
    "元": Decimal("0.0001"),
}
# One project of a district above this is a slip of units: whole cities plan less in a year.
_IMPLAUSIBLE = 10_000 * _FACTORS["亿元"]
_SUSPECTED = {"亿元": "疑似万元", "万元": "疑似元"}
_UNCLEAR = "没有写单位，{}的{}不是一个金额单位，没有换算；请在表头写明单位，如“总投资（万元）”"
_LONGEST = 80
_MONEY = "(?:(?:亿|千万|百万|十万|万)元?|千元|元)"
_COMMAS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_DOTS = r"\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})"
_NUMBER = rf"(?:{_COMMAS}|{_DOTS}|\d+(?:\.\d+)?)"
_LABEL = (
    "(?:计划|年度|本年|当年|今年|项目|概算|估算|预算|累计|完成|合同|中标|批复|投资|金额|资金|总|额|为"
    "|价|共|合计|:)*"
)
_ABOUT_BEFORE = (
    "约|大约|近|将近|超过|超|逾|不低于|不少于|至少|不超过|最多|预计|暂估|暂定|≈|>|<|≥|≤|~"
)
_ABOUT_AFTER = "左右|上下|以上|以下|以内|余|多"
_SUM = re.compile(
    rf"{_LABEL}(?P<before>{_ABOUT_BEFORE})?(?P<minus>-)?"
    rf"(?P<low>{_NUMBER})(?P<more>余|多)?(?P<low_unit>{_MONEY})?"
    rf"(?:[-~至到—–]+(?P<high>{_NUMBER})(?P<high_unit>{_MONEY})?)?整?(?P<after>{_ABOUT_AFTER})?"
    r"(?:\((?P<aside>[^()]*)\))?",
    re.ASCII,
)
_YI_AND_WAN = re.compile(r"(\d+)亿(\d{1,4})万元?", re.ASCII)
_UNIT_WORD = re.compile(_MONEY)
# 单位：亿元、亩 names one unit of money; 亿元/亩 and 万美元 are none.
_ONLY_UNIT = re.compile(
    rf"\(?(?:金额)?(?:单位)?:?(?:人民币)?({_MONEY})(?:人民币)?(?:[、,;][^元亿万千美$]*)?\)?"
)
_YUAN = re.compile("人民币|RMB|CNY|¥", re.IGNORECASE)
_FOREIGN = re.compile(
    "[$€£]|USD|EUR|GBP|HKD|JPY|ARS|PESO|美元|美金|欧元|英镑|港元|港币|日元|韩元|澳元|加元|台币",
    re.IGNORECASE,
)
_TRADITIONAL = str.maketrans("億萬圓", "亿万元")
# 2,6 has a decimal comma where people write so; a thousand is written 2,600.
_COMMA = re.compile(r"\d+,\d{1,2}(?!\d)", re.ASCII)
_SUMS = re.compile(r"[+*×=]|\d/\d", re.ASCII)
_QUANTITY = re.compile(
    r"\d[万亿千百]?(?:亩|公顷|平方|平米|m|km|公里|千米|米|件|套|台|辆|户|人|吨|个|座|间|张|床|家|条|处"
    r"|千瓦|兆瓦|MW|kW|天|年|月|日|%)",
    re.ASCII,
)
# In a number format, a comma after the last digit shows the number divided by a thousand.
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


@dataclass(frozen=True, kw_only=True)
class _Unit:
    """The unit a number is taken in, how surely, and what was odd about it."""

    name: str
    certainty: Basis = Basis.EXPLICIT
    note: str = ""


def money(
    value: Value, *, number_format: str = "", column_unit: str = "", table_unit: str = ""
) -> Amount | None:
    """Read a cell of a money column in 万元; None when it says nothing.

    The unit is the one in the cell, else the heading's, else the number format's, else the one
    stated above the table, and then it is inferred. Without any, nothing is converted; nor is
    anything when what the heading or the table states is not one unit of money.

    Args:
        value: the cell, a number or a text (120.5亿元, 3,500.5万元, 约1.2亿, 2亿-3亿).
        number_format: its Excel format (0.00"亿元").
        column_unit: the unit in the heading (亿元).
        table_unit: the unit stated for the whole table (单位：万元).

    """
    words = text_of(value)
    if says_nothing(words):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return _unread(words, f"{quoted(words)}不是金额，没有读入；请填写数字和单位")
    text, shown = _plain(value), _shown(number_format)
    if _FOREIGN.search(f"{text} {column_unit} {shown}"):
        return _unread(words, "外币金额没有折算，只保留原文；请填写人民币金额")
    if _SCALED.search(shown):
        return _unread(words, "单元格格式把数字缩小了显示，没有读入；请把金额连单位写成文字")
    match = _SUM.fullmatch(_YUAN.sub("", text)) if len(text) <= _LONGEST else None
    if match is None:
        return _unread(words, _why_not(words, text))
    units = {"column": column_unit, "format": shown, "table": table_unit}
    return _read(words, match, _unit(match, units, yuan=bool(_YUAN.search(text))))


def _plain(value: str | float) -> str:
    """Fold a cell's text; a number is written out, never as 1e-05."""
    if not isinstance(value, str):
        return f"{Decimal(str(value)):f}" if is_finite(value) else str(value)
    if len(value) > _LONGEST:
        return value
    text = arabic(fold(value).translate(_TRADITIONAL))
    return _YI_AND_WAN.sub(lambda m: f"{10_000 * int(m[1]) + int(m[2])}万元", text)


@lru_cache(maxsize=256)
def _shown(number_format: str) -> str:
    """Return how a number format shows positive numbers, less quotes and locales."""
    positive = number_format.split(";", maxsplit=1)[0]
    return re.sub(r'["\\]', "", _LOCALE.sub(r"\1", positive))


def _unit(match: re.Match[str], stated: dict[str, str], *, yuan: bool) -> _Unit:
    """Find the unit of a sum: in the cell, the heading, the format, the table; see `money`."""
    named = {where: _unit_in(text) for where, text in stated.items()}
    named |= {where: _only_unit(stated[where]) for where in ("column", "table")}
    cell = match["high_unit"] or match["low_unit"] or _unit_in(match["aside"] or "")
    if cell:
        cell, column = _full(cell), named["column"]
        odd = f"表头单位是{column}，单元格写明{cell}，按单元格" if column not in ("", cell) else ""
        return _Unit(name=cell, note=odd)
    if stated["column"] and not named["column"]:
        return _Unit(name="", note=_UNCLEAR.format("表头", quoted(stated["column"])))
    if named["column"] and named["format"] not in ("", named["column"]):
        note = f"表头单位是{named['column']}，单元格格式是{named['format']}，按表头；请核对"
        return _Unit(name=named["column"], certainty=Basis.INFERRED, note=note)
    if near := named["column"] or named["format"]:
        return _Unit(name=near)
    if stated["table"] and not named["table"]:
        return _Unit(name="", note=_UNCLEAR.format("表格的标题或附注", quoted(stated["table"])))
    return _Unit(name=named["table"] or ("元" if yuan else ""), certainty=Basis.INFERRED)


@lru_cache(maxsize=256)
def _unit_in(text: str) -> str:
    """Find the one unit of money a text names; none when it names two."""
    units = {_full(unit) for unit in _UNIT_WORD.findall(fold(text))}
    return units.pop() if len(units) == 1 else ""


@lru_cache(maxsize=256)
def _only_unit(text: str) -> str:
    """Return the unit of money a text consists of; of 万元/亩 and 美元 there is none."""
    match = _ONLY_UNIT.fullmatch(fold(text))
    return _full(match[1]) if match else ""


def _full(unit: str) -> str:
    return f"{unit.removesuffix('元')}元"


def _read(words: str, match: re.Match[str], unit: _Unit) -> Amount:
    """Turn a matched sum into 万元, or tell why it cannot be."""
    numbers = [_number(match[end]) for end in ("low", "high") if match[end]]
    if numbers == [0]:
        return Amount(words=words, value=0.0, unit=UNIT)
    if fault := _fault(words, match, unit):
        return _unread(words, fault)
    names = [_full(match[f"{end}_unit"] or unit.name) for end in ("low", "high") if match[end]]
    sums = [number * _FACTORS[name] for number, name in zip(numbers, names, strict=True)]
    if sums != sorted(sums):
        return _unread(words, f"{quoted(words)}前大后小，没有读入；请核对金额区间")
    if sums[-1] > _IMPLAUSIBLE:
        suspect = _SUSPECTED.get(names[-1], "疑似单位有误")
        return _unread(
            words,
            f"{quoted(words)}按{names[-1]}计超过一万亿元，{suspect}；请核对单位",
        )
    hedge = match["before"] or match["more"] or match["after"] or ""
    notes = (unit.note, f"原文写“{hedge}”，不是准数" if hedge else "", _aside(match))
    return Amount(
        words=words,
        value=float(sums[0]),
        unit=UNIT,
        upper=float(sums[1]) if sums[1:] else None,
        certainty=Basis.INFERRED if hedge else unit.certainty,
        note="；".join(filter(None, notes)),
    )


def _number(text: str) -> Decimal:
    """Read 9,950,017.00 and 9.950.017,00: what stands last but once is the decimal mark."""
    if re.fullmatch(_DOTS, text):
        text = text.replace(".", "").replace(",", ".")
    return Decimal(text.replace(",", ""))


def _fault(words: str, match: re.Match[str], unit: _Unit) -> str:
    if match["minus"]:
        return f"{quoted(words)}是负数，没有读入；请核对金额"
    if match["high"] and match["low_unit"] and not match["high_unit"]:
        return f"{quoted(words)}两端的单位没有写全，没有读入；请写成 2亿元-3亿元"
    if not unit.name and unit.note:
        return f"{quoted(words)}{unit.note}"
    if not unit.name:
        return f"{quoted(words)}没有写单位，没有换算；请在表头写明单位，如“总投资（万元）”"
    return ""


def _aside(match: re.Match[str]) -> str:
    aside = match["aside"] or ""
    return f"括号里的{quoted(aside)}没有读入" if aside and _unit_in(aside) != _full(aside) else ""


def _why_not(words: str, text: str) -> str:
    shown = quoted(words)
    if _SUMS.search(text):
        return f"{shown}是算式或科学计数，没有计算；请填写得数"
    if _COMMA.search(text):
        return f"读不出{shown}是多少钱：逗号可能是小数点，也可能漏了位数；请写成 2.6 或 2600"
    if _QUANTITY.search(text):
        return f"{shown}是数量，不是金额，没有读入；请填写金额和单位"
    return f"读不出{shown}是多少钱，只保留原文；请写成 1.2亿元 或 12000万元"


def _unread(words: str, note: str) -> Amount:
    return Amount(words=words, value=None, unit=UNIT, certainty=Basis.NONE, note=note)
