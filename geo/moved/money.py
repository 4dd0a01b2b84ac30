"""Money in words, exact to the 元, and what has changed of it."""

from __future__ import annotations

from decimal import Decimal

from geo.model import Amount, Measure
from geo.schedule import why_unread
from geo.stated import Amounts
from geo.stated import yuan as whole_yuan

MONEY = tuple(measure for measure in Measure if measure is not Measure.PROGRESS)
_WAN, _YI = 10_000, 100_000_000
# With more decimals than these, 亿元 is harder to read than 万元.
_DECIMALS = 4
_QUOTED = 30


def yuan(amount: Amount | None) -> int | None:
    """Return an amount in whole 元, of a range its lower end; None where no number was read."""
    return None if amount is None or amount.value is None else whole_yuan(amount.value)


def changed(before: Amounts, after: Amounts) -> list[Measure]:
    """List the measures of money of which another number, or range, is stated, by at least 1 元.

    A number in place of words that could not be read is another one, and the reverse.
    """
    return [m for m in MONEY if _is_other(before.get(m), after.get(m))]


def _is_other(before: Amount | None, after: Amount | None) -> bool:
    old, new = (_stated(amount) for amount in (before, after))
    # Most are the same numbers; only the others are reckoned to the 元.
    return old != new and list(map(_whole, old)) != list(map(_whole, new))


def _stated(amount: Amount | None) -> tuple[float | None, float | None]:
    return (amount.value, amount.upper) if amount else (None, None)


def _whole(value: float | None) -> int | None:
    return None if value is None else whole_yuan(value)


def difference(before: Amount | None, after: Amount | None) -> int | None:
    """Return by how many 元 an amount grew; None where either is missing, unread, or a range."""
    old, new = yuan(before), yuan(after)
    if before is None or after is None or old is None or new is None:
        return None
    return None if before.upper is not None or after.upper is not None else new - old


def change_words(measure: Measure, before: Amount | None, after: Amount | None) -> str:
    """Write what became of a measure: 总投资 1,200 万元 → 1,500 万元，增加 300 万元."""
    told = f"{measure.word} {_said(before)} → {_said(after)}"
    grown = difference(before, after)
    return told if grown is None else f"{told}，{grown_words(grown)}"


def grown_words(grown: int) -> str:
    """Write by how much money grew, in 元: 增加 300 万元, 减少 1.2 亿元."""
    return f"{'增加' if grown > 0 else '减少'} {money_words(abs(grown))}"


def money_words(amount: int) -> str:
    """Write whole 元 as 万元, small sums as 元, and as 亿元 what takes four decimals at most."""
    if amount < _WAN:
        return f"{amount:,} 元"
    if amount >= _YI and amount % (_YI // 10**_DECIMALS) == 0:
        return f"{_number(Decimal(amount) / _YI)} 亿元"
    return f"{_number(Decimal(amount) / _WAN)} 万元"


def _number(value: Decimal) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _said(amount: Amount | None) -> str:
    if amount is None:
        return "没有写"
    if amount.value is None:
        words = " ".join(amount.words.split())
        shown = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
        return f"“{shown}”（{why_unread(amount)}）"
    ends = [amount.value] if amount.upper is None else [amount.value, amount.upper]
    return f"{' 至 '.join(_number(Decimal(str(end))) for end in ends)} {amount.unit}"
