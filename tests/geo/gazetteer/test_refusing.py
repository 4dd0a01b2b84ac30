"""What the gazetteer does not know it says, by name; it never puts anything at a default point."""

import time

import pytest
from shapely import wkt

from geo.answers import Verdict
from geo.gazetteer.gazetteer import standard
from geo.gazetteer.geometry import Plane
from geo.gazetteer.reading import bundle

PLANE = Plane(113.6, 34.7)

UNKNOWN = {
    "长安路与某某路交叉口": "某某路",
    "某某路与长安路交叉口": "某某路",
    "某某路不知街交叉口": "不知街",
    "长安路与留园里交叉口": "留园里",
    "某某路12号": "某某路",
    "某某路": "某某路",
    "北长安路12号": "北长安路",
    "长安路小学": "长安路小学",
    "长安路派出所隔壁": "长安路派出所",
    "建国路第三幼儿园": "建国路第三幼儿园",
    "东至某某路，西至长安路": "某某路",
    "张三饭店": "地名",
    "科技馆附属小学": "地名",
}


@pytest.mark.parametrize(("address", "name"), UNKNOWN.items())
def test_what_is_not_known_is_named_and_not_answered_by_a_part_of_it(gazetteer, address, name):
    answer = gazetteer.locate(address)
    assert answer.verdict is Verdict.NOT_FOUND
    assert answer.candidates == ()
    assert name in answer.note
    assert "补充地名" in answer.note


@pytest.mark.parametrize(
    "address",
    [
        *("不在长安路与建国路交叉口", "非长安路与建国路路口", "未到长安路与建国路交叉口"),
        *("本项目不含长安路与建国路交叉口", "不邻长安路，建国路以南", "不在江东区，长安路"),
    ],
)
def test_where_something_is_not_is_no_place(gazetteer, address):
    answer = gazetteer.locate(address)
    assert (answer.verdict, answer.candidates) == (Verdict.NOT_FOUND, ())
    assert "不在哪里" in answer.note


@pytest.mark.parametrize(
    "address", ["长安路与东风路交叉口", "长安路与长安北路交叉口", "小南街与人民路交叉口"]
)
def test_roads_that_are_not_known_to_cross_have_no_crossing(gazetteer, address):
    answer = gazetteer.locate(address)
    assert answer.verdict is Verdict.NOT_FOUND
    assert "交点" in answer.note


CROSSING = "长安路与建国路交叉口"
ELSEWHERE = [
    "金水区长安路与建国路交叉口",
    "郑州市中原区长安路",
    "河南省新密市建国路12号",
    "北京市朝阳区建国路",
    "上海浦东区人民路",
    "武侯区人民路与建国路交叉口",
    "中牟县长安路",
    "江苏省南京市长安路",
    "长安路与建国路交叉口（管城区）",
    "江东和平大厦·惠济店",
    # A district of another city, whatever character it ends with; and ours of another city.
    *(f"{words}{CROSSING}" for words in ("青山区", "宁波江北区", "城中区", "雄安新区", "浦东新区")),
    *(f"洛阳江东区{CROSSING}", f"宁波{CROSSING}", f"河南洛阳{CROSSING}", f"内蒙古{CROSSING}"),
    *(f"凉山州{CROSSING}", f"阿拉善盟{CROSSING}", f"航空港{CROSSING}", f"港区{CROSSING}"),
    # A city named after the address, in brackets, by itself, or by its branch.
    *(f"{CROSSING}，洛阳市", f"{CROSSING} 洛阳市", f"{CROSSING}，位于洛阳市", f"{CROSSING} 洛阳"),
    *(f"{CROSSING}；洛阳", f"{CROSSING}（洛阳）", f"{CROSSING}(洛阳市)", f"洛阳，{CROSSING}"),
    *(
        f"{CROSSING}宁波分院",
        f"{CROSSING}（洛阳店）",
        "江东和平大厦（洛阳）",
        "江东和平大厦洛阳分店",
        "洛阳江东和平大厦",
    ),
    # Another division counts where ours is named too.
    *(f"从江东区搬到洛阳市{CROSSING}", f"原江东区现中原区{CROSSING}"),
    *(f"江东区人民政府驻金水区{CROSSING}", f"江东区{CROSSING}，洛阳市"),
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_of_another_district_or_city_is_refused(gazetteer, address):
    answer = gazetteer.locate(address)
    assert answer.verdict is Verdict.OUTSIDE
    assert answer.candidates == ()


HERE = [
    *(f"江东新区{CROSSING}", f"江东区{CROSSING}（近中原区）", f"江东区{CROSSING}，与金水区交界"),
    *(f"{CROSSING}洛阳面馆", f"{CROSSING}向北200米路西宁波汤圆", f"{CROSSING}洛阳路灯厂"),
    *(f"江东区{CROSSING}（金水区分公司）", "东风路与建国路交叉口", f"{CROSSING}老城区"),
]


@pytest.mark.parametrize("address", HERE)
def test_a_city_in_a_name_or_next_to_ours_is_not_where_the_address_is(gazetteer, address):
    assert gazetteer.locate(address).verdict is Verdict.FOUND


NAMED_ELSEWHERE = [
    *("洪山区", "宝山区", "萧山区", "南山区", "大连中山区", "西宁城中区", "烟台莱山区", "新乡"),
    *("浦东新区", "西咸新区", "平原新区", "长沙二七区", "新疆", "香港", "河南洛阳", "恩施州"),
]


@pytest.mark.parametrize("words", NAMED_ELSEWHERE)
def test_the_seeds_know_the_divisions_elsewhere(words):
    answer = standard().locate(f"{words}大学路与航海路交叉口")
    assert (answer.verdict, answer.candidates) == (Verdict.OUTSIDE, ())


def test_the_seeds_name_no_division_of_ours():
    names = {division.name for division in bundle().elsewhere}
    assert len(names) > 3_000
    assert not names & {"河南省", "郑州市", "二七区", "金水区", "中牟县", "新郑市", "老城区"}


@pytest.mark.parametrize("address", ["建国路与远方路交叉口", "城外广场"])
def test_a_point_outside_the_district_is_refused(gazetteer, address):
    answer = gazetteer.locate(address)
    assert answer.verdict is Verdict.OUTSIDE
    assert "江东区以外" in answer.note


def test_the_edge_of_the_district_is_shared(gazetteer):
    # 3,000 m is the edge; 300 m beyond it still count.
    inside, outside = (
        gazetteer.locate(f"建国路与长安路交叉口向东{metres}米") for metres in (3700, 3900)
    )
    assert inside.verdict is Verdict.FOUND
    assert outside.verdict is Verdict.OUTSIDE


def test_namesakes_are_all_offered(gazetteer):
    answer = gazetteer.locate("幸福小区")
    assert answer.verdict is Verdict.AMBIGUOUS
    assert answer.place is None
    points = {
        tuple(round(n, -1) for n in PLANE.xy(c.point.lon, c.point.lat)) for c in answer.candidates
    }
    assert points == {(-500, 500), (1500, 1500)}


def test_two_crossings_of_the_same_roads_are_both_offered(gazetteer):
    answer = gazetteer.locate("环城路与建国路交叉口")
    assert answer.verdict is Verdict.AMBIGUOUS
    assert {round(PLANE.xy(c.point.lon, c.point.lat)[0], -1) for c in answer.candidates} == {
        *(-1800, -1200),
    }


def test_the_section_of_a_road_decides_between_its_crossings(gazetteer):
    answer = gazetteer.locate("环城路与建国西路交叉口")
    assert PLANE.xy(answer.place.point.lon, answer.place.point.lat)[0] == pytest.approx(
        -1800, abs=2
    )


PARTLY = {
    "长安路（某某路—人民路）": "某某路",
    "长安路新锐大厦": "长安路",
    "南山镇某某村": "南山镇",
    "长安路、建国路、人民路综合改造": "长安路",
    "东至东风路，西至长安路，南至建国路": "缺北边",
    "东至东风路，西至规划路，南至建国路，北至人民路": "规划路",
    "北川镇长安路与建国路交叉口": "北川镇",
    "南山镇建国路与长安路交叉口": "南山镇",
    "某某路12号江东和平大厦": "某某路",
    "人民路江东和平大厦": "人民路",
    "和平大厦": "和平大厦",
    "小南街": "小南街",
    "长安路900号": "门牌号",
    "人民路与断头路交叉口": "断头路",
}


@pytest.mark.parametrize(("address", "word"), PARTLY.items())
def test_what_was_understood_only_in_part_is_offered_and_told(gazetteer, address, word):
    answer = gazetteer.locate(address)
    assert word in answer.note + "".join(c.matched for c in answer.candidates)
    assert answer.place is None


DOUBTFUL = [
    # Mentioned, not stated.
    *(
        f"{CROSSING}以外",
        f"{CROSSING}已取消，改在别处",
        f"从{CROSSING}迁往新址",
        f"从{CROSSING}路过",
    ),
    *(f"{CROSSING}对面的对面", "长安路与建国路之间", f"{CROSSING}南侧，不含路口"),
    *(f"{CROSSING}或小南街", f"{CROSSING}反方向", "长安路以东，建国路以北，不含人民路"),
    # A way that was not understood.
    *(f"{CROSSING}向东{far}" for far in ("1e3米", "100-2000米", "-500米", "超过500米", "数百米")),
    *(f"{CROSSING}向东{far}" for far in ("几百米", "3站", "走15分钟", "两个路口", "第三个路口")),
    *(
        f"{CROSSING}{way}"
        for way in ("东偏北3公里", "再向东", "附近向东2公里", "距离5公里", "以东")
    ),
    *(f"{CROSSING}{way}" for way in ("东北5里", "500米范围内", "向北过两个红绿灯", "正东2公里")),
    *("长安路100号向东5公里", "长安路100号往南", "长安路100号至120号", "科技馆附近5公里"),
    *(f"离{CROSSING}5公里", "科技馆向东2站", "长安路以东1公里、建国路以北1公里"),
    "长安路（建国路—人民路）以东500米",
    # A second leg.
    *(
        f"{CROSSING}向东200米再向北300米",
        f"{CROSSING}沿建国路东行至东风路",
        f"{CROSSING}往北再往东",
    ),
    # Three roads, corners that disagree, a road in brackets.
    *("长安路与建国路与人民路交叉口", "建国路与长安路（人民路）交叉口", f"{CROSSING}与人民路"),
    *(f"{CROSSING}（建国路与东风路交叉口）", f"{CROSSING}东北角西南角", f"{CROSSING}东西南北角"),
    *("长安路（建国路以北）", "长安路（建国路口）"),
    # What it begins with is not known.
    *(f"东京都{CROSSING}", f"Springfield {CROSSING}", f"日本东京{CROSSING}"),
]


@pytest.mark.parametrize("address", DOUBTFUL)
def test_words_that_may_lead_elsewhere_are_looked_at_by_a_person(gazetteer, address):
    answer = gazetteer.locate(address)
    assert answer.place is None
    assert answer.verdict in (Verdict.AMBIGUOUS, Verdict.NOT_FOUND)
    assert answer.note


WAYS = {
    f"{CROSSING}以东1公里": (880, 0),
    f"{CROSSING}向东1,500米": (1310, 0),
    "长安路建国路以北500米": (0, 450),
    f"{CROSSING}向东两百米": (192, 0),
    "长安路与建国路交叉口路向西100米": (-106, 0),
}


@pytest.mark.parametrize(("address", "at"), WAYS.items())
def test_a_way_that_is_understood_is_gone(gazetteer, address, at):
    point = gazetteer.locate(address).place.point
    assert PLANE.xy(point.lon, point.lat) == pytest.approx(at, abs=3)


@pytest.mark.parametrize(
    ("address", "more"), [("长安路100号东门北80米", 80), ("长安路100号院内50米", 50)]
)
def test_a_short_way_from_a_door_widens_where_it_may_be(gazetteer, address, more):
    plain, wider = gazetteer.locate("长安路100号").place, gazetteer.locate(address).place
    assert wider.accuracy_m - plain.accuracy_m == pytest.approx(1.15 * more, abs=5)
    assert wider.point == plain.point


HOSTILE = [
    *("", " ", "，。；！", "12345", "=1+1", "@SUM(A1)", "\x00\x07", "\u202e\u200b", "🏗️", "\ud800"),
    *("路", "路" * 299, "与" * 300, "东至" * 149, "长安路与" * 70, "某" * 10_000, "(" * 300),
    *("长安路" * 5_000, "<script>alert(1)</script>", "NaN", "113.6,34.7"),
]


@pytest.mark.case(25, 27)
@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_texts_are_refused_at_once(gazetteer, address):
    began = time.perf_counter()
    answer = gazetteer.locate(address)
    assert time.perf_counter() - began < 0.2
    assert answer.place is None
    assert answer.note


@pytest.mark.case(25)
def test_invisible_characters_do_not_hide_an_address(gazetteer):
    assert gazetteer.locate("\u202e长安\u200b路\x07与建\n国路交叉口").verdict is Verdict.FOUND


EXTENTS = [
    ({"east": "东风路", "west": "长安路", "south": "老街", "north": "人民路"}, Verdict.FOUND, ""),
    ({"east": "东风路", "south": "建国路"}, Verdict.FOUND, ""),
    ({"east": "东风路", "west": "长安路"}, Verdict.NOT_FOUND, "围不成"),
    ({"east": "东风路"}, Verdict.NOT_FOUND, "围不成"),
    ({}, Verdict.NOT_FOUND, "围不成"),
    ({"east": "没有路", "west": "长安路"}, Verdict.NOT_FOUND, "没有路"),
    (
        {"east": "长安路", "west": "东风路", "south": "建国路", "north": "人民路"},
        *(Verdict.NOT_FOUND, "方位"),
    ),
    ({"east": "东风路", "west": "东风路", "south": "建国路"}, Verdict.AMBIGUOUS, "缺北边"),
]


@pytest.mark.parametrize(("given", "verdict", "word"), EXTENTS)
def test_the_sides_of_an_area_can_be_given_by_name(gazetteer, given, verdict, word):
    answer = gazetteer.extent(**given)
    assert answer.verdict is verdict
    assert word in answer.note


def test_a_crossing_can_be_asked_for_by_name(gazetteer):
    assert gazetteer.crossing("长安路", "老街").verdict is Verdict.FOUND
    assert gazetteer.crossing("", "").verdict is Verdict.NOT_FOUND


def test_roads_and_what_they_cross_are_listed(gazetteer):
    assert {"长安路", "小南街", "远方路"} < set(gazetteer.road_names)
    assert "老街" not in gazetteer.road_names
    assert gazetteer.crossing_roads("长安路") == ("人民路", "小南街", "建国路")
    assert gazetteer.crossing_roads("老街") == gazetteer.crossing_roads("建国路")
    assert gazetteer.crossing_roads("没有路") == ()


def test_own_places_and_roads_join_without_changing_the_rest(gazetteer):
    line = wkt.dumps(wkt.loads("LINESTRING (113.60 34.69, 113.61 34.69)"))
    row = {
        **{"id": "1", "name": "新修路", "aliases": "规划一路", "kind": "road"},
        **{"geometry": line, "accuracy_m": "20", "source": "区住建局"},
    }
    own = gazetteer.of([row])
    assert own.locate("长安路与规划一路交叉口").verdict is Verdict.FOUND
    assert gazetteer.locate("长安路与规划一路交叉口").verdict is Verdict.NOT_FOUND
