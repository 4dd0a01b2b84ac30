"""The frame both command lines share: Chinese usage, one clear line on error, exit codes."""

from __future__ import annotations

import argparse
import errno
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


_OS_WORDS = {
    errno.ENAMETOOLONG: "文件名或路径太长，请改短",
    errno.ENOENT: "找不到这个文件或文件夹，请核对路径",
    errno.ENOTDIR: "路径中有一段不是文件夹，请核对路径",
    errno.EISDIR: "这是文件夹，请给出文件名",
    errno.EEXIST: "已有同名的文件，请换一个名字",
    errno.EACCES: "没有读写权限，或文件正被别的程序打开；请关闭它，或换一个文件夹",
    errno.EPERM: "系统不允许这样读写，请换一个文件夹",
    errno.EROFS: "磁盘是只读的，请换一个文件夹",
    errno.ENOSPC: "磁盘已满，请腾出空间",
    errno.EDQUOT: "磁盘配额已用完，请腾出空间",
    errno.EFBIG: "文件太大，磁盘放不下",
    errno.EBUSY: "文件正被别的程序使用，请关闭它再试",
    errno.EINVAL: "文件名里有系统不允许的字符，请改名",
    errno.EILSEQ: "文件名里有系统不允许的字符，请改名",
    errno.ELOOP: "路径里的链接绕成了圈，请核对路径",
    errno.EMFILE: "打开的文件太多，请关闭别的程序再试",
    errno.EIO: "磁盘读写出错，请检查磁盘",
    errno.EPIPE: "输出的另一端已关闭，没有写完",
}


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
        print(f"文件读写失败：{_os_words(error)}", file=sys.stderr)
    return EXIT_BAD_INPUT


def _os_words(error: OSError) -> str:
    """Say in Chinese what the system says in English: which file, what is wrong, what helps."""
    why = _OS_WORDS.get(error.errno or 0, f"系统没有说明原因（代码 {error.errno or '无'}），请重试")
    return f"{error.filename}：{why}" if error.filename else why


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
