"""Lights read slowly: everything that was said, gone through again for every day."""

import random
from datetime import date, timedelta

from geo.dates import day_words, end_words, window_words
from geo.lights.lagging import lagging
from geo.lights.light import Finding, Light, Rule
from geo.model import Measure, Status
from geo.periods.deadlines import deadline_in
from geo.spoken import may_have_begun, order, speaks_of_period, speaks_of_status
from geo.stated import dated_amounts_at
from geo.writing import quoted
from tests.geo.lights.cases import about, money, period, said

ONE_DAY = timedelta(days=1)
LIGHTS, RULES = list(Light), list(Rule)


def steps(history, thresholds, until):
    """List (day, findings) of every day on which they differ from those of the day before."""
    found = []
    day = min((s.stated_to for s in history), default=until)
    while day < until:
        findings = on_day(history, day, thresholds)
        if not found or found[-1][1] != findings:
            found.append((day, findings))
        day += ONE_DAY
    return found


def on_day(history, day, thresholds):
    heard = sorted((s for s in history if s.stated_to <= day), key=order)
    told = next((s for s in reversed(heard) if speaks_of_status(s)), None)
    planned = next((s for s in reversed(heard) if speaks_of_period(s)), None)
    stated = dated_amounts_at(heard, day)
    plan, done = stated.get(Measure.ANNUAL_PLAN), stated.get(Measure.ANNUAL_DONE)
    is_done = told is not None and told.status is Status.COMPLETED
    findings = [lagging(plan, done, day, thresholds, is_done=is_done)]
    if told and planned and _month(told.stated_from) == _month(told.stated_to):
        when = window_words(told.stated_from, told.stated_to)
        report = (when, quoted(told.status_words or told.status.word))
        findings += _start(told, deadline_in(planned), report, day, thresholds)
        findings += _end(told, planned.period, report, day)
    return tuple(sorted(findings, key=lambda f: (LIGHTS.index(f.light), RULES.index(f.rule))))


def _start(told, deadline, report, day, thresholds):
    is_open = told.status in (Status.PLANNED, Status.SCHEDULED, Status.PREPARING)
    if deadline is None or day < deadline.missed or not is_open or may_have_begun(told):
        return
    red = red_day(deadline, thresholds)
    which = f"第 {thresholds.missed} 个月末（{day_words(red)}）"
    light = Light.RED if day >= red else Light.YELLOW
    then = f"已到{which}，为红灯" if day >= red else f"为黄灯，{which}起为红灯"
    yield Finding(rule=Rule.START, light=light, texts=(deadline.words, *report, then))


def red_day(deadline, thresholds):
    months = _month(deadline.last) + thresholds.missed
    return date(months // 12, months % 12 + 1, 1) - ONE_DAY


def _end(told, planned, report, day):
    if told.status in (Status.COMPLETED, Status.EXISTING, Status.UNKNOWN):
        return
    if planned and planned.end and day > planned.end:
        texts = (end_words(planned), *report)
        yield Finding(rule=Rule.END, light=Light.YELLOW, texts=texts)


def _month(day):
    return day.year * 12 + day.month - 1


def histories(seed, count):
    """Make up what was said of so many features, of some of them nothing."""
    dice = random.Random(seed)
    return [
        [_statement(dice) for _ in range(dice.choice((0, 1, 1, 2, 3, 6)))] for _ in range(count)
    ]


def _statement(dice):
    last = date(2025, 11, 1) + timedelta(days=dice.randrange(420))
    first = last - timedelta(days=dice.choice((0, 0, 0, 0, 3, 45)))
    return said(
        f"{first}..{last}",
        dice.choice([None, None, *Status]),
        plan=dice.choice((None, None, 100, 90.5, about(120), money("0", 0.0), money("若干"))),
        done=dice.choice((None, None, 0, 12.345, 50, 81.7, money("1-2", 1.0, 2.0))),
        when=dice.choice((None, _period(dice), _period(dice))),
        words=dice.choice(("", "", "手续办理中", "当年新开工", "待" * 40, "待" * 41)),
        planned=dice.choice(("", "", "6月底前开工", "近期")),
    )


def _period(dice):
    start, end = (date(2025, 12, 1) + timedelta(days=dice.randrange(n)) for n in (400, 500))
    texts = (f"{start:%Y-%m}", f"{start}", f"{start.year}", "")
    ends = (f"{end}", f"{end:%Y-%m}/28", "")
    return period(dice.choice(texts), dice.choice(ends))
