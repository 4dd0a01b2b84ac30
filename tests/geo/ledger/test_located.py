"""A ledger with addresses brought into a workspace: placed, kept, corrected, all numbers one."""

import csv
import io
import json

import pytest
from shapely import Point

from geo.batch import Batch, ChangeKind
from geo.catalogue import catalogue
from geo.check import breaches
from geo.crs import Datum
from geo.ledger import intake
from geo.ledger.entry import Outcome
from geo.ledger.intake import Options
from geo.ledger.opening.files import open_book
from geo.ledger.reconciling.plan import Verdict
from geo.ledger.reporting.report_rows import report
from geo.model import Certainty, Fix, Method, Role
from geo.places import place_of
from geo.store import create
from geo.workspaces import seeds_batch
from layers import csv_table, geojson

HEAD = "项目代码,项目名称,类别,建设地点,经度,纬度"
ROWS = (
    "A-1,甲楼,项目,中原路与嵩山路交叉口,,",
    "A-2,乙楼,项目,某某路与嵩山路交叉口,,",
    "A-3,丙楼,项目,中原路与嵩山路交叉口,113.6402,34.7201",
    "A-4,工人路道路整治工程,道路,,,",
    "A-5,丁楼,项目,马寨镇,,",
    "A-6,戊楼,项目,,,",
)
LEDGER = "\n".join((HEAD, *ROWS))


@pytest.fixture
def workspace(tmp_path):
    with create(tmp_path / "甲.db", operator="王工", batch=seeds_batch()) as made:
        yield made


def bring(workspace, text=LEDGER, name="2026年7月.csv"):
    book = open_book(name, text.encode())
    read = intake.read(book, workspace.facts(), workspace.headings(), Options(datum=Datum.WGS84))
    return intake.bring_in(read, workspace, operator="王工")


def row_of(plan, name):
    return next(row for row in plan.rows if row.entry.name == name)


def fixes_of(workspace, name):
    facts = workspace.facts()
    key = next(f.id for f in facts.features if f.name == name)
    return [fix for fix in facts.fixes if fix.feature == key]


def by_hand(workspace, name, lon=113.65):
    facts, head = workspace.facts(), workspace.head
    key = next(f.id for f in facts.features if f.name == name)
    fix = Fix(
        id=f"F-{head + 1}-1", feature=key, role=Role.PLACE, method=Method.MANUAL, accuracy_m=20,
        datum="wgs84", geometry=Point(lon, 34.72), address="", source="person", source_date="",
        basis="人工定位：在地图上点选",
    )  # fmt: skip
    batch = Batch(kind=ChangeKind.PLACE, words=name, fixes=(fix,))
    return workspace.write(batch, operator="李工", expected=head)


def test_rows_add_up_and_the_map_and_the_files_say_the_same(workspace):
    plan, _ = bring(workspace)
    assert plan.totals == {
        Outcome.MAPPED: 1, Outcome.APPROXIMATE: 2, Outcome.UNLOCATED: 3, Outcome.REFUSED: 0,
    }  # fmt: skip
    assert sum(plan.totals.values()) == len(ROWS)
    facts = workspace.facts()
    names = {row.split(",")[1] for row in ROWS}
    frame = catalogue(facts).frame
    shown = frame[frame["name"].isin(names)]
    assert (shown["location_certainty"] == "none").sum() == 3
    assert (shown["location_certainty"] == "exact").sum() == 1
    document = json.loads(geojson.encode(catalogue(facts)))
    drawn = [f for f in document["features"] if f["properties"]["name"] in names]
    assert sum(f["geometry"] is None for f in drawn) == 3
    (place,) = [f["properties"] for f in drawn if f["properties"]["name"] == "甲楼"]
    assert (place["location_method"], place["location_certainty"]) == ("crossing", "approx")
    table = list(
        csv.DictReader(io.StringIO(csv_table.encode(catalogue(facts)).decode("utf-8-sig")))
    )
    ours = [row for row in table if row["名称"] in names]
    assert sum(not row["经度（WGS-84）"] for row in ours) == 3
    assert next(r for r in ours if r["名称"] == "甲楼")["定位依据"].startswith(
        "按地址推算（本地地名库）："
    )
    assert not breaches(facts)


def test_the_report_gives_the_place_and_how_it_was_found(workspace):
    openpyxl = pytest.importorskip("openpyxl")
    book = open_book("2026年7月.csv", LEDGER.encode())
    plan, _ = bring(workspace)
    sheet = openpyxl.load_workbook(io.BytesIO(report(book, plan))).active
    heads = {cell.value: n for n, cell in enumerate(sheet[1])}
    first = [cell.value for cell in sheet[2]]
    assert first[heads["一张图·结果"]] == "约位上图"
    assert first[heads["一张图·说明"]].startswith("按地址推算：")
    assert first[heads["一张图·经度（WGS-84）"]] == pytest.approx(113.62, abs=0.03)


def test_a_road_named_in_a_project_gets_its_line(workspace):
    bring(workspace)
    (fix,) = fixes_of(workspace, "工人路道路整治工程")
    assert fix.geometry.geom_type in ("LineString", "MultiLineString")
    assert (fix.method, fix.source) == (Method.LINE, "gazetteer")
    assert "按项目名称" in fix.basis


def test_the_same_ledger_again_changes_nothing(workspace):
    bring(workspace)
    plan, number = bring(workspace)
    assert number is None
    assert {row.verdict for row in plan.rows} == {Verdict.SAME}


def test_the_next_month_with_the_same_addresses_writes_no_place_again(workspace):
    bring(workspace)
    before = len(workspace.facts().fixes)
    plan, number = bring(workspace, LEDGER.replace("A-6,戊楼", "A-6,戊楼改"), "2026年8月.csv")
    assert number is not None
    assert len(workspace.facts().fixes) == before
    assert row_of(plan, "甲楼").verdict is Verdict.SAME


def test_another_address_makes_another_place_and_only_that_counts(workspace):
    bring(workspace)
    old = place_of(fixes_of(workspace, "甲楼")).geometry
    moved = LEDGER.replace("甲楼,项目,中原路与嵩山路", "甲楼,项目,中原路与兴华街")
    plan, _ = bring(workspace, moved, "2026年8月.csv")
    assert "位置：按地址推算" in row_of(plan, "甲楼").changes
    fixes = fixes_of(workspace, "甲楼")
    assert len(fixes) == 2
    assert place_of(fixes).geometry == fixes[-1].geometry != old


def test_a_new_address_nobody_knows_leaves_the_old_place_and_says_so(workspace):
    bring(workspace)
    lost = LEDGER.replace("甲楼,项目,中原路与嵩山路", "甲楼,项目,某某路与嵩山路")
    plan, _ = bring(workspace, lost, "2026年8月.csv")
    row = row_of(plan, "甲楼")
    assert row.outcome is Outcome.APPROXIMATE
    assert any("仍按原来的“中原路与嵩山路交叉口”" in change for change in row.changes)


def test_coordinates_of_the_next_ledger_come_before_what_was_found(workspace):
    bring(workspace)
    given = LEDGER.replace(
        "甲楼,项目,中原路与嵩山路交叉口,,", "甲楼,项目,中原路与嵩山路交叉口,113.6502,34.7201"
    )
    plan, _ = bring(workspace, given, "2026年8月.csv")
    assert row_of(plan, "甲楼").outcome is Outcome.MAPPED
    assert place_of(fixes_of(workspace, "甲楼")).method is Method.LEDGER
    again, _ = bring(workspace, LEDGER, "2026年9月.csv")
    assert "坐标：本期没有可用的，沿用以前的" in row_of(again, "甲楼").changes
    assert place_of(fixes_of(workspace, "甲楼")).method is Method.LEDGER


def test_what_was_placed_by_hand_stays_where_it_is(workspace):
    bring(workspace)
    by_hand(workspace, "甲楼")
    moved = LEDGER.replace("甲楼,项目,中原路与嵩山路", "甲楼,项目,中原路与兴华街")
    plan, _ = bring(workspace, moved, "2026年8月.csv")
    assert row_of(plan, "甲楼").outcome is Outcome.MAPPED
    assert "位置：按地址推算" not in row_of(plan, "甲楼").changes
    assert place_of(fixes_of(workspace, "甲楼")).geometry == Point(113.65, 34.72)


def test_undoing_what_was_placed_by_hand_brings_back_what_was_found(workspace):
    bring(workspace)
    number = by_hand(workspace, "甲楼")
    assert place_of(fixes_of(workspace, "甲楼")).certainty is Certainty.EXACT
    workspace.undo(number, operator="李工")
    assert place_of(fixes_of(workspace, "甲楼")).certainty is Certainty.APPROX


def test_an_unlocated_row_placed_by_hand_is_mapped_in_the_next_import(workspace):
    bring(workspace)
    by_hand(workspace, "戊楼")
    plan, number = bring(workspace)
    assert number is None
    assert row_of(plan, "戊楼").outcome is Outcome.MAPPED


def test_a_place_the_gazetteer_has_learnt_since_is_found_by_the_same_ledger(workspace):
    unknown = LEDGER.replace("甲楼,项目,中原路与嵩山路交叉口", "甲楼,项目,新地名")
    bring(workspace, unknown)
    assert not fixes_of(workspace, "甲楼")
    own = {
        "id": "O-1", "name": "新地名", "aliases": "", "kind": "place",
        "geometry": "POINT (113.62 34.72)", "accuracy_m": "50", "source": "某",
    }  # fmt: skip
    head = workspace.head
    workspace.write(
        Batch(kind=ChangeKind.PLACES_OWN, words="新地名", tables={"gazetteer": (own,)}),
        operator="李工",
        expected=head,
    )
    plan, number = bring(workspace, unknown)
    assert number is not None
    assert row_of(plan, "甲楼").changes == ("位置：按地址推算",)
    (fix,) = fixes_of(workspace, "甲楼")
    assert (fix.geometry, fix.accuracy_m) == (Point(113.62, 34.72), 50)


def test_a_row_of_what_was_placed_by_hand_says_so_instead_of_what_its_address_gives(workspace):
    bring(workspace)
    by_hand(workspace, "甲楼")
    plan, _ = bring(workspace)
    row = row_of(plan, "甲楼")
    assert (row.outcome, row.verdict) == (Outcome.MAPPED, Verdict.SAME)
    assert "继续采用人工定位，误差约 20 米" in row.reason
    assert "按地址推算" not in row.reason
    assert "台账所写的位置距它约 4.1 公里，请核实" in row.reason
