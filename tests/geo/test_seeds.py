"""The facts folder: its contract, its counts, its honesty; and what is said of a spoiled one."""

import csv
import re

import pytest

from geo import seeds
from geo.check import breaches, totals
from geo.errors import ContractError, InputError
from geo.model import Kind


def spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_seeds_keep_their_contract(facts):
    assert breaches(facts) == []


def test_totals_are_those_of_the_documents(facts):
    counted = dict(totals(facts))
    assert counted["要素"] == 82
    assert counted["图上"] + counted["未定位"] == 82
    names = ("只计数的条目", "行动与口号", "目标", "板块别名")
    assert [counted[name] for name in names] == [22, 48, 59, 2]


def test_the_two_neighbourhood_targets_stand_side_by_side(facts):
    targets = {row["id"]: row for row in facts.tables["targets"]}
    assert (targets["T-17"]["value"], targets["T-17"]["document"]) == ("357", "D1")
    assert (targets["T-42"]["value"], targets["T-42"]["document"]) == ("297", "D2")


def test_the_two_names_of_the_new_district_office_are_inferred_aliases(facts):
    aliases = {row["name"]: (row["plate"], row["basis"]) for row in facts.tables["aliases"]}
    assert aliases == {
        "华侨城文旅板块": ("PL-03", "inferred"),
        "总部经济板块": ("PL-04", "inferred"),
    }


def test_every_position_has_a_source_a_method_and_metres(facts):
    for fix in facts.fixes:
        assert fix.source and fix.basis
        assert fix.accuracy_m > 0


def test_the_five_place_names_are_in_the_base_map(facts):
    names = {place.name for place in facts.base.places}
    assert {"二七新区", "马寨产业集聚区", "马寨镇", "侯寨新老镇区", "二七特色商业区"} <= names
    assert len(facts.base.stations) == 48


def test_every_column_is_described_in_the_section_of_its_file():
    text = (seeds.SEEDS / "README.md").read_text(encoding="utf-8")
    sections = text.split("\n## ")[1:]
    for path in seeds.SEEDS.rglob("*.csv"):
        # The files of a folder are described together, in the section of their folder.
        heading = path.name if path.parent == seeds.SEEDS else f"{path.parent.name}/"
        section = next(part for part in sections if part.startswith(heading) and path.name in part)
        with path.open(encoding="utf-8", newline="") as file:
            for column in next(csv.reader(file)):
                assert re.search(rf"(?<!\w){column}(?!\w)", section), (path.name, column)


def test_all_faults_are_told_at_once_with_file_row_and_column(facts_folder):
    spoil(facts_folder, "features.csv", "PJ-01,project", "PJ-01,projekt")
    spoil(facts_folder, "statements.csv", "2020-08-01", "2020-13-01")
    spoil(facts_folder, "fixes.csv", "POINT(", "POINT[")
    with pytest.raises(ContractError) as caught:
        seeds.read(facts_folder)
    told = str(caught.value)
    assert "features.csv 第 8 行：kind 列的“projekt”无法识别，可用：plate" in told
    assert "start 列的“2020-13-01”不是日期" in told
    assert "geometry 列不是 WKT" in told
    assert len(caught.value.breaches) == 3


@pytest.mark.parametrize(
    "name", ["features.csv", "fixes.csv", "targets.csv", "base/district.geojson"]
)
def test_a_missing_file_is_named(facts_folder, name):
    (facts_folder / name).unlink()
    with pytest.raises(InputError, match=name.rsplit("/", maxsplit=1)[-1]):
        seeds.read(facts_folder)


def test_a_file_in_gbk_is_told_how_to_save(facts_folder):
    path = facts_folder / "features.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        seeds.read(facts_folder)


def test_a_missing_column_is_named(facts_folder):
    spoil(facts_folder, "features.csv", "plate_basis", "basis")
    with pytest.raises(ContractError, match="缺少列 plate_basis"):
        seeds.read(facts_folder)


def test_a_missing_column_of_a_list_is_named(facts_folder):
    spoil(facts_folder, "targets.csv", "value_unit", "unit2")
    with pytest.raises(ContractError, match=r"^targets\.csv：缺少列 value_unit"):
        seeds.read(facts_folder)


def test_a_file_saved_by_excel_with_a_mark_is_read(facts_folder, facts):
    path = facts_folder / "features.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert len(seeds.read(facts_folder).features) == len(facts.features)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "statements.csv",
            "2020-08-01,2020-10-31",
            "2020-10-31,2020-08-01",
            "开始日期晚于完成日期",
        ),
        ("fixes.csv", "POINT(113.665475 34.752524)", "POINT(113.3 34.75)", "位置在区界外"),
    ],
)
def test_breaches_of_sense_are_found(facts_folder, name, old, new, told):
    spoil(facts_folder, name, old, new)
    assert any(told in breach for breach in breaches(seeds.read(facts_folder)))


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2020", "2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2020-12", "2020-12", "2020-12-01", "2020-12-31"),
        ("2020-08-05", "2020-08-06", "2020-08-05", "2020-08-06"),
    ],
)
def test_reduced_dates_are_widened_to_their_ends(facts_folder, start, end, first, last):
    spoil(facts_folder, "statements.csv", "2020-08-01,2020-10-31", f"{start},{end}")
    said = next(s for s in seeds.read(facts_folder).statements if s.feature == "RD-01")
    assert (said.period.start.isoformat(), said.period.end.isoformat()) == (first, last)
    assert said.period.start_text == start


def test_plates_are_six_in_the_order_of_the_document(facts):
    plates = [f.name for f in facts.features if f.kind is Kind.PLATE]
    assert len(plates) == 6


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("features.csv", "PJ-02,project", "PJ-01,project", "编号 PJ-01 重复 2 次"),
        ("features.csv", ",PL-01,inferred", ",PL-99,inferred", "plate 列的“PL-99”不存在"),
        ("statements.csv", "S-PJ-01-D1,PJ-01", "S-PJ-01-D1,PJ-00", "feature 列的“PJ-00”不存在"),
        ("fixes.csv", ",metro,", ",metros,", "source 列的“metros”不存在"),
        (
            "features.csv",
            "PJ-05,project,原北京华联片区,北京华联片区,PL-01",
            "PJ-05,project,甲,,PJ-03",
            "plate 列的“PJ-03”不存在",
        ),
        (
            "features.csv",
            "PL-01,plate,二七商圈板块,二七商圈 | 二七商圈区域,PL-01",
            "PL-01,plate,甲,,PL-02",
            "板块的 plate 列应为自己的编号",
        ),
    ],
)
def test_references_that_lead_nowhere_stop_the_reading(facts_folder, name, old, new, told):
    spoil(facts_folder, name, old, new)
    with pytest.raises(ContractError) as caught:
        seeds.read(facts_folder)
    assert any(told in breach for breach in caught.value.breaches)


BOW_TIE = '"POLYGON((113.6 34.7,113.62 34.72,113.62 34.7,113.6 34.72,113.6 34.7))"'
SQUARE = "POINT(113.665475 34.752524)"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("targets.csv", "重点工作项数,7", "重点,工作项数,7", "第 3 行：有 16 格，应为 15 格"),
        ("targets.csv", "T-02,重点工作项数", 'T-02,"重点工作项数', "引号没有成对"),
        ("targets.csv", "2020-01-01,2020-12-31", "待定,2020-12-31", "start 列的“待定”不是日期"),
        ("statements.csv", "2020-08-01,2020-10", "2020-W05-1,2020-10", "不是日期"),
        ("statements.csv", "2020-08-01,2020-10", "2020-02-30,2020-10", "不是日期"),
        ("statements.csv", "2020-08-01,2020-10-31", "2020-08-01,9999", "不在 1990 至 2099 年之间"),
        ("documents.csv", "2020-08-31", "9999-12-31", "不在 1990 至 2099 年之间"),
        ("fixes.csv", "stop,100", "stop,inf", "accuracy_m 列的“inf”不是数字"),
        ("fixes.csv", "stop,100", "stop,1e19", "应为不小于 0 的整数"),
        ("fixes.csv", SQUARE, "POINT EMPTY", "不能是空的"),
        ("fixes.csv", SQUARE, "POINT(1e999 34.7)", "fixes.csv 第"),
        ("fixes.csv", SQUARE, '"CIRCULARSTRING(0 0,1 1,2 0)"', "fixes.csv 第"),
        ("fixes.csv", SQUARE, "POINT(34.752524 113.665475)", "疑似颠倒"),
        ("fixes.csv", SQUARE, BOW_TIE, "自相交"),
        ("base/roads.csv", "expressway", "motorway", "base/roads.csv 第"),
        ("base/district.geojson", "Polygon", "Punkt", "应为带 name、含一个面的 GeoJSON"),
        ("features.csv", "PJ-01,project", "PJ;01,project", "只能用字母、数字"),
    ],
)
def test_a_faulty_cell_is_told_by_file_row_and_remedy(facts_folder, name, old, new, told):
    spoil(facts_folder, name, old, new)
    with pytest.raises(ContractError) as caught:
        seeds.read(facts_folder)
    assert any(told in breach for breach in caught.value.breaches), caught.value


@pytest.mark.parametrize("content", ["", "foo,bar\n"])
@pytest.mark.parametrize("name", ["statements.csv", "targets.csv", "base/stations.csv"])
def test_an_empty_or_foreign_file_is_no_empty_list(facts_folder, name, content):
    (facts_folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(ContractError, match=f"{name}：缺少列"):
        seeds.read(facts_folder)


def test_rows_are_numbered_as_an_editor_numbers_them(facts_folder):
    spoil(facts_folder, "features.csv", "PJ-01,project", "\n\nPJ-01,projekt")
    with pytest.raises(ContractError, match=r"features\.csv 第 10 行"):
        seeds.read(facts_folder)


def test_a_folder_in_place_of_a_file_is_told(facts_folder):
    (facts_folder / "targets.csv").unlink()
    (facts_folder / "targets.csv").mkdir()
    with pytest.raises(ContractError, match=r"targets\.csv：文件打不开"):
        seeds.read(facts_folder)


def test_a_member_far_away_breaks_nothing_but_is_told(facts_folder):
    spoil(facts_folder, "fixes.csv", f"gcj02,{SQUARE}", "wgs84,POINT(116.4 39.9)")
    told = breaches(seeds.read(facts_folder))
    assert told == ["fixes.csv F-PJ-01-1：位置在区界外，basis 列须以“区界外”说明"]
