"""The parts of an .xlsx file: which holds what, and the file written anew with some changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from geo.ledger.reporting import splice
from geo.ledger.reporting.splice import Edit, Element

_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MAIN_LIKE = re.compile(
    r"application/vnd\.(ms-excel\.(sheet|template)\.macroEnabled"
    r"|openxmlformats-officedocument\.spreadsheetml\.template)\.main\+xml"
)
_MACROS = "vbaproject"
_TRUE = ("1", "true")
Parts = Mapping[str, bytes]


@dataclass(frozen=True)
class Listed:
    """A sheet of the workbook's list, and the part that holds it."""

    name: str
    part: str
    is_hidden: bool


def rewrite(content: bytes, change: Callable[[zipfile.ZipFile], Parts]) -> bytes:
    """Write a workbook anew as a plain .xlsx: changed parts replaced, macros left out.

    Names, order, dates and every other part stay, so the same input gives the same bytes.

    Raises:
        zipfile.BadZipFile, KeyError, xml.parsers.expat.ExpatError: it is no sound workbook.

    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        changed = {**_without_macros(old), **change(old)}
        for member in old.infolist():
            if not _is_macro(member.filename):
                data = changed.get(member.filename)
                new.writestr(member, old.read(member) if data is None else data)
    return buffer.getvalue()


def sheets(archive: zipfile.ZipFile) -> list[Listed]:
    """List the sheets in their order, charts among them.

    Raises:
        LookupError: a sheet has no part, or two have the same name.

    """
    book = _book(archive)
    targets = {e.attributes["Id"]: e.attributes["Target"] for e in _relations(archive, book)}
    found = [
        Listed(
            name=sheet.attributes["name"],
            part=_resolved(book, targets[_reference(sheet)]),
            is_hidden=sheet.attributes.get("state", "visible") != "visible",
        )
        for sheet in splice.elements(splice.utf8(archive.read(book)), "sheet")
    ]
    if len({one.name for one in found}) < len(found):
        raise LookupError("two sheets of one name")
    for one in found:
        archive.getinfo(one.part)
    return found


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Map the names of the sheets to the parts that hold them."""
    return {sheet.name: sheet.part for sheet in sheets(archive)}


def styles_part(archive: zipfile.ZipFile) -> str | None:
    """Name the part that holds the cell formats, if there is one."""
    return _related(archive, "styles")


def strings_part(archive: zipfile.ZipFile) -> str | None:
    """Name the part that holds the shared strings, if there is one."""
    return _related(archive, "sharedStrings")


def counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Tell whether days are counted from 1 January 1904, as old Macs did."""
    properties = splice.elements(splice.utf8(archive.read(_book(archive))), "workbookPr")
    return any(e.attributes.get("date1904") in _TRUE for e in properties)


def _related(archive: zipfile.ZipFile, kind: str) -> str | None:
    book = _book(archive)
    found = [e for e in _relations(archive, book) if _is_type(e, kind)]
    part = _resolved(book, found[0].attributes["Target"]) if found else None
    return part if part in archive.namelist() else None


def _book(archive: zipfile.ZipFile) -> str:
    for relation in _relations(archive, ""):
        if _is_type(relation, "officeDocument"):
            return _resolved("", relation.attributes["Target"])
    raise KeyError("officeDocument")


def _relations(archive: zipfile.ZipFile, part: str) -> list[Element]:
    return splice.elements(splice.utf8(archive.read(_relations_part(part))), "Relationship")


def _relations_part(part: str) -> str:
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def _is_type(relation: Element, name: str) -> bool:
    """Recognise a type of relation; its address differs between editions of the standard."""
    return relation.attributes["Type"].endswith(f"/{name}")


def _resolved(part: str, target: str) -> str:
    return normpath(join("/", dirname(part), target)).lstrip("/")


def _reference(sheet: Element) -> str:
    """Read the attribute r:id, whatever prefix stands for r."""
    return next((v for k, v in sheet.attributes.items() if k.endswith(":id")), "")


def _is_macro(name: str) -> bool:
    return basename(name).lower().startswith(_MACROS)


def _without_macros(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Take macros out of what names them; a workbook without any stays as it is."""
    types = splice.utf8(archive.read(_TYPES))
    if not _MAIN_LIKE.search(types.decode()):
        return {}
    relations = _relations_part(_book(archive))
    return {
        _TYPES: _MAIN_LIKE.sub(_MAIN, _dropped(types, "Override", "PartName").decode()).encode(),
        relations: _dropped(splice.utf8(archive.read(relations)), "Relationship", "Target"),
    }


def _dropped(xml: bytes, name: str, attribute: str) -> bytes:
    macros = [e for e in splice.elements(xml, name) if _is_macro(e.attributes[attribute])]
    return splice.apply(xml, [Edit(e.start, e.end, "") for e in macros])
