"""What the map looks at: the same place over every base map, and nothing else believed."""

from datetime import date

import pytest

from geo.crs import Datum, LonLat
from views.sight import chosen_day, sight


def test_a_place_said_in_one_datum_is_the_same_place_in_another():
    seen = sight({"center": [113.6253334, 34.7466173], "zoom": 14.25, "datum": "gcj02"})
    assert seen.zoom == 14.25
    assert seen.centre.datum is Datum.WGS84
    assert seen.centre_in(Datum.GCJ02) == pytest.approx([113.6253334, 34.7466173], abs=1e-8)
    there = LonLat(113.6253334, 34.7466173, Datum.GCJ02).to(Datum.WGS84)
    assert seen.centre_in(Datum.WGS84) == pytest.approx([there.lon, there.lat], abs=1e-8)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"center": None, "zoom": 12, "datum": "wgs84"},
        {"center": [113.6], "zoom": 12, "datum": "wgs84"},
        {"center": ["a", "b"], "zoom": 12, "datum": "wgs84"},
        {"center": [1e9, 34.7], "zoom": 12, "datum": "wgs84"},
        {"center": [113.6, 34.7], "zoom": "near", "datum": "wgs84"},
        {"center": [113.6, 34.7], "zoom": 12, "datum": "mars"},
        {"center": [113.6, 34.7], "zoom": 12},
    ],
)
def test_what_is_no_place_is_not_remembered(said):
    assert sight(said) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({"day": "2020-08-31"}, date(2020, 8, 31)),
        ({"day": "2020-08-32"}, None),
        ({"day": "0001-01-01"}, None),
        ({"day": 20200831}, None),
        ({}, None),
    ],
)
def test_only_a_date_the_app_can_stand_on_is_taken_from_the_map(said, day):
    assert chosen_day(said) == day
