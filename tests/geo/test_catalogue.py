"""The catalogue as of a date; nobody is lost."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from lit_facts import DAY, LIGHTS, with_plans

from geo.catalogue import catalogue, newest_day
from geo.due import plans
from geo.filters import Filter
from geo.lights.light import Light
from geo.lights.rules import words
from geo.model import Kind, Period, Status
from geo.moved.move import Comparison


def test_the_default_date_is_the_newest_statement_never_today(whole, facts):
    assert whole.as_of == newest_day(facts) == date(2020, 8, 31)


def test_counts_by_kind(whole):
    kinds = (whole.plates, whole.projects, whole.roads, whole.parks, whole.sites)
    assert [len(frame) for frame in kinds] == [6, 38, 16, 7, 15]
    assert sum(len(frame) for frame in kinds) == whole.counts.total == 82


def test_located_and_unlocated_are_the_whole_at_any_selection(whole):
    for spec in (Filter(), Filter(kinds=frozenset({"park"})), Filter(text="没有的字")):
        counts = whole.select(spec).counts
        assert counts.located + counts.unlocated == counts.shown
        assert counts.shown + counts.hidden == counts.total == 82


def test_geometry_and_certainty_agree_and_the_unlocated_have_reasons(whole):
    frame = whole.frame
    assert ((frame["location_certainty"] != "none") == frame.geometry.notna()).all()
    assert (whole.unlocated["unlocated_reason"].str.len() > 5).all()
    assert (frame.loc[frame.geometry.notna(), "unlocated_reason"] == "").all()


def test_status_follows_the_documents_through_time(facts):
    park = "PK-04"
    at = {
        day: catalogue(facts, day).frame.set_index("id")
        for day in (date(2020, 4, 29), date(2020, 4, 30), date(2020, 8, 31), date(2020, 11, 1))
    }
    assert [frame.loc[park, "status"] for frame in at.values()] == [
        "unknown",
        "advancing",
        "building",
        "building",
    ]
    road = [frame.loc["RD-01", ["status", "phase"]].tolist() for frame in at.values()]
    assert road == [
        ["unknown", None],
        ["unknown", None],
        ["scheduled", "active"],
        ["scheduled", "overdue"],
    ]


def test_steps_equal_the_catalogue_on_every_day_of_change(facts, whole):
    days = map(date.fromordinal, np.unique(whole.steps.day).tolist())
    for day in days:
        frame = catalogue(facts, day).frame.set_index("id")
        for key in whole.frame["id"]:
            in_force = [step for step in whole.steps_of(key) if step.day <= day]
            status = in_force[-1].status.value if in_force else "unknown"
            phase = in_force[-1].phase if in_force else None
            assert frame.loc[key, "status"] == status
            assert frame.loc[key, "phase"] == (phase.value if phase else None)


def test_lights_equal_the_catalogue_on_every_day_of_change(facts):
    whole = catalogue(with_plans(facts))
    days = list(map(date.fromordinal, np.unique(whole.lights.day).tolist()))
    assert days[0] == date(2020, 4, 30) and days[-1] == date(2027, 1, 1)
    for day in days:
        frame = catalogue(whole.facts, day).frame.set_index("id")
        for key in whole.frame["id"]:
            lits = whole.lights_of(key)
            if key in whole.plate_names:
                assert lits == []
                continue
            in_force = [lit for lit in lits if lit.day <= day]
            light = in_force[-1].light if in_force else Light.GREY
            reason = "；".join(map(words, in_force[-1].findings)) if in_force else ""
            assert tuple(frame.loc[key, ["light", "light_label", "light_reason"]]) == (
                light.value,
                light.word,
                reason,
            )


def test_a_selection_by_light_is_that_of_its_date(facts):
    whole = catalogue(with_plans(facts))
    assert whole.as_of == DAY
    for key, light in LIGHTS.items():
        assert list(whole.select(Filter(lights=frozenset({light}))).frame["id"]) == [key]
    july = whole.select(Filter(as_of=date(2026, 7, 1), lights=frozenset({"green"})))
    assert list(july.frame["id"]) == ["PJ-10"]
    assert july.frame["light_reason"].iloc[0].startswith("落后序时进度 3.3 个百分点")
    new_year = Filter(as_of=date(2027, 1, 1), lights=frozenset({"grey"}))
    assert whole.select(new_year).counts.shown == 82 - len(whole.plates)


def test_the_thresholds_are_those_of_the_workspace(facts):
    facts = with_plans(facts)
    strict = replace(facts, settings=facts.settings.but({"yellow": "5", "red": "9"}))
    frame = catalogue(strict).frame.set_index("id")
    assert [frame.loc[key, "light"] for key in LIGHTS] == ["red", "red", "green"]


def test_comparisons_stay_with_a_selection(whole):
    comparison = Comparison(
        since=date(2020, 1, 1), until=date(2020, 8, 31), since_title="甲", until_title="乙",
        shifts=(), paragraph="没有变动。",
    )  # fmt: skip
    told = replace(whole, comparisons=(comparison,))
    assert told.select(Filter(as_of=date(2020, 1, 1))).comparisons == (comparison,)
    assert whole.select(Filter()).comparisons == ()


def test_selecting_at_a_date_stands_on_that_date(whole):
    early = whole.select(Filter(as_of=date(2020, 1, 1), statuses=frozenset({"unknown"})))
    assert early.as_of == date(2020, 1, 1)
    assert early.counts.shown == 82


def test_plates_are_drawn_as_far_as_they_are_known(whole):
    plates = whole.plates.set_index("name")
    kinds = {name: getattr(row.geometry, "geom_type", None) for name, row in plates.iterrows()}
    assert kinds == {
        "二七商圈板块": "Polygon",
        "康养产业板块": None,
        "金水河源板块": "Polygon",
        "新二七中心板块": "Point",
        "凤湖智能新区板块": "Polygon",
        "足球小镇板块": "Polygon",
    }


def test_an_empty_workspace_is_a_valid_one(facts):
    empty = catalogue(replace(facts, features=(), statements=(), fixes=()))
    assert empty.counts.total == 0
    assert [len(frame) for frame in (empty.plates, empty.unlocated)] == [0, 0]


def test_plates_answer_to_short_names_and_inferred_aliases(whole):
    assert {"金水河源板块", "金水河源", "华侨城文旅板块"} <= set(whole.plate_names["PL-03"])


@pytest.mark.parametrize("kind", Kind)
def test_every_feature_of_a_kind_is_in_its_frame(whole, kind):
    assert (whole.frame["kind"] == kind.value).sum() == len(whole._of(kind))


@pytest.mark.parametrize(
    "period",
    [
        Period(start=date(2026, 1, 1), end=date.max),
        Period(start=date.max, end=date.max),
        Period(start=None, end=date.max),
        Period(start=date(9999, 12, 1), end=date.max, start_text="9999-12", end_text="9999-12"),
        Period(start=date(9999, 11, 1), end=None, start_text="9999-11"),
        Period(start=date.min, end=date(1, 2, 1)),
    ],
)
def test_periods_at_the_ends_of_the_calendar_have_steps_and_lights(facts, period):
    said = replace(facts.statements[0], status=Status.PLANNED, status_words="谋划", period=period)
    whole = catalogue(replace(facts, statements=(said,)), date.max)
    assert whole.steps_of(said.feature)[-1].period == period
    assert all(lit.day <= date.max for lit in whole.lights_of(said.feature))
    plans(whole)
