"""What is still to be located or looked at, and the records that write what was found."""

from dataclasses import replace

import pytest
from locators import LINE, place
from shapely import Point

from geo.batch import ChangeKind
from geo.check import breaches
from geo.errors import InputError
from geo.locating import proposals, writing
from geo.model import Certainty, Fix, Kind, Method, Role
from geo.places import place_of
from geo.store import create
from geo.workspaces import seeds_batch

KEY = "PJ-07"


def fix(accuracy_m=60, method=Method.CROSSING, source="gazetteer", address="甲路与乙路"):
    return Fix(
        id="F-1", feature=KEY, role=Role.PLACE, method=method, accuracy_m=accuracy_m,
        datum="wgs84", geometry=Point(113.64, 34.71), address=address, source=source,
        source_date="", basis="甲路×乙路的位置",
    )  # fmt: skip


def told(facts, *fixes, **fields):
    """Return what is said of one feature that has these fixes and fields."""
    feature = next(f for f in facts.features if f.id == KEY)
    alone = replace(facts, features=(replace(feature, **fields),), fixes=fixes)
    return [(one.why, one.certainty) for one in proposals.unlocated(alone)]


def test_every_feature_without_a_place_is_listed_and_no_plate(facts, whole):
    listed = [one for one in proposals.unlocated(facts) if one.certainty is Certainty.NONE]
    lost = whole.frame[whole.frame.geometry.isna() & (whole.frame["kind"] != Kind.PLATE.value)]
    assert [one.feature for one in listed] == list(lost["id"])
    assert all(one.why for one in listed)


def test_every_sketch_is_listed_and_says_so(facts, whole):
    listed = [one for one in proposals.unlocated(facts) if one.certainty is Certainty.SCHEMATIC]
    frame = whole.frame[whole.frame["kind"] != Kind.PLATE.value]
    assert {one.feature for one in listed} == set(
        frame.loc[frame["location_certainty"] == Certainty.SCHEMATIC.value, "id"]
    )
    assert all(one.why.startswith("只有示意位置：") for one in listed)


@pytest.mark.parametrize(
    ("fixes", "fields", "why"),
    [
        ((fix(60),), {"address": "甲路与乙路"}, ""),
        ((fix(499),), {"address": "甲路与乙路"}, ""),
        ((fix(500),), {"address": "甲路与乙路"}, "推算的位置误差约 500 米：甲路×乙路的位置"),
        ((fix(500, source="poi-2026"),), {"address": "甲路与乙路"}, ""),
        ((fix(500, Method.MANUAL, "person"),), {"address": "甲路与乙路"}, ""),
        (
            (fix(60),),
            {"address": "丙路"},
            "位置是按原来的地址“甲路与乙路”推算的，现在的地址是“丙路”",
        ),
        ((fix(60, address="福寿街"),), {"address": "", "name": "福寿街"}, ""),
        ((), {"unlocated_reason": "没写"}, "没写"),
        ((), {"unlocated_reason": ""}, "没有说明"),
    ],
)
def test_what_is_doubtful_is_told(facts, fixes, fields, why):
    assert [said for said, _ in told(facts, *fixes, **fields)] == ([why] if why else [])


@pytest.fixture
def workspace(tmp_path):
    with create(tmp_path / "甲.db", operator="王工", batch=seeds_batch()) as made:
        yield made


def test_what_was_found_is_written_as_one_change_that_can_be_undone(workspace):
    facts = workspace.facts()
    lost = [one for one in proposals.unlocated(facts) if one.certainty is Certainty.NONE][:2]
    found = {
        lost[0].feature: place("中原路×嵩山路"),
        lost[1].feature: place("工人路", Method.LINE, 40, shape=LINE),
    }
    batch = writing.batch(facts, workspace.head, found)
    assert (batch.kind, batch.words) == (
        ChangeKind.LOCATE,
        f"本地地名库：“{lost[0].name}”等 2 项",
    )
    number = workspace.write(batch, operator="王工", expected=workspace.head)
    written = workspace.facts()
    places = {key: place_of(f for f in written.fixes if f.feature == key) for key in found}
    assert places[lost[0].feature].geometry == Point(113.64, 34.71)
    assert places[lost[1].feature].geometry == LINE
    assert {p.source for p in places.values()} == {"gazetteer"}
    assert not [b for b in breaches(written) if any(key in b for key in found)]
    still = {one.feature for one in proposals.unlocated(written)}
    assert not still & set(found)
    workspace.undo(number, operator="王工")
    assert workspace.facts().fixes == facts.fixes
    assert workspace.facts().features == facts.features


@pytest.mark.parametrize("found", [{}, {"不存在": place("甲")}])
def test_nothing_or_nobody_cannot_be_written(facts, found):
    with pytest.raises(InputError, match=r"没有查到位置|没有编号为"):
        writing.batch(facts, 1, found)
