"""The seeds profit too: what the gazetteer makes of a place's address agrees with its fix."""

import pytest
import shapely

from geo import seeds
from geo.gazetteer.gazetteer import standard
from geo.gazetteer.geometry import Plane

FACTS = seeds.read()
# Addresses of the seeds that are answered today; more is better, fewer is a loss.
LEAST_ANSWERED = 15


def addresses():
    features = {feature.id: feature for feature in FACTS.features}
    for fix in FACTS.fixes:
        feature = features[fix.feature]
        for address in dict.fromkeys((fix.address, feature.address)):
            if address:
                yield address, feature.kind, fix


def metres_between(candidate, geometry):
    plane = Plane(candidate.point.lon, candidate.point.lat)
    point = shapely.Point(candidate.point.lon, candidate.point.lat)
    nearest = shapely.shortest_line(point, geometry).coords[1]
    east, north = plane.xy(*nearest)
    return (east**2 + north**2) ** 0.5


@pytest.mark.parametrize(
    ("address", "kind", "fix"), list(addresses()), ids=lambda value: str(value)[:30]
)
def test_an_answer_agrees_with_the_fix_within_what_both_state(address, kind, fix):
    for candidate in standard().locate(address, kind).candidates:
        apart = metres_between(candidate, fix.geometry)
        assert apart <= candidate.accuracy_m + fix.accuracy_m


def test_many_addresses_of_the_seeds_are_answered():
    answers = [standard().locate(address, kind) for address, kind, _ in addresses()]
    assert sum(answer.place is not None for answer in answers) >= LEAST_ANSWERED
