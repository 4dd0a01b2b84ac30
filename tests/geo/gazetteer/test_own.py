"""Users' own places and roads: read by our own checks, kept with the workspace, in no export."""

import contextlib
import json
import re
import time
from dataclasses import replace

import pytest
import shapely
import workbooks

from geo import seeds, store, workspaces
from geo.batch import ChangeKind
from geo.catalogue import catalogue
from geo.check import breaches
from geo.crs import Datum, from_wgs84
from geo.errors import ContractError, FileError, InputError
from geo.gazetteer import own, own_names
from geo.gazetteer.bundle import Bundle, NamedPlace, PlaceKind, Road, RoadName
from geo.gazetteer.gazetteer import standard
from geo.gazetteer.own import TABLE, OwnKind
from geo.model import Method
from geo.store.foreign import adopt
from layers.formats import FORMATS

WGS, GCJ = Datum.WGS84, Datum.GCJ02
POINT = {"type": "Point", "coordinates": [113.640123, 34.720123]}
LINE = {"type": "LineString", "coordinates": [[113.64012, 34.72012], [113.65012, 34.72012]]}
LINES = {
    "type": "MultiLineString",
    "coordinates": [LINE["coordinates"], [[113.651, 34.7], [113.651, 34.71]]],
}
HEADING = "名称,别名,类型,经度,纬度,坐标系,误差,WKT"


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def document(*features, **more):
    content = {"type": "FeatureCollection", "features": list(features), **more}
    return json.dumps(content, ensure_ascii=False).encode()


def table(*rows, heading=HEADING):
    return "\n".join((heading, *rows)).encode()


@pytest.fixture
def read(facts):
    def run(content, datum=WGS, name="补充.geojson"):
        return own.read(name, content, datum=datum, base=facts.base)

    return run


def test_points_are_places_and_lines_are_roads(read):
    found = read(
        document(
            feature(POINT, 名称="锦绣苑", 别名="锦绣家园、锦绣", 误差=30),
            feature(LINE, name="锦绣路", aliases=["锦绣东路", "锦绣西路"], accuracy_m="15米"),
            feature(LINES, name="支路一"),
        )
    )
    assert (found.refused, found.notes) == ((), ())
    place, road, lines = found.places
    assert (place.kind, place.name, place.aliases) == (
        OwnKind.PLACE,
        "锦绣苑",
        ("锦绣家园", "锦绣"),
    )
    assert (place.accuracy_m, place.source) == (30, "补充地名“补充.geojson”第 1 个图形")
    assert (road.kind, road.aliases, road.accuracy_m) == (
        OwnKind.ROAD,
        ("锦绣东路", "锦绣西路"),
        15,
    )
    assert road.geometry.equals(shapely.geometry.shape(LINE))
    assert lines.geometry.geom_type == "MultiLineString"
    assert lines.source.endswith("（未写误差，取不小于 100 米）")


def test_a_table_gives_places_and_by_wkt_roads(read):
    found = read(
        table(
            "锦绣苑,锦绣家园,地点,113.640123,34.720123,,30,",
            '锦绣路,,道路,,,WGS-84,15,"LINESTRING(113.64012 34.72012, 113.65012 34.72012)"',
            "文化宫,,,113°38′24.44″,34°43′12.44″,,,",
        ),
        name="补充.csv",
    )
    assert found.refused == ()
    assert [p.kind for p in found.places] == [OwnKind.PLACE, OwnKind.ROAD, OwnKind.PLACE]
    assert [p.accuracy_m for p in found.places] == [30, 15, 100]
    assert found.places[0].source == "补充地名“补充.csv”第 2 行"


def test_a_workbook_is_a_table_too(read):
    rows = [HEADING.split(","), ["锦绣苑", None, None, 113.640123, 34.720123, "WGS-84", 30, None]]
    (place,) = read(workbooks.workbook(rows), datum=None, name="补充.xlsx").places
    assert (place.geometry.x, place.accuracy_m) == (113.640123, 30)


def test_what_was_written_coarsely_is_known_coarsely(read):
    found = read(table("甲村,,,113.64,34.72,,30,", "乙村,,,113.6,34.7,,30,"))
    assert [p.accuracy_m for p in found.places] == [1100]
    assert "误差 11000 米" in found.refused[0].reason


@pytest.mark.parametrize(
    ("row_datum", "declared", "meant"),
    [("", GCJ, GCJ), ("百度", None, Datum.BD09), ("GCJ-02", WGS, GCJ)],
)
def test_the_datum_of_a_row_comes_before_the_one_declared(read, row_datum, declared, meant):
    at = from_wgs84(shapely.Point(113.64, 34.72), meant)
    (place,) = read(table(f"锦绣苑,,,{at.x:.7f},{at.y:.7f},{row_datum},30,"), declared).places
    assert (place.geometry.x, place.geometry.y) == pytest.approx((113.64, 34.72), abs=1e-6)


def test_a_geojson_may_state_its_datum(read):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    assert len(read(document(feature(POINT, name="锦绣苑"), crs=crs), None).places) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b" " * (10 * 1024 * 1024 + 1), "超过 10 MB"),
        (b"{", "不是 GeoJSON"),
        (b"[" * 100_000, "嵌套过深|不是 GeoJSON"),
        (b"<OGRVRTDataSource/>", "第一行应是列名"),
        (b"\x89PNG\r\n", "图片"),
        (document(feature({"type": "Point", "coordinates": [float("nan"), 1]})), "NaN"),
        (table("1", heading="甲"), "至少要有“名称”"),
        (table(), "没有一行|没有内容"),
        (document(*[feature(POINT, name="甲村")] * 5001), "5001 处"),
        (
            document(feature({"type": "LineString", "coordinates": [[113.6, 34.7]] * 50_001})),
            "顶点",
        ),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(read, content, words):
    with pytest.raises(FileError, match=words):
        read(content)


@pytest.mark.parametrize(
    "content", [document(feature(POINT, name="甲村")), table("甲村,,,113.640123,34.720123,,30,")]
)
def test_an_undeclared_datum_is_asked_for(read, content):
    with pytest.raises(FileError, match=r"先声明：从高德.*GCJ-02.*百度.*BD-09.*WGS-84"):
        read(content, None)


def at(x, y):
    return {"type": "Point", "coordinates": [x, y]}


@pytest.mark.parametrize(
    ("geometry", "properties", "words"),
    [
        (POINT, {}, "没有名称"),
        (POINT, {"name": "甲"}, "2 至 60 个字"),
        (POINT, {"name": "甲" * 61}, "2 至 60 个字"),
        (POINT, {"name": "123"}, "门牌号"),
        (POINT, {"name": "锦绣苑", "别名": "苑"}, "名称“苑”"),
        (POINT, {"name": "锦绣苑", "类型": "道路"}, "道路应是线"),
        (LINE, {"name": "锦绣路", "类型": "地点"}, "地点应是一个点"),
        (POINT, {"name": "锦绣苑", "类型": "湖"}, "类型“湖”"),
        (None, {"name": "锦绣苑"}, "没有图形"),
        ({"type": "Polygon", "coordinates": []}, {"name": "锦绣苑"}, "是 Polygon"),
        ({"type": "GeometryCollection", "geometries": []}, {"name": "锦绣苑"}, "Collection"),
        (at(116.4, 39.9), {"name": "锦绣苑"}, "在二七区外约 .* 公里"),
        (at(0, 0), {"name": "锦绣苑"}, "在二七区外"),
        (at(34.72, 113.64), {"name": "锦绣苑"}, "次序颠倒"),
        (at(465689.1, 3840000.1), {"name": "锦绣苑"}, "4547"),
        (at("113.64", 34.72), {"name": "锦绣苑"}, "文字或空值"),
        (at(True, 34.72), {"name": "锦绣苑"}, "文字或空值"),
        (at(1e300, 34.72), {"name": "锦绣苑"}, "不可能的数"),
        ({"type": "Point", "coordinates": [113.64]}, {"name": "锦绣苑"}, "不足两个数"),
        ({"type": "Point", "coordinates": {}}, {"name": "锦绣苑"}, "层次不对"),
        ({"type": "LineString", "coordinates": [[113.6, 34.7]]}, {"name": "锦绣路"}, "不足两个"),
        ({"type": "LineString", "coordinates": [[113.64 + n / 1e6, 34.72] for n in range(5001)]},
         {"name": "锦绣路"}, "5000 个"),
    ],
)  # fmt: skip
def test_a_feature_that_cannot_be_used_is_refused_with_its_reason(
    read, geometry, properties, words
):
    found = read(document(feature(geometry, **properties), feature(POINT, name="好地方")))
    assert [place.name for place in found.places] == ["好地方"]
    (refused,) = found.refused
    assert refused.which.startswith("第 1 个图形")
    with pytest.raises(ValueError, match=words):
        raise ValueError(refused.reason)


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        *(
            (name, "地址")
            for name in ("大学路与航海路交叉口", "大学路和政通路", "大学路1号", "3号")
        ),
        *((name, "地址") for name in ("大学路口", "以东", "北侧", "大学路以东", "大学路 １号")),
        *((name, "区划") for name in ("洛阳市", "二七区", "郑州市二七区", "金水区", "成都市")),
        *((name, "区划") for name in ("河南省", "北京市朝阳区", "马寨镇", "侯寨乡", "大学路街道")),
        *((name, "距离") for name in ("200米", "约200米", "东２００米处", "两公里")),
        *((name, "数字") for name in ("十二", "第三")),
        *((name, "用语") for name in ("不在", "不详", "附近", "对面", "小区", "医院", "项目")),
    ],
)
@pytest.mark.parametrize("key", ["name", "别名"])
def test_what_else_stands_in_addresses_is_no_name(read, key, name, looks):
    given = {"name": "锦绣苑", key: name}
    found = read(document(feature(POINT, **given), feature(POINT, name="好地方")))
    assert [place.name for place in found.places] == ["好地方"]
    assert re.search(f"像是.*{looks}，不能作地名", found.refused[0].reason)


@pytest.mark.parametrize(
    "name",
    ["大学路80号院", "锦绣一区", "二里岗站", "南五里堡站", "大学路街道办事处", "在水一方",
     "电影小镇", "二七塔", "一马路", "人和路小学", "丹尼斯超市", "老菜市",
     "北京华联片区", "郑州大学东区"],
)  # fmt: skip
def test_names_that_only_resemble_an_address_are_kept(read, name):
    assert [place.name for place in read(document(feature(POINT, name=name))).places] == [name]


def test_the_names_of_the_base_map_may_be_given_again(facts):
    """But for what is a division or a crossing there."""
    names = [road.name for road in facts.base.roads] + [s.name for s in facts.base.stations]
    assert len(names) > 50
    for name in names:
        own_names.check(name)


def test_a_name_is_judged_at_once_however_long(read):
    parts = ("一", "路与", "路1号", "1.1米", "以东")
    start = time.perf_counter()
    for part in parts * 20:
        with contextlib.suppress(ValueError):
            own_names.check((part * 60)[:60])
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",,,113.640123,34.720123,,30,", "没有名称"),
        ("锦绣苑,,,,,,30,", "没有坐标"),
        ("锦绣苑,,,113.640123,,,30,", "只写了一个坐标"),
        ("锦绣苑,,,东边,34.720123,,30,", "不是坐标数字"),
        ("锦绣苑,,,34.720123,113.640123,,30,", "次序颠倒"),
        ("锦绣苑,,,113.640123,34.720123,火星的,30,", "坐标系“火星的”"),
        ("锦绣苑,,,,,,30,POINT(1", "WKT"),
        ("锦绣苑,,,,,,30,POINT(nan nan)", "不能是空的|自相交|空值"),
        (
            '锦绣苑,,,,,,30,"POLYGON((113.6 34.7,113.61 34.7,113.61 34.71,113.6 34.7))"',
            "道路应是线",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_number(read, row, words):
    found = read(table("好地方,,,113.640123,34.720123,,30,", row))
    assert [place.name for place in found.places] == ["好地方"]
    (refused,) = found.refused
    assert refused.which.startswith("第 3 行")
    with pytest.raises(ValueError, match=words):
        raise ValueError(refused.reason)


def test_namesakes_are_kept_and_told(read, facts):
    road, station = facts.base.roads[0].name, facts.base.stations[0].name
    found = read(
        document(
            feature(POINT, name="锦绣苑"), feature(at(113.65123, 34.72123), name="锦绣苑"),
            feature(LINE, name=road), feature(POINT, name=station),
        )
    )  # fmt: skip
    assert len(found.places) == 4
    assert found.notes == (
        "有 2 个地点都叫“锦绣苑”，都保留，查找时会请人选择",
        f"底图上已有道路“{road}”，请核对是不是同一个",
        f"底图上已有地点“{station}”，请核对是不是同一个",
    )


def test_an_accuracy_that_is_none_is_told(read):
    found = read(table("锦绣苑,,,113.640123,34.720123,,很准,"))
    assert found.places[0].accuracy_m == 100
    assert found.notes == ("第 2 行“锦绣苑”：误差“很准”不是 0 至 20000 的米数，未采用",)


@pytest.fixture
def seeded(tmp_path):
    return store.create(tmp_path / "甲.db", operator="张三", batch=workspaces.seeds_batch())


@pytest.fixture
def added(seeded, read):
    found = read(
        document(feature(POINT, name="锦绣苑", 别名="锦绣家园"), feature(LINE, name="锦绣路"))
    )
    batch = own.batch(seeded.facts(), seeded.head, found)
    return seeded, found, seeded.write(batch, operator="李工")


def test_what_is_added_is_kept_with_the_workspace_and_undone(added):
    workspace, found, number = added
    rows = workspace.facts().tables[TABLE]
    assert [row["id"] for row in rows] == ["G-2-1", "G-2-2"]
    assert [(row["name"], row["aliases"], row["kind"]) for row in rows] == [
        ("锦绣苑", "锦绣家园", "place"),
        ("锦绣路", "", "road"),
    ]
    change = workspace.changes()[0]
    assert (change.kind, change.words, change.operator) == (
        ChangeKind.PLACES_OWN, "补充.geojson：地点 1 个、道路 1 个", "李工",
    )  # fmt: skip
    assert breaches(workspace.facts()) == []
    with pytest.raises(InputError, match="早已加入"):
        own.batch(workspace.facts(), workspace.head, found)
    workspace.undo(number, operator="李工")
    assert workspace.facts().tables[TABLE] == ()


def test_they_are_in_no_export(added):
    facts = added[0].facts()
    for suffix in ("html", "geojson", "csv"):
        assert "锦绣" not in FORMATS[suffix].encode(catalogue(facts)).decode("utf-8-sig")


def test_a_workspace_with_them_can_be_taken_over(added, tmp_path):
    copy = adopt(
        added[0].path, tmp_path / "乙.db", operator="王工", origin="来自甲", check_headings=list
    )
    assert copy.facts().tables[TABLE] == added[0].facts().tables[TABLE]


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("geometry", "POINT(34.72 113.64)", "颠倒"),
        ("geometry", "LINESTRING(113.6 34.7, 113.7 34.7)", "地点应是一个点"),
        ("geometry", "x", "WKT"),
        ("kind", "lake", "kind"),
        ("name", "1", "2 至 60"),
        ("name", "洛阳市", "像是区划"),
        ("aliases", "一 | 二", "2 至 60"),
        ("accuracy_m", "0", "误差 0 米"),
        ("accuracy_m", "x", "accuracy_m"),
        ("id", "<b>", "id 列"),
        ("source", None, "缺列"),
    ],
)
def test_a_workspace_from_elsewhere_with_bad_rows_is_refused(added, tmp_path, key, value, words):
    workspace = added[0]
    row = {**workspace.facts().tables[TABLE][0], key: value}
    row = {k: v for k, v in row.items() if v is not None}
    workspace.write(
        replace(own.batch(seeds.read(), workspace.head, added[1]), tables={TABLE: (row,)}),
        operator="某",
    )
    with pytest.raises(FileError, match=words):
        adopt(workspace.path, tmp_path / "乙.db", operator="王", origin="x", check_headings=list)


def test_a_facts_folder_may_hold_them_and_is_checked(facts_folder, added):
    assert seeds.read(facts_folder).tables[TABLE] == ()
    rows = added[0].facts().tables[TABLE]
    lines = [",".join(rows[0]), *(",".join(f'"{cell}"' for cell in row.values()) for row in rows)]
    path = facts_folder / f"{TABLE}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert seeds.read(facts_folder).tables[TABLE] == rows
    path.write_text(path.read_text(encoding="utf-8").replace("POINT", "PUNKT"), encoding="utf-8")
    with pytest.raises(ContractError, match=r"gazetteer.csv 第 2 行：geometry 列不是 WKT"):
        seeds.read(facts_folder)


@pytest.fixture
def bundle(facts):
    """A road with another name, and a place."""
    line = shapely.LineString([(113.60, 34.72), (113.64, 34.72)])
    place = NamedPlace(
        name="锦绣苑", aliases=(), kind=PlaceKind.ESTATE, geometry=shapely.Point(113.6, 34.7),
        accuracy_m=50, method=Method.POI, source="a",
    )  # fmt: skip
    return Bundle(
        district_name="二七区", district=facts.base.district,
        roads=(Road(name="大学路", line=line, accuracy_m=20, source="a"),),
        names=(RoadName(name="大学南路", road="大学路"),),
        crossings=(), numbers=(), places=(place,),
    )  # fmt: skip


def extended(bundle, read, *features):
    found = read(document(*features))
    assert found.refused == ()
    return own.extended(bundle, own.batch(seeds.read(), 1, found).tables[TABLE])


def test_a_gazetteer_without_own_rows_is_the_one_there_was(bundle):
    assert own.extended(bundle, ()) is bundle


def test_own_places_stand_beside_their_namesakes(bundle, read):
    made = extended(bundle, read, feature(POINT, name="锦绣苑", aliases="锦绣家园"))
    assert [place.name for place in made.places] == ["锦绣苑", "锦绣苑"]
    own_place = made.places[1]
    assert (own_place.kind, own_place.method, own_place.aliases) == (
        PlaceKind.LANDMARK, Method.POI, ("锦绣家园",),
    )  # fmt: skip
    assert (own_place.geometry.x, own_place.geometry.y) == (113.640123, 34.720123)
    assert (made.roads, made.names) == (bundle.roads, bundle.names)


@pytest.mark.parametrize("name", ["大学路", "大学南路"])
def test_an_own_line_of_a_known_road_is_joined_to_it(bundle, read, name):
    made = extended(bundle, read, feature(LINE, name=name, accuracy_m=60))
    (road,) = made.roads
    assert (road.name, road.accuracy_m) == ("大学路", 60)
    assert shapely.length(road.line) == pytest.approx(0.05, abs=1e-6)
    assert road.source.startswith("a | 补充地名")
    assert made.names == bundle.names


def test_an_own_road_brings_its_names(bundle, read):
    made = extended(bundle, read, feature(LINE, name="锦绣路", aliases="锦绣东路、大学路"))
    assert [road.name for road in made.roads] == ["大学路", "锦绣路"]
    assert [(n.name, n.road) for n in made.names] == [
        ("大学南路", "大学路"),
        ("锦绣东路", "锦绣路"),
    ]


def test_an_own_place_and_an_own_roads_crossing_are_answered(read):
    line = {"type": "LineString", "coordinates": [[113.63012, 34.72012], [113.66012, 34.72012]]}
    found = read(document(feature(POINT, name="锦绣苑"), feature(line, name="锦绣试验路")))
    rows = own.batch(seeds.read(), 1, found).tables[TABLE]
    gazetteer = standard().of(rows)
    point = gazetteer.locate("锦绣苑").place.point
    assert (point.lon, point.lat) == (113.640123, 34.720123)
    crossing = gazetteer.locate("大学路与锦绣试验路交叉口").place
    assert crossing.point.lat == pytest.approx(34.72012, abs=1e-5)
    assert standard().locate("锦绣试验路").place is None
