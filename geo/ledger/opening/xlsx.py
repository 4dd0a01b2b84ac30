"""Reads a workbook: its strings and formats first, then every sheet in one pass."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from geo.clock import CHINA
from geo.errors import FileError
from geo.ledger.grid import Book
from geo.ledger.opening import archive, limits, package, serials
from geo.ledger.opening.cells import CellReader
from geo.ledger.opening.formats import Formats
from geo.ledger.opening.passes import WORKSHEET, Pass, Reader, local_name
from geo.ledger.opening.sheet import Sheet
from geo.ledger.opening.strings import SharedStrings
from geo.ledger.opening.worksheet import WorksheetReader

# What zipfile and expat raise on files that are broken or were never workbooks.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError),
    *(ExpatError, LookupError, ValueError, ArithmeticError),
)
# Sheets that hold no grid of values.
_NO_GRIDS = ("chartsheet", "dialogsheet", "macrosheet")
_SPOILT = "内容已损坏（行列错乱或没有写完）；请用 Excel 打开，确认无误后另存再导入"
_CORE = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"


def read(name: str, content: bytes, digest: str) -> Book:
    """Read the sheets of an .xlsx or .xlsm file; chart sheets and macros are left out.

    Raises:
        FileError: it is damaged, encrypted, unsafe, or larger than `limits` allow.

    """
    try:
        with archive.opened(content) as parts:
            sheets = list(_sheets(parts, _roots(parts)))
            modified = _modified(parts)
    except _BROKEN as error:
        if isinstance(error, FileError):
            raise
        raise FileError(archive.DAMAGED) from error
    return Book(
        name=name,
        kind="xlsx",
        content=content,
        digest=digest,
        grids=tuple(sheet.grid() for sheet in sheets),
        notes=tuple(note for sheet in sheets for note in sheet.notes()),
        modified=modified,
    )


def _roots(parts: zipfile.ZipFile) -> dict[str, str]:
    """Check every part, and name the first element of each."""
    found = {}
    for name in parts.namelist():
        one = Pass(skipped=WORKSHEET)
        # Pictures and printer settings are no XML; parts that are read will tell themselves.
        with suppress(ExpatError):
            one.run(parts, name)
        found[name] = one.root
    return found


def _sheets(parts: zipfile.ZipFile, roots: dict[str, str]) -> Iterator[Sheet]:
    listed = [s for s in package.sheets(parts) if local_name(roots[s.part]) not in _NO_GRIDS]
    if not all(roots[sheet.part] == WORKSHEET for sheet in listed):
        raise LookupError("a sheet that is none")
    if not listed:
        raise FileError("工作簿里没有工作表；请检查文件，或重新导出台账")
    if len(listed) > limits.SHEETS:
        most = limits.SHEETS
        raise FileError(f"工作簿有 {len(listed)} 张工作表，超过上限 {most}；请拆成几个文件")
    strings, formats = SharedStrings(), Formats()
    _run(parts, package.strings_part(parts), strings)
    _run(parts, package.styles_part(parts), formats)
    epoch = serials.EPOCH_1904 if package.counts_from_1904(parts) else serials.EPOCH
    rows = 0
    for one in listed:
        sheet = Sheet(name=one.name, is_hidden=one.is_hidden)
        _take(parts, one.part, sheet, CellReader(sheet, strings, formats.of, epoch))
        rows += len(sheet.rows)
        if rows > limits.ALL_ROWS:
            raise FileError(f"各工作表共有 {rows} 行，超过上限 {limits.ALL_ROWS}；请拆成几个文件")
        yield sheet


def _run(parts: zipfile.ZipFile, part: str | None, reader: Reader) -> None:
    if part:
        Pass(reader).run(parts, part)


def _take(parts: zipfile.ZipFile, part: str, sheet: Sheet, cells: CellReader) -> None:
    try:
        Pass(WorksheetReader(sheet, cells)).run(parts, part)
    except FileError as error:
        raise FileError(f"工作表“{sheet.name}”：{error}") from error
    except (ExpatError, LookupError, ValueError, ArithmeticError) as error:
        raise FileError(f"工作表“{sheet.name}”：{_SPOILT}") from error


def _modified(parts: zipfile.ZipFile) -> date | None:
    """Read the day the file was last saved, in China; None where it does not say."""
    try:
        text = ElementTree.fromstring(parts.read(_CORE)).findtext(_MODIFIED) or ""
        moment = datetime.fromisoformat(text.strip())
    except (KeyError, ElementTree.ParseError, ValueError):
        return None
    return (moment if moment.tzinfo is None else moment.astimezone(CHINA)).date()
