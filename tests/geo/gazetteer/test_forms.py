"""Each form of an address, in a district made by hand whose places are computed by hand."""

import math

import pytest
from shapely import LineString

from geo.answers import Verdict
from geo.gazetteer import accuracy
from geo.gazetteer.geometry import Plane
from geo.model import Method, Provider

PLANE = Plane(113.6, 34.7)
# Told distances are scaled and counted from the kerb: 20 + 0.86 of the number.
GONE_200, GONE_100, GONE_50 = 192, 106, 63
SLANT_100 = 86 * math.sqrt(0.5)
CORNER = 45 * math.sqrt(0.5)

CROSSINGS = {
    "长安路与建国路交叉口": (0, 0),
    "长安路和建国路交汇处": (0, 0),
    "长安路、建国路交叉处": (0, 0),
    "长安路×建国路": (0, 0),
    "长安路x建国路": (0, 0),
    "长安路X建国路": (0, 0),
    "长安路 与 建国路": (0, 0),
    "长安路/建国路": (0, 0),
    "长安路建国路口": (0, 0),
    "长安路建国路": (0, 0),
    "长安路建国路幸运茶楼三层": (0, 0),
    "長安路與建國路交叉口": (0, 0),
    "长安与建国路交叉口": (0, 0),
    "长安路与建国十字路口": (0, 0),
    "长安北路与建国东路交叉口": (0, 0),
    "长安快速路辅路与建国路南侧辅路交叉口": (0, 0),
    "长安路（辅路）与建国路交叉口": (0, 0),
    "老街与长安路交叉口": (0, 0),
    "江东区长安路与建国路交叉口": (0, 0),
    "河南省郑州市江东区长安路与建国路交叉口": (0, 0),
    "长安路街道长安路与建国路交叉口": (0, 0),
    "幸运大厦（长安路与建国路交叉口）": (0, 0),
    "长安路幸运大厦（建国路口）": (0, 0),
    "人民路与东风路交叉口": (1000, 1000),
    "小南街与长安路交叉口": (0, -500),
    "小北街与人民路交叉口": (500, 1000),
    "长安路与建国路交叉口向北200米": (0, GONE_200),
    "长安路与建国路交叉口向北200米路西": (-20, GONE_200),
    "长安路与建国路交叉口往南路西100米": (-20, -GONE_100),
    "长安路与建国路交叉口向东五十米路北": (GONE_50, 20),
    "长安路与建国路东50北": (GONE_50, 20),
    "长安路建国路向西100米": (-GONE_100, 0),
    "长安路与建国路交叉口西南角100米": (-SLANT_100, -SLANT_100),
    "长安路与建国路交叉口东北100米": (SLANT_100, SLANT_100),
    "长安路与建国路交叉口东北角": (CORNER, CORNER),
    "长安路与建国路路口东南角（A座3楼）": (CORNER, -CORNER),
    "长安路与建国路交叉口南侧": (0, -45),
    "长安路与建国路交叉口向北0.5公里": (0, 450),
}


def found(gazetteer, address):
    answer = gazetteer.locate(address)
    assert answer.verdict is Verdict.FOUND, answer.note
    assert answer.provider is answer.place.provider is Provider.GAZETTEER
    return answer.place


def xy(candidate):
    return PLANE.xy(candidate.point.lon, candidate.point.lat)


@pytest.mark.parametrize(("address", "expected"), CROSSINGS.items())
def test_a_crossing_is_found_however_it_is_written(gazetteer, address, expected):
    place = found(gazetteer, address)
    assert xy(place) == pytest.approx(expected, abs=2)
    assert place.method is Method.CROSSING


def test_a_longer_way_is_less_sure(gazetteer):
    near = found(gazetteer, "长安路与建国路交叉口向北50米")
    far = found(gazetteer, "长安路与建国路交叉口向北900米")
    assert near.accuracy_m < far.accuracy_m
    assert far.basis == "长安路与建国路的路口（两条线的交点），再向北 900 米"
    assert far.matched == "长安路×建国路向北900米"


def test_a_line_that_had_to_be_prolonged_is_less_sure(gazetteer):
    drawn = found(gazetteer, "人民路与长安路交叉口")
    prolonged = found(gazetteer, "人民路与东风路交叉口")
    assert prolonged.accuracy_m > drawn.accuracy_m
    assert "延长" in prolonged.basis


NUMBERS = {
    "长安路100号": (20, 100),
    "长安路100-3号院2号楼": (20, 100),
    "长安路110号": (20, 200),
    "长安路街道长安路101号附5": (-20, 100),
    "长安路122号": (20, 300),
}


@pytest.mark.parametrize(("address", "expected"), NUMBERS.items())
def test_a_house_number_lies_between_the_known_ones_of_its_side(gazetteer, address, expected):
    assert xy(found(gazetteer, address)) == pytest.approx(expected, abs=2)


def test_a_number_that_is_guessed_is_less_sure_than_a_known_one(gazetteer):
    known, between, past = (found(gazetteer, f"长安路{n}号").accuracy_m for n in (100, 104, 124))
    assert known < between and known < past


def test_a_number_far_from_the_known_ones_only_offers_the_road(gazetteer):
    answer = gazetteer.locate("长安路900号")
    assert answer.verdict is Verdict.AMBIGUOUS
    assert "门牌号" in answer.note
    assert answer.candidates[0].accuracy_m >= 2000


ROADS = ["长安路", "长安路沿线", "长安路东侧", "长安北路", "长安路（辅路）", "江东区长安路"]


@pytest.mark.parametrize("address", ROADS)
def test_a_road_alone_is_its_middle_and_as_unsure_as_it_is_long(gazetteer, address):
    place = found(gazetteer, address)
    assert xy(place) == pytest.approx((0, 0), abs=2)
    assert place.accuracy_m >= 2000
    assert place.method is Method.LINE
    assert isinstance(place.shape, LineString)


SECTIONS = [
    "长安路（建国路—人民路）",
    "长安路（建国路至人民路段）",
    "长安路建国路至人民路段",
    "长安路北起人民路，南至建国路",
    "长安路，南起建国路北至人民路",
    "长安路从建国路到人民路",
    "长安路（建国路与人民路之间）",
]


@pytest.mark.parametrize("address", SECTIONS)
def test_a_stretch_of_a_road_is_cut_between_its_crossings(gazetteer, address):
    place = found(gazetteer, address)
    assert xy(place) == pytest.approx((0, 500), abs=2)
    assert place.accuracy_m >= 500
    ends = sorted(PLANE.xy(*end)[1] for end in place.shape.coords)
    assert ends == pytest.approx([0, 1000], abs=2)


ENCLOSED = [
    "东至东风路，西至长安路，南至建国路，北至人民路",
    "北至人民路，东至东风路，南至建国路，西至长安路",
    "东临东风路、西邻长安路、南接建国路、北靠人民路",
    "四至：东东风路、西长安路、南建国路、北人民路",
    "项目四至：东：东风路；西：长安路；南：建国路；北：人民路",
    "东以东风路为界，西以长安路为界，南以建国路为界，北以人民路为界",
    "东风路以西、长安路以东、建国路以北、人民路以南",
]


@pytest.mark.parametrize("address", ENCLOSED)
def test_four_sides_make_an_area(gazetteer, address):
    place = found(gazetteer, address)
    corners = [PLANE.xy(*corner) for corner in place.shape.exterior.coords]
    assert {(round(x, -1), round(y, -1)) for x, y in corners} == {
        *((0, 0), (1000, 0), (1000, 1000), (0, 1000)),
    }
    assert xy(place) == pytest.approx((500, 500), abs=5)
    assert place.method is Method.EXTENT
    assert 450 <= place.accuracy_m <= 750


CORNERS = {
    "建国路北、长安路西": (-110, 110),
    "建国路北，长安路东": (110, 110),
    "长安路东建国路南": (110, -110),
    "长安路以西、建国路以南": (-110, -110),
    "建国路北侧、东风路西侧地块": (890, 110),
    "建国路（老街）北、长安路（规划）东": (110, 110),
}


@pytest.mark.parametrize(("address", "expected"), CORNERS.items())
def test_two_sides_make_the_block_at_their_corner(gazetteer, address, expected):
    place = found(gazetteer, address)
    assert xy(place) == pytest.approx(expected, abs=3)
    assert place.method is Method.EXTENT
    assert 150 <= place.accuracy_m <= 600
    at = expected[0] * 1.5, expected[1] * 1.5
    assert place.shape.contains(place.shape.centroid), at


PLACES = {
    "和平大厦": (200, 200),
    "江东和平大厦A座3楼": (200, 200),
    "江东和平大厦东100米": (300, 200),
    "江东和平大厦北门北100米": (200, 300),
    "科技馆东北侧": (-800, -800),
    "科技馆地铁站": (-700, -700),
    "科技馆地铁站B口步行300米": (-700, -700),
    "某某餐馆（科技馆地铁站B口步行300米）": (-700, -700),
    "上李村": (1500, -1500),
    "上李村村委会东": (1500, -1500),
    "南山镇": (0, -2800),
    "长安路街道办事处": (0, 0),
}


@pytest.mark.parametrize(("address", "expected"), PLACES.items())
def test_a_named_place_is_found_and_what_lies_beside_it(gazetteer, address, expected):
    answer = gazetteer.locate(address)
    assert answer.candidates, answer.note
    assert xy(answer.candidates[0]) == pytest.approx(expected, abs=2)


def test_what_is_only_within_a_walk_is_as_unsure_as_the_walk_is_long(gazetteer):
    place = found(gazetteer, "科技馆地铁站B口步行300米")
    assert place.accuracy_m >= 400
    assert place.method is Method.RELATIVE


def test_what_is_only_near_a_place_is_less_sure_than_the_place(gazetteer):
    place, near, told = (
        found(gazetteer, f"科技馆{words}").accuracy_m for words in ("", "对面", "附近300米")
    )
    assert place < near < told
    assert told == pytest.approx((place + 300) * accuracy.MARGIN, abs=5)


def test_the_sharper_of_two_things_an_address_names_is_taken(gazetteer):
    place = found(gazetteer, "长安路110号江东和平大厦3楼")
    assert place.matched == "江东和平大厦"
    assert xy(place) == pytest.approx((200, 200), abs=2)
