"""Months of days in columns, counted from January 1970 on; days are proleptic ordinals."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.ragged import Ints

_EPOCH = date(1970, 1, 1)
_DAY_ZERO = _EPOCH.toordinal()
YEAR = 12


def month_of(days: NDArray[np.integer]) -> Ints:
    """Return the month of each day."""
    moments = (np.asarray(days, dtype=np.int64) - _DAY_ZERO).astype("datetime64[D]")
    return moments.astype("datetime64[M]").astype(np.int64)


def first_day(months: NDArray[np.integer]) -> Ints:
    """Return the day on which each month begins."""
    moments = np.asarray(months, dtype=np.int64).astype("datetime64[M]")
    return moments.astype("datetime64[D]").astype(np.int64) + _DAY_ZERO


def year_of(months: Ints) -> Ints:
    """Return the calendar year of each month."""
    return months // YEAR + _EPOCH.year
