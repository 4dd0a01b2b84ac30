"""Wording made from records."""

from datetime import date

import pytest

from geo.cells import period
from geo.model import Period
from layers.words import day_words, period_words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-08-01", "2020-10-31", "2020年8月至10月"),
        ("2020-09-01", "2020-09-30", "2020年9月"),
        ("2020-11-01", "2021-02-28", "2020年11月至2021年2月"),
        ("2020-08", "2020-10", "2020年8月至10月"),
        ("2020-08-05", "2020-10-31", "2020年8月5日至10月31日"),
        ("2020-08-05", "2020-08-05", "2020年8月5日"),
        ("2020", "2024-12-31", "2020年至2024年12月31日"),
        ("2020", "2024", "2020年至2024年"),
        ("2020", "2020", "2020年"),
        ("", "2020-12-31", "2020年12月31日前"),
        ("", "2020-12", "2020年12月前"),
        ("2020-08-01", "", "2020年8月1日起"),
    ],
)
def test_a_period_is_as_short_as_it_is_true(start, end, words):
    assert period_words(period({"start": start, "end": end, "period_words": ""})) == words


def test_no_period_no_words():
    assert period_words(None) == ""
    assert period_words(Period(start=date(2020, 1, 1), end=None, start_text="2020")) == "2020年起"


def test_dates_are_written_as_people_read_them():
    assert day_words(date(2020, 8, 31)) == "2020年8月31日"
