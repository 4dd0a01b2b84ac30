"""Notes spread over cells and rows are none of the projects, and their units are read."""

import pytest
import workbooks

from geo.ledger.heading.tables import tables
from geo.ledger.opening import files
from geo.ledger.table import RowKind

D, N = RowKind.DATA, RowKind.NOTE
NUMBERED, PLAIN = ["序号", "项目名称", "总投资", "状态"], ["项目名称", "总投资", "状态"]


def table_of(heading, rows):
    book = files.open_book("台账.xlsx", workbooks.workbook([heading, *rows]))
    return tables(book)[0][0]


def kinds(heading, rows):
    return [line.kind for line in table_of(heading, rows).lines]


@pytest.mark.case(11)
@pytest.mark.parametrize(
    ("heading", "notes"),
    [
        (NUMBERED, [["注"], [None, "1.金额单位：亿元"], [None, "2.丙项目另计"]]),
        (NUMBERED, [["备注："], [None, "（1）金额单位：亿元"], [None, "以上不含征迁。"]]),
        (NUMBERED, [["注：", "1.金额单位：亿元"], [None, "2.丙项目另计"]]),
        (NUMBERED, [["說明", "本表單位：億元"]]),
        (PLAIN, [["注", "单位：亿元"]]),
        (PLAIN, [["注", None, "单位：亿元"]]),
        (PLAIN, [["说明："], ["1.金额单位：亿元"], ["2、丙项目另计"]]),
        (PLAIN, [["註：金額單位為億元"]]),
    ],
)
def test_a_note_over_several_cells_is_one_and_states_the_unit(heading, notes):
    data = [1, "甲", 12000, "在建"][len(NUMBERED) - len(heading) :]
    table = table_of(heading, [data, *notes])
    assert [line.kind for line in table.lines] == [D, *[N] * len(notes)]
    assert table.unit == "亿元"


@pytest.mark.parametrize(
    "row",
    [
        ["备注", "乙路改造", "300万元"],
        ["备注", "乙路改造", None, "在建"],
        [None, "1.丙路改造", 5],
        [None, "1.丙路改造", None, "在建"],
        [None, "丙路改造"],
        [None, "1.5公里道路改造"],
    ],
)
def test_a_row_with_a_name_below_a_note_is_still_a_project(row):
    assert kinds(NUMBERED, [[1, "甲", 1], ["注：以下待定"], row]) == [D, N, D]


def test_a_numbered_name_above_a_project_or_below_a_blank_row_is_one():
    rows = [[1, "甲", 1], ["注"], [None, "1.丙路"], [2, "乙", 2], ["注"], [], [None, "1.丁路"]]
    assert kinds(NUMBERED, rows) == [D, N, D, D, N, RowKind.BLANK, D]
