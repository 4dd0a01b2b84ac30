"""The frame both command lines share: Chinese usage, one clear line on error, exit codes."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from geo import cells
from geo.errors import ContractError, InputError, PlateMapError
from geo.model import Facts

EXIT_OK, EXIT_BREACH, EXIT_BAD_INPUT = 0, 1, 2
# As shells count a program ended by Ctrl-C.
EXIT_INTERRUPTED = 130
Run = Callable[[argparse.Namespace], int]


# argparse speaks English; these are the phrases its users meet.
_PHRASES = (
    ("the following arguments are required:", "缺少"),
    ("unrecognized arguments:", "不认识的参数"),
    ("expected at least one argument", "后面至少要有一个值"),
    ("expected one argument", "后面要有一个值"),
    ("invalid choice:", "没有这个选项："),
    ("choose from", "可用："),
    ("argument ", "参数 "),
)


class Parser(argparse.ArgumentParser):
    """An argument parser in Chinese that answers bad use with one line, not its whole usage."""

    def __init__(self, *, prog: str, description: str = "") -> None:
        super().__init__(prog=prog, description=description, add_help=False)
        self._optionals.title, self._positionals.title = "选项", "命令"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """Return the help with its one fixed English word translated."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with exit code 2."""
        for english, chinese in _PHRASES:
            message = message.replace(english, chinese)
        print(f"用法有误：{message}；用 --help 查看说明", file=sys.stderr)
        raise SystemExit(EXIT_BAD_INPUT)


def run(parser: argparse.ArgumentParser, argv: Sequence[str] | None = None) -> int:
    """Parse, run the chosen command's `run`, and turn bad input into one line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        # A redirected console may know no Chinese: better a code than a broken-off command.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    arguments = parser.parse_args(argv)
    action: Run = arguments.run
    try:
        return action(arguments)
    except ContractError as error:
        first, *more = error.breaches
        rest = f"（另有 {len(more)} 处，用 python -m geo check 查看）" if more else ""
        print(f"{first}{rest}", file=sys.stderr)
    except PlateMapError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("已中断，没有写完的都没有留下", file=sys.stderr)
        return EXIT_INTERRUPTED
    except OSError as error:
        print(f"文件读写失败：{error.filename or ''} {error.strerror}", file=sys.stderr)
    return EXIT_BAD_INPUT


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Add --workspace, the facts a command reads."""
    parser.add_argument(
        "--workspace",
        metavar="路径",
        type=Path,
        help="工作区文件（.db），或结构同 seeds/ 的数据文件夹（默认：自带的 2020 年数据）",
    )


def read_workspace(arguments: argparse.Namespace) -> Facts:
    """Read the workspace or facts folder the command was given."""
    # Slow to import, and `import` must be able to refuse a hostile file at once.
    from geo import seeds, workspaces  # noqa: PLC0415

    return workspaces.read(arguments.workspace or seeds.SEEDS)


def operator(arguments: argparse.Namespace) -> str:
    """Return who does something: as --operator says, else the environment, else the system.

    Raises:
        InputError: the name cannot stand in a history.

    """
    from geo import workspaces  # noqa: PLC0415 - slow to import, as above

    named = arguments.operator or os.environ.get("PLATEMAP_OPERATOR")
    return workspaces.operator_name(named or getpass.getuser())


def iso_date(text: str) -> date:
    """Read a date argument.

    Raises:
        InputError: the text is no ISO date.

    """
    try:
        return cells.day(text, "--as-of")
    except ValueError:
        span = f"{cells.FIRST_DAY} 至 {cells.LAST_DAY}"
        raise InputError(f"日期“{text}”无法识别，应写成 2020-08-31，在 {span} 之间") from None
