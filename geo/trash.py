"""Workspaces put away: moved into a folder of the home, never erased, and put back from there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from geo import clock, store, workspaces
from geo.errors import InputError, StoreError

FOLDER = "回收站"
# Microseconds, so that two of one name never meet.
_STAMP = "%Y%m%d-%H%M%S-%f"
_NAME = re.compile(r"(?P<name>.+)-(?P<stamp>\d{8}-\d{6}-\d{6})", re.ASCII | re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class PutAway:
    """A workspace in the folder: what it was called, since when (China time), `size` in bytes."""

    name: str
    path: Path
    since: datetime
    size: int


def put_away(name: str) -> Path:
    """Move a workspace into the folder and return where it is now; nothing in it changes.

    Whoever has it open finds it gone with their next step, and is told so.

    Raises:
        InputError: the name can be no workspace's.
        StoreError: the workspace is not there, or another program holds its file.

    """
    path = workspaces.path_of(name)
    to = _folder() / f"{path.stem}-{clock.now():{_STAMP}}{store.SUFFIX}"
    store.move(path, to)
    return to


def listed() -> list[PutAway]:
    """Return what is in the folder, last put away first; other files there are left out."""
    found = (_read(path) for path in (workspaces.home() / FOLDER).glob(f"*{store.SUFFIX}"))
    return sorted((one for one in found if one), key=lambda one: one.since, reverse=True)


def hindrance(one: PutAway) -> str:
    """Tell why a workspace cannot be put back under its own name; empty when it can."""
    try:
        taken = workspaces.path_of(one.name).exists()
    except InputError as error:
        return str(error)
    return "现在另有一个同名的工作区" if taken else ""


def put_back(file_name: str, name: str = "") -> str:
    """Move a workspace back, under its own name or another, and return that.

    Args:
        file_name: of its file in the folder, as `listed` gives it.
        name: what it is called from now on; its own name when empty.

    Raises:
        InputError: the name can be no workspace's, or there is another of this name by now.
        StoreError: it is not in the folder any more, or its file cannot be moved.

    """
    one = next((one for one in listed() if one.path.name == file_name), None)
    if one is None:
        raise StoreError("回收站里没有它了：可能别人已经放回，请刷新后再看")
    to = workspaces.path_of(name or one.name)
    store.move(one.path, to)
    return to.stem


def _folder() -> Path:
    folder = workspaces.home() / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"“{FOLDER}”文件夹建不了：{folder}。请检查工作区文件夹能不能写入"
        ) from error
    return folder


def _read(path: Path) -> PutAway | None:
    found = _NAME.fullmatch(path.stem)
    if not found or not path.is_file():
        return None
    try:
        since = datetime.strptime(found["stamp"], _STAMP).replace(tzinfo=clock.CHINA)
    except ValueError:
        return None
    return PutAway(name=found["name"], path=path, since=since, size=path.stat().st_size)
