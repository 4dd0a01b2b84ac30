"""Workbooks: their sheets, what is hidden or merged in them, and what is refused."""

import io
from datetime import date, datetime

import pytest
import workbooks
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from geo.errors import FileError
from geo.ledger.grid import Merge
from geo.ledger.opening import files, limits


def read(content):
    return files.open_book("台账.xlsx", content)


def grid(content):
    return read(content).grids[0]


def cells(inside, **more):
    return grid(workbooks.raw(f'<row r="1">{inside}</row>', **more))


def sheet_list(more):
    """A workbook whose list of sheets goes on."""
    name = "xl/workbook.xml"
    listed = workbooks.part(workbooks.raw(""), name).replace("</sheets>", f"{more}</sheets>")
    return workbooks.raw("", extra={name: listed})


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>12</v></c>', 12),
        ('<c r="A1"><v>12.5</v></c>', 12.5),
        ('<c r="A1"><v>410103.0</v></c>', 410103),
        ('<c r="A1"><v>-1.5E-3</v></c>', -0.0015),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="s"><v>0</v></c>', "甲"),
        ('<c r="A1" t="inlineStr"><is><t>乙</t></is></c>', "乙"),
        ('<c r="A1" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c>', "乙丙"),
        ('<c r="A1" t="str"><f>"丁"</f><v>丁</v></c>', "丁"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" s="1"><v>44348</v></c>', datetime(2021, 6, 1)),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="A1" t="inlineStr"><is><t>0012</t></is></c>', "0012"),
        ('<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c>', "=1+1"),
        ("<c><v>3</v></c>", 3),
    ],
)
def test_every_kind_of_cell_is_read(cell, value):
    assert cells(cell, shared=["甲"]).rows == {1: (value,)}


@pytest.mark.case(14)
def test_the_date_system_of_1904_comes_right():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2021, 6, 1)])
    assert grid(workbooks.saved(book)).rows[1] == (datetime(2021, 6, 1),)
    inside = '<c r="A1" s="1"><v>42886</v></c>'
    assert cells(inside, book='<workbookPr date1904="1"/>').rows[1] == (datetime(2021, 6, 1),)


def test_a_number_formatted_as_a_date_that_is_no_day_stays_a_number_and_is_noted():
    book = read(workbooks.raw('<row r="1"><c r="A1" s="1"><v>20211231</v></c></row>'))
    assert book.grids[0].rows[1] == (20211231,)
    assert "A1" in book.notes[0]
    assert "不是日期" in book.notes[0]


@pytest.mark.case(46)
def test_formulas_without_a_saved_result_are_marked_and_their_row_is_kept():
    content = workbooks.raw(
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2</f><v></v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>3</f><v>3</v></c></row>'
    )
    book = read(content)
    assert book.grids[0].unsaved == {(1, 1), (1, 2)}
    assert book.grids[0].rows == {1: (None, None, None, 3)}
    assert "请先在 Excel 中打开并保存" in book.notes[0]


@pytest.mark.case(46)
def test_a_row_of_nothing_but_unsaved_formulas_is_not_lost():
    book = Workbook()
    book.active.append(["=1+1", "=2+2"])
    assert grid(workbooks.saved(book)).rows == {1: (None, None)}


def test_error_cells_are_kept_as_text_and_noted_by_place():
    book = read(workbooks.raw('<row r="3"><c r="B3" t="e"><v>#REF!</v></c></row>'))
    assert book.grids[0].rows == {3: (None, "#REF!")}
    assert "B3" in book.notes[0]
    assert "公式出错" in book.notes[0]


@pytest.mark.case(27)
def test_control_characters_are_stripped_and_the_cells_told():
    found = cells(
        '<c r="A1" t="inlineStr"><is><t>马_x0007_寨_xD800_</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>一_x000D_\n二_x0041_</t></is></c>'
    )
    assert found.rows[1] == ("马寨", "一\n二_x0041_")
    assert found.stripped == {(1, 1)}


@pytest.mark.case(13)
def test_long_codes_as_text_stay_and_as_numbers_are_said_to_have_lost_digits():
    code = "410103202001010000017"
    book = read(
        workbooks.raw(
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>{code}</t></is></c>'
            '<c r="B1"><v>4.1010320200101E+20</v></c></row>'
        )
    )
    assert book.grids[0].rows[1][0] == code
    assert "B1" in book.notes[0]
    assert "超过 15 位" in book.notes[0]


def test_merges_hidden_rows_and_hidden_columns_are_taken_from_the_xml():
    found = cells(
        '<c r="A1"><v>1</v></c><c r="D1"><v>1</v></c>',
        before='<cols><col min="2" max="16384" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B3"/><mergeCell ref="$D$1"/></mergeCells>',
    )
    assert found.merges == (
        Merge(top=1, left=1, bottom=3, right=2),
        Merge(top=1, left=4, bottom=1, right=4),
    )
    assert found.hidden_columns == frozenset(range(2, limits.COLUMNS + 1))
    assert grid(workbooks.workbook([[1], [2], [3]], hidden_rows=[2])).hidden_rows == {2}


def test_number_formats_other_than_general_are_told():
    found = cells('<c r="A1" s="2"><v>0.93</v></c><c r="B1"><v>5</v></c>')
    assert found.formats == {(1, 1): "0%"}


def test_hidden_sheets_are_marked_and_chart_sheets_left_out():
    book = Workbook()
    book.active.append([1])
    book.create_chartsheet("图").add_chart(BarChart())
    for name, state in (("隐", "hidden"), ("深", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.append([2])
        sheet.sheet_state = state
    found = read(workbooks.saved(book)).grids
    assert [(g.name, g.hidden) for g in found] == [("Sheet", False), ("隐", True), ("深", True)]


def test_rows_without_values_are_left_out_and_the_others_keep_their_numbers():
    content = workbooks.raw(
        '<row r="2"><c r="B2"><v>1</v></c></row><row r="9000"><c r="A9000"><v>2</v></c></row>'
    )
    assert grid(content).rows == {2: (None, 1), 9000: (2, None)}


def test_the_day_of_saving_is_that_in_china_and_never_made_up():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:modified>{}'
        "</dcterms:modified></cp:coreProperties>"
    )
    for text, day in (("2021-07-28T16:30:00Z", date(2021, 7, 29)), ("昨天", None)):
        extra = {"docProps/core.xml": core.format(text)}
        assert read(workbooks.raw("", extra=extra)).modified == day
    assert read(workbooks.raw("")).modified is None


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("docProps/custom.xml", "<Properties><property/></Properties>"),
        ("xl/styles.xml", None),
    ],
)
def test_looks_that_openpyxl_chokes_on_do_not_keep_the_values_from_being_read(part, content):
    data = '<row r="1"><c r="A1" s="1"><v>44348</v></c><c r="B1" s="2"><v>0.5</v></c></row>'
    sound = workbooks.part(workbooks.raw(data), "xl/styles.xml")
    odd = content or sound.replace("<fill><patternFill/></fill>", "<fill/>")
    spoilt = workbooks.raw(data, extra={part: odd})
    if content is None:
        with pytest.raises(TypeError):
            load_workbook(io.BytesIO(spoilt), read_only=True)
    found = grid(spoilt)
    assert (found.rows[1], found.formats) == ((datetime(2021, 6, 1), 0.5), {(1, 2): "0%"})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbooks.raw('<row r="2"/><row r="1"><c r="A1"><v>1</v></c></row>'), "行列错乱"),
        (workbooks.raw('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "重复"),
        (workbooks.raw('<row r="1"><c r="A1"><v>x</v></c></row>'), "损坏"),
        (workbooks.raw('<row r="1"><c r="A1" t="s"><v>9</v></c></row>'), "损坏"),
        (workbooks.raw("", before="<broken>"), "损坏"),
        (workbooks.raw("", extra={"xl/worksheets/sheet1.xml": "<chartsheet/>"}), "没有工作表"),
        (workbooks.raw("", extra={"xl/worksheets/sheet1.xml": "<worksheet"}), "损坏"),
        (workbooks.raw("", extra={"xl/worksheets/sheet1.xml": "<worksheet/>"}), "损坏"),
        (workbooks.raw("", extra={"xl/sharedStrings.xml": "<sst"}), "损坏"),
        (workbooks.raw("", extra={"xl/styles.xml": "<styleSheet"}), "损坏"),
        (sheet_list('<sheet name="附" sheetId="2" r:id="rId9"/>'), "损坏"),
        (sheet_list('<sheet name="台账" sheetId="2" r:id="rId1"/>'), "损坏"),
        (
            workbooks.raw(
                "",
                extra={
                    "xl/worksheets/sheet1.xml": "<worksheet"
                    ' xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
                },
            ),
            "严格 Open XML",
        ),
    ],
)
def test_a_workbook_that_cannot_be_read_whole_is_refused_whole(content, words):
    with pytest.raises(FileError, match=words):
        read(content)


@pytest.mark.case(8)
@pytest.mark.parametrize(
    ("rows", "columns", "words"),
    [(limits.ROWS + 1, 1, "20000 行"), (1, limits.COLUMNS + 1, "KO1 有内容")],
)
def test_rows_and_columns_beyond_the_limits_are_refused_by_sheet_and_cell(rows, columns, words):
    row = "".join("<c><v>1</v></c>" for _ in range(columns))
    content = workbooks.raw(f"<row>{row}</row>" * rows)
    with pytest.raises(FileError, match="工作表“台账”") as caught:
        read(content)
    assert words in str(caught.value)


def test_properties_that_are_no_xml_do_not_keep_a_workbook_from_being_read():
    content = workbooks.raw("<row><c><v>1</v></c></row>", extra={"docProps/core.xml": "<core"})
    assert read(content).modified is None
    assert grid(content).rows == {1: (1,)}


def test_cells_are_those_openpyxl_reads():
    content = workbooks.workbook(
        [["甲", 1, None, 2.5], [], [None, True, date(2020, 2, 29), "=1"]], merges=["A1:B1"]
    )
    sheet = load_workbook(io.BytesIO(content), data_only=True).active
    expected = {
        row[0].row: tuple(cell.value for cell in row)
        for row in sheet.iter_rows()
        if any(cell.value is not None for cell in row)
    }
    assert grid(content).rows == expected
