"""Finding the heading: below titles, over several levels, and which column is read for what."""

import pytest
import workbooks

from geo.errors import InputError
from geo.ledger import telling
from geo.ledger.heading.tables import tables
from geo.ledger.opening import files


def table(rows, merges=(), **options):
    book = files.open_book("台账.xlsx", workbooks.workbook(rows, merges=merges))
    return tables(book, **options)[0][0]


def read(found):
    """Field → heading of the columns that are read."""
    return {c.field: c.heading for c in found.columns if c.field and c.basis != "duplicate"}


PLAIN = ["序号", "项目名称", "建设地点", "总投资"]
ROW = [1, "马寨水厂", "马寨镇", 1200]


@pytest.mark.case(11)
def test_titles_and_filling_in_rows_above_the_heading_are_its_title():
    rows = [
        ["2021年二七区重点项目台账"],
        ["填报单位：发改委", None, None, "单位：万元"],
        PLAIN,
        ROW,
    ]
    found = table(rows, ["A1:D1"])
    assert (found.heading_rows, found.unit) == ((3,), "万元")
    assert found.title == "2021年二七区重点项目台账 填报单位：发改委 单位：万元"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("(单位：亿元)", "亿元"),
        ("金额单位: 元", "元"),
        ("单位 ： 万元、平方米", "万元"),
        ("填报单位：万达公司", ""),
        ("二七区台账", ""),
    ],
)
def test_the_unit_of_the_table_is_one_of_money(title, unit):
    assert table([[title], PLAIN, ROW]).unit == unit


def test_the_heading_need_not_begin_in_column_a_nor_in_the_first_rows():
    rows = [
        ["填表要求"],
        *[[f"要求 {n}"] for n in range(24)],
        [None, None, *PLAIN],
        [None, None, *ROW],
    ]
    found = table(rows)
    assert found.heading_rows == (26,)
    assert [c.index for c in found.columns] == [3, 4, 5, 6]


TWO = [
    ["序号", "项目名称", "投资情况（万元）", None, "2021年投资计划", None],
    [None, None, "总投资", "项目累计", "投资额", "主要建设内容"],
]
TWO_MERGES = ["A1:A2", "B1:B2", "C1:D1", "E1:F1"]
TWO_READ = {
    "number": "序号",
    "name": "项目名称",
    "total": "投资情况（万元）-总投资",
    "total_done": "投资情况（万元）-项目累计",
    "annual_plan": "2021年投资计划-投资额",
    "goal": "2021年投资计划-主要建设内容",
}


@pytest.mark.case(11)
@pytest.mark.parametrize("merges", [TWO_MERGES, []], ids=["merged", "merges lost"])
def test_two_levels_are_joined_and_read_together(merges):
    found = table([*TWO, [1, "马寨水厂", 1200, 300, 500, "主体"]], merges)
    assert found.heading_rows == (1, 2)
    assert read(found) == TWO_READ
    assert [c.unit for c in found.columns] == ["", "", "万元", "万元", "", ""]
    assert [line.row for line in found.lines] == [3]


def test_a_second_level_that_names_no_field_still_belongs_to_the_heading():
    rows = [["序号", "项目名称", "地址", "上半年", None], [None, None, None, "投资", "形象"]]
    found = table([*rows, [1, "水厂", "马寨", 5, "基础"]], ["A1:A2", "B1:B2", "C1:C2", "D1:E1"])
    assert found.heading_rows == (1, 2)
    assert [c.heading for c in found.columns][3:] == ["上半年-投资", "上半年-形象"]


def test_three_levels_are_joined():
    rows = [
        ["项目名称", "投资", None, None],
        [None, "总投资", "2021年", None],
        [None, None, "计划投资", "完成投资"],
        ["水厂", 9, 5, 2],
    ]
    found = table(rows, ["A1:A3", "B1:D1", "B2:B3", "C2:D2"])
    assert found.heading_rows == (1, 2, 3)
    assert set(read(found)) == {"name", "total", "annual_plan", "annual_done"}


def test_a_row_of_data_above_a_repeated_heading_is_no_level_of_it():
    rows = [PLAIN, ROW, [2, "公园", "完工", 5], PLAIN, [3, "道路", "大学路", 7]]
    assert table(rows).heading_rows == (1,)
    assert table([*rows[1:3], *rows[3:]]).heading_rows == (3,)


def test_a_unit_below_a_heading_is_its_unit():
    found = table([["项目名称", "总投资"], [None, "亿元"], ["水厂", 1.2]], ["A1:A2"])
    assert (found.heading_rows, found.columns[1].field, found.columns[1].unit) == (
        (1, 2),
        "total",
        "亿元",
    )


def test_a_column_of_another_year_is_left_unread():
    rows = [["项目名称", "2020年完成投资", "2021年计划投资"], ["水厂", 5, 6]]
    assert read(table(rows)) == {"name": "项目名称", "annual_plan": "2021年计划投资"}
    rows[0] = ["项目名称", "建设地点", "2020年完成投资"]
    assert "annual_done" not in read(table([["2021年台账"], *rows]))
    assert "annual_done" in read(table([["2020年台账"], *rows]))


def test_of_several_months_none_is_taken_for_the_present():
    rows = [
        ["项目名称", "总投资", "截至5月底形象进度", "截至6月底形象进度"],
        ["水厂", 1, "桩基", "主体"],
    ]
    assert "progress_words" not in read(table(rows))
    assert "progress_words" in read(table([row[:3] for row in rows]))


def test_of_two_columns_for_a_field_the_first_is_read_and_the_other_carried():
    found = table([["项目名称", "总投资（万元）", "总投资（亿元）"], ["水厂", 12000, 1.2]])
    assert [(c.field, c.unit, c.basis) for c in found.columns[1:]] == [
        ("total", "万元", "alias"),
        ("total", "亿元", "duplicate"),
    ]
    assert telling.heading(found).endswith("；照带不解读：总投资（亿元）")


def test_a_better_word_wins_over_an_earlier_one():
    found = table([["项目名称", "建设性质", "建设状态"], ["水厂", "新建", "在建"]])
    assert read(found)["status"] == "建设状态"
    assert read(table([["项目名称", "建设性质"], ["水厂", "续建"]]))["status"] == "建设性质"


def test_what_the_user_chooses_wins_then_what_was_remembered_then_the_aliases():
    rows = [["项目名称", "总投资", "批复额", "地块"], ["水厂", 1, 2, "马寨"]]
    found = table(rows, chosen={"批复额": "total"}, remembered={"地块": "plate", "批复额": "note"})
    assert {c.heading: (c.field, c.basis) for c in found.columns} == {
        "项目名称": ("name", "alias"),
        "总投资": ("total", "duplicate"),
        "批复额": ("total", "chosen"),
        "地块": ("plate", "remembered"),
    }


def test_a_column_can_be_chosen_to_mean_nothing():
    found = table([["项目名称", "总投资"], ["水厂", 1]], chosen={"总投资": ""})
    assert (found.columns[1].field, found.columns[1].basis) == (None, "chosen")


def test_a_field_that_no_longer_exists_is_forgotten():
    found = table([["项目名称", "总投资"], ["水厂", 1]], remembered={"总投资": "wealth"})
    assert found.columns[1].field == "total"


def test_columns_of_last_months_report_are_not_the_ledgers():
    found = table([["项目名称", "总投资", "一张图·结果"], ["水厂", 1, "精确上图"]])
    assert [c.heading for c in found.columns] == ["项目名称", "总投资"]


def test_columns_without_a_heading_are_kept_if_they_hold_something():
    found = table([["项目名称", "总投资", None, None], ["水厂", 1, None, "甲"]])
    assert [(c.index, c.heading) for c in found.columns] == [
        (1, "项目名称"),
        (2, "总投资"),
        (4, ""),
    ]


def test_foreign_headings_keep_their_spaces_and_are_read():
    rows = [["Project Name", "Start Date", "Council District"], ["Bridge", "2017-02-08", 6]]
    found = table(rows)
    assert [c.heading for c in found.columns] == rows[0]
    assert read(found) == {"name": "Project Name", "start": "Start Date"}


@pytest.mark.parametrize(
    ("words", "field"), [(["项目", "道路"], "kind"), (["产业类", "道路"], "category")]
)
def test_a_column_of_categories_is_the_kind_only_if_it_holds_kinds(words, field):
    found = table([["项目名称", "类别"], ["甲", words[0]], ["乙", words[1]]])
    assert found.columns[1].field == field


@pytest.mark.case(11)
def test_units_alone_below_an_unmerged_heading_are_its_units():
    rows = [["序号", "项目名称", "总投资", "年度计划投资"], [None, None, "（亿元）", "（万元）"]]
    found = table([*rows, [1, "水厂", 1.5, 300]])
    assert found.heading_rows == (1, 2)
    assert {c.field: c.unit for c in found.columns} == {
        "number": "",
        "name": "",
        "total": "亿元",
        "annual_plan": "万元",
    }
    assert [line.row for line in found.lines] == [3]


@pytest.mark.case(11)
def test_four_levels_tied_by_merges_are_one_heading():
    rows = [
        ["序号", "项目名称", "投资情况", None, None, None, "责任单位"],
        [None, None, "总投资", "2021年投资", None, None, None],
        [None, None, None, "计划投资", "完成投资", None, None],
        [None, None, None, None, "1-6月", "7月", None],
        [1, "水厂", 1200, 500, 200, 50, "住建局"],
    ]
    merges = ["A1:A4", "B1:B4", "C1:F1", "C2:C4", "D2:F2", "D3:D4", "E3:F3", "G1:G4"]
    found = table(rows, merges)
    assert found.heading_rows == (1, 2, 3, 4)
    assert set(read(found)) == {"number", "name", "total", "annual_plan", "unit"}


HALVES = ["上半年", None, "下半年", None]
PARTS = ["计划投资", "形象进度"] * 2


@pytest.mark.parametrize(
    "rows",
    [
        [["项目名称", "总投资", *HALVES], [None, None, *PARTS]],
        [[None, None, *HALVES], ["项目名称", "总投资", *PARTS]],
    ],
    ids=["names above", "names below"],
)
def test_halves_of_the_year_whose_merges_are_lost_are_not_the_year(rows):
    found = table([*rows, ["水厂", 1, 2, "桩基", 3, "主体"]])
    assert found.heading_rows == (1, 2)
    assert set(read(found)) == {"name", "total"}
    assert [c.heading for c in found.columns][2:] == [
        *("上半年-计划投资", "上半年-形象进度", "下半年-计划投资", "下半年-形象进度")
    ]


TITLED = [["2021年台账"], ["项目名称", "总投资", "状态", "备注"], ["水厂", 1, "在建", "甲"]]


@pytest.mark.parametrize("merges", [[], ["A1:D1"]])
def test_a_column_chosen_to_mean_nothing_does_not_draw_the_title_in(merges):
    found = table(TITLED, merges, chosen={"备注": "", "状态": ""})
    assert (found.heading_rows, found.title) == ((2,), "2021年台账")
    assert [(c.heading, c.field, c.basis) for c in found.columns[2:]] == [
        ("状态", None, "chosen"),
        ("备注", None, "chosen"),
    ]


def test_a_meaning_for_a_heading_that_is_not_there_names_those_that_are():
    with pytest.raises(
        InputError, match="没有“总投入”这一列；台账里有：项目名称、总投资、状态、备注"
    ):
        table(TITLED, chosen={"总投入": "total"})


def test_a_meaning_for_a_heading_of_a_sheet_left_out_is_no_fault():
    content = workbooks.sheets(
        {"甲": TITLED, "乙": [["项目名称", "批复额"], ["公园", 1]]}, hidden={}
    )
    book = files.open_book("台账.xlsx", content)
    found, _ = tables(book, chosen={"批复额": "total"}, sheets=["甲"])
    assert [t.grid.name for t in found] == ["甲"]
