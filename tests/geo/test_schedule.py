"""序时进度 as 江门 prints it; without a plan there is no number at all."""

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.clock import CHINA
from geo.model import Amount, Basis
from geo.schedule import Gap, fixed, lag, points_words, share_done, units, why_unread

OCTOBER = date(2021, 10, 31)


def stated(value, upper=None):
    return Amount(words=str(value), value=value, unit="万元", certainty=Basis.EXPLICIT, upper=upper)


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
    found = lag(share_done(plan, stated(done)), day)
    assert float(found.value) == pytest.approx(points, abs=0.06)
    assert found.value == found.share - found.due
    assert points_words(found.value) == words


@pytest.mark.parametrize(
    ("plan", "done", "points"),
    [
        (0.3, 0.1, Fraction(-50, 3)),
        (100, 20, -30),
        (100, 40, -10),
        (1_000_000, 199_999, Fraction(-300_001, 10_000)),
    ],
)
def test_a_lag_is_exact_for_a_light_turns_at_its_boundary(plan, done, points):
    assert lag(share_done(plan, done), date(2021, 6, 30)).value == points


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(996, 100), 1, "10.0"),
        (Fraction(996, 100), 2, "9.96"),
        (Fraction(25, 100), 1, "0.3"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(0), 1, "0.0"),
        (Fraction(1005, 1000), 2, "1.01"),
    ],
)
def test_an_exact_number_is_written_with_its_decimals(value, decimals, text):
    assert fixed(value, decimals) == text
    assert units(-value, decimals) == -units(value, decimals)


@pytest.mark.case(44)
@pytest.mark.parametrize(
    ("plan", "done", "gap"),
    [
        (0, 5, Gap.NO_PLAN),
        (0.0, None, Gap.NO_PLAN),
        (0, stated(None), Gap.NO_PLAN),
        (0.00009, 5, Gap.NO_PLAN),
        (None, 5, Gap.NO_PLAN),
        (None, None, Gap.NO_PLAN),
        (stated(0), stated(0), Gap.NO_PLAN),
        (100, None, Gap.NO_REPORT),
        (stated(None), 5, Gap.PLAN_UNREAD),
        (stated(None), stated(None), Gap.PLAN_UNREAD),
        (100, stated(None), Gap.REPORT_UNREAD),
        (-100, 5, Gap.PLAN_UNREAD),
        (float("nan"), 5, Gap.PLAN_UNREAD),
        (100, float("inf"), Gap.REPORT_UNREAD),
        (stated(100, upper=200), 5, Gap.PLAN_UNREAD),
        (100, stated(1, upper=2), Gap.REPORT_UNREAD),
    ],
)
def test_without_a_plan_or_a_sum_done_there_is_no_number(plan, done, gap):
    assert share_done(plan, done) is gap


@pytest.mark.case(44)
@pytest.mark.parametrize(
    ("sum_", "why"),
    [
        (stated(None), "读不出"),
        (-100, "不能采用"),
        (float("nan"), "不能采用"),
        (float("inf"), "不能采用"),
        (stated(100, upper=200), "是区间"),
        (stated(100), ""),
    ],
)
def test_why_a_sum_cannot_be_reckoned_with_is_told(sum_, why):
    assert why_unread(sum_) == why


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
    assert lag(Fraction(50), day).due == Fraction(month * 100, 12)


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
    share = share_done(plan, done)
    assert isinstance(share, Gap) or abs(float(lag(share, day).value)) < float("inf")
