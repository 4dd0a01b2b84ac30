"""Metres on the ground."""

import numpy as np
import pytest
from shapely import LineString, Point, Polygon, box

from geo.measures import area_m2, buffer_m, length_m


def test_measures_are_metres_on_the_ground():
    assert length_m(LineString([(113.6, 34.7), (113.6, 34.8)])) == pytest.approx(11_094, abs=1)
    assert area_m2(box(113.6, 34.7, 113.61, 34.71)) == pytest.approx(1_016_000, rel=2e-3)
    assert area_m2(box(113.6, 34.7, 113.61, 34.71).reverse()) > 0
    ring = buffer_m(Point(113.6, 34.7), 150)
    assert area_m2(ring) == pytest.approx(np.pi * 150**2, rel=0.02)


@pytest.mark.parametrize("turned", [False, True])
def test_a_hole_is_taken_away_however_it_is_wound(turned):
    hole = box(113.602, 34.702, 113.608, 34.708)
    ring = list(hole.exterior.coords)[:: -1 if turned else 1]
    whole = box(113.6, 34.7, 113.61, 34.71)
    with_hole = Polygon(whole.exterior.coords, [ring])
    assert area_m2(with_hole) == pytest.approx(area_m2(whole) - area_m2(hole), rel=1e-6)
