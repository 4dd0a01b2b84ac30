"""Days as a payload counts them: whole days since 1970-01-01, whatever the reader's time zone."""

from __future__ import annotations

from datetime import date

EPOCH = date(1970, 1, 1).toordinal()
# So many days a row make one number of a row and a day (ordinal): all of them stand in one order.
ROW = 1 << 22


def day_number(day: date) -> int:
    """Return whole days since 1970-01-01."""
    return day.toordinal() - EPOCH
