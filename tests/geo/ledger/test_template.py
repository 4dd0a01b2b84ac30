"""The template: headings the import reads, lists to choose from, and no row to import."""

import io

import openpyxl
import pytest

from geo.ledger.heading.tables import tables
from geo.ledger.opening.files import open_book
from geo.ledger.reporting.template import COLUMNS, GUIDE, KINDS, SHEET, STATUSES, template

PLATES = ("二七商圈板块", "凤湖智能新区板块", '=HYPERLINK("x")', "长" * 200)
HEADINGS = (
    "项目代码", "项目名称", "类别", "板块", "项目类型", "状态", "建设地点", "经度", "纬度",
    "坐标系", "开工时间", "竣工时间", "总投资（万元）", "年度计划投资（万元）",
    "年度完成投资（万元）", "累计完成投资（万元）", "进度", "责任单位", "备注",
)  # fmt: skip


@pytest.fixture(scope="module")
def content():
    return template(PLATES, STATUSES, KINDS)


@pytest.fixture(scope="module")
def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_it_has_the_headings_of_the_import_and_no_row(book):
    rows = list(book[SHEET].iter_rows(values_only=True))
    assert rows == [HEADINGS]


@pytest.mark.parametrize(
    ("heading", "words"),
    [("类别", KINDS), ("板块", PLATES), ("状态", STATUSES), ("坐标系", ("WGS-84", "GCJ-02"))],
)
def test_lists_offer_the_words_of_the_workspace(book, heading, words):
    letter = "ABCDEFGHIJKLMNOPQRS"[HEADINGS.index(heading)]
    (offer,) = [v for v in book[SHEET].data_validations.dataValidation if f"{letter}2" in v.sqref]
    sheet, area = offer.formula1.split("!")
    offered = [cell.value for (cell,) in book[sheet.strip("'")][area.replace("$", "")]]
    assert set(words) <= set(offered)
    assert offer.errorStyle == "warning"


def test_codes_and_dates_stay_as_they_are_typed(book):
    for heading in ("项目代码", "开工时间", "竣工时间"):
        letter = "ABCDEFGHIJKLMNOPQRS"[HEADINGS.index(heading)]
        assert book[SHEET].column_dimensions[letter].number_format == "@"


def test_it_is_ready_to_print_and_the_heading_stays_in_view(book):
    sheet = book[SHEET]
    assert sheet.freeze_panes == "C2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"


def test_no_cell_is_a_formula(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert any(cell.value == PLATES[2] for cell in cells)


def test_the_guide_tells_of_every_column_but_has_no_heading_of_it(book):
    rows = [[str(cell) for cell in row if cell] for row in book[GUIDE].iter_rows(values_only=True)]
    words = [word for row in rows for word in row]
    for column in COLUMNS:
        assert any(word.startswith(f"{column.heading}：") for word in words)
    assert "项目名称" not in words
    assert max(len(set(row) & set(HEADINGS)) for row in rows) <= 1


def test_the_import_reads_every_column_and_no_row(content):
    (table,), (guide,) = tables(open_book("模板.xlsx", content))
    assert [column.heading for column in table.columns] == list(HEADINGS)
    assert all(column.field and column.basis == "alias" for column in table.columns)
    assert len({column.field for column in table.columns}) == len(HEADINGS)
    assert (table.lines, guide.sheet) == ((), GUIDE)


def test_a_filled_in_template_is_read_as_it_was_typed(book):
    filled = openpyxl.load_workbook(io.BytesIO(template(PLATES)))
    typed = {
        "项目代码": "000123",
        "项目名称": "某某小学",
        "板块": "二七商圈板块",
        "开工时间": "6月底前",
    }
    for heading, value in typed.items():
        filled[SHEET].cell(row=2, column=HEADINGS.index(heading) + 1, value=value)
    buffer = io.BytesIO()
    filled.save(buffer)
    (table,), _ = tables(open_book("模板.xlsx", buffer.getvalue()))
    (line,) = table.lines
    at = {column.heading: column.index - 1 for column in table.columns}
    assert {heading: line.cells[at[heading]] for heading in typed} == typed


def test_a_workspace_without_plates_has_a_template_too():
    book = openpyxl.load_workbook(io.BytesIO(template(())))
    assert len(book[SHEET].data_validations.dataValidation) == 3
