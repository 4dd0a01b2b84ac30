"""The workbook: sums, charts, what is due, near and moved, as its sheets tell them."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import chain

import openpyxl
import pytest
import shapely
from hostile import ATTACKS
from ledger_facts import empty
from works import feature, fix, line, metres_at, said, standing

from geo.catalogue import catalogue
from geo.filters import Filter
from geo.lights.light import Light
from geo.model import Kind, Measure, Method, Status
from geo.moved.editions import by_dates
from geo.roll_up import roll_up
from layers.style import LIGHTS, STATUSES
from layers.workbook import encode

AT = metres_at(113.64, 34.75)
AUTUMN = ("2026-08-01", "2026-10-31")


@pytest.fixture(scope="module")
def rich(facts):
    """Two plates, three projects with money and lights, a road beside one of them."""
    features = [
        *(feature(key, Kind.PLATE, plate=key, name=f"{key}板块") for key in "AB"),
        feature("P1", plate="A", name="=学校"), feature("P2", plate="A", name="医院"),
        feature("P3", name="车站"), feature("R", Kind.ROAD, "B", name="路"),
    ]  # fmt: skip
    statements = [
        said("P1", status=Status.BUILDING, dates=AUTUMN, unit="=教育局",
             total=1234.5678, annual_plan=100.0, annual_done=49.0),
        said("P2", status=Status.PLANNED, dates=("2026-07-01", "2026-09-28"),
             total=0.1, annual_plan=300.0, annual_done=5.0),
        said("P3", status=Status.BUILDING, dates=("", "2026-05-31"), total=(1.0, 2.0)),
        said("R", status=Status.BUILDING, dates=("2026-10-01", "2026-12-31")),
    ]  # fmt: skip
    road = line(AT, (0, 0), (500, 0))
    fixes = [
        fix("R", road, Method.LINE), fix("P1", shapely.Point(AT(200, 30))),
        fix("P2", shapely.Point(AT(200, 120))),
    ]  # fmt: skip
    return standing(facts, features, statements, fixes)


def book_of(selection):
    return openpyxl.load_workbook(io.BytesIO(encode(selection)))


def values(sheet, first=1):
    return list(sheet.iter_rows(min_row=first, values_only=True))


@pytest.fixture(scope="module")
def book(rich):
    return book_of(rich)


def test_the_sheets_in_their_order(book, whole):
    named = ["清单", "板块汇总", "图表", "板块状态明细", "到期", "施工交叉"]
    assert book.sheetnames == [*named, "说明"]
    # Of two documents or more there is a before and an after.
    assert book_of(whole).sheetnames == [*named, "变动", "说明"]


def test_the_sums_are_those_of_the_roll_up_to_the_yuan(book, rich):
    heading, *plates, last = values(book["板块汇总"])
    assert heading == (
        "板块", "谋划", "在建", "合计",
        "总投资（万元）", "总投资未计入项数", "年度计划投资（万元）", "年度完成投资（万元）",
        "年度完成率（%）", "计划和完成都写明的项数", "红灯", "黄灯", "绿灯", "灰灯",
        "道路长度（公里）",
    )  # fmt: skip
    table = roll_up(rich)
    rows = {row[0]: dict(zip(heading, row, strict=True)) for row in (*plates, last)}
    assert list(rows) == ["A板块", "B板块", "未分板块", "合计"]
    wholes = [*(table.by_plate[key] for key in table.plates), table.whole]
    for row, part in zip(rows.values(), wholes, strict=True):
        for measure in (Measure.TOTAL, Measure.ANNUAL_PLAN, Measure.ANNUAL_DONE):
            money, shown = part.money[measure], row[f"{measure.word}（万元）"]
            assert (shown is None) == (money.read == 0)
            assert round((shown or 0) * 10_000) == money.yuan
        assert {light: row[light.word] for light in Light} == part.lights
        assert row["道路长度（公里）"] == pytest.approx(part.road_m / 1000)
    assert rows["A板块"]["总投资（万元）"] == 1234.6678
    assert rows["未分板块"]["总投资（万元）"] is None
    assert rows["未分板块"]["总投资未计入项数"] == 1
    # 54 of 400: the rate is of the sums, not a mean of rates.
    assert rows["A板块"]["年度完成率（%）"] == rows["合计"]["年度完成率（%）"] == 13.5
    assert rows["B板块"]["年度完成率（%）"] is None
    assert rows["B板块"]["道路长度（公里）"] == pytest.approx(0.5, abs=1e-4)


def test_the_long_form_adds_up_to_the_sums(book):
    heading, *rows = values(book["板块状态明细"])
    _, *_, whole = values(book["板块汇总"])
    sums = dict(zip(values(book["板块汇总"])[0], whole, strict=True))
    assert heading[:3] == ("板块", "状态", "项数")
    for n, name in enumerate(heading):
        if name in sums and name not in ("板块", "年度完成率（%）"):
            assert sum(row[n] or 0 for row in rows) == pytest.approx(sums[name])
    assert sum(row[2] for row in rows) == sums["合计"] == 4
    assert all(row[2] or row[-1] for row in rows)


def test_what_is_overdue_and_due_is_listed_by_day(book):
    sheet = book["到期"]
    assert sheet["A1"].value == (
        "截至2026年6月30日：逾期未核实1项；应开工而没有开工的报告的0项；计划开工和计划完成，30天内1项，60天内1项，90天内2项"
        "（含当天，后者包括前者）。"
    )
    heading, *rows = values(sheet, 2)
    assert heading[0] == "期限"
    told = [(row[0], row[1], row[5], row[6], row[8]) for row in rows]
    assert told == [
        ("逾期未核实", "车站", "计划完成", "2026年5月31日", -30),
        ("30天内", "医院", "计划开工", "2026年7月1日", 1),
        ("90天内", "医院", "计划完成", "2026年9月28日", 90),
    ]
    assert {row[9] for row in rows} == {"原文未写明"}


def test_what_cannot_be_listed_is_counted_above_the_list(facts):
    features = [feature(key) for key in "PQRS"] + [feature("Z", Kind.PLATE)]
    statements = [
        said("P", status=Status.BUILDING, dates=("2026-01", "")),
        said("Q", status=Status.COMPLETED, dates=("2026-01", "")),
        said("R", status=Status.BUILDING),
        said("S", status=Status.BUILDING, dates=("2026-01", "2026-07-01")),
    ]
    sheet = book_of(standing(facts, features, statements))["到期"]
    assert [sheet[f"A{line}"].value for line in (2, 3)] == [
        "1项没有读得出的工期或期限，不在此列。",
        "1项只有开工时间，没有读得出的完成时间，计划完成不在此列。",
    ]
    assert [row[1] for row in values(sheet, 5)] == ["S"]


def test_a_start_that_nobody_reported_is_a_group_of_its_own(facts):
    late = said("P", status=Status.PREPARING, dates=("2026-03", "2027-12-31"))
    sheet = book_of(standing(facts, [feature("P", name="学校")], [late]))["到期"]
    assert "应开工而没有开工的报告的1项；" in sheet["A1"].value
    row = values(sheet)[-1]
    assert row[0] == "应开工，没有开工的报告"
    assert row[5:9] == ("计划开工", "2026年3月", "2026-03-31", -91)


def test_works_near_each_other_are_listed_with_both_offices(book):
    sheet = book["施工交叉"]
    assert sheet["A1"].value == (
        "截至2026年6月30日：道路和项目相距不超过200米、计划工期又重叠的1对，其中不超过50米的1对。"
    )
    assert sheet["A2"].value == "没有参加比较的：没有定位的1项。"
    (row,) = values(sheet, 4)
    assert row[:4] == ("路", "原文未写明", "=学校", "=教育局")
    assert row[4:] == (30, 20, "2026-10-01", "2026-10-31", 31)


def test_nothing_is_news_too(facts):
    quiet = book_of(standing(facts, [feature("P")], [said("P", dates=("", "2027-12-31"))]))
    assert quiet["到期"]["A1"].value == (
        "截至2026年6月30日：没有逾期未核实的，也没有应开工而没有开工的报告的，90天内也没有计划开工或计划完成的。"
    )
    assert quiet["施工交叉"]["A1"].value == (
        "截至2026年6月30日：能比较的道路和项目中，没有相距不超过200米、计划工期又重叠的。"
    )
    assert "变动" not in quiet.sheetnames


def test_what_moved_is_listed_under_its_paragraph(facts):
    moving = [
        said("P", date(2026, 5, 31), Status.PLANNED, AUTUMN),
        said("P", date(2026, 6, 30), Status.BUILDING, ("2026-08-01", "2026-12-31")),
    ]
    base = standing(facts, [feature("P", name="学校")], moving)
    documents = [
        replace(base.facts.documents[0], id=key, stated_from=day, stated_to=day)
        for key, day in (("D", date(2026, 5, 31)), ("E", date(2026, 6, 30)))
    ]
    statements = (moving[0], replace(moving[1], document="E"))
    told = replace(base.facts, documents=tuple(documents), statements=statements)
    comparisons = by_dates(told)
    sheet = book_of(replace(catalogue(told), comparisons=comparisons))["变动"]
    newest = comparisons[0]
    assert sheet["A1"].value == newest.paragraph
    first = 1 + len(newest.notes) + 1
    heading, *rows = values(sheet, first)
    assert heading[:2] == ("变动", "名称")
    assert [row[0] for row in rows] == [shift.move.word for shift in newest.shifts]
    assert len(rows) == 2


def test_only_what_is_selected_moved_and_only_up_to_the_date(whole):
    part = whole.select(Filter(plates=frozenset({"PL-01"})))
    names = set(part.frame["name"])
    lines = values(book_of(part)["变动"])
    heading = next(i for i, line in enumerate(lines) if line[0] == "变动")
    rows = lines[heading + 1 :]
    assert 0 < len(rows) < 42
    assert {row[1] for row in rows} <= names
    early = whole.select(Filter(as_of=date(2020, 5, 15)))
    assert "变动" not in book_of(early).sheetnames


def test_charts_draw_the_cells_of_the_sums_in_the_colours_of_the_map(book):
    charts = {title_of(chart): chart for chart in book["图表"]._charts}
    assert list(charts) == [
        "各板块项数（按状态）", "各板块总投资和累计完成投资", "各板块年度计划和年度完成投资",
        "各板块亮灯项数",
    ]  # fmt: skip
    data = book["板块汇总"]
    looks = {look.code.word: look.face for look in chain(STATUSES, LIGHTS)}
    for chart in charts.values():
        assert chart.type == "bar" and chart.x_axis.delete is False
        for series in chart.series:
            heading = cells(data, series.tx.strRef.f)
            assert cells(data, series.cat.strRef.f) == ["A板块", "B板块", "未分板块"]
            column = [cell.value for cell in data[1]].index(heading[0]) + 1
            expected = [data.cell(y, column).value for y in range(2, 5)]
            assert cells(data, series.val.numRef.f) == expected
            if heading[0] in looks:
                fill = series.graphicalProperties.solidFill.srgbClr
                assert fill == looks[heading[0]].removeprefix("#")
    assert charts["各板块项数（按状态）"].grouping == "stacked"


def title_of(chart):
    return "".join(run.t for part in chart.title.tx.rich.p for run in part.r)


def cells(sheet, reference):
    name, _, area = reference.partition("!")
    assert name.strip("'") == sheet.title
    found = sheet[area.replace("$", "")]
    return [found.value] if not isinstance(found, tuple) else [row[0].value for row in found]


@pytest.mark.case(26)
def test_no_cell_of_any_sheet_is_a_formula(book, facts):
    attacked = standing(
        facts,
        [feature(f"P{i}", name=words) for i, words in enumerate(ATTACKS)],
        [said(f"P{i}", dates=AUTUMN, unit=words) for i, words in enumerate(ATTACKS)],
    )
    for each in (book, book_of(attacked)):
        found = [cell for sheet in each for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in found} <= {"s", "n", "inlineStr"}
    names = {row[1] for row in values(book_of(attacked)["到期"], 3)}
    assert {words for words in ATTACKS if words.startswith("=")} <= names


def test_charts_with_nothing_to_show_are_not_there(book, facts, whole):
    assert [title_of(chart) for chart in book_of(whole)["图表"]._charts] == ["各板块项数（按状态）"]
    for selection in (catalogue(empty(facts)), whole.select(Filter(text="没有的字"))):
        nothing = book_of(selection)
        assert "图表" not in nothing.sheetnames
        assert [row[0] for row in values(nothing["板块汇总"])][-1] == "合计"


def test_the_workbook_tells_how_it_was_summed(book, whole):
    told = [tuple(row) for row in values(book["说明"])]
    notes = {key for key, _ in told}
    assert {"投资合计", "年度完成率", "道路长度"} <= notes
    assert not {"投资合计", "年度完成率"} & {key for key, _ in values(book_of(whole)["说明"])}


def test_a_long_sentence_is_wrapped_over_the_table(book):
    sheet = book["到期"]
    assert sheet["A1"].alignment.wrap_text
    assert re.match(r"A1:[B-Z]1$", str(next(iter(sheet.merged_cells.ranges))))
    assert sheet.freeze_panes == "A3"
