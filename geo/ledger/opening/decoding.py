"""Turns the bytes of a text file into text: which encoding, and how surely.

Nothing is repaired: text that was spoilt before it reached us stays as it is and is told.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from geo.errors import FileError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
# Well-formed characters of more than one byte: UTF-8, and those of GB 18030 whose second byte is
# high too, as nearly all are in Chinese; in Western text a high byte stands between letters.
_FORMED = {
    "utf-8": re.compile(
        rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
    ),
    "gb18030": re.compile(rb"[\x81-\xfe][\x80-\xfe]|[\x81-\xfe][0-9][\x81-\xfe][0-9]"),
}
# Two bytes of Big5. Those of its 5,400 common characters begin with A4 to C6, punctuation with A1
# to A3; a second byte below 80, as every third has, is all but unknown in simplified GBK.
_BIG5 = re.compile(rb"([\x87-\xfe])([\x40-\x7e\xa1-\xfe])")
_COMMON, _LOW = range(0xA1, 0xC7), 0.15
# The share that must be common; Hong Kong's additions (埗, 衞, 邨) are in its place names.
_BIG5S = (("cp950", 0.9), ("big5hkscs", 0.8))
_SAVE_BIG5 = (
    "文件是 Big5（繁体中文）编码，没有按它读取；请用 Excel 或记事本按 Big5 打开，"
    "确认文字无误后另存为 UTF-8（CSV UTF-8），再导入"
)
# Share of the high bytes that must belong to well-formed characters.
_SURE, _MOSTLY = 0.98, 0.6
_SAMPLE = 4096
_FIRST_HIGH = 0x80
# UTF-16 writes every comma, digit and line end with a zero byte, always on the same side.
_ZEROS, _ONE_SIDE = 0.02, 0.9
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_BINARY = 0.02
_SPOILT = re.compile("[ÃÂ][\x80-\xbf]|í\xad|â€|锟斤拷|烫烫烫|\ufffd")
_NAMES = {"gb18030": "GBK", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "西欧字符集"}


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """Text, and what the user should know of how it was read."""

    text: str
    notes: tuple[str, ...] = ()


def decode(content: bytes) -> Decoded:
    """Decode UTF-8, UTF-16 (either order, with or without its mark), GBK/GB 18030, else Western.

    Raises:
        FileError: the content is no text, or Big5.

    """
    encoding, body = _encoding(content)
    text = body.decode(encoding, errors="replace")
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > max(_BINARY * len(sample), 1):
        raise FileError("这不是文本，也不是能识别的工作簿；请选择 .xlsx 或 .csv 格式的台账")
    return Decoded(text=text, notes=tuple(_notes(encoding, text)))


def _encoding(content: bytes) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding, content[len(mark) :]
    return _unmarked_utf16(content) or _eight_bit(content), content


def _unmarked_utf16(content: bytes) -> str | None:
    sample = content[:_SAMPLE]
    zeros = sample.count(0)
    if zeros < _ZEROS * len(sample) or len(content) % 2:
        return None
    after = sample[1::2].count(0)
    if after >= _ONE_SIDE * zeros:
        return "utf-16-le"
    return "utf-16-be" if zeros - after >= _ONE_SIDE * zeros else None


def _eight_bit(content: bytes) -> str:
    high = len(_HIGH.findall(content))
    if not high:
        return "utf-8"
    if _is_big5(content):
        raise FileError(_SAVE_BIG5)
    for encoding, formed in _FORMED.items():
        if _is_strictly(content, encoding) and (
            encoding == "utf-8" or _share(content, formed, high) >= _MOSTLY
        ):
            return encoding
    for encoding, formed in _FORMED.items():
        if _share(content, formed, high) >= _SURE:
            return encoding
    return "cp1252" if _is_strictly(content, "cp1252") else "latin-1"


def _is_big5(content: bytes) -> bool:
    found = next((one for one in _BIG5S if _is_strictly(content, one[0])), None)
    if found is None or _is_strictly(content, "utf-8"):
        return False
    encoding, least = found
    pairs = _BIG5.findall(content)
    common = sum(lead[0] in _COMMON for lead, _ in pairs)
    low = sum(trail[0] < _FIRST_HIGH for _, trail in pairs)
    is_common = common >= least * len(pairs) and low >= _LOW * len(pairs)
    return is_common and _are_letters(content.decode(encoding))


def _are_letters(text: str) -> bool:
    """Whether most high characters are Chinese ones; in Western text high bytes stand alone."""
    high = [mark for mark in text if mark > "\x7f"]
    return sum("\u4e00" <= mark <= "\u9fff" for mark in high) >= _MOSTLY * len(high)


def _is_strictly(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _share(content: bytes, formed: re.Pattern[bytes], high: int) -> float:
    return sum(len(match) for match in formed.findall(content)) / high


def _notes(encoding: str, text: str) -> list[str]:
    notes = []
    if encoding in ("cp1252", "latin-1"):
        notes.append("编码认不出，按西欧字符集（Latin-1）读取；文字如有乱码，请另存为 UTF-8 再导入")
    elif encoding in _NAMES:
        notes.append(f"按 {_NAMES[encoding]} 编码读取")
    if spoilt := _SPOILT.findall(text):
        notes.append(
            f"有 {len(spoilt)} 处文字在文件里已是乱码（如“{_around(text)}”），"
            "原样保留；请在原表中改正"
        )
    return notes


def _around(text: str) -> str:
    """Quote the first spoilt word with the letters beside it."""
    match = _SPOILT.search(text)
    start = match.start() if match else 0
    return " ".join(text[max(start - 10, 0) : start + 6].split())
