"""Where a day stands on a timeline, and the months written under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = 12
# So many months lie between two ticks; the first that gives few enough is taken.
_STRIDES = (1, 3, 6, 12, 24, 60, 120)
_MOST_TICKS = 12


@dataclass(frozen=True)
class Axis:
    """Whole months from `first` to `last`, the day after the last month."""

    first: date
    last: date

    def at(self, day: date | None, otherwise: float = 0.0) -> float:
        """Return where the beginning of a day stands, in per cent; `otherwise` for no day."""
        if day is None:
            return otherwise
        return 100 * (day - self.first).days / (self.last - self.first).days

    def after(self, day: date | None) -> float:
        """Return where the end of a day stands, in per cent; the end of all for no day."""
        return self.at(day + timedelta(days=1) if day else None, 100.0)

    def ticks(self) -> list[tuple[float, str]]:
        """Return where months begin and what is written there, few enough to be read."""
        begin, end = _month(self.first), _month(self.last)
        stride = next((n for n in _STRIDES if (end - begin) / n <= _MOST_TICKS), _STRIDES[-1])
        months = range(-(-begin // stride) * stride, end, stride)
        return [(self.at(_first(month)), _word(month, stride)) for month in months]


def axis(days: Iterable[date]) -> Axis:
    """Make the axis that holds all days; there must be one."""
    days = list(days)
    return Axis(_first(_month(min(days))), _first(_month(max(days)) + 1))


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _first(month: int) -> date:
    year, index = divmod(month, _MONTHS)
    return date(year, index + 1, 1)


def _word(month: int, stride: int) -> str:
    year, index = divmod(month, _MONTHS)
    return f"{year}年" if index == 0 or stride >= _MONTHS else f"{index + 1}月"
