"""Status, phase and period at a date."""

from dataclasses import astuple, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from geo.model import Basis, Period, Phase, Statement, Status
from geo.periods.deadlines import deadline_in
from geo.spoken import spoken_of
from geo.timeline import step_at, steps, steps_at, steps_of

AUTUMN = Period(start=date(2020, 8, 1), end=date(2020, 10, 31), words="8至10月")
BEFORE = date(2020, 1, 1)
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
    assert step_at([said(Status.SCHEDULED, BEFORE, period)], day).phase is phase


@pytest.mark.parametrize(
    ("period", "phase"),
    [(DEADLINE, Phase.DONE), (None, None), (Period(start=None, end=None), None)],
)
def test_a_reported_completion_is_done_and_never_late(period, phase):
    assert step_at([said(Status.COMPLETED, BEFORE, period)], date(2022, 1, 1)).phase is phase


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


# Words of a status, and whether they may tell that something began.
STATUS_WORDS = {"": False, "在建": False, "已签约": True, "计划新开工": False, "新开工": True}
STATUSES = (Status.PLANNED, Status.PREPARING, Status.BUILDING, Status.COMPLETED, Status.UNKNOWN)
PERIOD_WORDS = ("", "近期", "年前", "3月底前开工", "年内开工", "开工时间：4月前")
FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(160)]


def a_period(dice):
    start, end = (dice.choice([None, *DAYS[30:150]]) for _ in "ab")
    words = dice.choice(["", "近期", "开工时间：3月底前"])
    whole = Period(
        start=date(2026, 3, 1),
        end=date(2026, 4, 30),
        start_text="2026-03",
        end_text="2026-04",
        words="3至4月",
    )
    return dice.choice([None, None, whole, Period(start=start, end=end, words=words)])


def a_history(dice):
    history = []
    for number in range(dice.randint(0, 6)):
        day = dice.choice(DAYS[:120])
        if history and dice.random() < 0.3:
            day = history[-1].stated_to
        one = said(
            dice.choice(STATUSES),
            day,
            a_period(dice),
            dice.choice(["", "甲办", "乙办"]),
            str(number),
        )
        words, status_words = dice.choice(PERIOD_WORDS), dice.choice(list(STATUS_WORDS))
        since = day - timedelta(days=dice.choice([0, 0, 1, 20]))
        history.append(
            replace(one, period_words=words, status_words=status_words, stated_from=since)
        )
    return history


def fallen(status, period, day):
    if not period or not (period.start or period.end):
        return None
    if status is Status.COMPLETED:
        return Phase.DONE
    if period.end and period.end < day:
        return Phase.OVERDUE
    if not period.start:
        return Phase.OPEN
    return Phase.ACTIVE if period.start <= day else Phase.UPCOMING


def told_plainly(history, day):
    """Listen to one statement after the other: what holds on a day, and when was last spoken."""
    held = sorted(
        (one for one in history if one.stated_to <= day),
        key=lambda one: (one.stated_to, one.stated_from),
    )
    status, is_open, unit, words, plan = Status.UNKNOWN, False, "", "", None
    for one in held:
        if one.status is not Status.UNKNOWN or one.status_words:
            status, is_open = one.status, STATUS_WORDS[one.status_words]
        if one.period or deadline_in(one):
            plan = one
        unit, words = one.unit or unit, one.period_words or words
    words = plan.period_words if plan else words
    period = plan.period if plan else None
    period = period or (Period(start=None, end=None, words=words) if words else None)
    start_by = deadline_in(plan) if plan and not is_open else None
    heard = held[-1].stated_to if held else None
    return status, fallen(status, period, day), period, unit, heard, start_by


def told(step):
    return step.status, step.phase, step.period, step.unit, step.said, step.start_by


def without_said(step):
    return step.status, step.phase, step.period, step.unit, step.start_by


def some_histories(seed, count=150):
    dice = Random(seed)
    return [a_history(dice) for _ in range(count)]


@pytest.mark.parametrize("seed", range(3))
def test_what_holds_of_all_on_a_day_is_what_each_history_tells_when_read_plainly(seed):
    histories = some_histories(seed)
    spoken = spoken_of(histories)
    for day in DAYS[::3]:
        table = steps_at(spoken, day)
        for row, history in enumerate(histories):
            (step,) = table.of(row)
            assert told(step) == told_plainly(history, day)


@pytest.mark.parametrize("seed", range(3, 6))
def test_the_steps_of_all_are_the_days_on_which_anything_changes(seed):
    histories = some_histories(seed)
    table = steps_of(spoken_of(histories))
    for row, history in enumerate(histories):
        last, expected = None, []
        for day in DAYS:
            status, phase, period, unit, heard, start_by = told_plainly(history, day)
            now = status, phase, period, unit, start_by
            if heard and now != last:
                expected.append((day, heard, *now))
                last = now
        found = [(step.day, step.said, *without_said(step)) for step in table.of(row)]
        assert [one for one in found if one[0] in DAYS] == expected
        assert all(without_said(a) != without_said(b) for a, b in pairwise(table.of(row)))


def test_a_step_without_a_day_of_its_own_has_one_of_its_period():
    table = steps_of(spoken_of(some_histories(6)))
    for entry, is_own in enumerate(table.is_own):
        step = table.step(entry)
        start, end = (step.period.start, step.period.end) if step.period else (None, None)
        assert is_own == (step.day not in (start, end and end + timedelta(days=1)))
    assert set(table.is_own.tolist()) == {True, False}


def test_one_feature_alone_has_the_steps_it_has_among_others():
    histories = some_histories(7, 40)
    table = steps_of(spoken_of(histories))
    wanted = np.array([7, 3, 3, 39])
    cut = table.take(wanted)
    for place, row in enumerate(wanted):
        assert steps(histories[row]) == table.of(row) == cut.of(place)
    held = cut.at(DAYS[90])
    for place, entry in enumerate(held):
        known = [step for step in cut.of(place) if step.day <= DAYS[90]]
        assert (cut.step(entry) if entry >= 0 else None) == (known[-1] if known else None)


def test_nobody_and_nothing_said_make_an_empty_table():
    assert len(steps_of(spoken_of([])).day) == len(steps_at(spoken_of([]), FIRST).day) == 0
    (step,) = steps_at(spoken_of([[]]), FIRST).of(0)
    assert astuple(step) == (FIRST, Status.UNKNOWN, None, None, "", None, None)


def test_values_of_a_table_are_told_apart_by_their_number():
    table = steps_of(spoken_of(some_histories(8)))
    for values in (table.periods, table.units, table.deadlines):
        assert len(set(values)) == len(values)
