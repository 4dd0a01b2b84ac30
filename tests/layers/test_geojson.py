"""GeoJSON: RFC 7946 by an independent validator and by GDAL, and the contract of its properties."""

import json

import geojson_validator
import geopandas as gpd
import pytest
from lit_facts import LIGHTS, with_plans

from geo.catalogue import catalogue
from geo.filters import Filter
from layers import geojson

CONTRACT = {
    "id", "kind", "name", "aliases", "plate", "plate_name", "plate_basis", "category", "status",
    "status_label", "phase", "start", "end", "as_of", "unit", "location_method",
    "location_accuracy_m", "sources", "light", "light_label", "light_reason",
}  # fmt: skip


@pytest.fixture(scope="module")
def document(whole):
    return json.loads(geojson.encode(whole))


def test_an_independent_validator_finds_nothing(document):
    assert geojson_validator.validate_structure(document) == {}
    with_place = [f for f in document["features"] if f["geometry"]]
    findings = geojson_validator.validate_geometries({**document, "features": with_place})
    assert findings["invalid"] == {}
    assert set(findings["problematic"]) <= {"excessive_coordinate_precision"}


def test_gdal_opens_it_whole(document, tmp_path):
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    frame = gpd.read_file(path)
    assert len(frame) == 82
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.notna().sum() == 44


def test_every_feature_carries_the_contract(document):
    assert {"name", "as_of", "filter", "generated_by", "bbox"} <= document.keys()
    assert "crs" not in document
    for feature in document["features"]:
        assert feature["properties"].keys() >= CONTRACT
        assert feature["id"] == feature["properties"]["id"]


def test_values_are_typed(document):
    features = {f["id"]: f for f in document["features"]}
    road, plate = features["RD-01"]["properties"], features["PL-02"]
    assert (road["start"], road["end"], road["phase"]) == ("2020-08-01", "2020-10-31", "active")
    assert road["location_accuracy_m"] == 50
    assert road["sources"] == [
        {"id": "D2", "section": "D2-2", "stated_from": "2020-07-31", "stated_to": "2020-08-31"}
    ]
    assert plate["geometry"] is None
    assert plate["properties"]["start"] is None
    assert plate["properties"]["location_accuracy_m"] is None
    assert features["PJ-51"]["properties"]["plate"] is None


def test_every_feature_has_its_light_with_the_reason(document, facts):
    for feature in document["features"]:
        is_plate = feature["properties"]["kind"] == "plate"
        assert feature["properties"]["light"] == (None if is_plate else "grey")
    lit = json.loads(geojson.encode(catalogue(with_plans(facts))))
    features = {f["id"]: f["properties"] for f in lit["features"]}
    assert {key: features[key]["light"] for key in LIGHTS} == LIGHTS
    assert features["PJ-08"]["light_label"] == "黄灯"
    assert features["PJ-08"]["light_reason"] == (
        "落后序时进度 10.0 个百分点（落后 10 至 30 个百分点为黄灯）：年度计划 100 万元，"
        "2026年6月30日报完成 40 万元，为计划的 40.0%，到6月应为 50.0%"
    )


def test_coordinates_have_seven_decimals_at_most(document):
    def numbers(value):
        return [value] if isinstance(value, float) else [n for v in value for n in numbers(v)]

    for feature in document["features"]:
        if feature["geometry"]:
            for number in numbers(feature["geometry"]["coordinates"]):
                assert round(number, 7) == number


def test_the_filter_is_written_down(whole):
    spec = Filter(plates=frozenset({"PL-01"}), statuses=frozenset({"scheduled"}))
    document = json.loads(geojson.encode(whole.select(spec)))
    assert document["filter"] == {"plates": ["PL-01"], "statuses": ["scheduled"]}
    assert len(document["features"]) == 9


def test_an_empty_selection_is_valid(whole):
    document = json.loads(geojson.encode(whole.select(Filter(text="没有的字"))))
    assert document["features"] == []
    assert "bbox" not in document
