"""Period phrases and date cells are read as written, or told; never guessed."""

import re
from datetime import date, datetime, time, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import periods
from geo.model import Basis, Period
from geo.periods import Precision
from geo.periods.phrases import parse
from geo.periods.points import Point, month_end
from layers.words import period_words

# The day the phrases of the field study were tried on.
BASE = date(2021, 7, 28)
DAY, TEN, MONTH, QUARTER = Precision.DAY, Precision.TEN_DAYS, Precision.MONTH, Precision.QUARTER
HALF, YEAR, PLAN = Precision.HALF, Precision.YEAR, Precision.PLAN
READ, RECKONED = Basis.EXPLICIT, Basis.INFERRED


def days(reading):
    period = reading.period
    return tuple(day.isoformat() if day else "" for day in (period.start, period.end))


# words, first day, last day, precision, certainty, as the app writes it
PHRASES = [
    # domain.md E1, each with its right reading
    ("6月底前", "", "2021-06-30", MONTH, RECKONED, "2021年6月30日前"),
    ("年底前", "", "2021-12-31", YEAR, RECKONED, "2021年12月31日前"),
    ("8至10月", "2021-08-01", "2021-10-31", MONTH, RECKONED, "2021年8月至10月"),
    ("2021年3至6月", "2021-03-01", "2021-06-30", MONTH, READ, "2021年3月至6月"),
    ("今年剩余的5个月", "2021-08-01", "2021-12-31", MONTH, RECKONED, "2021年8月至12月"),
    ("10月份", "2021-10-01", "2021-10-31", MONTH, RECKONED, "2021年10月"),
    ("9月30日前", "", "2021-09-30", DAY, RECKONED, "2021年9月30日前"),
    ("2022年6月", "2022-06-01", "2022-06-30", MONTH, READ, "2022年6月"),
    ("2019年3月至2021年12月", "2019-03-01", "2021-12-31", MONTH, READ, "2019年3月至2021年12月"),
    ("三季度末", "", "2021-09-30", QUARTER, RECKONED, "2021年9月30日前"),
    ("8月中旬", "2021-08-11", "2021-08-20", TEN, RECKONED, "2021年8月11日至8月20日"),
    ("上半年", "2021-01-01", "2021-06-30", HALF, RECKONED, "2021年1月至6月"),
    ("明年一季度", "2022-01-01", "2022-03-31", QUARTER, RECKONED, "2022年1月至3月"),
    ("2020.11-2021.10", "2020-11-01", "2021-10-31", MONTH, READ, "2020年11月至2021年10月"),
    ("“十四五”期间", "2021-01-01", "2025-12-31", PLAN, READ, "2021年至2025年"),
    # months
    ("2019.3-2021.12", "2019-03-01", "2021-12-31", MONTH, READ, "2019年3月至2021年12月"),
    ("2021/6", "2021-06-01", "2021-06-30", MONTH, READ, "2021年6月"),
    ("2021-06", "2021-06-01", "2021-06-30", MONTH, READ, "2021年6月"),
    ("2021.6", "2021-06-01", "2021-06-30", MONTH, READ, "2021年6月"),
    ("202106", "2021-06-01", "2021-06-30", MONTH, READ, "2021年6月"),
    ("202103-202112", "2021-03-01", "2021-12-31", MONTH, READ, "2021年3月至12月"),
    ("二〇二一年六月", "2021-06-01", "2021-06-30", MONTH, READ, "2021年6月"),
    ("２０２１ 年 ６ 月", "2021-06-01", "2021-06-30", MONTH, READ, "2021年6月"),
    ("2021.3~12", "2021-03-01", "2021-12-31", MONTH, READ, "2021年3月至12月"),
    ("2021年3月－2021年12月", "2021-03-01", "2021-12-31", MONTH, READ, "2021年3月至12月"),
    ("2021年3月——12月", "2021-03-01", "2021-12-31", MONTH, READ, "2021年3月至12月"),
    ("2021年3月到12月", "2021-03-01", "2021-12-31", MONTH, READ, "2021年3月至12月"),
    ("1-6月", "2021-01-01", "2021-06-30", MONTH, RECKONED, "2021年1月至6月"),
    ("2021年10月至次年3月", "2021-10-01", "2022-03-31", MONTH, READ, "2021年10月至2022年3月"),
    ("11月至2022年3月", "2021-11-01", "2022-03-31", MONTH, RECKONED, "2021年11月至2022年3月"),
    ("21年6月", "2021-06-01", "2021-06-30", MONTH, RECKONED, "2021年6月"),
    ("下月", "2021-08-01", "2021-08-31", MONTH, RECKONED, "2021年8月"),
    ("争取9月", "2021-09-01", "2021-09-30", MONTH, RECKONED, "2021年9月"),
    # days
    ("20210630", "2021-06-30", "2021-06-30", DAY, READ, "2021年6月30日"),
    ("2021-6-3 0:00", "2021-06-03", "2021-06-03", DAY, READ, "2021年6月3日"),
    ("2021-06-30T00:00:00", "2021-06-30", "2021-06-30", DAY, READ, "2021年6月30日"),
    ("2021年6月30号", "2021-06-30", "2021-06-30", DAY, READ, "2021年6月30日"),
    ("2021.06.30", "2021-06-30", "2021-06-30", DAY, READ, "2021年6月30日"),
    ("2021-03-05 - 2021-12-20", "2021-03-05", "2021-12-20", DAY, READ, "2021年3月5日至12月20日"),
    ("3月1日至5日", "2021-03-01", "2021-03-05", DAY, RECKONED, "2021年3月1日至3月5日"),
    ("31/5/2016", "2016-05-31", "2016-05-31", DAY, READ, "2016年5月31日"),
    ("5/31/2016", "2016-05-31", "2016-05-31", DAY, READ, "2016年5月31日"),
    ("5/5/2016", "2016-05-05", "2016-05-05", DAY, READ, "2016年5月5日"),
    # 旬, quarters, half-years
    ("2021年2月下旬", "2021-02-21", "2021-02-28", TEN, READ, "2021年2月21日至2月28日"),
    ("2021年一季度", "2021-01-01", "2021-03-31", QUARTER, READ, "2021年1月至3月"),
    ("2021年第3季度", "2021-07-01", "2021-09-30", QUARTER, READ, "2021年7月至9月"),
    ("2021Q3", "2021-07-01", "2021-09-30", QUARTER, READ, "2021年7月至9月"),
    ("前三季度", "2021-01-01", "2021-09-30", QUARTER, RECKONED, "2021年1月至9月"),
    ("一至三季度", "2021-01-01", "2021-09-30", QUARTER, RECKONED, "2021年1月至9月"),
    ("2021年上半年", "2021-01-01", "2021-06-30", HALF, READ, "2021年1月至6月"),
    ("明年下半年", "2022-07-01", "2022-12-31", HALF, RECKONED, "2022年7月至12月"),
    # years and plans
    ("全年", "2021-01-01", "2021-12-31", YEAR, RECKONED, "2021年"),
    ("今年", "2021-01-01", "2021-12-31", YEAR, RECKONED, "2021年"),
    ("明年", "2022-01-01", "2022-12-31", YEAR, RECKONED, "2022年"),
    ("去年", "2020-01-01", "2020-12-31", YEAR, RECKONED, "2020年"),
    ("2021年度", "2021-01-01", "2021-12-31", YEAR, READ, "2021年"),
    ("2021-2023年", "2021-01-01", "2023-12-31", YEAR, READ, "2021年至2023年"),
    ("2020—2022", "2020-01-01", "2022-12-31", YEAR, READ, "2020年至2022年"),
    ("2年（2021-2023年）", "2021-01-01", "2023-12-31", YEAR, READ, "2021年至2023年"),
    ("十三五", "2016-01-01", "2020-12-31", PLAN, READ, "2016年至2020年"),
    ("十五五时期", "2026-01-01", "2030-12-31", PLAN, READ, "2026年至2030年"),
    ("2021年至2022年6月", "2021-01-01", "2022-06-30", YEAR, READ, "2021年至2022年6月"),
    ("2021年至6月", "2021-01-01", "2021-06-30", YEAR, READ, "2021年1月至6月"),
    ("2022年6月至2022年", "2022-06-01", "2022-12-31", YEAR, READ, "2022年6月至12月"),
    # deadlines: no start is known
    ("年内", "", "2021-12-31", YEAR, RECKONED, "2021年12月31日前"),
    ("2021年底", "", "2021-12-31", YEAR, READ, "2021年12月31日前"),
    ("2021年年底之前", "", "2021-12-31", YEAR, READ, "2021年12月31日前"),
    ("明年底前", "", "2022-12-31", YEAR, RECKONED, "2022年12月31日前"),
    ("至2021年底", "", "2021-12-31", YEAR, READ, "2021年12月31日前"),
    ("力争年底前完成", "", "2021-12-31", YEAR, RECKONED, "2021年12月31日前"),
    ("十四五末", "", "2025-12-31", PLAN, READ, "2025年12月31日前"),
    ("月底前", "", "2021-07-31", MONTH, RECKONED, "2021年7月31日前"),
    ("2021年6月竣工", "", "2021-06-30", MONTH, READ, "2021年6月30日前"),
    ("2021年6月30日以前", "", "2021-06-30", DAY, READ, "2021年6月30日前"),
    # a start, or both ends in words
    ("2021年起", "2021-01-01", "", YEAR, READ, "2021年起"),
    ("2021年3月至今", "2021-03-01", "", MONTH, READ, "2021年3月起"),
    ("2021年6月开工", "2021-06-01", "", MONTH, READ, "2021年6月起"),
    ("2021年3月至2022年底", "2021-03-01", "2022-12-31", YEAR, READ, "2021年3月至2022年12月"),
    ("2022年3月至年底", "2022-03-01", "2022-12-31", YEAR, READ, "2022年3月至12月"),
    ("自2021年3月起至2022年6月止", "2021-03-01", "2022-06-30", MONTH, READ, "2021年3月至2022年6月"),
    (
        "2021年3月开工，2022年12月竣工",
        "2021-03-01",
        "2022-12-31",
        MONTH,
        READ,
        "2021年3月至2022年12月",
    ),
]


@pytest.mark.case(14)
@pytest.mark.parametrize("phrase", PHRASES, ids=[phrase[0] for phrase in PHRASES])
def test_a_phrase_is_read_and_written_back_truthfully(phrase):
    words, start, end, precision, certainty, written = phrase
    reading = periods.read(words, BASE)
    assert days(reading) == (start, end)
    assert (reading.precision, reading.certainty) == (precision, certainty)
    assert (reading.words, reading.faults) == (words, ())
    assert reading.period.words == words
    assert period_words(reading.period) == written


def test_a_deadline_that_has_passed_is_never_moved_to_next_year():
    assert periods.read("6月底前", BASE).period.end < BASE


@pytest.mark.parametrize("base", [date(2021, 7, 28), date(2021, 8, 10)])
def test_the_remaining_months_of_a_year_may_count_this_one_or_not(base):
    assert days(periods.read("剩余的5个月", base)) == ("2021-08-01", "2021-12-31")


@pytest.mark.parametrize("words", ["待定", "/", "-", "——", "", "  ", "无", "N/A"])
def test_words_that_say_nothing_are_no_reading(words):
    assert periods.read(words, BASE) is None


@pytest.mark.parametrize("words", ["汛期前", "近期", "长期坚持", "长期", "尽快", "春节前", "每年"])
def test_words_that_name_no_day_stay_words_without_a_fault(words):
    reading = periods.read(words, BASE)
    assert (reading.period, reading.precision, reading.faults) == (None, Precision.WORDS, ())
    assert (reading.words, reading.certainty) == (words, Basis.NONE)


@pytest.mark.case(14)
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("3年", "是时长"),
        ("建设周期24个月", "是时长"),
        ("通过5年的时间", "是时长"),
        ("180日历天", "是时长"),
        ("半年", "是时长"),
        ("2021年2月30日", "不是存在的日期"),
        ("2021年13月", "不是存在的日期"),
        ("2021-02-29", "不是存在的日期"),
        ("1/12/2013", "分不清是1月12日还是12月1日"),
        ("1985年", "不在 1990 至 2099 年之间"),
        ("2100-01-01", "不在 1990 至 2099 年之间"),
        ("0000年", "不在 1990 至 2099 年之间"),
        ("剩余的2个月", "对不上"),
        ("年底形象初现", "读不出"),
        ("6月底前开工", "“6月底前开工”只说了最晚何时开工，没有读成工期"),
        ("计划年内动工", "只说了最晚何时开工，没有读成工期"),
        ("2021年初", "读不出"),
        ("2021年汛期前", "读不出"),
        ("2021年3、4月", "读不出"),
        ("may-17", "读不出"),
        ("2021年6月、2022年6月", "读不出"),
    ],
)
def test_what_cannot_be_read_keeps_its_words_and_is_told(words, told):
    reading = periods.read(words, BASE)
    assert (reading.period, reading.precision, reading.words) == (None, Precision.WORDS, words)
    assert told in reading.faults[0]
    assert "请" in reading.faults[0]


@pytest.mark.case(14)
@pytest.mark.parametrize(
    ("words", "start", "end", "told"),
    [
        ("2021年12月至2021年3月", "2021-12-01", "2021-03-31", "完成时间早于开工时间"),
        ("45597", "2024-11-01", "2024-11-01", "Excel 日期序号"),
        ("2022年6月前", "", "2022-06-30", "没有说明是否包括"),
        ("2021年6月以后", "2021-06-01", "", "没有说明是否包括"),
        ("8月底至10月", "2021-08-31", "2021-10-31", "按2021年8月31日计"),
        ("2021.1", "2021-01-01", "2021-01-31", "若原为 2021.10"),
    ],
)
def test_what_is_read_but_odd_is_kept_and_told(words, start, end, told):
    reading = periods.read(words, BASE)
    assert days(reading) == (start, end)
    assert [told in fault and "请" in fault for fault in reading.faults] == [True]


def test_a_deadline_that_may_leave_out_its_month_is_written_as_it_stands():
    assert period_words(periods.read("2022年6月前", BASE).period) == "2022年6月前"


@pytest.mark.parametrize(("dayfirst", "day"), [(True, "2013-12-01"), (False, "2013-01-12")])
def test_an_unclear_day_is_read_when_the_caller_says_how(dayfirst, day):
    reading = periods.read("1/12/2013", BASE, dayfirst=dayfirst)
    assert days(reading) == (day, day)
    assert reading.certainty is Basis.INFERRED


@pytest.mark.parametrize(
    ("column", "dayfirst"),
    [
        (["1/12/2013", "31/5/2016", None, 5, "A/D"], True),
        (["1/12/2013", "5/31/2016"], False),
        (["1/12/2013", "2/3/2014"], None),
        (["31/5/2016", "5/31/2016"], None),
        ([], None),
    ],
)
def test_a_column_shows_which_of_day_and_month_stands_first(column, dayfirst):
    assert periods.day_first(column) is dayfirst


# start, end, both, start_text, end_text, precision, certainty
CELLS = [
    ("2021年3月", "2022年底", None, "2021-03", "2022-12-31", YEAR, READ),
    (None, "2021年12月", None, "", "2021-12-31", MONTH, READ),
    ("2021年3月", None, None, "2021-03", "", MONTH, READ),
    (None, None, "2019.3-2021.12", "2019-03", "2021-12", MONTH, READ),
    ("2019.3-2021.12", None, None, "2019-03", "2021-12", MONTH, READ),
    ("2021.3", "", "2020-2022", "2021-03", "2022", YEAR, READ),
    ("2021.3", "长期", None, "2021-03", "", MONTH, READ),
    (2021, 2023.0, None, "2021", "2023", YEAR, READ),
    (202103, 20211231, None, "2021-03", "2021-12-31", MONTH, READ),
    (2021.6, 2021.12, None, "2021-06", "2021-12", MONTH, READ),
    (datetime(2021, 3, 5), date(2022, 4, 6), None, "2021-03-05", "2022-04-06", DAY, READ),
    ("今年3月", "明年", None, "2021-03", "2022", YEAR, RECKONED),
]


@pytest.mark.parametrize("row", CELLS, ids=[str(row[:3]) for row in CELLS])
def test_the_columns_of_a_row_make_one_period(row):
    start, end, both, first, last, precision, sure = row
    reading = periods.of_cells(start, end, both, BASE)
    assert (reading.period.start_text, reading.period.end_text) == (first, last)
    assert (reading.certainty, reading.faults) == (sure, ())
    assert reading.precision is precision


# start, end, both, days, what is told
ODD_CELLS = [
    (44256, 44561, None, ("2021-03-01", "2021-12-31"), "Excel 日期序号"),
    ("2022年", "2021年", None, ("2022-01-01", "2021-12-31"), "完成时间早于开工时间"),
    ("6月底前", "2022年", None, ("", "2022-12-31"), "只说了最晚何时开工，没有读成工期"),
    ("2021年3月", "2022年起", None, ("2021-03-01", ""), "没有完成日"),
    (2021.1, 2022, None, ("2021-01-01", "2022-12-31"), "分不清是1月还是10月"),
    ("2021.3", "2021.12", "2018-2019", ("2021-03-01", "2021-12-31"), "按前两列"),
    (date(2021, 3, 5), date(2021, 12, 1), None, ("2021-03-05", "2021-12-01"), "完成日应为月底"),
    ("建成", "2022年", None, ("", "2022-12-31"), "开工时间：读不出"),
    ("2021年", 7, None, ("2021-01-01", ""), "竣工时间：“7”是数字"),
]


@pytest.mark.case(14)
@pytest.mark.parametrize(("start", "end", "both", "expected", "told"), ODD_CELLS)
def test_odd_cells_are_kept_and_told(start, end, both, expected, told):
    reading = periods.of_cells(start, end, both, BASE)
    assert days(reading) == expected
    assert any(told in fault for fault in reading.faults)
    assert all("请" in fault for fault in reading.faults)


# What stands in 开工时间, and until when a start is in time.
LATEST = [
    ("6月底前", "2021-06-30"),
    ("6月底前开工", "2021-06-30"),
    ("年内", "2021-12-31"),
    ("2021年底", "2021-12-31"),
    ("三季度末前", "2021-09-30"),
    ("9月10日前", "2021-09-10"),
    ("明年6月前", "2022-06-30"),
]


@pytest.mark.parametrize(("opening", "last"), LATEST)
@pytest.mark.parametrize("closing", [None, "2023年"])
def test_the_last_day_for_a_start_is_no_end(opening, closing, last):
    reading = periods.of_cells(opening, closing, None, BASE)
    end = reading.period and reading.period.end
    assert (closing is None and end is None) or days(reading) == ("", "2023-12-31")
    assert "只说了最晚何时开工，没有读成工期" in reading.faults[0]
    assert str(periods.latest_start(reading.words, BASE).last) == last


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("6月底前开工", "2021-06-30"),
        ("计划年内动工", "2021-12-31"),
        ("6月底前完工", None),
        ("2021年6月开工", None),
        ("近期", None),
        ("开工时间：近期；竣工时间：2021年底前", None),
        ("开工时间：2021年3月", None),
        ("竣工时间：2021年底前", None),
    ],
)
def test_only_words_of_a_start_tell_its_last_day(words, last):
    found = periods.latest_start(words, BASE)
    assert (found and str(found.last)) == last


@pytest.mark.parametrize(
    "cell", [True, 7, -5, float("nan"), float("inf"), 1e300, 10**400, time(8), timedelta(1), 999.5]
)
def test_a_cell_that_is_no_date_is_told(cell):
    reading = periods.of_cells(cell, None, None, BASE)
    assert reading.period is None
    assert reading.faults[0].startswith("开工时间：")


@pytest.mark.parametrize(
    ("form", "end", "precision"),
    [
        ('yyyy"年"m"月"', "2021-12-31", MONTH),
        ("mmm-yy", "2021-12-31", MONTH),
        ("[$-804]yyyy", "2021-12-31", YEAR),
        ('yyyy"年"m"月"d"日"', "2021-12-01", DAY),
        ("m/d/yyyy", "2021-12-01", DAY),
    ],
)
def test_a_typed_day_is_as_fine_as_its_number_format_shows(form, end, precision):
    reading = periods.of_cells(None, datetime(2021, 12, 1), None, BASE, formats=("", form, ""))
    assert days(reading) == ("", end)
    assert (reading.precision, reading.faults) == (precision, ())


def test_cells_that_say_nothing_are_no_reading():
    assert periods.of_cells(None, "待定", "/", BASE) is None


def test_words_of_two_columns_are_kept_under_their_names():
    reading = periods.of_cells("2021年3月", "年底", None, BASE)
    assert reading.words == "开工时间：2021年3月；竣工时间：年底"


PIECES = (
    "2021 2021年 21年 今年 明年 次年 3 6 13 31 月 月底 日 号 至 - ~ 起 前 底前 内 开工 竣工 一季度"
    " 上半年 十四五 期间 剩余的 个月 ( ) . / 三 十 中旬 年 底 力争 近期 45597 1/12/2013 ，"
)
PARTS = st.sampled_from(PIECES.split())
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(st.lists(PARTS, max_size=9).map("".join) | st.text())
def test_no_text_breaks_the_grammar_and_no_words_are_lost(words):
    reading = periods.read(words, BASE)
    if reading is None:
        return
    assert reading.words == words.strip()
    assert (reading.period is None) == (reading.precision is Precision.WORDS)
    assert all("请" in fault for fault in reading.faults)
    if reading.period:
        assert reading.period.start or reading.period.end
        ends = (reading.period.start, reading.period.end)
        assert all(not day or 1990 <= day.year <= 2099 for day in ends)


@given(
    *[
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.dates()
        | st.datetimes()
        | st.times()
        | st.timedeltas()
        | st.text()
    ]
    * 3
)
def test_no_cells_break_the_columns(start, end, both):
    reading = periods.of_cells(start, end, both, BASE)
    assert reading is None or reading.words


@given(DAYS)
@settings(deadline=None)
def test_every_day_reads_back_in_every_common_form(day):
    forms = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
    )
    assert {days(periods.read(form, BASE)) for form in forms} == {(day.isoformat(),) * 2}


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.dates(date(1990, 1, 1), date(2099, 12, 31))
)
def test_every_range_of_months_reads_back_from_its_own_words(a, b):
    start, end = sorted((a, b))
    words = f"{start.year}年{start.month}月至{end.year}年{end.month}月"
    period = periods.read(words, BASE).period
    assert (period.start_text, period.end_text) == (f"{start:%Y-%m}", f"{end:%Y-%m}")
    again = periods.read(period_words(period), BASE).period
    assert (again.start, again.end) == (period.start, period.end)


def test_a_day_with_a_year_of_two_digits_tells_what_is_unclear():
    assert "年份只写了两位" in periods.of_cells("23/10/24", None, None, BASE).faults[0]


def plain_words(dice):
    """Words of the forms ledgers have, alone, as a range, and under the names of columns."""
    named = [some_day_words(dice) for _ in range(dice.choice([1, 2, 2]))]
    words = dice.choice(["至", "至", "-", "~"]).join(named) + dice.choice(["", "", "", "前", "起"])
    columns = dice.sample(["开工时间", "竣工时间", "起止时间"], dice.choice([0, 0, 1, 2, 3]))
    parts = [f"{column}：{dice.choice([words, some_day_words(dice)])}" for column in columns]
    return "；".join(parts) or words


FORMS = (
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y-%m-%d}",
    "{0:%Y.%m.%d}",
    "{0.year}年{0.month}月",
    "{0:%Y-%m}",
    "{0:%Y.%m}",
    "{0.year}年",
    "{0.year}年{0.month}月底",
    "{0.month}月{0.day}日",
    "今年{0.month}月",
    "{0.year}年三季度",
    "",
    "2026年13月45日",
)
ENDS = [
    date(2026, month, day) for month, day in ((1, 1), (3, 1), (3, 31), (7, 1), (9, 30), (12, 31))
]


def some_day_words(dice):
    return dice.choice(FORMS[:2] * 3 + FORMS).format(dice.choice(ENDS))


def read_in_full(period, side):
    """Read the words of a period again, whatever they are, for the stretch of one of its ends."""
    day, text = getattr(period, side), getattr(period, f"{side}_text")
    kept = kept_stretch(day, text)
    _, *named = re.split("(?:^|；)(开工时间|竣工时间|起止时间)：", period.words)
    parts = dict(zip(named[::2], named[1::2], strict=True)) or {"起止时间": period.words}
    if side == "start":
        looked = [parts.get("开工时间", parts.get("起止时间", ""))]
    else:
        looked = [parts[name] for name in ("竣工时间", "起止时间", "开工时间") if name in parts]
    for words, years in product(looked, (0, 1, 2, -1, -2)):
        said = parse(words, date(day.year - years, day.month, 1))
        point = getattr(said, side, None)
        if point is None or (side == "end" and point.at_end):
            continue
        start_fits = point.first == day and point.last >= kept.last
        end_fits = point.last == day and point.first <= kept.first
        if start_fits if side == "start" else end_fits:
            return point
    return kept


def kept_stretch(day, text):
    precision = (YEAR, MONTH, DAY)[text.count("-")] if text else DAY
    first, last = {
        YEAR: (date(day.year, 1, 1), date(day.year, 12, 31)),
        MONTH: (day.replace(day=1), month_end(day.year, day.month)),
        DAY: (day, day),
    }[precision]
    return Point(first=first, last=last, precision=precision, certainty=READ)


@pytest.mark.parametrize("seed", range(4))
def test_words_that_need_no_reading_tell_what_reading_them_in_full_tells(seed):
    dice = Random(seed)
    for _ in range(600):
        start, end = dice.choice(ENDS), dice.choice(ENDS)
        texts = [dice.choice(["%Y-%m-%d", "%Y-%m-%d", "%Y-%m", "%Y", ""]) for _ in "ab"]
        period = Period(
            start=start,
            end=end,
            start_text=start.strftime(texts[0]),
            end_text=end.strftime(texts[1]),
            words=plain_words(dice),
        )
        assert periods.start_point(period) == read_in_full(period, "start")
        assert periods.end_point(period) == read_in_full(period, "end")
