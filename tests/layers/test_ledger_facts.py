"""What ledgers add (codes, amounts, columns carried along) in every way out, and hostile there."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import geopandas as gpd
import openpyxl
import pytest
from hostile import ATTACKS
from ledger_facts import CODE, DETAILS, KEY, MONTHS, spoilt, statement, with_ledger
from lit_facts import LIGHTS, with_plans
from packed import data_of, unpacked
from page_data import page

from geo import seeds
from geo.catalogue import catalogue
from geo.filters import Filter
from geo.model import Amount, Measure
from geo.texts import plain
from layers.document import build
from layers.formats import FORMATS
from layers.payload import day_number, payload

OPTIONAL = [
    "项目代码", "总投资（万元）", "总投资原文", "年度计划投资（万元）", "年度计划投资原文",
    "年度完成投资（万元）", "年度完成投资原文", "累计完成投资（万元）", "累计完成投资原文",
    "进度（%）", "进度原文", "台账其他列",
]  # fmt: skip
CELLS = {
    "项目代码": CODE,
    "总投资（万元）": 12_000,
    "总投资原文": "1.2亿元",
    "年度计划投资（万元）": "20000至30000",
    "年度计划投资原文": "2亿-3亿",
    "年度完成投资（万元）": -35,
    "累计完成投资（万元）": None,
    "累计完成投资原文": "若干",
    "进度（%）": 64,
    "台账其他列": "形象进度：主体封顶；牵头领导：张三",
}


@pytest.fixture(scope="module")
def ledger(facts):
    return catalogue(with_ledger(facts))


@pytest.fixture(scope="module")
def hostile_ledger(hostile_folder):
    return catalogue(spoilt(seeds.read(hostile_folder), ATTACKS))


def sheet_rows(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["清单"]
    heading, *rows = sheet.iter_rows()
    return [{h.value: cell for h, cell in zip(heading, row, strict=True)} for row in rows]


def csv_rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("day", "progress", "measures"),
    [
        (date(2020, 8, 31), None, []),
        (date(2026, 10, 30), 50, ["total", "progress"]),
        (date(2026, 10, 31), 64, ["total", "annual_plan", "annual_done", "total_done", "progress"]),
    ],
)
def test_the_newest_stated_amount_holds_on_a_day(ledger, day, progress, measures):
    frame = catalogue(ledger.facts, day).frame.set_index("id")
    amounts = frame.loc[KEY, "amounts"]
    assert list(amounts) == measures
    assert (amounts["progress"].value if amounts else None) == progress
    assert frame.loc[KEY, "code"] == CODE and frame.loc[KEY, "details"] == list(DETAILS)


def test_of_two_statements_of_one_day_the_one_written_later_counts(facts):
    day = MONTHS["L2"][0]
    said = [
        replace(
            statement("D2", day, {Measure.TOTAL: Amount(words=w, value=1.0, unit="万元")}), id=i
        )
        for i, w in (("S-9", "先写"), ("S-1", "后写"))
    ]
    corrected = catalogue(replace(facts, statements=(*facts.statements, *said)))
    frame = catalogue(corrected.facts, day).frame.set_index("id")
    assert frame.loc[KEY, "amounts"][Measure.TOTAL].words == "后写"
    assert page(payload(corrected))["amounts"]["words"][0][0][2] == "原文：后写"


@pytest.mark.parametrize("text", [CODE, "410103-48", "２０２６-410103"])
def test_a_project_is_found_by_its_code(ledger, text):
    assert list(ledger.select(Filter(text=text)).frame["id"]) == [KEY]


def test_geojson_carries_code_and_amounts(ledger):
    features = {f["id"]: f for f in json.loads(FORMATS["geojson"].encode(ledger))["features"]}
    properties = features[KEY]["properties"]
    assert properties["code"] == CODE
    assert properties["amounts"]["total"] == {"value": 12_000, "unit": "万元", "words": "1.2亿元"}
    assert properties["amounts"]["annual_plan"]["upper"] == 30_000
    assert properties["amounts"]["total_done"]["value"] is None
    other = features["PJ-01"]["properties"]
    assert (other["code"], other["amounts"]) == ("", {})


def test_tables_show_numbers_as_numbers_beside_what_was_typed(ledger):
    (row,) = [r for r in sheet_rows(FORMATS["xlsx"].encode(ledger)) if r["编号"].value == KEY]
    assert {heading: row[heading].value for heading in CELLS} == CELLS
    assert row["年度完成投资（万元）"].data_type == "n"
    (line,) = [r for r in csv_rows(FORMATS["csv"].encode(ledger)) if r["编号"] == KEY]
    assert {h: line[h] for h in CELLS} == {h: "" if v is None else str(v) for h, v in CELLS.items()}


def test_columns_of_ledgers_are_there_once_a_ledger_is_whatever_is_selected(whole, ledger):
    alone = ledger.select(Filter(kinds=frozenset({"plate"})))
    for selection, expected in ((ledger, OPTIONAL), (alone, OPTIONAL), (whole, [])):
        head = FORMATS["csv"].encode(selection).decode("utf-8-sig").splitlines()[0].split(",")
        assert [heading for heading in head if heading in OPTIONAL] == expected


def test_lights_have_columns_once_anything_was_ever_lit_on_every_date(facts, whole, ledger):
    lit = catalogue(with_plans(facts))
    for selection in (
        lit,
        lit.select(Filter(as_of=date(2020, 1, 1))),
        lit.select(Filter(text="无")),
    ):
        head = FORMATS["csv"].encode(selection).decode("utf-8-sig").splitlines()[0].split(",")
        assert head[head.index("阶段") + 1 :][:2] == ["灯", "亮灯依据"]
    for grey in (whole, ledger):
        assert "亮灯依据" not in FORMATS["csv"].encode(grey).decode("utf-8-sig")
    rows = {row["编号"]: row for row in csv_rows(FORMATS["csv"].encode(lit))}
    assert {key: rows[key]["灯"] for key in LIGHTS} == {
        "PJ-07": "红灯",
        "PJ-08": "黄灯",
        "PJ-10": "绿灯",
    }
    assert rows["PJ-07"]["亮灯依据"].startswith("落后序时进度 40.0 个百分点（落后超过 30 个百分点")
    assert rows["PL-01"]["灯"] == rows["PL-01"]["亮灯依据"] == ""
    assert rows["RD-01"]["亮灯依据"] == "无计划：没有年度计划投资的报告"


def test_geopackage_holds_them(ledger, tmp_path):
    path = tmp_path / "map.gpkg"
    path.write_bytes(FORMATS["gpkg"].encode(ledger))
    row = gpd.read_file(path).set_index("id").loc[KEY]
    assert row["code"] == CODE
    assert json.loads(row["amounts"])["progress"]["value"] == 64
    assert json.loads(row["details"]) == [list(pair) for pair in DETAILS]


def test_the_document_has_each_change_and_nothing_where_no_ledger_is(whole, ledger):
    data = page(payload(ledger))
    row = data["columns"]["id"].index(KEY)
    amounts, details = data["amounts"], data["details"]
    first, last = amounts["offset"][row : row + 2]
    days = (date(2026, 9, 30), date(2026, 10, 31), date(2027, 1, 1))
    assert amounts["day"][first:last] == [day_number(day) for day in days]
    assert amounts["words"][last - 2] == amounts["words"][last - 1]
    assert amounts["words"][last - 1] == [
        ("总投资", "12,000 万元", "原文：1.2亿元"),
        ("年度计划投资", "20,000 至 30,000 万元", "原文：2亿-3亿"),
        ("年度完成投资", "-35 万元", ""),
        ("累计完成投资", "若干", "不是数字"),
        ("进度", "64%", ""),
    ]
    assert data["columns"]["code"][row] == CODE
    own = slice(*details["offset"][row : row + 2])
    headings = [data["texts"][number] for number in details["heading"][own]]
    assert list(zip(headings, details["text"][own], strict=True)) == list(DETAILS)
    seeds_data = payload(whole)
    assert not {"amounts", "details"} & seeds_data.keys()
    assert "code" not in seeds_data["columns"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_codes_details_and_amounts_pass_through_every_format(hostile_ledger, suffix):
    assert FORMATS[suffix].encode(hostile_ledger)


@pytest.mark.case(25)
def test_hostile_codes_details_and_amounts_are_only_data_in_the_page(hostile_ledger):
    html = build(hostile_ledger)
    assert "pwned" not in unpacked(html).replace("&lt;script&gt;window.pwned=1", "")
    data = data_of(html)
    assert data["columns"]["code"] == list(hostile_ledger.frame["code"])
    given = [text for details in hostile_ledger.frame["details"] for _, text in details]
    assert data["details"]["text"] == [plain(text) for text in given]


@pytest.mark.case(26)
def test_what_begins_like_a_formula_is_text_and_a_negative_number_a_number(hostile_ledger):
    for row in sheet_rows(FORMATS["xlsx"].encode(hostile_ledger)):
        assert {cell.data_type for cell in row.values()} <= {"s", "n", "inlineStr"}
        assert row["累计完成投资（万元）"].value == -1.5
    starts = set()
    for row in csv_rows(FORMATS["csv"].encode(hostile_ledger)):
        assert row["累计完成投资（万元）"] == "-1.5"
        starts |= {row[h][:1] for h in ("项目代码", "总投资原文", "台账其他列")}
    assert "'" in starts
    assert not starts & {"=", "+", "-", "@", "\t"}


def test_codes_and_words_survive_in_geojson_letter_by_letter(hostile_ledger):
    features = json.loads(FORMATS["geojson"].encode(hostile_ledger))["features"]
    frame = hostile_ledger.frame
    assert [f["properties"]["code"] for f in features] == list(frame["code"])
    assert [f["properties"]["amounts"]["total"]["words"] for f in features] == [
        amounts["total"].words for amounts in frame["amounts"]
    ]
