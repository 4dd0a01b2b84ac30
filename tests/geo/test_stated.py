"""Amounts at a date: the newest statement of each measure holds, corrections included."""

from datetime import date

import pytest
from ledger_facts import statement

from geo.model import Amount, Measure
from geo.stated import amount_steps, amounts_at, dated_amounts_at

MAY, JUNE, JULY = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)


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
    assert [day for day, _ in amount_steps([*MONTHS, again])] == [MAY, JULY]
    assert amount_steps([said(JUNE)]) == []


def test_each_amount_is_known_with_the_day_it_was_stated_on():
    dated = dated_amounts_at(MONTHS, JULY)
    assert {measure.value: (d.amount.value, d.stated_to) for measure, d in dated.items()} == {
        "total": (4.0, JULY),
        "annual_plan": (5.0, MAY),
        "annual_done": (2.0, JULY),
    }
    assert {d.stated_from for d in dated.values()} == {MAY, JULY}
