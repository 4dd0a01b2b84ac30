"""Amounts at a date: the newest statement of each measure holds, corrections included."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_facts import statement

from geo.model import Amount, Measure
from geo.spoken import spoken_of
from geo.stated import amount_steps, amount_steps_of, amounts_at, counted_at, dated_amounts_at, yuan

MAY, JUNE, JULY = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)
NEW_YEAR = date(2027, 1, 1)


def said(day, document="L1", **values):
    amounts = {
        Measure(code): Amount(words=str(value), value=value, unit="万元")
        for code, value in values.items()
    }
    return statement(document, day, amounts)


MONTHS = [
    said(JULY, total=3.0),
    said(MAY, total=1.0, annual_plan=5.0),
    said(JUNE),
    said(JULY, total=4.0, annual_done=2.0),
]


@pytest.mark.parametrize(
    ("day", "values"),
    [
        (date(2026, 5, 30), {}),
        (MAY, {"total": 1.0, "annual_plan": 5.0}),
        (JUNE, {"total": 1.0, "annual_plan": 5.0}),
        (JULY, {"total": 4.0, "annual_plan": 5.0, "annual_done": 2.0}),
    ],
)
def test_the_newest_statement_of_each_measure_holds(day, values):
    amounts = amounts_at(MONTHS, day)
    assert {measure.value: amount.value for measure, amount in amounts.items()} == values


def test_only_changes_are_listed():
    again = said(date(2026, 8, 31), total=4.0, annual_done=2.0)
    steps = amount_steps([*MONTHS, again])
    assert [step.day for step in steps] == [MAY, JULY, NEW_YEAR]
    assert amount_steps([said(JUNE)]) == []
    assert [step.day for step in amount_steps([said(JUNE, total=1.0)])] == [JUNE]


def test_of_all_features_the_steps_are_those_of_each():
    histories = [[], MONTHS, [said(JUNE)], MONTHS[::-1], [said(JUNE), said(MAY, total=1.0)]]
    offset, steps = amount_steps_of(spoken_of(histories))
    listed = [steps[first:last] for first, last in pairwise(offset)]
    assert listed == [amount_steps(history) for history in histories]
    assert [len(one) for one in listed] == [0, 3, 0, 3, 1]


DAYS = st.dates(date(2025, 11, 1), date(2027, 2, 28))
STATED = st.builds(
    lambda days, values: replace(said(max(days), **values), stated_from=min(days)),
    st.tuples(DAYS, DAYS),
    st.dictionaries(st.sampled_from(["total", "annual_plan", "annual_done"]), st.floats(0, 2)),
)


@given(st.lists(STATED, max_size=6))
@settings(max_examples=50, deadline=None)
def test_the_steps_hold_on_every_day_what_is_reckoned_for_it(statements):
    steps = amount_steps(statements)
    for n in range(520):
        day = date(2025, 11, 1) + timedelta(days=n)
        known = [step for step in steps if step.day <= day]
        amounts = known[-1].amounts if known else {}
        counted = known[-1].counted if known else {}
        assert list(amounts.items()) == list(amounts_at(statements, day).items())
        assert list(counted.items()) == list(counted_at(statements, day).items())
    assert all(a != b for a, b in pairwise([(s.amounts, s.counted) for s in steps]))


def test_on_1_january_the_figures_of_the_year_before_cease_to_count():
    *_, july, new_year = amount_steps(MONTHS)
    assert july.amounts == july.counted == new_year.amounts
    assert list(new_year.counted) == [Measure.TOTAL]
    assert list(counted_at(MONTHS, date(2026, 12, 31))) == list(july.amounts)
    assert list(counted_at(MONTHS, NEW_YEAR)) == [Measure.TOTAL]
    again = [*MONTHS, said(date(2027, 2, 28), annual_plan=6.0)]
    assert counted_at(again, date(2027, 2, 28))[Measure.ANNUAL_PLAN].value == 6.0
    assert Measure.ANNUAL_DONE not in counted_at(again, date(2027, 2, 28))


@pytest.mark.parametrize(
    ("value", "expected"), [(0.00005, 1), (0.00015, 2), (0.00004, 0), (0.1, 1000), (1e8, 10**12)]
)
def test_half_a_yuan_is_rounded_up(value, expected):
    assert yuan(value) == expected


def test_each_amount_is_known_with_the_day_it_was_stated_on():
    dated = dated_amounts_at(MONTHS, JULY)
    assert {measure.value: (d.amount.value, d.stated_to) for measure, d in dated.items()} == {
        "total": (4.0, JULY),
        "annual_plan": (5.0, MAY),
        "annual_done": (2.0, JULY),
    }
    assert {d.stated_from for d in dated.values()} == {MAY, JULY}
