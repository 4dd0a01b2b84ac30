"""The rows of the table, as columns, beside the rules told feature by feature."""

from datetime import date

import pytest

from geo import seeds
from geo.catalogue import catalogue
from geo.filters import NO_PLATE, Filter
from geo.model import Certainty
from geo.timeline import step_at
from layers.words import period_words
from tests.benchmarks.data import made
from views.listing import _order, _row_of, _times

FACTS = {"seeds": seeds.read(), "made": made(300, mixed=True)}
DAYS = (None, date(2020, 3, 1), date(2026, 1, 1), date(2027, 5, 5))
FILTERS = (
    Filter(),
    Filter(statuses=frozenset({"building", "planned"})),
    Filter(plates=frozenset({NO_PLATE, "PL-01"})),
    Filter(statuses=frozenset()),
)


@pytest.fixture(params=FACTS)
def whole(request):
    return catalogue(FACTS[request.param])


@pytest.mark.parametrize("criteria", FILTERS, ids=lambda criteria: str(criteria.to_json()))
def test_plates_come_in_turn_each_before_its_members_the_surest_first(whole, criteria):
    selection = whole.select(criteria)
    plates, grades = list(whole.plate_names), list(Certainty)

    def rank(record):
        plate = plates.index(record["plate"]) if record["plate"] else len(plates)
        return plate, record["plate"] != record["id"], grades.index(record["location_certainty"])

    ranked = sorted(selection.frame.to_dict("records"), key=rank)
    listed = selection.frame["id"].take(_order(selection)).tolist()
    assert listed == [record["id"] for record in ranked]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_row_tells_period_and_phase_of_the_day(whole, day):
    selection = catalogue(whole.facts, day).select(Filter(statuses=frozenset({"building"})))
    rows = _order(selection)
    for key, words in zip(selection.frame["id"].take(rows), _times(selection, rows), strict=True):
        step = step_at(selection.statements_of(key), selection.as_of)
        phase = step.phase.word if step.phase else ""
        assert words == " ".join(filter(None, (period_words(step.period), phase))), key


@pytest.mark.parametrize("criteria", FILTERS, ids=lambda criteria: str(criteria.to_json()))
def test_a_row_is_found_by_its_id_if_it_is_selected(whole, criteria):
    selection = whole.select(criteria)
    rows = {key: row for row, key in enumerate(selection.frame["id"])}
    for key in (*whole.frame["id"], "没有这一项", None):
        assert _row_of(selection, key) == rows.get(key)
