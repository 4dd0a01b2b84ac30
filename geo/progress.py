"""Progress as ledgers write it, in per cent; what a bare number means is told by its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from geo.ledger.grid import Value
from geo.ledger.values import text_of
from geo.model import Amount, Basis
from geo.writing import arabic, fold, is_finite, quoted, says_nothing

UNIT = "%"
_FULL = 100
# Up to here a column's largest number may be per cent or a part of one (1.2 for 120 %).
_UNCLEAR_UP_TO = 2
_SHOWN_UP_TO = 10_000
_LONGEST = 200
_NUMBER = r"\d+(?:[.,]\d+)?"
_BARE = re.compile(rf"-?{_NUMBER}", re.ASCII)
_PERCENT = re.compile(rf"-?{_NUMBER}%", re.ASCII)
_OF_HUNDRED = re.compile(rf"百分之({_NUMBER})", re.ASCII)
# 0,93 has a decimal comma, but 1,234 may be a thousand.
_GROUPED = re.compile(r"-?[1-9]\d*,\d{3}", re.ASCII)
# Words before a percentage that speak of the whole project, not of a part of it.
_WHOLE = re.compile(
    "(?:已|累计|总体|整体|总|项目|工程|工程量|建设|形象|施工|进度|完成|投资|比例|率|达到|达|至|为|的|约|近|:)*"
)
_AFTER = re.compile(r"(?:左右|以上)?[。.;]?(?:\([^%]*\))?")
_HEDGES = re.compile("[约近]|左右|以上")
_FORMAT_TEXT = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True, kw_only=True)
class _Rule:
    """What the bare numbers of a column mean: how many per cent one is, None when not clear."""

    factor: int | None
    certainty: Basis = Basis.INFERRED
    why: str = ""


_FRACTION = _Rule(factor=_FULL)
_INFERRED = _Rule(factor=1, why="同列多为百分数")
_STATED = _Rule(factor=1, certainty=Basis.EXPLICIT)
_MIXED = _Rule(factor=None, why="同一列里有的带百分号、有的不带")
_SMALL = _Rule(factor=None, why="表头写了 %，这一列却都不超过 1")
_NEAR_ONE = _Rule(factor=None, why="这一列最大的数在 1 与 2 之间")


def column(
    values: Sequence[Value], formats: Sequence[str], *, column_unit: str = ""
) -> list[Amount | None]:
    """Read a progress column in per cent; None where a cell says nothing.

    A number with its own sign (93%, or 0.93 shown as 93%) is read as it stands. Bare numbers are
    parts of one (1 = 100 %) when none of the column is above 1, per cent when the heading says so
    or some are well above; what fits neither is flagged, not guessed.

    Args:
        values: the cells of the data rows, top to bottom.
        formats: the number format of each cell, "" when it has none.
        column_unit: the unit in the heading.

    """
    signed = [_signed(value, form) for value, form in zip(values, formats, strict=True)]
    bare = [_bare(v) if s is None else None for v, s in zip(values, signed, strict=True)]
    rule = _rule(bare, signed, stated="%" in fold(column_unit))
    rows = zip(values, signed, bare, strict=True)
    return [
        None if says_nothing(text_of(value)) else _amount(_words(value, sign), sign, own, rule)
        for value, sign, own in rows
    ]


def _rule(
    bare: Sequence[Decimal | None], signed: Sequence[Decimal | None], *, stated: bool
) -> _Rule:
    known = [number for number in bare if number is not None and 0 < number <= _FULL]
    largest = max(known, default=None)
    if largest is None or largest > _UNCLEAR_UP_TO:
        return _STATED if stated else _INFERRED
    if stated:
        return _SMALL
    if largest > 1:
        return _NEAR_ONE
    return _MIXED if any(number is not None for number in signed) else _FRACTION


def _amount(words: str, sign: Decimal | None, own: Decimal | None, rule: _Rule) -> Amount:
    number = own if sign is None else sign
    if number is None:
        shown = quoted(words)
        return _unread(words, f"{shown}没有写明整个项目的百分数，只保留原文；请填写如 93%")
    if not 0 <= number <= _FULL:
        odd = "是负数" if number < 0 else "超过 100%"
        return _unread(words, f"进度{quoted(words)}{odd}，没有读入；请核对")
    if sign is not None or number == 0:
        surely = Basis.INFERRED if _HEDGES.search(words) else Basis.EXPLICIT
        return _read(words, number, surely)
    stated = rule.certainty is Basis.EXPLICIT
    if rule.factor is None or (rule.factor == 1 and number < 1 and not stated):
        either = f"{_percent(number)} 还是 {_percent(number * _FULL)}"
        return _unread(words, f"{rule.why}，分不清“{words}”是 {either}，没有读入；请写明百分号")
    value = number * rule.factor
    note = "" if stated or number != 1 else f"“{words}”没有百分号，按{_percent(value)}计；请核对"
    return _read(words, value, rule.certainty, note)


def _percent(number: Decimal) -> str:
    return f"{round(number, 6).normalize():f}%"


def _signed(value: Value, form: str) -> Decimal | None:
    """Read a percentage that says it is one: by its own sign, or by its number format."""
    if isinstance(value, str):
        return _signed_text(value)
    number = _bare(value)
    if number is None or "%" not in form:
        return None
    # A quoted sign is only shown; a real one shows a hundred times the number.
    return number * _FULL if "%" in _FORMAT_TEXT.sub("", form) else number


def _signed_text(words: str) -> Decimal | None:
    if len(words) > _LONGEST:
        return None
    text = _OF_HUNDRED.sub(r"\1%", arabic(fold(words)))
    matches = list(_PERCENT.finditer(text))
    if len(matches) != 1:
        return None
    match = matches[0]
    before, after = text[: match.start()], text[match.end() :]
    whole = _WHOLE.fullmatch(before) and _AFTER.fullmatch(after)
    return _number(match[0].removesuffix("%")) if whole else None


def _bare(value: Value) -> Decimal | None:
    if isinstance(value, str):
        text = fold(value)
        return _number(text) if _BARE.fullmatch(text) else None
    if isinstance(value, int | float) and not isinstance(value, bool) and is_finite(value):
        return Decimal(str(value))
    return None


def _number(text: str) -> Decimal | None:
    return None if _GROUPED.fullmatch(text) else Decimal(text.replace(",", "."))


def _words(value: Value, sign: Decimal | None) -> str:
    """Write a cell as it is shown: 0.93 in the format 0% reads 93%."""
    if sign is None or isinstance(value, str) or not 0 <= sign <= _SHOWN_UP_TO:
        return text_of(value)
    return _percent(sign)


def _read(words: str, number: Decimal, certainty: Basis, note: str = "") -> Amount:
    value = float(round(number, 6))
    return Amount(words=words, value=value, unit=UNIT, certainty=certainty, note=note)


def _unread(words: str, note: str) -> Amount:
    return Amount(words=words, value=None, unit=UNIT, certainty=Basis.NONE, note=note)
