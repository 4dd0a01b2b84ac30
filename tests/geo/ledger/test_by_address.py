"""Rows without coordinates placed by their address, and the words for those that are not."""

import pytest
from locators import LINE, Known, answer, place

from geo.answers import Verdict
from geo.crs import LonLat
from geo.ledger.entry import Entry, Finding, Gravity, Spot
from geo.ledger.placing import by_address
from geo.model import Kind, Method, Provider

ONLY_ADDRESS = "台账没有写坐标，只有地址"
CROSSING = answer("甲路与乙路", place("甲路×乙路"))
ROAD = answer("甲路", place("甲路", Method.LINE, 40, shape=LINE))
VILLAGE = answer("某村", place("某村", Method.NAME, 900))
TOWN = answer("某镇", place("某镇", Method.UNIT, 3200))
NAMESAKES = answer(
    "康宁小区",
    place("康宁小区（大学路）"),
    place("康宁小区（航海路）", lon=113.6),
    verdict=Verdict.AMBIGUOUS,
)
ELSEWHERE = answer("金水区花园路", verdict=Verdict.OUTSIDE, note="地址在金水区，不在二七区")
KNOWN = (CROSSING, ROAD, VILLAGE, TOWN, NAMESAKES, ELSEWHERE)
GIVEN = Spot(at=LonLat(113.6, 34.7), words="113.6, 34.7", datum="wgs84", accuracy_m=100, basis="")


def entry(address="", name="某项目", **fields):
    reason = ONLY_ADDRESS if address else "台账没有写坐标和地址"
    return Entry(**{
        **{"sheet": "台账", "row": 2, "name": name, "address": address},
        **{"unlocated_reason": reason, **fields},
    })  # fmt: skip


def placed(*entries):
    known = Known(*KNOWN)
    return by_address.placed(entries, lambda: (known, known))


def fault(gravity, code):
    return Finding(gravity=gravity, code=code, text="有毛病")


def test_an_address_becomes_a_place_that_says_how_far_off_it_may_be():
    (found,) = placed(entry("甲路与乙路"))
    assert (found.spot.at.lon, found.spot.at.lat) == (113.64, 34.71)
    assert (found.spot.method, found.spot.provider) == (Method.CROSSING, Provider.GAZETTEER)
    assert (found.spot.accuracy_m, found.spot.words) == (60, "甲路与乙路")
    assert found.spot.basis == "按地址推算（本地地名库）：甲路×乙路的位置，误差约 60 米"
    assert found.unlocated_reason == ""
    (note,) = found.findings
    assert (note.gravity, note.text) == (Gravity.NOTE, "按地址推算：甲路×乙路，误差约 60 米")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "康宁小区",
            "地址“康宁小区”有 2 处可选：康宁小区（大学路）；康宁小区（航海路），请在“定位”页选择",
        ),
        ("某镇", "地址“某镇”只能定到“某镇”（误差约 3.2 公里），不足以上图"),
        ("某村", "地址“某村”只能定到“某村”（误差约 900 米），不足以上图"),
        ("金水区花园路", "地址在金水区，不在二七区"),
        ("无名路", "“无名路”不在地名库里"),
    ],
)
def test_an_address_that_places_nothing_says_why_and_what_would_help(address, said):
    (found,) = placed(entry(address))
    assert found.spot is None
    assert found.unlocated_reason.startswith(f"{ONLY_ADDRESS}；{said}")


def test_of_a_fault_in_the_coordinates_nothing_is_told_twice():
    bad = fault(Gravity.WARNING, "undeclared")
    (found,) = placed(entry("无名路", findings=(bad,), unlocated_reason=bad.text))
    assert found.unlocated_reason == bad.text
    assert [f.text for f in found.findings] == [bad.text, "“无名路”不在地名库里"]


def test_unusable_coordinates_stay_told_beside_a_place_by_address():
    bad = fault(Gravity.WARNING, "undeclared")
    (found,) = placed(entry("甲路与乙路", findings=(bad,), unlocated_reason=bad.text))
    assert found.spot is not None
    assert found.findings[0] == bad


@pytest.mark.parametrize(
    "closed",
    [
        entry("甲路与乙路", spot=GIVEN, unlocated_reason=""),
        entry("甲路与乙路", findings=(fault(Gravity.REFUSAL, "name"),)),
        entry("甲路与乙路", findings=(fault(Gravity.WARNING, "outside"),)),
        entry("", name=""),
    ],
    ids=["placed", "refused", "outside", "empty"],
)
def test_a_row_that_needs_no_asking_reads_no_gazetteer(closed):
    def never():
        raise AssertionError("nobody is to be asked")

    assert by_address.placed([closed], never) == [closed]


@pytest.mark.parametrize(
    ("kind", "name", "address", "shape"),
    [
        (Kind.ROAD, "某路", "甲路", LINE),
        (Kind.PROJECT, "某项目", "甲路", None),
        (Kind.PROJECT, "甲路道路整治", "", LINE),
        (Kind.PROJECT, "甲路道路整治", "无名路", LINE),
    ],
)
def test_roads_get_their_line_and_so_do_works_named_after_one(kind, name, address, shape):
    (found,) = placed(entry(address, name=name, kind=kind))
    assert found.spot.shape == shape


def test_a_row_without_address_whose_name_says_nothing_keeps_its_reason():
    assert placed(entry("")) == [entry("")]
