"""`python -m layers`: write a selection to a file, as the download buttons do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geo import command, filters
from geo.catalogue import catalogue
from geo.model import Facts
from geo.output import write_file
from geo.settings import SETTINGS
from layers import basemaps
from layers.formats import FORMATS, format_of


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    parser = command.Parser(prog="python -m layers", description="导出板块一张图")
    commands = parser.add_subparsers(required=True, metavar="命令", dest="command")
    export = commands.add_parser("export", help="把选中的内容写成一个文件")
    _add_options(export)
    export.set_defaults(run=_export)
    return command.run(parser, argv)


def _add_options(export: argparse.ArgumentParser) -> None:
    endings = "、".join(f".{suffix}" for suffix in FORMATS)
    export.add_argument(
        "--to", required=True, type=Path, metavar="文件", help=f"写到哪里，按结尾定格式：{endings}"
    )
    choices = (
        ("--plate", "板块编号或名称；none 为未分板块"),
        ("--status", "状态代码或中文"),
        ("--kind", "类别代码或中文"),
    )
    for name, text in choices:
        export.add_argument(name, nargs="+", action="extend", metavar="值", help=f"{text}，可多个")
    export.add_argument("--text", default="", metavar="文字", help="名称、别名或责任单位含此文字")
    export.add_argument("--as-of", metavar="日期", help="截至日期，如 2020-08-31")
    codes = "、".join(basemaps.CODES)
    export.add_argument(
        "--basemap",
        default=basemaps.BUILTIN,
        metavar="底图",
        help=f"{codes}；默认 {basemaps.BUILTIN}，不联网。只用于 .html",
    )
    for key, setting in SETTINGS.items():
        text = f"{setting.word}，代替数据文件夹里的，最多 {setting.limit} 字"
        export.add_argument(f"--{key}", metavar="文字", help=text)
    command.add_workspace(export)


def _export(arguments: argparse.Namespace) -> int:
    chosen, basemap = format_of(arguments.to), basemaps.parse(arguments.basemap)
    whole = catalogue(
        _facts(arguments),
        command.iso_date(arguments.as_of) if arguments.as_of else None,
    )
    selection = whole.select(
        filters.parse(
            plate_names=whole.plate_names,
            plates=arguments.plate,
            statuses=arguments.status,
            kinds=arguments.kind,
            text=arguments.text,
        )
    )
    write_file(arguments.to, chosen.encode(selection, basemap))
    counts = selection.counts
    split = f"图上 {counts.located}，未定位 {counts.unlocated}"
    print(f"已写入 {arguments.to}：{counts.shown} 项，{split}")
    return command.EXIT_OK


def _facts(arguments: argparse.Namespace) -> Facts:
    """Read the workspace, with the words that were given in place of its own."""
    facts = command.read_workspace(arguments)
    given = {key: getattr(arguments, key) for key in SETTINGS}
    return replace(facts, settings=facts.settings.but(given))


if __name__ == "__main__":
    sys.exit(main())
