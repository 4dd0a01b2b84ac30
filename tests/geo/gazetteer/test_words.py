"""Addresses as text: one form of each character, whose district it is, which names are in it."""

import pytest

from geo.gazetteer import scope
from geo.gazetteer.forms import offset
from geo.gazetteer.forms.offset import Offset
from geo.gazetteer.skeleton import skeleton
from geo.gazetteer.suffixes import variants
from geo.gazetteer.text import clean, unbracketed

CLEANED = {
    "大學路 與 政通路": "大学路与政通路",
    "大学路１２號—３": "大学路12号-3",
    "小赵砦街，潁河路": "小赵寨街,颍河路",
    "大学路×政通路（二楼）【三层】": "大学路x政通路(二楼)(三层)",
    "丹尼斯·大卫城": "丹尼斯大卫城",
    "\u202e大\u200b学\u0000路\r\n": "大学路",
    "ⓇⓍ": "RX",
    "地铁5号线京广南路站": "京广南路站",
    "轨道交通十号线医学院站": "医学院站",
    "地铁2号线": "地铁2号线",
}


@pytest.mark.parametrize(("text", "expected"), CLEANED.items())
def test_each_character_has_one_form(text, expected):
    assert clean(text) == expected
    assert clean(expected) == expected


def test_brackets_are_taken_out():
    assert unbracketed("甲(乙)丙(丁)") == ("甲丙", "乙")
    assert unbracketed("甲(乙") == ("甲乙", "")


LOCAL = {
    "河南省郑州市二七区大学路": "大学路",
    "河南郑州市二七区大学路": "大学路",
    "郑州二七区大学路": "大学路",
    "二七区大学路": "大学路",
    "郑州市大学路": "大学路",
    "郑州火车站": "郑州火车站",
    "河南建院": "河南建院",
    "二七万达": "二七万达",
}


@pytest.mark.parametrize(("text", "expected"), LOCAL.items())
def test_the_names_above_an_address_are_left_out(text, expected):
    assert scope.local(text, "二七区") == expected


ELSEWHERE = {
    "金水区文化路": "金水区",
    "郑州市管城回族区": "管城回族区",
    "大学路(金水区)": "金水区",
    "南阳市人民路": "南阳市",
    "武侯区人民南路": "武侯区",
    "北京市朝阳区": "北京市",
    "湖北省武汉": "湖北省",
    "锦荣广场中牟店": "中牟店",
    **dict.fromkeys(("绿云小区东门", "荆胡社区", "樱桃沟景区", "开发区", "城市花园"), ""),
    **dict.fromkeys(("市第二人民医院", "花木超市", "省直一区", "大学路", "二七区新区"), ""),
}


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE.items())
def test_another_district_or_city_is_recognised(text, expected):
    assert scope.elsewhere(text, "二七区", begins_known=False) == expected


def test_an_address_that_begins_with_a_known_name_does_not_begin_with_a_citys():
    assert scope.elsewhere("南阳市场路", "二七区", begins_known=True) == ""


SKELETONS = {
    "长安路与建国路交叉口": "Ⓡ与Ⓡ交叉口",
    "长安路街道长安路12号": "ⓊⓇ12号",
    "某某路与长安路交叉口": "Ⓧ与Ⓡ交叉口",
    "北长安路": "Ⓧ",
    "新城国际长安路": "新城国际Ⓡ",
    "长安路向北50米路西": "Ⓡ向北50米路西",
    "长安路口路东": "Ⓡ口路东",
    "和平路2号": "Ⓧ2号",
    "长安路和和平路": "Ⓡ和Ⓧ",
    "东至长安路西至规划路": "东至Ⓡ西至Ⓧ",
    "大上李村": "大上李村",
    "科技馆地铁站B口": "ⓅB口",
}


@pytest.mark.parametrize(("text", "form"), SKELETONS.items())
def test_names_become_marks_and_unknown_roads_are_told_apart(index, text, form):
    found = skeleton(text, index)
    assert found.form == form
    assert found.words(found.form) == text


VARIANTS = {
    "大学路": {
        "大学东路",
        "大学西路",
        "大学南路",
        "大学北路",
        "大学中路",
        "大学快速路",
        "大学高架",
    },
    "南三环": {"南三环路", "南三环东路", "南三环西路"},
    "兴华街": {"兴华南街", "兴华北街"},
}


@pytest.mark.parametrize(("road", "expected"), VARIANTS.items())
def test_a_road_goes_by_the_names_of_its_sections(road, expected):
    assert expected <= {name for name, _ in variants(road)}


def test_a_road_that_runs_north_has_no_eastern_section(index):
    assert index.get("长安北路")
    assert index.get("长安东路") is None


OFFSETS = {
    "向北200米路西": Offset("北", 200, "西", "向北200米路西"),
    "西60米路南": Offset("西", 60, "南", "西60米路南"),
    "西南角100米": Offset("西南", 100, "", "西南角100米"),
    "东北角向东15米": Offset("东", 15, "", "东北角向东15米"),
    "向南路西100米": Offset("南", 100, "西", "向南路西100米"),
    "南20路东101-16号": Offset("南", 20, "东", "南20路东"),
    "东50北": Offset("东", 50, "北", "东50北"),
    "向东一百二十米": Offset("东", 120, "", "向东一百二十米"),
    "向西1.5公里": Offset("西", 1500, "", "向西1.5公里"),
    "往南路东": Offset("南", None, "东", "往南路东"),
    "东北角二楼": Offset("东北", None, "", "东北角"),
    "西南角23号附6号": Offset("西南", None, "", "西南角"),
    **dict.fromkeys(("61号", "东门", "升龙国际", ""), None),
}


@pytest.mark.parametrize(("text", "expected"), OFFSETS.items())
def test_the_way_from_a_crossing_is_read(text, expected):
    assert offset.read(text) == expected
