"""Pauses between requests to one service, kept by all threads of the process together."""

from __future__ import annotations

import time
from threading import Lock

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
