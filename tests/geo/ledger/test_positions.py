"""Places given in a ledger: read, tried against the district, never moved without consent."""

import dataclasses
import time
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import Datum, convert
from geo.ledger.entry import Finding
from geo.ledger.placing import positions
from geo.ledger.placing.coordinates import Pair, read
from geo.ledger.placing.datums import looks_like, parted
from geo.ledger.placing.positions import Given, datum_named, locate, remedies
from geo.ledger.placing.surroundings import metres_between
from geo.model import Method
from geo.places import SCHEMATIC_FROM_M

WGS, GCJ, BD = Datum.WGS84, Datum.GCJ02, Datum.BD09
GK114, GK38 = Datum.CGCS2000_GK114, Datum.CGCS2000_GK38
# A place in the district, in WGS-84.
HERE = (113.6254, 34.7066)


def row(x=None, y=None, both=None, *, datum="", accuracy=None, name="项目甲", address="", row=5):
    return Given(
        x=x, y=y, both=both, datum=datum, accuracy=accuracy, name=name, address=address, row=row
    )


def in_datum(datum, lon=HERE[0], lat=HERE[1]):
    """A WGS-84 place in the numbers of another datum, as a table holds them."""
    places = 3 if datum.is_projected else 7
    return tuple(round(float(v), places) for v in convert(lon, lat, WGS, datum))


@pytest.fixture(scope="module")
def area(facts):
    return positions.area(facts, (facts,))


@pytest.fixture
def place(area):
    """Locate rows; one row in, one result out."""

    def run(*rows, declared=WGS, heading_datum=None, **accepted):
        found = locate(rows, declared=declared, heading_datum=heading_datum, area=area, **accepted)
        assert [each.row for each in found] == [each.row for each in rows]
        for each in found:
            assert (each.spot is None) or not each.reason
        return found[0] if len(rows) == 1 else found

    return run


def codes(located):
    return [finding.code for finding in located.findings]


def metres(spot, lon, lat):
    ends = (np.array([v]) for v in (spot.at.lon, spot.at.lat, lon, lat))
    return float(metres_between(*ends)[0])


@pytest.mark.parametrize("datum", Datum)
def test_a_declared_datum_is_converted_to_wgs84(place, datum):
    spot = place(row(*in_datum(datum)), declared=datum).spot
    assert metres(spot, *HERE) < 0.2
    assert spot.datum == datum.value
    assert datum.word in spot.basis


@pytest.mark.parametrize(
    ("own", "heading", "declared", "used"),
    [
        ("百度坐标", GCJ, WGS, BD),
        ("", GCJ, WGS, GCJ),
        ("—", None, GCJ, GCJ),
    ],
)
def test_the_rows_own_datum_comes_before_the_heading_and_the_declared_one(
    place, own, heading, declared, used
):
    numbers = in_datum(used)
    spot = place(row(*numbers, datum=own), declared=declared, heading_datum=heading).spot
    assert spot.datum == used.value
    assert metres(spot, *HERE) < 0.2


@pytest.mark.parametrize("datum", Datum)
def test_every_datum_is_known_by_its_code_and_by_the_word_we_write(datum):
    assert datum_named(datum.value) is datum
    assert datum_named(datum.word) is datum


@pytest.mark.parametrize(
    ("words", "datum"),
    [
        ("GCJ-02", GCJ),
        ("ＧＣＪ－０２", GCJ),
        ("高德", GCJ),
        ("WGS 84", WGS),
        ("2000国家大地坐标系", Datum.CGCS2000),
        ("EPSG:4547", GK114),
        ("北京54", None),
        ("万元", None),
        ("", None),
    ],
)
def test_datums_as_people_write_them(words, datum):
    assert datum_named(words) is datum


@pytest.mark.parametrize(
    "cells",
    [
        (None, None, "{0},{1}（高德）"),
        (None, None, "({0}, {1}) [GCJ-02]"),
        (None, None, "高德：{0},{1}"),
        ("{0}（高德）", "{1}（高德）"),
        ("{0}(GCJ-02)", "{1}"),
    ],
)
def test_a_datum_written_beside_the_numbers_counts(place, cells):
    x, y = in_datum(GCJ)
    found = place(row(*(cell and cell.format(x, y) for cell in cells)))
    assert found.spot.datum == "gcj02"
    assert metres(found.spot, *HERE) < 0.2


@pytest.mark.parametrize(
    ("cell", "own", "told"),
    [
        ("113.6254,34.7066（西安80）", "", "坐标系“西安80”不认识"),
        ("113.6254,34.7066（大门口）", "", "坐标系“大门口”不认识"),
        ("113.6254,34.7066（高德）", "百度", "既写“高德”又写“百度”"),
    ],
)
def test_words_beside_the_numbers_that_are_no_datum_or_another_are_told(place, cell, own, told):
    found = place(row(None, None, cell, datum=own))
    assert found.spot is None
    assert codes(found) == ["datum"]
    assert told in found.reason


@given(st.text() | st.text("113.6254, 34.7066（高德）：()[]", max_size=200))
def test_no_words_are_lost_when_they_are_parted_from_the_numbers(cell):
    numbers, words = parted(cell)
    assert numbers in cell
    assert words in cell
    assert not words or any(character.isdigit() for character in numbers)


def test_an_unknown_datum_column_is_not_overruled_by_the_declared_one(place):
    found = place(row(*HERE, datum="西安80"))
    assert found.spot is None
    assert "西安80" in found.reason


@pytest.mark.case(19)
@pytest.mark.parametrize(
    ("numbers", "looks"),
    [
        (HERE, "经纬度"),
        (in_datum(GK114), "EPSG:4547"),
        (in_datum(GK38), "EPSG:4526"),
        ((12649566.397, 4105763.647), "墨卡托"),
    ],
)
def test_without_a_declared_datum_there_is_no_place_but_the_remedy(place, numbers, looks):
    found = place(row(*numbers), declared=None)
    assert found.spot is None
    assert "没有声明基准" in found.reason
    assert looks in found.reason
    assert codes(found) == ["undeclared"]


@pytest.mark.parametrize(
    "cells",
    [
        ("113.6254", "34.7066"),
        (113.6254, 34.7066),
        ("113.6254°", "34.7066°"),
        ("113,6254", "34,7066"),
        ("１１３．６２５４", "３４．７０６６"),
        ("113°37′31.44″", "34°42′23.76″"),
        ("113° 37' 31.44\"", "34° 42' 23.76\""),
        ("113度37分31.44秒", "34度42分23.76秒"),
        ("东经113°37.524′", "北纬34°42.396′"),
        ("34.7066N", "113.6254E"),
        ("113 37 31.44", "34 42 23.76"),
        ("113-37-31.44", "34 - 42 - 23.76"),
        ("E113 37 31.44", "N34 42 23.76"),
        (None, None, "113 37 31.44, 34 42 23.76"),
        (None, None, "113-37-31.44，34-42-23.76"),
        (None, None, "113.6254,34.7066"),
        (None, None, "113.6254，34.7066"),
        (None, None, "34.7066 113.6254"),
        (None, None, "113,6254; 34,7066"),
        (None, None, "(113.6254, 34.7066)"),
        (None, None, "纬度：34.7066 经度：113.6254"),
        (None, None, "东经113°37′31.44″北纬34°42′23.76″"),
        (None, None, "POINT(113.6254 34.7066)"),
        (None, None, "point z (113.6254 34.7066 120)"),
        ("113.6254,34.7066", ""),
    ],
    ids=str,
)
def test_numbers_are_read_however_they_are_written(place, cells):
    assert metres(place(row(*cells)).spot, *HERE) < 0.2


def test_a_reading_against_the_columns_order_is_told(place):
    assert codes(place(row(None, None, "34.7066 113.6254"))) == ["order"]
    assert codes(place(row("34.7066N", "113.6254E"))) == ["order"]
    assert codes(place(row(None, None, "113.6254,34.7066"))) == []


def test_thousands_commas_are_read_among_metres_only(place):
    found = place(row("466,056.123", "3,842,107.5"), declared=GK114)
    assert found.spot.words == "466,056.123, 3,842,107.5"
    assert read("465,689", "3,846,545", None, projected=True)[:2] == (465689, 3846545)
    assert read("113,625", "34,707", None, projected=False)[:2] == (113.625, 34.707)


@pytest.mark.case(21)
@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ((".", "34.7066"), "not_number"),
        (("-3.458.463.534.749.090", "-58.4"), "not_number"),
        (("NaN", "NaN"), "not_number"),
        ((float("nan"), 34.7066), "not_finite"),
        ((float("inf"), 34.7066), "not_finite"),
        (("1e999", "34.7066"), "not_finite"),
        ((10**400, 34.7066), "not_finite"),
        ((date(1900, 4, 22), 34.7066), "not_number"),
        ((True, 34.7066), "not_number"),
        (("二七路东", "34.7066"), "not_number"),
        (("113 61 31", "34 42 23"), "not_number"),
        (("113 37", "34 42"), "not_number"),
        (("113.37.31", "34.42.23"), "not_number"),
        (("113.6254（", "34.7066"), "not_number"),
        (("113°61′", "34°42′"), "not_number"),
        (("113.5°30′", "34°42′"), "not_number"),
        (("1" * 5000, "34.7066"), "not_number"),
        (("113.6254", None), "half"),
        ((None, 34.7066), "half"),
        ((None, None, 113.6254), "half"),
        ((None, None, "113.6254"), "pair"),
        ((None, None, "113.6254,34.7066,113.6300,34.7100"), "pair"),
        ((None, None, "34,70,113,62"), "pair"),
        ((None, None, "POINT(113.6254)"), "pair"),
        ((None, None, "E113.6254 E34.7066"), "pair"),
        ((0, 0), "zero"),
        (("0.0", "0"), "zero"),
        ((113.6, 34.7), "coarse"),
        (("113", "34"), "outside"),
    ],
    ids=str,
)
def test_nan_infinite_text_and_four_numbers_lose_the_place_but_not_the_row(place, cells, code):
    bad, good = place(row(*cells, row=5), row(*HERE, row=6))
    assert bad.spot is None
    assert codes(bad) == [code]
    assert bad.reason == bad.findings[0].text
    assert good.spot is not None


@pytest.mark.parametrize(
    ("words", "is_like_an_angle"),
    [("113 61 24", True), ("113.38.24", True), ("113 38", True), ("二七路东", False)],
)
def test_what_may_be_an_angle_is_told_how_to_be_written(place, words, is_like_an_angle):
    assert ("度分秒请写成" in place(row(words, "34.7066")).reason) is is_like_an_angle


@pytest.mark.parametrize("cells", [(), ("", "-"), ("/", "——"), (None, None, "待定")])
def test_empty_cells_are_no_fault(place, cells):
    found = place(row(*cells))
    assert (found.spot, found.reason, found.findings) == (None, "", ())


def test_an_order_nobody_can_tell_is_not_guessed(place):
    found = place(row(None, None, "-34.5671, -58.4421"))
    assert codes(found) == ["order"]
    assert found.spot is None


@pytest.mark.case(18)
@pytest.mark.parametrize("datum", Datum)
def test_swapped_columns_are_recognised_and_swapped_only_when_accepted(place, datum):
    x, y = in_datum(datum)
    found = place(row(y, x), declared=datum)
    assert found.spot is None
    assert codes(found) == ["swap"]
    (remedy,) = remedies([found])
    assert (remedy.swap, remedy.datum, remedy.rows) == (True, None, (5,))
    spot = place(row(y, x), declared=datum, swap=True).spot
    assert metres(spot, *HERE) < 0.2
    assert "已由用户确认" in spot.basis
    assert spot.words.startswith(str(y))


def test_accepting_a_swap_leaves_rows_that_were_right_alone(place):
    right, wrong = place(row(*HERE, row=1), row(*HERE[::-1], row=2), swap=True)
    assert metres(right.spot, *HERE) < 0.2
    assert metres(wrong.spot, *HERE) < 0.2
    assert "确认" not in right.spot.basis


@pytest.mark.case(20)
@pytest.mark.parametrize("is_swapped", [False, True])
@pytest.mark.parametrize("datum", [GK114, GK38])
@pytest.mark.parametrize("declared", [WGS, GCJ, None])
def test_projected_numbers_are_recognised_by_range_and_need_confirmation(
    place, declared, datum, is_swapped
):
    numbers = in_datum(datum)[:: -1 if is_swapped else 1]
    found = place(row(*numbers), declared=declared)
    assert found.spot is None
    (remedy,) = remedies([found])
    assert (remedy.swap, remedy.datum) == (is_swapped, datum)
    assert datum.word in found.reason
    spot = place(row(*numbers), declared=declared, swap=is_swapped, datum=datum).spot
    assert metres(spot, *HERE) < 0.2


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((12649566.397, 4105763.647), "墨卡托"),
        ((20465689.1, 3846545.1), "其他带号"),
        ((37465689.1, 3846545.1), "其他带号"),
    ],
)
def test_projections_we_do_not_know_are_named(place, numbers, words):
    found = place(row(*numbers))
    assert codes(found) == ["range"]
    assert words in found.reason
    assert found.offers == ()


def test_what_looks_like_nothing_is_called_nothing():
    assert looks_like(5e8, 5e8) == ""


def test_a_place_outside_the_district_is_refused_with_its_distance(place):
    found = place(row(113.7512, 34.8023))
    assert codes(found) == ["outside"]
    assert "二七区外 9." in found.reason
    assert "公里" in found.reason


def test_a_place_outside_is_kept_with_its_mark_when_asked(place):
    spot = place(row(113.7512, 34.8023), keep_outside=True).spot
    assert spot.basis.startswith("区界外 9.")
    assert place(row(*HERE), keep_outside=True).spot.basis.startswith("台账坐标")


def test_numbers_that_fit_no_datum_are_never_kept(place):
    assert place(row(200.5512, 95.1234), keep_outside=True).spot is None


def test_a_datum_that_would_bring_the_place_inside_is_offered(place, area):
    north = area.district.representative_point()
    lat = area.district.bounds[3]
    edge = next(
        lat - step / 1e4
        for step in range(2000)
        if area.contains(np.array([north.x]), np.array([lat - step / 1e4]), WGS)[0]
    )
    x, y = in_datum(BD, north.x, edge - 0.0005)
    found = place(row(x, y))
    assert found.spot is None
    assert BD in [offer.datum for offer in found.offers]
    assert place(row(x, y), datum=BD).spot is not None


def stations(facts, area, count):
    inner = area.district.buffer(-0.01)
    found = [s for s in facts.base.stations if s.geometry and inner.contains(s.geometry)]
    assert len(found) >= count
    return found[:count]


@pytest.mark.case(19)
@pytest.mark.parametrize(
    ("declared", "actual"), [(WGS, GCJ), (GCJ, WGS), (Datum.CGCS2000, GCJ), (WGS, BD), (BD, GCJ)]
)
def test_a_shift_between_datums_is_noticed_at_known_names_and_the_place_made_approximate(
    place, facts, area, declared, actual
):
    (station,) = stations(facts, area, 1)
    at = (station.geometry.x, station.geometry.y)
    found = place(row(*in_datum(actual, *at), address=f"{station.name}站北侧"), declared=declared)
    assert codes(found) == ["shift"]
    text = found.findings[0].text
    assert text.startswith(f"疑似 {actual.word} 坐标被当作 {declared.word}（偏 ")
    assert station.name in text
    off = metres(found.spot, *at)
    assert found.spot.accuracy_m >= max(700, off)
    assert [offer.datum for offer in found.offers] == [actual]
    fixed = place(
        row(*in_datum(actual, *at), address=station.name), declared=declared, datum=actual
    )
    assert metres(fixed.spot, *at) < 0.2
    assert codes(fixed) == ["accepted"]


@pytest.mark.case(19)
def test_the_shift_of_gcj02_taken_for_wgs84_is_told_in_metres(place, facts, area):
    (station,) = stations(facts, area, 1)
    at = (station.geometry.x, station.geometry.y)
    spot = place(row(*in_datum(GCJ, *at), name=station.name)).spot
    assert 560 < metres(spot, *at) < 590
    assert f"偏 {metres(spot, *at):.0f} 米" in spot.basis


def shifted_rows(facts, area, wrong, right):
    rows = []
    for number, station in enumerate(stations(facts, area, wrong + right), 1):
        at = (station.geometry.x, station.geometry.y)
        numbers = in_datum(GCJ if number <= wrong else WGS, *at)
        rows.append(row(*numbers, name=f"{station.name}站周边整治", row=number))
    return [*rows, row(*HERE, name="不含地名的项目", row=99)]


@pytest.mark.parametrize(
    ("mix", "is_suspected"), [((3, 0), True), ((3, 2), True), ((2, 0), False), ((3, 3), False)]
)
def test_a_whole_column_is_suspected_from_three_rows_and_more_than_half(
    place, facts, area, mix, is_suspected
):
    wrong, right = mix
    found = place(*shifted_rows(facts, area, wrong, right))
    last = found[-1]
    assert ("shift_column" in codes(last)) is is_suspected
    assert (last.spot.accuracy_m >= 700) is is_suspected
    assert sum("shift" in codes(each) for each in found) == wrong
    (remedy,) = remedies(found)
    assert remedy.datum is GCJ
    assert len(remedy.rows) == (wrong + right + 1 if is_suspected else wrong)


def test_an_accepted_datum_moves_the_whole_suspected_column(place, facts, area):
    found = place(*shifted_rows(facts, area, 3, 0), datum=GCJ)
    assert all(each.spot.datum == "gcj02" for each in found)
    assert remedies(found) == ()


def test_right_places_at_known_names_raise_no_suspicion(place, facts, area):
    assert not any(codes(each) for each in place(*shifted_rows(facts, area, 0, 5)))


def test_what_a_ledger_said_is_no_witness_for_a_ledger(facts):
    fix = next(f for f in facts.fixes if f.feature.startswith("PJ") and f.accuracy_m <= 150)
    feature = next(f for f in facts.features if f.id == fix.feature)
    unique = dataclasses.replace(feature, name="独一无二的项目")
    told = dataclasses.replace(fix, method=Method.LEDGER)

    def known(this_fix):
        return positions.area(
            dataclasses.replace(facts, features=(unique,), fixes=(this_fix,))
        ).known

    assert unique.name in known(fix)
    assert unique.name not in known(told)


@pytest.mark.parametrize(
    ("x", "y", "metres_known"),
    [
        ("113.6254", "34.7066", 100),
        ("113.62", "34.71", 1100),
        ("113.625", "34.707", 110),
        (113.6254, 34.71, 100),
        (113.62000000000001, 34.70999999999999, 1100),
        ("113.62000000000001", "34.70999999999999", 1100),
        ("113 37 31", "34 42 24", 100),
        ("113°37′", "34°42′", 1900),
    ],
)
def test_without_a_stated_accuracy_it_is_100_m_or_the_last_place_written(place, x, y, metres_known):
    found = place(row(x, y))
    assert found.spot.accuracy_m == metres_known
    assert "台账未写误差" in found.spot.basis


@pytest.mark.parametrize(
    ("x", "accuracy", "metres_known"),
    [
        ("113.6254", 50, 50),
        ("113.6254", "±50米", 50),
        ("113.6254", "0.3公里", 300),
        ("113.62", 50, 1100),
    ],
)
def test_a_stated_accuracy_counts_but_not_below_what_is_written(place, x, accuracy, metres_known):
    y = "34.7066" if len(x) == len("113.6254") else "34.71"
    found = place(row(x, y, accuracy=accuracy))
    assert found.spot.accuracy_m == metres_known
    assert "误差按台账所写" in found.spot.basis
    assert codes(found) == []


@pytest.mark.parametrize("accuracy", [0, -5, "很准", float("nan"), 1e9, True, "50 到 80 米"])
def test_an_accuracy_that_is_no_number_of_metres_is_told_and_not_used(place, accuracy):
    found = place(row(*HERE, accuracy=accuracy))
    assert found.spot.accuracy_m == 100
    assert codes(found) == ["accuracy"]


def test_five_projects_on_one_point_are_noted_and_drawn_as_a_sketch(place):
    found = place(*(row(*HERE, name=f"项目{n}", row=n) for n in range(5)))
    assert all(codes(each) == ["repeated"] for each in found)
    assert {each.spot.accuracy_m for each in found} == {SCHEMATIC_FROM_M}
    stated = place(*(row(*HERE, name=f"项目{n}", row=n, accuracy=30) for n in range(5)))
    assert {each.spot.accuracy_m for each in stated} == {30}


@pytest.mark.parametrize("names", [["项目甲"] * 6, ["甲", "乙", "丙", "丁"]])
def test_one_project_in_many_rows_or_few_projects_on_a_point_are_not(place, names):
    found = place(*(row(*HERE, name=name, row=n) for n, name in enumerate(names)))
    assert not any(codes(each) for each in found)


@given(x=st.text(max_size=30), y=st.text(max_size=30), both=st.text(max_size=30))
def test_no_text_in_the_cells_is_too_strange(x, y, both):
    found = read(x, y, both, projected=False)
    assert found is None or isinstance(found, Pair | Finding)


def test_ten_thousand_rows_take_a_second_or_two(place, area):
    dice = np.random.default_rng(1)
    names = sorted(area.known)
    at = dice.uniform((113.5, 34.62), (113.7, 34.77), (10_000, 2)).tolist()
    rows = [
        row(
            round(x, 6),
            f"{y:.6f}",
            name=f"{names[n % len(names)]}改造{n}期",
            address=f"{names[n % 7]}北侧",
            row=n,
        )
        for n, (x, y) in enumerate(at)
    ]
    start = time.perf_counter()
    found = place(*rows, declared=GCJ)
    # One second on an idle machine; the limit is for one that is not.
    assert time.perf_counter() - start < 6
    assert 1_000 < sum(each.spot is not None for each in found) < 9_000


def test_a_row_that_gives_only_the_ends_of_a_road_says_so_and_how_to_choose_one(place):
    ends = ("起点经度", "起点纬度")
    found = place(dataclasses.replace(row(), ends=ends))
    assert (found.spot, codes(found)) == (None, ["ends"])
    assert "起点经度、起点纬度" in found.reason
    assert "列的含义" in found.reason
    assert place(dataclasses.replace(row(*HERE), ends=ends)).spot


@pytest.mark.parametrize("words", ["NA", "#N/A", "nil"])
def test_what_foreign_tables_write_for_nothing_is_nothing(place, words):
    found = place(row(words, words))
    assert (found.spot, found.reason, found.findings) == (None, "", ())


@pytest.mark.parametrize(
    "both", ["34.7066N 113.6254E", "34.7066N, 113.6254E", "E113.6254 N34.7066"]
)
def test_a_letter_behind_a_number_belongs_to_it(place, both):
    assert metres(place(row(both=both)).spot, *HERE) < 0.2
