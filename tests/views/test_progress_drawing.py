"""Timeline and bars of the page 进度: where days stand, what is said in words, nothing trusted."""

from dataclasses import replace
from datetime import date

import pytest
from hostile import ATTACKS

from geo.model import Period, Phase, Status
from views.progress.axis import axis
from views.progress.bars import Column, stacked
from views.progress.gantt import Bar, Report, gantt

BAR = Bar(
    name="甲路改造",
    feature="PJ-1",
    period=Period(
        start=date(2026, 3, 1),
        end=date(2026, 8, 31),
        start_text="2026-03",
        end_text="2026-08",
    ),
    phase=Phase.OVERDUE,
    status=Status.BUILDING,
    marks=[Report(day=date(2026, 3, 20), when="2026年3月20日", status=Status.BUILDING)],
    told=[Report(day=date(2026, 8, 31), when="2026年8月", status=Status.BUILDING)],
)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ([date(2026, 5, 7)], date(2026, 5, 1), date(2026, 6, 1)),
        ([date(2026, 12, 31), date(2025, 1, 1)], date(2025, 1, 1), date(2027, 1, 1)),
    ],
)
def test_an_axis_holds_the_whole_months_of_its_days(days, first, last):
    made = axis(days)
    assert (made.first, made.last) == (first, last)
    assert (made.at(first), made.at(last)) == (0, 100)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 3), date(2027, 2, 3), ["11月", "12月", "2027年", "2月"]),
        (
            date(2026, 2, 1),
            date(2027, 12, 1),
            ["4月", "7月", "10月", "2027年", "4月", "7月", "10月"],
        ),
        (date(2019, 5, 1), date(2026, 1, 1), [f"{year}年" for year in range(2020, 2027)]),
    ],
)
def test_ticks_are_few_and_name_their_year(first, last, words):
    assert [word for _, word in axis([first, last]).ticks()] == words


@pytest.mark.parametrize("year", [1990, 2099])
def test_the_widest_axis_has_few_ticks(year):
    ticks = axis([date(1990, 1, 1), date(year, 12, 31)]).ticks()
    assert 1 <= len(ticks) <= 13


def test_a_row_says_plan_and_reports_in_words_and_draws_both():
    html = gantt([BAR], date(2026, 9, 30))
    assert "计划 2026年3月至8月 · 2026年8月报在建" in html
    assert 'title="2026年3月20日报在建"' in html
    # March to September are 214 days; the plan has 184 of them.
    assert 'class="plan overdue" style="left:0.00%;width:85.98%;background:' in html


@pytest.mark.parametrize(
    ("start", "end", "look"),
    [
        (None, date(2026, 8, 31), "from-unknown"),
        (date(2026, 3, 1), None, "to-unknown"),
    ],
)
def test_an_end_that_is_not_stated_fades_out(start, end, look):
    open_ended = replace(BAR, period=Period(start=start, end=end))
    assert look in gantt([open_ended], date(2026, 9, 30))


def test_a_period_that_ends_before_it_begins_has_words_and_no_bar():
    turned = Period(
        start=date(2026, 8, 1),
        end=date(2026, 3, 31),
        start_text="2026-08-01",
        end_text="2026-03-31",
    )
    html = gantt([replace(BAR, period=turned)], date(2026, 9, 30))
    assert "2026年8月至3月" in html
    assert 'class="plan' not in html


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (None, "没有写明工期"),
        (Period(start=None, end=None, words="近期"), "计划 原文“近期”"),
    ],
)
def test_a_period_without_a_day_has_words_and_no_bar(period, words):
    html = gantt([replace(BAR, period=period)], date(2026, 9, 30))
    assert words in html
    assert 'class="plan' not in html
    assert 'class="mark"' in html


def test_a_period_that_no_longer_holds_has_no_colour_of_a_status():
    html = gantt([replace(BAR, phase=None, status=None, marks=())], date(2026, 9, 30))
    assert 'class="plan" style="left' in html
    assert "background" not in html


@pytest.mark.case(25)
@pytest.mark.parametrize("attack", ATTACKS[:6], ids=range(6))
def test_hostile_names_stay_text(attack):
    column = Column(word="在建", of={"P": 1.0}, whole=1.0, face="#fff", ink="#000")
    bars = stacked({"P": attack}, [column], {"P": 1.0}, {"P": attack})
    for html in (gantt([replace(BAR, name=attack, feature=attack)], date(2026, 9, 30)), bars):
        assert "<script" not in html and "<img" not in html
        assert "${" not in html and "`" not in html


def test_a_bar_is_as_long_as_its_number_and_nothing_is_left_out_of_it():
    columns = [
        Column(word="在建", of={"A": 3.0, "B": 1.0}, whole=4.0, face="#fff", ink="#000"),
        Column(word="建成", of={"A": 1.0, "B": 0.0}, whole=1.0, face="#fff", ink="#000"),
    ]
    html = stacked({"A": "甲", "B": "乙"}, columns, {"A": 4.0, "B": 1.0}, {"A": "4", "B": "1"})
    assert [part.split("%")[0] for part in html.split("width:")[1:]] == ["60.00", "20.00", "20.00"]
