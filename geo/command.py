"""The frame both command lines share: Chinese usage, one clear line on error, exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from geo import seeds
from geo.errors import InputError
from geo.model import Facts

EXIT_OK, EXIT_BREACH, EXIT_BAD_INPUT = 0, 1, 2
Run = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """An argument parser that answers bad use with one line, not with its whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with exit code 2."""
        print(f"用法有误：{message}；用 --help 查看说明", file=sys.stderr)
        raise SystemExit(EXIT_BAD_INPUT)


def run(parser: argparse.ArgumentParser, argv: Sequence[str] | None = None) -> int:
    """Parse, run the chosen command's `run`, and turn bad input into one line and exit code 2."""
    arguments = parser.parse_args(argv)
    action: Run = arguments.run
    try:
        return action(arguments)
    except InputError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"文件读写失败：{error.filename or ''} {error.strerror}", file=sys.stderr)
    return EXIT_BAD_INPUT


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Add --workspace, the facts folder a command reads."""
    parser.add_argument(
        "--workspace",
        metavar="文件夹",
        type=Path,
        default=seeds.SEEDS,
        help="数据文件夹，结构同 seeds/（默认：自带的 2020 年数据）",
    )


def read_workspace(arguments: argparse.Namespace) -> Facts:
    """Read the facts folder the command was given."""
    return seeds.read(arguments.workspace)


def iso_date(text: str) -> date:
    """Read a date argument.

    Raises:
        InputError: the text is no ISO date.

    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"日期“{text}”无法识别，应写成 2020-08-31") from None
