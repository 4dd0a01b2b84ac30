"""`python -m geo import`: a ledger into a workspace, with everything said row by row."""

from __future__ import annotations

import argparse
import gc
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from geo import command
from geo.amounts import UNITS
from geo.crs import Datum, parse_datum
from geo.errors import InputError
from geo.ledger.grid import Book
from geo.ledger.opening.files import read_path
from geo.output import write_file

if TYPE_CHECKING:
    from geo.ledger.intake import Options
    from geo.ledger.reconciling.plan import Plan
    from geo.store import Workspace

_ACCEPT = {
    "renamed": "疑似改名的算同一项",
    "merged": "合并的，撤下原来的各项",
    "split": "拆分的，撤下原来的一项",
    "gone": "本期没有列出的撤下",
    "duplicates": "同名或同代码的行并为一项",
}
_GARBAGE_AFTER = 200_000
_DEFAULT_NAME = "台账"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers private
    """Add the commands that deal with ledgers."""
    parser = commands.add_parser("import", help="把台账（.xlsx、.csv）读入工作区")
    parser.add_argument("ledger", type=Path, metavar="台账", help="Excel 工作簿（.xlsx）或 CSV")
    datums = "、".join(datum.value for datum in Datum)
    parser.add_argument("--datum", metavar="基准", help=f"台账坐标的基准：{datums}")
    parser.add_argument("--as-of", metavar="日期", help="台账说的是哪一天，如 2020-08-31")
    parser.add_argument("--dry-run", action="store_true", help="只看结果，什么都不写入")
    parser.add_argument("--report", type=Path, metavar="文件", help="对账表写到哪里（.xlsx）")
    parser.add_argument(
        "--workspace", type=Path, metavar="文件", help="工作区文件（.db），没有就新建"
    )
    parser.add_argument("--operator", metavar="姓名", help="经办人，记在每次改动上")
    parser.add_argument("--sheet", nargs="+", action="extend", metavar="名", help="只读这些工作表")
    parser.add_argument(
        "--column",
        nargs="+",
        action="extend",
        metavar="列名=含义",
        help="更正一列的含义，如 项目简称=name；不读这一列写“列名=”",
    )
    parser.add_argument("--swap", action="store_true", help="经纬度颠倒的行，按对调后读")
    parser.add_argument("--remedy", metavar="基准", help="提示基准不对的行，改按这个基准读")
    parser.add_argument("--unit", choices=UNITS, help="哪里都没有写单位的金额按什么单位读")
    parser.add_argument("--keep-outside", action="store_true", help="区界外的坐标也放到图上")
    words = "；".join(f"{code} {text}" for code, text in _ACCEPT.items())
    parser.add_argument(
        "--accept", nargs="+", action="extend", default=[], metavar="决定", help=words
    )
    parser.set_defaults(run=_import)
    template = commands.add_parser("template", help="写出一份空白台账")
    template.add_argument("to", type=Path, metavar="文件", help="写到哪里（.xlsx）")
    command.add_workspace(template)
    template.set_defaults(run=_template)


def _import(arguments: argparse.Namespace) -> int:
    _check_report(arguments)
    book = read_path(arguments.ledger)
    # Everything else is slow to import; a hostile file has been refused by now.
    from geo.ledger import intake, telling  # noqa: PLC0415

    options = _options(arguments)
    # Rows are made by the ten thousand and all are kept: looking for garbage among them again and
    # again took a quarter of the time.
    gc.set_threshold(_GARBAGE_AFTER)
    with _workspace(arguments) as workspace:
        read = intake.read(book, workspace.facts(), workspace.headings(), options, _progress())
        report = partial(_write_report, arguments.report, book)
        if arguments.dry_run:
            plan = intake.preview(read, workspace, options.accepted)
            report(plan)
            done = "只是预览，没有写入"
        else:
            # The report first: what cannot be written must stop the import, not follow it.
            plan, number = intake.bring_in(
                read,
                workspace,
                operator=_operator(arguments),
                accepted=options.accepted,
                before=report,
            )
            done = _done(workspace.path, number)
    for line in telling.lines(plan):
        print(line)
    print(done)
    return command.EXIT_OK


def _done(path: Path, number: int | None) -> str:
    if number is None:
        return f"与工作区 {path} 里的完全相同，没有改动"
    return f"已写入工作区 {path}，第 {number} 次改动"


def _check_report(arguments: argparse.Namespace) -> None:
    """Refuse a report that cannot be written before anything else is done."""
    report = arguments.report
    if report is None:
        return
    if report.suffix.lower() != ".xlsx":
        raise InputError(f"--report 只能写成 .xlsx，给的是“{report.name}”")
    if not report.parent.is_dir():
        raise InputError(f"文件夹不存在：{report.parent}")
    if report.exists() and report.samefile(arguments.ledger):
        raise InputError("--report 不能写在原台账上，请换一个文件名")


def _options(arguments: argparse.Namespace) -> Options:
    from geo.ledger.heading.fields import FIELDS  # noqa: PLC0415
    from geo.ledger.intake import Options  # noqa: PLC0415

    unknown = [word for word in arguments.accept if word not in _ACCEPT]
    if unknown:
        raise InputError(f"--accept 的“{'、'.join(unknown)}”无法识别，可用：{'、'.join(_ACCEPT)}")
    meanings = {name: f.code for f in FIELDS.values() for name in (f.code, f.word)} | {"": ""}
    headings = {}
    for pair in arguments.column or ():
        heading, equals, meaning = pair.partition("=")
        if not equals or meaning not in meanings:
            known = "、".join(FIELDS)
            raise InputError(f"--column 的“{pair}”应写成 列名=含义，含义可用：{known}")
        headings[heading] = meanings[meaning]
    return Options(
        datum=parse_datum(arguments.datum) if arguments.datum else None,
        as_of=command.iso_date(arguments.as_of) if arguments.as_of else None,
        swap=arguments.swap,
        remedy=parse_datum(arguments.remedy) if arguments.remedy else None,
        keep_outside=arguments.keep_outside,
        unit=arguments.unit or "",
        sheets=tuple(arguments.sheet or ()),
        headings=headings,
        accepted=frozenset(arguments.accept),
    )


@contextmanager
def _workspace(arguments: argparse.Namespace) -> Iterator[Workspace]:
    """Open the workspace, or make it; a preview without one leaves nothing behind."""
    from geo import store, workspaces  # noqa: PLC0415

    path = arguments.workspace or workspaces.path_of(_DEFAULT_NAME)
    if path.is_dir():
        raise InputError(f"{path} 是文件夹；台账要读入工作区文件，如 --workspace 台账.db")
    with ExitStack() as stack:
        if path.exists():
            yield stack.enter_context(store.open_workspace(path))
            return
        if arguments.dry_run:
            path = Path(stack.enter_context(TemporaryDirectory())) / path.name
        made = stack.enter_context(store.create(path, operator=_operator(arguments)))
        try:
            yield made
        except BaseException:
            # What could not be imported leaves no empty workspace behind.
            made.close()
            path.unlink(missing_ok=True)
            raise


def _operator(arguments: argparse.Namespace) -> str:
    from geo.workspaces import operator_name  # noqa: PLC0415

    named = arguments.operator or os.environ.get("PLATEMAP_OPERATOR")
    return operator_name(named or getpass.getuser())


def _progress() -> Any:  # noqa: ANN401
    from geo.ledger.intake import silent  # noqa: PLC0415

    if not sys.stderr.isatty():
        return silent
    return lambda share, words: print(f"\r{share:4.0%} {words}\033[K", end="", file=sys.stderr)


def _write_report(path: Path | None, book: Book, plan: Plan) -> None:
    if path is None:
        return
    from geo.ledger.reporting.report_rows import report  # noqa: PLC0415

    write_file(path, report(book, plan))
    print(f"对账表已写入 {path}")


def _template(arguments: argparse.Namespace) -> int:
    from geo.filters import short_plate_name  # noqa: PLC0415
    from geo.ledger.reporting.template import template  # noqa: PLC0415
    from geo.model import Kind  # noqa: PLC0415

    facts = command.read_workspace(arguments)
    plates = [short_plate_name(f.name) for f in facts.features if f.kind is Kind.PLATE]
    write_file(arguments.to, template(plates))
    print(f"已写入 {arguments.to}")
    return command.EXIT_OK
