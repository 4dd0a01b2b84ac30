"""The report: the ledger as it was, cell by cell, with our columns and nothing else."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from geo.errors import FileError
from geo.ledger.grid import Book, Grid
from geo.ledger.heading.tables import tables
from geo.ledger.opening.files import open_book
from geo.ledger.reporting import splice
from geo.ledger.reporting.report import PREFIX, ReportRow, write

HEADINGS = ("结果", "原因", "经度")
SAVED = 42
SHEET = "一季度 台账"
REASON = '=坐标为空\n\u202e请补充<b>&"位置"\x07'


def ledger():
    """A workbook as people make it; its formulas have saved results, as Excel leaves them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(["2026年重点项目台账"])
    sheet.merge_cells("A1:F1")
    sheet.append(["序号", "项目", None, "投资", None, "编码"])
    sheet.append([None, "名称", "地址", "计划", "完成", None])
    for area in ("A2:A3", "B2:C2", "D2:E2", "F2:F3"):
        sheet.merge_cells(area)
    rows = [
        [1, "小学", "郑州", 1200.5, "=D4*0.5", "000123456789012345678"],
        [2, "=1+1", None, -3, "=SUM(D4:D5)", "00012"],
        [3, "+86 371", "@某处", 0.93, 45597, "-"],
    ]
    for row in rows:
        sheet.append(row)
    for name in ("B5", "B6", "C6", "F6"):
        sheet[name].data_type, sheet[name].style = "s", "Normal"
    sheet["B5"].quotePrefix = True
    sheet["B4"].value = CellRichText("小学", TextBlock(InlineFont(b=True), "（一期）"))
    sheet["D6"].number_format, sheet["E6"].number_format = "0%", "yyyy-mm-dd"
    edge = Side(style="thin", color="FF336699")
    for row in sheet.iter_rows(min_row=2, max_row=6, max_col=40):
        for cell in row:
            cell.border = Border(left=edge, bottom=edge)
    sheet["B3"].font, sheet["B3"].fill = (
        Font(b=True, sz=14),
        PatternFill("solid", fgColor="FFFFCC00"),
    )
    sheet["C4"].alignment = Alignment(wrap_text=True, indent=2)
    sheet.row_dimensions[5].hidden, sheet.row_dimensions[4].height = True, 33
    sheet.column_dimensions["C"].width, sheet.column_dimensions["D"].hidden = 31, True
    sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_area = "A4", "A3:F6", "A1:F6"
    sheet.conditional_formatting.add(
        "D4:D6", CellIsRule("lessThan", ["0"], font=Font(color="FFFF0000"))
    )
    choice = DataValidation("list", formula1='"是,否"')
    choice.add("C4:C6")
    sheet.add_data_validation(choice)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=4, max_row=6))
    sheet.add_chart(chart, "A20")
    other = book.create_sheet("内部")
    other["A1"], other.sheet_state = "不许动", "hidden"
    book.calculation.fullCalcOnLoad = False
    return with_results(saved(book))


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited(content, change):
    """Return the workbook with parts changed: `change(name, text) -> text`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename.endswith((".xml", ".rels")):
                data = change(member.filename, data.decode()).encode()
            new.writestr(member, data)
    return buffer.getvalue()


def with_results(content):
    def change(name, text):
        return re.sub(r"(<f>[^<]*</f>)<v\s*/>|(<f>[^<]*</f>)<v></v>", rf"\1\2<v>{SAVED}</v>", text)

    return edited(content, change)


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


ROWS = (
    ReportRow(SHEET, 4, ("精确上图", None, 113.6253)),
    ReportRow(SHEET, 5, ("未定位", REASON, None)),
    ReportRow(SHEET, 6, ("未读入", "缺少项目名称", None)),
)


def report(content, rows=ROWS, headings=HEADINGS, **heading_rows):
    return write(open_book("台账.xlsx", content), headings, heading_rows or {SHEET: 3}, rows)


def look(cell):
    styles = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection, cell.hyperlink)
    return (cell.value, cell.data_type, cell.number_format, cell.quotePrefix, *map(repr, styles))


def seen(content, columns=(), **options):
    """Everything openpyxl reads of a workbook, without some columns of the ledger."""
    book = openpyxl.load_workbook(io.BytesIO(content), **options)
    return {
        sheet.title: {
            "cells": {
                cell.coordinate: look(cell)
                for row in sheet.iter_rows()
                for cell in row
                if cell.column not in columns
            },
            "merges": sorted(map(str, sheet.merged_cells.ranges)),
            "rows": {n: (d.height, d.hidden) for n, d in sheet.row_dimensions.items()},
            "widths": {
                letter: (d.width, d.hidden)
                for letter, d in sheet.column_dimensions.items()
                if d.min not in columns
            },
            "rest": (
                sheet.sheet_state, sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_area,
                [str(r.sqref) for r in sheet.conditional_formatting],
                [str(v.sqref) for v in sheet.data_validations.dataValidation],
                len(sheet._charts),
            ),
        }
        for sheet in book.worksheets
    }  # fmt: skip


@pytest.mark.parametrize("options", [{}, {"data_only": True}, {"rich_text": True}], ids=str)
def test_the_report_differs_from_the_ledger_only_in_the_new_columns(options):
    content = ledger()
    assert seen(report(content), {7, 8, 9}, **options) == seen(content, {7, 8, 9}, **options)


def test_the_new_columns_stand_right_of_the_last_value_and_say_what_was_given():
    sheet = openpyxl.load_workbook(io.BytesIO(report(ledger())))[SHEET]
    assert [c.value for c in sheet[3][6:9]] == [PREFIX + h for h in HEADINGS]
    assert [c.value for c in sheet[4][6:9]] == ["精确上图", None, 113.6253]
    assert [c.value for c in sheet[5][6:9]] == ["未定位", REASON.replace("\x07", ""), None]
    assert sheet["G3"].font.b and sheet["H5"].alignment.wrap_text
    assert sheet["G4"].fill.fgColor.rgb != sheet["G5"].fill.fgColor.rgb
    assert 50 > sheet.column_dimensions["H"].width > sheet.column_dimensions["I"].width > 10


def test_saved_results_of_formulas_and_charts_stay():
    content = ledger()
    result = report(content)
    assert seen(result, data_only=True)[SHEET]["cells"]["E4"][0] == SAVED
    before, after = parts(content), parts(result)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


@pytest.mark.case(26)
def test_text_that_begins_like_a_formula_stays_text_in_ours_and_in_the_ledgers():
    cells = seen(report(ledger()))[SHEET]["cells"]
    for name in ("B5", "B6", "C6", "F6", "H5"):
        assert cells[name][1] == "s", name
    assert cells["H5"][3], "editing the cell would turn it into a formula"
    assert cells["D5"][:2] == (-3, "n")
    assert cells["E5"][:2] == ("=SUM(D4:D5)", "f")


def test_a_report_of_a_report_is_that_report():
    once = report(ledger())
    again = seen(report(once))
    assert again == seen(once)


def test_next_months_report_replaces_the_columns_of_the_last():
    once = report(ledger())
    row = ReportRow(SHEET, 4, ("约位上图", "新的原因"))
    sheet = openpyxl.load_workbook(io.BytesIO(report(once, rows=[row], headings=("结果", "原因"))))[
        SHEET
    ]
    headings = [cell.value for cell in sheet[3] if str(cell.value).startswith(PREFIX)]
    assert headings == [f"{PREFIX}结果", f"{PREFIX}原因"]
    assert [cell.value for cell in sheet[4][6:10]] == ["约位上图", "新的原因", None, None]
    assert [cell.value for cell in sheet[5][6:10]] == [None] * 4


def test_the_import_reads_a_report_as_it_read_the_ledger():
    content = ledger()
    (before,), _ = tables(open_book("台账.xlsx", content))
    (after,), _ = tables(open_book("台账.xlsx", report(content)))
    assert after.columns == before.columns
    width = len(before.columns)
    assert [line.cells[:width] for line in after.lines] == [
        line.cells[:width] for line in before.lines
    ]


def test_a_sheet_with_two_tables_has_the_headings_over_both():
    result = report(plain_sheet(), [ReportRow(SHEET, 4, ("未计入",))], **{SHEET: {2, 5}})
    sheet = openpyxl.load_workbook(io.BytesIO(result))[SHEET]
    named = [PREFIX + heading for heading in HEADINGS]
    assert [[cell.value for cell in sheet[row][2:]] for row in (2, 4, 5)] == [
        named, ["未计入", None, None], named,
    ]  # fmt: skip


def test_columns_the_user_put_after_ours_stay():
    book = openpyxl.load_workbook(io.BytesIO(report(ledger())))
    book[SHEET]["J3"], book[SHEET]["J4"] = "领导批示", "抓紧"
    content = saved(book)
    same = openpyxl.load_workbook(io.BytesIO(report(content)))[SHEET]
    assert (same["J3"].value, same["J4"].value) == ("领导批示", "抓紧")
    assert same["G3"].value == f"{PREFIX}结果" and same.max_column == 40
    more = report(content, [ReportRow(SHEET, 4, ("未定位", "a", 1.0, "b"))], (*HEADINGS, "新增"))
    wider = openpyxl.load_workbook(io.BytesIO(more))[SHEET]
    assert [cell.value for cell in wider[4][6:14]] == [None] * 3 + ["抓紧", "未定位", "a", 1, "b"]


def prefixed(name, text):
    """Write a sheet as some libraries do, every element with a prefix, rows without numbers."""
    if name != "xl/worksheets/sheet1.xml":
        return text
    text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=")
    return re.sub(r'(<x:(?:row|c)) r="[A-Z]*\d+"', r"\1", text)


def wide(name, text):
    """Give every column to the last a width, hide those beyond, and state a wrong size."""
    columns = '<col min="5" max="6" width="9"/><col min="7" max="16384" width="2" hidden="1"/>'
    if name != "xl/worksheets/sheet1.xml":
        return text
    text = re.sub(r"<cols>.*?</cols>", f"<cols>{columns}</cols>", text)
    return text.replace("<row ", '<row spans="1:6" ')


def plain_sheet():
    book = openpyxl.Workbook()
    book.active.title = SHEET
    for row in (
        ["台账"],
        ["序号", "项目名称"],
        ["序号", "项目名称"],
        [1, "甲"],
        [2, "乙"],
        [3, "丙"],
    ):
        book.active.append(row)
    return saved(book)


def marked(name, text):
    """Begin a part with a byte order mark."""
    return "\ufeff" + text if name == "xl/worksheets/sheet1.xml" else text


@pytest.mark.parametrize("change", [prefixed, wide, marked])
def test_other_ways_to_write_a_sheet(change):
    content = edited(plain_sheet(), change)
    result = report(content)
    sheet = openpyxl.load_workbook(io.BytesIO(result))[SHEET]
    assert [cell.value for cell in sheet[4]] == [1, "甲", "精确上图", None, 113.6253]
    assert not sheet.column_dimensions["C"].hidden
    small = openpyxl.load_workbook(io.BytesIO(result), read_only=True)[SHEET]
    assert next(iter(small.iter_rows(min_row=4, max_row=4, values_only=True)))[2] == "精确上图"


def test_a_range_of_columns_is_cut_around_ours():
    text = parts(report(edited(ledger(), wide)))["xl/worksheets/sheet1.xml"].decode()
    ranges = re.findall(r'<col min="(\d+)" max="(\d+)"', text)
    assert ranges == [("5", "6"), ("7", "7"), ("8", "8"), ("9", "9"), ("10", "16384")]
    assert "spans" not in re.findall(r"<row [^>]*r=\"4\"[^>]*>", text)[0]


def test_macros_are_left_out_and_the_file_is_an_ordinary_workbook():
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    override = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.x"/>'
    relation = '<Relationship Id="rIdV" Type="http://x/vbaProject" Target="vbaProject.bin"/>'

    def change(name, text):
        text = text.replace(main, macro).replace("</Types>", f"{override}</Types>")
        if name == "xl/_rels/workbook.xml.rels":
            text = text.replace("</Relationships>", f"{relation}</Relationships>")
        return text

    buffer = io.BytesIO(edited(plain_sheet(), change))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    found = parts(report(buffer.getvalue()))
    assert not any(b"vba" in name.encode() + data for name, data in found.items())
    assert main.encode() in found["[Content_Types].xml"]


def test_a_csv_becomes_a_workbook_of_texts_with_our_columns():
    rows = {
        1: ("项目名称", "项目代码", "投资"),
        2: ("=1+1", "000123456789012345678", "-3"),
        4: ("小学", "1e5", None),
    }
    grid = Grid(name="月报[6]:一/二", rows=rows)
    book = Book(name="月报.csv", kind="csv", content=b"", digest="", grids=(grid,))
    said = [ReportRow(grid.name, 2, ("未定位", "-"))]
    sheet = openpyxl.load_workbook(
        io.BytesIO(write(book, HEADINGS[:2], {grid.name: 1}, said))
    ).active
    cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row}
    assert [cells[f"{c}2"].value for c in "ABCDE"] == [*rows[2], "未定位", "-"]
    assert {cells[f"{c}2"].data_type for c in "ABCDE"} == {"s"}
    assert cells["B4"].value == "1e5" and cells["B4"].number_format == "@"
    assert cells["D1"].value == f"{PREFIX}结果"
    assert sheet.title == "月报_6__一_二"


def test_a_sheet_filled_to_the_last_column_is_told():
    grid = Grid(name="满", rows={1: ("甲",) * 16_383})
    book = Book(name="满.csv", kind="csv", content=b"", digest="", grids=(grid,))
    with pytest.raises(FileError, match="工作表“满”右侧没有空列"):
        write(book, HEADINGS, {"满": 1}, [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda name, text: text.replace("worksheet ", "worksheet <"), "“台账.xlsx”的内部结构特殊"),
        (lambda name, text: text.replace("<worksheet", "<!DOCTYPE x><worksheet"), "外部文档定义"),
    ],
    ids=["broken", "doctype"],
)
def test_a_workbook_that_cannot_be_added_to_is_told_with_a_remedy(change, message):
    content = plain_sheet()
    book = open_book("台账.xlsx", content)
    spoilt = replace(book, content=edited(content, change))
    with pytest.raises(FileError, match=f"{message}.*另存为"):
        write(spoilt, HEADINGS, {SHEET: 3}, ROWS)


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("utf-8", ""),
        ("utf-8-sig", '<?xml version="1.0"?>'),
        ("gb18030", '<?xml version="1.0" encoding="GB18030"?>'),
        ("utf-16", '<?xml version="1.0" encoding="UTF-16" standalone="yes"?>'),
    ],
)
def test_places_in_a_part_are_counted_in_utf8(encoding, declaration):
    xml = splice.utf8(f"{declaration}<甲><乙>丙</乙></甲>".encode(encoding))
    (found,) = splice.elements(xml, "乙")
    assert xml[found.inner : found.outer].decode() == "丙"
    assert splice.apply(xml, [splice.inside(xml, found, "丁")]).decode().endswith("丙丁</乙></甲>")


@pytest.mark.parametrize(
    "xml",
    [
        '<行><行号/><行 r="1"><格>1</格></行><行 r="2" /></行>',
        '<?xml version="1.0"?><表><行 号=\'>"&lt;&#10;&quot;\'  次 = "a>b"\n>丙</行\n></表>',
        '<x:表 xmlns:x="u"><x:行 r="1"/><行/><x:行></x:行></x:表>',
        "<表><!-- <行> --><行><![CDATA[</行><行>]]></行><?行 <行/> ?></表>",
    ],
    ids=["names alike", "attributes", "prefixes", "no tags"],
)
def test_elements_found_by_their_tags_are_those_a_parser_finds(xml):
    xml = xml.replace("<行><行号/>", "<表><行号/>").replace('"2" /></行>', '"2" /></表>').encode()
    found = splice.outer_elements(xml, "行", "表")
    assert found and sorted(found, key=lambda e: e.end) == splice.elements(xml, "行", "表")


CELL = '<c r="A4"'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(CELL, "<c", id="no reference"),
        pytest.param(CELL, "<c r='A4'", id="single quotes"),
        pytest.param(CELL, '<c  ph="0"  r="A4"', id="not first"),
        pytest.param(CELL, f'<!-- <c r="ZZ4"/> -->{CELL}', id="in a comment"),
    ],
)
def test_however_a_row_writes_its_cells_ours_stand_behind_them(old, new):
    content = edited(plain_sheet(), lambda name, text: text.replace(old, new))
    assert content != plain_sheet()
    result = write(open_book("台账.xlsx", content), HEADINGS, {SHEET: 3}, ROWS)
    sheet = openpyxl.load_workbook(io.BytesIO(result))[SHEET]
    heads = {cell.value: cell.column for cell in sheet[3]}
    assert sheet.cell(4, heads[f"{PREFIX}结果"]).value == ROWS[0].cells[0]
    assert sheet["A4"].value == 1
