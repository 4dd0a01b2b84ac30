"""Places set by hand: what they keep, what they survive, and who set them."""

import re
from dataclasses import replace

import pytest
import shapely

from geo import store, workspaces
from geo.__main__ import main
from geo.answers import Candidate
from geo.batch import ChangeKind
from geo.catalogue import catalogue
from geo.check import breaches
from geo.crs import Datum, LonLat
from geo.errors import InputError, PlateMapError
from geo.locating import manual, writing
from geo.locating.manual import ManualPlace
from geo.model import Certainty, Method, Provider, Role

HERE, THERE = LonLat(113.64, 34.72), LonLat(113.65, 34.73)
CLICK = ManualPlace(at=HERE, accuracy_m=20, how="在地图上点选")
CODE = "2026-410103-48-01-000001"


def clicked(at=HERE, **given):
    return replace(CLICK, at=at, **given)


@pytest.fixture
def seeded(tmp_path):
    return store.create(tmp_path / "甲.db", operator="张三", batch=workspaces.seeds_batch())


@pytest.fixture
def unlocated(facts):
    placed = {fix.feature for fix in facts.fixes}
    return next(f for f in facts.features if f.kind == "project" and f.id not in placed)


def set_by_hand(workspace, feature, given=CLICK, operator="李工", **options):
    batch = manual.place(workspace.facts(), workspace.head, feature, given, **options)
    return workspace.write(batch, operator=operator, expected=workspace.head)


def shown(workspace, feature):
    frame = catalogue(workspace.facts()).frame
    return frame[frame["id"] == feature].iloc[0]


def test_a_place_by_hand_is_a_fix_of_its_own_kind_and_takes_the_reason_away(facts, unlocated):
    made = manual.place(facts, 7, unlocated.id, clicked(note="  门口\n看过 "))
    (fix,), (feature,) = made.fixes, made.features
    assert made.kind is ChangeKind.PLACE
    assert (fix.id, fix.feature, fix.role, fix.method) == (
        "F-8-1",
        unlocated.id,
        Role.PLACE,
        Method.MANUAL,
    )
    assert (fix.source, fix.accuracy_m, fix.datum) == (Provider.PERSON.value, 20, "wgs84")
    assert fix.basis == "手工定位：在地图上点选，误差约 20 米；门口 看过"
    assert unlocated.unlocated_reason and feature == replace(unlocated, unlocated_reason="")
    assert made.words == f"{unlocated.name}：在地图上点选，误差约 20 米"


def test_numbers_of_another_datum_become_wgs84_and_the_datum_is_kept(facts, unlocated):
    at = HERE.to(Datum.BD09)
    (fix,) = manual.place(facts, 7, unlocated.id, clicked(at, datum=Datum.BD09)).fixes
    assert fix.datum == "bd09"
    assert (fix.geometry.x, fix.geometry.y) == pytest.approx((HERE.lon, HERE.lat), abs=1e-8)


def test_a_shape_is_drawn_as_it_is(facts, unlocated):
    shape = shapely.box(113.63, 34.71, 113.64, 34.72)
    (fix,) = manual.place(facts, 7, unlocated.id, clicked(None, shape=shape)).fixes
    assert fix.geometry.equals(shape)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (clicked(accuracy_m=0), "误差 0 米"),
        (clicked(accuracy_m=5001), "误差 5001 米"),
        (clicked(None), "没有给出位置"),
        (clicked(how=" \x00 "), "怎样定的"),
        (clicked(LonLat(113.70, 34.90)), "在二七区外约"),
        (clicked(LonLat(0.0, 0.0)), "在二七区外约"),
        (clicked(shape=shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])), "图形自相交"),
        (clicked(shape=shapely.Point()), "不能是空的"),
    ],
)
def test_what_places_nothing_is_refused_in_chinese(facts, unlocated, given, words):
    with pytest.raises(InputError, match=words):
        manual.place(facts, 7, unlocated.id, given)


@pytest.mark.parametrize(("key", "words"), [("PL-03", "是板块"), ("PJ-99", "没有这一项")])
def test_plates_and_strangers_are_refused(facts, key, words):
    for act in (
        lambda: manual.place(facts, 7, key, CLICK),
        lambda: manual.leave(facts, 7, key, "看过"),
    ):
        with pytest.raises(InputError, match=words):
            act()


def beyond_the_edge(facts, metres):
    """A place so many metres east of the easternmost point of the district."""
    lon, lat = max(shapely.get_coordinates(facts.base.district).tolist())
    return LonLat(lon + metres / 91_500, lat)


@pytest.mark.parametrize(("metres", "keep"), [(150, False), (280, False), (900, True)])
def test_a_place_outside_says_so_as_the_contract_wants(seeded, unlocated, metres, keep):
    at = beyond_the_edge(seeded.facts(), metres)
    set_by_hand(seeded, unlocated.id, clicked(at), keep_outside=keep)
    found = re.match(
        r"区界外约 (\d+) 米；手工定位：", manual.standing(seeded.facts(), unlocated.id).basis
    )
    assert int(found[1]) == pytest.approx(metres, rel=0.02)
    assert breaches(seeded.facts()) == []


def test_a_place_at_the_edge_is_inside(seeded, unlocated):
    set_by_hand(seeded, unlocated.id, clicked(beyond_the_edge(seeded.facts(), 20)))
    assert manual.standing(seeded.facts(), unlocated.id).basis.startswith("手工定位：")
    assert breaches(seeded.facts()) == []


def test_far_outside_needs_a_word(facts, unlocated):
    with pytest.raises(InputError, match=r"约 [89]\d\d 米.*保留区外位置"):
        manual.place(facts, 7, unlocated.id, clicked(beyond_the_edge(facts, 900)))


def test_one_who_looked_says_why_there_is_no_place(seeded, unlocated):
    batch = manual.leave(seeded.facts(), seeded.head, unlocated.id, "地址只写到镇")
    seeded.write(batch, operator="李工")
    assert shown(seeded, unlocated.id)["unlocated_reason"] == "人工核查：地址只写到镇"
    assert breaches(seeded.facts()) == []
    with pytest.raises(InputError, match="没有改动"):
        manual.leave(seeded.facts(), seeded.head, unlocated.id, "地址只写到镇")
    set_by_hand(seeded, unlocated.id)
    with pytest.raises(InputError, match="已有位置"):
        manual.leave(seeded.facts(), seeded.head, unlocated.id, "看不清")


@pytest.mark.parametrize("reason", ["", "  ", "\x00"])
def test_leaving_needs_a_reason(facts, unlocated, reason):
    with pytest.raises(InputError, match="为什么"):
        manual.leave(facts, 7, unlocated.id, reason)


def test_the_newest_counts_and_undoing_it_brings_the_earlier_back(seeded, unlocated):
    set_by_hand(seeded, unlocated.id, clicked(accuracy_m=10))
    second = set_by_hand(seeded, unlocated.id, clicked(THERE, accuracy_m=300), operator="王工")
    assert shown(seeded, unlocated.id)["location_accuracy_m"] == 300
    fix = manual.standing(seeded.facts(), unlocated.id)
    by = manual.who(seeded.changes(), fix)
    assert (by.number, by.operator, by.at.utcoffset().total_seconds()) == (second, "王工", 28_800)
    seeded.undo(second, operator="王工")
    assert shown(seeded, unlocated.id)["location_accuracy_m"] == 10
    assert manual.who(seeded.changes(), manual.standing(seeded.facts(), unlocated.id)).operator == (
        "李工"
    )


def test_undone_altogether_the_reason_is_back(seeded, unlocated):
    seeded.undo(set_by_hand(seeded, unlocated.id), operator="李工")
    row = shown(seeded, unlocated.id)
    assert row["location_certainty"] == Certainty.NONE
    assert row["unlocated_reason"] == unlocated.unlocated_reason
    assert manual.standing(seeded.facts(), unlocated.id) is None


def test_nobody_is_named_for_a_place_of_the_seeds(seeded):
    facts = seeded.facts()
    assert {manual.who(seeded.changes(), fix) for fix in facts.fixes} == {None}


def test_a_sharper_answer_to_the_address_does_not_move_it(seeded, unlocated):
    set_by_hand(seeded, unlocated.id, clicked(accuracy_m=400))
    found = Candidate(
        point=THERE, method=Method.POI, accuracy_m=15, matched="某地", basis="某地",
        provider=Provider.GAZETTEER,
    )  # fmt: skip
    batch = writing.batch(seeded.facts(), seeded.head, {unlocated.id: found})
    seeded.write(batch, operator="王工")
    assert shown(seeded, unlocated.id)["location_method"] == Method.MANUAL
    assert breaches(seeded.facts()) == []


@pytest.fixture
def imports(tmp_path):
    """Import a ledger of one project, stated on a day of its own, and open what it made."""

    def run(name="锦绣苑安置房", day="2026-09-30", address="某路口", code=CODE, at=("", "")):
        path = tmp_path / f"台账{day}.csv"
        path.write_text(
            "项目代码,项目名称,建设地点,责任单位,经度,纬度\n"
            f"{code},{name},{address},住建局,{at[0]},{at[1]}\n",
            encoding="utf-8",
        )
        file = tmp_path / "台账.db"
        options = ("--operator", "王工", "--as-of", day, "--datum", "wgs84")
        assert main([str(each) for each in ("import", path, "--workspace", file, *options)]) == 0
        return store.open_workspace(file)

    return run


MOVED, SAME = ("113.61012", "34.70012"), ("113.60012", "34.69012")


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({}, {}),
        ({}, {"day": "2026-10-31"}),
        ({}, {"day": "2026-10-31", "address": "大学路与航海路交叉口"}),
        ({}, {"day": "2026-10-31", "name": "锦绣苑安置房（二期）", "address": "另一处"}),
        ({}, {"day": "2026-10-31", "code": ""}),
        ({}, {"day": "2026-10-31", "at": MOVED}),
        ({"at": SAME}, {"at": SAME}),
        ({"at": SAME}, {"day": "2026-10-31", "at": MOVED}),
        ({"at": SAME}, {"day": "2026-10-31", "at": MOVED, "name": "锦绣苑安置房（二期）"}),
    ],
)
def test_a_place_by_hand_outlives_every_import_of_its_project(imports, first, again):
    workspace = imports(**first)
    (project,) = workspace.facts().features
    set_by_hand(workspace, project.id, clicked(accuracy_m=250))
    workspace.close()
    workspace = imports(**{**first, **again})
    row = shown(workspace, project.id)
    assert (row["location_method"], row["location_accuracy_m"]) == (Method.MANUAL, 250)
    assert row["name"] == again.get("name", "锦绣苑安置房")
    assert breaches(workspace.facts()) == []
    fix = manual.standing(workspace.facts(), project.id)
    assert manual.who(workspace.changes(), fix).operator == "李工"
    assert len(workspace.facts().features) == 1


def test_what_is_refused_is_never_a_traceback(facts, unlocated):
    for at in (None, LonLat(-179.0, 89.0), LonLat(113.64, -34.7)):
        with pytest.raises(PlateMapError):
            manual.place(facts, 7, unlocated.id, clicked(at))


def take_back(workspace, feature):
    batch = manual.take_back(workspace.facts(), workspace.head, feature)
    return workspace.write(batch, operator="王工", expected=workspace.head)


def test_a_place_by_hand_can_be_taken_back_after_later_imports_too(imports):
    workspace = imports()
    (project,) = workspace.facts().features
    set_by_hand(workspace, project.id)
    workspace.close()
    workspace = imports(day="2026-10-31", name="锦绣苑安置房（二期）")
    number = take_back(workspace, project.id)
    row = shown(workspace, project.id)
    assert row["location_certainty"] == Certainty.NONE
    assert row["unlocated_reason"] == manual.TAKEN_BACK
    assert row["name"] == "锦绣苑安置房（二期）"
    assert breaches(workspace.facts()) == []
    assert workspace.feature_history(project.id)[0].kind is ChangeKind.WITHDRAW
    workspace.undo(number, operator="王工")
    assert shown(workspace, project.id)["location_method"] == Method.MANUAL


def test_taken_back_the_ledgers_own_coordinates_hold_again(imports):
    workspace = imports(at=SAME)
    (project,) = workspace.facts().features
    set_by_hand(workspace, project.id)
    take_back(workspace, project.id)
    row = shown(workspace, project.id)
    assert (row["location_method"], row["unlocated_reason"]) == (Method.LEDGER, "")
    with pytest.raises(InputError, match="没有人工定位"):
        manual.take_back(workspace.facts(), workspace.head, project.id)


def test_taken_back_the_earlier_place_by_hand_holds_again(imports):
    workspace = imports()
    (project,) = workspace.facts().features
    set_by_hand(workspace, project.id, clicked(accuracy_m=250))
    set_by_hand(workspace, project.id, clicked(THERE))
    take_back(workspace, project.id)
    assert shown(workspace, project.id)["location_accuracy_m"] == 250


@pytest.mark.parametrize(("address", "stays"), [("某路口", True), ("别处的路口", False)])
def test_a_reason_given_by_hand_holds_until_the_address_changes(imports, address, stays):
    workspace = imports()
    (project,) = workspace.facts().features
    batch = manual.leave(workspace.facts(), workspace.head, project.id, "待项目单位提供")
    workspace.write(batch, operator="李工")
    workspace.close()
    workspace = imports(day="2026-10-31", address=address)
    reason = shown(workspace, project.id)["unlocated_reason"]
    assert reason.endswith("待项目单位提供") is stays
