"""How certain a place is and when a thing is due, in words."""

import pandas as pd
import pytest

from views.wording import accuracy, apart, distance, period


@pytest.mark.parametrize(
    ("grade", "metres", "words"),
    [
        ("exact", 50, "精确"),
        ("approx", 250, "约位 ±250 米"),
        ("schematic", 2000, "示意 ±2 公里"),
        ("schematic", 1900, "示意 ±1.9 公里"),
        ("schematic", pd.NA, "示意"),
        ("none", pd.NA, "未定位"),
    ],
)
def test_accuracy(grade, metres, words):
    assert accuracy({"location_certainty": grade, "location_accuracy_m": metres}) == words


def test_distance():
    assert distance(999) == "999 米"
    assert distance(1000) == "1 公里"


@pytest.mark.parametrize(
    ("start", "end", "said", "words"),
    [
        ("2020-08-01", "2020-10-31", "8至10月", "2020年8月至10月"),
        ("", "2020-12-31", "年底前", "2020年12月31日前"),
        ("", "", "尽快", "尽快"),
        ("2020", "2024-12-31", "", "2020年至2024年12月31日"),
    ],
)
def test_period_of_a_listed_row(start, end, said, words):
    assert period({"start": start, "end": end, "period_words": said}) == words


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "相接"),
        (0.04, "相接"),
        (0.3, "0.3 米"),
        (4.5, "4.5 米"),
        (9.94, "9.9 米"),
        (9.96, "10 米"),
        (12.5, "13 米"),
        (48.2, "48 米"),
    ],
)
def test_below_ten_metres_a_decimetre_matters(metres, words):
    assert apart(metres) == words
