"""What is measured is the same on every machine."""

from hashlib import blake2b

import pytest
import shapely

from geo.model import Kind
from tests.benchmarks.data import AREA_VERTICES, LINE_VERTICES, made

COUNT = 400


def digest(facts):
    said = [(s.feature, s.status.value, s.period_words, s.unit) for s in facts.statements]
    named = [(f.id, f.name, f.code, f.plate, f.kind.value) for f in facts.features if f.code]
    coded = {key for key, *_ in named}
    fixes = [fix for fix in facts.fixes if fix.feature in coded]
    placed = [(f.feature, f.accuracy_m, shapely.to_wkt(f.geometry, 6)) for f in fixes]
    return blake2b(repr((said, named, placed)).encode(), digest_size=8).hexdigest()


@pytest.mark.parametrize(
    ("mixed", "expected"), [(False, "54368d7582d1e3c9"), (True, "ba51461ba9a7b376")]
)
def test_the_same_numbers_make_the_same_facts(mixed, expected):
    assert digest(made(COUNT, mixed=mixed)) == expected


def test_names_and_codes_are_all_different():
    features = [feature for feature in made(COUNT).features if feature.kind is not Kind.PLATE]
    assert len(features) == COUNT
    for values in ([f.name for f in features], [f.code for f in features]):
        assert len(set(values)) == COUNT


def test_one_in_twenty_is_a_line_and_one_in_twenty_an_area():
    kinds = {f.id: f.kind for f in made(COUNT, mixed=True).features}
    of_kind = {kind: [key for key, each in kinds.items() if each is kind] for kind in Kind}
    assert len(of_kind[Kind.ROAD]) == len(of_kind[Kind.PARK]) == COUNT / 20
    vertices = {Kind.ROAD: LINE_VERTICES, Kind.PARK: AREA_VERTICES + 1}
    for fix in made(COUNT, mixed=True).fixes:
        if kinds[fix.feature] in vertices:
            assert shapely.get_num_coordinates(fix.geometry) == vertices[kinds[fix.feature]]
