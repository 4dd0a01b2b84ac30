"""From fixes to a place: grading, choice, and outlines that never draw uncertainty as extent."""

import pytest
from shapely import LineString, MultiPoint, Point, Polygon, box

from geo.measures import area_m2, buffer_m
from geo.model import Certainty, Fix, Method, Role
from geo.places import HULL_BUFFER_M, certainty, is_automatic, place_of, plate_place


def fix(geometry, method=Method.POI, accuracy_m=100, role=Role.PLACE, *, key="F", source="s"):
    return Fix(
        id=key,
        feature="X",
        role=role,
        method=method,
        accuracy_m=accuracy_m,
        datum="wgs84",
        geometry=geometry,
        address="",
        source=source,
        source_date="",
        basis="",
    )


HERE, THERE = Point(113.6, 34.7), Point(113.65, 34.72)


@pytest.mark.parametrize(
    ("method", "accuracy_m", "grade"),
    [
        (Method.POI, 200, Certainty.EXACT),
        (Method.POI, 201, Certainty.APPROX),
        (Method.LINE, 1900, Certainty.SCHEMATIC),
        (Method.CROSSING, 39, Certainty.APPROX),
        (Method.NAME, 50, Certainty.SCHEMATIC),
        (Method.UNIT, 100, Certainty.SCHEMATIC),
    ],
)
def test_no_method_claims_more_than_it_can(method, accuracy_m, grade):
    assert certainty(method, accuracy_m) is grade


def test_the_most_accurate_fix_wins_and_of_equals_the_latest():
    fixes = [fix(HERE, accuracy_m=500), fix(THERE, accuracy_m=50), fix(HERE, accuracy_m=50)]
    assert place_of(fixes).geometry == HERE
    assert place_of(fixes).accuracy_m == 50


def test_without_a_fix_nothing_is_placed():
    assert place_of([]).geometry is None
    assert place_of([fix(HERE, role=Role.ANCHOR)]).certainty is Certainty.NONE


def test_a_published_extent_comes_before_everything():
    extent = box(113.6, 34.68, 113.62, 34.7)
    fixes = [fix(extent, Method.EXTENT, 1200, Role.EXTENT), fix(HERE, role=Role.ANCHOR)]
    assert plate_place(fixes, [HERE, THERE, Point(113.7, 34.7)]).geometry == extent


def test_three_located_members_make_a_buffered_hull():
    members = [HERE, THERE, Point(113.62, 34.75)]
    place = plate_place([], members)
    triangle = Polygon([(p.x, p.y) for p in members])
    assert isinstance(place.geometry, Polygon)
    assert place.geometry.contains(buffer_m(triangle, HULL_BUFFER_M * 0.99))
    assert area_m2(place.geometry) < area_m2(buffer_m(triangle, HULL_BUFFER_M * 1.05))
    assert (place.method, place.certainty) == (Method.HULL, Certainty.SCHEMATIC)


def test_members_at_one_spot_are_no_outline():
    assert plate_place([], [HERE, HERE, HERE]).geometry is None


def test_anchors_help_a_hull_and_stand_alone_as_a_point():
    anchors = fix(MultiPoint([(113.5, 34.6), (113.52, 34.62)]), role=Role.ANCHOR, accuracy_m=1500)
    assert isinstance(plate_place([anchors], [HERE]).geometry, Polygon)
    alone = plate_place([fix(HERE, Method.CROSSING, 2000, Role.ANCHOR)], [])
    assert (alone.geometry, alone.certainty, alone.accuracy_m) == (HERE, Certainty.SCHEMATIC, 2000)


def test_a_line_is_a_member_too():
    assert plate_place([], [LineString([(113.6, 34.7), (113.61, 34.72), (113.63, 34.7)])]).geometry


def test_a_ledger_corrects_its_predecessors_even_when_it_claims_less():
    older = fix(Point(113.60, 34.70), Method.LEDGER, 100, key="old")
    newer = fix(Point(113.61, 34.71), Method.LEDGER, 700, key="new")
    assert place_of([older, newer]).geometry == newer.geometry
    surer = fix(Point(113.62, 34.72), Method.POI, 50, key="poi")
    assert place_of([older, surer, newer]).geometry == surer.geometry


def found(geometry, accuracy_m, key="found", source="gazetteer"):
    return fix(geometry, Method.CROSSING, accuracy_m, key=key, source=source)


def by_hand(geometry, accuracy_m, key):
    return fix(geometry, Method.MANUAL, accuracy_m, key=key, source="person")


ELSEWHERE = Point(113.62, 34.72)


@pytest.mark.parametrize(
    ("fixes", "chosen"),
    [
        ([found(HERE, 60, "a"), found(THERE, 300, "b")], THERE),
        ([found(HERE, 60, "a", "amap"), found(THERE, 300, "b")], THERE),
        ([fix(HERE, Method.LEDGER, 700), found(THERE, 60)], HERE),
        ([found(THERE, 60), fix(HERE, Method.LEDGER, 700)], HERE),
        ([fix(HERE, Method.POI, 100), found(THERE, 60)], THERE),
        ([fix(HERE, Method.POI, 50), found(THERE, 60)], HERE),
        ([by_hand(HERE, 1000, "a"), fix(THERE, Method.POI, 10)], HERE),
        ([by_hand(HERE, 20, "a"), by_hand(THERE, 1000, "b"), found(ELSEWHERE, 5)], THERE),
        ([by_hand(HERE, 1000, "a"), fix(THERE, Method.LEDGER, 10)], HERE),
    ],
    ids=[
        "of answers the newest",
        "whoever gave them",
        "no answer beside coordinates of a ledger",
        "before or after them",
        "an answer before a source that knows less",
        "not before one that knows more",
        "a person before all",
        "the newest of a person's",
        "also before a ledger",
    ],
)
def test_what_a_person_set_holds_and_an_answer_yields_to_coordinates(fixes, chosen):
    assert place_of(fixes).geometry == chosen


def test_a_person_is_no_program():
    assert is_automatic(found(HERE, 60))
    assert is_automatic(found(HERE, 60, source="nominatim"))
    assert not is_automatic(by_hand(HERE, 60, "a"))
    assert not is_automatic(fix(HERE, source="poi-2026"))


def test_a_place_set_by_hand_is_as_exact_as_it_says():
    assert place_of([by_hand(HERE, 100, "a")]).certainty is Certainty.EXACT
    assert place_of([by_hand(HERE, 101, "a")]).certainty is Certainty.APPROX
    assert place_of([by_hand(HERE, 300, "a")]).certainty is Certainty.APPROX


def test_of_official_outlines_the_newest_counts_and_before_any_other():
    published = fix(box(113.60, 34.70, 113.61, 34.71), Method.EXTENT, 50, Role.EXTENT)
    first = fix(box(113.60, 34.70, 113.62, 34.72), Method.OFFICIAL, 10, Role.EXTENT)
    second = fix(box(113.60, 34.70, 113.63, 34.73), Method.OFFICIAL, 30, Role.EXTENT)
    place = plate_place([first, published, second], [])
    assert place.geometry == second.geometry
    assert place.certainty is Certainty.EXACT
