"""`python -m geo geocode` and `locate`: addresses to places, one, a table, or a workspace's."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from geo.errors import InputError

_GEOCODE = (
    "查一个地址，或一份 CSV 里的所有地址。先查本地地名库，不用联网；加 --provider 再问在线服务。"
    "查不到不算出错：照样说明原因，退出码 0；用法或文件不对为 2；按 Ctrl-C 为 130，"
    "已查到的照样写出。配额用完时停止询问，写出已有的结果，退出码 0；"
    "再运行同一条命令就从停下的地方继续，问过的不再问。"
)
_LOCATE = "给工作区里还没有位置的项目再查一遍地址，查到的记为一次改动，可以撤销；人工定过位的不动。"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers private
    """Add the commands that find places."""
    geocode = commands.add_parser("geocode", help="查地址在哪里", description=_GEOCODE)
    geocode.add_argument("address", nargs="?", metavar="地址", help="要查的地址")
    geocode.add_argument(
        "--file", type=Path, metavar="文件", help="一份 CSV，有一列叫 address 或 地址"
    )
    geocode.add_argument("--to", type=Path, metavar="文件", help="结果写到哪里（.csv）")
    add_providers(geocode)
    geocode.add_argument(
        "--workspace", type=Path, metavar="路径", help="也用这个工作区里补充的地名"
    )
    geocode.set_defaults(run=_geocode)
    locate = commands.add_parser("locate", help="给未定位的项目再查一遍", description=_LOCATE)
    locate.add_argument(
        "--workspace", type=Path, metavar="文件", required=True, help="工作区文件（.db）"
    )
    add_providers(locate)
    locate.add_argument("--dry-run", action="store_true", help="只看结果，什么都不写入")
    locate.add_argument("--operator", metavar="姓名", help="经办人，记在这次改动上")
    locate.set_defaults(run=_locate)


def add_providers(parser: argparse.ArgumentParser) -> None:
    """Add --provider, the services that are asked for what the gazetteer does not know."""
    parser.add_argument(
        "--provider",
        action="append",
        default=[],
        metavar="服务",
        help="本地查不到时问哪个在线服务（tianditu、amap、nominatim），可以写几次；默认不联网",
    )


def _geocode(arguments: argparse.Namespace) -> int:
    if (arguments.address is None) == (arguments.file is None):
        raise InputError("请给出一个地址，或用 --file 给出一份 CSV（二者选一）")
    if (arguments.file is None) != (arguments.to is None):
        raise InputError("--file 和 --to 要一起用：从哪里读，写到哪里")
    if arguments.to is not None:
        _check_output(arguments.file, arguments.to)
    # Slow to import; bad use has been answered by now.
    from geo.locating import running  # noqa: PLC0415

    return running.one(arguments) if arguments.file is None else running.table(arguments)


def _locate(arguments: argparse.Namespace) -> int:
    from geo.locating import running  # noqa: PLC0415

    return running.workspace(arguments)


def _check_output(source: Path, to: Path) -> None:
    """Refuse a place that cannot be written to before any address is asked."""
    if to.is_dir():
        raise InputError(f"{to} 是文件夹，请给出文件名")
    if not to.parent.is_dir():
        raise InputError(f"文件夹不存在：{to.parent}")
    if to.suffix.lower() != ".csv":
        raise InputError(f"--to 只能写成 .csv，给的是“{to.name}”")
    if to.exists() and source.exists() and to.samefile(source):
        raise InputError("--to 不能写在原文件上，请换一个文件名")
