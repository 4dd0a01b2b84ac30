"""Sums of money are read in 万元, or told; never ten thousand times wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.amounts import money
from geo.model import Basis

READ, INFERRED, NONE = Basis.EXPLICIT, Basis.INFERRED, Basis.NONE


@pytest.mark.case(12)
@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("120.5亿元", 1_205_000),
        ("120000万元", 120_000),
        ("总投资:250000万元", 250_000),
        ("年度计划投资17亿元", 170_000),
        ("1.2亿", 12_000),
        ("3,500.5万元", 3_500.5),
        ("131300万元", 131_300),
        ("三千五百万元", 3_500),
        ("叁仟伍佰万元整", 3_500),
        ("一点二亿元", 12_000),
        ("1亿2000万元", 12_000),
        ("500百万元", 50_000),
        ("1200千元", 120),
        ("9,950,017.00元", 995.0017),
        ("9.950.017,00元", 995.0017),
        ("１２０００ 万 元", 12_000),
        ("人民币1.2亿元", 12_000),
        ("¥1200万", 1_200),
        ("12000（万元）", 12_000),
        ("0.3亿元", 3_000),
    ],
)
def test_a_unit_in_the_cell_is_read(words, value):
    amount = money(words)
    assert (amount.value, amount.unit, amount.certainty) == (value, "万元", READ)
    assert (amount.words, amount.note) == (words, "")


# number format, unit of the column, unit of the table, value of a bare 1.5, certainty
UNITS = [
    ("", "亿元", "", 15_000, READ),
    ("", "（万元）", "", 1.5, READ),
    ("", "元", "", 0.00015, READ),
    ('0.00"亿元"', "", "", 15_000, READ),
    (r"0.00\万\元", "", "", 1.5, READ),
    ("", "", "单位：万元", 1.5, INFERRED),
    ("", "", "单位：亿元、亩", 15_000, INFERRED),
    ("", "亿元", "单位：万元", 15_000, READ),
    ('0.00"亿元"', "", "单位：万元", 15_000, READ),
    ('[$¥-804]#,##0.00;[Red]"¥"0.00', "万元", "", 1.5, READ),
    ("[$-804]#,##0.00_ ", "万元", "", 1.5, READ),
]


@pytest.mark.parametrize("stated", UNITS)
@pytest.mark.parametrize("cell", [1.5, "1.5"])
def test_the_nearest_unit_stated_is_taken(cell, stated):
    form, column, table, value, certainty = stated
    amount = money(cell, number_format=form, column_unit=column, table_unit=table)
    assert (amount.value, amount.certainty, amount.note) == (value, certainty, "")


@pytest.mark.case(12)
@pytest.mark.parametrize(
    ("column", "table"), [("", ""), ("亩", ""), ("亿元/万元", ""), ("", "单位")]
)
@pytest.mark.parametrize("cell", [120.5, "120.5", "9,950,017.00", 9_950_017])
def test_a_number_without_a_unit_is_not_converted(cell, column, table):
    amount = money(cell, column_unit=column, table_unit=table)
    assert (amount.value, amount.certainty) == (None, NONE)
    assert "没有写单位" in amount.note


@pytest.mark.parametrize("cell", [0, 0.0, "0", "0.00"])
def test_nothing_is_nothing_in_every_unit(cell):
    assert money(cell).value == 0


@pytest.mark.case(12)
@pytest.mark.parametrize(
    ("words", "value", "upper"),
    [
        ("2亿-3亿", 20_000, 30_000),
        ("2亿-3亿元", 20_000, 30_000),
        ("2-3亿元", 20_000, 30_000),
        ("2亿元至3亿元", 20_000, 30_000),
        ("5000万～1亿元", 5_000, 10_000),
        ("1.2—1.5亿元", 12_000, 15_000),
    ],
)
def test_a_range_keeps_both_ends(words, value, upper):
    amount = money(words)
    assert (amount.value, amount.upper, amount.certainty) == (value, upper, READ)


@pytest.mark.case(12)
@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("约1.2亿", "约"),
        ("总投资约1.2亿元", "约"),
        ("1.2亿元左右", "左右"),
        ("1.2亿元以上", "以上"),
        ("不低于1.2亿元", "不低于"),
        ("≥1.2亿元", "≥"),
    ],
)
def test_a_hedged_sum_is_inferred_and_says_so(words, hedge):
    amount = money(words)
    assert (amount.value, amount.certainty) == (12_000, INFERRED)
    assert hedge in amount.note


@pytest.mark.case(12)
def test_the_cell_wins_over_its_heading_and_says_so():
    amount = money("12000万元", column_unit="亿元")
    assert (amount.value, amount.certainty) == (12_000, READ)
    assert amount.note == "表头单位是亿元，单元格写明万元，按单元格"


def test_a_heading_and_a_format_that_differ_are_told():
    amount = money(1.5, column_unit="万元", number_format='0.00"亿元"')
    assert (amount.value, amount.certainty) == (1.5, INFERRED)
    assert "请核对" in amount.note


def test_a_remark_in_brackets_is_told():
    amount = money("1.2亿元（含征地费）")
    assert (amount.value, amount.note) == (12_000, "括号里的“含征地费”没有读入")


@pytest.mark.case(12)
@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("5万亩", "是数量"),
        ("2000万件", "是数量"),
        ("3公里", "是数量"),
        ("12万㎡", "是数量"),
        ("$ 9.950.017,00", "外币"),
        ("100万美元", "外币"),
        ("USD 5,000,000", "外币"),
        ("€500", "外币"),
        ("1.2+0.8亿元", "算式"),
        ("1.2E+05", "算式或科学计数"),
        ("3亿-2亿", "前大后小"),
        ("2亿-3", "没有写全"),
        ("-5", "负数"),
        (-5, "负数"),
        (-0.5, "负数"),
        (float("nan"), "读不出"),
        (float("inf"), "读不出"),
        ("1e999", "读不出"),
        ("1,5亿", "读不出"),
        ("1,2000万", "读不出"),
        ("总投资1.2亿元，年度3000万元", "读不出"),
        ("其中中央资金1.2亿元", "读不出"),
        ("亿元", "读不出"),
        ("长" * 10_000, "读不出"),
        ("1" * 10_000, "读不出"),
        (True, "不是金额"),
        (date(2021, 1, 1), "不是金额"),
        (timedelta(1), "不是金额"),
        (120_000, "疑似万元"),
        ("120000亿元", "疑似万元"),
        (10**400, "读不出"),
    ],
)
def test_what_is_no_sum_of_money_keeps_its_words_and_is_told(cell, told):
    amount = money(cell, column_unit="亿元")
    assert (amount.value, amount.upper, amount.certainty) == (None, None, NONE)
    assert told in amount.note
    assert amount.words
    assert "请" in amount.note
    assert len(amount.note) < 120


@pytest.mark.parametrize("form", ['0!.0,"万元"', '0.0,,"百万"', "#,##0,"])
def test_a_format_that_shows_the_number_divided_is_told(form):
    amount = money(12_345, number_format=form, column_unit="万元")
    assert amount.value is None
    assert "缩小" in amount.note


@pytest.mark.parametrize("form", ["[$$-409]#,##0.00", '"$"#,##0', r"\$#,##0", "[$€-2] #,##0"])
def test_a_format_of_foreign_money_is_told(form):
    assert "外币" in money(5, number_format=form, column_unit="万元").note


@pytest.mark.parametrize("cell", [None, "", "-", "/", "——", "待定", "无", " "])
def test_placeholders_say_nothing(cell):
    assert money(cell, column_unit="万元") is None


UNIT_TEXTS = st.sampled_from(["", "元", "万元", "亿元", "亩", "亿元/万元", "单位：万元"])
PIECES = (
    "1 2.5 3,500 9.950,00 亿 亿元 万元 元 万 约 总投资 : - 至 + ( ) 左右 ¥ $ 亩 千 三千 点 余 , ."
)
PARTS = st.sampled_from(PIECES.split())


@given(
    st.one_of(
        st.lists(PARTS, max_size=7).map("".join),
        st.text(),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.dates(),
        st.times(),
    ),
    UNIT_TEXTS,
    UNIT_TEXTS,
)
def test_every_cell_is_read_or_told_and_a_value_is_plausible(cell, column, table):
    amount = money(cell, column_unit=column, table_unit=table)
    if amount is None:
        return
    assert amount.unit == "万元"
    assert (amount.value is None) == (amount.certainty is NONE)
    assert amount.value is None or 0 <= amount.value <= 1e8
    assert amount.upper is None or amount.value <= amount.upper <= 1e8
    assert amount.value is not None or amount.note


@given(st.decimals(0, 99_999, places=2))
def test_one_sum_reads_alike_in_every_unit(number):
    stated = [
        money(f"{number}万元"),
        money(float(number), column_unit="万元"),
        money(f"{number * 10_000:f}元"),
        money(f"{number / 10_000:f}亿元"),
        money(f"{number:,}", table_unit="单位：万元"),
    ]
    assert [amount.value for amount in stated] == pytest.approx([float(number)] * len(stated))


def test_a_comma_that_may_be_a_decimal_one_is_named():
    assert "逗号可能是小数点" in money("2,6", column_unit="亿元").note


def test_sums_in_traditional_characters_are_read():
    assert money("3.5億元").value == 35_000
    assert money("1,200萬").value == 1_200
