"""Opens a ledger file: what it is, by its content and never by its suffix; anything else refused.

Everything happens in memory: no part of a file is written to disk, and a file's name is only
ever shown.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from geo.errors import FileError
from geo.ledger.grid import Book
from geo.ledger.opening import delimited, limits, xlsx
from geo.texts import file_label

_SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”或 CSV 后再导入"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Streams of an OLE file, told by the name in its directory.
_STREAMS = {
    "EncryptedPackage": "工作簿加了打开密码，无法读取；请在 Excel 中取消密码，另存后再导入",
    "WordDocument": f"这是 Word 文档，不是台账；请把其中的表格复制到 Excel，{_SAVE_AS[4:]}",
    "PowerPoint Document": "这是 PowerPoint 演示文稿，不是台账；请选择 .xlsx 或 .csv 文件",
}
_OLD = f"这是旧版 Excel 格式（.xls），只改后缀名没有用；{_SAVE_AS}"
_CHOOSE = "请选择 .xlsx 或 .csv 格式的台账"
_FOREIGN = (
    (b"%PDF", f"这是 PDF 文件，不是台账；{_CHOOSE}"),
    (b"Rar!", "这是 RAR 压缩包；请先解压，再导入其中的台账"),
    (b"7z\xbc\xaf\x27\x1c", "这是 7z 压缩包；请先解压，再导入其中的台账"),
    (b"\x1f\x8b", "这是 gzip 压缩包；请先解压，再导入其中的台账"),
    (b"\x89PNG", f"这是图片，不是台账；{_CHOOSE}"),
    (b"\xff\xd8\xff", f"这是图片，不是台账；{_CHOOSE}"),
    (b"GIF8", f"这是图片，不是台账；{_CHOOSE}"),
    (b"BM", f"这是图片，不是台账；{_CHOOSE}"),
    (b"II*\x00", f"这是图片，不是台账；{_CHOOSE}"),
    (b"MZ", f"这是程序，不是台账；{_CHOOSE}"),
    (b"SQLite format 3\x00", f"这是数据库文件，不是台账；{_CHOOSE}"),
    (b"{\\rtf", f"这是 RTF 文档，不是台账；{_CHOOSE}"),
)
_MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|table|meta|style|\?xml|!--)", re.IGNORECASE)
_JSON = re.compile(rb'\s*[\[{]\s*["{\[]')
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")
_RENAMED = "文件名像 Excel 工作簿，内容其实是文本表格（CSV），已按文本读取"
# Marks of two bytes are also plain letters; text does not go on with such a byte.
_SHORT = 2
_HEAD = 1024
_NAME_MAX = 120


def read_path(path: Path) -> Book:
    """Read a ledger from a file.

    Raises:
        FileError: there is no such file, it is too large, or it is no ledger.

    """
    return open_book(path.name, content_of(path))


def content_of(path: Path) -> bytes:
    """Return the bytes of a file, no more than a ledger may have.

    Raises:
        FileError: there is no such file, it is empty, too large, or cannot be opened.

    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FileError(f"{path.name}：不是文件；{_CHOOSE}")
        _check_size(path.name, size)
        # The file may have grown since: one byte more than allowed is enough to know.
        with path.open("rb") as file:
            return file.read(limits.FILE_BYTES + 1)
    except FileNotFoundError:
        raise FileError(f"找不到文件：{path}") from None
    except (OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(f"{path.name}：文件打不开；如正在 Excel 中编辑，请先关闭") from error


def is_workbook(content: bytes) -> bool:
    """Tell whether content is packed as workbooks are."""
    return content.startswith(_ZIP)


def open_book(name: str, content: bytes) -> Book:
    """Read a ledger from its bytes; `name` is what the user calls the file.

    Raises:
        FileError: it is too large, damaged, or no .xlsx and no delimited text.

    """
    name = file_label(name, _NAME_MAX)
    _check_size(name, len(content))
    digest = hashlib.sha256(content).hexdigest()
    try:
        if is_workbook(content):
            return xlsx.read(name, content, digest)
        refuse_foreign(content)
        book = delimited.read(name, content, digest)
    except FileError as error:
        raise FileError(f"{name}：{error}") from error
    if name.lower().endswith(_WORKBOOKS):
        return replace(book, notes=(_RENAMED, *book.notes))
    return book


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise FileError(f"{name}：文件是空的（0 字节）；请检查是否上传完整，或重新导出台账")
    if size > limits.FILE_BYTES:
        most, is_now = limits.FILE_BYTES // limits.MEGABYTE, size / limits.MEGABYTE
        raise FileError(
            f"{name}：文件有 {is_now:.0f} MB，超过上限 {most} MB；"
            "请删去图片和多余的工作表，或拆成几个文件"
        )


def refuse_foreign(content: bytes) -> None:
    """Refuse what is plainly no delimited text: an old workbook, a PDF or a web page.

    Raises:
        FileError: what it is, and what to do.

    """
    if content.startswith(_OLE):
        raise FileError(_ole_fault(content))
    head = content[:_HEAD]
    for magic, fault in _FOREIGN:
        if head.startswith(magic) and (len(magic) > _SHORT or b"\x00" in head):
            raise FileError(fault)
    bare = head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").removeprefix(b"\xff\xfe")
    if _MARKUP.match(bare):
        raise FileError(
            f"这是网页或 XML 文件（不少系统导出的“Excel”其实是网页），不是工作簿；{_SAVE_AS}"
        )
    if _JSON.match(bare):
        raise FileError(f"这是 JSON 文件，不是台账；{_CHOOSE}（板块范围请在“板块范围”处导入）")


def _ole_fault(content: bytes) -> str:
    found = (fault for stream, fault in _STREAMS.items() if stream.encode("utf-16-le") in content)
    return next(found, _OLD)
