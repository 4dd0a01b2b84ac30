"""Status, phase and period at a date."""

from dataclasses import replace
from datetime import date

import pytest

from geo.model import Basis, Period, Phase, Statement, Status
from geo.timeline import change_days, phase_at, step_at, steps

AUTUMN = Period(start=date(2020, 8, 1), end=date(2020, 10, 31), words="8至10月")
DEADLINE = Period(start=None, end=date(2020, 12, 31), words="年底前")


def said(status, day, period=None, unit="", key="S"):
    return Statement(
        id=f"{key}-{day}",
        feature="X",
        document="D",
        section="D-1",
        lines="",
        status=status,
        status_words="",
        period=period,
        period_words="",
        unit=unit,
        unit_basis=Basis.EXPLICIT,
        certainty=Basis.EXPLICIT,
        stated_from=day,
        stated_to=day,
    )


@pytest.mark.parametrize(
    ("period", "day", "phase"),
    [
        (AUTUMN, date(2020, 7, 31), Phase.UPCOMING),
        (AUTUMN, date(2020, 8, 1), Phase.ACTIVE),
        (AUTUMN, date(2020, 10, 31), Phase.ACTIVE),
        (AUTUMN, date(2020, 11, 1), Phase.OVERDUE),
        (DEADLINE, date(2020, 12, 31), Phase.OPEN),
        (DEADLINE, date(2021, 1, 1), Phase.OVERDUE),
        (Period(start=date(2020, 8, 1), end=None), date(2030, 1, 1), Phase.ACTIVE),
        (Period(start=None, end=None), date(2020, 8, 1), None),
        (None, date(2020, 8, 1), None),
    ],
)
def test_phase_of_a_period(period, day, phase):
    assert phase_at(Status.SCHEDULED, period, day) is phase


def test_a_reported_completion_is_done_and_never_late():
    assert phase_at(Status.COMPLETED, DEADLINE, date(2022, 1, 1)) is Phase.DONE
    assert phase_at(Status.COMPLETED, None, date(2022, 1, 1)) is None


def test_unknown_before_the_first_statement():
    step = step_at([said(Status.BUILDING, date(2020, 8, 31), AUTUMN)], date(2020, 8, 30))
    assert (step.status, step.phase, step.period, step.said) == (Status.UNKNOWN, None, None, None)


def test_the_newest_statement_rules_but_silence_erases_nothing():
    history = [
        said(Status.ADVANCING, date(2020, 4, 30), DEADLINE, "甲办"),
        said(Status.BUILDING, date(2020, 8, 31)),
    ]
    step = step_at(reversed(history), date(2020, 9, 1))
    assert step.status is Status.BUILDING
    assert step.period == DEADLINE
    assert step.unit == "甲办"
    assert step.said == date(2020, 8, 31)


def test_who_repeats_a_status_has_spoken_anew():
    history = [said(Status.ADVANCING, date(2020, month, 1)) for month in (4, 6, 8)]
    assert step_at(history, date(2020, 7, 1)).said == date(2020, 6, 1)
    assert step_at(history, date(2020, 9, 1)).said == date(2020, 8, 1)


def test_steps_equal_the_state_on_every_single_day():
    history = [
        said(Status.ADVANCING, date(2020, 4, 30), DEADLINE),
        said(Status.SCHEDULED, date(2020, 7, 15), AUTUMN),
        said(Status.COMPLETED, date(2020, 10, 15)),
    ]
    listed = steps(history)
    for ordinal in range(date(2020, 4, 1).toordinal(), date(2021, 2, 1).toordinal()):
        day = date.fromordinal(ordinal)
        now = step_at(history, day)
        in_force = [step for step in listed if step.day <= day]
        if not in_force:
            assert now.status is Status.UNKNOWN
            continue
        assert (in_force[-1].status, in_force[-1].phase) == (now.status, now.phase)


def test_no_step_is_listed_in_which_nothing_changes():
    history = [said(Status.ADVANCING, date(2020, 4, 30)), said(Status.ADVANCING, date(2020, 8, 31))]
    assert len(steps(history)) == 1
    assert change_days(history) == [date(2020, 4, 30), date(2020, 8, 31)]
    assert steps([]) == []


def test_words_that_name_no_day_are_the_period_until_days_are_stated():
    vague, again = (
        replace(said(Status.PLANNED, date(2020, month, 30)), period_words=words)
        for month, words in ((4, "近期"), (6, "年前"))
    )
    dated = said(Status.PLANNED, date(2020, 7, 31), AUTUMN)
    later = replace(said(Status.PLANNED, date(2020, 8, 31)), period_words="尽快")
    listed = steps([vague, again, dated, later])
    told = [(step.day.month, step.period.words, step.phase) for step in listed]
    # Words said later leave the days stated before in force, as a statement without any does.
    assert told == [
        (4, "近期", None),
        (6, "年前", None),
        (7, "8至10月", Phase.UPCOMING),
        (8, "8至10月", Phase.ACTIVE),
        (11, "8至10月", Phase.OVERDUE),
    ]
    assert (listed[0].period.start, listed[0].period.end) == (None, None)
