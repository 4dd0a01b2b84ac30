"""Datums: published vectors, round trips, and the refusal of numbers that cannot be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString

from geo.crs import (
    Datum,
    LonLat,
    convert,
    parse_datum,
    to_wgs84,
)
from geo.errors import DatumError, InputError
from geo.measures import length_m

WGS, GCJ, BD = Datum.WGS84, Datum.GCJ02, Datum.BD09

# (from, to, lon, lat, lon, lat, tolerance in degrees), each published by an independent project.
VECTORS = [
    # eviltransform, python/test.py
    (WGS, GCJ, 121.5272106, 31.1774276, 121.531541859215, 31.17530398364597, 1e-9),
    (WGS, GCJ, 113.912316, 22.543847, 113.9171764808363, 22.540796131694766, 1e-9),
    (WGS, GCJ, 116.377817, 39.911954, 116.38404722455657, 39.91334545536069, 1e-9),
    # wandergis/coordtransform, test/app.js
    (GCJ, BD, 116.404, 39.915, 116.41036949371029, 39.92133699351021, 1e-12),
    (WGS, GCJ, 116.404, 39.915, 116.41024449916938, 39.91640428150164, 1e-12),
    (GCJ, WGS, 116.404, 39.915, 116.39775550083061, 39.91359571849836, 1e-5),
    # wandergis/coordTransform_py, README (a formula value: the point lies in South Korea)
    (GCJ, BD, 128.543, 37.065, 128.54944656269413, 37.07113427883019, 1e-12),
    (WGS, GCJ, 128.543, 37.065, 128.54820547949757, 37.065651049489816, 1e-12),
    (WGS, BD, 128.543, 37.065, 128.55468192918485, 37.07168344938498, 1e-12),
    # tschaub/projzh, test/datum/bd-09.test.js (Henan)
    (GCJ, BD, 114.68837663801743, 33.63312016454496, 114.69490414027017, 33.639096507711685, 1e-12),
    (BD, GCJ, 114.69490414027017, 33.639096507711685, 114.68837663801743, 33.63312016454496, 1e-6),
    # hujiulong/gcoord, test/fixtures/china-cities.json: 郑州市, 喀什地区
    (WGS, GCJ, 113.6192856, 34.7478004, 113.6253334, 34.7466173, 1e-5),
    (GCJ, BD, 113.6253334, 34.7466173, 113.6317519, 34.7528605, 2e-7),
    (WGS, GCJ, 75.9868089, 39.470184, 75.9897602, 39.4704064, 1e-5),
    # eviltransform, matlab/test/testSuite.m: unchanged abroad
    (WGS, GCJ, -104.9903, 39.7392, -104.9903, 39.7392, 0),
    (WGS, GCJ, 153.0251, -27.4698, 153.0251, -27.4698, 0),
    # EPSG v11.022 through PROJ: 郑州 in both forms of the 114°E zone
    (Datum.CGCS2000, Datum.CGCS2000_GK114, 113.6253, 34.7466, 465689.121, 3846545.092, 1e-3),
    (Datum.CGCS2000, Datum.CGCS2000_GK38, 113.6253, 34.7466, 38465689.121, 3846545.092, 1e-3),
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v[0]}-{v[1]}-{v[2]}")
def test_published_vectors(vector):
    source, target, lon, lat, want_lon, want_lat, tolerance = vector
    got_lon, got_lat = convert(lon, lat, source, target)
    assert abs(float(got_lon) - want_lon) <= tolerance
    assert abs(float(got_lat) - want_lat) <= tolerance


@pytest.mark.parametrize("datum", Datum)
@given(lon=st.floats(112.7, 114.3), lat=st.floats(34.2, 35.0))
def test_round_trip_is_below_a_millimetre(datum, lon, lat):
    back = convert(*convert(lon, lat, WGS, datum), datum, WGS)
    assert np.hypot((back[0] - lon) * 91_000, (back[1] - lat) * 111_000) < 1e-3


def test_arrays_keep_their_shape_and_agree_with_single_values():
    lon, lat = np.meshgrid(np.linspace(113.5, 113.7, 7), np.linspace(34.6, 34.8, 5))
    all_lon, all_lat = convert(lon, lat, WGS, BD)
    one_lon, one_lat = convert(lon[2, 3], lat[2, 3], WGS, BD)
    assert all_lon.shape == all_lat.shape == lon.shape
    assert (all_lon[2, 3], all_lat[2, 3]) == (one_lon, one_lat)


def test_the_shift_at_zhengzhou_is_what_mislabelled_points_show():
    lon, lat = convert(113.64, 34.72, WGS, GCJ)
    shift = length_m(LineString([(113.64, 34.72), (float(lon), float(lat))]))
    assert 560 < shift < 590


@pytest.mark.parametrize(
    ("lon", "lat", "datum", "word"),
    [
        (34.72, 113.64, WGS, "颠倒"),
        (34.72, 113.64, GCJ, "颠倒"),
        (200.0, 10.0, WGS, "超出"),
        (465689.0, 3846545.0, WGS, "投影"),
        (float("nan"), 34.7, WGS, "空值"),
        (float("inf"), 34.7, BD, "空值"),
        (3846545.0, 465689.0, Datum.CGCS2000_GK114, "东坐标在前"),
        (38465689.0, 3846545.0, Datum.CGCS2000_GK114, "带号"),
        (465689.0, 3846545.0, Datum.CGCS2000_GK38, "带号"),
    ],
)
def test_impossible_positions_are_refused_with_a_reason(lon, lat, datum, word):
    with pytest.raises(DatumError, match=word):
        LonLat(lon, lat, datum)


def test_text_and_uneven_columns_are_refused():
    with pytest.raises(DatumError, match="不是数字"):
        convert(["甲"], [34.7], WGS, GCJ)
    with pytest.raises(DatumError, match="个数不同"):
        convert([113.6, 113.7], [34.7], WGS, GCJ)


def test_lonlat_names_its_axes():
    here = LonLat(113.64, 34.72)
    assert here.latlon == (34.72, 113.64)
    assert here.to(GCJ).to(WGS).lon == pytest.approx(here.lon, abs=1e-9)


def test_datum_names_as_people_write_them():
    assert parse_datum(" GCJ-02 ") is GCJ
    assert parse_datum("EPSG:4547") is Datum.CGCS2000_GK114
    with pytest.raises(InputError, match="可用"):
        parse_datum("北京54")


def test_every_vertex_of_a_geometry_is_converted():
    line = LineString([(113.6, 34.7), (113.7, 34.8)])
    moved = to_wgs84(line, GCJ)
    expected = convert([113.6, 113.7], [34.7, 34.8], GCJ, WGS)
    assert np.allclose(np.array(moved.coords).T, expected)
