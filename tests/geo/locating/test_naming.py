"""What the name of a project tells of its place, and what it does not."""

import pytest
from locators import LINE, Known, answer, place

from geo.answers import Verdict
from geo.locating.naming import by_name
from geo.model import Kind, Method

KNOWN = (
    answer("福寿街", place("福寿街", Method.LINE, 60, shape=LINE)),
    answer("甲路(乙路—丙路)", place("甲路（乙路—丙路）", Method.LINE, 60, shape=LINE)),
    answer("甲路与乙路交叉口", place("甲路×乙路")),
    answer("二七塔", place("二七塔", Method.POI, 20)),
    answer("侯寨乡", place("侯寨乡", Method.UNIT, 3000)),
    answer("福寿街小学", place("福寿街", Method.LINE, 60, shape=LINE)),
    answer("金水河福寿街段", place("福寿街", Method.LINE, 60, shape=LINE)),
)


@pytest.mark.parametrize(
    ("name", "matched"),
    [
        ("福寿街", "福寿街"),
        ("福寿街道路整治工程", "福寿街"),
        ("福寿街综合改造提升项目", "福寿街"),
        ("甲路（乙路—丙路）道路工程", "甲路（乙路—丙路）"),
        ("甲路与乙路交叉口改造", "甲路×乙路"),
        ("二七塔修缮工程", "二七塔"),
        ("二七塔", "二七塔"),
        ("侯寨乡环境整治", None),
        ("福寿街小学改造", None),
        ("金水河福寿街段治理", None),
        ("智慧产业园项目", None),
        ("工程", None),
        ("", None),
        ("路" * 500, None),
    ],
)
def test_a_name_places_only_what_is_nothing_but_a_road_a_crossing_or_a_known_place(name, matched):
    given = by_name(Known(*KNOWN), name, Kind.PROJECT)
    assert (given.place.matched if given else None) == matched


def test_a_road_in_a_name_is_asked_for_as_a_road_and_keeps_its_line():
    known = Known(*KNOWN)
    given = by_name(known, "福寿街道路整治", Kind.PROJECT)
    assert known.asked == [("福寿街", Kind.ROAD)]
    assert given.place.shape == LINE


def test_what_a_name_alone_tells_claims_no_more_than_three_hundred_metres():
    given = by_name(Known(*KNOWN), "二七塔修缮工程", None)
    assert (given.place.accuracy_m, given.place.basis) == (300, "按项目名称：二七塔的位置")


def test_namesakes_place_nothing_by_name():
    namesakes = answer(
        "康宁小区", place("康宁小区"), place("康宁小区", lon=113.6), verdict=Verdict.AMBIGUOUS
    )
    assert by_name(Known(namesakes), "康宁小区改造", None) is None
