"""Reads chosen members of an uploaded zip into memory, after looking for traps."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Collection, Iterable
from io import BytesIO
from pathlib import PurePosixPath

from geo.errors import FileError

MAX_MEMBERS = 200
MAX_BYTES = 60 * 1024 * 1024
# Deflate cannot pack real text or coordinates much tighter; tiny members may be all zeros.
_MAX_RATIO, _RATIO_FROM_BYTES = 100, 1024 * 1024
_ENCRYPTED = 0x1
_UTF8 = 0x800
_UPLOAD = "请重新打包所需的文件后上传"
_DAMAGED = f"压缩包已损坏或没有传完，{_UPLOAD}"
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError
)  # fmt: skip


def members(content: bytes, suffixes: Collection[str]) -> dict[str, bytes]:
    """Read the members with these suffixes: name without folders → bytes.

    Names are only ever keys; nothing is written to disk.

    Raises:
        FileError: damaged, encrypted, larger than the limits when unpacked, packed more than
            100 to 1, or with names that climb out (..), links, zips within, or names twice.

    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check(infos)
            chosen = [info for info in infos if _suffix(info) in suffixes]
            found = {_name(info): _content(archive, info) for info in chosen}
    except _FAULTS as error:
        if isinstance(error, FileError):
            raise
        raise FileError(_DAMAGED) from None
    if len({name.lower() for name in found}) < len(chosen):
        raise FileError(f"压缩包里有重名的文件，{_UPLOAD}")
    return found


def _check(infos: Iterable[zipfile.ZipInfo]) -> None:
    infos = list(infos)
    if len(infos) > MAX_MEMBERS:
        raise FileError(f"压缩包里有 {len(infos)} 个文件，超过上限 {MAX_MEMBERS}，{_UPLOAD}")
    for info in infos:
        for is_trap, words in _TRAPS:
            if is_trap(info):
                raise FileError(f"压缩包里的“{_shown(info)}”{words}，没有读取；{_UPLOAD}")
    if sum(info.file_size for info in infos) > MAX_BYTES:
        raise FileError(f"压缩包解开后超过 {MAX_BYTES // 1024 // 1024} MB，{_UPLOAD}")


def _climbs(info: zipfile.ZipInfo) -> bool:
    # The directory's own bytes: on Windows zipfile itself turns \ into / and cuts at NUL.
    name = info.orig_filename.replace("\\", "/")
    return name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/")


_TRAPS = (
    (_climbs, "路径异常"),
    (lambda info: stat.S_ISLNK(info.external_attr >> 16), "是链接，不是文件"),
    (lambda info: info.filename.lower().endswith(".zip"), "又是一个压缩包"),
    (lambda info: info.flag_bits & _ENCRYPTED, "有密码"),
    (
        lambda info: info.file_size > max(_RATIO_FROM_BYTES, _MAX_RATIO * info.compress_size),
        f"压缩比超过 {_MAX_RATIO} 倍",
    ),
)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read no more than the zip states; a member that holds more fails its checksum."""
    with archive.open(info) as member:
        return member.read(info.file_size)


def _suffix(info: zipfile.ZipInfo) -> str:
    """Lower-case suffix, "" for what macOS adds of its own."""
    path = PurePosixPath(info.filename)
    is_added = path.name.startswith(".") or "__MACOSX" in path.parts
    return "" if is_added else path.suffix.lower()


def _name(info: zipfile.ZipInfo) -> str:
    name = PurePosixPath(info.filename).name
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    # Chinese Windows writes GBK names without a flag, and zipfile takes those for cp437.
    return name.encode("cp437", "replace").decode("gb18030", "replace")


def _shown(info: zipfile.ZipInfo) -> str:
    return "".join(c if c.isprintable() else "?" for c in info.orig_filename[-60:])
