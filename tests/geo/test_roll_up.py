"""Sums by plate and status: exact, and every row and column adds up to the whole."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_facts import empty
from works import DAY, amount, feature, fix, line, metres_at, outline, said, standing

from geo.catalogue import catalogue
from geo.filters import Filter
from geo.lights.light import Light
from geo.measures import length_m
from geo.model import Kind, Measure, Method, Status
from geo.road_shares import road_shares
from geo.roll_up import MONEY, Annual, roll_up, whole_yuan

AT = metres_at(113.64, 34.75)
PLATES = [feature(key, Kind.PLATE, plate=key) for key in ("A", "B", "C")]


def box(x0, y0, x1, y1):
    return shapely.Polygon([AT(x0, y0), AT(x1, y0), AT(x1, y1), AT(x0, y1)])


def counted(part):
    return {measure: part.money[measure] for measure in MONEY if part.money[measure].read}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (0.0001, 1),
        (0.1, 1000),
        (12_000.0, 120_000_000),
        (1234.5678, 12_345_678),
        (0.00005, 1),
        (0.00004, 0),
        (-35.0, -350_000),
        (99_999_999.9999, 999_999_999_999),
        ((1.0, 2.0), None),
        ("若干", None),
    ],
)
def test_an_amount_is_whole_yuan_or_none(stated, expected):
    assert whole_yuan(amount(stated)) == expected
    assert whole_yuan(None) is None


def test_money_is_summed_by_plate_and_status(facts):
    features = [*PLATES, *(feature(f"P{i}", plate=p) for i, p in enumerate("AAAB")), feature("P4")]
    statements = [
        said("P0", status=Status.BUILDING, total=0.1, annual_plan=10.0, annual_done=2.5),
        said("P1", status=Status.BUILDING, total=0.2, annual_plan=0.0, annual_done=4.0),
        said("P2", status=Status.PLANNED, total=(1.0, 2.0), annual_plan="待定"),
        said("P3", status=Status.BUILDING, total=1.0003, annual_plan=30.0),
        said("P4", status=Status.UNKNOWN, total=5.0, annual_plan=10.0, annual_done=7.5),
    ]
    table = roll_up(standing(facts, features, statements))
    assert table.plates == ("A", "B", "C", "none")
    assert table.statuses == ("planned", "building", "unknown")
    total = table.cells["A", "building"].money[Measure.TOTAL]
    assert (total.yuan, total.read, total.unread) == (3000, 2, 0)
    assert table.cells["A", "planned"].money[Measure.TOTAL].unread == 1
    assert table.by_plate["A"].money[Measure.ANNUAL_PLAN].unread == 1
    assert table.by_plate["none"].money[Measure.TOTAL].yuan == 50_000
    assert table.whole.money[Measure.TOTAL].yuan == 3000 + 10_003 + 50_000
    assert table.cells["C", "planned"].count == 0
    # Plates count as features of themselves.
    assert [table.by_plate[key].count for key in table.plates] == [3, 1, 0, 1]


def test_the_rate_is_over_those_that_state_both_numbers(facts):
    features = [*PLATES, *(feature(f"P{i}", plate="A") for i in range(5))]
    statements = [
        said("P0", annual_plan=10.0, annual_done=2.5),
        said("P1", annual_plan=20.0, annual_done=20.0),
        said("P2", annual_plan=40.0),
        said("P3", annual_done=8.0),
        said("P4", annual_plan=0.0, annual_done=4.0),
    ]
    table = roll_up(standing(facts, features, statements))
    annual = table.by_plate["A"].annual
    assert annual == table.whole.annual == Annual(plan=300_000, done=225_000, count=2)
    assert annual.per_cent == 75
    assert table.by_plate["B"].annual.per_cent is None
    # Sums of money hold everything stated, also what no rate can be made of.
    assert table.whole.money[Measure.ANNUAL_DONE].yuan == 345_000


def test_figures_of_a_year_count_in_that_year_alone(facts):
    statements = [
        said("P", date(2026, 11, 30), total=50.0, annual_plan=10.0, annual_done=2.5),
        said("Q", date(2027, 1, 31), annual_plan=20.0),
    ]
    features = [feature("P"), feature("Q")]
    sums = {}
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 15)):
        whole = roll_up(standing(facts, features, statements, day=day)).whole
        plan, done = (whole.money[m] for m in (Measure.ANNUAL_PLAN, Measure.ANNUAL_DONE))
        assert whole.money[Measure.TOTAL].yuan == 500_000
        sums[str(day)] = (plan.yuan, plan.read, done.yuan, done.read, whole.annual.count)
    assert sums == {
        "2026-12-31": (100_000, 1, 25_000, 1, 1),
        "2027-01-01": (0, 0, 0, 0, 0),
        "2027-02-15": (200_000, 1, 0, 0, 0),
    }


def test_lights_are_those_of_the_frame(facts):
    features = [feature(f"P{i}") for i in range(4)]
    statements = [
        said("P0", annual_plan=100.0, annual_done=49.0),
        said("P1", annual_plan=100.0, annual_done=35.0),
        said("P2", annual_plan=100.0, annual_done=5.0),
        said("P3"),
    ]
    whole = standing(facts, features, statements)
    table = roll_up(whole)
    assert table.whole.lights == dict.fromkeys(Light, 1)
    frame = Counter(whole.frame["light"])
    assert {light.value: n for light, n in table.by_plate["none"].lights.items()} == frame


SUMS = st.one_of(
    st.integers(-(10**9), 10**12).map(lambda n: float(Decimal(n) / 10_000)),
    st.just("若干"),
    st.tuples(st.just(1.0), st.just(2.0)),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C", None]),
        st.sampled_from(list(Status)),
        st.dictionaries(st.sampled_from([m.value for m in MONEY]), SUMS),
    ),
    max_size=20,
)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_every_sum_ties_to_the_ledger_to_the_yuan(facts, rows):
    keys = [f"P{i}" for i in range(len(rows))]
    features = [feature(key, plate=row[0]) for key, row in zip(keys, rows, strict=True)]
    statements = [
        said(key, status=status, **amounts)
        for key, (_, status, amounts) in zip(keys, rows, strict=True)
    ]
    table = roll_up(standing(facts, [*PLATES, *features], statements))
    for place, one in table.cells.items():
        inside = [a for plate, s, a in rows if (plate or "none", s.value) == place]
        for measure in MONEY:
            stated = [a[measure] for a in inside if measure in a]
            numbers = [Decimal(str(v)) * 10_000 for v in stated if isinstance(v, float)]
            sums = one.money[measure]
            assert sums.yuan == sum(numbers)
            assert (sums.read, sums.unread) == (len(numbers), len(stated) - len(numbers))
    adds_up(table)
    assert table.whole.count == len(rows)


def adds_up(table):
    """Check that cells add up to rows, columns and the whole, in everything they count."""
    for plate in table.plates:
        same(table.by_plate[plate], [table.cells[plate, status] for status in table.statuses])
    for status in table.statuses:
        same(table.by_status[status], [table.cells[plate, status] for plate in table.plates])
    same(table.whole, table.by_plate.values())
    same(table.whole, table.by_status.values())


def same(whole, parts):
    parts = list(parts)
    assert whole.count == sum(part.count for part in parts) == sum(whole.lights.values())
    assert whole.lights == {light: sum(p.lights[light] for p in parts) for light in Light}
    for measure in MONEY:
        for field in ("yuan", "read", "unread"):
            of = [getattr(part.money[measure], field) for part in parts]
            assert getattr(whole.money[measure], field) == sum(of)
    for field in ("plan", "done", "count"):
        assert getattr(whole.annual, field) == sum(getattr(p.annual, field) for p in parts)
    assert whole.road_m == pytest.approx(sum(part.road_m for part in parts), abs=1e-6)


@pytest.mark.parametrize(
    "criteria", [Filter(), Filter(kinds=frozenset({"road"})), Filter(text="路"), Filter(text="×")]
)
def test_the_seeds_add_up_at_every_selection(whole, criteria):
    for day in (date(2020, 4, 30), date(2020, 8, 31)):
        selection = whole.select(replace(criteria, as_of=day))
        table = roll_up(selection)
        adds_up(table)
        assert table.plates == (*whole.plate_names, "none")
        assert table.whole.count == selection.counts.shown - len(selection.plates)
        assert set(table.statuses) == set(selection.frame["status"])


def test_an_empty_workspace_sums_up_to_nothing(facts):
    table = roll_up(catalogue(empty(facts)))
    assert (table.plates, table.statuses, table.whole.count, table.notes) == (("none",), (), 0, ())
    adds_up(table)


# Three plates side by side from x=0, each 1000 m wide; B has a hole, C reaches 200 m into B.
OUTLINES = {
    "A": box(0, 0, 1000, 1000),
    "B": shapely.difference(box(1000, 0, 2000, 1000), box(1400, 400, 1600, 600)),
    "C": box(1800, 0, 3000, 1000),
}


def shares(facts, road, plate=None, outlines=OUTLINES):
    """Cut one road by the outlines: plate → metres."""
    made = standing(
        facts,
        [*PLATES, feature("R", Kind.ROAD, plate)],
        [],
        [*(outline(key, shape) for key, shape in outlines.items()), fix("R", road, Method.LINE)],
    )
    (found,) = road_shares(made).values()
    assert sum(found.values()) == pytest.approx(length_m(road), abs=0.001)
    return found


@pytest.mark.parametrize(
    ("corners", "plate", "expected"),
    [
        ([(100, 300), (900, 300)], "A", {"A": 800}),
        ([(500, 300), (1300, 300)], "A", {"A": 500, "B": 300}),
        ([(500, 300), (2500, 300)], "A", {"A": 500, "B": 1000, "C": 500}),
        ([(500, 300), (2500, 300)], "C", {"A": 500, "B": 800, "C": 700}),
        ([(1200, 500), (1750, 500)], "B", {"B": 350, "none": 200}),
        ([(-500, 500), (500, 500)], None, {"A": 500, "none": 500}),
        ([(-500, 500), (-100, 500)], None, {"none": 400}),
        ([(-500, 500), (-100, 500)], "A", {"none": 400}),
        # Along the edge of two: to its own, else to the first.
        ([(1000, 100), (1000, 900)], "B", {"B": 800}),
        ([(1000, 100), (1000, 900)], "C", {"A": 800}),
        # There and back over the edge.
        ([(900, 100), (1100, 100), (1100, 200), (900, 200)], "A", {"A": 200, "B": 300}),
    ],
)
def test_a_road_is_cut_by_the_official_outlines(facts, corners, plate, expected):
    found = shares(facts, line(AT, *corners), plate)
    assert found == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(("x", "expected"), [(900, {"A": 800}), (1300, {"A": 900, "B": 300})])
def test_a_road_there_and_back_counts_once(facts, x, expected):
    there = [(100, 300), (x, 300), (100, 300)]
    made = standing(
        facts,
        [*PLATES, feature("R", Kind.ROAD, "A")],
        [],
        [outline("A", OUTLINES["A"]), outline("B", OUTLINES["B"]),
         fix("R", line(AT, *there), Method.LINE)],
    )  # fmt: skip
    assert road_shares(made)["R"] == pytest.approx(expected, abs=0.05)


def test_a_multiline_is_cut_piece_by_piece(facts):
    pieces = [line(AT, (500, 300), (1300, 300)), line(AT, (2500, 300), (3400, 300))]
    found = shares(facts, shapely.MultiLineString(pieces), "A")
    assert found == pytest.approx({"A": 500, "B": 300, "C": 500, "none": 400}, abs=0.05)


def test_a_part_outside_stays_in_a_plate_that_has_no_outline_to_deny_it(facts):
    road = line(AT, (500, 300), (-500, 300))
    only_b = {"B": box(0, 0, 2000, 1000)}
    assert shares(facts, road, "C", only_b) == pytest.approx({"B": 500, "C": 500}, abs=0.05)
    assert shares(facts, road, None, only_b) == pytest.approx({"B": 500, "none": 500}, abs=0.05)


@pytest.mark.parametrize(("plate", "own"), [("B", "B"), (None, "none")])
def test_without_outlines_a_road_lies_in_the_plate_its_source_names(facts, plate, own):
    found = shares(facts, line(AT, (500, 300), (2500, 300)), plate, {})
    assert found == pytest.approx({own: 2000}, abs=0.1)


def test_roads_without_a_line_have_no_share_and_are_told(facts):
    made = standing(
        facts,
        [*PLATES, *(feature(key, Kind.ROAD, "A") for key in ("R1", "R2", "R3")), feature("P")],
        [],
        [fix("R1", line(AT, (0, 0), (500, 0)), Method.LINE), fix("R2", shapely.Point(AT(0, 0))),
         fix("P", line(AT, (0, 0), (500, 0)))],
    )  # fmt: skip
    assert list(road_shares(made)) == ["R1"]
    assert roll_up(made).notes == (
        "板块没有正式范围，道路长度计入来源所写的板块，没有写的计入未分板块",
        "2条道路没有道路线，长度未计",
    )


def test_a_road_counts_once_and_its_metres_where_they_are(facts):
    features = [*PLATES, feature("R1", Kind.ROAD, "A"), feature("R2", Kind.ROAD, "A")]
    roads = [line(AT, (500, 300), (1300, 300)), line(AT, (500, 300), (900, 300))]
    fixes = [outline("A", OUTLINES["A"]), outline("B", OUTLINES["B"])]
    fixes += [fix(f"R{i}", road, Method.LINE) for i, road in enumerate(roads, start=1)]
    statements = [said("R1", status=Status.BUILDING), said("R2", status=Status.PLANNED)]
    table = roll_up(standing(facts, features, statements, fixes))
    adds_up(table)
    crossed = table.cells["B", "building"]
    assert (crossed.count, crossed.road_m) == (0, pytest.approx(300, abs=0.05))
    assert table.by_plate["A"].road_m == pytest.approx(900, abs=0.05)
    assert table.whole.road_m == pytest.approx(1200, abs=0.1)
    assert table.notes == (
        "1个板块没有正式范围，无法按范围划分",
        "1条道路跨板块，长度按正式范围分段计入，条数只在所属板块计一次",
    )


def test_many_roads_over_many_plates_keep_every_metre(facts):
    dice = random.Random("roads")

    def corner():
        return dice.uniform(-500, 3500), dice.uniform(-200, 1200)

    roads = {f"R{i}": line(AT, *(corner() for _ in range(6))) for i in range(60)}
    made = standing(
        facts,
        [*PLATES, *(feature(key, Kind.ROAD, dice.choice("ABC")) for key in roads)],
        [said(key, DAY, dice.choice(list(Status))) for key in roads],
        [*(outline(key, shape) for key, shape in OUTLINES.items()),
         *(fix(key, road, Method.LINE) for key, road in roads.items())],
    )  # fmt: skip
    found = road_shares(made)
    for key, road in roads.items():
        assert sum(found[key].values()) == pytest.approx(length_m(road), abs=0.01)
    table = roll_up(made)
    adds_up(table)
    assert table.whole.road_m == pytest.approx(sum(map(length_m, roads.values())), abs=0.5)
