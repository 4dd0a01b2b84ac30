"""序时进度: how far a year's investment is ahead of the calendar, or behind it.

The rule is the one 江门 prints in its bulletins: the share of the year's plan that is done, less
the share of the year that is over, counted in whole months (October: 97.2 % - 10/12 = +13.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.model import Amount, Basis

_MONTHS = 12
_FULL = 100
_LEVEL = 0.05
# In 万元: less than one 元 is no plan, and no district spends more than a trillion.
_LEAST, _MOST = 0.0001, 1e8


@dataclass(frozen=True, kw_only=True)
class Lag:
    """Percentage points ahead of 序时进度 (above 0) or behind it (below), None when not known.

    `share` is what is done of the year's plan and `due` what should be, both in per cent. `words`
    say it in Chinese, or why it cannot be said.
    """

    value: float | None
    share: float | None
    due: float
    words: str
    certainty: Basis = Basis.NONE


def lag(plan: Amount | float | None, done: Amount | float | None, day: date) -> Lag:
    """Compare what is done of a year's plan with the months of the year that are over.

    Args:
        plan: 年度计划投资 in 万元; without one, or with 0, there is nothing to compare with.
        done: 年度完成投资 in 万元, as of `day`.
        day: a day in China; its month counts in full.

    """
    due = day.month / _MONTHS * _FULL
    planned, finished = _number(plan), _number(done)
    nothing = planned is not None and 0 <= planned < _LEAST
    why = "无计划" if nothing else _missing(plan, "无计划", "计划投资")
    why = why or _missing(done, "未填完成", "完成投资")
    if why or planned is None or finished is None:
        return Lag(value=None, share=None, due=due, words=why)
    share = finished / planned * _FULL
    return Lag(
        value=share - due,
        share=share,
        due=due,
        words=_words(share - due),
        certainty=_certainty(plan, done),
    )


def _number(stated: Amount | float | None) -> float | None:
    return stated.value if isinstance(stated, Amount) else stated


def _missing(stated: Amount | float | None, absent: str, what: str) -> str:
    """Tell why a quantity cannot be reckoned with; "" when it can."""
    if stated is None:
        return absent
    number = _number(stated)
    if number is None or not 0 <= number <= _MOST:
        return f"{what}读不出"
    if isinstance(stated, Amount) and stated.upper is not None:
        return f"{what}是区间"
    return ""


def _certainty(*stated: Amount | float | None) -> Basis:
    inferred = any(isinstance(s, Amount) and s.certainty is not Basis.EXPLICIT for s in stated)
    return Basis.INFERRED if inferred else Basis.EXPLICIT


def _words(points: float) -> str:
    if abs(points) < _LEVEL:
        return "与序时进度持平"
    return f"{'超' if points > 0 else '落后'}序时进度 {abs(points):.1f} 个百分点"
