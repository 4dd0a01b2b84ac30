"""Days and times as workbooks keep them: days counted from an epoch (ECMA-376 part 1, 18.17.4)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
# Excel counts a 29 February 1900 that never was; days before it are one off.
_LEAP_DAY = 60
_DAY = timedelta(days=1)
_MILLISECONDS = 86_400_000


def moment(serial: float, epoch: datetime) -> datetime | time | None:
    """Return the day or, below one day, the time of day; None for what is no day at all."""
    try:
        passed = timedelta(milliseconds=round(serial * _MILLISECONDS))
        if serial < 0:
            return None
        if serial < 1 and passed < _DAY:
            return (datetime.min + passed).time()
        return epoch + passed + (_DAY if serial < _LEAP_DAY and epoch == EPOCH else timedelta())
    except OverflowError:
        return None


def duration(serial: float, _: datetime) -> timedelta | None:
    """Return a length of time, to the millisecond; None for one too long to count."""
    try:
        return timedelta(milliseconds=round(serial * _MILLISECONDS))
    except OverflowError:
        return None


def iso(text: str) -> date | datetime | time | None:
    """Return the day, moment or time written in ISO 8601; its offset, if any, is dropped."""
    for read in (date.fromisoformat, _moment, _time):
        try:
            return read(text.strip())
        except ValueError:
            continue
    return None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _time(text: str) -> time:
    if ":" not in text:
        raise ValueError("four digits would be taken for hours and minutes")
    return time.fromisoformat(text).replace(tzinfo=None)
