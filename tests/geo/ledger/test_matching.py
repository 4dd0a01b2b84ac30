import pytest

from geo.ledger.entry import Entry
from geo.ledger.reconciling.matching import Known, folded, match, proposals
from geo.model import Basis, Feature, Kind


def entry(name, row=1, **more):
    return Entry(
        sheet="表", row=row, name=name, cells={"项目名称": name} | more.pop("cells", {}), **more
    )


def feature(key, name, **more):
    texts = dict.fromkeys(("plate_reason", "category", "unit_note", "unlocated_reason", "note"), "")
    given = {"kind": Kind.PROJECT, "aliases": (), "plate": None, "address": ""} | texts | more
    return Feature(id=key, name=name, plate_basis=Basis.NONE, **given)


def known(key, name, cells=None, **more):
    return Known(feature=feature(key, name, **more), cells=cells)


@pytest.mark.parametrize(
    ("entries", "there", "expected"),
    [
        pytest.param(["甲路工程"], [("A", "甲路工程")], ["A"], id="same name"),
        pytest.param(["甲 路（工程）"], [("A", "甲路(工程)")], ["A"], id="width and spaces"),
        pytest.param(["甲路二期"], [("A", "甲路一期")], [None], id="alike is not the same"),
        pytest.param(["", "甲"], [("A", "甲")], [None, "A"], id="no name, no match"),
        pytest.param(["甲", "甲"], [("A", "甲")], ["A", None], id="one feature, one row"),
        pytest.param(["甲", "甲"], [("A", "甲"), ("B", "甲")], ["A", "B"], id="twins in order"),
    ],
)
def test_names_match_when_only_width_spaces_and_marks_differ(entries, there, expected):
    rows = [entry(name, row) for row, name in enumerate(entries)]
    assert match(rows, [known(*one) for one in there]) == expected


def test_a_code_outweighs_a_name_that_was_changed_a_little():
    there = [known("A", "甲路改造", code="2020-1"), known("B", "甲路提升", code="2020-2")]
    assert match([entry("甲路提升", code="2020-1")], there) == ["A"]


def test_one_code_with_names_that_have_nothing_in_common_is_only_proposed():
    there = [known("A", "甲路改造", code="2020-1")]
    entries = [entry("新来的桥", code="2020-1")]
    assert match(entries, there) == [None]
    [proposal] = proposals(entries, [None], [one.feature for one in there])
    assert "项目代码同为 2020-1" in proposal.words


def test_one_name_with_another_code_is_only_proposed():
    there = [known("A", "甲", code="007")]
    entries = [entry("甲", code="7")]
    assert match(entries, there) == [None]
    [proposal] = proposals(entries, [None], [one.feature for one in there])
    assert "由 007 变为 7" in proposal.words


@pytest.mark.parametrize(
    ("one", "other"),
    [("1-1号楼", "11号楼"), ("1.5公里道路", "15公里道路"), ("2020-1-12", "2020-11-2")],
)
def test_marks_between_figures_tell_names_and_codes_apart(one, other):
    assert folded(one) != folded(other)


def test_two_codes_are_two_projects_even_of_one_name():
    assert match([entry("甲", code="2020-2")], [known("A", "甲", code="2020-1")]) == [None]


def test_a_project_that_gets_its_code_later_is_the_same():
    assert match([entry("甲", code="2020-1")], [known("A", "甲")]) == ["A"]


def test_of_several_of_one_name_those_with_the_same_row_belong_together():
    there = [
        known("A", "甲", {"项目名称": "甲", "年": "1"}),
        known("B", "甲", {"项目名称": "甲", "年": "2"}),
    ]
    rows = [entry("甲", 1, cells={"年": "2"}), entry("甲", 2, cells={"年": "1"})]
    assert match(rows, there) == ["B", "A"]


def test_a_road_is_no_project_of_the_same_name():
    assert match([entry("大学路", kind=Kind.ROAD)], [known("A", "大学路")]) == [None]


@pytest.mark.parametrize(
    ("rows", "gone", "likeness"),
    [
        (["淮河路跨线桥新建工程"], ["淮河路跨线桥工程"], ["renamed"]),
        (["智慧产业园一期", "智慧产业园二期"], ["智慧产业园项目"], ["split"]),
        (["智慧产业园项目"], ["智慧产业园一期", "智慧产业园二期"], ["merged"]),
        (["甲小学"], ["乙医院"], []),
        (["智慧产业园一期"], ["医院"], []),
    ],
)
def test_what_may_continue_is_proposed_and_never_applied(rows, gone, likeness):
    entries = [entry(name, row) for row, name in enumerate(rows)]
    features = [feature(f"G{n}", name) for n, name in enumerate(gone)]
    matched = match(entries, [Known(feature=f) for f in features])
    assert matched == [None] * len(rows)
    found = proposals(entries, matched, features)
    assert [p.likeness.value for p in found] == likeness
    for proposal in found:
        assert all(name in proposal.words for name in rows + gone)


def test_two_codes_that_differ_are_no_renaming():
    entries = [entry("淮河路跨线桥新建工程", code="2")]
    assert not proposals(entries, [None], [feature("A", "淮河路跨线桥工程", code="1")])


@pytest.mark.parametrize("names", [("甲乙丙丁癸", "癸乙丙丁戊"), ("癸乙丙丁戊", "甲乙丙丁癸")])
def test_of_features_equally_alike_the_first_is_proposed(names):
    gone = [feature(f"G{n}", name) for n, name in enumerate(names)]
    [proposal] = proposals([entry("甲乙丙丁戊")], [None], gone)
    assert proposal.features == ("G0",)


def test_ledgers_with_nothing_in_common_are_not_compared_name_by_name():
    entries = [entry(f"项目{n}", n) for n in range(2000)]
    gone = [feature(f"G{n}", f"旧项目{n}") for n in range(2000)]
    assert proposals(entries, [None] * 2000, gone) == []


def test_ten_thousand_rows_of_one_name_find_each_their_own():
    rows = [entry("改造", n, cells={"年": str(n)}) for n in range(10_000)]
    there = [known(f"F{n}", "改造", {"项目名称": "改造", "年": str(n)}) for n in range(10_000)]
    assert match(rows, there) == [f"F{n}" for n in range(10_000)]


def test_a_name_of_marks_alone_stays_itself():
    assert folded("——") == "——"
