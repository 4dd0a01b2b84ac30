"""What `python -m geo diff` does once its arguments are known to be sound."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from geo import command, store
from geo.crs import parse_datum
from geo.errors import FileError, InputError
from geo.ledger.intake import Options
from geo.ledger.opening.files import read_path
from geo.ledger.running import headings_of, progress
from geo.moved import listing
from geo.moved.sources import Source, compared
from geo.output import write_file

_MAGIC = b"SQLite format 3\x00"


def diff(arguments: argparse.Namespace) -> int:
    """Compare two sources, and print the result or write it to a file."""
    before = _source(arguments, arguments.before, arguments.as_of_a, arguments.since)
    after = _source(arguments, arguments.after, arguments.as_of_b, arguments.until)
    comparison, facts = compared(before, after, progress())
    to: Path | None = arguments.to
    if to is None:
        for line in listing.lines(comparison, facts):
            print(line)
        return command.EXIT_OK
    write_file(to, listing.WRITERS[to.suffix.lower()](comparison, facts))
    print(comparison.paragraph)
    print(f"已写入 {to}")
    return command.EXIT_OK


def _source(
    arguments: argparse.Namespace, path: Path, as_of: str | None, day: str | None
) -> Source:
    if not path.exists():
        raise FileError(f"找不到文件：{path}")
    if path.is_dir() or _is_workspace(path):
        if as_of:
            raise InputError(f"{path.name} 不是台账，要看的日期请用 --from、--until 写明")
        return Source(path=path, day=_day(day))
    if day:
        raise InputError(f"{path.name} 是台账，它的日期请用 --as-of-a、--as-of-b 写明")
    options = Options(
        datum=parse_datum(arguments.datum) if arguments.datum else None,
        as_of=_day(as_of),
        sheets=tuple(arguments.sheet or ()),
        headings=headings_of(arguments.column or ()),
    )
    return Source(path=path, book=read_path(path), options=options)


def _day(text: str | None) -> date | None:
    return command.iso_date(text) if text else None


def _is_workspace(path: Path) -> bool:
    """Tell a workspace by its name or content; what it really holds is told when it is opened."""
    if path.suffix.lower() == store.SUFFIX:
        return True
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC
