"""The stretch an end of a period was told as, and which of two is only told more finely."""

from datetime import date

import pytest

from geo.moved.stretches import days_later, stretch_of
from geo.periods import of_cells

DAY = date(2026, 5, 31)


def stretch(cell, end):
    cells = (cell, None) if end == "start" else (None, cell)
    return stretch_of(of_cells(*cells, None, DAY).period, end)


@pytest.mark.parametrize(
    ("cell", "first", "last", "words"),
    [
        ("2026年前三季度", "2026-01-01", "2026-09-30", "2026年前三季度"),
        ("2026年前2季度", "2026-01-01", "2026-06-30", "2026年上半年"),
        ("2026Q4", "2026-10-01", "2026-12-31", "2026年四季度"),
        ("8月下旬", "2026-08-21", "2026-08-31", "2026年8月下旬"),
        ("明年三季度", "2027-07-01", "2027-09-30", "2027年三季度"),
        ("后年", "2028-01-01", "2028-12-31", "2028年"),
        ("去年三季度", "2025-07-01", "2025-09-30", "2025年三季度"),
        ("前年下半年", "2024-07-01", "2024-12-31", "2024年下半年"),
        ("2026年8月25日", "2026-08-25", "2026-08-25", "2026年8月25日"),
    ],
)
@pytest.mark.parametrize("end", ["start", "end"])
def test_an_end_is_the_stretch_it_was_told_as(cell, end, first, last, words):
    found = stretch(cell, end)
    assert (str(found.first), str(found.last), found.words) == (first, last, words)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("十四五", "2023年6月"),
        ("“十五五”期间", "2028年"),
        ("8月下旬", "8月25日"),
        ("2026年8月", "2026年8月25日"),
        ("明年三季度", "2027年8月"),
        ("2026年前三季度", "2026年二季度"),
    ],
)
@pytest.mark.parametrize("end", ["start", "end"])
def test_what_lies_within_is_told_more_finely(wide, narrow, end):
    outer, inner = stretch(wide, end), stretch(narrow, end)
    assert outer.holds(inner)
    assert not inner.holds(outer)


@pytest.mark.parametrize(
    ("one", "other"), [("8月下旬", "8月20日"), ("十四五", "2026年1月"), ("6月", "7月")]
)
@pytest.mark.parametrize("end", ["start", "end"])
def test_what_lies_elsewhere_is_another_time(one, other, end):
    assert not stretch(one, end).holds(stretch(other, end))


def test_a_start_some_time_after_a_month_may_be_any_later_day():
    after = stretch("2026年7月以后", "start")
    assert after.words == "2026年7月"
    assert after.holds(stretch("2027年3月", "start"))
    assert not after.holds(stretch("2026年6月", "start"))


@pytest.mark.parametrize("cell", ["2026年底", "2026年12月31日前", "2026年12月31日"])
def test_a_last_day_is_that_day(cell):
    found = stretch(cell, "end")
    assert (found.first, found.last, found.words) == (date(2026, 12, 31),) * 2 + ("2026年12月31日",)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("2026年", None, "2026年1月至2026年12月"), "2026年12月"),
        (("2026年", None, "2026年至2027年三季度"), "2027年三季度"),
        (("2026年三季度至2027年二季度", None, None), "2027年二季度"),
        (("2026年", "长期", "2026年至2027年三季度"), None),
    ],
)
def test_an_end_is_told_by_the_column_it_was_read_from(cells, words):
    found = stretch_of(of_cells(*cells, DAY).period, "end")
    assert (found and found.words) == words


def test_a_day_that_is_shown_as_a_month_is_a_month():
    shown = ("yyyy-mm", "yyyy-mm", "")
    period = of_cells(date(2026, 7, 1), date(2026, 9, 30), None, DAY, formats=shown).period
    start, end = stretch_of(period, "start"), stretch_of(period, "end")
    assert (start.first, start.last) == (date(2026, 7, 1), date(2026, 7, 31))
    assert (end.first, end.last) == (date(2026, 9, 1), date(2026, 9, 30))


def test_nothing_told_is_no_stretch():
    assert stretch_of(None, "end") is None
    assert stretch_of(of_cells("2026年", None, None, DAY).period, "end") is None


@pytest.mark.parametrize(
    ("old", "new", "days"),
    [
        ("2026年12月", "2026年12月15日", None),
        ("2026年12月15日", "2026年12月", None),
        ("2026年12月", "2026年12月", 0),
        ("2026年三季度", "2026年10月31日", 31),
        ("2026年12月31日", "2026年11月30日", -31),
    ],
)
def test_a_completion_is_later_only_where_it_surely_is(old, new, days):
    one, other = (of_cells(None, cell, None, DAY).period for cell in (old, new))
    assert days_later(one, other) == days


def test_of_no_completion_nothing_is_later():
    start = of_cells("2026年8月", None, None, DAY).period
    end = of_cells(None, "2026年8月", None, DAY).period
    assert days_later(start, end) is days_later(end, start) is None
