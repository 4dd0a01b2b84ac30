"""Reads the texts of a dBASE III table (.dbf), whose encoding nothing in it tells reliably."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator, Sequence

_HEADER, _FIELD, _TERMINATOR = 32, 32, 0x0D
_CODECS = {"UTF-8": "utf-8", "GBK": "gb18030"}
_CPG = {
    "utf8": "UTF-8", "65001": "UTF-8", "gbk": "GBK", "gb2312": "GBK", "gb18030": "GBK",
    "936": "GBK", "cp936": "GBK", "oem936": "GBK", "ansi936": "GBK",
}  # fmt: skip
Record = dict[str, str]


def read(data: bytes, cpg: bytes, encoding: str, limit: int) -> tuple[list[Record | None], str]:
    """Read a table: field → text for each row, None for a row marked deleted.

    Args:
        data: the .dbf.
        cpg: the .cpg beside it, which is only believed where the bytes agree.
        encoding: UTF-8 or GBK when the user has chosen one, else "".
        limit: rows beyond these are left unread.

    Returns:
        The rows, and in Chinese how the texts were decoded where that is in doubt.

    Raises:
        ValueError, IndexError, struct.error: the table is broken.

    """
    count, start, length = struct.unpack_from("<IHH", data, 4)
    fields = list(_fields(data, start))
    if length < 1 or start + count * length > len(data):
        raise ValueError
    starts = range(start, start + min(count, limit) * length, length)
    rows = [data[at : at + length] for at in starts]
    values = [[row[a:b].rstrip(b" \0").lstrip() for _, a, b in fields] for row in rows]
    names = [name for name, _, _ in fields]
    codec, note = _codec([*names, *(value for row in values for value in row)], cpg, encoding)
    keys = [_text(name, codec) for name in names]
    records = [
        None if row[:1] == b"*" else dict(zip(keys, (_text(v, codec) for v in cells), strict=True))
        for row, cells in zip(rows, values, strict=True)
    ]
    return records, note


def _fields(data: bytes, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name and place in a row of each field; the first byte of a row marks deletion."""
    place = 1
    for at in range(_HEADER, end - 1, _FIELD):
        if data[at] == _TERMINATOR:
            return
        size = data[at + 16]
        yield data[at : at + 11].split(b"\0")[0], place, place + size
        place += size


def _codec(texts: Sequence[bytes], cpg: bytes, encoding: str) -> tuple[str, str]:
    """Find the encoding by the bytes themselves; the .cpg beside them is often wrong."""
    if encoding:
        return _CODECS.get(encoding, "utf-8"), ""
    stated = cpg.decode("latin-1").strip()[:20]
    if all(text.isascii() for text in texts):
        return "utf-8", ""
    for word, codec in _CODECS.items():
        if all(_reads(text, codec) for text in texts):
            if _CPG.get(stated.lower().replace("-", "").replace(" ", "")) == word:
                return codec, ""
            what = f".cpg 写的是“{stated}”" if stated else "没有 .cpg"
            return codec, f"{what}，名称按 {word} 读，请核对；不对可改选编码"
    return "latin-1", "名称的编码认不出来，请核对名称，或在 GIS 软件中以 UTF-8 重新导出"


def _reads(text: bytes, codec: str) -> bool:
    try:
        _strict(text, codec)
    except UnicodeDecodeError:
        return False
    return True


def _strict(text: bytes, codec: str) -> str:
    # A field cuts long names in the middle of a character; the decoder drops that last piece.
    return codecs.getincrementaldecoder(codec)().decode(text, final=False)


def _text(text: bytes, codec: str) -> str:
    return codecs.getincrementaldecoder(codec)("replace").decode(text, final=False)
