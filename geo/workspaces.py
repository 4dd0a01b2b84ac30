"""The workspaces of a household: where they are, what they may be called, how one begins."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from geo import clock, seeds, store
from geo.batch import Batch, ChangeKind
from geo.errors import InputError, StoreError
from geo.model import Facts
from geo.settings import Settings
from geo.store import Workspace

HOME = "PLATEMAP_HOME"
_PROJECT = Path(__file__).resolve().parent.parent
_MAX_NAME, _MAX_OPERATOR = 60, 40
# A file name may have 255 bytes; a backup adds the time and a journal a word more.
_MAX_BYTES = 200
# What Windows refuses in a file name, or takes for a device whatever follows the first dot.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)\d)\s*(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A workspace as the list shows it: `size` in bytes, `modified` in China time."""

    name: str
    path: Path
    modified: datetime
    size: int


def home() -> Path:
    """Return the folder of the workspaces, made when missing.

    It is what PLATEMAP_HOME names, else `workspaces` in the project's folder.

    Raises:
        StoreError: it cannot be made.

    """
    given = os.environ.get(HOME, "").strip()
    folder = Path(given).expanduser().absolute() if given else _PROJECT / "workspaces"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"工作区文件夹建不了：{folder}。请用环境变量 {HOME} 指定一个可以写入的文件夹"
        ) from error
    return folder


def listed() -> list[Listed]:
    """Return the workspaces of the home folder, last modified first.

    None is opened, so a damaged one stands in the list and tells so when it is opened.
    """
    found = []
    for path in home().glob(f"*{store.SUFFIX}"):
        if path.name.startswith(".") or not path.is_file():
            continue
        about = path.stat()
        modified = datetime.fromtimestamp(about.st_mtime, clock.CHINA)
        found.append(Listed(name=path.stem, path=path, modified=modified, size=about.st_size))
    return sorted(found, key=lambda one: (one.modified, one.name), reverse=True)


def path_of(name: str) -> Path:
    """Return the path a workspace of this name has, whether or not there is one.

    Raises:
        InputError: the name cannot be that of a file on every system.

    """
    name = unicodedata.normalize("NFC", name.strip())
    if fault := _name_fault(name):
        raise InputError(f"工作区名称{fault}")
    return home() / f"{name}{store.SUFFIX}"


def new(name: str, *, operator: str, seeds: bool) -> Workspace:
    """Make a workspace: empty, or with the seeds as its first change.

    Raises:
        InputError: name or operator cannot be used, or the name is taken.
        StoreError: the folder cannot be written to.

    """
    operator, batch = operator_name(operator), seeds_batch() if seeds else None
    return store.create(path_of(name), operator=operator, batch=batch)


def duplicate(name: str, to: str, *, operator: str) -> Workspace:
    """Copy a workspace with its history to a new name, and open the copy.

    Raises:
        InputError: a name or the operator cannot be used, or the new name is taken.
        StoreError: the workspace cannot be read, or the copy not be written.

    """
    operator = operator_name(operator)
    with store.open_workspace(path_of(name)) as workspace:
        return workspace.duplicate(path_of(to), operator=operator)


def rename(name: str, to: str) -> str:
    """Give a workspace another name and return it; backups keep the one they were made under.

    Raises:
        InputError: a name cannot be used, or the new one is taken.
        StoreError: the workspace is not there, or another program holds its file.

    """
    path, target = path_of(name), path_of(to)
    if path == target:
        raise InputError("名称没有变，请写上新名称")
    store.move(path, target)
    return target.stem


def reset(workspace: Workspace, *, operator: str) -> int:
    """Let only the seeds hold, and return the number of that change; it can be undone."""
    batch = replace(seeds_batch(ChangeKind.RESET), from_scratch=True)
    return workspace.write(batch, operator=operator_name(operator))


def seeds_batch(kind: ChangeKind = ChangeKind.SEEDS, facts: Facts | None = None) -> Batch:
    """Return everything of the seeds, or of other facts, as one batch; ids stay what they are."""
    facts = facts or seeds.read()
    return Batch(
        kind=kind,
        words=f"{len(facts.features)} 项、{len(facts.documents)} 份文件",
        documents=facts.documents,
        features=facts.features,
        statements=facts.statements,
        fixes=facts.fixes,
        tables=facts.tables,
        settings={f.name: getattr(facts.settings, f.name) for f in fields(Settings)},
    )


def read(path: Path) -> Facts:
    """Read a facts folder or the file of a workspace.

    Raises:
        InputError: the folder breaks its contract.
        StoreError: the file is missing, damaged or no workspace.

    """
    if path.is_dir():
        return seeds.read(path)
    with store.open_workspace(path) as workspace:
        return workspace.facts()


def operator_name(text: str) -> str:
    """Return the name of who does something, as it will stand in the history.

    Raises:
        InputError: it is empty, too long, or holds characters that cannot be seen.

    """
    name = unicodedata.normalize("NFC", text.strip())
    if not name:
        raise InputError("请先填写操作人姓名：每处变动都会记下是谁做的")
    if len(name) > _MAX_OPERATOR:
        raise InputError(f"操作人姓名有 {len(name)} 字，最多 {_MAX_OPERATOR} 字，请改短")
    if _has_unseen(name):
        raise InputError("操作人姓名里有看不见的字符，请重新输入")
    return name


def _name_fault(name: str) -> str:
    """Tell what keeps a name from being a file's; empty when nothing does."""
    # A superscript digit stands for a digit in the names of devices.
    device = unicodedata.normalize("NFKC", name)
    faults = (
        (not name, "不能为空"),
        (len(name) > _MAX_NAME, f"有 {len(name)} 字，最多 {_MAX_NAME} 字，请改短"),
        (_has_unseen(name), "里有看不见的字符，请重新输入"),
        (_FORBIDDEN.search(name), '不能含有 < > : " / \\ | ? *，请去掉'),
        (name.startswith(".") or name.endswith("."), "不能以点开头或结尾，请去掉"),
        (_RESERVED.fullmatch(device), f"“{name}”是 Windows 保留的名称，请换一个"),
    )
    fault = next((told for wrong, told in faults if wrong), "")
    # Counted last: what is no Unicode has no bytes.
    too_long = not fault and len(name.encode()) > _MAX_BYTES
    return "过长，请改短" if too_long else fault


def _has_unseen(text: str) -> bool:
    return any(unicodedata.category(mark)[0] == "C" for mark in text)
