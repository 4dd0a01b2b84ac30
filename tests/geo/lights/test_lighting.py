"""Lights at a date: hand-worked cases at three dates each, and the steps between them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.lights.light import Light, Rule
from geo.lights.lighting import has_lights, lights_of
from geo.lights.rules import TEXTS, Thresholds, words
from geo.model import Basis, Status
from geo.periods import of_cells
from geo.periods.deadlines import deadline_in
from geo.ragged import NONE
from geo.settings import Settings
from geo.spoken import spoken_of
from tests.geo.lights import plain
from tests.geo.lights.cases import CASES, GREY, RED, YELLOW, money, period, said
from tests.geo.lights.one import light_at, light_steps

USUAL = Thresholds()
POINTS = [
    pytest.param(statements, *expected, id=f"{name} at {expected[0]}")
    for name, (statements, *days) in CASES.items()
    for expected in days
]


CASE_HISTORIES = [statements for statements, *_ in CASES.values()]


def read(histories, thresholds=USUAL):
    """Return the lights of features, row by row."""
    is_plate = np.zeros(len(histories), dtype=bool)
    lights = lights_of(spoken_of(histories), thresholds, is_plate)
    return [lights.of(row) for row in range(len(histories))]


def reason(lit):
    return "；".join(map(words, lit.findings))


def test_there_are_thirty_cases_of_three_dates_that_show_every_rule_and_light():
    assert len(CASES) >= 30
    assert {len(days) for _, *days in CASES.values()} == {3}
    shown = [
        light_at(statements, date.fromisoformat(day), USUAL)
        for statements, *days in CASES.values()
        for day, *_ in days
    ]
    assert {lit.light for lit in shown} == set(Light)
    assert {finding.rule for lit in shown for finding in lit.findings} == set(Rule)


@pytest.mark.case(44)
@pytest.mark.parametrize(("statements", "day", "light", "holds"), POINTS)
def test_a_light_and_its_numbers_are_those_worked_out_by_hand(statements, day, light, holds):
    lit = light_at(statements, date.fromisoformat(day), USUAL)
    assert (lit.light.value, holds in reason(lit)) == (light, True), reason(lit)


@pytest.mark.parametrize("thresholds", [USUAL, Thresholds(yellow=5, red=20, missed=1)])
def test_columns_are_the_lights_read_day_by_day(thresholds):
    histories = [*CASE_HISTORIES, *plain.histories(thresholds.missed, 60)]
    until = date(2028, 3, 2)
    for row, lits in enumerate(read(histories, thresholds)):
        told = [(lit.day, lit.findings) for lit in lits if lit.day < until]
        assert told == plain.steps(histories[row], thresholds, until)


def test_an_entry_has_the_gravest_light_and_the_furthest_lag_of_what_is_said():
    for lits in read(plain.histories(7, 100)):
        for lit in lits:
            assert (
                lit.light
                is lit.findings[0].light
                is min((f.light for f in lit.findings), key=list(Light).index)
            )
            assert lit.behind == max(f.behind for f in lit.findings)


def test_a_day_that_is_not_its_own_is_one_on_which_a_plan_of_the_feature_turns():
    histories = [*CASE_HISTORIES, *plain.histories(8, 100)]
    lights = lights_of(spoken_of(histories), USUAL, np.zeros(len(histories), dtype=bool))
    assert set(lights.is_own.tolist()) == {True, False}
    for history, (begin, end) in zip(histories, pairwise(lights.offset), strict=True):
        turns = {day for statement in history for day in turns_of_plan(statement)}
        days = lights.day[begin:end][~lights.is_own[begin:end]]
        assert {date.fromordinal(day) for day in days.tolist()} <= turns


def turns_of_plan(statement):
    planned, deadline = statement.period, deadline_in(statement)
    if planned and planned.end:
        yield planned.end + plain.ONE_DAY
    if deadline:
        yield from (deadline.missed, plain.red_day(deadline, USUAL))


def test_rows_are_taken_and_asked_on_a_day_as_they_are_one_by_one():
    histories = plain.histories(9, 50)
    lights = lights_of(spoken_of(histories), USUAL, np.arange(50) % 7 == 0)
    taken = lights.take(np.arange(50)[::-3])
    assert [taken.of(n) for n in range(17)] == [lights.of(row) for row in range(49, -1, -3)]
    day = date(2026, 7, 31)
    for row, entry in enumerate(lights.at(day)):
        until = [lit for lit in lights.of(row) if lit.day <= day]
        assert [lights.lit(entry)] == until[-1:] if entry != NONE else until == []


def test_a_plate_has_no_light_and_grey_alone_is_worth_no_column():
    statements, *_ = CASES["ten points behind are yellow"]
    quiet, *_ = CASES["a blank plan"]
    spoken = spoken_of([statements, quiet, []])
    lights = lights_of(spoken, USUAL, np.array([False, False, False]))
    assert [len(lights.of(row)) for row in range(3)] == [9, 1, 0]
    assert has_lights(lights)
    without = lights_of(spoken, USUAL, np.array([True, False, False]))
    assert [len(without.of(row)) for row in range(3)] == [0, 1, 0]
    assert not has_lights(without)


def test_what_is_cut_to_the_same_words_is_the_same_thing_said():
    long = [
        said(day, Status.BUILDING, when=period(end="2026-01/31"), words="待" * length)
        for day, length in (("2026-02-28", 40), ("2026-02-28", 41))
    ]
    again = replace(long[1], stated_from=date(2026, 2, 28), stated_to=date(2026, 2, 28))
    assert len(light_steps([long[0], again], USUAL)) == 1


def test_steps_are_only_listed_where_something_changes():
    statements, *_ = CASES["a blank plan"]
    again = replace(statements[0], stated_from=date(2026, 6, 30), stated_to=date(2026, 6, 30))
    assert len(light_steps([*statements, again], USUAL)) == 1
    assert light_steps([], USUAL) == []


def test_before_anything_is_said_no_rule_speaks():
    lit = light_at([said("2026-06-30", plan=100, done=0)], date(2026, 6, 29), USUAL)
    assert (lit.light, lit.findings) == (Light.GREY, ())


def test_findings_stand_with_the_gravest_first():
    statements, *_ = CASES["everything at once"]
    lit = light_at(statements, date(2026, 7, 1), USUAL)
    assert [(f.rule, f.light) for f in lit.findings] == [
        (Rule.LAG, Light.RED),
        (Rule.START, Light.RED),
        (Rule.END, Light.YELLOW),
    ]
    statements, *_ = CASES["well ahead, and the start missed"]
    lit = light_at(statements, date(2026, 6, 30), USUAL)
    assert [(f.rule, f.light) for f in lit.findings] == [
        (Rule.START, Light.YELLOW),
        (Rule.LAG, Light.GREEN),
    ]


@pytest.mark.parametrize(
    ("thresholds", "done", "light", "span"),
    [
        (Thresholds(yellow=5), 45, YELLOW, "落后 5 至 30 个百分点为黄灯"),
        (Thresholds(yellow=5, red=5), 45, YELLOW, "落后 5 个百分点为黄灯"),
        (Thresholds(yellow=5, red=5), 44, RED, "落后超过 5 个百分点为红灯"),
        (Thresholds(yellow=1, red=100), 49.5, "green", "落后不到 1 个百分点为绿灯"),
        (Thresholds(yellow=60, red=60), 0, "green", "落后不到 60 个百分点为绿灯"),
    ],
)
def test_a_workspace_may_have_its_own_thresholds(thresholds, done, light, span):
    lit = light_at([said("2026-06-30", plan=100, done=done)], date(2026, 6, 30), thresholds)
    assert lit.light.value == light
    assert span in reason(lit)


@pytest.mark.parametrize(
    ("missed", "yellow_until", "red_from"),
    [
        (1, None, date(2026, 8, 31)),
        (2, date(2026, 9, 29), date(2026, 9, 30)),
        (12, date(2027, 7, 30), date(2027, 7, 31)),
    ],
)
def test_months_are_counted_from_the_planned_one(missed, yellow_until, red_from):
    thresholds = Thresholds(missed=missed)
    statements = [said("2026-07-31", Status.SCHEDULED, when=period("2026-08"))]
    if yellow_until:
        assert light_at(statements, yellow_until, thresholds).light is Light.YELLOW
    lit = light_at(statements, red_from, thresholds)
    assert lit.light is Light.RED
    assert f"已到第 {missed} 个月末" in reason(lit)


def test_a_day_at_a_month_end_is_red_no_sooner_than_it_is_missed():
    statements = [said("2026-07-31", Status.SCHEDULED, when=period("2026-08-31"))]
    thresholds = Thresholds(missed=1)
    assert light_at(statements, date(2026, 8, 31), thresholds).light is Light.GREY
    lit = light_at(statements, date(2026, 9, 1), thresholds)
    assert lit.light is Light.RED
    assert "已到第 1 个月末（2026年8月31日），为红灯" in reason(lit)
    assert [step.day.isoformat() for step in light_steps(statements, thresholds)] == [
        "2026-07-31",
        "2026-09-01",
    ]


def test_thresholds_are_those_of_the_workspace_and_never_cross():
    assert Thresholds.of(Settings(title="甲")) == Thresholds(yellow=10, red=30, missed=3)
    crossed = Settings(title="甲", yellow="50", red="20", missed="2")
    assert Thresholds.of(crossed) == Thresholds(yellow=20, red=20, missed=2)


@pytest.mark.parametrize(
    ("start", "phrase", "missed"),
    [
        ("2026-01", "开工时间：2026年；竣工时间：2026年10月", date(2026, 12, 31)),
        ("2026-01", "开工时间：2026年1月；竣工时间：2026年10月", date(2026, 1, 31)),
        ("2026-07", "2026年三季度至2026年12月", date(2026, 9, 30)),
        ("2026-07", "2026.7至2027年三季度", date(2026, 7, 31)),
        ("2026-07", "2026年下半年", date(2026, 12, 31)),
        ("2026-10", "四季度", date(2026, 12, 31)),
        ("2026-08", "8至10月", date(2026, 8, 31)),
        ("2026-08-21", "8月下旬", date(2026, 9, 1)),
        ("2028-02-21", "2月下旬", date(2028, 3, 1)),
        ("2026", "2026-2028年", date(2026, 12, 31)),
        ("2026", "“十五五”时期", date(2030, 12, 31)),
        ("2026-05-15", "2026年5月15日至6月30日", date(2026, 5, 16)),
    ],
)
def test_a_start_has_as_long_as_its_source_gives_it(start, phrase, missed):
    day = date(int(start[:4]), 1, 1)
    statements = [said(day.isoformat(), Status.PLANNED, when=period(start, words=phrase))]
    assert light_at(statements, missed - timedelta(days=1), USUAL).light is Light.GREY
    assert light_at(statements, missed, USUAL).light is Light.YELLOW


# Cells of 开工时间, 竣工时间 and 起止时间; how the start is told, and the day it is missed.
STARTS = [
    ("2026Q3", "2027年6月", None, "2026年三季度", "2026-09-30"),
    ("2026年前三季度", "2027年", None, "2026年前三季度", "2026-09-30"),
    ("前2季度", "2027年", None, "2026年上半年", "2026-06-30"),
    (None, None, "2026年三至四季度", "2026年三季度", "2026-09-30"),
    (None, None, "2026年3-4季度", "2026年三季度", "2026-09-30"),
    (None, None, "2026年一至六月", "2026年1月", "2026-01-31"),
    (None, None, "2026年一至三季度", "2026年一季度", "2026-03-31"),
    (202607, "2027年三季度", None, "2026年7月", "2026-07-31"),
    (None, None, "２０２６．７－２０２７年三季度", "2026年7月", "2026-07-31"),
    ("明年", "明年三季度", None, "2027年", "2027-12-31"),
    ("后年", "后年三季度", None, "2028年", "2028-12-31"),
    ("今年", "今年10月", None, "2026年", "2026-12-31"),
    (None, "2027年", "2026年三季度至2027年", "2026年三季度", "2026-09-30"),
    ("三季度", "2027年", "2026年7月至2027年6月", "2026年三季度", "2026-09-30"),
    ("8月下旬", "2026年三季度", None, "2026年8月下旬", "2026-09-01"),
    ("8月底至10月", None, None, "2026年8月31日", "2026-09-01"),
    (2026.1, "2027年", None, "2026年", "2026-12-31"),
    (46204, "2027年三季度", None, "2026年7月1日", "2026-07-02"),
]


@pytest.mark.parametrize(("start", "end", "both", "told", "missed"), STARTS)
def test_a_start_has_the_stretch_that_was_read_from_its_cells(start, end, both, told, missed):
    day = date(2026, 1, 31)
    read = of_cells(start, end, both, day).period
    statements = [said(day.isoformat(), Status.PLANNED, when=read)]
    first = next(
        step.day
        for step in light_steps(statements, USUAL)
        if any(f.rule is Rule.START for f in step.findings)
    )
    assert first.isoformat() == missed
    assert f"计划{told}开工" in reason(light_at(statements, first, USUAL))


def test_a_day_that_is_shown_as_a_month_is_a_month():
    day = date(2026, 1, 31)
    shown = ("yyyy-mm", "", "")
    read = of_cells(date(2026, 7, 1), "2027年三季度", None, day, formats=shown).period
    lit = light_at([said(day.isoformat(), Status.PLANNED, when=read)], date(2026, 7, 31), USUAL)
    assert "计划2026年7月开工" in reason(lit)


@pytest.mark.parametrize(
    ("plan", "done", "is_rough"),
    [
        ("100", "45", False),
        ("1,000", "45.5", False),
        ("约100", "45", True),
        ("100", "45左右", True),
    ],
)
def test_a_unit_above_the_table_falls_out_of_a_ratio(plan, done, is_rough):
    whole = money(plan, 100.0, certainty=Basis.INFERRED)
    part = money(done, 45.0, certainty=Basis.INFERRED)
    lit = light_at([said("2026-06-30", plan=whole, done=part)], date(2026, 6, 30), USUAL)
    assert ("金额有推定" in reason(lit)) is is_rough


@given(
    plan=st.integers(1, 10**9),
    done=st.integers(0, 10**9),
    month=st.integers(1, 12),
)
def test_what_is_shown_never_contradicts_the_light(plan, done, month):
    day = date(2026, month, 1)
    lit = light_at([said("2026-01-01", plan=plan / 100, done=done / 100)], day, USUAL)
    finding = next(f for f in lit.findings if f.rule in (Rule.LAG, Rule.UNREAD))
    if finding.rule is Rule.UNREAD:
        assert max(plan, done) > 10**8 and lit.light.value == GREY
        return
    behind = float(finding.texts[7]) - float(finding.texts[5])
    assert lit.light is _light(round(behind, 9))
    if "落后" in finding.texts[0]:
        assert lit.light is _light(float(finding.texts[0].split()[1]))


def _light(behind):
    return Light.RED if behind > 30 else Light.YELLOW if behind >= 10 else Light.GREEN


def test_every_rule_has_its_sentence():
    assert list(TEXTS) == list(Rule)


def test_the_seeds_hold_no_plan_and_every_light_is_grey(whole):
    lights = whole.lights
    assert len(lights.offset) == 1 + 82
    assert {list(Light)[code] for code in lights.light} == {Light.GREY}
    assert {f.rule for findings in lights.sayings for f in findings} == {Rule.NO_PLAN}
