"""Makes the sheets of a ledger into tables; a sheet that cannot be one says what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from geo.errors import InputError
from geo.ledger.grid import Book, Cells, Grid
from geo.ledger.heading import contents, fields, units
from geo.ledger.heading.columns import Meanings
from geo.ledger.heading.datums import datum_of
from geo.ledger.heading.headings import Heading, finder
from geo.ledger.heading.levels import filled, is_wordy, said
from geo.ledger.heading.lines import lines
from geo.ledger.heading.sections import Section, sections
from geo.ledger.table import Table

# A row above the heading with so many cells, half of them numbers, may be no title.
_LEAST = 2
_MAP_IT = "请在“列的含义”中指定哪一列是项目名称，或把该列表头改为“项目名称”"


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A sheet that was not read: how many rows hold something, and why, with the remedy.

    `headings` are the texts of its likeliest heading, for the user to give them a meaning.
    """

    sheet: str
    hidden: bool
    rows: int
    reason: str
    headings: tuple[str, ...] = ()


def tables(
    book: Book,
    *,
    chosen: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    sheets: Collection[str] | None = None,
) -> tuple[tuple[Table, ...], tuple[Skipped, ...]]:
    """Read every sheet as a table, or say why not.

    Args:
        book: the ledger.
        chosen: heading → field code the user gives it now, "" for none; wins over all else.
        remembered: the same from earlier imports; wins over the aliases of `fields`.
        sheets: the sheets to read, hidden ones too; None reads all that are not hidden.

    Raises:
        InputError: `chosen` names a field or heading, or `sheets` a sheet, that does not exist.

    """
    _check(book, chosen or {}, sheets)
    meanings = Meanings(chosen=chosen or {}, remembered=remembered or {})
    found: list[Table] = []
    skipped: list[Skipped] = []
    for grid in book.grids:
        if reason := _set_aside(grid, sheets):
            skipped.append(_skip(grid, reason))
        elif of_sheet := list(sections(grid, meanings)):
            found += _with_noted_units([_read(section) for section in of_sheet])
            skipped += _overlooked(grid, of_sheet)
        else:
            skipped.append(_unheaded(grid, meanings))
    _check_headings(book, meanings, found)
    return tuple(found), tuple(skipped)


def _check(book: Book, chosen: Mapping[str, str], sheets: Collection[str] | None) -> None:
    if unknown := sorted({code for code in chosen.values() if code} - fields.FIELDS.keys()):
        known = "、".join(f"{field.code}（{field.word}）" for field in fields.FIELDS.values())
        raise InputError(f"没有“{unknown[0]}”这种列；可用：{known}")
    names = [grid.name for grid in book.grids]
    if missing := sorted(set(sheets or ()) - set(names)):
        raise InputError(f"{book.name} 里没有工作表“{missing[0]}”；有：{'、'.join(names)}")


def _check_headings(book: Book, meanings: Meanings, found: Sequence[Table]) -> None:
    """Refuse a meaning for a heading no sheet has, those included that are not read this time."""
    there = dict.fromkeys(c.heading for table in found for c in table.columns if c.heading)
    if set(meanings.chosen) <= there.keys():
        return
    read = {table.grid.name for table in found}
    for grid in book.grids:
        if grid.rows and grid.name not in read:
            there |= dict.fromkeys(_headings(grid, finder(grid, meanings).first()))
    if missing := [heading for heading in meanings.chosen if heading not in there]:
        raise InputError(f"没有“{missing[0]}”这一列；台账里有：{'、'.join(there)}")


def _headings(grid: Grid, heading: Heading | None) -> tuple[str, ...]:
    """List the texts of a sheet's likeliest heading."""
    if heading is not None:
        return tuple(column.heading for column in heading.columns if column.heading)
    first = list(grid.rows.values())[:10]
    return tuple(
        filter(None, map(said, max(first, key=lambda cells: sum(map(bool, map(said, cells))))))
    )


def _set_aside(grid: Grid, sheets: Collection[str] | None) -> str:
    if not grid.rows:
        return "工作表是空的"
    if sheets is None and grid.hidden:
        return "隐藏的工作表，没有读；如要读入，请在导入时选中它"
    if sheets is not None and grid.name not in sheets:
        return "导入时没有选中"
    return ""


def _skip(grid: Grid, reason: str, texts: tuple[str, ...] = (), rows: int | None = None) -> Skipped:
    count = len(grid.rows) if rows is None else rows
    return Skipped(sheet=grid.name, hidden=grid.hidden, rows=count, reason=reason, headings=texts)


def _unheaded(grid: Grid, meanings: Meanings) -> Skipped:
    heading = finder(grid, meanings).first()
    texts = _headings(grid, heading)
    if heading is None:
        return _skip(
            grid, f"没有找到表头（应有“项目名称”“建设地点”“总投资”等列）；{_MAP_IT}", texts
        )
    where = f"第 {heading.rows[-1]} 行像是表头"
    if "name" in heading.read:
        return _skip(
            grid, f"{where}，但除了名称没有认出别的列；请检查表头，或指定各列的含义", texts
        )
    return _skip(grid, f"{where}，但没有认出“项目名称”一列；{_MAP_IT}", texts)


def _read(section: Section) -> Table:
    below = lines(section.grid, section.heading, section.last, section.group)
    table = Table(
        grid=section.grid,
        title=section.title,
        unit=section.unit,
        heading_rows=section.heading.rows,
        columns=section.heading.columns,
        lines=below,
    )
    datum = datum_of(" ".join((section.title, *contents.notes(below))))
    return replace(table, columns=contents.columns(table, datum))


def _with_noted_units(read: Sequence[Table]) -> Iterator[Table]:
    """Give tables without a unit the one noted below them, or below those with the same heading.

    Where one is stated above, a note on the whole table that states another makes it unclear.
    A note under two tables side by side stands in the columns of the left one only.
    """
    noted = [tuple(contents.notes(table.lines)) for table in read]
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    beside: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for table, own in zip(read, noted, strict=True):
        alike[_texts(table)] += own
        beside[table.heading_rows] += own
    for table, own in zip(read, noted, strict=True):
        if table.unit:
            unit = units.besides(table.unit, beside[table.heading_rows])
        else:
            unit = units.of_notes(own) or units.of_notes(alike[_texts(table)])
        yield replace(table, unit=unit)


def _texts(table: Table) -> tuple[str, ...]:
    return tuple(column.heading for column in table.columns)


def _overlooked(grid: Grid, found: Sequence[Section]) -> Iterator[Skipped]:
    """Tell of rows that may be projects above the first heading, or below too many of them."""
    top = found[0].heading.rows[0]
    above = [row for row in grid.rows if row < top and _is_data(grid.rows[row])]
    if len(above) > 1 or any(len(filled(grid.rows[row])) > _LEAST for row in above):
        where = f"第 {min(above)} 行起有 {len(above)} 行在表头（第 {top} 行）以上"
        reason = f"{where}，没有读；如是项目，请给它们写上表头，或移到表头以下"
        yield _skip(grid, reason, rows=len(above))
    last = found[-1].last
    below = sum(row > last for row in grid.rows)
    if below:
        reason = f"表头太多，只读到第 {last} 行；请把各表分到几张工作表"
        yield _skip(grid, reason, rows=below)


def _is_data(cells: Cells) -> bool:
    return len(filled(cells)) >= _LEAST and not is_wordy(cells)
