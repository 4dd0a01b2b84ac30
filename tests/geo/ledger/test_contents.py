"""What stands below a heading: units and datums in notes, columns told by their cells."""

import pytest
import workbooks

from geo.amounts import money
from geo.ledger.heading.datums import datum_of
from geo.ledger.heading.tables import tables
from geo.ledger.heading.units import of_notes
from geo.ledger.opening import files

HEADING = ["序号", "项目名称", "总投资"]
ROW = [1, "甲路", 500]


def read(rows, **options):
    return tables(files.open_book("台账.xlsx", workbooks.workbook(rows)), **options)[0]


def fields(rows):
    return {column.heading: column.field for column in read(rows)[0].columns}


@pytest.mark.parametrize(
    ("notes", "unit"),
    [
        (["注：表中投资单位均为万元，数据截至6月30日。"], "万元"),
        (["说明：", "1.本表只列区级项目。", "2.金额单位：亿元。", "3.含续建项目。"], "亿元"),
        (["备注：投资额以万元计"], "万元"),
        (["注：1.总投资为估算数；2.投资均以亿元为单位。"], "亿元"),
        (["注：单位为万元。"], "万元"),
        (["注：總投資單位：萬元"], "万元"),
        (["注：总投资由3亿元调整为5亿元。"], ""),
        (["注：建设单位为亿元科技公司"], ""),
        (["注：补助按每亩3万元计算"], ""),
        (["注：单位：万元", "注：续建项目单位：亿元"], "万元、亿元"),
    ],
)
def test_a_unit_stated_only_in_the_notes_below_holds_for_the_table(notes, unit):
    table = read([["项目名单"], HEADING, ROW, *([note] for note in notes)])[0]
    assert (table.unit, of_notes(notes)) == (unit, unit)


def test_a_unit_above_the_table_comes_before_one_below_it():
    above = [["项目名单", None, "单位：亿元"], HEADING, ROW]
    assert read([*above, ["注：资金到位情况单位为万元。"]])[0].unit == "亿元"


@pytest.mark.case(11)
@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("注：本表金额单位为万元", "亿元、万元"),
        ("注：1.数据截至6月底；2.表中投资单位均为万元。", "亿元、万元"),
        ("备注：总投资以万元计", "亿元、万元"),
        ("註：金額單位：萬元", "亿元、万元"),
        ("单位：万元", "亿元、万元"),
        ("注：单位为亿元。", "亿元"),
        ("注：单位：亿", "亿元"),
        ("注：甲项目投资单位为万元。", "亿元"),
        ("注：面积单位：万平方米", "亿元"),
    ],
)
def test_a_note_on_the_whole_table_that_states_another_unit_makes_it_unclear(note, unit):
    table = read([["项目名单", None, "单位：亿元"], HEADING, ROW, [note]])[0]
    assert table.unit == unit
    read_as = money(500, table_unit=table.unit)
    assert read_as is not None
    assert (read_as.value == 5_000_000) is (unit == "亿元")
    assert ("没有换算" in read_as.note) is (unit != "亿元")


def test_a_contradiction_below_the_left_of_two_tables_holds_for_both():
    rows = [["单位：亿元"], [*HEADING, *HEADING], [*ROW, 2, "乙路", 700], ["注：单位：万元"]]
    assert [table.unit for table in read(rows)] == ["亿元、万元", "亿元、万元"]


def test_a_unit_noted_below_one_table_holds_for_the_one_beside_it_but_for_no_other():
    note = ["注：单位：万元"]
    beside = read([[*HEADING, *HEADING], [*ROW, 2, "乙路", 700], note])
    assert [table.unit for table in beside] == ["万元", "万元"]
    other = [["序号", "工程名称", "合同金额"], ROW, note]
    assert [table.unit for table in read([HEADING, ROW, [], *other])] == ["", "万元"]


@pytest.mark.parametrize(
    ("title", "datum"),
    [
        ("道路台账（坐标系：CGCS2000）", "cgcs2000"),
        ("注：坐标采用WGS-84", "wgs-84"),
        ("坐标为高德坐标", "高德"),
        ("百度云计算中心项目台账", ""),
        ("坐标系：CGCS2000，原坐标：WGS84", ""),
    ],
)
def test_a_datum_is_stated_by_a_title_only_where_it_speaks_of_coordinates(title, datum):
    assert datum_of(title) == datum


def test_a_datum_stated_for_the_table_holds_where_the_heading_names_none():
    title = ["项目台账（坐标系：CGCS2000）"]
    heading = ["项目名称", "经度", "纬度", "中心坐标（WGS84）"]
    units = {c.field: c.unit for c in read([title, heading, ["甲路", 113.6, 34.7, ""]])[0].columns}
    assert units == {"name": "", "lon": "cgcs2000", "lat": "cgcs2000", "lonlat": "wgs84"}


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["主体施工", "/"], "progress_words"),
        (["主体施工", "93%"], "progress"),
        (["三成", "过半"], "progress"),
        (["/", "待定"], "progress"),
        ([None, None], "progress"),
    ],
)
def test_a_progress_column_of_nothing_but_words_is_the_works_in_words(cells, field):
    rows = [[name, cell] for name, cell in zip(("甲路", "乙路"), cells, strict=True)]
    assert fields([["项目名称", "工程进度"], *rows])["工程进度"] == field


def test_words_of_progress_beside_the_works_in_words_are_carried():
    found = read([["项目名称", "形象进度", "项目进度"], ["甲路", "路基完成", "施工中"]])[0].columns
    assert [(c.field, c.basis) for c in found[1:]] == [
        ("progress_words", "alias"),
        ("progress_words", "duplicate"),
    ]


@pytest.mark.parametrize(("second", "field"), [("56967", None), ("甲路二期", "name")])
def test_a_second_name_column_of_numbers_is_no_name(second, field):
    rows = [["proyecto", "nombre_proyecto", "estado"], [second, "甲路", "en obra"]]
    assert fields(rows)["proyecto"] == field
