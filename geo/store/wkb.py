"""Well-known binary as this software writes it; nothing else may reach GEOS.

GEOS reads nested collections by calling itself, so a small cell from elsewhere can exhaust the
stack and end the whole server. Layout: OGC 06-103r4, section 8.2.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

_LITTLE_ENDIAN = 1
_HEAD, _COUNT = struct.Struct("<BI"), struct.Struct("<I")
_PAIR_BYTES = 16
_POINT, _LINE, _POLYGON = 1, 2, 3
_MEMBER_OF = {4: _POINT, 5: _LINE, 6: _POLYGON}
_MIN_OF_LINE, _MIN_OF_RING = 2, 4
# Nearly every place is a point: told at a glance, for all of a workspace pass here.
_A_POINT, _POINT_BYTES = _HEAD.pack(_LITTLE_ENDIAN, _POINT), _HEAD.size + _PAIR_BYTES


def check(cell: object) -> None:
    """Refuse what is not one plane point, line, polygon, or several of one of these, to its end.

    Raises:
        ValueError: it is none, or its counts do not fit its length.

    """
    if not isinstance(cell, bytes):
        raise _fault()
    if len(cell) == _POINT_BYTES and cell.startswith(_A_POINT):
        return
    try:
        end = _end(cell)
    except struct.error as error:
        raise _fault() from error
    if end != len(cell):
        raise _fault()


def _end(cell: bytes) -> int:
    """Return where the geometry at the beginning ends."""
    order, kind = _HEAD.unpack_from(cell)
    if order != _LITTLE_ENDIAN:
        raise _fault()
    if kind not in _MEMBER_OF:
        return _single(cell, 0, kind)
    count, at = _counted(cell, _HEAD.size, 1)
    for _ in range(count):
        at = _single(cell, at, _MEMBER_OF[kind])
    return at


def _single(cell: bytes, at: int, kind: int) -> int:
    if _HEAD.unpack_from(cell, at) != (_LITTLE_ENDIAN, kind) or kind not in _ENDS:
        raise _fault()
    return _ENDS[kind](cell, at + _HEAD.size)


def _point(_cell: bytes, at: int) -> int:
    return at + _PAIR_BYTES


def _line(cell: bytes, at: int, least: int = _MIN_OF_LINE) -> int:
    count, at = _counted(cell, at, least)
    return at + count * _PAIR_BYTES


def _polygon(cell: bytes, at: int) -> int:
    rings, at = _counted(cell, at, 1)
    for _ in range(rings):
        at = _line(cell, at, _MIN_OF_RING)
    return at


def _counted(cell: bytes, at: int, least: int) -> tuple[int, int]:
    """Read a count; return it and where it ends."""
    (count,) = _COUNT.unpack_from(cell, at)
    if count < least:
        raise _fault()
    return count, at + _COUNT.size


def _fault() -> ValueError:
    return ValueError("geometry 不是本软件写下的图形")


_ENDS: dict[int, Callable[[bytes, int], int]] = {_POINT: _point, _LINE: _line, _POLYGON: _polygon}
