"""Plans a ledger leaves out or words unclearly, from the file to every way out: as they are."""

import io
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
import shapely
from page_data import page
from workbooks import workbook
from works import fix, standing

from geo.__main__ import main
from geo.catalogue import catalogue
from geo.dig_once import conflicts
from geo.due import plans
from geo.model import Kind, Measure
from geo.roll_up import roll_up
from geo.store import open_workspace
from layers.formats import FORMATS
from layers.payload import payload
from layers.records import rows
from layers.workbook import encode

NO_PLAN, ZERO_PLAN = "无计划：没有年度计划投资的报告", "无计划：2026年6月30日报的年度计划投资是“0”"
HEADING = [
    "项目名称", "状态", "开工时间", "竣工时间",
    "年度计划投资（万元）", "年度完成投资（万元）", "责任单位",
]  # fmt: skip
REVERSED = (
    "开工时间：2026-10-01；竣工时间：2026-03-31",
    "开工时间：2026年9月；竣工时间：2026年5月",
)
SPAN = "开工时间：2026-03-01；竣工时间：2026-12-31"
# Name → its cells; then start, end and words as they are to be shown, the phase, the light's why.
ROWS = {
    "没有计划的学校": (["在建", "", "", "", 500], None, None, "", None, NO_PLAN),
    "计划为零的医院": (
        ["在建", "2026-03-01", "2026-12-31", 0, 300],
        *("2026-03-01", "2026-12-31", SPAN, "active", ZERO_PLAN),
    ),
    "倒置的泵站": (
        ["在建", "2026-10-01", "2026-03-31", "", ""],
        *(None, None, REVERSED[0], None, NO_PLAN),
    ),
    "倒置的厂房": (
        ["前期", "2026年9月", "2026年5月", "", ""],
        *(None, None, REVERSED[1], None, NO_PLAN),
    ),
    "只写月份的公寓": (
        ["在建", "", "2026年8月", "", ""],
        *(None, "2026-08-31", "竣工时间：2026年8月", "open", NO_PLAN),
    ),
    "月前的仓库": (
        ["在建", "", "8月前", "", ""],
        *(None, "2026-08-31", "竣工时间：8月前", "open", NO_PLAN),
    ),
    "年前的市场": (
        ["在建", "", "年前", "", ""],
        *(None, None, "竣工时间：年前", None, NO_PLAN),
    ),
    "年前的车站": (
        ["在建", "", "年前完工", "", ""],
        *(None, None, "竣工时间：年前完工", None, NO_PLAN),
    ),
    "近期的球场": (
        ["前期", "近期", "", "", ""],
        *(None, None, "开工时间：近期", None, NO_PLAN),
    ),
    "近期的剧院": (
        ["前期", "近期启动", "", "", ""],
        *(None, None, "开工时间：近期启动", None, NO_PLAN),
    ),
}
UNREAD = [name for name, (_, start, end, words, *_) in ROWS.items() if words and not (start or end)]


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A workspace into which a small real workbook was imported, as its catalogue."""
    folder = tmp_path_factory.mktemp("plans")
    lines = [[name, *cells, "住建局"] for name, (cells, *_) in ROWS.items()]
    sheet = [["重点项目台账（2026年6月30日）"], HEADING, *lines]
    (folder / "台账.xlsx").write_bytes(workbook(sheet))
    path = folder / "台账.db"
    command = ["import", str(folder / "台账.xlsx"), "--workspace", str(path), "--operator", "王工"]
    assert main(command) == 0
    with open_workspace(path) as workspace:
        whole = catalogue(workspace.facts())
    assert whole.as_of == date(2026, 6, 30)
    return whole


def of(frame, name):
    return frame[frame["name"] == name].iloc[0]


@pytest.mark.case(14, 44)
@pytest.mark.parametrize("name", ROWS)
def test_the_frame_shows_what_is_stated_and_guesses_nothing(imported, name):
    row = of(imported.frame, name)
    _, start, end, words, phase, why = ROWS[name]
    assert [row[c] for c in ("start", "end", "phase")] == [start, end, phase]
    assert row["period_words"] == words
    assert (row["light"], row["light_reason"]) == ("grey", why)


@pytest.mark.parametrize("name", ROWS)
def test_tables_keep_the_words(imported, name):
    heading, *body = rows(imported)
    listed = [dict(zip(heading, line, strict=True)) for line in body]
    (row,) = (line for line in listed if line["名称"] == name)
    _, start, end, words, *_ = ROWS[name]
    shown = (row["计划开始"], row["计划完成"], row["期限原话"])
    assert shown == (start or "", end or "", words)
    plan = ROWS[name][0][3]
    assert row["年度计划投资（万元）"] == (None if plan == "" else plan)


@pytest.mark.parametrize("name", ROWS)
def test_geojson_keeps_the_words(imported, name):
    features = json.loads(FORMATS["geojson"].encode(imported))["features"]
    (shown,) = (f["properties"] for f in features if f["properties"]["name"] == name)
    _, start, end, words, phase, why = ROWS[name]
    assert (shown["start"], shown["end"], shown["phase"]) == (start, end, phase)
    assert shown["period_words"] == words
    assert (shown["light"], shown["light_reason"]) == ("grey", why)


@pytest.mark.parametrize("name", ROWS)
def test_the_document_keeps_the_words(imported, name):
    data = page(payload(imported))
    row = data["columns"]["name"].index(name)
    steps, periods, lights = data["steps"], data["periods"], data["lights"]
    last = [i for i in range(*steps["offset"][row : row + 2]) if steps["day"][i] <= data["asOf"]][
        -1
    ]
    number, phase = steps["period"][last], steps["phase"][last]
    words, expected = ROWS[name][3:5]
    assert (data["phases"][phase]["code"] if phase >= 0 else None) == expected
    assert (number >= 0) == bool(words)
    if name in UNREAD:
        assert (periods["from"][number], periods["to"][number]) == (None, None)
        assert periods["words"][number] == f"原文“{words}”"
    own = range(*lights["offset"][row : row + 2])
    shown = [lights["light"][i] for i in own if lights["day"][i] <= data["asOf"]]
    assert {data["lightLooks"][light]["code"] for light in shown} == {"grey"}


def test_only_what_has_a_day_is_due(imported):
    listed = [(one.name, one.day.isoformat(), one.words) for one in plans(imported).ahead]
    assert listed == [
        ("只写月份的公寓", "2026-08-31", "2026年8月31日"),
        ("月前的仓库", "2026-08-31", "2026年8月前"),
    ]
    assert plans(imported).overdue == []


@pytest.mark.parametrize("day", [date(2026, 6, 29), date(2026, 12, 31), date(2028, 1, 1)])
def test_an_unreadable_period_never_makes_anything_late(imported, day):
    later = catalogue(imported.facts, day)
    for name in UNREAD:
        row = of(later.frame, name)
        assert (row["phase"], row["light"]) == (None, "grey")
    found = plans(later)
    assert not {one.name for one in (*found.ahead, *found.overdue)} & set(UNREAD)


def test_nothing_without_both_days_conflicts_with_a_road_next_door(imported):
    there = shapely.Point(113.64, 34.75)
    keys = {f.id for f in imported.facts.features if f.name in ROWS}
    features = [f for f in imported.facts.features if f.id in keys]
    said = [s for s in imported.facts.statements if s.feature in keys]
    zero = next(f for f in features if f.name == "计划为零的医院")
    dug = next(s for s in said if s.feature == zero.id)
    features.append(replace(zero, id="R", kind=Kind.ROAD, name="路"))
    said.append(replace(dug, id="S", feature="R"))
    fixes = [fix(key, there) for key in (*keys, "R")]
    near = standing(imported.facts, features, said, fixes, imported.as_of)
    found = conflicts(near)
    assert [one.project_name for one in found.found] == ["计划为零的医院"]
    assert found.left_out == (("工期不全", len(ROWS) - 1),)


def test_the_roll_up_counts_everyone_and_no_plan_is_no_sum(imported):
    table = roll_up(imported)
    projects = sum(imported.frame["kind"] == "project")
    assert projects == len(ROWS) and table.whole.count == imported.counts.shown
    plan, done = (table.whole.money[m] for m in (Measure.ANNUAL_PLAN, Measure.ANNUAL_DONE))
    assert (plan.yuan, plan.read, plan.unread) == (0, 1, 0)
    assert (done.yuan, done.read) == (8_000_000, 2)
    assert table.whole.annual.per_cent is None


def test_the_workbook_says_what_is_not_listed(imported):
    book = openpyxl.load_workbook(io.BytesIO(encode(imported)))
    sheet = book["到期"]
    frame = imported.frame
    silent = (frame["phase"].isna() & (frame["kind"] != Kind.PLATE)).sum()
    assert sheet["A2"].value == f"{silent}项没有读得出的工期或期限，不在此列。"
    assert [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)] == [
        "只写月份的公寓", "月前的仓库",
    ]  # fmt: skip
