"""序时进度: how far a year's investment is ahead of the calendar, or behind it.

The rule is the one 江门 prints in its bulletins: the share of the year's plan that is done, less
the share of the year that is over, counted in whole months (October: 97.2 % - 10/12 = +13.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from geo.model import Amount
from geo.writing import is_finite

_MONTHS = 12
_FULL = 100
# Less than one in so many points rounds to 0.0.
_LEVEL = 20
# In 万元: less than one 元 is no plan, and no district spends more than a trillion.
_LEAST, _MOST = 0.0001, 1e8
_REFUSED, _UNREAD = "不能采用", "读不出"
# By month, what should be done of the year's plan, per cent.
_DUE = {month: Fraction(month * _FULL, _MONTHS) for month in range(1, _MONTHS + 1)}


class Gap(Enum):
    """What is missing for a comparison."""

    NO_PLAN = auto()
    NO_REPORT = auto()
    PLAN_UNREAD = auto()
    REPORT_UNREAD = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lag:
    """Percentage points ahead of 序时进度 (`value` above 0) or behind it (below).

    `share` is what is done of the year's plan and `due` what should be, both in per cent. All are
    exact: a light turns at a boundary, where a float may fall on either side.
    """

    value: Fraction
    share: Fraction
    due: Fraction


def share_done(plan: Amount | float | None, done: Amount | float | None) -> Fraction | Gap:
    """Return what is done of a year's plan, in per cent.

    Args:
        plan: 年度计划投资 in 万元; without one, or with 0, there is nothing to compare with.
        done: 年度完成投资 in 万元.

    """
    if gap := _plan_gap(plan) or _report_gap(done):
        return gap
    part, parts = _exact(_number(done))
    whole, wholes = _exact(_number(plan))
    # Made at once: reducing it to lowest terms is what lights would spend their time on.
    return Fraction(part * wholes * _FULL, parts * whole)


def lag(share: Fraction, day: date) -> Lag:
    """Compare what is done of a year's plan with the months of the year that are over.

    Args:
        share: what is done as of `day`, in per cent, see `share_done`.
        day: a day in China; its month counts in full.

    """
    due = _DUE[day.month]
    return Lag(value=share - due, share=share, due=due)


def points_words(points: Fraction, decimals: int = 1) -> str:
    """Write percentage points as people say them: 落后序时进度 12.3 个百分点."""
    if abs(points.numerator) * _LEVEL < points.denominator:
        return "与序时进度持平"
    count = units(points, decimals)
    ahead = "超" if count > 0 else "落后"
    return f"{ahead}序时进度 {decimal_words(abs(count), decimals)} 个百分点"


def fixed(value: Fraction, decimals: int = 1) -> str:
    """Write an exact number, 0 or more, with so many decimals; half a unit is rounded up."""
    return decimal_words(units(value, decimals), decimals)


def decimal_words(number: int, decimals: int) -> str:
    """Write a count of units of the last decimal, see `units`: 1234 as 123.4."""
    digits = str(number).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


def units(value: Fraction, decimals: int) -> int:
    """Count the units of the last decimal that `fixed` writes; below 0 as above it, mirrored."""
    number, bottom = value.numerator * 10**decimals, value.denominator
    size: int = (2 * abs(number) + bottom) // (2 * bottom)
    return -size if number < 0 else size


def why_unread(stated: Amount | float) -> str:
    """Tell why a quantity cannot be reckoned with; "" when it can."""
    number = _number(stated)
    if number is None:
        return _REFUSED if isinstance(stated, Amount) and _is_refused(stated) else _UNREAD
    if not is_finite(number) or not 0 <= number <= _MOST:
        return _REFUSED
    return "是区间" if isinstance(stated, Amount) and stated.upper is not None else ""


def _is_refused(stated: Amount) -> bool:
    """Tell whether words were understood, but as no sum that can be taken: -10, a sum too large."""
    return bool(stated.note) and _UNREAD not in stated.note


def _plan_gap(plan: Amount | float | None) -> Gap | None:
    if plan is None:
        return Gap.NO_PLAN
    if why_unread(plan):
        return Gap.PLAN_UNREAD
    return Gap.NO_PLAN if (_number(plan) or 0) < _LEAST else None


def _report_gap(done: Amount | float | None) -> Gap | None:
    if done is None:
        return Gap.NO_REPORT
    return Gap.REPORT_UNREAD if why_unread(done) else None


def _number(stated: Amount | float | None) -> float | None:
    return stated.value if isinstance(stated, Amount) else stated


@lru_cache(maxsize=4096)
def _exact(number: float | None) -> tuple[int, int]:
    """Take a number as it is written, as a ratio: 1 to 10 for 0.1."""
    return Decimal(str(number or 0)).as_integer_ratio()
