"""Writing files so that a failure leaves the old file or none, never half of one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from geo.errors import InputError

_FAULTS = {
    errno.EACCES: "没有写入的权限，请换一个文件夹",
    errno.EPERM: "没有写入的权限，请换一个文件夹",
    errno.EROFS: "这个文件夹只能读，请换一个文件夹",
    errno.ENOSPC: "磁盘已满，请腾出空间再试",
    errno.ENAMETOOLONG: "文件名太长，请改短",
    errno.ENOENT: "这里不能建文件，请换一个文件夹",
}


def write_file(path: Path, content: bytes) -> None:
    """Write through a neighbour file that takes the place of the old one once it is whole.

    Raises:
        InputError: the folder does not exist or cannot be written, or the path is a folder.

    """
    if not path.parent.is_dir():
        raise InputError(f"文件夹不存在：{path.parent}")
    if path.is_dir():
        raise InputError(f"{path} 是文件夹，请给出文件名")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        told = _FAULTS.get(error.errno or 0, "写不进去，请检查磁盘和权限，关掉正在打开它的程序")
        raise InputError(f"{path}：{told}") from None
    finally:
        part.unlink(missing_ok=True)
