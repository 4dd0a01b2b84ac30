"""Takes over the file of somebody else's workspace: hostile until it is proven sound."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from geo import store, workspaces
from geo.errors import FileError, InputError
from geo.ledger.heading.fields import FIELDS
from geo.ledger.reconciling.corrections import correction_of
from geo.store import Workspace
from geo.store.faults import os_error
from geo.texts import file_label

# A month of 300 rows has half a megabyte.
MAX_BYTES = 50 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_SQLITE = b"SQLite format 3\x00"
# What people take for a workspace by mistake, by its first bytes.
_MISTAKEN = (
    (b"PK", "是压缩包或 Excel：压缩包请先解压，再选里面的 .db 文件；台账请到“导入台账”页"),
    (b"\xd0\xcf\x11\xe0", "是旧版 Office 文件，不是工作区；台账请到“导入台账”页"),
)
_NAME_MAX = 60
# A heading holds no line break, but the key of a remembered correction does.
_BREAK = "\n"


def adopt(file_name: str, content: bytes, name: str, *, operator: str) -> Workspace:
    """Check an upload and keep it as a workspace of the home folder, opened.

    Args:
        file_name: what the user calls the file; only ever shown.
        content: its bytes.
        name: what the workspace is to be called here.
        operator: who takes it over; stands in its history.

    Raises:
        FileError: it is too large, no workspace, damaged, made by a newer version, or holds what
            this software never writes.
        InputError: name or operator cannot be used, or the name is taken.
        StoreError: the folder cannot be written to.

    """
    operator, to = workspaces.operator_name(operator), workspaces.path_of(name)
    shown = shown_name(file_name)
    try:
        _check_bytes(content)
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            source = _written(Path(folder).resolve() / "upload", content, shown)
            return store.adopt(
                source,
                to,
                operator=operator,
                origin=f"来自文件“{shown}”",
                check_headings=_check_headings,
            )
    except FileError as error:
        raise FileError(f"{shown}：{error}。什么都没有写入") from error


def shown_name(file_name: str) -> str:
    """Return the last part of a file's name as a label; it is never used as a path."""
    return file_label(file_name, _NAME_MAX)


def _check_bytes(content: bytes) -> None:
    if not content:
        raise FileError("是空文件，可能没有拷贝完；请重新拷贝一份")
    if len(content) > MAX_BYTES:
        raise FileError(
            f"有 {len(content) / _MEGABYTE:.0f} MB，最大 {MAX_BYTES // _MEGABYTE} MB；"
            "确实要用，请管理员核对来源后放进工作区文件夹"
        )
    for mark, told in _MISTAKEN:
        if content.startswith(mark):
            raise FileError(told)
    if not content.startswith(_SQLITE):
        raise FileError("不是本软件的工作区；请选择从“工作区”页下载的 .db 文件")


def _written(path: Path, content: bytes, shown: str) -> Path:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise os_error(Path(shown), error) from error
    return path


def _check_headings(headings: Iterable[tuple[str, str]]) -> None:
    """Refuse headings taken for fields that do not exist, and corrections nobody can agree to."""
    for heading, code in headings:
        is_known = correction_of(code).code == code if _BREAK in heading else code in FIELDS
        if code and not is_known:
            raise InputError(f"表头“{heading[:_NAME_MAX]}”的含义“{code[:_NAME_MAX]}”不认识")
