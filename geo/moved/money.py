"""Money in words, exact to the 元, and what has changed of it."""

from __future__ import annotations

from geo.model import Amount, Measure
from geo.schedule import why_unread
from geo.stated import ANNUAL, Dated, Stated
from geo.stated import yuan as whole_yuan
from geo.writing import quoted, thousands

MONEY = tuple(measure for measure in Measure if measure is not Measure.PROGRESS)
_WAN, _YI = 10_000, 100_000_000
# With more decimals than these, 亿元 is harder to read than 万元.
_DECIMALS = 4


def changed(before: Stated, after: Stated) -> list[Measure]:
    """List the measures of money of which another number, or range, is stated, by at least 1 元.

    A number in place of words that could not be read is another one, and the reverse. So is a
    figure of another year, whatever its number.
    """
    return [m for m in MONEY if _is_other(m, before.get(m), after.get(m))]


def _is_other(measure: Measure, before: Dated | None, after: Dated | None) -> bool:
    old, new = (_numbers(dated) for dated in (before, after))
    # Most are the same numbers; only the others are reckoned to the 元.
    is_other_number = old != new and list(map(_whole, old)) != list(map(_whole, new))
    return is_other_number or _are_of_two_years(measure, before, after)


def _numbers(dated: Dated | None) -> tuple[float | None, float | None]:
    return (dated.amount.value, dated.amount.upper) if dated else (None, None)


def _whole(value: float | None) -> int | None:
    return None if value is None else whole_yuan(value)


def _are_of_two_years(measure: Measure, before: Dated | None, after: Dated | None) -> bool:
    if measure not in ANNUAL or before is None or after is None:
        return False
    return None not in (before.year, after.year) and before.year != after.year


def difference(measure: Measure, before: Dated | None, after: Dated | None) -> int | None:
    """Return by how many 元 an amount grew.

    None where either is missing, unread, or a range, and for figures that are not certainly of
    one year.
    """
    if before is None or after is None:
        return None
    if measure in ANNUAL and (before.year is None or before.year != after.year):
        return None
    (old, lower), (new, upper) = map(_numbers, (before, after))
    if old is None or new is None or lower is not None or upper is not None:
        return None
    return whole_yuan(new) - whole_yuan(old)


def change_words(measure: Measure, before: Dated | None, after: Dated | None) -> str:
    """Write what became of a measure: 总投资 1,200 万元 → 1,500 万元，增加 300 万元.

    Figures of two years are told with their years: 年度计划投资 2025年 500 万元 → 2026年 600 万元.
    """
    ends = [_said(dated.amount if dated else None) for dated in (before, after)]
    if before and after and _are_of_two_years(measure, before, after):
        ends = [f"{dated.year}年 {end}" for dated, end in zip((before, after), ends, strict=True)]
    told = f"{measure.word} {' → '.join(ends)}"
    grown = difference(measure, before, after)
    return told if grown is None else f"{told}，{grown_words(grown)}"


def grown_words(grown: int) -> str:
    """Write by how much money grew, in 元: 增加 300 万元, 减少 1.2 亿元."""
    return f"{'增加' if grown > 0 else '减少'} {money_words(abs(grown))}"


def money_words(amount: int) -> str:
    """Write whole 元 as 万元, small sums as 元, and as 亿元 what takes four decimals at most."""
    if amount < _WAN:
        return f"{amount:,} 元"
    if amount >= _YI and amount % (_YI // 10**_DECIMALS) == 0:
        return f"{thousands(amount / _YI)} 亿元"
    return f"{thousands(amount / _WAN)} 万元"


def _said(amount: Amount | None) -> str:
    if amount is None:
        return "没有写"
    if amount.value is None:
        return f"{quoted(' '.join(amount.words.split()))}（{why_unread(amount)}）"
    ends = [amount.value] if amount.upper is None else [amount.value, amount.upper]
    return f"{' 至 '.join(map(thousands, ends))} {amount.unit}"
