"""What is told once of the same facts: columns agree with the rules told feature by feature."""

import gc
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from weakref import ref

import pytest
from shapely import Point

from geo.catalogue import catalogue
from geo.filters import Filter
from geo.model import Kind, Method, Provider, Role
from geo.placed import placed
from geo.places import NOWHERE, place_of
from geo.told import told
from tests.geo.test_places import fix

ROLES = (*[Role.PLACE] * 4, Role.ANCHOR, Role.EXTENT, Role.WITHDRAWN)
METHODS = (Method.POI, Method.LEDGER, Method.MANUAL, Method.NAME)
SOURCES = ("L1", "poi", Provider.AMAP.value, Provider.PERSON.value)


def scattered(facts, seed):
    """Give the features of the facts fixes at random, several to some and none to others."""
    dice = random.Random(seed)
    keys = [feature.id for feature in facts.features]
    fixes = tuple(
        replace(
            fix(
                Point(113.5 + dice.random() / 10, 34.7),
                dice.choice(METHODS),
                dice.choice((20, 150, 150, 1800)),
                dice.choice(ROLES),
                key=f"F-{n}",
                source=dice.choice(SOURCES),
            ),
            feature=dice.choice(keys),
        )
        for n in range(2 * len(keys))
    )
    return replace(facts, fixes=fixes)


@pytest.mark.parametrize("seed", range(5))
def test_places_as_columns_are_those_of_each_feature(facts, seed):
    facts = scattered(facts, seed)
    fixes = defaultdict(list)
    for one in facts.fixes:
        fixes[one.feature].append(one)
    places = placed(facts)
    for row, feature in enumerate(facts.features):
        own = NOWHERE if feature.kind is Kind.PLATE else place_of(fixes[feature.id])
        assert places.of(row) == own


@pytest.mark.parametrize("seed", range(3))
def test_sources_are_what_was_said_by_then_as_it_was_written_down(facts, seed):
    dice = random.Random(seed)
    said = [
        replace(one, id=f"S-{n}", stated_from=day, stated_to=day, section=dice.choice("甲乙"))
        for n, one in enumerate(dice.choices(facts.statements, k=300))
        for day in [date(2020, 1, 1) + timedelta(days=dice.randrange(9))]
    ]
    facts = replace(facts, statements=tuple(said))
    for day in (date(2019, 12, 31), date(2020, 1, 4), date(2020, 1, 9)):
        frame = catalogue(facts, day).frame
        for key, sources in zip(frame["id"], frame["sources"], strict=True):
            assert [(s["section"], s["stated_to"]) for s in sources] == [
                (s.section, s.stated_to.isoformat())
                for s in said
                if s.feature == key and s.stated_to <= day
            ]


def test_the_same_facts_are_told_once_and_forgotten_with_them(facts):
    copy = replace(facts)
    whole = catalogue(copy)
    early = whole.select(Filter(as_of=date(2020, 4, 30)))
    assert early.told is whole.told is told(copy) is not told(facts)
    forgotten = ref(whole.told)
    del whole, early
    gc.collect()
    assert forgotten() is None


def test_a_selection_cuts_steps_and_lights_to_its_rows(whole):
    part = whole.select(Filter(kinds=frozenset({"road"})))
    for cut, of in ((part.steps, whole.steps_of), (part.lights, whole.lights_of)):
        assert [cut.of(n) for n in range(len(part.frame))] == list(map(of, part.frame["id"]))


def test_statements_are_listed_newest_first(whole):
    for key in whole.frame["id"]:
        days = [said.stated_to for said in whole.statements_of(key)]
        assert days == sorted(days, reverse=True)
