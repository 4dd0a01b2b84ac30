"""The ledger handed back: the workbook as it was, with our columns to the right of its own."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from geo.errors import FileError
from geo.ledger.grid import Book, Grid
from geo.ledger.opening import package
from geo.ledger.reporting import report_sheet
from geo.ledger.reporting.prefix import PREFIX
from geo.ledger.reporting.report_sheet import LAST_COLUMN, Addition, Cell
from geo.ledger.reporting.report_style import Looks, styled

_TITLE_UNSAFE = re.compile(r"[\[\]:*?/\\']")
_TITLE_MAX = 31


@dataclass(frozen=True)
class ReportRow:
    """What our columns say of a row of a sheet; numbers stay numbers, None leaves a cell empty."""

    sheet: str
    row: int
    cells: tuple[Cell, ...]


def write(
    book: Book,
    headings: Sequence[str],
    heading_rows: Mapping[str, int | Collection[int]],
    rows: Iterable[ReportRow],
) -> bytes:
    """Write the ledger with our columns; everything else in an .xlsx stays byte by byte.

    Values, formulas with their saved results, styles, charts and hidden sheets are kept; macros
    are left out. A CSV becomes a workbook whose cells are the texts it held.

    Args:
        book: the ledger as it was read.
        headings: our headings; `PREFIX` is put before those that lack it.
        heading_rows: for each sheet that was read, the last row of its heading, from 1; several
            where it holds several tables.
        rows: what to say of which row; its cells answer the headings in order, the last ones may
            be left out.

    Raises:
        FileError: no columns are left in a sheet, or the workbook cannot be added to.

    """
    named = [text if text.startswith(PREFIX) else PREFIX + text for text in headings]
    said: dict[str, dict[int, tuple[Cell, ...]]] = defaultdict(dict)
    for row in rows:
        said[row.sheet][row.row] = (*row.cells, *(None for _ in headings))[: len(headings)]
    heads = {
        sheet: frozenset([of] if isinstance(of, int) else of) for sheet, of in heading_rows.items()
    }
    additions = {
        grid.name: _addition(grid, named, heads[grid.name], said[grid.name])
        for grid in book.grids
        if grid.name in heads
    }
    typed = () if book.kind == "xlsx" else book.grids
    try:
        content = _blank(typed) if typed else book.content
        return package.rewrite(content, partial(_changed, additions=additions, typed=typed))
    except FileError:
        raise
    except (BadZipFile, ExpatError, LookupError, ValueError) as error:
        raise FileError(
            f"“{book.name}”的内部结构特殊，无法在原表上添加结果列。请用 Excel 另存为 .xlsx 后重试"
        ) from error


def _addition(
    grid: Grid, headings: list[str], heads: frozenset[int], rows: Mapping[int, Sequence[Cell]]
) -> Addition:
    """Choose the columns: those of a former report, else the first free ones."""
    former = sorted(
        {
            column
            for head in heads
            for column, value in enumerate(grid.rows.get(head, ()), start=1)
            if isinstance(value, str) and value.startswith(PREFIX)
        }
    )
    used = _last_used(grid, {*heads, *rows}, set(former))
    again = former and (used < former[0] or _is_run(former, len(headings)))
    first = former[0] if again else used + 1
    if first + len(headings) - 1 > LAST_COLUMN:
        raise FileError(f"工作表“{grid.name}”右侧没有空列可写结果。请删去多余的列后重试")
    return Addition(
        first=first, headings=headings, heading_rows=heads, rows=rows, cleared=set(former)
    )


def _is_run(columns: list[int], count: int) -> bool:
    """Tell whether columns stand side by side and are this many."""
    return columns == list(range(columns[0], columns[0] + count))


def _last_used(grid: Grid, touched: set[int], ours: set[int]) -> int:
    """Return the last column with a value, or under a merged cell of a row that is written to."""
    ends = [_last_value(cells, ours) for cells in grid.rows.values()]
    ends += [column for _, column in grid.unsaved if column not in ours]
    ends += [
        merge.right
        for merge in grid.merges
        if merge.right < LAST_COLUMN and any(merge.top <= row <= merge.bottom for row in touched)
    ]
    return max(ends, default=0)


def _last_value(cells: Sequence[object], ours: set[int]) -> int:
    for column in range(len(cells), 0, -1):
        if cells[column - 1] not in (None, "") and column not in ours:
            return column
    return 0


def _changed(
    archive: ZipFile, additions: Mapping[str, Addition], typed: Sequence[Grid]
) -> dict[str, bytes]:
    """Return the parts that change: the formats with ours, and the sheets with their columns."""
    parts = package.sheet_parts(archive)
    changed: dict[str, bytes] = {}
    looks: Looks = {}
    if formats := package.styles_part(archive):
        changed[formats], looks = styled(archive.read(formats))
    if typed:
        parts = dict(zip((grid.name for grid in typed), parts.values(), strict=True))
    for grid in typed:
        changed[parts[grid.name]] = report_sheet.filled(
            archive.read(parts[grid.name]), grid.rows, looks
        )
    for name, addition in additions.items():
        sheet = changed.get(parts[name]) or archive.read(parts[name])
        changed[parts[name]] = report_sheet.add(sheet, addition, looks)
    return changed


def _blank(grids: Sequence[Grid]) -> bytes:
    """Make a workbook with an empty sheet a grid."""
    # Slow to import, and only the report on a CSV needs it.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        book.create_sheet(_TITLE_UNSAFE.sub("_", grid.name)[:_TITLE_MAX] or "台账")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
