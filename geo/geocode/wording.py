"""Texts of services made fit to be shown: one line, nothing invisible, no key."""

from __future__ import annotations

import unicodedata

from geo.texts import plain

_BLOT = "***"
# Controls and format characters: a terminal obeys the ones, the others turn a line around.
_UNSEEN = frozenset({"Cc", "Cf"})


def line(text: str) -> str:
    """Return a text as one line without characters that cannot be seen."""
    flat = " ".join(plain(text).split())
    return flat if flat.isprintable() else "".join(filter(_is_seen, flat))


def blotted(value: object, secret: str) -> object:
    """Return decoded JSON with every text made a `line` and `secret` blotted out of it.

    Decoded first, for JSON can write any letter as its number; made a line first, for a character
    that is dropped may have parted the secret.

    Raises:
        RecursionError: it is nested too deeply.

    """
    if isinstance(value, dict):
        return {_bare(str(key), secret): blotted(each, secret) for key, each in value.items()}
    if isinstance(value, list):
        return [blotted(each, secret) for each in value]
    if isinstance(value, str):
        return _bare(value, secret)
    # A key may be a number.
    return _BLOT if secret and isinstance(value, int) and str(value) == secret else value


def _bare(text: str, secret: str) -> str:
    shown = line(text)
    return shown.replace(secret, _BLOT) if secret else shown


def _is_seen(mark: str) -> bool:
    return unicodedata.category(mark) not in _UNSEEN
