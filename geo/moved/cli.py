"""`python -m geo diff`: what moved between two ledgers, workspaces, folders or dates."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.ledger.cli import add_reading

SUFFIXES = (".xlsx", ".csv", ".txt")
_ABOUT = (
    "对照两份资料：新增、未再列入、改名、状态、工期、位置和金额的变动。每一份可以是台账（.xlsx、"
    ".csv）、工作区（.db）或数据文件夹；同一个工作区给两次，再加 --from 和 --until，就对照两个"
    "日期。给出的文件都不会改动。退出码：对照完成为 0（有没有变动都一样），用法或文件不对为 2。"
)


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers private
    """Add the command."""
    parser = commands.add_parser(
        "diff", help="对照两份台账或两个日期，列出变动", description=_ABOUT
    )
    parser.add_argument("before", type=Path, metavar="前一份", help="较早的一份")
    parser.add_argument("after", type=Path, metavar="后一份", help="较晚的一份")
    parser.add_argument("--to", type=Path, metavar="文件", help="结果写到 .xlsx、.csv 或 .txt")
    add_reading(parser)
    parser.add_argument("--as-of-a", metavar="日期", help="前一份台账说的是哪一天")
    parser.add_argument("--as-of-b", metavar="日期", help="后一份台账说的是哪一天")
    parser.add_argument("--from", dest="since", metavar="日期", help="前一份工作区看哪一天")
    parser.add_argument("--until", metavar="日期", help="后一份工作区看哪一天")
    parser.set_defaults(run=_diff)


def _diff(arguments: argparse.Namespace) -> int:
    _check_output(arguments)
    # Slow to import; bad use has been answered by now.
    from geo.moved import running  # noqa: PLC0415

    return running.diff(arguments)


def _check_output(arguments: argparse.Namespace) -> None:
    """Refuse a place that cannot be written to before anything is compared."""
    to: Path | None = arguments.to
    if to is None:
        return
    if to.suffix.lower() not in SUFFIXES:
        raise InputError(f"--to 只能写成 {'、'.join(SUFFIXES)}，给的是“{to.name}”")
    if to.is_dir():
        raise InputError(f"{to} 是文件夹，请给出文件名")
    if not to.parent.is_dir():
        raise InputError(f"文件夹不存在：{to.parent}")
    for source in (arguments.before, arguments.after):
        if to.exists() and source.exists() and to.samefile(source):
            raise InputError("--to 不能写在要对照的文件上，请换一个文件名")
