"""Dates and periods in Chinese, as precisely as they were stated."""

import pytest
from works import period

from geo.dates import date_words, end_words, period_words, start_words
from geo.model import Period


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("2026-08", "2026-10"), ("2026年8月", "2026年10月", "2026年8月至10月")),
        (("2026-08-01", "2026-10-31"), ("2026年8月", "2026年10月", "2026年8月至10月")),
        (
            ("2026-08-02", "2026-10-31"),
            ("2026年8月2日", "2026年10月31日", "2026年8月2日至10月31日"),
        ),
        (("2026-08", "2027-01"), ("2026年8月", "2027年1月", "2026年8月至2027年1月")),
        (("2026-08", "2026-08"), ("2026年8月", "2026年8月", "2026年8月")),
        (("", "2026-10-31"), ("", "2026年10月31日", "2026年10月31日前")),
        (("", "2026-10"), ("", "2026年10月前", "2026年10月前")),
        (("2026-08", ""), ("2026年8月", "", "2026年8月起")),
    ],
)
def test_ends_are_written_as_precisely_as_the_period_they_end(dates, words):
    made = period(*dates)
    assert (start_words(made), end_words(made), period_words(made)) == words


@pytest.mark.parametrize(
    ("words", "shown"), [("近期", "原文“近期”"), ("年前完工", "原文“年前完工”"), ("", "")]
)
def test_words_that_name_no_day_are_quoted(words, shown):
    unread = Period(start=None, end=None, words=words)
    assert period_words(unread) == shown
    assert start_words(unread) == end_words(unread) == ""


@pytest.mark.parametrize(
    ("text", "words"), [("2026", "2026年"), ("2026-08", "2026年8月"), ("", "")]
)
def test_a_date_is_written_as_finely_as_it_is(text, words):
    assert date_words(text) == words
