"""The timeline of one feature: every report stands in the row of the period that held then."""

from datetime import date

import pytest

from geo import seeds
from geo.catalogue import catalogue
from geo.dates import window_words
from geo.model import Status
from tests.changing import changing
from views.progress.spans_part import history


@pytest.fixture(scope="module")
def shown():
    return catalogue(changing(seeds.read(), 30))


def heard(shown, feature):
    said = shown.statements_of(feature)
    return sorted((s.stated_to, when(s), s.status) for s in said if s.status is not Status.UNKNOWN)


def when(statement):
    return window_words(statement.stated_from, statement.stated_to)


def rows(shown, feature):
    """Return the day each row begins, the day it ends, and its reports."""
    days = {when(s): s.stated_to for s in shown.statements_of(feature)}
    bars = history(shown, feature)
    begins = [days[bar.name.removesuffix("所述")] for bar in bars]
    return list(zip(begins, [*begins, date.max][1:], bars, strict=True))


def test_every_report_stands_once_in_the_row_that_held_then(shown):
    several = 0
    for feature in shown.frame["id"]:
        found = rows(shown, feature)
        told = [(r.day, r.when, r.status) for _, _, bar in found for r in bar.told]
        assert sorted(told) == heard(shown, feature)
        for begin, end, bar in found:
            assert all(begin <= report.day < end for report in bar.told)
        several += sum(bool(bar.told) for _, _, bar in found) > 1
    assert several > 0


def test_only_the_period_in_force_has_the_colour_of_the_status(shown):
    frame = shown.frame.set_index("id")
    for feature in shown.frame["id"]:
        *before, now = history(shown, feature) or [None]
        assert all(bar.status is None and bar.phase is None for bar in before)
        assert now is None or now.status == frame.loc[feature, "status"]
