"""Rows below a heading: what may be a project is one, what heads or sums others is not."""

import pytest
import workbooks

from geo.ledger.heading.groups import plate_of
from geo.ledger.heading.tables import tables
from geo.ledger.opening import files
from geo.ledger.table import RowKind

D, T, B, H, G, N = (
    RowKind(kind) for kind in ("data", "total", "blank", "heading", "group", "note")
)
HEADING = ["序号", "项目名称", "总投资（万元）", "状态"]


def body(rows, merges=(), heading=HEADING):
    book = files.open_book("台账.xlsx", workbooks.workbook([heading, *rows], merges=merges))
    return tables(book)[0][0].lines


def kinds(*rows, **options):
    return [line.kind for line in body(rows, **options)]


@pytest.mark.case(11)
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Projects may be numbered 一, 二, 三 beside others numbered 1, 2, 3.
        ([["一", "甲路", 1, "在建"], ["二", "乙路", 2, "在建"], [3, "丙路", 3, "在建"]], [D, D, D]),
        ([["一", "甲路"], ["二", "乙路"], [4, "丙路", 3, "在建"]], [D, D, D]),
        # A project with parts is one for all that, and so is one that follows them.
        (
            [["一", "综合整治", 9, "在建"], [1, "一期", 4, "竣工"], ["二", "馆", 5, "前期"]],
            [D, D, D],
        ),
        ([["一", "产业", 9], [1, "水厂", 4], [2, "电厂", 4], ["二", "馆", 5]], [D, D, D, D]),
        # What adds up, is counted or has nothing but a name heads the rows below it.
        ([["一", "产业", 8], [1, "水厂", 4], [2, "电厂", 4], ["二", "馆", 5]], [G, D, D, D]),
        ([["一", "产业（2个）", 9], [1, "水厂", 4], [2, "电厂", 4]], [G, D, D]),
        ([["一", "产业"], [1, "水厂", 4], ["二", "城建"], [2, "公园", 4]], [G, D, G, D]),
    ],
)
def test_chinese_numerals_number_groups_or_projects(rows, expected):
    assert kinds(*rows) == expected


@pytest.mark.case(11)
@pytest.mark.parametrize(
    "row",
    [
        *([None, text, 6] for text in ("合计数", "总 计（万元）", "汇总", "SUM", "Total", "平均")),
        *([None, text, 6] for text in ("其中：续建", "全区共3个项目", "续建项目2个", "本页小计")),
        *(
            [None, text, 6]
            for text in ("续建合计 2 项", "合计（3项）", "小计（亿元）", "全区平均数")
        ),
        *([text, None, 6] for text in ("合计3个", "全区合计：", "其中：续建", "汇总")),
    ],
)
def test_sums_parts_and_counts_are_no_projects_wherever_they_stand(row):
    assert kinds(row, [1, "水厂", 1], row, [2, "公园", 5], row) == [T, D, T, D, T]


@pytest.mark.case(11)
@pytest.mark.parametrize(
    ("row", "kind"),
    [
        *(([None, text, 6], T) for text in ("合計", "小計", "總計", "共計：", "累計", "彙總")),
        *(([None, text, 6], T) for text in ("續建項目小計", "全區共3個項目", "合計（3項）")),
        ([None, "合計大廈項目", 6], D),
        *(([None, text], N) for text in ("註：金額單位為萬元", "備註：同上", "資料來源：發改委")),
        *(([text], N) for text in ("說明：略", "填報單位：發改委", "審核人：李四")),
        *(([None, text], G) for text in ("續建項目", "產業類", "市級項目", "城建（3個項目）")),
        ([None, "註冊中心"], D),
    ],
)
def test_sums_notes_and_groups_in_traditional_characters_are_no_projects(row, kind):
    assert kinds([1, "水廠", 1], row, [2, "公園", 5])[1] is kind


@pytest.mark.parametrize(
    "row",
    [
        *([None, text, 6] for text in ("合计大厦项目", "其他", "汇总大楼", "平均里社区改造")),
        *([2, text, 6] for text in ("智能合计", "其中：中学", "改造项目2个", "汇总")[:3]),
        *([None, text, 6, "在建"] for text in ("其中：中学", "改造项目2个", "数据汇总")),
    ],
)
def test_a_row_that_is_numbered_or_has_a_status_is_no_sum(row):
    assert kinds([1, "水厂", 1], row, [3, "公园", 5])[1] is D


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["（一）续建项目（2个）", None, 3], G),
        (["一、产业类", None, 3], G),
        ([None, "（一）续建项目（2个）", 3], G),
        (["（一）续建项目（2个）", None, 3, "在建"], D),
        (["某某改造", None, 3], D),
        ([None, "一、滨河路改造", 3], D),
        ([None, "区级项目"], G),
        ([None, "续建项目"], G),
    ],
)
def test_a_title_with_its_sum_heads_a_group_without_being_merged(row, kind):
    assert kinds(row, [1, "水厂", 1], [2, "公园", 1])[0] is kind


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ([1, 2, 3, 4], H),
        (["甲", "乙", 1, 2, "3=1+2"], H),
        (["1", "2", "3", "4=3/2"], H),
        (["甲", 1, 2, 3], D),
        (["水厂", 1, 2, 3], D),
        ([7, 8, 9, 10], D),
    ],
)
def test_a_row_that_numbers_the_columns_is_told_from_a_project(row, kind):
    heading = ["项目名称", "总投资", "年度计划投资", "年度完成投资", "累计完成投资"]
    assert kinds(row, ["公园", 1, 1, 1], heading=heading)[0] is kind


@pytest.mark.case(11)
def test_units_below_a_repeated_heading_belong_to_it():
    heading, low = ["项目名称", "总投资", "年度计划投资"], [None, "（亿元）", "（万元）"]
    rows = [low, ["水厂", 1.5, 300], heading, low, ["公园", 1, 2]]
    assert kinds(*rows, heading=heading) == [D, H, H, D]


def test_a_level_of_the_heading_beyond_what_is_read_is_no_project():
    heading = ["项目名称", "总投资", "投资", None]
    deeper = [[None, None, text, None] for text in ("分年", "分季", "分月", "分旬", "分日")]
    rows = [*deeper, ["水厂", 1, 2, 3]]
    merges = ["A1:A6", "B1:B6", *(f"C{n}:D{n}" for n in range(1, 7))]
    found = body(rows, merges, heading)
    assert {line.kind for line in found[:-1]} == {H}
    assert found[-1].kind is D


NESTED = [
    (["二七商圈板块"], ""),
    ([1, "甲", 1], "二七商圈板块"),
    (["（一）续建项目"], ""),
    ([2, "乙", 2], "二七商圈板块"),
    (["（二）新开工项目（1个）", None, 3], ""),
    ([3, "丙", 3], "二七商圈板块"),
    ([None, "储备类"], ""),
    ([4, "丁", 4], "二七商圈板块"),
    (["马寨板块（2个）"], ""),
    ([5, "戊", 5], "马寨板块"),
    ([None, "区级项目"], ""),
    ([6, "己", 6], ""),
    (["一", "西部板块"], ""),
    ([7, "庚", 6], "西部板块"),
    (["二", "城建"], ""),
    ([8, "辛", 6], ""),
]


def test_a_group_within_a_plate_keeps_the_plate_and_the_next_plate_ends_it():
    found = body([row for row, _ in NESTED])
    assert [line.kind for line in found] == [
        D if len(row) > 2 and row[1] else G for row, _ in NESTED
    ]
    plates = [plate_of(line.group) for line in found if line.kind is D]
    assert plates == [plate for row, plate in NESTED if len(row) > 2 and row[1]]


@pytest.mark.parametrize(
    ("group", "plate"),
    [
        ("（一）二七商圈板块（3个）", "二七商圈板块"),
        ("一、马寨板块（单位：亿元）", "马寨板块"),
        ("马寨板块 › （一）续建", "马寨板块"),
        ("五大板块", ""),
        ("二七区五大板块", ""),
        ("各板块", ""),
        ("板块", ""),
        ("", ""),
    ],
)
def test_a_plate_is_named_without_its_number_and_count(group, plate):
    assert plate_of(group) == plate


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Two levels of titles: the lower one need be neither counted nor add up.
        (
            [
                *(["一", "产业（2个）", 9], ["（一）", "工业", 99], [1, "水厂", 4]),
                *(["(二)", "能源", 9], [2, "电厂", 4]),
            ],
            [G, G, D, G, D],
        ),
        # Where nothing is numbered 一, （一） may number projects with parts.
        ([["（一）", "水厂", 99], [1, "一期", 4], ["（二）", "电厂", 5]], [D, D, D]),
        # What states a status is a project, however it is numbered.
        (
            [["一", "产业（2个）", 9], ["（一）", "水厂", 99, "在建"], [1, "电厂", 4]],
            [G, D, D],
        ),
    ],
)
def test_titles_of_the_second_level_head_groups(rows, expected):
    assert kinds(*rows) == expected


@pytest.mark.parametrize(
    ("titles", "groups"),
    [
        ([["重大工程清单"], ["一、产业类（1项）"]], ["一、产业类（1项）", "二、民生类（1项）"]),
        ([["一、说明"], ["重大工程清单"]], ["", "二、民生类（1项）"]),
    ],
)
def test_a_numbered_title_right_above_the_heading_heads_the_rows_below(titles, groups):
    rows = [*titles, HEADING, [1, "水厂", 1], ["二、民生类（1项）"], [1, "学校", 2]]
    table = tables(files.open_book("台账.xlsx", workbooks.workbook(rows)))[0][0]
    assert [line.group for line in table.lines if line.kind is D] == groups
