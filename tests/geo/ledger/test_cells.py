"""Cells one by one: the same values as openpyxl's full reading, and where ours must differ."""

import io
import warnings
from datetime import date, datetime, time, timedelta

import pytest
import workbooks
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import (
    CALENDAR_MAC_1904,
    CALENDAR_WINDOWS_1900,
    from_excel,
)

from geo.ledger.opening import files, serials

_EXACT = 10**15
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def ours(content):
    return {
        (row, column): value
        for row, values in files.open_book("台账.xlsx", content).grids[0].rows.items()
        for column, value in enumerate(values, start=1)
        if value is not None
    }


def theirs(content):
    with warnings.catch_warnings(action="ignore"):
        sheet = load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    return {
        (cell.row, cell.column): whole(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def whole(value):
    """Turn a whole float into an integer, the one thing that differs on purpose everywhere."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    return int(value) if is_whole else value


def typed(values):
    return {spot: (type(value), value) for spot, value in values.items()}


def assert_same(content):
    found = typed(ours(content))
    assert found
    assert found == typed(theirs(content))


def row(inside, **more):
    return workbooks.raw(f'<row r="1">{inside}</row>', **more)


def formatted(values, code, *, year_1904=False):
    """Numbers in cells of format 3, whose code is given."""
    code = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    styles = workbooks.styles(f'<numFmt numFmtId="200" formatCode="{code}"/>', third=200)
    return row(
        "".join(f'<c s="3"><v>{value}</v></c>' for value in values),
        book='<workbookPr date1904="1"/>' if year_1904 else "",
        extra={"xl/styles.xml": styles},
    )


NUMBERS = (
    *("0", "1", "-1", "-0", "007", "12.50", "410103.0", "1E3", "1e-7", "-1.5E-3", "0.1"),
    *("999999999999999", "123456789012345678", "-123456789012345678", "4.1010320200101E+20"),
)
TEXTS = (
    '<c t="s"><v>0</v></c>',
    '<c t="s"><v>1</v></c>',
    '<c t="str"><f>A1</f><v> 两边 </v></c>',
    '<c t="str"><v>0012</v></c>',
    '<c t="inlineStr"><is><t xml:space="preserve"> 空格 \n换行\t</t></is></c>',
    '<c t="inlineStr"><is><t>&lt;a&gt; &amp; &#20108;七</t></is></c>',
    '<c t="inlineStr"><is><t><![CDATA[<甲>]]></t></is></c>',
    '<c t="inlineStr"><is><r><rPr><b/></rPr><t>乙</t></r><r><t xml:space="preserve"> 丙</t></r>'
    "</is></c>",
    '<c t="inlineStr"><is><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>',
    '<c t="inlineStr"><is><t/></is></c><c><v>1</v></c>',
    '<c t="inlineStr"><is/></c>',
    '<c t="e"><v>#REF!</v></c>',
    '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c t="b"><v>1</v></c><c t="b"><v>0</v></c>',
    '<c t="d"><v>2021-06-01</v></c>',
    '<c t="d"><v>2021-06-01T08:30:00</v></c>',
    '<c t="d"><v>2021-06-01T08:30:00.250Z</v></c>',
    '<c t="d"><v>08:30:15</v></c>',
    '<c t="odd"><v>原文</v></c>',
    "<c><f>1+1</f><v>2</v></c>",
    '<c><f t="shared" si="0" ref="A1:B1">1+1</f><v>2.5</v></c>'
    '<c><f t="shared" si="0"/><v>3</v></c>',
)


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_those_of_openpyxl(number):
    assert_same(row(f"<c><v>{number}</v></c>"))


@pytest.mark.parametrize("cells", TEXTS)
def test_other_kinds_of_cells_are_those_of_openpyxl(cells):
    assert_same(row(cells, shared=["甲", "乙 ", "丙"]))


@pytest.mark.parametrize(
    "string",
    [
        "<t>二七</t>",
        '<t xml:space="preserve"> 二七 </t>',
        "<t/>",
        "",
        "<r><t>二</t></r>\n  <r><rPr><b/></rPr><t>七</t></r>",
        '<t>二七</t><rPh sb="0" eb="2"><t>アルキ</t></rPh><phoneticPr fontId="1"/>',
        '<r><t>二</t></r><rPh sb="0" eb="1"><t>ニ</t></rPh><r><t>七</t></r>',
    ],
)
def test_shared_strings_are_those_of_openpyxl(string):
    table = f'<sst xmlns="{_MAIN}">\n<si>{string}</si>\n<si><t>后</t></si></sst>'
    cells = '<c t="s"><v>1</v></c><c t="s"><v>0</v></c>'
    assert_same(row(cells, extra={"xl/sharedStrings.xml": table}))


@pytest.mark.parametrize("year_1904", [False, True])
def test_days_are_those_of_openpyxl_in_both_date_systems(year_1904):
    days = (0, 0.25, 0.999999999, 1, 59, 60, 61, 2021, 44348, 44348.75, 44348.999999999, 2957003)
    assert_same(formatted(days, "yyyy/m/d", year_1904=year_1904))


@pytest.mark.parametrize(
    "code",
    [
        *("General", "@", "0.00", "0.0%", "# ?/?", "0.00E+00", "G/通用格式", "#,##0.00_ ;[Red]-0"),
        *('0.00"亿元"', "0.00亿元", "[$¥-804]#,##0.00", '0;"d"', '"days" 0', r"\d0", "_d0"),
        *("[Red]0", "[<1]0.0;0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0;[Red]yyyy"),
        *("yyyy-mm-dd", r"yyyy\-mm\-dd", "d-mmm-yy", "yyyy/m", 'yyyy"年"m"月"d"日"', 'm"月"d"日"'),
        *('[$-804]yyyy"年"m"月";@', '[DBNum1][$-804]yyyy"年"m"月"', "[$-F800]dddd, mmmm dd, yyyy"),
        *("h:mm AM/PM", "h:mm:ss", "mm:ss.0", "yyyy-mm-dd h:mm;@", "[Blue]m/d"),
        *("[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[s]", "[H]:mm;@"),
    ],
)
def test_formats_tell_days_and_times_as_openpyxl_does(code):
    assert_same(formatted((0.5, 1.75, 44348, 44348.5), code))


@pytest.mark.parametrize("number", [*range(1, 23), *range(37, 50)])
def test_built_in_formats_tell_days_and_times_as_openpyxl_does(number):
    styles = workbooks.styles(third=number)
    assert_same(row('<c s="3"><v>44348.5</v></c>', extra={"xl/styles.xml": styles}))


@given(seconds=st.integers(0, 2_957_003 * 86_400), is_1904=st.booleans())
def test_serial_days_are_those_of_openpyxl(seconds, is_1904):
    serial = seconds / 86_400
    mine = serials.moment(serial, serials.EPOCH_1904 if is_1904 else serials.EPOCH)
    assert mine == from_excel(serial, CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900)


@given(st.integers(-(10**9), 10**9))
def test_serial_lengths_of_time_are_those_of_openpyxl(seconds):
    serial = seconds / 86_400
    assert serials.duration(serial, serials.EPOCH) == from_excel(serial, timedelta=True)


ROWS = {
    "no row or cell tells its place": "<row><c><v>1</v></c><c><v>2</v></c></row><row/>"
    "<row><c/><c><v>3</v></c></row>",
    "rows tell, cells do not": '<row r="3"><c><v>1</v></c></row><row r="9"><c><v>2</v></c></row>',
    "only cells tell": '<row><c r="B4"><v>1</v></c><c r="D4"><v>2</v></c></row>'
    '<row><c r="A9"><v>3</v></c></row>',
    "some cells tell": '<row r="1"><c r="C1"><v>1</v></c><c><v>2</v></c></row>',
    "columns out of order": '<row r="1"><c r="C1"><v>1</v></c><c r="A1"><v>2</v></c>'
    '<c r="B1"><v>3</v></c></row>',
    "blank rows and cells": '<row r="2" spans="1:3"/><row r="5"><c r="A5" s="1"/><c r="J5">'
    '<v>1</v></c></row><row r="7"><c r="A7"/></row>',
    "small letters": '<row r="1"><c r="ab1"><v>1</v></c></row>',
    "rows as decimals": '<row r="2.0"><c r="A2"><v>1</v></c></row>',
    "numbers that end alike": '<row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="11"><c r="A11"><v>2</v></c><c r="B11"><v>3</v></c></row>',
    "indented": '\n <row r="1">\n  <c r="A1" t="inlineStr">\n <is>\n <t>甲</t>\n </is>\n </c>\n'
    ' <c r="B1">\n <v>2</v>\n </c>\n </row>\n',
}


@pytest.mark.parametrize("rows", ROWS)
def test_places_are_those_of_openpyxl(rows):
    assert_same(workbooks.raw(ROWS[rows]))


def test_a_prefix_for_the_namespace_changes_nothing():
    sheet = (
        f'<x:worksheet xmlns:x="{_MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v>'
        '</x:c><x:c r="B1" s="1"><x:v>44348</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    table = f'<y:sst xmlns:y="{_MAIN}"><y:si><y:t>甲</y:t></y:si></y:sst>'
    extra = {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": table}
    assert_same(workbooks.raw("", extra=extra))


@pytest.mark.parametrize("folder", ["/xl/", "./", "../xl/"])
def test_parts_are_found_however_they_are_referred_to(folder):
    plain = row('<c t="s"><v>0</v></c><c s="1"><v>44348</v></c>', shared=["甲"])
    name = "xl/_rels/workbook.xml.rels"
    relations = workbooks.part(plain, name).replace('Target="', f'Target="{folder}')
    content = row(
        '<c t="s"><v>0</v></c><c s="1"><v>44348</v></c>', shared=["甲"], extra={name: relations}
    )
    assert relations != workbooks.part(plain, name)
    assert_same(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_encoding_of_a_sheet_changes_nothing(encoding):
    plain = row('<c t="inlineStr"><is><t>二七区</t></is></c>')
    name = "xl/worksheets/sheet1.xml"
    sheet = workbooks.part(plain, name).replace("UTF-8", encoding).encode(encoding)
    assert_same(row("", extra={name: sheet}))


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_a_workbook_openpyxl_writes_reads_as_openpyxl_reads_it(epoch):
    book = Workbook()
    book.epoch = epoch
    for cells in (
        ["甲", 1, None, 2.5, -3, 1e20, 0.1 + 0.2, True, False, "#N/A", "=1+1", ""],
        [],
        [date(2020, 2, 29), datetime(2021, 6, 1, 8, 30, 15), time(8, 30), timedelta(hours=30)],
        [" 空格 ", "第一行\n第二行", "<&>\"'", "0012", "\u3000全角", "👷"],
    ):
        book.active.append(cells)
    book.active.merge_cells("A4:A5")
    assert_same(workbooks.saved(book))


DIFFERENCES = [
    # A format of Chinese Excel that is never written down.
    ('<c s="3"><v>44348</v></c>', 57, datetime(2021, 6, 1)),
    ('<c s="3"><v>44348</v></c>', 31, datetime(2021, 6, 1)),
    ('<c s="3"><v>0.5</v></c>', 32, time(12)),
    # Numbers that are no days stay what was typed.
    ('<c s="1"><v>20211231</v></c>', 0, 20211231),
    ('<c s="1"><v>-1</v></c>', 0, -1),
    # Text that is not where its type says is still text.
    ("<c><is><t>甲</t></is></c>", 0, "甲"),
    ('<c t="inlineStr"><v>甲</v></c>', 0, "甲"),
    # A boolean by its other name, and a length of time that is no moment.
    ('<c t="b"><v>true</v></c>', 0, True),
    ('<c t="d"><v>PT30H</v></c>', 0, "PT30H"),
    ('<c t="d"><v>2021年6月</v></c>', 0, "2021年6月"),
    # Escapes.
    ('<c t="str"><v>一_x000D_\n二</v></c>', 0, "一\n二"),
    ('<c t="str"><v>_x005F_x000D_</v></c>', 0, "_x000D_"),
    # A format the workbook does not have says nothing of the number.
    ('<c s="99"><v>5</v></c>', 0, 5),
]


@pytest.mark.parametrize(("cell", "third", "value"), DIFFERENCES)
def test_where_openpyxl_loses_or_spoils_a_value_ours_keeps_what_was_typed(cell, third, value):
    content = row(cell, extra={"xl/styles.xml": workbooks.styles(third=third)})
    assert typed(ours(content)) == typed({(1, 1): value})
    try:
        found = theirs(content)
    except (ValueError, IndexError):
        return
    assert found != {(1, 1): value}


def test_values_under_a_merged_range_are_kept():
    content = workbooks.raw(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
        after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    )
    assert ours(content) == {(1, 1): 1, (1, 2): 2}


@pytest.mark.parametrize(
    "cell",
    [
        "<c><v>1_000</v></c>",
        "<c><v>nan</v></c>",
        "<c><v>1E999</v></c>",
        '<c t="s"><v>-1</v></c>',
        '<c t="b"><v>2</v></c>',
        "<c><v>1</v><v>2</v></c>",
        '<c r="A2"><v>1</v></c>',
        '<c r="$A$1"><v>1</v></c>',
        '<c r="1"><v>1</v></c>',
    ],
)
def test_a_cell_that_contradicts_itself_is_refused_and_never_guessed(cell):
    with pytest.raises(files.FileError, match="工作表“台账”：内容已损坏"):
        ours(row(cell, shared=["甲"]))
