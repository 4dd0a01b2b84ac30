"""The words of many periods at once: most are stated by two days, and there are few days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from geo.dates import TO, begins_month, day_words, ends_month, month_day_words, period_words
from geo.model import Period
from geo.ragged import NO_DAY, Ints, Mask

Strings = NDArray[np.object_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Worded:
    """What the page writes of periods: `by_days` where one is stated by two days.

    See `geo.dates.is_of_two_days`.
    """

    words: Strings
    by_days: Mask


def worded(periods: Sequence[Period], start: Ints, end: Ints) -> Worded:
    """Write periods; `start` and `end` are their days, ordinals, NO_DAY for none."""
    days, at = np.unique(np.concatenate((start, end)), return_inverse=True)
    first, last = np.split(at, 2)
    by_days = (start != end) & _stated(periods, days, first, last) & ~_are_months(days, first, last)
    words = np.empty(len(periods), dtype=object)
    words[by_days] = _between(days, first[by_days], last[by_days])
    words[~by_days] = [period_words(period) for period in compress(periods, ~by_days)]
    return Worded(words=words, by_days=by_days)


def ordinals(days: Iterable[date | None]) -> Ints:
    """Return days as ordinals, NO_DAY for none."""
    return np.array([day.toordinal() if day else NO_DAY for day in days], dtype=np.int64)


def _stated(periods: Sequence[Period], days: Ints, first: Ints, last: Ints) -> Mask:
    """Mark the periods with both days, of which no end is stated by what is longer than a day."""
    is_stated = np.ones(len(periods), dtype=bool)
    iso = _of_days(days, date.isoformat, "")
    for name, at in (("start_text", first), ("end_text", last)):
        text = np.array(list(map(attrgetter(name), periods)), dtype=object)
        is_stated &= (days != NO_DAY)[at] & ((text == "") | (text == iso[at]))
    return is_stated


def _are_months(days: Ints, first: Ints, last: Ints) -> Mask:
    """Mark the periods of whole months, see `geo.dates.are_months`."""
    begins, ends = (_of_days(days, rule, False) for rule in (begins_month, ends_month))
    months: Mask = (begins[first] & ends[last]).astype(bool)
    return months


def _between(days: Ints, first: Ints, last: Ints) -> Strings:
    """Write two days, see `geo.dates.between`."""
    words, short = _of_days(days, day_words, ""), _of_days(days, month_day_words, "")
    years = _of_days(days, attrgetter("year"), NO_DAY)
    until = np.where(years[first] == years[last], short[last], words[last])
    written: Strings = words[first] + TO + until
    return written


def _of_days(days: Ints, told: Callable[[date], object], nothing: object) -> Strings:
    """Return what is told of each day, `nothing` of none."""
    each = (told(date.fromordinal(day)) if day != NO_DAY else nothing for day in days.tolist())
    return np.array(list(each), dtype=object)
