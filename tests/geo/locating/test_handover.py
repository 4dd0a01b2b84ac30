"""Places set by hand handed over: by project code, safely, and nothing lost in silence."""

import csv
import io
from dataclasses import replace

import pytest
import shapely

from geo import store, workspaces
from geo.check import breaches
from geo.crs import Datum, LonLat, from_wgs84
from geo.errors import FileError, InputError
from geo.locating import handover, manual
from geo.locating.manual import ManualPlace
from geo.model import Kind

HERE = LonLat(113.64, 34.72)
SHAPE = shapely.box(113.63, 34.71, 113.64, 34.72)
LINE = shapely.LineString([(113.63, 34.71), (113.64, 34.72)])
EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def workspace(tmp_path):
    """Make a workspace of the seeds in which the first projects have codes."""

    def make(name, codes=("", "2026-410103-000001", "-PJ2026", "PJ2")):
        seeds = workspaces.seeds_batch()
        projects = [f.id for f in seeds.features if f.kind is Kind.PROJECT]
        coded = dict(zip(projects, codes, strict=False))
        features = tuple(replace(f, code=coded.get(f.id, "")) for f in seeds.features)
        batch = replace(seeds, features=features)
        made = store.create(tmp_path / f"{name}.db", operator="张三", batch=batch)
        return made, projects

    return make


def set_by_hand(workspace, key, **given):
    place = ManualPlace(**{"at": HERE, "accuracy_m": 20, "how": "在地图上点选", **given})
    workspace.write(manual.place(workspace.facts(), workspace.head, key, place), operator="=李工")


def handed(workspace):
    return handover.to_csv(workspace.facts(), workspace.changes()).encode("utf-8-sig")


def take_over(content, workspace):
    rows = handover.read(content)
    batch = handover.batch(workspace.facts(), workspace.head, rows)
    workspace.write(batch, operator="王工")
    return batch


def test_places_go_over_by_code_else_by_name_with_who_and_when(workspace):
    (source, projects), (target, _) = workspace("甲"), workspace("乙")
    set_by_hand(source, projects[0])
    set_by_hand(source, projects[1], at=HERE.to(Datum.BD09), datum=Datum.BD09, note=EVIL)
    set_by_hand(source, projects[2], at=None, shape=SHAPE, how="四至")
    batch = take_over(handed(source), target)
    assert batch.words == "移交人工定位：采用 3 项"
    assert breaches(target.facts()) == []
    at = source.changes()[0].at
    for key in projects[:3]:
        before, after = (manual.standing(w.facts(), key) for w in (source, target))
        assert after.geometry.equals_exact(before.geometry, 1e-6)
        assert after.accuracy_m == before.accuracy_m
        assert after.basis.startswith(before.basis)
        assert after.basis.endswith(f"原由=李工 {at:%Y-%m-%d %H:%M}")
        assert manual.who(target.changes(), after).operator == "王工"


def test_handed_on_once_more_it_is_still_that_of_the_first(workspace):
    (source, projects), (target, _), (third, _) = (workspace(name) for name in "甲乙丙")
    set_by_hand(source, projects[1])
    take_over(handed(source), target)
    take_over(handed(target), third)
    first, last = (manual.standing(w.facts(), projects[1]) for w in (target, third))
    assert last.basis == first.basis
    assert last.basis.count("原由") == 1


def test_a_project_renamed_there_is_found_by_its_code(workspace):
    (source, projects), (target, _) = workspace("甲"), workspace("乙")
    for key in projects[:2]:
        set_by_hand(source, key)
    there = target.facts()
    renamed = tuple(replace(f, name=f"新{f.name}") for f in there.features)
    there = replace(there, features=renamed)
    rows = handover.read(handed(source))
    batch = handover.batch(there, target.head, rows)
    assert [fix.feature for fix in batch.fixes] == [projects[1]]
    (lost,) = handover.lost(there, rows)
    assert (lost.row, lost.reason) == (2, f"工作区里没有名称“{rows[0].name}”")
    assert batch.words == f"移交人工定位：采用 1 项，1 行没有采用（{lost.words}）"


def test_a_place_somebody_set_here_is_kept(workspace):
    (source, projects), (target, _) = workspace("甲"), workspace("乙")
    set_by_hand(source, projects[1])
    set_by_hand(target, projects[1], at=LonLat(113.65, 34.73))
    with pytest.raises(InputError, match=r"没有可以采用的.*这里已有人工定位"):
        handover.batch(target.facts(), target.head, handover.read(handed(source)))
    with pytest.raises(InputError, match="位置已经一样"):
        handover.batch(source.facts(), source.head, handover.read(handed(source)))


def test_two_of_one_name_or_one_twice_are_not_guessed(workspace):
    (source, projects), (target, _) = workspace("甲"), workspace("乙")
    set_by_hand(source, projects[0])
    rows = handover.read(handed(source))
    facts = target.facts()
    twin = replace(next(f for f in facts.features if f.id == projects[0]), id="P9")
    (lost,) = handover.lost(replace(facts, features=(*facts.features, twin)), rows)
    assert lost.reason.endswith("有 2 项，分不清是哪一项")
    (again,) = handover.lost(facts, [*rows, *rows])
    assert again.reason == "位置已经一样，不用移交"


def test_no_field_is_a_formula(workspace):
    source, projects = workspace("甲")
    set_by_hand(source, projects[2], note=EVIL, how="+1")
    (row,) = csv.DictReader(io.StringIO(handed(source).decode("utf-8-sig")))
    assert row["项目代码"] == "'-PJ2026"
    assert (row["方式"], row["备注"], row["操作人"]) == ("+1", f"'{EVIL}", "'=李工")
    (read,) = handover.read(handed(source))
    assert (read.code, read.given.note.split("；")[0]) == ("-PJ2026", EVIL)


def table(*rows, heading="项目代码,名称,经度,纬度,坐标系,误差(米),方式,WKT"):
    return "\n".join((heading, *rows)).encode()


def test_numbers_typed_over_in_another_datum_are_converted():
    (row,) = handover.read(table("1,甲,113.65,34.73,GCJ-02,50,实地核对,"))
    assert row.given.at == LonLat(113.65, 34.73, Datum.GCJ02)
    assert (row.given.datum, row.given.accuracy_m) == (Datum.GCJ02, 50)


@pytest.mark.parametrize("datum", list(Datum))
@pytest.mark.parametrize("drawn", [shapely.Point(113.64, 34.72), SHAPE, LINE])
def test_a_shape_in_another_datum_is_converted_like_numbers_are(facts, datum, drawn):
    wkt = shapely.to_wkt(from_wgs84(drawn, datum), rounding_precision=9)
    project = next(f for f in facts.features if f.kind is Kind.PROJECT)
    rows = handover.read(table(f'1,甲,,,{datum.word},50,,"{wkt}"'))
    fix = manual.fix_of(facts.base, "F-1-1", project, rows[0].given, keep_outside=False)
    assert fix.datum == datum.value
    assert shapely.hausdorff_distance(fix.geometry, drawn) < 1e-6


def test_the_same_numbers_as_a_text_and_as_a_shape_are_one_place():
    (numbers,) = handover.read(table("1,甲,113.64,34.72,GCJ-02,5,,"))
    (shape,) = handover.read(table('1,甲,,,GCJ-02,5,,"POINT(113.64 34.72)"'))
    assert shape == numbers
    assert shape.given.at == LonLat(113.64, 34.72, Datum.GCJ02)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (table(heading="a,b"), "至少要有“名称”、“经度”、“纬度”、“误差"),
        (table("1,甲,113.65,34.73,火星,50,,"), "第 2 行：坐标系“火星”"),
        (table("1,甲,113.65,34.73,,50,,"), "坐标系“”"),
        (table("1,甲,113.65,34.73,GCJ-02,很准,,"), "误差“很准”"),
        (table("1,甲,113.65,34.73,GCJ-02,²,,"), "误差“²”"),
        (table("1,甲,113.65,34.73,GCJ-02," + "9" * 5000 + ",,"), "误差“9"),
        (table("1,甲,,,WGS-84,50,,"), "没有坐标"),
        (table("1,甲,113.65,,WGS-84,50,,"), "只写了一个坐标"),
        (table("1,甲,34.73,113.65,WGS-84,50,,"), "颠倒|超出"),
        (table("1,甲,,,WGS-84,50,,POINT(1"), "WKT"),
        (table("1,甲,,,,50,,POINT(113.64 34.72)"), "坐标系“”"),
        (table("甲,,,50,POINT(113.64 34.72)", heading="名称,经度,纬度,误差,WKT"), "坐标系“”"),
        (table("1,甲,,,GCJ-02,50,,POINT(34.72 113.64)"), "颠倒|超出"),
        (table('1,甲,,,GCJ-02,50,,"LINESTRING(34.72 113.64, 34.73 113.64)"'), "颠倒|超出"),
        (table("1,甲,113.65,34.73,GCJ-02,50,,POINT(113.64 34.72)"), "只能填一处"),
        (table(*["1,甲,,,WGS-84,50,,"] * 9), "第 2 行.*第 4 行.*另有 6 行"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_by_row(content, words):
    with pytest.raises(FileError, match=words):
        handover.read(content)


def test_places_far_outside_and_impossible_ones_are_listed(facts):
    heading = "名称,经度,纬度,坐标系,误差"
    project = next(f for f in facts.features if f.kind is Kind.PROJECT)
    plate = next(f for f in facts.features if f.kind is Kind.PLATE)
    rows = handover.read(
        table(
            f"{project.name},116.4,39.9,WGS-84,50",
            f"{project.name},113.64,34.72,WGS-84,9999",
            f"{plate.name},113.64,34.72,WGS-84,50",
            heading=heading,
        )
    )
    assert [one.reason[:8] for one in handover.lost(facts, rows)] == [
        "位置在二七区外约",
        "误差 9999 ",
        "工作区里没有名称",
    ]
