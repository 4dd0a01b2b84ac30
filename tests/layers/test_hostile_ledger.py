"""A ledger in which every text is an attack: from the workbook to every file that leaves us."""

import csv
import io

import geopandas as gpd
import openpyxl
import pytest
import workbooks
from hostile import ATTACKS
from packed import data_of, unpacked

from geo.catalogue import catalogue
from geo.crs import Datum
from geo.ledger import intake
from geo.ledger.intake import Options
from geo.ledger.opening.files import open_book
from geo.ledger.reporting.report_rows import report
from geo.store import create
from layers.document import build
from layers.formats import FORMATS

HEAD = ["项目代码", "项目名称", "建设地点", "责任单位", "备注", "联系人", "总投资（万元）"]
SPOILT = "马寨\x07水厂\x0b"
NAMES = [*ATTACKS, SPOILT]
# A longer name is cut, and the row says so.
LIMIT = 500
# What a cell may begin with and a spreadsheet would calculate.
LIVE = ("=", "+", "-", "@", "\t", "\r")


def ledger():
    """Each attack is once the name, with others in the cells beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for row, name in enumerate(NAMES, start=2):
        beside = [NAMES[(row + shift) % len(NAMES)] for shift in range(4)]
        for column, text in enumerate([f"代码{row}", name, *beside], start=1):
            cell = sheet.cell(row, column)
            cell.value = text.replace("\x07", "_x0007_").replace("\x0b", "_x000B_")
            cell.data_type = "s"
        sheet.cell(row, len(HEAD)).value = 120
    return workbooks.saved(book)


@pytest.fixture(scope="module")
def brought(tmp_path_factory):
    """The ledger as imported: its book, its plan, and what the workspace then holds."""
    book = open_book("台账.xlsx", ledger())
    path = tmp_path_factory.mktemp("hostile") / "甲.db"
    with create(path, operator="王工") as workspace:
        given = intake.read(book, workspace.facts(), {}, Options(datum=Datum.WGS84))
        plan, _ = intake.bring_in(given, workspace, operator="王工")
        return book, plan, catalogue(workspace.facts())


@pytest.fixture(scope="module")
def held(brought):
    return brought[2]


@pytest.mark.case(25, 27)
def test_every_attack_is_kept_as_a_name_but_for_control_characters(held):
    assert list(held.frame["name"]) == [name[:LIMIT] for name in (*ATTACKS, "马寨水厂")]


@pytest.mark.case(25, 27)
def test_what_was_stripped_or_cut_is_told_by_row(brought):
    _, plan, _ = brought
    told = dict(zip(NAMES, (row.reason for row in plan.rows), strict=True))
    assert "控制字符，已去掉" in told[SPOILT]
    assert "名称有 10000 字" in told["长" * 10_000]
    assert "控制字符" not in told[ATTACKS[0]]


@pytest.mark.case(25)
def test_the_document_holds_them_as_data_only(held):
    html = build(held)
    assert data_of(html)["columns"]["name"] == list(held.frame["name"])
    assert "pwned" not in unpacked(html)


@pytest.mark.case(25, 27)
@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
def test_geographic_files_hold_the_names_letter_by_letter(held, suffix, tmp_path):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(FORMATS[suffix].encode(held))
    assert list(gpd.read_file(path)["name"]) == list(held.frame["name"])


@pytest.mark.case(26, 27)
def test_a_csv_shows_texts_as_texts_and_sums_as_numbers(held):
    text = FORMATS["csv"].encode(held).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["总投资（万元）"] for row in rows} == {"120"}
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(LIVE)]
    assert [cell for cell in cells if cell.startswith("'=HYPERLINK")]


@pytest.mark.case(26, 27)
def test_a_workbook_shows_texts_as_texts_and_sums_as_numbers(held):
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].encode(held)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    values = [cell.value for cell in cells]
    assert values.count(120) == len(NAMES)
    assert [v for v in values if isinstance(v, str) and v.startswith("=HYPERLINK")]


@pytest.mark.case(26, 27)
def test_the_report_repeats_the_ledger_and_adds_no_formula(brought):
    book, plan, _ = brought
    before, after = (
        openpyxl.load_workbook(io.BytesIO(content)).active
        for content in (book.content, report(book, plan))
    )
    assert after.max_column > before.max_column
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert (cell.value, cell.data_type) == (other.value, other.data_type)
    added = after.iter_rows(min_col=before.max_column + 1)
    assert "f" not in {cell.data_type for row in added for cell in row}
