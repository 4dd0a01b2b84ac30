"""A road ledger that gives only the ends of its roads: offered to the user, never placed alone."""

import pytest
import workbooks

from geo.crs import Datum
from geo.ledger.entries import Rules, entries
from geo.ledger.heading.tables import tables
from geo.ledger.opening import files
from geo.ledger.placing import positions

HEADING = ["道路名称", "起点经度", "起点纬度", "终点经度", "终点纬度", "项目状态"]
ROWS = [
    ["甲路", 113.6254, 34.7066, 113.6300, 34.7100, "在建"],
    ["乙路", None, None, None, None, "前期"],
]


def read(facts, day, **options):
    book = files.open_book("台账.xlsx", workbooks.workbook([HEADING, *ROWS]))
    table = tables(book, **options)[0][0]
    area = positions.area(facts, (facts,))
    return entries(table, Rules(base=day, area=area, datum=Datum.WGS84))


@pytest.fixture(scope="module")
def day(facts):
    return max(document.stated_to for document in facts.documents)


def test_the_ends_are_carried_and_place_nothing(facts, day):
    first, _ = read(facts, day)
    assert first.spot is None
    assert ("终点纬度", "34.71") in first.details


def test_the_user_may_say_which_end_stands_for_the_road(facts, day):
    first, second = read(facts, day, chosen={"起点经度": "lon", "起点纬度": "lat"})
    assert (round(first.spot.at.lon, 4), round(first.spot.at.lat, 4)) == (113.6254, 34.7066)
    assert second.spot is None


def test_a_row_with_ends_is_told_what_to_do_and_one_without_is_not(facts, day):
    first, second = read(facts, day)
    assert [f.code for f in first.findings] == ["ends"]
    assert "起点、终点的坐标" in first.unlocated_reason
    assert not second.findings
