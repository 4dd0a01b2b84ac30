"""Lines in local metres: where they meet, how they are followed, what is drawn of them."""

import pytest

from geo.gazetteer.geometry import Plane, area, meeting
from geo.gazetteer.spine import chained, hits

EAST = chained([[(0, 0), (1000, 0)]], 30)
BROKEN = chained([[(600, 0), (1000, 0)], [(0, 0), (100, 0), (200, 0)]], 30)
BENT = chained([[(0, 0), (0, 100), (100, 100)]], 30)


def test_metres_and_degrees_are_each_others_inverse():
    plane = Plane(113.6, 34.7)
    assert plane.xy(*plane.pair((1234, -567))) == pytest.approx((1234, -567), abs=0.02)
    # A degree of longitude at 34.7° north is 91.4 km.
    assert plane.xy(114.6, 34.7)[0] == pytest.approx(91_420, rel=1e-3)


def test_straight_lines_meet_once_or_never():
    met = meeting((0, 0), (10, 0), (5, -5), (5, 5))
    assert (met.at, met.first, met.second, met.sine) == ((5, 0), 0.5, 0.5, 1)
    assert meeting((0, 0), (10, 0), (0, 1), (10, 1)) is None


def test_parts_are_joined_by_their_nearest_ends():
    assert BROKEN.vertices == ((0, 0), (100, 0), (200, 0), (600, 0), (1000, 0))
    assert BROKEN.gaps == {2}


@pytest.mark.parametrize(
    ("east", "stretched"), [(50, 0), (800, 0), (250, 50), (500, 100), (1100, 100)]
)
def test_where_a_line_is_not_drawn_is_told(east, stretched):
    north = chained([[(east, -500), (east, 500)]], 30)
    (hit,) = hits(BROKEN, north, 200)
    assert hit.at == pytest.approx((east, 0))
    assert hit.stretched == pytest.approx(stretched)


def test_lines_that_end_too_far_apart_do_not_meet():
    north = chained([[(1300, -500), (1300, 500)]], 30)
    assert list(hits(EAST, north, 200)) == []


WALKS = [
    (BENT, (0, 0), (0, 1), 50, (0, 50)),
    (BENT, (0, 0), (0, 1), 150, (50, 100)),
    (BENT, (0, 0), (0, 1), 300, (200, 100)),
    (BENT, (50, 100), (-1, 0), 100, (0, 50)),
    (EAST, (990, 5), (1, 0), 20, (1010, 0)),
]


@pytest.mark.parametrize(("spine", "start", "direction", "metres", "end"), WALKS)
def test_a_road_is_followed_round_its_bends_and_past_its_end(spine, start, direction, metres, end):
    assert spine.walk(start, direction, metres) == pytest.approx(end)


def test_a_road_is_not_followed_across():
    assert EAST.walk((500, 0), (0, 1), 100) is None


def test_what_is_not_drawn_is_left_out_of_a_cut_but_not_of_the_way():
    assert BROKEN.cut((900, 0), (50, 0)) == (((50, 0), (100, 0), (200, 0)), ((600, 0), (900, 0)))
    way = BROKEN.path((900, 0), (50, 0))
    assert way == ((900, 0), (600, 0), (200, 0), (100, 0), (50, 0))


def test_an_area_has_the_sign_of_its_turning():
    ring = [(0, 0), (10, 0), (10, 10), (0, 10)]
    assert area(ring) == 100 == -area(ring[::-1])
