"""Uploaded plate outlines: every bad file has a defined outcome, and nothing else is opened."""

import builtins
import io
import json
import os
import random
import stat
import struct
import time
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import shapefile
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS
from shapely import Polygon, to_geojson
from shapely.geometry import mapping, shape

from geo import references
from geo.check import breaches
from geo.crs import Datum, from_wgs84
from geo.errors import FileError, InputError, PlateMapError
from geo.measures import area_m2
from geo.model import Kind, Method, Role
from geo.outline import reading as outlines
from geo.outline import zips
from geo.outline.writing import NEW, batch, match

WGS, GCJ = Datum.WGS84, Datum.GCJ02
GK114, GK38 = Datum.CGCS2000_GK114, Datum.CGCS2000_GK38
# A kilometre or so of the district, anticlockwise, and a piece inside it.
RING = [[113.60, 34.68], [113.61, 34.68], [113.61, 34.69], [113.60, 34.69], [113.60, 34.68]]
HOLE = [
    [113.602, 34.682], [113.602, 34.684], [113.604, 34.684], [113.604, 34.682], [113.602, 34.682],
]  # fmt: skip
SQUARE = Polygon(RING)
POLYGON = {"type": "Polygon", "coordinates": [RING]}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def document(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def written(content):
    return json.dumps(content, ensure_ascii=False).encode()


@pytest.fixture
def read(facts):
    def run(content, datum=WGS, name="板块.geojson", **more):
        content = content if isinstance(content, bytes) else written(content)
        return outlines.read(name, content, datum=datum, base=facts.base, **more)

    return run


@pytest.fixture
def one(read):
    """Read a file that must give exactly one outline."""

    def run(*args, **more):
        found = read(*args, **more)
        assert not found.refused
        (outline,) = found.outlines
        return outline

    return run


@pytest.fixture
def refusal(read):
    """Read a file whose only feature must be refused; return the reason."""

    def run(*args, **more):
        found = read(*args, **more)
        assert not found.outlines
        (refused,) = found.refused
        assert refused.which.startswith("第 1 个图形")
        return refused.reason

    return run


@pytest.fixture
def no_files(monkeypatch):
    """Fail on any file opened."""

    def refuse(path, *args, **kwargs):
        raise AssertionError(f"opened {path}")

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    monkeypatch.setattr(os, "open", refuse)


VRT = b"""<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>seeds/features.csv
</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"""
GDALG = {"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline read features.csv"}


@pytest.mark.case(1, 2)
@pytest.mark.parametrize("content", [VRT, GDALG], ids=["vrt", "gdalg"])
def test_a_vrt_or_gdalg_renamed_geojson_is_no_geojson_and_opens_no_file(read, no_files, content):
    with pytest.raises(FileError, match="不是 GeoJSON"):
        read(content)


@pytest.mark.case(3)
@pytest.mark.parametrize(
    "name", ["../../x", "/vsicurl/http://example.invalid/x", "a\0b.geojson", "．．／x", "C:\\x"]
)
def test_a_hostile_file_name_is_only_ever_shown(read, no_files, name):
    found = read(document(feature(POLYGON, name="甲")), name=name)
    assert len(found.outlines) == 1
    assert "\0" not in found.file


@pytest.mark.parametrize(
    "content",
    [document(feature(POLYGON)), feature(POLYGON), POLYGON],
    ids=["collection", "feature", "geometry"],
)
def test_collections_features_and_bare_geometries_are_read(one, content):
    assert one(content).geometry.equals(SQUARE)


@pytest.mark.parametrize("datum", Datum)
def test_outlines_are_converted_from_the_declared_datum(one, datum):
    drawn = from_wgs84(SQUARE, datum)
    got = one(document(feature(mapping(drawn))), datum=datum).geometry
    assert got.hausdorff_distance(SQUARE) < 1e-8


@pytest.mark.case(19)
def test_the_datum_must_be_declared_because_chinese_files_are_often_not_wgs84(read):
    with pytest.raises(FileError, match=r"先声明.*GCJ-02"):
        read(document(feature(POLYGON)), datum=None)


def crs(name):
    return {"crs": {"type": "name", "properties": {"name": name}}}


@pytest.mark.case(23)
@pytest.mark.parametrize(
    ("name", "datum"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", WGS),
        ("EPSG:4326", WGS),
        ("urn:ogc:def:crs:EPSG::4490", Datum.CGCS2000),
        ("urn:ogc:def:crs:EPSG::4547", GK114),
        ("epsg:4526", GK38),
    ],
)
def test_a_crs_member_is_the_files_own_declaration(read, name, datum):
    drawn = mapping(from_wgs84(SQUARE, datum))
    found = read(document(feature(drawn), **crs(name)), datum=None)
    assert found.datum is datum
    assert found.outlines[0].geometry.hausdorff_distance(SQUARE) < 1e-8
    assert "570 米" in found.notes[0]


def test_the_users_declaration_comes_before_a_crs_member_and_is_told(read):
    found = read(document(feature(POLYGON), **crs("EPSG:4326")), datum=GCJ)
    assert found.datum is GCJ
    assert "按您声明的 GCJ-02" in found.notes[0]


@pytest.mark.case(23)
@pytest.mark.parametrize("name", ["EPSG:3857", "urn:ogc:def:crs:EPSG::2362", "北京54", 5, None])
def test_a_foreign_crs_member_is_refused_even_when_a_datum_is_declared(read, name):
    with pytest.raises(FileError, match=r"crs.*不支持"):
        read(document(feature(POLYGON), **crs(name)))


@pytest.mark.case(21, 23)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b"[1, 2]", "不是 GeoJSON"),
        (b"{", "不是 GeoJSON"),
        (b"\xff\xff\xff\xff", "不是 GeoJSON"),
        ({"type": "FeatureCollection"}, "features"),
        ({"type": "FeatureCollection", "features": {}}, "features"),
        ({"type": "featurecollection", "features": []}, "FeatureCollection"),
        ({"type": "polygon", "coordinates": []}, "区分大小写"),
        ({"type": ["Feature"]}, "不是 GeoJSON"),
        ({"features": []}, "不是 GeoJSON"),
        ({"type": "Topology", "arcs": []}, "不是 GeoJSON"),
        (document(), "没有任何图形"),
        (b'{"type": "Polygon", "coordinates": [[[NaN, 34.68]]]}', "NaN"),
        (b'{"type": "Polygon", "coordinates": [[[-Infinity, 34.68]]]}', "Infinity"),
        (b'{"type": "Point", "coordinates": [' + b"1" * 5000 + b"]}", "不是 GeoJSON"),
        (document(*[feature(None)] * (outlines.MAX_FEATURES + 1)), "上限"),
        (polygon([[0, 0]] * (outlines.MAX_VERTICES + 1)), "顶点"),
        (b" " * (outlines.MAX_BYTES + 1), "10 MB"),
    ],
    ids=range(18),
)
def test_files_of_which_nothing_can_be_used_are_refused_with_the_reason(read, content, words):
    with pytest.raises(FileError, match=words):
        read(content)


@pytest.mark.case(24)
@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"type": "Polygon", "coordinates": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 100_000,
    ],
    ids=range(4),
)
def test_deep_nesting_is_a_plain_message(read, content):
    with pytest.raises(FileError, match="嵌套过深"):
        read(content)


@pytest.mark.case(24)
def test_nesting_below_the_parsers_limit_is_refused_without_recursion(refusal):
    deep = b'{"type": "Polygon", "coordinates": ' + b"[" * 200 + b"]" * 200 + b"}"
    assert "请重新导出" in refusal(deep)


@pytest.mark.case(21, 22, 23)
@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "没有图形"),
        ({"type": "GeometryCollection", "geometries": [POLYGON]}, "请拆开"),
        ({"type": "Point", "coordinates": [113.6, 34.68]}, "须是面"),
        ({"type": "LineString", "coordinates": RING}, "须是面"),
        ({"type": "polygon", "coordinates": [RING]}, "须是面"),
        ({"type": {"a": 1}, "coordinates": [RING]}, "须是面"),
        ({"coordinates": [RING]}, "须是面"),
        ({"type": "Polygon"}, "层次"),
        ({"type": "Polygon", "coordinates": RING}, "层次"),
        ({"type": "Polygon", "coordinates": {"a": 1}}, "层次"),
        (polygon(), "没有任何坐标"),
        (polygon([]), "围不成面"),
        ({"type": "MultiPolygon", "coordinates": []}, "没有任何坐标"),
        (polygon([["113.6", "34.7"], *RING[1:]]), "全是数字"),
        (polygon([[None, 34.68], *RING[1:]]), "全是数字"),
        (polygon([[True, 34.68], *RING[1:]]), "全是数字"),
        (polygon([[113.6], *RING[1:]]), "不足两个数"),
        (polygon([[10**400, 34.68], *RING[1:]]), "不可能的数"),
        (polygon([RING[0], RING[1], RING[0]]), "三个不同的点"),
        (polygon([RING[0]] * 5), "三个不同的点"),
        (polygon([[113.60, 34.68], [113.61, 34.68], [113.62, 34.68], [113.60, 34.68]]), "面积为零"),
        (
            polygon([[113.6, 34.68], [113.60001, 34.68], [113.6, 34.68001], [113.6, 34.68]]),
            "平方米",
        ),
    ],
    ids=range(22),
)
def test_features_that_are_no_outline_are_refused_and_the_others_read(read, geometry, words):
    found = read(document(feature(geometry, name="坏"), feature(POLYGON, name="好")))
    assert [outline.name for outline in found.outlines] == ["好"]
    (refused,) = found.refused
    assert words in refused.reason
    assert refused.which == "第 1 个图形“坏”"


@pytest.mark.case(21)
def test_a_number_too_large_for_a_float_is_refused(refusal):
    content = written(document(feature(POLYGON))).replace(b"113.61", b"1e999")
    assert "不可能的数" in refusal(content)


@pytest.mark.case(23)
@pytest.mark.parametrize("feature_", [None, 5, [], {}, {"type": "feature", "geometry": POLYGON}])
def test_what_is_no_feature_is_refused(refusal, feature_):
    assert "须是面" in refusal(document(feature_))


@pytest.mark.case(21, 22)
@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (polygon(RING[:-1]), "没有闭合"),
        (polygon([RING[0], RING[0], *RING[1:], RING[-1]]), "重复点"),
        (polygon([[*point, 120] for point in RING]), "高程"),
        (polygon([[*point, 120, 7] for point in RING]), "高程"),
    ],
)
def test_small_faults_are_mended_with_a_note(one, geometry, words):
    outline = one(document(feature(geometry, name="甲")))
    assert outline.geometry.equals(SQUARE)
    assert not outline.geometry.has_z
    (note,) = outline.notes
    assert words in note


@pytest.mark.case(22)
def test_a_bow_tie_becomes_two_pieces_with_a_note_and_no_negative_area(one):
    bow = [RING[0], RING[2], RING[1], RING[3], RING[0]]
    outline = one(document(feature(polygon(bow), name="甲")))
    assert outline.geometry.geom_type == "MultiPolygon"
    assert outline.geometry.is_valid
    assert area_m2(outline.geometry) == pytest.approx(area_m2(SQUARE) / 2, rel=1e-3)
    assert "自相交" in outline.notes[0]
    assert "2 块" in outline.notes[0]


def test_a_tangle_is_refused_at_once_because_mending_would_take_minutes(refusal):
    dice = random.Random("tangle")
    tangle = [[113.60 + dice.random() / 100, 34.68 + dice.random() / 100] for _ in range(10_000)]
    start = time.perf_counter()
    assert "太多" in refusal(polygon(tangle))
    assert time.perf_counter() - start < 3


@pytest.mark.case(22)
def test_a_hole_outside_is_refused_because_it_may_be_an_area(refusal):
    outside = [[x + 0.02, y] for x, y in HOLE]
    assert "外环之外" in refusal(document(feature(polygon(RING, outside), name="甲")))


@pytest.mark.case(22, 23)
@pytest.mark.parametrize("turn_hole", [1, -1])
@pytest.mark.parametrize("turn", [1, -1])
def test_any_winding_gives_the_same_area(one, turn, turn_hole):
    outline = one(document(feature(polygon(RING[::turn], HOLE[::turn_hole]), name="甲")))
    assert area_m2(outline.geometry) == pytest.approx(
        area_m2(SQUARE) - area_m2(Polygon(HOLE)), rel=1e-9
    )
    assert outline.notes == ()


@pytest.mark.case(23)
@pytest.mark.parametrize("properties", [[], [1, 2], "甲", 5])
def test_properties_that_are_no_object_lose_the_name_only(one, properties):
    outline = one(document({"type": "Feature", "properties": properties, "geometry": POLYGON}))
    assert outline.name == ""
    assert "properties" in outline.notes[0]


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"name": "甲板块"}, "甲板块"),
        ({"NAME": " 甲  板块\n"}, "甲 板块"),
        ({"板块名称": "甲板块", "面积": 3}, "甲板块"),
        ({"name": None, "名称": "甲板块"}, "甲板块"),
        ({"name": {"a": 1}}, ""),
        ({"name": "长" * 5000}, "长" * 100),
        ({"name": "甲\x07板块"}, "甲板块"),
        ({}, ""),
    ],
)
def test_the_name_is_read_from_the_property_that_usually_holds_it(one, properties, name):
    assert one(document(feature(POLYGON, **properties))).name == name


@pytest.mark.parametrize(
    ("codec", "is_noted"), [("utf-8", False), ("utf-8-sig", False), ("gbk", True)]
)
def test_utf8_with_and_without_bom_and_gbk_are_read(read, codec, is_noted):
    text = json.dumps(document(feature(POLYGON, name="金水河源板块")), ensure_ascii=False)
    found = read(text.encode(codec))
    assert found.outlines[0].name == "金水河源板块"
    assert bool(found.notes) is is_noted


@pytest.mark.parametrize(
    ("name", "is_garbled"),
    [
        ("金水河源板块".encode().decode("cp1252", "replace"), True),
        ("金水河源板块".encode("gbk").decode("latin-1"), True),
        ("金水河板块".encode().decode("gbk", "replace"), True),
        ("锟斤拷锟斤拷", True),
        ("金水河源板块", False),
        ("Plate A", False),
        ("凤湖智能新区", False),
    ],
)
def test_garbled_names_are_told(one, name, is_garbled):
    notes = one(document(feature(POLYGON, name=name))).notes
    assert any("乱码" in note for note in notes) is is_garbled


@pytest.mark.case(18)
@pytest.mark.parametrize("datum", [WGS, GCJ, GK114, GK38])
def test_swapped_coordinates_are_recognised_by_the_district_and_swapped_when_confirmed(
    one, refusal, datum
):
    (ring,) = mapping(from_wgs84(SQUARE, datum))["coordinates"]
    content = document(feature(polygon([[y, x] for x, y in ring])))
    assert "颠倒" in refusal(content, datum=datum)
    assert one(content, datum=datum, swap=True).geometry.hausdorff_distance(SQUARE) < 1e-8


@pytest.mark.case(20)
@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        (from_wgs84(SQUARE, GK114), "EPSG:4547"),
        (from_wgs84(SQUARE, GK38), "EPSG:4526"),
        (Polygon([(12649566, 4105763), (12650566, 4105763), (12650566, 4106763)]), "墨卡托"),
        (Polygon([(113.8, 34.9), (113.81, 34.9), (113.81, 34.91)]), "外约"),
        (Polygon([(1, 1), (2, 1), (2, 2)]), "公里"),
    ],
    ids=range(5),
)
def test_projected_and_distant_outlines_are_refused_with_what_they_look_like(refusal, drawn, words):
    assert words in refusal(to_geojson(drawn).encode())


def test_an_outline_across_the_border_is_kept_with_a_note(one, facts):
    west, _, _, north = facts.base.district.bounds
    wide = Polygon([(west, 34.7), (113.62, 34.7), (113.62, north + 0.1), (west, north + 0.1)])
    (note, *_) = one(to_geojson(wide).encode()).notes
    assert "二七区外" in note
    assert "%" in note


@given(st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "crs"]),
        inner | st.sampled_from(["Feature", "FeatureCollection", "Polygon", "MultiPolygon"]),
        max_size=6,
    ),
    max_leaves=20,
))  # fmt: skip
def test_no_json_ends_in_anything_but_an_answer(facts, value):
    try:
        found = outlines.read("x", json.dumps(value).encode(), datum=WGS, base=facts.base)
    except PlateMapError:
        return
    assert len(found.outlines) + len(found.refused) >= 1


# Zipped Shapefiles, written by pyshp: an independent hand.

NAME = "金水河源板块"


def layer(geometry=SQUARE, *, names=(NAME,), encoding="utf-8", cpg="UTF-8", prj=None, datum=WGS):
    """Return the parts of a Shapefile with one polygon a name."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=5, encoding=encoding) as writer:
        writer.field("名称", "C", 20)
        for name in names:
            writer.shape(mapping(from_wgs84(geometry, datum)))
            writer.record(name)
    parts = {".shp": shp.getvalue(), ".shx": shx.getvalue(), ".dbf": dbf.getvalue()}
    parts |= {".cpg": cpg.encode()} if cpg else {}
    return parts | ({".prj": CRS.from_epsg(prj).to_wkt("WKT1_ESRI").encode()} if prj else {})


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def packed(parts, name="板块"):
    return zipped({f"{name}{suffix}": data for suffix, data in parts.items()})


def test_a_zipped_shapefile_is_read_from_memory(read, no_files):
    found = read(packed(layer()), name="../板块.zip")
    assert [outline.name for outline in found.outlines] == [NAME]
    assert found.outlines[0].geometry.equals(SQUARE)
    assert found.notes == ()


def test_holes_and_parts_of_a_shapefile_are_told_by_their_direction(one):
    parts = [[RING, HOLE], [[[x + 0.02, y] for x, y in RING]]]
    drawn = shape({"type": "MultiPolygon", "coordinates": parts})
    assert one(packed(layer(drawn))).geometry.equals(drawn)


@pytest.mark.parametrize(
    ("epsg", "datum"), [(4326, WGS), (4490, Datum.CGCS2000), (4547, GK114), (4526, GK38)]
)
def test_the_prj_of_a_shapefile_is_its_own_declaration(read, epsg, datum):
    found = read(packed(layer(prj=epsg, datum=datum)), datum=None)
    assert found.datum is datum
    assert found.outlines[0].geometry.hausdorff_distance(SQUARE) < 1e-8


@pytest.mark.case(5)
@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (layer(), "先声明"),
        (layer(prj=3857), "Pseudo-Mercator"),
        (layer(prj=2362), "Xian"),
        (layer() | {".prj": b"PROJCS[broken"}, "读不出坐标系"),
    ],
    ids=["missing", "mercator", "xian80", "broken"],
)
def test_a_missing_or_foreign_prj_asks_for_the_datum(read, parts, words):
    with pytest.raises(FileError, match=words):
        read(packed(parts), datum=None)


@pytest.mark.case(5)
@pytest.mark.parametrize("missing", [{".dbf"}, {".shx"}, {".dbf", ".shx"}])
def test_missing_parts_of_a_shapefile_are_listed(read, missing):
    parts = {suffix: data for suffix, data in layer().items() if suffix not in missing}
    with pytest.raises(FileError) as error:
        read(packed(parts))
    assert all(part in str(error.value) for part in missing)


@pytest.mark.case(5)
def test_two_shapefiles_in_a_zip_are_asked_about_and_one_can_be_chosen(read):
    both = zipped(
        {f"乙{k}": v for k, v in layer().items()}
        | {f"甲{k}": v for k, v in layer(names=["甲板块"]).items()}
    )
    with pytest.raises(FileError, match=r"2 个图层.*乙、甲"):
        read(both)
    assert outlines.layers(both) == ("乙", "甲")
    assert read(both, layer="甲").outlines[0].name == "甲板块"
    with pytest.raises(FileError, match="没有图层“丙”"):
        read(both, layer="丙")


@pytest.mark.case(6)
@pytest.mark.parametrize(
    ("encoding", "cpg", "is_noted"),
    [
        ("utf-8", "UTF-8", False),
        ("gbk", "GBK", False),
        ("gbk", "936", False),
        ("utf-8", "GBK", True),
        ("gbk", "UTF-8", True),
        ("gbk", "ISO-8859-1", True),
        ("utf-8", "", True),
        ("gbk", "", True),
    ],
)
def test_a_wrong_or_missing_cpg_is_found_out_and_told(read, encoding, cpg, is_noted):
    found = read(packed(layer(encoding=encoding, cpg=cpg)))
    assert found.outlines[0].name == NAME
    assert bool(found.notes) is is_noted


@pytest.mark.case(6)
def test_the_user_can_switch_the_encoding(read):
    content = packed(layer(encoding="utf-8", names=["板块"]))
    assert read(content, encoding="UTF-8").outlines[0].name == "板块"
    assert read(content, encoding="GBK").outlines[0].name != "板块"


def test_a_name_cut_in_the_middle_of_a_character_keeps_the_rest(one):
    parts = layer(names=["新二七中心"])
    whole = "新二七中心板块".encode()
    assert len(whole) == 21
    parts[".dbf"] = parts[".dbf"].replace("新二七中心".encode() + b" " * 5, whole[:20])
    assert one(packed(parts)).name == "新二七中心板"


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (layer(names=["甲"] * (outlines.MAX_FEATURES + 1)), "上限"),
        (layer(SQUARE.segmentize(7e-7)), "顶点"),
    ],
    ids=["features", "vertices"],
)
def test_a_shapefile_of_too_many_shapes_or_vertices_is_refused(read, parts, words):
    with pytest.raises(FileError, match=words):
        read(packed(parts))


def test_lines_in_a_shapefile_are_refused(refusal):
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=3) as writer:
        writer.field("name", "C", 20)
        writer.line([RING])
        writer.record("line")
    parts = {".shp": shp.getvalue(), ".shx": shx.getvalue(), ".dbf": dbf.getvalue()}
    assert "须是面" in refusal(packed(parts))


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(info, "板块.shp")
    return content.getvalue()


def locked():
    content = bytearray(packed(layer()))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    return bytes(content)


@pytest.mark.case(4)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped({"../板块.shp": b"x"}), "路径异常"),
        (zipped({"a/../../板块.shp": b"x"}), "路径异常"),
        (zipped({"/板块.shp": b"x"}), "路径异常"),
        (zipped({"..\\板块.shp": b"x"}), "路径异常"),
        (zipped({"C:\\板块.shp": b"x"}), "路径异常"),
        (link("a.shp"), "链接"),
        (zipped({"b.zip": b"x"}), "压缩包"),
        (zipped({"a.shp": bytes(20_000_000)}), "100 倍"),
        (zipped({f"{n}.txt": b"x" for n in range(zips.MAX_MEMBERS + 1)}), "上限"),
        (zipped({"a/x.shp": b"x", "b/x.shp": b"x"}), "重名"),
        (zipped({"读我.txt": b"x"}), "没有 .shp"),
        (locked(), "密码"),
        (packed(layer())[:-30], "损坏"),
        (b"PK\x03\x04 broken", "损坏"),
    ],
    ids=range(14),
)
def test_hostile_and_broken_zips_are_refused_before_anything_is_unpacked(
    read, no_files, content, words
):
    with pytest.raises(FileError, match=words):
        read(content)


@pytest.mark.case(4)
def test_a_zip_larger_than_allowed_when_unpacked_is_refused(read, monkeypatch):
    monkeypatch.setattr(zips, "MAX_BYTES", 100)
    with pytest.raises(FileError, match="解开后超过"):
        read(packed(layer()))


def test_a_damaged_member_is_found_by_its_checksum(read):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for suffix, data in layer().items():
            archive.writestr(f"a{suffix}", data)
    spoilt = content.getvalue().replace(struct.pack("<d", 34.69), struct.pack("<d", 34.70), 1)
    with pytest.raises(FileError, match="损坏"):
        read(spoilt)


def test_what_macos_adds_to_a_zip_is_ignored(one):
    files = {f"板块{k}": v for k, v in layer().items()} | {"__MACOSX/._板块.shp": b"junk"}
    assert one(zipped(files)).name == NAME


@pytest.mark.parametrize("words", [-4, -1, 0, 10**6])
def test_a_record_that_lies_about_its_length_is_no_endless_loop(read, words):
    parts = layer()
    shp = bytearray(parts[".shp"])
    shp[104:108] = struct.pack(">i", words)
    with pytest.raises(FileError, match="已损坏"):
        read(packed(parts | {".shp": bytes(shp)}))


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8), st.sampled_from([".shp", ".dbf"]))
def test_no_damage_to_a_shapefile_ends_in_anything_but_an_answer(facts, at, junk, suffix):
    parts = layer()
    data = parts[suffix]
    parts[suffix] = data[:at] + junk + data[at + len(junk) :]
    try:
        outlines.read("x.zip", packed(parts), datum=WGS, base=facts.base)
    except PlateMapError:
        return


# Records.

DAY = date(2026, 11, 1)


@pytest.fixture
def upload(read, facts):
    def run(*names, matched=None, accuracy_m=20):
        found = read(document(*(feature(POLYGON, name=name) for name in names)))
        plates = match(facts, found) if matched is None else matched
        return batch(facts, 7, found, day=DAY, accuracy_m=accuracy_m, matched=plates)

    return run


@pytest.mark.parametrize(
    ("name", "plate"),
    [("PL-03", "PL-03"), ("金水河源板块", "PL-03"), ("金水河源", "PL-03"), ("足球小镇", "PL-06")],
)
def test_plates_are_matched_by_id_full_short_and_other_names(read, facts, name, plate):
    assert match(facts, read(document(feature(POLYGON, name=name)))) == {0: plate}


def test_unknown_and_missing_names_are_not_matched(read, facts):
    found = read(document(feature(POLYGON, name="别处"), feature(POLYGON)))
    assert match(facts, found) == {}


def test_a_known_plate_gets_an_official_extent_and_no_statement(upload):
    made = upload("金水河源板块")
    (fix,) = made.fixes
    assert (fix.id, fix.feature, fix.source) == ("F-8-1", "PL-03", "O8")
    assert (fix.role, fix.method, fix.accuracy_m) == (Role.EXTENT, Method.OFFICIAL, 20)
    assert fix.geometry.equals(SQUARE)
    assert "板块.geojson" in fix.basis
    # Another document would move the date a reader stands on.
    assert (made.documents, made.features, made.statements) == ((), (), ())


def test_a_plate_that_was_nowhere_loses_its_reason(upload):
    (plate,) = upload("康养产业板块").features
    assert (plate.id, plate.unlocated_reason) == ("PL-02", "")


def test_a_new_plate_is_made_when_asked(upload):
    made = upload("新板块", matched={0: NEW})
    (plate,) = made.features
    assert (plate.id, plate.kind, plate.plate, plate.name) == (
        "B8-1",
        Kind.PLATE,
        "B8-1",
        "新板块",
    )
    assert [said.id for said in made.statements] == ["S-8-1"]
    assert [fix.feature for fix in made.fixes] == ["B8-1"]
    assert [document.id for document in made.documents] == ["O8"]


def test_several_outlines_of_one_plate_are_joined(read, facts):
    far = [[x + 0.02, y] for x, y in RING]
    found = read(document(*(feature(polygon(r), name="金水河源") for r in (RING, far))))
    made = batch(facts, 7, found, day=DAY, accuracy_m=20, matched=match(facts, found))
    (fix,) = made.fixes
    assert fix.geometry.geom_type == "MultiPolygon"
    assert "第 1、2 个图形" in fix.basis


@pytest.mark.parametrize(
    ("name", "matched", "words"),
    [
        ("甲", {}, "没有指定任何板块"),
        ("甲", {0: "PL-99"}, "PL-99"),
        ("甲", {0: "PJ-01"}, "PJ-01"),
        ("", {0: NEW}, "没有名称"),
        ("金水河源", {0: NEW}, "已有"),
    ],
)
def test_impossible_choices_are_refused(upload, name, matched, words):
    with pytest.raises(InputError, match=words):
        upload(name, matched=matched)


def test_the_records_keep_the_contract_of_a_facts_folder(upload, facts):
    made = upload(
        "康养产业板块", "金水河源板块", "新板块", matched={0: "PL-02", 1: "PL-03", 2: NEW}
    )
    newer = {f.id: f for f in made.features}
    tables = facts.tables | {k: facts.tables[k] + rows for k, rows in made.tables.items()}
    merged = replace(
        facts,
        features=(
            *(newer.pop(f.id, f) for f in facts.features),
            *newer.values(),
        ),
        documents=facts.documents + made.documents,
        statements=facts.statements + made.statements,
        fixes=facts.fixes + made.fixes,
        tables=tables,
    )
    assert list(references.breaches(merged)) == []
    assert breaches(merged) == []
