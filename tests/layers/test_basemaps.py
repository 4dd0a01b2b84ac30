"""Online base maps: the table, whose datum a document is drawn in, and where a key may go."""

import re
from dataclasses import replace

import pytest
from packed import data_of, readable, unpacked
from page_data import page

from geo.catalogue import catalogue
from geo.crs import Datum, convert
from geo.errors import InputError
from layers import basemaps
from layers.basemaps import BASEMAPS, BUILTIN
from layers.document import View, build
from layers.formats import FORMATS
from layers.payload import payload

KEY = "geheim{s}/&0123"
QUOTED = "geheim%7Bs%7D%2F%260123"
MIRROR = "http://10.0.0.5/{z}/{x}/{y}.png"


@pytest.fixture
def key(monkeypatch):
    monkeypatch.setenv("PLATEMAP_KEY_TIANDITU", KEY)


@pytest.mark.parametrize("source", BASEMAPS.values(), ids=BASEMAPS)
def test_a_row_says_all_a_map_needs(source):
    for url in source.templates:
        assert url.startswith("https://")
        names = set(re.findall(r"\{(\w+)\}", url))
        assert {"x", "y", "z"} <= names <= {"x", "y", "z", "s", "key"}
        assert ("key" in names) == bool(source.key_variable)
    assert source.attribution.startswith("© ")
    assert source.max_zoom >= 18
    assert source.tiles_variable == f"PLATEMAP_TILES_{source.code.upper()}"


def test_the_datums_are_those_the_pictures_are_drawn_in():
    datums = {code: source.datum for code, source in BASEMAPS.items()}
    assert datums == {"tianditu": Datum.CGCS2000, "amap": Datum.GCJ02, "osm": Datum.WGS84}
    assert basemaps.datum_of(BUILTIN) is Datum.WGS84


def test_codes_and_words_are_read():
    assert [basemaps.parse(text) for text in ("高德", "amap", "内置", "builtin")] == [
        "amap",
        "amap",
        BUILTIN,
        BUILTIN,
    ]
    with pytest.raises(InputError, match="底图“谷歌”无法识别，可用：builtin、tianditu、amap、osm"):
        basemaps.parse("谷歌")


def test_what_cannot_work_is_not_offered():
    assert list(basemaps.offered({})) == [BUILTIN, "amap", "osm"]
    assert list(basemaps.offered({"PLATEMAP_KEY_TIANDITU": KEY})) == [BUILTIN, *BASEMAPS]
    assert "tianditu" in basemaps.offered({"PLATEMAP_TILES_TIANDITU": MIRROR})
    assert "osm" not in basemaps.offered({"PLATEMAP_TILES_OSM": "瓦片"})


def test_a_mirror_takes_the_place_of_the_source_and_may_have_layers():
    environment = {"PLATEMAP_TILES_TIANDITU": f"{MIRROR} {MIRROR}?l=2"}
    found = basemaps.tiles("tianditu", with_key=False, environment=environment)
    assert found.urls == (MIRROR, f"{MIRROR}?l=2")


@pytest.mark.parametrize(
    "url", ["瓦片", "ftp://a/{z}/{x}/{y}", "http://a/{z}/{x}", "http://a/{z}/{x}/{y}/{w}"]
)
def test_an_address_that_is_no_template_is_told_by_its_variable(url):
    with pytest.raises(InputError, match="环境变量 PLATEMAP_TILES_OSM 不是瓦片地址"):
        basemaps.tiles("osm", with_key=True, environment={"PLATEMAP_TILES_OSM": url})


def test_a_key_is_quoted_so_that_nothing_in_it_is_a_placeholder(key):
    found = basemaps.tiles("tianditu", with_key=True)
    assert all(url.endswith(f"&tk={QUOTED}") for url in found.urls)
    assert "geheim" not in repr(found)


def test_a_missing_key_is_told_by_its_variable():
    with pytest.raises(InputError, match="请设置环境变量 PLATEMAP_KEY_TIANDITU"):
        basemaps.tiles("tianditu", with_key=True, environment={})


@pytest.mark.parametrize(
    "url",
    [
        MIRROR + "?tk={key}",
        MIRROR + "?tk=geheim",
        MIRROR + "?%74k=geheim",
        MIRROR + ";subscription-key=geheim",
        MIRROR + "?a=1&apiKey=geheim",
        MIRROR + "?access_token=geheim",
        "http://name:geheim@10.0.0.5/{z}/{x}/{y}.png",
    ],
)
def test_no_secret_of_an_address_leaves_in_a_file(whole, monkeypatch, key, url):
    monkeypatch.setenv("PLATEMAP_TILES_TIANDITU", url)
    with pytest.raises(InputError, match="密钥不能写进导出的文件：请改用 amap、osm") as caught:
        FORMATS["html"].encode(whole, "tianditu")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_format_holds_the_key(whole, key, suffix):
    assert b"geheim" not in FORMATS[suffix].encode(whole)


def test_only_the_apps_own_document_holds_the_key(whole, key):
    assert QUOTED in readable(build(whole, View(basemap="tianditu", embedded=True)))
    with pytest.raises(InputError, match="密钥不能写进导出的文件"):
        build(whole, View(basemap="tianditu"))


@pytest.mark.parametrize("suffix", sorted(FORMATS.keys() - {"html"}))
def test_a_format_without_a_map_has_no_base_to_choose(whole, suffix):
    with pytest.raises(InputError, match="没有底图可选"):
        FORMATS[suffix].encode(whole, "osm")


@pytest.mark.parametrize("code", [BUILTIN, *BASEMAPS])
def test_points_are_drawn_in_the_datum_of_the_base(whole, code):
    datum = basemaps.datum_of(code)
    geometry = payload(whole, datum)["geometry"]
    points = whole.frame.geometry.geom_type == "Point"
    for row in points.to_numpy().nonzero()[0]:
        at = whole.frame.geometry.iloc[row]
        lon, lat = convert(at.x, at.y, Datum.WGS84, datum)
        got = geometry["px"][row] / 1e6, geometry["py"][row] / 1e6
        assert got == pytest.approx((float(lon), float(lat)), abs=1e-6)


def test_lines_and_the_built_in_base_move_with_them(whole):
    before, after = page(payload(whole)), page(payload(whole, Datum.GCJ02))
    for axis, least in (("x", 5000), ("y", -2000)):
        pairs = zip(before["geometry"][axis], after["geometry"][axis], strict=True)
        assert all(least < b - a < least + 2000 for a, b in pairs), axis
    for name in ("district", "roads", "stations", "places"):
        assert before["base"][name] != after["base"][name], name
    ring, moved = before["base"]["district"][0], after["base"]["district"][0]
    lon, lat = convert(ring[0] / 1e6, ring[1] / 1e6, Datum.WGS84, Datum.GCJ02)
    assert (moved[0] / 1e6, moved[1] / 1e6) == pytest.approx((float(lon), float(lat)), abs=2e-6)


def test_nothing_but_coordinates_moves(whole):
    before, after = page(payload(whole)), page(payload(whole, Datum.GCJ02))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"datum", "geometry", "base", "comparisons"}
    for one, other in zip(before["comparisons"], after["comparisons"], strict=True):
        assert {**one, "shifts": 0} == {**other, "shifts": 0}
        assert {**one["shifts"], "was": 0, "at": 0} == {**other["shifts"], "was": 0, "at": 0}


def test_over_wgs84_tiles_a_document_differs_in_tiles_alone(whole):
    plain, over = data_of(build(whole)), data_of(build(whole, View(basemap="osm")))
    assert {name for name in plain if plain[name] != over[name]} == {"tiles"}
    assert plain["tiles"] is None


@pytest.mark.parametrize(
    ("code", "datum", "note"),
    [
        ("amap", "坐标：GCJ-02（随高德底图，由 WGS-84 换算）", "底图：高德（在线，© 高德地图）"),
        ("osm", "坐标：WGS-84", "底图：OSM（在线，© OpenStreetMap 贡献者）"),
        (
            "tianditu",
            "坐标：CGCS2000（随天地图底图，与 WGS-84 视为一致）",
            "底图：天地图（在线，© 国家地理信息公共服务平台）",
        ),
    ],
)
def test_a_document_tells_datum_and_source_of_its_base(whole, key, code, datum, note):
    data = data_of(build(whole, View(basemap=code, embedded=True)))
    assert data["datumNote"] == datum
    assert data["tiles"]["note"] == note
    assert data["baseNote"] == "底图：二七区界线、主要道路、地铁站（内置）"


def test_a_hostile_address_stays_data(whole, monkeypatch):
    monkeypatch.setenv("PLATEMAP_TILES_OSM", "http://a/{z}/{x}/{y}?</script><img>")
    html = build(whole, View(basemap="osm"))
    assert "<img>" not in unpacked(html)
    assert "<img>" in data_of(html)["tiles"]["urls"][0]


def test_another_district_is_named_in_the_note_of_its_base(facts):
    other = replace(facts, base=replace(facts.base, district_name="金水区"))
    assert data_of(build(catalogue(other)))["baseNote"].startswith("底图：金水区界线")
