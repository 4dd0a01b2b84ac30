"""What can befall the file of a workspace, and what to do about it, in Chinese."""

from __future__ import annotations

import errno
from pathlib import Path

from geo.errors import StoreError

BACKUPS = "backups"
# Seconds a write waits for another one to end.
WAIT_S = 30

_BACKUP = f"请用旁边 {BACKUPS} 文件夹里最近的备份代替它"
# By the names of SQLite's primary result codes (https://www.sqlite.org/rescode.html).
_FAULTS = {
    "PERM": ("没有读写它的权限", "请换到有权限的文件夹，或请管理员开通"),
    "BUSY": (f"别的程序正在写它，等了 {WAIT_S} 秒还没有写完", "请稍后再试"),
    "LOCKED": ("别的操作正占着它", "请稍后再试"),
    "READONLY": (
        "文件或所在文件夹只能读、不能写",
        "请去掉只读属性，或复制到可以写入的文件夹再打开",
    ),
    "IOERR": ("磁盘读写出错", "请检查磁盘空间和网络盘是否连着，再试一次"),
    "CORRUPT": ("文件已损坏", _BACKUP),
    "FULL": ("磁盘已满", "请腾出空间再试"),
    "CANTOPEN": ("文件打不开", "请检查文件夹还在不在、能不能写入"),
    "TOOBIG": ("要写的一段内容太长", "请缩短后再试"),
    "NOTADB": ("不是本软件的工作区", "请选择本软件建立的 .db 文件"),
}
# What the operating system says outside of SQLite, in the names above.
_ERRNOS = {
    errno.EACCES: "READONLY",
    errno.EPERM: "READONLY",
    errno.EROFS: "READONLY",
    errno.ENOSPC: "FULL",
    errno.ENOENT: "CANTOPEN",
    errno.ENOTDIR: "CANTOPEN",
    errno.EIO: "IOERR",
}
_UNKNOWN = ("读写失败", "请再试一次；仍不行就用备份")


def store_error(path: Path, fault: str, detail: str = "") -> StoreError:
    """Make the error that tells of a fault.

    Args:
        path: the file of the workspace.
        fault: the name of a result code of SQLite, primary or extended (SQLITE_IOERR_WRITE), or
            a key of the table above.
        detail: shown where the fault is not known.

    """
    # What follows the first word of a name tells variants apart.
    primary = fault.removeprefix("SQLITE_").partition("_")[0]
    what, remedy = _FAULTS.get(primary, _UNKNOWN)
    shown = f"（{detail}）" if detail and primary not in _FAULTS else ""
    return StoreError(f"工作区“{path.name}”：{what}{shown}。原来的内容没有改动；{remedy}")


def os_error(path: Path, error: OSError) -> StoreError:
    """Make the error that tells what the operating system said."""
    return store_error(path, _ERRNOS.get(error.errno or 0, ""), error.strerror or "")


def damaged(path: Path) -> StoreError:
    """Make the error that tells that a file is damaged."""
    return store_error(path, "CORRUPT")
