"""What `python -m geo import` and `template` do once the file is known to be sound."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from geo import command, store, workspaces
from geo.crs import parse_datum
from geo.errors import InputError
from geo.filters import short_plate_name
from geo.ledger import intake, telling
from geo.ledger.grid import Book
from geo.ledger.heading.fields import FIELDS
from geo.ledger.intake import Options
from geo.ledger.reconciling.plan import Plan
from geo.ledger.reporting.report_rows import report
from geo.locating import locators
from geo.model import Kind
from geo.output import write_file
from geo.store import Workspace

_GARBAGE_AFTER = 200_000
_DEFAULT_NAME = "台账"


def bring(arguments: argparse.Namespace, book: Book) -> int:
    """Read a ledger, say what it would do, and unless it is a dry run do it."""
    # Rows are made by the ten thousand and all are kept: looking for garbage among them again and
    # again took a quarter of the time.
    gc.set_threshold(_GARBAGE_AFTER)
    options, path = _options(arguments), _path(arguments)
    operator = command.operator(arguments)
    tell = partial(_write_report, arguments.report, book)
    with _to_read(path, operator) as workspace:
        held = intake.standing(workspace)
        read = intake.read(book, held.facts, workspace.headings(), options, progress())
        if arguments.dry_run:
            plan = intake.preview(read, workspace, options.accepted, held)
            tell(plan)
            return _told(plan, "只是预览，没有写入")
    with _to_write(path, operator) as workspace:
        # The report first: what cannot be written must stop the import, not follow it.
        plan, number = intake.bring_in(
            read,
            workspace,
            operator=operator,
            accepted=options.accepted,
            before=tell,
            earlier=held,
        )
    return _told(plan, _done(path, number))


def blank(arguments: argparse.Namespace) -> int:
    """Write an empty ledger with the plates of a workspace to choose from."""
    # openpyxl is slow to import, and an import does without it.
    from geo.ledger.reporting.template import template  # noqa: PLC0415

    facts = command.read_workspace(arguments)
    plates = [short_plate_name(f.name) for f in facts.features if f.kind is Kind.PLATE]
    write_file(arguments.to, template(plates))
    print(f"已写入 {arguments.to}")
    return command.EXIT_OK


def _told(plan: Plan, done: str) -> int:
    for line in telling.lines(plan):
        print(line)
    print(done)
    return command.EXIT_OK


def _done(path: Path, number: int | None) -> str:
    if number is None:
        return f"与工作区 {path} 里的完全相同，没有改动"
    return f"已写入工作区 {path}，第 {number} 次改动"


def _options(arguments: argparse.Namespace) -> Options:
    return Options(
        datum=parse_datum(arguments.datum) if arguments.datum else None,
        as_of=command.iso_date(arguments.as_of) if arguments.as_of else None,
        swap=arguments.swap,
        remedy=parse_datum(arguments.remedy) if arguments.remedy else None,
        keep_outside=arguments.keep_outside,
        unit=arguments.unit or "",
        sheets=tuple(arguments.sheet or ()),
        headings=headings_of(arguments.column or ()),
        accepted=frozenset(arguments.accept),
        providers=locators.codes(arguments.provider),
    )


def headings_of(pairs: Iterable[str]) -> dict[str, str]:
    """Read what --column says headings mean: heading → field code, "" for none.

    Raises:
        InputError: a pair is not written 列名=含义, or names no meaning there is.

    """
    meanings = {name: f.code for f in FIELDS.values() for name in (f.code, f.word)} | {"": ""}
    headings = {}
    for pair in pairs:
        heading, equals, meaning = pair.partition("=")
        if not equals or meaning not in meanings:
            known = "、".join(FIELDS)
            raise InputError(f"--column 的“{pair}”应写成 列名=含义，含义可用：{known}")
        headings[heading] = meanings[meaning]
    return headings


def _path(arguments: argparse.Namespace) -> Path:
    path: Path = arguments.workspace or workspaces.path_of(_DEFAULT_NAME)
    if path.is_dir():
        raise InputError(f"{path} 是文件夹；台账要读入工作区文件，如 --workspace 台账.db")
    return path


@contextmanager
def _to_read(path: Path, operator: str) -> Iterator[Workspace]:
    """Open the workspace; one that is not there yet is stood for by an empty one, soon gone."""
    if path.exists():
        with store.open_workspace(path) as workspace:
            yield workspace
        return
    with (
        TemporaryDirectory() as folder,
        store.create(Path(folder) / path.name, operator=operator) as workspace,
    ):
        yield workspace


def _to_write(path: Path, operator: str) -> Workspace:
    """Open the workspace or make it; another import may make it at the same moment."""
    if not path.exists():
        with suppress(InputError):
            return store.create(path, operator=operator)
    return store.open_workspace(path)


def progress() -> intake.Progress:
    """Return what shows progress where somebody watches, and nothing where nobody does."""
    if not sys.stderr.isatty():
        return intake.silent
    return lambda share, words: print(f"\r{share:4.0%} {words}\033[K", end="", file=sys.stderr)


def _write_report(path: Path | None, book: Book, plan: Plan) -> None:
    if path is not None:
        write_file(path, report(book, plan))
        print(f"对账表已写入 {path}")
