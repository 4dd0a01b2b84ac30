"""What is due and what is overdue, from the period in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from works import DAY, feature, said, standing

from geo.catalogue import catalogue
from geo.due import Event, plans
from geo.model import Kind, Status
from geo.periods import of_cells

END, START = Event.END, Event.START


def listed(facts, dates, status=Status.BUILDING, day=DAY, within=90):
    """List what is due, then what is over, of one feature: event, days left, words."""
    whole = standing(facts, [feature("P")], [said("P", date(2026, 1, 31), status, dates)], day=day)
    found = plans(whole, within)
    every = (*found.ahead, *found.overdue, *found.missed)
    return [(one.event, one.left, one.words) for one in every]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2026-01-02", "2026-06-30"), [(END, 0, "2026年6月30日")]),
        (("2026-01", "2026-06"), [(END, 0, "2026年6月")]),
        (("2026-01-05", "2026-07-01"), [(END, 1, "2026年7月1日")]),
        (("2026-01-05", "2026-06-29"), [(END, -1, "2026年6月29日")]),
        (("", "2026-07-30"), [(END, 30, "2026年7月30日")]),
        (("", "2026-07"), [(END, 31, "2026年7月前")]),
        (("2026-01-01", "2026-07-31"), [(END, 31, "2026年7月")]),
        (("", "2026-09-28"), [(END, 90, "2026年9月28日")]),
        (("", "2026-09-29"), []),
        (("", "2025-12-31"), [(END, -181, "2025年12月31日")]),
        (("2026-01", ""), []),
        (("2026-08", ""), []),
        (None, []),
    ],
)
def test_a_completion_is_due_on_its_day_and_overdue_from_the_next(facts, dates, expected):
    assert listed(facts, dates) == expected


@pytest.mark.parametrize("status", Status)
def test_a_start_is_due_only_where_none_is_reported(facts, status):
    expects = status in (Status.PLANNED, Status.SCHEDULED, Status.PREPARING)
    events = [event for event, _, _ in listed(facts, ("2026-08", ""), status)]
    assert events == ([START] if expects else [])


@pytest.mark.parametrize(
    ("start", "left", "words"),
    [
        ("2026-06-30", 0, "2026年6月30日"),
        ("2026-07-01", 1, "2026年7月1日"),
        ("2026-09-28", 90, "2026年9月28日"),
        ("2026-06", 0, "2026年6月"),
        ("2026-07", 31, "2026年7月"),
        ("2026-06-29", -1, "2026年6月29日"),
        ("2026-05", -30, "2026年5月"),
    ],
)
def test_a_start_is_due_until_the_last_day_on_which_it_is_in_time(facts, start, left, words):
    assert listed(facts, (start, ""), Status.PLANNED) == [(START, left, words)]


@pytest.mark.parametrize(
    ("phrase", "left", "words"),
    [
        ("三季度", 92, "2026年三季度"),
        ("6月底前", 0, "2026年6月底前"),
        ("5月底前", -30, "2026年5月底前"),
        ("年内", 184, "2026年底前"),
    ],
)
@pytest.mark.parametrize("closing", [None, "2028年"])
def test_the_words_of_the_source_tell_how_long_a_start_has(facts, phrase, left, words, closing):
    stated = of_cells(phrase, closing, None, date(2026, 1, 31))
    one = replace(said("P", date(2026, 1, 31)), period=stated.period, period_words=stated.words)
    whole = standing(facts, [feature("P")], [one])
    found = plans(whole, 200)
    starts = [one for one in (*found.ahead, *found.missed) if one.event is START]
    assert [(one.left, one.words) for one in starts] == [(left, words)]
    assert found.undated == 0


@pytest.mark.parametrize("status", Status)
def test_a_start_is_missed_only_where_none_is_reported(facts, status):
    whole = standing(facts, [feature("P")], [said("P", status=status, dates=("2026-03", ""))])
    expects = status in (Status.PLANNED, Status.SCHEDULED, Status.PREPARING)
    assert [one.left for one in plans(whole).missed] == ([-91] if expects else [])


def test_words_that_may_tell_of_a_start_miss_none(facts):
    begun = replace(
        said("P", status=Status.SCHEDULED, dates=("2026-03", "")), status_words="新开工"
    )
    assert plans(standing(facts, [feature("P")], [begun])).missed == []


def test_the_longest_missed_stands_first(facts):
    features = [feature(key) for key in "ABC"]
    starts = {"A": "2026-04", "B": "2026-02", "C": "2026-03"}
    statements = [said(key, dates=(start, "")) for key, start in starts.items()]
    found = plans(standing(facts, features, statements))
    assert [one.feature for one in found.missed] == ["B", "C", "A"]


def test_a_start_that_is_far_is_not_due(facts):
    assert listed(facts, ("2026-09-29", ""), Status.PLANNED) == []


@pytest.mark.parametrize("within", [30, 60, 90])
def test_the_last_of_the_days_counts(facts, within):
    last, next_day = (DAY + timedelta(days=within + more) for more in (0, 1))
    assert [left for _, left, _ in listed(facts, ("", str(last)), within=within)] == [within]
    assert listed(facts, ("", str(next_day)), within=within) == []


def test_what_nobody_dated_is_counted_and_plates_are_not(facts):
    features = [feature("A"), feature("B"), feature("Z", Kind.PLATE)]
    whole = standing(facts, features, [said("A", dates=("2026-03", "")), said("B")])
    assert plans(whole).undated == 1


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(
    ("dates", "endless"),
    [(("2026-01", ""), 1), (("2026-08", ""), 1), (("2026-01", "2026-12"), 0), (None, 0)],
)
def test_a_start_without_a_completion_is_counted_of_what_is_not_done(facts, status, dates, endless):
    whole = standing(facts, [feature("P")], [said("P", status=status, dates=dates)])
    is_done = status in (Status.COMPLETED, Status.EXISTING)
    assert plans(whole).endless == (0 if is_done else endless)


def test_a_start_of_which_only_the_last_day_is_said_has_no_completion_either(facts):
    one = replace(said("P"), period_words="开工时间：6月底前")
    found = plans(standing(facts, [feature("P")], [one]))
    assert (found.undated, found.endless) == (0, 1)
    assert [one.words for one in found.ahead] == ["2026年6月底前"]


@pytest.mark.parametrize(
    ("start", "light"), [("2026-06", "yellow"), ("2026-06-30", "grey"), ("2026-06-29", "yellow")]
)
def test_a_start_due_today_is_not_over_though_its_light_may_warn(facts, start, light):
    whole = standing(facts, [feature("P")], [said("P", dates=(start, ""))])
    over = start == "2026-06-29"
    assert len(plans(whole).missed) == over
    assert len(plans(whole).ahead) == (not over)
    assert list(whole.frame["light"]) == [light]


@pytest.mark.parametrize("dates", [("2026-01", "2026-05"), ("2026-07", "2026-08")])
def test_what_is_reported_completed_is_neither(facts, dates):
    assert listed(facts, dates, Status.COMPLETED) == []


def test_nothing_is_due_before_anything_was_said(facts):
    assert listed(facts, ("", "2026-02"), day=date(2026, 1, 30)) == []


def test_the_newest_period_counts_and_the_order_is_that_of_the_days(facts):
    features = [feature(key) for key in ("A", "B", "C")]
    statements = [
        said("A", date(2026, 1, 31), Status.BUILDING, ("", "2026-05-31")),
        said("A", date(2026, 5, 31), Status.BUILDING, ("", "2026-08-15")),
        said("B", date(2026, 1, 31), Status.PLANNED, ("2026-07-01", "2026-08-15")),
        said("C", date(2026, 1, 31), Status.BUILDING, ("", "2026-04-30")),
    ]
    whole = standing(facts, features, statements)
    assert [(one.feature, one.event) for one in plans(whole).ahead] == [
        ("B", START), ("A", END), ("B", END),
    ]  # fmt: skip
    assert [one.feature for one in plans(whole).overdue] == ["C"]
    early = standing(facts, features, statements, day=date(2026, 5, 30))
    assert [(one.feature, one.left) for one in plans(early).ahead] == [
        ("A", 1),
        ("B", 32),
        ("B", 77),
    ]


def test_overdue_is_what_the_phase_calls_so(whole):
    for day in (date(2020, 10, 31), date(2020, 11, 1), date(2021, 7, 1)):
        later = catalogue(whole.facts, day)
        said_so = later.frame.loc[later.frame["phase"] == "overdue", "id"]
        assert sorted(one.feature for one in plans(later).overdue) == sorted(said_so)
