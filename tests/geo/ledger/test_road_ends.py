"""A road ledger that gives only the ends of its roads: a straight line between them, loosely."""

import pytest
import workbooks

from geo.crs import Datum
from geo.ledger.entries import Rules, entries
from geo.ledger.heading.tables import tables
from geo.ledger.opening import files
from geo.ledger.placing import positions
from geo.model import Certainty
from geo.places import certainty

HEADING = ["道路名称", "起点经度", "起点纬度", "终点经度", "终点纬度", "项目状态"]
ROWS = [
    ["甲路", 113.6254, 34.7066, 113.6301, 34.7101, "在建"],
    ["乙路", None, None, None, None, "前期"],
]


def read(facts, day, rows=ROWS, datum=Datum.WGS84, **options):
    book = files.open_book("台账.xlsx", workbooks.workbook([HEADING, *rows]))
    table = tables(book, **options)[0][0]
    area = positions.area(facts, (facts,))
    return entries(table, Rules(base=day, area=area, datum=datum))


@pytest.fixture(scope="module")
def day(facts):
    return max(document.stated_to for document in facts.documents)


def test_the_ends_are_carried_and_make_a_line_that_claims_little(facts, day):
    first, second = read(facts, day)
    assert list(first.spot.shape.coords) == [(113.6254, 34.7066), (113.6301, 34.7101)]
    assert first.spot.accuracy_m == 300
    assert certainty(first.spot.method, first.spot.accuracy_m) is Certainty.APPROX
    assert first.spot.basis.startswith("起止点连线，走向不详；台账坐标（WGS-84）")
    assert ("终点纬度", "34.7101") in first.details
    assert (second.spot, second.findings) == (None, ())


def test_a_longer_road_may_be_further_off_its_straight_line(facts, day):
    (first, *_) = read(facts, day, rows=[["甲路", 113.60, 34.6501, 113.6501, 34.71, "在建"]])
    assert first.spot.accuracy_m == pytest.approx(0.2 * 8080, abs=120)


@pytest.mark.parametrize(
    "ends",
    [
        (113.6254, 34.7066, None, None),
        (113.6254, 34.7066, 113.6254, 34.7066),
        (113.6254, 34.7066, 114.6254, 34.7066),
        (113.6254, 34.7066, "待定", "待定"),
    ],
    ids=["one end", "no length", "outside", "not known yet"],
)
def test_without_two_sound_ends_there_is_no_line(facts, day, ends):
    (first,) = read(facts, day, rows=[["甲路", *ends, "在建"]])
    assert first.spot is None
    assert [f.code for f in first.findings] == ["ends"]


def test_without_a_datum_there_is_no_line(facts, day):
    first, _ = read(facts, day, datum=None)
    assert first.spot is None
    assert [f.code for f in first.findings] == ["ends"]


def test_the_user_may_say_which_end_stands_for_the_road(facts, day):
    first, second = read(facts, day, chosen={"起点经度": "lon", "起点纬度": "lat"})
    assert (round(first.spot.at.lon, 4), round(first.spot.at.lat, 4)) == (113.6254, 34.7066)
    assert second.spot is None


def test_a_row_with_a_line_is_told_of_it_and_one_without_is_not(facts, day):
    first, second = read(facts, day)
    assert [f.text for f in first.findings] == ["只写了起点、终点的坐标，按起止点连线，走向不详"]
    assert first.unlocated_reason == ""
    assert not second.findings
