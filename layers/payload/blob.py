"""The long columns of a payload below one another as bytes, and how the page is told where."""

from __future__ import annotations


class Blob:
    """Bytes that grow; whoever adds some is told where they begin."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, part: bytes) -> int:
        """Put bytes at the end and return where they begin."""
        at = self._size
        self._parts.append(part)
        self._size += len(part)
        return at

    def joined(self) -> bytes:
        """Return everything added."""
        return b"".join(self._parts)
