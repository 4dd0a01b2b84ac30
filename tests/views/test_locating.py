"""The walk through what has no place: what waits, who comes next, and what is offered."""

import pytest
from shapely.geometry import LineString, box

from geo.answers import Answer, Candidate, Verdict
from geo.crs import Datum, LonLat
from geo.model import Kind, Method, Provider
from views.locating import nearby, offers, queue
from views.locating.queue import Group, Item
from views.pointing import pointed

HERE = LonLat(113.64, 34.72)


@pytest.fixture(scope="module")
def items(whole):
    return queue.waiting(whole.facts)


def ids(items):
    return [one.feature.id for one in items]


def row(key, group=Group.LOST, why="没有写"):
    return key, group, why


def made(whole, *rows):
    features = {feature.id: feature for feature in whole.facts.features}
    return [Item(feature=features[key], group=group, why=why) for key, group, why in rows]


def test_what_waits_without_a_place_is_what_the_map_counts(whole, items):
    lost = [one for one in items if one.group is Group.LOST]
    frame = whole.frame
    plates = frame[(frame["kind"] == Kind.PLATE.value) & frame.geometry.isna()]
    assert len(lost) + len(plates) == whole.counts.unlocated
    assert all(one.why for one in items)


def test_a_search_finds_by_name_code_and_address(whole):
    some = made(whole, row("PJ-01"), row("PJ-04"), row("PJ-05", Group.DOUBTFUL))
    name = some[1].feature.name
    assert ids(queue.shown(some, Group.LOST, "")) == ["PJ-01", "PJ-04"]
    assert ids(queue.shown(some, Group.LOST, name[:2])) == ["PJ-04"]
    assert queue.shown(some, Group.LOST, "没有的字") == []


WALKS = {
    "the next one": ("PJ-01", (), "PJ-04"),
    "over what was skipped": ("PJ-01", ("PJ-04",), "PJ-05"),
    "from the top after the last": ("PJ-05", (), "PJ-01"),
    "to the skipped when all were": ("PJ-01", ("PJ-04", "PJ-05"), "PJ-04"),
    "from one that waits no more": ("PJ-99", (), "PJ-01"),
}


@pytest.mark.parametrize("case", WALKS)
def test_after_one_comes(whole, case):
    current, skipped, expected = WALKS[case]
    some = made(whole, row("PJ-01"), row("PJ-04"), row("PJ-05"))
    assert queue.following(some, current, skipped) == expected


def test_after_the_only_one_comes_none(whole):
    assert queue.following(made(whole, row("PJ-01")), "PJ-01", ()) is None
    assert queue.opening([], None, ()) is None


def test_what_somebody_has_looked_at_comes_after_the_others(whole):
    some = made(whole, row("PJ-01", why="人工核查：选址未定"), row("PJ-04"))
    assert queue.opening(some, None, queue.resting(some, ())) == "PJ-04"


def test_a_step_ends_at_the_ends(whole):
    some = made(whole, row("PJ-01"), row("PJ-04"))
    assert queue.beside(some, "PJ-01", -1) == "PJ-01"
    assert queue.beside(some, "PJ-01", 1) == "PJ-04"
    assert queue.beside(some, "PJ-04", 1) == "PJ-04"


def answer(method, shape):
    candidate = Candidate(
        point=HERE,
        method=method,
        accuracy_m=60,
        matched="大学路",
        basis="大学路全线",
        provider=Provider.GAZETTEER,
        shape=shape,
    )
    return Answer(
        address="大学路",
        verdict=Verdict.FOUND,
        provider=Provider.GAZETTEER,
        candidates=(candidate,),
    )


LINE, AREA = LineString([(113.64, 34.7), (113.64, 34.74)]), box(113.63, 34.71, 113.65, 34.73)
SHAPES = {
    "the line of a road for a road": (Kind.ROAD, Method.LINE, LINE, LINE),
    "the line of a road not for a project": (Kind.PROJECT, Method.LINE, LINE, None),
    "an area for a project": (Kind.PROJECT, Method.EXTENT, AREA, AREA),
}


@pytest.mark.parametrize("case", SHAPES)
def test_taken_is(case):
    kind, method, shape, expected = SHAPES[case]
    (offer,) = offers.of_answer(answer(method, shape), kind)
    assert offer.shape is expected
    assert offer.accuracy_m == 60
    assert offer.how == "采用本地地名库的结果：大学路"


@pytest.mark.parametrize(
    ("within", "expected"), [(1, 20), (20, 20), (21, 50), (299, 300), (5000, 1000)]
)
def test_a_hand_may_be_off_as_far_as_the_map_is_small(within, expected):
    assert offers.accuracy_for(within) == expected


def test_what_is_near_a_place_is_said_in_words(whole):
    frame = whole.frame
    plate = frame[frame["id"] == "PL-01"].iloc[0]
    inside = LonLat(*plate.geometry.representative_point().coords[0])
    assert nearby.words(frame, "PJ-04", inside).startswith("在“二七商圈”示意范围内")
    away = nearby.words(frame, "PJ-04", LonLat(113.4, 34.6))
    assert away.startswith("不在任何板块的范围内；距所属板块“二七商圈”")
    assert "；距现在的位置 " in away


def test_a_place_pointed_out_is_the_same_over_every_base_map():
    said = {"at": [113.6253334, 34.7466173], "datum": "gcj02", "zoom": 16}
    there = LonLat(113.6253334, 34.7466173, Datum.GCJ02).to(Datum.WGS84)
    found = pointed(said)
    assert found.at.datum is Datum.WGS84
    assert (found.at.lon, found.at.lat) == pytest.approx((there.lon, there.lat), abs=1e-9)
    # 156 543 m a pixel at zoom 0 on the equator; eight pixels at this latitude.
    assert found.within_m == pytest.approx(8 * 156_543.03 * 0.8217 / 2**16, rel=1e-3)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"at": None, "zoom": 12, "datum": "wgs84"},
        {"at": [113.6], "zoom": 12, "datum": "wgs84"},
        {"at": ["a", "b"], "zoom": 12, "datum": "wgs84"},
        {"at": [float("nan"), 34.7], "zoom": 12, "datum": "wgs84"},
        {"at": [113.6, 34.7], "zoom": 12, "datum": "mars"},
        {"at": [113.6, 34.7], "datum": "wgs84"},
    ],
)
def test_what_is_no_place_is_not_pointed_out(said):
    assert pointed(said) is None
