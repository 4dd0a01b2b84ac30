"""What ledgers left out and nothing spoke of again: on which days, and how many are counted."""

from dataclasses import replace
from datetime import date

import pytest
from works import feature, said, standing

from geo.catalogue import catalogue
from geo.moved.unlisted import editions_of, left_spans
from geo.roll_up import roll_up

MAY, JUNE, JULY, AUGUST = (date(2026, month, 28) for month in (5, 6, 7, 8))


@pytest.fixture
def editions(facts):
    """Make the facts of ledgers, each a day and the letters of what it lists."""

    def make(*ledgers):
        keys = sorted({key for _, listed in ledgers for key in listed})
        documents, statements = [], []
        whole = standing(facts, map(feature, keys), ()).facts
        for day, listed in ledgers:
            document = replace(whole.documents[0], id=str(day), stated_from=day, stated_to=day)
            documents.append(document)
            statements += [replace(said(key, day), document=document.id) for key in listed]
        return replace(whole, documents=tuple(documents), statements=tuple(statements))

    return make


CASES = {
    "every edition lists all": ([(MAY, "ABCD"), (JUNE, "ABCD")], {}),
    "left out once and for all": (
        [(MAY, "ABCDE"), (JUNE, "ABCD"), (JULY, "ABCD")],
        {"E": [(JUNE, None)]},
    ),
    "one after the other": (
        [(MAY, "ABCDE"), (JUNE, "ABCD"), (JULY, "ABC")],
        {"E": [(JUNE, None)], "D": [(JULY, None)]},
    ),
    "listed again": (
        [(MAY, "ABCD"), (JUNE, "AB"), (JULY, "ABCD")],
        {"C": [(JUNE, JULY)], "D": [(JUNE, JULY)]},
    ),
    "listed again and left out again": (
        [(MAY, "ABCD"), (JUNE, "ABC"), (JULY, "ABCD"), (AUGUST, "ABC")],
        {"D": [(JUNE, JULY), (AUGUST, None)]},
    ),
    "spoken of by hand since": ([(MAY, "ABCD"), (JUNE, "ABC"), (JULY, "D")], {"D": [(JUNE, JULY)]}),
    "spoken of by hand before": ([(MAY, "ABCD"), (JUNE, "D"), (JULY, "ABC")], {}),
    "another ledger in between": (
        [(MAY, "ABCDE"), (JUNE, "VWXYZ"), (JULY, "ABCD")],
        {"E": [(JULY, None)]},
    ),
    "pages that share little": ([(MAY, "ABCDEFGH"), (JUNE, "AXYZ")], {}),
}


@pytest.mark.parametrize("case", CASES)
def test_days_on_which_something_is_left_out(editions, case):
    ledgers, expected = CASES[case]
    assert left_spans(editions_of(editions(*ledgers))) == expected


def test_what_is_left_out_is_counted_at_each_date_and_in_each_selection(editions):
    facts = editions((MAY, "ABCDE"), (JUNE, "ABC"), (JULY, "ABCD"))
    at = {day: roll_up(catalogue(facts, day)) for day in (MAY, JUNE, JULY)}
    assert [(at[day].left, at[day].whole.count) for day in at] == [(0, 5), (2, 5), (1, 5)]
    whole = catalogue(facts, JUNE)
    kept = whole.frame["id"].isin(["A", "E"]).to_numpy()
    part = replace(whole, frame=whole.frame[kept], rows=whole.rows[kept])
    assert roll_up(part).left == 1


def test_the_newspaper_pages_left_nothing_out(facts):
    assert left_spans(editions_of(facts)) == {}
