"""Wording made from records."""

from datetime import date

import pytest
import shapely

from geo.cells import period
from geo.model import Amount, Basis, Method, Period
from layers.words import (
    amount_note,
    amount_words,
    day_words,
    period_words,
    place_source_words,
    plate_outline,
)


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


@pytest.mark.parametrize(
    ("amount", "words", "note"),
    [
        (Amount(words="1.2亿元", value=12_000, unit="万元"), "12,000 万元", "原文：1.2亿元"),
        (Amount(words="12000", value=12_000, unit="万元"), "12,000 万元", ""),
        (Amount(words="12,000 万元", value=12_000, unit="万元"), "12,000 万元", ""),
        (Amount(words="3500.55", value=3500.55, unit="万元"), "3,500.55 万元", ""),
        (Amount(words="0.93", value=93.0, unit="%"), "93%", "原文：0.93"),
        (Amount(words="0", value=0.0, unit="万元"), "0 万元", ""),
        (Amount(words="-35", value=-35.0, unit="万元"), "-35 万元", ""),
        (
            Amount(words="2亿-3亿", value=20_000, upper=30_000, unit="万元"),
            "20,000 至 30,000 万元",
            "原文：2亿-3亿",
        ),
        (
            Amount(words="约1.2亿", value=12_000, unit="万元", certainty=Basis.INFERRED),
            "12,000 万元（推定）",
            "原文：约1.2亿",
        ),
        (Amount(words="5万亩", value=None, unit="万元", note="不是金额"), "5万亩", "不是金额"),
    ],
    ids=lambda value: getattr(value, "words", None),
)
def test_an_amount_is_told_in_the_one_unit_beside_what_was_typed(amount, words, note):
    assert (amount_words(amount), amount_note(amount)) == (words, note)


@pytest.mark.parametrize(
    ("method", "geometry", "outline"),
    [
        (Method.OFFICIAL, shapely.box(0, 0, 1, 1), "official"),
        (Method.EXTENT, shapely.box(0, 0, 1, 1), "extent"),
        (Method.HULL, shapely.box(0, 0, 1, 1), "members"),
        (Method.UNIT, shapely.Point(0, 0), "anchor"),
        (None, None, "none"),
    ],
)
def test_an_outline_is_named_by_how_it_is_known(method, geometry, outline):
    assert plate_outline(method and method.value, geometry) == outline


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("gazetteer", "本地地名库"),
        ("amap", "高德地图"),
        ("person", "人工"),
        ("poi-2026 | bus-2013", "poi-2026、bus-2013"),
        ("", ""),
    ],
)
def test_who_says_where_something_is_is_named(source, words):
    assert place_source_words(source) == words
