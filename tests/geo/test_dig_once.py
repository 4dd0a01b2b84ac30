"""Dig-once conflicts: ten planted, ten near misses, and how they stand through time.

Every pair lies 3 km from the next; distances are worked out by hand from metres on the ground.
"""

import random
from datetime import date
from itertools import chain
from time import perf_counter

import numpy as np
import pytest
import shapely
from pyproj import Geod
from works import DAY, feature, fix, line, metres_at, said, standing

from geo.dig_once import conflict_spans, conflicts
from geo.filters import Filter
from geo.measures import near_pairs
from geo.model import Kind, Method, Status

AT = metres_at(113.64, 34.75)
ROAD = ((0, 0), (300, 0))
AUTUMN = ("2026-08-01", "2026-10-31")
APART = 3000
# What is near what: the road's corners, the project's, metres, both periods, the days both hold.
PLANTED = {
    "beside": (ROAD, [(150, 30)], 30, AUTUMN, ("2026-10-22", "2026-12-31"), 10),
    "at the limit": (ROAD, [(150, -50)], 50, AUTUMN, AUTUMN, 92),
    "on it": (ROAD, [(10, 0)], 0, AUTUMN, ("2026-01-01", "2026-12-31"), 92),
    "past its end": (ROAD, [(318, 24)], 30, AUTUMN, ("2026-09-01", "2026-09-30"), 30),
    "an area over it": (ROAD, [(20, -5), (80, -5), (80, 40), (20, 40)], 0, AUTUMN, AUTUMN, 92),
    "an area beside it": (ROAD, [(0, 12), (80, 45), (80, 90), (0, 90)], 12, AUTUMN, AUTUMN, 92),
    "one day": (ROAD, [(0, 20)], 20, AUTUMN, ("2026-10-31", "2027-03-31"), 1),
    "by months": (ROAD, [(0, 21)], 21, ("2026-08", "2026-10"), ("2026-10", "2027-02"), 31),
    "parallel": (ROAD, [(-100, 40), (500, 40)], 40, AUTUMN, AUTUMN, 92),
    "a bent road": (((0, 0), (0, 200), (200, 200)), [(100, 155)], 45, AUTUMN, AUTUMN, 92),
}
NEAR_MISSES = {
    "space only": {"beside": [(150, 400)]},
    "time only": {"dates": ("2027-08-01", "2027-10-31")},
    "half a metre more": {"beside": [(150, 50.5)]},
    "one day after": {"dates": ("2026-11-01", "2027-01-31")},
    "one day before": {"dates": ("2026-01-01", "2026-07-31")},
    "schematic": {"method": Method.NAME},
    "completed": {"status": Status.COMPLETED},
    "standing": {"status": Status.EXISTING},
    "no start": {"dates": ("", "2026-10-31")},
    "a project beside a project": {"kinds": (Kind.PROJECT, Kind.PROJECT)},
    "a park beside a road": {"kinds": (Kind.ROAD, Kind.PARK)},
}


def shape(corners):
    if len(corners) == 1:
        return shapely.Point(AT(*corners[0]))
    if len(corners) == 2:
        return line(AT, *corners)
    return shapely.Polygon([AT(*corner) for corner in corners])


def moved(corners, number):
    return [(x + number * APART, y) for x, y in corners]


def planted(name, number):
    road, project, _, first, second, _ = PLANTED[name]
    return pair(name, number, road=road, beside=project, dates=second, road_dates=first)


def pair(
    name, number, *, road=ROAD, beside=((150, 30),), road_dates=AUTUMN, dates=AUTUMN,
    kinds=(Kind.ROAD, Kind.PROJECT), status=Status.PLANNED, method=Method.POI,
):  # fmt: skip
    """Make a road and what lies beside it: features, statements, fixes."""
    keys = (f"R-{name}", f"P-{name}")
    geometries = (line(AT, *moved(road, number)), shape(moved(beside, number)))
    return (
        [feature(key, kind) for key, kind in zip(keys, kinds, strict=True)],
        [
            said(keys[0], status=Status.BUILDING, dates=road_dates, unit="市政中心"),
            said(keys[1], status=status, dates=dates, unit="住建局"),
        ],
        [
            fix(keys[0], geometries[0], Method.LINE, 20),
            fix(keys[1], geometries[1], method, 30),
        ],
    )


@pytest.fixture(scope="module")
def field(facts):
    """Everything planted in one catalogue, near misses included."""
    pairs = [planted(name, number) for number, name in enumerate(PLANTED)]
    pairs += [pair(name, 20 + n, **what) for n, (name, what) in enumerate(NEAR_MISSES.items())]
    return standing(facts, *(list(chain(*parts)) for parts in zip(*pairs, strict=True)))


def test_the_ten_planted_are_found_and_nothing_else(field):
    found = {one.project: one for one in conflicts(field).found}
    assert sorted(found) == sorted(f"P-{name}" for name in PLANTED)
    for name, (*_, metres, _first, _second, days) in PLANTED.items():
        one = found[f"P-{name}"]
        assert one.road == one.road_name == f"R-{name}"
        assert one.distance_m == pytest.approx(metres, abs=0.05)
        assert one.days == days
        assert (one.road_unit, one.project_unit) == ("市政中心", "住建局")
        assert one.accuracy_m == 50


def test_nearest_first(field):
    metres = [one.distance_m for one in conflicts(field).found]
    assert metres == sorted(metres)


@pytest.mark.parametrize(
    ("metres", "is_near"), [(49.96, True), (50.03, True), (50.045, True), (50.06, False)]
)
def test_the_limit_is_that_of_the_distance_as_it_is_written(facts, metres, is_near):
    made = standing(facts, *map(list, pair("近处", 0, beside=[(150, metres)])))
    (told,) = conflict_spans(made)
    assert (told.distance_m <= 50) is is_near
    assert (len(conflicts(made, 50).found) == 1) is is_near


def test_the_days_are_those_both_periods_hold(field):
    (one,) = (c for c in conflicts(field).found if c.project == "P-beside")
    assert (one.start, one.end) == (date(2026, 10, 22), date(2026, 10, 31))


@pytest.mark.parametrize(("within", "more"), [(20, 0), (100, 1), (400, 2)])
def test_a_greater_distance_finds_more(field, within, more):
    reach = sum(metres <= within for _, _, metres, *_ in PLANTED.values())
    assert len(conflicts(field, within).found) == reach + more


def test_what_cannot_be_compared_is_counted_by_why(field):
    assert conflicts(field).left_out == (("位置只是示意", 1), ("工期不全", 1))


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"method": Method.NAME}, "位置只是示意"),
        ({"dates": ("2026-08-01", "")}, "工期不全"),
        ({"dates": None}, "工期不全"),
        ({"dates": ("2026-10-31", "2026-08-01")}, "完成早于开工"),
        ({"dates": None, "status": Status.COMPLETED}, None),
        ({"dates": None, "status": Status.EXISTING}, None),
        ({"dates": None, "kinds": (Kind.ROAD, Kind.SITE)}, None),
    ],
)
def test_each_reason(facts, what, reason):
    alone = standing(facts, *pair("x", 0, **what))
    assert conflicts(alone).left_out == (((reason, 1),) if reason else ())
    assert conflicts(alone).found == conflict_spans(alone) == ()


def test_without_a_place_is_the_first_reason(facts):
    features, statements, fixes = pair("x", 0, dates=None)
    assert conflicts(standing(facts, features, statements, fixes[:1])).left_out == (
        ("没有定位", 1),
    )
    nobody = standing(facts, features, statements)
    assert conflicts(nobody).left_out == (("没有定位", 2),)


@pytest.mark.parametrize("beyond", [(100.0, 13.0), (-58.4, -34.6)])
def test_one_thing_far_astray_disturbs_no_distance(facts, beyond):
    features, statements, fixes = pair("x", 0, beside=[(150, 49.9)])
    whole = standing(
        facts,
        [*features, feature("far")],
        [*statements, said("far", dates=AUTUMN)],
        [*fixes, fix("far", shapely.Point(beyond))],
    )
    (one,) = conflicts(whole).found
    assert one.distance_m == pytest.approx(49.9, abs=0.01)


def test_two_ends_of_a_selection(field):
    roads = field.select(Filter(kinds=frozenset({"road"})))
    assert conflicts(roads).found == ()
    named = field.select(Filter(text="one day"))
    assert {c.project for c in conflicts(named).found} == {"P-one day"}


def test_a_multiline_is_as_near_as_its_nearest_piece(facts):
    features, statements, fixes = pair("x", 0, beside=[(1000, 25)])
    pieces = shapely.MultiLineString([line(AT, (0, 0), (300, 0)), line(AT, (900, 0), (1100, 0))])
    whole = standing(facts, features, statements, [fix("R-x", pieces, Method.LINE), fixes[1]])
    (one,) = conflicts(whole).found
    assert one.distance_m == pytest.approx(25, abs=0.05)


# One road and one project, told of anew: what stands from when until when.
MAY, JUNE, JULY = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)
WINTER = ("2026-10-01", "2026-12-31")
LATER = ("2026-11-01", "2026-12-31")


@pytest.mark.parametrize(
    ("again", "spans"),
    [
        ([], [(JUNE, None, 92)]),
        ([("P-x", JULY, Status.PLANNED, LATER)], [(JUNE, JULY, 92)]),
        ([("P-x", JULY, Status.COMPLETED, None)], [(JUNE, JULY, 92)]),
        ([("R-x", JULY, Status.COMPLETED, None)], [(JUNE, JULY, 92)]),
        ([("P-x", JULY, Status.EXISTING, None)], [(JUNE, JULY, 92)]),
        ([("P-x", JULY, Status.BUILDING, None)], [(JUNE, None, 92)]),
        ([("P-x", JULY, Status.BUILDING, WINTER)], [(JUNE, JULY, 92), (JULY, None, 31)]),
        ([("R-x", JULY, Status.BUILDING, ("2026-08-01", "2026-12-31"))], [(JUNE, None, 92)]),
        ([("R-x", MAY, Status.PLANNED, ("2025-01-01", "2025-12-31"))], [(JUNE, None, 92)]),
        ([("R-x", MAY, Status.PLANNED, AUTUMN)], [(JUNE, None, 92)]),
    ],
)  # fmt: skip
def test_a_conflict_stands_while_the_periods_in_force_make_it(facts, again, spans):
    features, statements, fixes = pair("x", 0)
    more = [
        said(key, day, status, dates, unit="市政中心" if key == "R-x" else "住建局")
        for key, day, status, dates in again
    ]
    whole = standing(facts, features, [*statements, *more], fixes)
    found = conflict_spans(whole)
    assert [(one.holds_from, one.holds_until, one.days) for one in found] == spans


def test_at_every_date_those_stand_whose_days_hold_it(facts):
    features, statements, fixes = pair("x", 0)
    statements += [
        said("P-x", JULY, Status.BUILDING, ("2026-10-01", "2026-12-31")),
        said("R-x", date(2026, 11, 5), Status.COMPLETED),
    ]
    days = {DAY: [92], date(2026, 7, 30): [92], JULY: [31], date(2026, 11, 4): [31]}
    for day, expected in {**days, MAY: [], date(2026, 11, 5): []}.items():
        found = conflicts(standing(facts, features, statements, fixes, day)).found
        assert [one.days for one in found] == expected


def test_distances_are_those_of_a_walk_along_every_road():
    roads, points = scattered(random.Random("walk"), 15, 15, size=1_500)
    walked = {
        (i, j): metres
        for i, road in enumerate(roads)
        for j, point in enumerate(points)
        if (metres := walk(road, point)) <= 200
    }
    found = near_pairs(roads, points, 200)
    pairs = zip(found.one.tolist(), found.other.tolist(), strict=True)
    near = dict(zip(pairs, found.metres.tolist(), strict=True))
    assert near == pytest.approx(walked, abs=0.3) and len(near) > 15
    assert not len(near_pairs([], points, 200).one) and not len(near_pairs(roads, [], 200).one)


def walk(road, point):
    """Measure the geodesic to every metre of a road, and take the shortest."""
    steps = road.interpolate(np.linspace(0, 1, 601), normalized=True)
    x, y = shapely.get_coordinates(steps).T
    return (
        Geod(ellps="WGS84").inv(x, y, np.full_like(x, point.x), np.full_like(y, point.y))[2].min()
    )


def test_two_thousand_by_two_hundred_take_no_time():
    roads, points = scattered(random.Random("many"), 2000, 200)
    begin = perf_counter()
    assert len(near_pairs(roads, points, 200).one)
    assert perf_counter() - begin < 3


def scattered(dice, roads, points, size=12_000):
    """Strew roads of up to 600 m and points over a square of `size` metres, in WGS-84."""

    def corner():
        return dice.uniform(0, size), dice.uniform(0, size)

    starts = [corner() for _ in range(roads)]
    lines = [line(AT, (x, y), (x + dice.uniform(-500, 500), y + 300)) for x, y in starts]
    return lines, [shapely.Point(AT(*corner())) for _ in range(points)]
