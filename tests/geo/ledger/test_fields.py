"""Headings: which field each word names, and what is left alone."""

import re

import pytest

from geo.ledger.heading.fields import FIELDS, key
from geo.ledger.heading.meaning import meaning


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.code)
def test_every_alias_names_its_field(field):
    for alias in (*field.aliases, *field.weak):
        found = meaning((alias,))
        assert (found.code, found.is_weak) == (field.code, alias in field.weak)


def test_every_field_has_a_chinese_word_of_its_own():
    words = [field.word for field in FIELDS.values()]
    assert len(set(words)) == len(words)
    assert all(re.fullmatch("[\u4e00-\u9fff]+", word) for word in words)


@pytest.mark.parametrize(
    "heading",
    [
        *("项目名单", "名称解释", "单位", "面积", "街道", "施工单位", "当月完成投资", "完成率"),
        *("年度投资完成率", "上半年投资", "上半年形象进度", "完成投资", "是否省级重点", "列统投资"),
        *("", "（）", "2021年", "万元", "项" * 200, "fiscal_year", "id2"),
    ],
)
def test_a_heading_that_only_contains_an_alias_or_says_something_else_is_left_alone(heading):
    assert meaning((heading,)).code is None


@pytest.mark.parametrize(
    ("heading", "code", "unit"),
    [
        ("总投资（亿元）", "total", "亿元"),
        ("总投资(万元)", "total", "万元"),
        ("计划总投资（单位：万元）", "total", "万元"),
        ("总投资万元", "total", "万元"),
        ("总投资/亿元", "total", "亿元"),
        ("总投资：元", "total", "元"),
        ("计划总投资（内资/外资）", "total", ""),
        ("进度（％）", "progress", "%"),
        ("误差（米）", "accuracy", "米"),
        ("项目（工程）名称", "name", ""),
        ("  序\u3000号 ", "number", ""),
        ("项目\n名称", "name", ""),
        ("＊项目名称", "name", ""),
        ("Project Name", "name", ""),
        ("START_DATE", "start", ""),
        ("Dirección", "address", ""),
        ("经度(GCJ-02)", "lon", "gcj-02"),
        ("纬度（WGS84）", "lat", "wgs84"),
        ("百度经度", "lon", "百度"),
        ("wgs84_lat", "lat", "wgs84"),
        ("经纬度【高德】", "lonlat", "高德"),
    ],
)
def test_width_spaces_and_marks_do_not_matter_and_units_are_taken_out(heading, code, unit):
    found = meaning((heading,))
    assert (found.code, found.unit) == (code, unit)


@pytest.mark.parametrize(
    ("heading", "code", "year", "month"),
    [
        ("2021年计划投资", "annual_plan", 2021, ""),
        ("21年计划投资", "annual_plan", 2021, ""),
        ("2021年度目标", "goal", 2021, ""),
        ("2021年1-6月完成投资", "annual_done", 2021, "6月"),
        ("1—6月完成投资（万元）", "annual_done", 0, "6月"),
        ("截至2021年6月底累计完成投资", "total_done", 2021, "6月"),
        ("至2020年底累计完成投资", "total_done", 2020, ""),
        ("截止目前累计完成投资", "total_done", 0, ""),
        ("截至6月底形象进度", "progress_words", 0, "6月"),
        ("9月完成投资", None, 0, "9月"),
        ("3-6月完成投资", None, 0, "3-6月"),
        ("截至日期", "updated", 0, ""),
    ],
)
def test_year_and_month_are_read_out_of_a_heading(heading, code, year, month):
    found = meaning((heading,))
    assert (found.code, found.year, found.month) == (code, year, month)


@pytest.mark.parametrize(
    ("levels", "code", "unit"),
    [
        (("投资情况（万元）", "总投资"), "total", "万元"),
        (("投资情况", "项目累计"), "total_done", ""),
        (("投资情况", "当月投资"), None, ""),
        (("2021年投资计划", "主要建设内容"), "goal", ""),
        (("2021年投资计划", "投资额"), "annual_plan", ""),
        (("2021年1-6月", "投资额"), None, ""),
        (("2021年", "计划投资"), "annual_plan", ""),
        (("年度计划", "投资（万元）"), "annual_plan", "万元"),
        (("建设起止年限", "止"), "end", ""),
        (("坐标（GCJ-02）", "经度"), "lon", "gcj-02"),
        (("总投资", "（亿元）"), "total", "亿元"),
        (("项目基本情况", "投资", "总投资"), "total", ""),
    ],
)
def test_levels_are_read_together_then_the_lower_alone(levels, code, unit):
    found = meaning(levels)
    assert (found.code, found.unit) == (code, unit)


def test_a_key_keeps_letters_and_digits_only():
    assert key(" Ｎo．1（项目）_é ") == "no1项目e"
