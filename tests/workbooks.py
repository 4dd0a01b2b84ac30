"""Builds workbooks for tests: as people make them, and as nobody but an attacker does."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from openpyxl import Workbook

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512
LAUGHS = (
    '<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def saved(book: Workbook) -> bytes:
    """Save a workbook of openpyxl to bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(
    rows: Iterable[Iterable[object]],
    *,
    merges: Iterable[str] = (),
    name: str = "台账",
    hidden_rows: Iterable[int] = (),
) -> bytes:
    """Make a workbook of one sheet from rows of values."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    for row in hidden_rows:
        sheet.row_dimensions[row].hidden = True
    return saved(book)


def sheets(content: Mapping[str, Iterable[Iterable[object]]], hidden: Mapping[str, str]) -> bytes:
    """Make a workbook of several sheets; `hidden` maps names to hidden or veryHidden."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in content.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = hidden.get(name, "visible")
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def raw(
    data: str,
    *,
    after: str = "",
    before: str = "",
    prolog: str = "",
    shared: Iterable[str] = (),
    book: str = "",
    extra: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """Make a workbook of one sheet 台账 from the XML inside its sheetData.

    `before` and `after` stand on either side of sheetData, `prolog` before the root, `book`
    before the list of sheets; `extra` are further or other parts.
    """
    strings = "".join(f"<si><t>{text}</t></si>" for text in shared)
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("rId1", f"{_REL}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_DECLARATION}<workbook xmlns="{_NS}" xmlns:r="{_REL}">{book}'
        '<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("rId1", f"{_REL}/worksheet", "worksheets/sheet1.xml"),
            ("rId2", f"{_REL}/sharedStrings", "sharedStrings.xml"),
            ("rId3", f"{_REL}/styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f'{_DECLARATION}<sst xmlns="{_NS}">{strings}</sst>',
        "xl/styles.xml": styles(),
        "xl/worksheets/sheet1.xml": f'{_DECLARATION}{prolog}<worksheet xmlns="{_NS}">{before}'
        f"<sheetData>{data}</sheetData>{after}</worksheet>",
    }
    return zipped({**parts, **(extra or {})})


def styles(number_formats: str = "", third: int = 0) -> str:
    """Write the styles of `raw`: cell formats 1 and 2 are a date and a percentage, 3 is free."""
    formats = f"<numFmts>{number_formats}</numFmts>" if number_formats else ""
    return (
        f'{_DECLARATION}<styleSheet xmlns="{_NS}">{formats}'
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="{third}"/></cellXfs>'
        "</styleSheet>"
    )


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in (
            ("workbook.xml", "sheet.main"),
            ("worksheets/sheet1.xml", "worksheet"),
            ("sharedStrings.xml", "sharedStrings"),
            ("styles.xml", "styles"),
        )
    )
    return (
        f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relations(*found: tuple[str, str, str]) -> str:
    inside = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{to}"/>' for i, t, to in found)
    return (
        f"{_DECLARATION}<Relationships"
        f' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}'
        "</Relationships>"
    )


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Pack parts into a zip, in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def far_corners() -> bytes:
    """Two cells, the first and the last a sheet can have."""
    return raw(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def million_rows() -> bytes:
    """A million rows of one number each."""
    return raw("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 10**6)))


def million_styled_cells() -> bytes:
    """Three million empty cells with a format, and no dimension to warn of them."""
    return raw(
        "<row>" + '<c s="1"/>' * 300 + "</row>" + ("<row>" + '<c s="1"/>' * 300 + "</row>") * 9_999
    )


def million_strings() -> bytes:
    """A million shared texts nobody refers to."""
    return raw("", shared=(str(n) for n in range(10**6)))


def huge_text(megabytes: int = 300) -> bytes:
    """One cell of very much text."""
    return raw(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>'
        + "甲" * (megabytes * 1024 * 1024 // 3)
        + "</t></is></c></row>"
    )


def lying(true: bytes | None = None) -> bytes:
    """A zip whose directory says its sheet is small, though it unpacks to 50 MB."""
    content = bytearray(true or huge_text(50))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    size = sheet.file_size.to_bytes(4, "little")
    for at in _places(content, size):
        content[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def _places(content: bytes, wanted: bytes) -> list[int]:
    places, at = [], content.find(wanted)
    while at >= 0:
        places.append(at)
        at = content.find(wanted, at + 1)
    return places


def part(content: bytes, name: str) -> str:
    """Read one part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()
