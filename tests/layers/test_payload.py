"""The data of a document: columns as long as they say, and what they say is the catalogue's."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from changing import changing
from ledger_facts import with_outline
from page_data import page

from geo.catalogue import catalogue
from geo.cells import FIRST_DAY, LAST_DAY
from geo.dig_once import conflict_spans
from geo.filters import Filter
from geo.lights import rules
from geo.lights.light import Light
from geo.model import Measure
from geo.moved.editions import by_dates
from geo.road_shares import road_shares
from geo.roll_up import whole_yuan
from geo.stated import amount_steps
from layers.payload import day_number, payload
from layers.words import office_words, period_words

EVIDENCE = ("document", "words", "status", "day", "certainty", "office", "period", "note")


@pytest.fixture(scope="module")
def many(facts):
    return catalogue(changing(facts, 120))


@pytest.fixture(scope="module")
def data(many):
    return page(payload(many))


def entries(data, table, *columns):
    """Read a table back: for every row, its entries as tuples of the columns."""
    found, offset = data[table], data[table]["offset"]
    assert len(offset) == data["n"] + 1
    flat = list(zip(*(found[name] for name in columns), strict=True))
    assert len(flat) == offset[-1] > 0
    return [flat[a:b] for a, b in pairwise(offset)]


def test_steps_are_the_catalogues(many, data):
    columns = ("day", "status", "phase", "period", "unit")
    periods, texts = data["periods"], [*data["texts"], ""]
    for key, found in zip(many.frame["id"], entries(data, "steps", *columns), strict=True):
        for (day, status, phase, index, unit), step in zip(found, many.steps_of(key), strict=True):
            assert day == day_number(step.day)
            assert data["statuses"][status]["code"] == step.status.value
            assert (data["phases"][phase]["code"] if phase >= 0 else None) == step.phase
            assert texts[unit] == step.unit
            assert (index >= 0) == (step.period is not None)
            if step.period is None:
                continue
            ends = step.period.start, step.period.end, step.start_by and step.start_by.last
            assert [periods[name][index] for name in ("from", "to", "startBy")] == [
                end and day_number(end) for end in ends
            ]
            assert periods["words"][index] == period_words(step.period)
    assert {None} < set(periods["startBy"])


def test_the_evidence_is_what_was_said_newest_first(many, data):
    for key, found in zip(many.frame["id"], entries(data, "evidence", *EVIDENCE), strict=True):
        got = [
            (data["documents"][document]["id"], words, data["statuses"][status]["code"], *rest)
            for document, words, status, *rest in found
        ]
        assert got == [
            (
                s.document,
                s.status_words,
                s.status,
                day_number(s.stated_to),
                s.certainty.word,
                office_words(s),
                s.period_words,
                s.note,
            )
            for s in many.statements_of(key)
        ]


def test_each_period_is_written_once(data):
    rows = list(
        zip(*(data["periods"][name] for name in ("from", "to", "startBy", "words")), strict=True)
    )
    assert len(rows) == len(set(rows)) > 5


def test_lights_and_their_sentences_are_the_catalogues(many, data):
    codes = [look["code"] for look in data["lightLooks"]]
    assert codes == [light.value for light in Light]
    found = entries(data, "lights", "day", "light", "behind", "findings")
    for key, lights in zip(many.frame["id"], found, strict=True):
        for (day, light, behind, said), lit in zip(lights, many.lights_of(key), strict=True):
            assert (day, codes[light]) == (day_number(lit.day), lit.light.value)
            assert behind == lit.behind
            filled = [data["rules"][rule]["text"].format(*texts) for rule, texts in said]
            assert filled == [rules.words(finding) for finding in lit.findings]


def test_what_a_row_says_itself_is_not_written_again_in_its_sentences(data):
    assert {-2, -3, -4, -5} <= set(data["sayings"]["text"])


def test_money_is_whole_yuan_and_what_is_no_number_is_none(many, data):
    codes = [measure["code"] for measure in data["measures"]]
    seen = set()
    for key, found in zip(many.frame["id"], entries(data, "amounts", "day", "values"), strict=True):
        steps = amount_steps(many.statements_of(key))
        for (day, values), step in zip(found, steps, strict=True):
            assert day == day_number(step.day)
            got = {codes[i]: value for i, value in values}
            assert list(got) == [measure.value for measure in step.counted]
            for measure, amount in step.counted.items():
                per_cent = measure is Measure.PROGRESS
                assert got[measure.value] == (amount.value if per_cent else whole_yuan(amount))
                seen.add(got[measure.value])
    assert {None, 0, 35.0, 120_000_000, 33_333_300} <= seen


def test_a_new_year_has_an_entry_without_the_figures_of_the_old(many, data):
    words, values = (
        {day: value for row in entries(data, "amounts", "day", name) for day, value in row}
        for name in ("words", "values")
    )
    years = {step.day for key in many.frame["id"] for step in amount_steps(many.statements_of(key))}
    new_years = {day_number(day) for day in years if (day.month, day.day) == (1, 1)}
    codes = [measure["code"] for measure in data["measures"]]
    assert new_years
    for day in new_years:
        assert not {"annual_plan", "annual_done"} & {codes[i] for i, _ in values[day]}
        assert len(words[day]) > len(values[day])


def test_a_document_knows_the_days_that_may_be_asked_for(data):
    assert data["range"] == [day_number(FIRST_DAY), day_number(LAST_DAY)]


def test_without_amounts_there_is_no_table_of_them(whole):
    assert "amounts" not in payload(whole)


def test_the_changes_are_the_days_on_which_any_table_has_an_entry(data):
    days = {day for name in ("steps", "lights", "amounts") for day in data[name]["day"]}
    assert data["changes"] == sorted(days)


def shifts_of(comparison):
    """Read shifts back: (row, move, words)."""
    shifts = comparison["shifts"]
    words = [[*shifts["texts"], ""][number] for number in shifts["words"]]
    return list(zip(shifts["row"], shifts["move"], words, strict=True))


def test_the_shifts_are_those_between_the_documents(many, data):
    ids = list(many.frame["id"])
    moves = [move["code"] for move in data["moves"]]
    known = by_dates(many.facts)
    assert len(known) > 1
    for got, want in zip(data["comparisons"], known, strict=True):
        assert (got["since"], got["until"]) == (day_number(want.since), day_number(want.until))
        assert got["paragraph"] == want.paragraph
        assert [(ids[row], moves[move], words) for row, move, words in shifts_of(got)] == [
            (shift.feature, shift.move.value, shift.words) for shift in want.shifts
        ]


def test_comparisons_given_are_taken_instead_of_the_documents(many):
    last = by_dates(many.facts)[-1]
    found = payload(replace(many, comparisons=(last,)))["comparisons"]
    assert [comparison["paragraph"] for comparison in found] == [last.paragraph]


def test_a_selection_carries_no_shift_and_no_conflict_of_anything_else(many, data):
    part = many.select(Filter(plates=frozenset({"PL-01"})))
    rows, cut = range(len(part.frame)), payload(part)
    shifts = [comparison["shifts"] for comparison in cut["comparisons"]]
    assert sum(len(each["row"]) for each in shifts)
    assert all(row in rows for each in shifts for row in each["row"])
    assert not any(each["names"] for each in shifts)
    digs = cut["digs"]
    assert all(row in rows for name in ("road", "project") for row in digs[name])
    assert len(digs["road"]) < len(data["digs"]["road"])


def test_conflicts_are_those_of_every_date(many, data):
    ids = list(many.frame["id"])
    want = conflict_spans(many)
    assert want
    names = ("road", "project", "distance", "accuracy", "from", "to", "since", "until")
    found = zip(*(data["digs"][name] for name in names), strict=True)
    for row, conflict in zip(found, want, strict=True):
        road, project, decimetres, accuracy, start, end, since, until = row
        assert (ids[road], ids[project]) == (conflict.road, conflict.project)
        assert decimetres == pytest.approx(conflict.distance_m * 10, abs=0.5)
        assert accuracy == conflict.accuracy_m
        assert (start, end) == (day_number(conflict.start), day_number(conflict.end))
        assert conflict.days == end - start + 1
        assert since == day_number(conflict.holds_from)
        assert until == (conflict.holds_until and day_number(conflict.holds_until))


def crossed(facts):
    """Cut the roads by an outline: the catalogue, and its roads of more than one plate."""
    shown = catalogue(with_outline(facts, ["PL-01"]))
    roads = [road for road, by_plate in road_shares(shown).items() if len(by_plate) > 1]
    assert roads
    return shown, roads


def test_the_metres_of_a_road_are_split_by_the_plates_it_runs_through(facts):
    shown, _ = crossed(facts)
    data = page(payload(shown))
    ids, plates = list(shown.frame["id"]), [plate["id"] for plate in data["plates"]]
    got = defaultdict(dict)
    columns = (data["roadShares"][name] for name in ("row", "plate", "length"))
    for row, plate, decimetres in zip(*columns, strict=True):
        got[ids[row]][plates[plate]] = decimetres / 10
    want = road_shares(shown)
    assert got == {road: pytest.approx(dict(want[road]), abs=0.051) for road in want}


def test_a_plate_that_a_selected_road_crosses_is_listed(facts):
    shown, roads = crossed(facts)
    name = shown.frame.set_index("id").loc[roads[0], "name"]
    part = shown.select(Filter(text=name))
    listed = {plate["id"] for plate in payload(part)["plates"]}
    assert set(road_shares(part)[roads[0]]) <= listed


def test_a_day_is_counted_from_1970():
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(2026, 11, 26)) == 20_783
