"""Pauses between requests to one service, kept by all threads of the process together."""

from __future__ import annotations

import time
from datetime import UTC
from email.utils import parsedate_to_datetime
from threading import Lock

from geo import clock
from geo.model import Provider

_lock = Lock()
_free_from: dict[Provider, float] = {}


def wait(provider: Provider, pause: float) -> None:
    """Sleep until the service may be asked again, and keep it to oneself for `pause` seconds.

    Turns are given out in order of asking, on a clock that nobody can set back.
    """
    with _lock:
        now = time.monotonic()
        turn = max(now, _free_from.get(provider, now))
        _free_from[provider] = turn + pause
    time.sleep(max(0.0, turn - now))


def wanted_wait(text: str) -> float:
    """Read the seconds a Retry-After asks for (RFC 9110, 10.2.3); 0 where it cannot be read."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        seconds = (until.replace(tzinfo=until.tzinfo or UTC) - clock.now()).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0
    return max(0.0, seconds)
