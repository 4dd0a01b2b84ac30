"""`python -m layers`: write a selection to a file, as the download buttons do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geo import command, filters, seeds
from geo.catalogue import catalogue
from geo.lights.light import Light
from geo.model import Facts
from geo.moved import editions
from geo.moved.move import Comparison
from geo.output import write_file
from geo.settings import SETTINGS
from layers import basemaps
from layers.formats import FORMATS, format_of

# The formats that tell what moved; for the others the history need not be read.
_TELLING = frozenset({"html", "xlsx"})


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
        ("--light", f"灯的代码或中文（{'、'.join(light.word for light in Light)}）"),
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
    for key in SETTINGS:
        _add_setting(export, key)
    command.add_workspace(export)


def _add_setting(export: argparse.ArgumentParser, key: str) -> None:
    setting = SETTINGS[key]
    metavar, most = "文字", f"最多 {setting.limit} 字"
    if setting.numbers is not None:
        metavar, most = "数", f"{setting.numbers.start} 至 {setting.numbers.stop - 1}"
    text = f"{setting.word}，代替数据文件夹里的，{most}"
    export.add_argument(f"--{key}", metavar=metavar, help=text)


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
            lights=arguments.light,
            text=arguments.text,
        )
    )
    if chosen.suffix in _TELLING:
        selection = replace(selection, comparisons=_comparisons(arguments))
    write_file(arguments.to, chosen.encode(selection, basemap))
    counts = selection.counts
    split = f"图上 {counts.located}，未定位 {counts.unlocated}"
    print(f"已写入 {arguments.to}：{counts.shown} 项，{split}")
    return command.EXIT_OK


def _comparisons(arguments: argparse.Namespace) -> tuple[Comparison, ...]:
    return editions.of_source(arguments.workspace or seeds.SEEDS)


def _facts(arguments: argparse.Namespace) -> Facts:
    """Read the workspace, with the words that were given in place of its own."""
    facts = command.read_workspace(arguments)
    given = {key: getattr(arguments, key) for key in SETTINGS}
    return replace(facts, settings=facts.settings.but(given))


if __name__ == "__main__":
    sys.exit(main())
