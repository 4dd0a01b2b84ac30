"""Looks over the zip a workbook is, before any part of it is unpacked.

Sizes are those the zip states of itself; what a part holds beyond them is never read, so a
zip that lies is found damaged and not large.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from geo.errors import FileError
from geo.ledger.opening import limits

DAMAGED = "工作簿已损坏或没有上传完整；请用 Excel 打开，确认无误后另存再导入"
_SAVE_AS = "请用 Excel 或 WPS 另存为“Excel 工作簿 (*.xlsx)”后再导入"
# Other files that are zips too, told by a name inside.
_OTHERS = (
    ("xl/workbook.bin", f"这是二进制工作簿（.xlsb）；{_SAVE_AS}"),
    ("word/", "这是 Word 文档，不是台账；请把其中的表格复制到 Excel，另存为 .xlsx 后再导入"),
    ("ppt/", "这是 PowerPoint 演示文稿，不是台账；请选择 .xlsx 或 .csv 文件"),
    ("META-INF/manifest.xml", f"这是 OpenDocument 文件（.ods 等）；{_SAVE_AS}"),
    ("Index/", f"这是 Numbers 表格；{_SAVE_AS}"),
)
_NO_WORKBOOK = "这是压缩包，不是工作簿；请先解压，再导入其中的 .xlsx 或 .csv 台账"
_MANIFEST, _BOOKS = "[Content_Types].xml", "xl/"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def opened(content: bytes) -> zipfile.ZipFile:
    """Open the zip of a workbook.

    Raises:
        FileError: it is damaged, another kind of file, a trap, or larger than `limits` allow.

    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise FileError(DAMAGED) from None
    members = archive.infolist()
    _check_kind([member.filename for member in members])
    _check_names(members)
    _check_sizes(members)
    return archive


def _check_kind(names: list[str]) -> None:
    fault = _other(names)
    if fault or _MANIFEST not in names or not any(n.startswith(_BOOKS) for n in names):
        raise FileError(fault or _NO_WORKBOOK)


def _other(names: list[str]) -> str:
    kinds = (fault for mark, fault in _OTHERS if any(name.startswith(mark) for name in names))
    return next(kinds, "")


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.PARTS:
        raise FileError(f"工作簿由 {len(members)} 个部件组成，超过上限 {limits.PARTS}；{_SAVE_AS}")
    names = [member.filename for member in members]
    if len({name.lower() for name in names}) < len(names):
        raise FileError(f"工作簿里有重名的部件，不是 Excel 写出的文件；{_SAVE_AS}")
    if unsafe := next((name for name in names if _is_unsafe(name)), None):
        raise FileError(f"工作簿里有路径异常的部件“{unsafe[:60]}”，可能是恶意文件；{_SAVE_AS}")


def _is_unsafe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0]


def _check_sizes(members: Iterable[zipfile.ZipInfo]) -> None:
    whole = 0
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise FileError("压缩包加了密码，无法读取；请取消密码后再导入")
        if member.compress_type not in _METHODS:
            raise FileError(f"工作簿用了 Excel 不用的压缩方法；{_SAVE_AS}")
        whole += member.file_size
        _check_part(member)
    if whole > limits.ALL_BYTES:
        most = limits.ALL_BYTES // limits.MEGABYTE
        raise FileError(
            f"工作簿解压后有 {whole // limits.MEGABYTE} MB，超过上限 {most} MB；"
            "请删去多余的工作表、空白行列的格式和图片后另存"
        )


def _check_part(member: zipfile.ZipInfo) -> None:
    size, most = member.file_size, limits.PART_BYTES
    if size > most:
        raise FileError(
            f"工作簿的部件“{member.filename[:60]}”解压后有 {size // limits.MEGABYTE} MB，"
            f"超过上限 {most // limits.MEGABYTE} MB；请删去多余内容或拆成几个文件"
        )
    if size > limits.RATIO_FROM_BYTES and size > limits.RATIO * max(member.compress_size, 1):
        raise FileError(
            f"工作簿的部件“{member.filename[:60]}”压缩比超过 {limits.RATIO} 倍，疑似压缩炸弹；"
            "如确是台账，请删去空白行列的格式后另存"
        )
