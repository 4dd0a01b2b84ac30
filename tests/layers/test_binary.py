"""The bytes of a document: whatever stands in a column comes back, and like things cost little."""

import gzip
import re
from datetime import date, timedelta

import numpy as np
import pytest
from hostile import ATTACKS
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from packed import read

from geo.dates import between, is_of_two_days, period_words
from geo.model import Period
from geo.texts import plain
from layers.packing import packed
from layers.payload.binary import written
from layers.payload.lettering import parts
from layers.payload.worded import ordinals, worded

WIDE = st.integers(-(2**52), 2**52)
TEXT = st.text() | st.sampled_from(ATTACKS) | st.text("0123456789年号-", max_size=20)


def back(column):
    return read(written({"of": column}))["of"]


@given(
    arrays(np.int64, st.integers(0, 60), elements=WIDE)
    | arrays(np.int64, st.integers(0, 300), elements=st.integers(-1, 3))
    | st.lists(st.integers(0, 5)).map(np.cumsum)
)
def test_whole_numbers_come_back(column):
    assert back(column.astype(np.int64)) == column.tolist()


@given(arrays(np.float64, st.integers(0, 60), elements=st.floats(allow_infinity=False)))
def test_floats_come_back_and_nan_is_none(column):
    assert back(column) == [None if np.isnan(value) else value for value in column.tolist()]


@given(st.lists(st.none() | st.integers(-50, 10**9)))
def test_whole_numbers_of_which_some_are_unknown_come_back(values):
    assert back(np.array(values, dtype=np.float64)) == values


@pytest.mark.case(25)
@given(st.lists(TEXT, max_size=80))
def test_texts_come_back_without_what_no_file_can_carry(values):
    assert back(values) == [plain(value) for value in values]


@pytest.mark.parametrize(
    "values",
    [
        [f"P{n:07d}" for n in range(100)],
        [
            f"{'嵩山路' if n % 2 else '长江路'}{n + 1}号{'小学' if n % 3 else ''}"
            for n in range(100)
        ],
        ["PL-01", "", "无号", *(f"PJ-{n}" for n in range(100, 0, -1))],
        ["1" * 40 + str(n) for n in range(100)],
        [f"第{n}号\ufeff" for n in range(40)],
        ["\ufeff第一", *map(str, range(40))],
        ["x\x1fy", "\x1f", *map(str, range(40)), "\ud800", "</script>", "\0"],
    ],
    ids=["ids", "names", "mixed", "too long a number", "marks", "a mark first", "separators"],
)
def test_numbered_and_hostile_texts_come_back(values):
    assert back(values) == [plain(value) for value in values]


def size(column):
    return len(gzip.compress(written({"of": column}), mtime=0))


@pytest.mark.parametrize(
    "column",
    [
        [f"P{n:07d}" for n in range(20_000)],
        ["台账所列"] * 20_000,
        np.arange(20_000) * 7,
        np.repeat(np.arange(5_000), 4),
        np.full(20_000, 10**9),
    ],
    ids=["ids", "one text", "steps", "runs", "one number"],
)
def test_what_can_be_told_in_a_line_costs_no_more(column):
    assert size(column) < 700


def test_random_numbers_cost_what_they_hold():
    dice = np.random.default_rng(1)
    assert size(dice.integers(10**8, 10**8 + 2**20, 20_000)) < 20_000 * 2.75


def test_the_same_payload_gives_the_same_element():
    made = [packed(written({"of": [f"甲{n}" for n in range(50)]}), "data") for _ in range(2)]
    assert made[0] == made[1]
    assert not set(made[0].split(">", 1)[1].removesuffix("</script>")) & set("<>&\"'")


DAY = date(2026, 3, 5)
PERIODS = [
    Period(start=DAY, end=DAY + timedelta(days=days), start_text=start, end_text=end)
    for days in (0, 1, 40, 400)
    for start in ("", "2026-03-05", "2026-03", "2026")
    for end in ("", (DAY + timedelta(days=days)).isoformat(), "2026-12", "2027")
] + [
    Period(start=date(2026, 3, 1), end=date(2026, 8, 31), start_text="2026-03-01"),
    Period(start=DAY, end=None),
    Period(start=None, end=DAY, end_text="2026-03"),
    Period(start=None, end=None, words="近期"),
]


def in_full(period):
    """Write a period of two days by its texts alone: with the year once."""
    (year, *first), (other, *last) = (
        map(int, str(day).split("-")) for day in (period.start, period.end)
    )
    until = last if year == other else (other, *last)
    words = [
        "".join(f"{n}{u}" for n, u in zip(each, "年月日"[-len(each) :], strict=True))
        for each in ((year, *first), until)
    ]
    return "至".join(words)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_only_a_period_of_two_days_is_left_to_the_page(period):
    texts = [period.start_text, period.end_text]
    days = [period.start and str(period.start), period.end and str(period.end)]
    is_told_by_days = all(days) and all(not t or t == d for t, d in zip(texts, days, strict=True))
    is_months = period.start == date(2026, 3, 1)
    assert is_of_two_days(period) == (is_told_by_days and days[0] != days[1] and not is_months)
    if is_of_two_days(period):
        assert period_words(period) == between(period.start, period.end) == in_full(period)


def test_periods_are_worded_together_as_each_alone():
    start, end = (ordinals(getattr(one, name) for one in PERIODS * 2) for name in ("start", "end"))
    together = worded(PERIODS * 2, start, end)
    assert together.words.tolist() == list(map(period_words, PERIODS * 2))
    assert together.by_days.tolist() == list(map(is_of_two_days, PERIODS * 2))
    assert worded([], ordinals([]), ordinals([])).words.tolist() == []


@given(st.lists(TEXT, min_size=1, max_size=40))
def test_texts_are_split_round_their_last_number(values):
    found = [re.fullmatch("(.*[^0-9]|)([0-9]+)([^0-9]*)", one, re.DOTALL) for one in values]
    want = [
        match.groups() if match else (one, "", "") for one, match in zip(values, found, strict=True)
    ]
    got = parts(values)
    assert list(zip(got.heads, got.digits.tolist(), got.tails, strict=True)) == [
        (head, len(digits), tail) for head, digits, tail in want
    ]
    assert all(
        number == int(digits or 0)
        for number, (_, digits, _) in zip(got.number.tolist(), want, strict=True)
        if len(digits) <= 15
    )
