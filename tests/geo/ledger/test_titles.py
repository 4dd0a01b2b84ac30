"""Tables below each other under the same heading: what titles them is no project, and divides."""

import pytest
import workbooks

from geo.ledger.heading.tables import tables
from geo.ledger.opening import files
from geo.ledger.table import RowKind

HEADING = ["项目名称", "总投资", "状态"]
FIRST, LAST = ["甲", 12000, "在建"], ["丙", 1.2, "在建"]


def read(rows, **options):
    book = files.open_book("台账.xlsx", workbooks.workbook(rows, **options))
    return [(t.unit, names(t)) for t in tables(book)[0]]


def names(table):
    name = next(c.index for c in table.columns if c.field == "name")
    return [line.cells[name - 1] for line in table.lines if line.kind is RowKind.DATA]


@pytest.mark.case(11)
@pytest.mark.parametrize(
    "above",
    [
        [[], ["单位：亿元"]],
        [["单位：亿元"]],
        [[], ["金额单位：亿元"]],
        [[], [None, None, "单位：亿元"]],
        [[], ["2020年二七区续建项目表"], ["单位：亿元"]],
        [[], ["2020年二七区续建项目表", None, "单位：亿元"]],
        [["2020年二七区续建项目表", None, "单位：亿元"]],
        [[], ["2020年二七区续建工程"], ["填报单位：发改委", None, "单位：亿元"]],
        [[], ["续建项目表"], ["单位：亿元"], []],
        [[], ["單位：億元"]],
    ],
)
def test_a_unit_above_a_heading_said_again_is_that_of_the_table_below_it(above):
    rows = [["2020年二七区新建项目表"], ["单位：万元"], HEADING, FIRST, *above, HEADING, LAST]
    assert read(rows) == [("万元", ["甲"]), ("亿元", ["丙"])]


@pytest.mark.case(11)
@pytest.mark.parametrize(
    "title",
    [
        "表二",
        "附表2：续建",
        "2020年二七区续建项目表",
        "二〇二〇年重點項目一覽",
        "区级重点项目清单（续）",
    ],
)
@pytest.mark.parametrize("gap", [[], [[]]])
def test_the_title_of_a_second_table_with_the_same_heading_is_no_project(title, gap):
    rows = [["单位：万元"], HEADING, FIRST, *gap, [title], HEADING, LAST]
    assert read(rows) == [("万元", ["甲"]), ("万元", ["丙"])]
    if gap:
        assert read([*rows[:-2], [], *rows[-2:]]) == [("万元", ["甲"]), ("万元", ["丙"])]


@pytest.mark.parametrize(
    "row",
    [
        ["丁路改造"],
        ["丁路改造计划"],
        ["丁路改造清单", 5],
        ["丁路改造清单", None, "在建"],
        ["表二", 5, "在建"],
    ],
)
def test_a_last_project_above_a_heading_said_again_stays_one(row):
    assert read([HEADING, FIRST, row, HEADING, LAST]) == [("", ["甲", row[0], "丙"])]


def test_a_lone_name_set_apart_above_a_heading_said_again_stays_a_project():
    assert read([HEADING, FIRST, [], ["丁路改造"], HEADING, LAST]) == [
        ("", ["甲", "丁路改造", "丙"])
    ]


def test_a_note_above_a_heading_said_again_stays_with_the_table_above_it():
    rows = [HEADING, FIRST, ["注：单位：万元"], [], ["表二"], HEADING, LAST, ["注：单位：亿元"]]
    assert read(rows) == [("万元", ["甲"]), ("亿元", ["丙"])]


def test_a_unit_noted_below_two_of_three_alike_tables_is_unclear_for_the_third():
    rows = [HEADING, FIRST, ["注：单位：万元"], [], ["表二"], HEADING, LAST, ["注：单位：亿元"]]
    assert read([*rows, [], ["表三"], HEADING, ["戊", 55]])[2] == ("万元、亿元", ["戊"])


@pytest.mark.parametrize(
    "title",
    [[["重点项目表"]], [["重点项目表", None, "单位：万元"]], [["重点项目表"], ["（单位：万元）"]]],
)
def test_a_title_said_again_on_each_page_is_no_project_and_ends_no_group(title):
    rows = [*title, HEADING, FIRST, ["马寨板块"], ["乙", 5], *title, HEADING, LAST]
    [table] = tables(files.open_book("台账.xlsx", workbooks.workbook(rows)))[0]
    groups = {line.cells[0]: line.group for line in table.lines if line.kind is RowKind.DATA}
    assert groups == {"甲": "", "乙": "马寨板块", "丙": "马寨板块"}
