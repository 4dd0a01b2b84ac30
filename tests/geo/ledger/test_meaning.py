"""What a heading says beside its field: units of money, other times, parts of the whole."""

import pytest
import workbooks

from geo.amounts import money
from geo.ledger.heading import units
from geo.ledger.heading.meaning import meaning
from geo.ledger.heading.tables import tables
from geo.ledger.opening import files


@pytest.mark.parametrize(
    ("levels", "unit"),
    [
        (("总投资（亿元人民币）",), "亿元"),
        (("总投资（人民币：亿元）",), "亿元"),
        (("总投资（亿元，含地价）",), "亿元"),
        (("总投资（百万元）",), "百万元"),
        (("总投资（亿元）（含税）",), "亿元"),
        (("总投资（人民币）",), ""),
        (("投资情况（万元）", "总投资（亿元）"), "亿元"),
        (("年度计划（万元）", "投资（亿元）"), "亿元"),
        (("投资情况（万元）", "总投资"), "万元"),
    ],
)
def test_a_clear_unit_in_brackets_is_taken_the_nearest_of_several(levels, unit):
    assert meaning(levels).unit == unit


UNCLEAR = [
    *(("总投资（美元）",), ("总投资（万美元）",), ("Budget (USD)",), ("Budget ($ million)",)),
    *(("总投资（元/平方米）",), ("总投资（万元/亩）",), ("总投资（含5000万元预备费）",)),
    *(("总投资（亿元）（万元）",), ("总投资（亿元、万元）",), ("投资情况（美元）", "总投资")),
]


@pytest.mark.parametrize("levels", UNCLEAR)
def test_a_unit_that_is_not_understood_lets_no_other_unit_in(levels):
    found = meaning(levels)
    assert found.code == "total"
    amount = money(12, column_unit=found.unit, table_unit="万元")
    assert (amount.value, bool(amount.note)) == (None, True)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("单位：万元", "万元"),
        ("台账单位：万元", "万元"),
        ("单位：公里、万元", "万元"),
        ("单位：亿元、平方米", "亿元"),
        ("重点项目一览表（亿元）", "亿元"),
        ("重点项目一览表 万元", "万元"),
        ("责任单位：元通公司", ""),
        ("填报单位：万达公司", ""),
        ("2021年重点项目台账", ""),
    ],
)
def test_the_unit_above_a_table_is_read_where_it_is_just_one(title, unit):
    assert units.of_title(title) == unit


@pytest.mark.parametrize(
    "title",
    ["单位：万元（总投资为亿元）", "单位：万美元", "单位：亿元 单位：万元", "单位：万元/亩"],
)
def test_several_or_strange_units_above_a_table_convert_nothing(title):
    stated = units.of_title(title)
    assert stated
    assert money(12, table_unit=stated).value is None
    assert money("12亿元", table_unit=stated).value == 120_000


@pytest.mark.parametrize(
    "levels",
    [
        *(("年度计划投资（一季度）",), ("年度计划投资（上半年）",), ("年度完成投资（上年）",)),
        *(("状态（上月）",), ("状态（6月）",), ("状态（计划）",), ("年度完成投资（当月）",)),
        *(("总投资（其中：政府投资）",), ("总投资（一期）",), ("总投资（财政资金）",)),
        *(("上半年", "计划投资"), ("下半年", "计划投资"), ("其中", "总投资"), ("上月", "状态")),
        *(("年度计划", "形象进度"), ("上半年", "开工时间")),
    ],
)
def test_a_heading_of_another_time_or_a_part_is_no_field(levels):
    assert meaning(levels).code is None or meaning(levels).code == "goal"


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("总投资（合计）", "total"),
        ("总投资（计划）", "total"),
        ("状态（本月）", "status"),
        ("状态（截至6月底）", "status"),
        ("年度投资（计划）", "annual_plan"),
        ("年度完成投资（1-6月）", "annual_done"),
        ("项目名称（上半年新开工）", "name"),
    ],
)
def test_a_bracket_that_takes_nothing_back_is_left_out(heading, code):
    assert meaning((heading,)).code == code


def test_a_planned_day_gives_way_to_the_real_one():
    assert meaning(("竣工时间（计划）",)).is_weak
    assert meaning(("计划安排", "开工时间")).is_weak
    assert not meaning(("竣工时间（实际）",)).is_weak


def read(*rows):
    book = files.open_book("台账.xlsx", workbooks.workbook(rows))
    columns = tables(book)[0][0].columns
    return {c.field: c.heading for c in columns if c.field and c.basis != "duplicate"}


@pytest.mark.parametrize(
    ("headings", "field", "heading"),
    [
        (["状态（上月）", "状态"], "status", "状态"),
        (["状态（系统内）", "状态"], "status", "状态"),
        (["总投资（其中：政府投资）", "总投资（合计）"], "total", "总投资（合计）"),
        (["开工时间（计划）", "开工时间（实际）"], "start", "开工时间（实际）"),
        (["总投资（含地价）"], "total", "总投资（含地价）"),
    ],
)
def test_the_plain_heading_wins_over_one_with_a_remark(headings, field, heading):
    assert read(["项目名称", "序号", *headings], ["水厂"])[field] == heading


def test_of_parts_that_only_brackets_tell_apart_none_is_the_whole():
    found = read(["项目名称", "状态", "总投资（内资）", "总投资（外资）"], ["水厂", "在建", 1, 2])
    assert "total" not in found


def test_a_year_in_brackets_is_now_only_if_the_title_says_so():
    heading = ["项目名称", "状态", "累计完成投资（2020年）"]
    assert "total_done" not in read(heading, ["水厂", "在建", 1])
    assert "total_done" not in read(["2021年台账"], heading, ["水厂", "在建", 1])
    assert "total_done" in read(["2020年台账"], heading, ["水厂", "在建", 1])
    assert "annual_plan" in read(["项目名称", "状态", "年度计划投资（2021年）"], ["水厂"])


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        (("起点经度",), "start_lon"),
        (("起点坐标", "纬度"), "start_lat"),
        (("终点", "X"), "end_lon"),
        (("终点经纬度（WGS84）",), "end_lonlat"),
        (("终点坐标", "经度（CGCS2000）"), "end_lon"),
        (("道路起点", "经度"), None),
        (("经度（起点）",), None),
        (("拐点1", "纬度"), None),
        (("项目位置", "经度"), "lon"),
        (("中心点经度",), "lon"),
    ],
)
def test_the_ends_of_a_road_are_never_taken_for_its_place(levels, code):
    assert meaning(levels).code == code


def test_the_unit_of_an_end_is_its_datum():
    assert meaning(("起点坐标（GCJ-02）", "经度")).unit == "gcj-02"


@pytest.mark.parametrize(
    ("heading", "code", "unit"),
    [
        ("項目名稱", "name", ""),
        ("總投資(萬元)", "total", "万元"),
        ("契約金額（千元）", "total", "千元"),
        ("責任單位", "unit", ""),
        ("預定完工日期", "end", ""),
        ("Project #", "code", ""),
        ("№", "number", ""),
        ("# of units", None, ""),
    ],
)
def test_traditional_characters_and_the_sign_for_number_are_understood(heading, code, unit):
    found = meaning((heading,))
    assert (found.code, found.unit) == (code, unit)


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        (("年度投资", "1-8月累计完成"), "annual_done"),
        (("2023年", "主要建设内容及形象进度"), "goal"),
        (("2024年建设目标",), "goal"),
        (("投资（亿元）", "今年计划"), "annual_plan"),
        (("开竣工年限",), "period"),
        (("开工-竣工时间",), "period"),
        (("完成时限",), "end"),
        (("责任单位及责任人",), "unit"),
        (("所在区",), "address"),
        (("道路名称",), "name"),
    ],
)
def test_headings_of_published_lists_are_understood(levels, code):
    assert meaning(levels).code == code
