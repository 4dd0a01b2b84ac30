"""序时进度 as 江门 prints it; without a plan there is no number at all."""

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.clock import CHINA
from geo.model import Amount, Basis
from geo.schedule import lag

OCTOBER = date(2021, 10, 31)


def stated(value, certainty=Basis.EXPLICIT, upper=None):
    return Amount(words=str(value), value=value, unit="万元", certainty=certainty, upper=upper)


@pytest.mark.parametrize(
    ("plan", "done", "day", "points", "words"),
    [
        (647.4, 629.0, OCTOBER, 13.8, "超序时进度 13.8 个百分点"),
        (100, 30.90, date(2021, 3, 31), 5.9, "超序时进度 5.9 个百分点"),
        (100, 10, date(2021, 6, 1), -40, "落后序时进度 40.0 个百分点"),
        (100, 0, date(2021, 3, 1), -25, "落后序时进度 25.0 个百分点"),
        (120, 100, OCTOBER, 0, "与序时进度持平"),
        (100, 130, date(2021, 12, 31), 30, "超序时进度 30.0 个百分点"),
    ],
)
def test_the_lag_is_the_share_done_less_the_months_gone(plan, done, day, points, words):
    found = lag(plan, stated(done), day)
    assert found.value == pytest.approx(points, abs=0.06)
    assert found.value == pytest.approx(found.share - found.due)
    assert found.words == words


@pytest.mark.case(44)
@pytest.mark.parametrize(
    ("plan", "done", "words"),
    [
        (0, 5, "无计划"),
        (0.0, None, "无计划"),
        (None, 5, "无计划"),
        (None, None, "无计划"),
        (stated(0), stated(0), "无计划"),
        (100, None, "未填完成"),
        (stated(None), 5, "计划投资读不出"),
        (100, stated(None), "完成投资读不出"),
        (-100, 5, "计划投资读不出"),
        (float("nan"), 5, "计划投资读不出"),
        (100, float("inf"), "完成投资读不出"),
        (stated(100, upper=200), 5, "计划投资是区间"),
    ],
)
def test_without_a_plan_or_a_sum_done_there_is_no_number(plan, done, words):
    found = lag(plan, done, OCTOBER)
    assert (found.value, found.share, found.certainty) == (None, None, Basis.NONE)
    assert found.words == words


def test_a_lag_is_as_sure_as_what_it_is_made_of():
    assert lag(stated(100), stated(50), OCTOBER).certainty is Basis.EXPLICIT
    assert lag(stated(100), stated(50, Basis.INFERRED), OCTOBER).certainty is Basis.INFERRED


@pytest.mark.case(45)
@pytest.mark.parametrize(
    ("moment", "month"),
    [
        (datetime(2021, 12, 31, 15, 59, tzinfo=UTC), 12),
        (datetime(2021, 12, 31, 16, 0, tzinfo=UTC), 1),
        (datetime(2021, 10, 31, 15, 59, tzinfo=UTC), 10),
        (datetime(2021, 10, 31, 16, 30, tzinfo=UTC), 11),
    ],
)
def test_the_month_turns_at_midnight_in_china(moment, month):
    day = moment.astimezone(CHINA).date()
    assert lag(100, 50, day).due == pytest.approx(month / 12 * 100)


@pytest.mark.case(45)
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="TZ sets the time zone on Unix only")
@pytest.mark.parametrize("zone", ["UTC", "UTC+12", "UTC-14"])
def test_today_is_the_day_in_china_wherever_the_server_stands(zone):
    before = (datetime.now(UTC) + timedelta(hours=8)).date()
    told = subprocess.run(
        [sys.executable, "-c", "from geo.clock import today; print(today())"],
        env=os.environ | {"TZ": zone},
        capture_output=True,
        check=True,
        text=True,
    ).stdout.strip()
    after = (datetime.now(UTC) + timedelta(hours=8)).date()
    assert told in {before.isoformat(), after.isoformat()}


@pytest.mark.case(44)
@example(5e-324, 1.0, OCTOBER)
@example(0.001, 1e308, OCTOBER)
@given(st.floats() | st.none(), st.floats() | st.none(), st.dates())
def test_a_lag_is_never_infinite(plan, done, day):
    found = lag(plan, done, day)
    assert found.words
    assert found.value is None or abs(found.value) < float("inf")
