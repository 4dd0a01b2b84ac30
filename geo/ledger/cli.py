"""`python -m geo import`: a ledger into a workspace, with everything said row by row."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from geo import command
from geo.amounts import UNITS
from geo.crs import Datum
from geo.errors import InputError
from geo.ledger.opening.files import read_path
from geo.locating.cli import add_providers

ACCEPT = {
    "renamed": "疑似改名的算同一项",
    "merged": "合并的，撤下原来的各项",
    "split": "拆分的，撤下原来的一项",
    "gone": "本期没有列出的撤下",
    "duplicates": "同名或同代码的行并为一项",
}


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers private
    """Add the commands that deal with ledgers."""
    parser = commands.add_parser("import", help="把台账（.xlsx、.csv）读入工作区")
    parser.add_argument("ledger", type=Path, metavar="台账", help="Excel 工作簿（.xlsx）或 CSV")
    add_reading(parser)
    parser.add_argument("--as-of", metavar="日期", help="台账说的是哪一天，如 2020-08-31")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，什么都不写入")
    parser.add_argument("--report", type=Path, metavar="文件", help="对账表写到哪里（.xlsx）")
    parser.add_argument(
        "--workspace", type=Path, metavar="文件", help="工作区文件（.db），没有就新建"
    )
    parser.add_argument("--operator", metavar="姓名", help="经办人，记在每次改动上")
    parser.add_argument("--swap", action="store_true", help="经纬度颠倒的行，按对调后读")
    parser.add_argument("--remedy", metavar="基准", help="提示基准不对的行，改按这个基准读")
    parser.add_argument("--unit", choices=UNITS, help="哪里都没有写单位的金额按什么单位读")
    parser.add_argument("--keep-outside", action="store_true", help="区界外的坐标也放到图上")
    add_providers(parser)
    words = "；".join(f"{code} {text}" for code, text in ACCEPT.items())
    parser.add_argument(
        "--accept", nargs="+", action="extend", default=[], metavar="决定", help=words
    )
    parser.set_defaults(run=_import)
    template = commands.add_parser("template", help="写出一份空白台账")
    template.add_argument("to", type=Path, metavar="文件", help="写到哪里（.xlsx）")
    command.add_workspace(template)
    template.set_defaults(run=_template)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add how a ledger is to be read: its datum, its sheets, what its columns mean."""
    datums = "、".join(datum.value for datum in Datum)
    parser.add_argument("--datum", metavar="基准", help=f"台账坐标的基准：{datums}")
    parser.add_argument("--sheet", nargs="+", action="extend", metavar="名", help="只读这些工作表")
    parser.add_argument(
        "--column",
        nargs="+",
        action="extend",
        metavar="列名=含义",
        help="更正一列的含义，如 项目简称=name；不读这一列写“列名=”",
    )


def _import(arguments: argparse.Namespace) -> int:
    _check_accepted(arguments.accept)
    _check_report(arguments)
    book = read_path(arguments.ledger)
    # Everything else is slow to import; a hostile file has been refused by now.
    from geo.ledger import running  # noqa: PLC0415

    return running.bring(arguments, book)


def _check_accepted(accepted: list[str]) -> None:
    if unknown := [word for word in accepted if word not in ACCEPT]:
        raise InputError(f"--accept 的“{'、'.join(unknown)}”无法识别，可用：{'、'.join(ACCEPT)}")


def _check_report(arguments: argparse.Namespace) -> None:
    """Refuse a report that cannot be written before anything else is done."""
    report = arguments.report
    if report is None:
        return
    if report.suffix.lower() != ".xlsx":
        raise InputError(f"--report 只能写成 .xlsx，给的是“{report.name}”")
    if report.is_dir():
        raise InputError(f"{report} 是文件夹，请给出文件名")
    if not report.parent.is_dir():
        raise InputError(f"文件夹不存在：{report.parent}")
    if report.exists() and report.samefile(arguments.ledger):
        raise InputError("--report 不能写在原台账上，请换一个文件名")


def _template(arguments: argparse.Namespace) -> int:
    from geo.ledger import running  # noqa: PLC0415

    return running.blank(arguments)
