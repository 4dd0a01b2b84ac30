"""Metres on the ground."""

import numpy as np
import pytest
from shapely import LineString, Point, box

from geo.measures import area_m2, buffer_m, length_m


def test_measures_are_metres_on_the_ground():
    assert length_m(LineString([(113.6, 34.7), (113.6, 34.8)])) == pytest.approx(11_094, abs=1)
    assert area_m2(box(113.6, 34.7, 113.61, 34.71)) == pytest.approx(1_016_000, rel=2e-3)
    assert area_m2(box(113.6, 34.7, 113.61, 34.71).reverse()) > 0
    ring = buffer_m(Point(113.6, 34.7), 150)
    assert area_m2(ring) == pytest.approx(np.pi * 150**2, rel=0.02)
