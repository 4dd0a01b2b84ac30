"""The seeds beside the gazetteer: an address of theirs is where their own fix says it is."""

from dataclasses import replace

import pytest
from pyproj import Geod
from shapely.ops import nearest_points

from geo import seeds
from geo.answers import Verdict
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.reading import bundle
from geo.locating import taking
from geo.model import Role

GEOD = Geod(ellps="WGS84")
FACTS = seeds.read()
FEATURES = {feature.id: feature for feature in FACTS.features}
ADDRESSED = [
    fix
    for fix in FACTS.fixes
    if fix.role is Role.PLACE and (fix.address or FEATURES[fix.feature].address)
]
AT_LEAST = 10


@pytest.fixture(scope="module")
def gazetteer():
    """The gazetteer without anything the features of the seeds themselves have taught it."""
    names = {feature.name for feature in FACTS.features}
    everything = bundle()
    places = tuple(place for place in everything.places if place.name not in names)
    assert len(places) < len(everything.places)
    return Gazetteer(replace(everything, places=places))


def asked(gazetteer, fix):
    feature = FEATURES[fix.feature]
    return gazetteer.locate(fix.address or feature.address, feature.kind)


def metres(one, other):
    """Metres between two geometries in WGS-84, nought where they meet."""
    here, there = nearest_points(one, other)
    return GEOD.inv(here.x, here.y, there.x, there.y)[2]


@pytest.mark.parametrize("fix", ADDRESSED, ids=lambda fix: f"{fix.feature}")
def test_what_the_gazetteer_answers_agrees_with_the_seeds(gazetteer, fix):
    answer = asked(gazetteer, fix)
    if answer.place is None:
        assert answer.note or answer.candidates
        return
    off = metres(taking.geometry(answer.place), fix.geometry)
    assert off <= answer.place.accuracy_m + fix.accuracy_m, answer.place.basis


def test_enough_of_the_seeds_addresses_are_answered(gazetteer):
    found = [fix.id for fix in ADDRESSED if asked(gazetteer, fix).verdict is Verdict.FOUND]
    assert len(found) >= AT_LEAST, found
