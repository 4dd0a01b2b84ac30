"""`python -m geo`: what the pages do with facts, from a script."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from geo import command
from geo.errors import ContractError
from geo.ledger import cli as ledger
from geo.locating import cli as locating
from geo.moved import cli as moved


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    parser = command.Parser(
        prog="python -m geo", description="核对、导入、定位、对照板块一张图的数据"
    )
    commands = parser.add_subparsers(required=True, metavar="命令", dest="command")
    check = commands.add_parser("check", help="核对数据是否合乎约定，并列出合计")
    command.add_workspace(check)
    check.set_defaults(run=_check)
    ledger.add(commands)
    locating.add(commands)
    moved.add(commands)
    return command.run(parser, argv)


def _check(arguments: argparse.Namespace) -> int:
    # pandas is slow to import, and `import` does without it until a file is known to be sound.
    from geo.check import breaches, totals  # noqa: PLC0415

    try:
        facts = command.read_workspace(arguments)
    except ContractError as error:
        return _tell(error.breaches)
    for word, count in totals(facts):
        print(f"{word}\t{count}")
    return _tell(breaches(facts))


def _tell(found: Sequence[str]) -> int:
    for breach in found:
        print(f"不合约定：{breach}", file=sys.stderr)
    print(f"共 {len(found)} 处不合约定" if found else "全部合乎约定")
    return command.EXIT_BREACH if found else command.EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
