"""Pauses between requests to one service, kept by all threads of the process together."""

from __future__ import annotations

import time
from datetime import UTC
from email.utils import parsedate_to_datetime
from threading import Lock

from geo import clock
from geo.model import Provider

_locks = {provider: Lock() for provider in Provider}
_free_from: dict[Provider, float] = {}


def wait(provider: Provider, pause: float) -> float:
    """Sleep until the service may be asked again, and keep it to oneself for `pause` seconds.

    The pause is counted from when the sleep was over, which on a busy machine is later than it
    was to be. Returns that moment, in seconds of a clock that nobody can set back.
    """
    with _locks[provider]:
        time.sleep(max(0.0, _free_from.get(provider, 0.0) - time.monotonic()))
        turn = time.monotonic()
        _free_from[provider] = turn + pause
    return turn


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
