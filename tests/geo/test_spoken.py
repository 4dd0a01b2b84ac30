"""Statements as columns say what the statements say."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from ledger_facts import statement

from geo.model import Amount, Measure, Period, Status
from geo.periods.deadlines import deadline_in
from geo.ragged import NONE
from geo.spoken import (
    may_have_begun,
    order,
    speaks_of_period,
    speaks_of_status,
    spoken,
    spoken_of,
)

FIRST = date(2026, 1, 1)
NOTHING = statement("L1", FIRST, {})
SPRING = Period(start=date(2026, 3, 1), end=None)
LATEST = Period(start=None, end=date(2026, 9, 30), words="开工时间：6月底前")


def a_statement(dice, number, keys):
    day = FIRST + timedelta(days=dice.randrange(40))
    return replace(
        NOTHING,
        id=f"S{number}",
        feature=dice.choice(keys),
        stated_to=day,
        stated_from=day - timedelta(days=dice.choice([0, 0, 9])),
        status=dice.choice([Status.PLANNED, Status.BUILDING, Status.UNKNOWN]),
        status_words=dice.choice(["", "已签约", "计划新开工"]),
        # Equal periods are not always the same object.
        period=dice.choice([None, SPRING, replace(SPRING), LATEST, replace(LATEST)]),
        period_words=dice.choice(["", "近期", "6月底前开工", "年内开工"]),
        unit=dice.choice(["", "甲办", "乙办"]),
        amounts=dice.choice([{}, {Measure.TOTAL: Amount(words="1", value=1.0, unit="万元")}]),
    )


@pytest.fixture(scope="module", name="told")
def _told(facts):
    dice = Random(1)
    keys = [f"P{n}" for n in range(30)]
    features = tuple(replace(facts.features[0], id=key) for key in keys)
    said = tuple(a_statement(dice, n, [*keys[:-1], "没有它"]) for n in range(200))
    return replace(facts, features=features, statements=said)


def of_feature(told, key):
    return sorted((one for one in told.statements if one.feature == key), key=order)


def test_each_row_has_the_statements_of_its_feature_in_the_order_in_which_they_count(told):
    table = spoken(told)
    for row, feature in enumerate(told.features):
        assert list(table.of(row)) == of_feature(told, feature.id)
    assert len(table.offset) == len(told.features) + 1
    assert len(table.of(len(told.features) - 1)) == 0


def test_every_column_says_what_is_read_of_each_statement(told):
    table = spoken(told)
    statuses = list(Status)
    for entry, one in enumerate(table.statements):
        assert told.statements[table.written[entry]] is one
        assert date.fromordinal(table.day[entry]) == one.stated_to
        assert date.fromordinal(table.first_day[entry]) == one.stated_from
        assert statuses[table.status[entry]] is one.status
        assert table.is_about_status[entry] == speaks_of_status(one)
        assert table.may_have_begun[entry] == may_have_begun(one)
        assert table.has_amounts[entry] == bool(one.amounts)
        assert [*table.units, ""][table.unit[entry]] == one.unit
        plan = (one.period, deadline_in(one)) if speaks_of_period(one) else None
        number = table.plan[entry]
        assert (table.plans.of(number) if number != NONE else None) == plan
        words = "" if one.period else one.period_words
        stated = [*table.plans.periods, None][table.words[entry]]
        assert stated == (Period(start=None, end=None, words=words) if words else None)


def test_what_is_alike_has_one_number(told):
    table = spoken(told)
    for values in (table.plans.periods, table.plans.deadlines, table.units):
        assert len(values) == len(set(values)) > 1


@pytest.mark.parametrize(
    ("words", "windows", "plans"),
    [
        ("6月底前开工", [("02-01", "02-01"), ("03-01", "03-31"), ("03-01", "03-01")], [0, 0, 0]),
        # What was said in one of two years tells the end of neither.
        ("年内开工", [("02-01", "02-01"), ("02-01", "12-31"), ("2025", "02-01")], [0, 0, -1]),
        ("近期", [("02-01", "02-01")], [-1]),
    ],
)
def test_words_said_on_several_days_are_one_plan_if_they_come_to_the_same(words, windows, plans):
    days = [
        [date(2025, 12, 20) if day == "2025" else date.fromisoformat(f"2026-{day}") for day in both]
        for both in windows
    ]
    said = [
        replace(NOTHING, stated_from=first, stated_to=last, period_words=words)
        for first, last in days
    ]
    number = {id(one): plan for one, plan in zip(said, plans, strict=True)}
    table = spoken_of([said])
    assert table.plan.tolist() == [number[id(one)] for one in table.statements]


def test_histories_need_no_feature(told):
    histories = [of_feature(told, key)[::-1] for key in ("P3", "P1", "P3")]
    table = spoken_of(iter(histories))
    assert [list(table.of(row)) for row in range(3)] == [
        of_feature(told, key) for key in ("P3", "P1", "P3")
    ]


def test_nothing_said_makes_empty_columns(told):
    table = spoken(replace(told, statements=()))
    assert np.array_equal(table.offset, np.zeros(31))
    assert (table.statements, table.plans.periods, table.units, len(table.plan)) == ((), (), (), 0)
