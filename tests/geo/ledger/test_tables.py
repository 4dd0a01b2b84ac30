"""Sheets as tables: what each row is, what is filled in, and which sheets are not read."""

import pytest
import workbooks

from geo.errors import InputError
from geo.ledger.heading.sections import MOST
from geo.ledger.heading.tables import tables
from geo.ledger.opening import files, limits
from geo.ledger.table import RowKind

HEADING = ["序号", "项目名称", "建设地点", "总投资"]
D, T, B, H, G, N = (
    RowKind(kind) for kind in ("data", "total", "blank", "heading", "group", "note")
)


def read(rows, merges=(), **options):
    book = files.open_book("台账.xlsx", workbooks.workbook(rows, merges=merges, **options))
    return tables(book)


def body(rows, merges=(), heading=HEADING, **options):
    return read([heading, *rows], merges, **options)[0][0].lines


MANY = [
    (["一、产业项目"], G),
    ([1, "马寨水厂", "马寨镇", 1200], D),
    ([2, "合计大厦项目", "大学路", 300], D),
    ([3, "小计算机城改造", "京广路", 20], D),
    ([None, "小计", None, 1520], T),
    ([], B),
    (["序号", "项目\n名称", "建设地点", "总投资"], H),
    (["二", "城建项目（2个）", None, 900], G),
    ([4, "航海路整治", "航海路", 400], D),
    ([None, "无编号项目", "嵩山路", 500], D),
    ([5, None, "淮河路", 7], D),
    ([6, None, None, None], B),
    (["小 计", None, None, 900], T),
    (["总计：4个项目", None, None, 2420], T),
    (["注：以上数据截至6月底。"], N),
    (["填表人：张三", None, "审核人：李四", None], N),
    (["1.本表一式两份"], N),
]


@pytest.mark.case(11, 17)
def test_rows_are_told_apart_and_none_is_lost():
    lines = body([row for row, _ in MANY], ["A2:D2"])
    assert [(line.row, line.kind) for line in lines] == [
        (n, kind) for n, (_, kind) in enumerate(MANY, start=2)
    ]


def test_projects_carry_the_title_of_their_group():
    groups = {line.row: line.group for line in body([row for row, _ in MANY]) if line.kind is D}
    assert groups[3] == groups[5] == "一、产业项目"
    assert groups[10] == groups[12] == "二、城建项目（2个）"


@pytest.mark.case(11)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *[
            (text, T)
            for text in ("合计", "小 计", "总计", "共计", "合计（12个）", "合计：12个项目")
        ],
        *[
            (text, T)
            for text in ("产业项目小计", "一、产业项目合计", "2021年新开工项目总计", "共12个项目")
        ],
        *[(text, T) for text in ("Total", "Grand total", "累 计", "全区合计:")],
        *[(text, D) for text in ("合计大厦项目", "小计量站", "总计生服务站", "Total Wine 商场")],
        *[
            (text, D)
            for text in ("说明书印刷厂", "注册中心", "备注楼", "来源工业园", "*地铁10号线")
        ],
        *[
            (text, N)
            for text in (
                "注：不含续建",
                "备注:同上",
                "说明：略",
                "数据来源：发改委",
                "注1.不含续建",
            )
        ],
    ],
)
def test_sums_and_notes_are_told_from_projects_that_are_named_like_them(text, kind):
    row = [None, text, None, None] if kind is N else [None, text, None, 5]
    assert body([[1, "水厂", "马寨", 1], row, [2, "公园", "马寨", 1]])[1].kind is kind


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ([None, "某某项目", None, None], D),
        ([None, "（一）续建项目", None, None], G),
        ([None, "城建类", None, None], G),
        (["马寨板块", None, None, None], G),
        ([None, None, "航海路以南", None], D),
        ([None, None, None, 5], D),
    ],
)
def test_a_lone_text_is_a_group_only_where_it_heads_one(row, kind):
    assert body([[1, "水厂", "马寨", 1], row, [2, "公园", "马寨", 1]])[1].kind is kind


def test_chinese_numerals_number_projects_where_nothing_else_does():
    lines = body([["一", "水厂", "马寨", 1], ["二", "公园", "马寨", 1]])
    assert [line.kind for line in lines] == [D, D]


@pytest.mark.case(11)
def test_a_two_level_heading_may_be_repeated_and_columns_numbered():
    top = ["序号", "项目名称", "建设地点", "年度计划", None]
    low = [None, None, None, "投资", "目标"]
    rows = [low, ["1", "2", "3", "4", "5"], [1, "水厂", "马寨", 5, "完工"], top, low]
    lines = body([*rows, [2, "公园", "马寨", 6, "完工"]], ["A1:A2", "B1:B2", "C1:C2", "D1:E1"], top)
    assert [line.kind for line in lines] == [H, D, H, H, D]


def test_cells_merged_downwards_are_filled_in_but_sums_of_money_are_not():
    rows = [[1, "水厂一期", "马寨", 900], [2, "水厂二期", None, None], [3, "公园", None, 5]]
    lines = body(rows, ["C2:C3", "D2:D3"])
    assert [line.cells for line in lines] == [
        (1, "水厂一期", "马寨", 900),
        (2, "水厂二期", "马寨", None),
        (3, "公园", None, 5),
    ]


def test_overlapping_merges_do_not_make_us_work_forever():
    merges = "".join(f'<mergeCell ref="A{n}:B20000"/>' for n in range(2, 20_000))
    head = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in HEADING)
    rows = '<row><c><v>1</v></c><c t="inlineStr"><is><t>甲</t></is></c></row>' * 5_000
    content = workbooks.raw(f"<row>{head}</row>{rows}", after=f"<mergeCells>{merges}</mergeCells>")
    found, _ = tables(files.open_book("台账.xlsx", content))
    assert len(found[0].lines) == 5_000


@pytest.mark.case(13)
def test_codes_are_text_with_the_zeros_their_format_shows():
    formats = '<numFmt numFmtId="164" formatCode="000000"/>'
    content = workbooks.raw(
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        '<row><c><v>410103.0</v></c><c t="s"><v>2</v></c></row>'
        '<row><c s="3"><v>12</v></c><c t="s"><v>2</v></c></row>',
        shared=["项目代码", "项目名称", "水厂"],
        extra={"xl/styles.xml": workbooks.styles(formats, 164)},
    )
    book = files.open_book("台账.xlsx", content)
    assert [line.cells[0] for line in tables(book)[0][0].lines] == ["410103", "000012"]


def test_hidden_rows_are_read_and_marked():
    lines = body([[1, "水厂", "马寨", 1], [2, "公园", "马寨", 1]], hidden_rows=[3])
    assert [(line.kind, line.hidden) for line in lines] == [(D, False), (D, True)]


@pytest.mark.case(17)
def test_blank_rows_are_counted_and_a_long_run_as_one():
    lines = body([[1, "水厂", "马寨", 1], [], [" "], [2, "公园", "马寨", 1]])
    assert [line.kind for line in lines] == [D, B, B, D]
    rows = '<row r="1">{}</row><row r="2"><c r="B2" t="s"><v>0</v></c></row>'
    rows += '<row r="900000"><c r="B900000" t="s"><v>0</v></c></row>'
    head = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in HEADING)
    content = workbooks.raw(rows.format(head), shared=["水厂"])
    found, _ = tables(files.open_book("台账.xlsx", content))
    assert [(line.row, line.kind) for line in found[0].lines] == [(2, D), (3, B), (900_000, D)]
    assert limits.BLANK_RUN < 900_000


@pytest.mark.case(46)
def test_a_row_with_an_unsaved_formula_is_no_blank_row():
    assert [line.kind for line in body([[1, "=A1&B1", None, None]])] == [D]


def test_a_second_heading_with_other_columns_begins_a_table_of_its_own():
    other = ["项目名称", "总投资", "责任单位", "状态"]
    title = ["二、新建项目（单位：亿元）"]
    rows = [["一、续建项目"], HEADING, [1, "水厂", "马寨", 1], title, other]
    found, _ = read([*rows, ["公园", 2, "林业局", "在建"]])
    assert [(t.title, t.unit, t.heading_rows) for t in found] == [
        ("一、续建项目", "", (2,)),
        ("二、新建项目（单位：亿元）", "亿元", (5,)),
    ]
    assert [[line.cells[:2] for line in t.lines if line.kind is D] for t in found] == [
        [(1, "水厂")],
        [("公园", 2)],
    ]


def tables_of(rows, **options):
    """Of each table: rows of its heading, its unit, and the names of its projects."""
    found, _ = read(rows, **options)
    return [(t.heading_rows, t.unit, names(t)) for t in found]


def names(table):
    name = next(c.index for c in table.columns if c.field == "name" and c.basis != "duplicate")
    return [line.cells[name - 1] for line in table.lines if line.kind is D]


SMALL, RICH = ["项目名称", "总投资"], ["项目名称", "总投资", "状态", "建设地点"]


@pytest.mark.case(11)
def test_a_richer_table_further_down_does_not_take_the_place_of_the_first():
    rows = [SMALL, ["甲", 1], ["乙", 2], [], RICH, ["丙", 3, "在建", "某路"]]
    assert tables_of(rows) == [((1,), "", ["甲", "乙"]), ((5,), "", ["丙"])]


@pytest.mark.parametrize("last", [["丁路"], ["丁路", "在建"], ["丁路", 5]])
def test_a_last_project_right_above_a_further_heading_is_not_its_title(last):
    rows = [["项目名称", "状态", "总投资"], ["甲", "在建", 1], last, RICH, ["丙", 3]]
    assert tables_of(rows) == [((1,), "", ["甲", "丁路"]), ((4,), "", ["丙"])]


@pytest.mark.parametrize(
    "title", [["新建项目一览表"], ["二、新建项目"], [None, "新建"], ["单位：亿元", "2021年6月"]]
)
def test_a_title_right_above_a_further_heading_is_no_project(title):
    rows = [SMALL, ["甲", 1], title, RICH, ["丙", 3]]
    assert [found[2] for found in tables_of(rows)] == [["甲"], ["丙"]]


@pytest.mark.case(11)
@pytest.mark.parametrize("rest", [[], ["状态"], ["状态", "责任单位"]])
def test_a_repeated_heading_with_another_unit_begins_a_table(rest):
    first, second = ["项目名称", "总投资（亿元）", *rest], ["项目名称", "总投资（万元）", *rest]
    found, _ = read([first, ["甲", 1.5], second, ["乙", 300], second, ["丙", 200]])
    assert [(t.columns[1].unit, names(t)) for t in found] == [
        ("亿元", ["甲"]),
        ("万元", ["乙", "丙"]),
    ]


@pytest.mark.case(11)
def test_a_block_with_a_unit_in_its_title_is_read_in_that_unit():
    rows = [["一、续建项目（单位：亿元）"], HEADING, [1, "甲", "某路", 1.5], []]
    rows += [["二、新开工项目（单位：万元）"], HEADING, [1, "乙", "某路", 300]]
    rows += [["三、前期项目"], HEADING, [2, "丙", "某路", 200]]
    assert tables_of(rows) == [((2,), "亿元", ["甲"]), ((6,), "万元", ["乙", "丙"])]


def test_a_unit_holds_on_where_a_page_repeats_the_heading_a_little_differently():
    rows = [
        ["单位：万元"],
        HEADING,
        [1, "甲", "某路", 5],
        [*HEADING[:3], "总投资额"],
        [2, "乙", "", 6],
    ]
    assert tables_of(rows) == [((2,), "万元", ["甲"]), ((4,), "万元", ["乙"])]


def test_units_below_a_repeated_heading_that_differ_begin_a_table():
    rows = [RICH, [None, "亿元"], ["甲", 1], RICH, [None, "万元"], ["乙", 2]]
    found, _ = read(rows)
    assert [(t.columns[1].unit, names(t)) for t in found] == [("亿元", ["甲"]), ("万元", ["乙"])]


def test_a_plate_in_the_title_of_a_block_holds_for_its_rows():
    rows = [
        HEADING,
        [1, "甲", "某路", 5],
        ["二、马寨板块（单位：亿元）"],
        HEADING,
        [1, "乙", "某路", 3],
    ]
    found, _ = read(rows)
    assert [[line.group for line in t.lines if line.kind is D] for t in found] == [
        [""],
        ["二、马寨板块（单位：亿元）"],
    ]


PAIR = ["序号", "项目名称", "总投资"]


@pytest.mark.case(11)
@pytest.mark.parametrize("gap", [[], [None]])
def test_two_tables_side_by_side_are_both_read(gap):
    rows = [["重点项目（单位：万元）"], [*PAIR, *gap, *PAIR], [1, "甲", 5, *gap, 11, "子", 6]]
    rows += [[2, "乙", 5, *gap, 12, "丑", 7], [None, None, None, *gap, 13, "寅", 8]]
    assert tables_of([*rows, ["合计", None, 10, *gap, "合计", None, 21]]) == [
        ((2,), "万元", ["甲", "乙"]),
        ((2,), "万元", ["子", "丑", "寅"]),
    ]


def test_side_by_side_below_a_plain_table_only_the_lower_one_is_split():
    wide = ["项目名称", "总投资", "状态", "建设地点", "责任单位", "备注"]
    rows = [
        wide,
        ["甲", 1, "在建", "某路", "住建局", "乙"],
        [],
        [*PAIR, *PAIR],
        [1, "子", 2, 2, "丑", 3],
    ]
    found, _ = read(rows)
    assert [(t.heading_rows, names(t)) for t in found] == [
        ((1,), ["甲"]),
        ((4,), ["子"]),
        ((4,), ["丑"]),
    ]
    assert found[0].lines[0].cells == ("甲", 1, "在建", "某路", "住建局", "乙")


@pytest.mark.case(11)
def test_rows_above_the_first_heading_that_may_be_projects_are_told():
    rows = [["工程一", 5, 6], ["工程二", 7, 8], RICH, ["甲", 1]]
    [told] = read(rows)[1]
    assert (told.sheet, told.rows) == ("台账", 2)
    assert told.reason.startswith("第 1 行起有 2 行在表头（第 3 行）以上，没有读")
    assert read([["2021年", 7], RICH, ["甲", 1]])[1] == ()


def test_a_sheet_of_nothing_but_headings_is_answered_and_told():
    one, other = ["项目名称", "总投资（亿元）"], ["项目名称", "总投资（万元）"]
    found, skipped = read([one, other] * 500)
    assert len(found) == MOST
    assert "表头太多，只读到第 100 行" in skipped[0].reason


SHEETS = workbooks.sheets(
    {
        "台账": [HEADING, [1, "水厂", "马寨", 1]],
        "隐藏": [HEADING, [1, "公园", "马寨", 1]],
        "空": [],
        "说明": [["项目名称", "写全称"], ["其他", "可不填"]],
        "名单": [["序号", "责任单位", "总投资"], [1, "住建局", 5]],
        "随笔": [["今天天气很好"]],
    },
    hidden={"隐藏": "veryHidden"},
)


@pytest.mark.case(11)
def test_sheets_that_are_not_read_say_why_and_what_to_do():
    found, skipped = tables(files.open_book("台账.xlsx", SHEETS))
    assert [table.grid.name for table in found] == ["台账"]
    reasons = {s.sheet: (s.hidden, s.rows, s.reason) for s in skipped}
    assert reasons["隐藏"] == (True, 2, "隐藏的工作表，没有读；如要读入，请在导入时选中它")
    assert reasons["空"] == (False, 0, "工作表是空的")
    assert "第 1 行像是表头，但除了名称没有认出别的列" in reasons["说明"][2]
    assert "第 1 行像是表头，但没有认出“项目名称”一列；请" in reasons["名单"][2]
    assert "没有找到表头" in reasons["随笔"][2]
    assert {s.sheet: s.headings for s in skipped}["名单"] == ("序号", "责任单位", "总投资")


@pytest.mark.case(11)
def test_hidden_sheets_are_read_when_asked_for_and_others_left():
    found, skipped = tables(files.open_book("台账.xlsx", SHEETS), sheets=["隐藏"])
    assert [table.grid.name for table in found] == ["隐藏"]
    assert {s.sheet: s.reason for s in skipped}["台账"] == "导入时没有选中"


def test_a_sheet_without_a_name_column_is_read_once_one_is_chosen():
    book = files.open_book("台账.xlsx", SHEETS)
    found, _ = tables(book, chosen={"责任单位": "name"}, sheets=["名单"])
    assert found[0].columns[1].field == "name"


@pytest.mark.parametrize("options", [{"chosen": {"总投资": "wealth"}}, {"sheets": ["没有"]}])
def test_a_field_or_sheet_that_does_not_exist_is_said_so(options):
    with pytest.raises(InputError, match="没有"):
        tables(files.open_book("台账.xlsx", SHEETS), **options)


def test_a_csv_is_read_like_a_sheet():
    content = "二七区台账;;\n项目名称;总投资（万元）;备注\n水厂;1,5;甲\n合计;1,5;\n".encode("gbk")
    found, skipped = tables(files.open_book("台账.csv", content))
    assert skipped == ()
    assert [(line.row, line.kind, line.cells) for line in found[0].lines] == [
        (3, D, ("水厂", "1,5", "甲")),
        (4, T, ("合计", "1,5", None)),
    ]
