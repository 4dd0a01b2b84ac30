"""Rows as entries: what is refused and why, which column a warning names, whose plate it is."""

from datetime import date

import pytest
import workbooks

from geo import seeds
from geo.ledger.entries import Rules, entries
from geo.ledger.entry import Gravity
from geo.ledger.heading.tables import tables
from geo.ledger.opening import files
from geo.ledger.placing import positions
from geo.model import Measure, Status


@pytest.fixture(scope="module")
def rules():
    return Rules(base=date(2021, 7, 31), area=positions.area(seeds.read(), ()))


def read(rules, name, content):
    found, _ = tables(files.open_book(name, content))
    return [entry for table in found for entry in entries(table, rules)]


def sheet(rules, *rows, name="台账"):
    return read(rules, "台账.xlsx", workbooks.workbook(rows, name=name))


def refusals(entry):
    return [finding.text for finding in entry.findings if finding.gravity is Gravity.REFUSAL]


@pytest.mark.case(11)
def test_a_csv_row_with_more_cells_than_its_heading_is_refused_not_misread(rules):
    text = '项目名称,总投资（万元）,状态,备注\n甲,1,200,在建,无\n乙,300,竣工\n丙,"1,300",在建,\n'
    first, second, third = read(rules, "台账.csv", text.encode())
    assert "比表头多 1 格，可能是数字里的逗号没有加引号" in refusals(first)[0]
    assert (first.name, first.amounts, first.status) == ("甲", {}, Status.UNKNOWN)
    assert first.cells["总投资（万元）"] == "1"
    assert not refusals(second)
    assert third.amounts[Measure.TOTAL].value == 1300


def test_a_remark_beside_a_workbooks_table_shifts_nothing(rules):
    [entry] = sheet(rules, ["项目名称", "总投资（万元）"], ["甲", 1, None, "看这里"])
    assert not entry.findings
    assert entry.amounts[Measure.TOTAL].value == 1


@pytest.mark.case(3)
@pytest.mark.parametrize("name", [3, "3", "１２"])
def test_a_number_is_no_name(rules, name):
    [entry] = sheet(rules, ["类别", "项目", "总投资（万元）", "状态"], ["市政", name, 100, "在建"])
    assert "项目名称只有数字" in refusals(entry)[0]


@pytest.mark.case(3)
def test_a_row_that_goes_on_with_the_one_above_is_called_so(rules):
    heading = ["序号", "项目名称", "建设内容", "总投资（万元）"]
    rows = [[1, "滨河路改造", "道路", 500], [None, None, "管网", 300], [3, None, "绿化", 20]]
    first, goes_on, nameless = sheet(rules, heading, *rows)
    assert not refusals(first)
    assert refusals(goes_on) == [
        "没有项目名称，像是上一行“滨河路改造”的续行，未读入；请并入上一行，或补上名称再导入"
    ]
    assert refusals(nameless) == ["没有项目名称，未读入；请补上名称再导入"]


def test_a_second_column_of_names_is_told_row_by_row(rules):
    heading = ["项目名称", "总投资（万元）", "工程名称"]
    same, other = sheet(rules, heading, ["甲", 1, "甲"], ["乙", 1, "丙"])
    assert not same.findings
    [finding] = other.findings
    assert (finding.gravity, finding.letter) == (Gravity.WARNING, "C")
    assert finding.text.startswith("C 列又是项目名称，写了“丙”")


@pytest.mark.parametrize(
    ("end", "start", "letters"),
    [
        ("已开工", "2021-03", {"B"}),
        ("2021-12", "看不懂", {"C"}),
        ("12个月", "看不懂", {"B", "C"}),
        (44500, "2021-03", {"B"}),
        ("2021-12", 44200, {"C"}),
        ("2019.3", "2021.12", {"B"}),
    ],
)
def test_a_warning_names_the_column_of_the_day_it_is_about(rules, end, start, letters):
    [entry] = sheet(rules, ["项目名称", "竣工时间", "开工时间"], ["甲", end, start])
    assert {finding.letter for finding in entry.findings} == letters


HEADING = ["序号", "项目名称", "总投资（万元）"]


@pytest.mark.parametrize(
    ("sheet_name", "rows", "plate"),
    [
        ("马寨板块", [HEADING, [1, "甲", 1]], "马寨板块"),
        ("马寨板块", [HEADING, ["（一）续建项目"], [1, "甲", 1]], "马寨板块"),
        ("马寨板块", [HEADING, ["二七商圈板块"], [1, "甲", 1]], "二七商圈板块"),
        ("马寨板块", [HEADING, ["区级项目"], [1, "甲", 1]], ""),
        ("马寨板块", [["板块", *HEADING], [None, 1, "甲", 1]], ""),
        ("五大板块", [HEADING, [1, "甲", 1]], ""),
        ("台账", [HEADING, [1, "甲", 1]], ""),
    ],
)
def test_a_sheet_named_after_a_plate_gives_it_where_nothing_else_does(
    rules, sheet_name, rows, plate
):
    entry = sheet(rules, *rows, name=sheet_name)[-1]
    assert entry.plate == plate
    told = [finding for finding in entry.findings if finding.code == "sheet"]
    assert bool(told) == (plate == sheet_name)


@pytest.mark.case(12)
def test_a_foreign_or_unclear_unit_leaves_a_sum_unread_whatever_the_user_says(rules):
    unit = Rules(base=rules.base, area=rules.area, unit="万元")
    heading = ["项目名称", "总投资（美元）", "年度计划投资（万元/亩）", "累计完成投资"]
    [entry] = sheet(unit, heading, ["甲", 5, 6, 7])
    values = {measure: amount.value for measure, amount in entry.amounts.items()}
    assert values == {Measure.TOTAL: None, Measure.ANNUAL_PLAN: None, Measure.TOTAL_DONE: 7}
    [entry] = sheet(unit, ["单位：万元（总投资为亿元）"], ["项目名称", "总投资"], ["甲", 5])
    assert entry.amounts[Measure.TOTAL].value is None
