"""Days and moments as the district counts them: China Standard Time, wherever the server stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# China has one time zone and no summer time; Windows has no time zone database.
CHINA = timezone(timedelta(hours=8), "CST")


def now() -> datetime:
    """Return this moment in China Standard Time."""
    return datetime.now(CHINA)


def today() -> date:
    """Return the day it is in China."""
    return now().date()
