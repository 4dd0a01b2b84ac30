"""Progress is read in per cent, by cell where it says so, else by what its column shows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Basis
from geo.progress import column

READ, INFERRED, NONE = Basis.EXPLICIT, Basis.INFERRED, Basis.NONE


def values(cells, formats=None, unit=""):
    read = column(cells, formats or [""] * len(cells), column_unit=unit)
    return [amount and amount.value for amount in read]


@pytest.mark.case(15)
@pytest.mark.parametrize(
    ("cell", "form", "value", "words"),
    [
        (0.93, "0%", 93, "93%"),
        (1.0, "0.00%", 100, "100%"),
        (0.1 + 0.2, "0%", 30, "30%"),
        (93, '0.0"%"', 93, "93%"),
        ("93%", "", 93, "93%"),
        ("93％", "", 93, "93％"),
        ("0,93%", "", 0.93, "0,93%"),
        ("100,00%", "", 100, "100,00%"),
        ("完成93%", "", 93, "完成93%"),
        ("已完成总工程量的93%", "", 93, "已完成总工程量的93%"),
        ("百分之九十三", "", 93, "百分之九十三"),
        ("93%（主体封顶）", "", 93, "93%（主体封顶）"),
        (0, "", 0, "0"),
    ],
)
def test_a_percentage_that_says_so_is_read_as_it_stands(cell, form, value, words):
    [amount] = column([cell], [form])
    assert (amount.value, amount.unit, amount.certainty) == (value, "%", READ)
    assert (amount.words, amount.note) == (words, "")


def test_about_so_many_per_cent_is_inferred():
    [amount] = column(["约93%"], [""])
    assert (amount.value, amount.certainty) == (93, INFERRED)


@pytest.mark.case(15)
@pytest.mark.parametrize(
    ("cells", "unit", "expected"),
    [
        ([1.0, 0.5, 0.93, 0], "", [100, 50, 93, 0]),
        ([1], "", [100]),
        (["1", "0.5"], "", [100, 50]),
        ([1.0, 50, 100], "", [1, 50, 100]),
        (["100", "47,08", "40.78", "0,93%"], "", [100, 47.08, 40.78, 0.93]),
        ([93, 0.6, 1], "（%）", [93, 0.6, 1]),
        ([None, "-", 0.5, ""], "", [None, None, 50, None]),
        ([0.5, 0.9, 120], "", [50, 90, None]),
    ],
)
def test_bare_numbers_mean_what_their_column_shows(cells, unit, expected):
    assert values(cells, unit=unit) == expected


def test_what_the_column_shows_is_inferred_and_what_the_heading_says_is_not():
    assert {amount.certainty for amount in column([50, 93], ["", ""])} == {INFERRED}
    assert {amount.certainty for amount in column([50, 93], ["", ""], column_unit="%")} == {READ}


@pytest.mark.parametrize(("cells", "taken"), [([1.0, 0.5], "100%"), ([1.0, 50], "1%")])
def test_a_bare_one_tells_how_it_was_taken(cells, taken):
    assert f"按{taken}计" in column(cells, ["", ""])[0].note


# cells, which of them cannot be read, why
MIXED = [
    ([93, 0.93, 50], [1], "0.93% 还是 93%"),
    (["93%", 0.5, 1], [1, 2], "有的带百分号、有的不带"),
    ([1.2, 0.9], [0, 1], "在 1 与 2 之间"),
]


@pytest.mark.parametrize(("cells", "unread", "why"), MIXED)
def test_a_mixed_column_is_told_row_by_row(cells, unread, why):
    amounts = column(cells, [""] * len(cells))
    assert [row for row, amount in enumerate(amounts) if amount.value is None] == unread
    assert all(why in amounts[row].note and "请" in amounts[row].note for row in unread)


def test_a_heading_in_per_cent_over_parts_of_one_is_told():
    amounts = column([0.5, 0.6], ["", ""], column_unit="%")
    assert [amount.value for amount in amounts] == [None, None]
    assert "表头写了 %" in amounts[0].note


@pytest.mark.case(15)
@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (120, "超过 100%"),
        ("120%", "超过 100%"),
        (-5, "负数"),
        ("-5%", "负数"),
        (10**400, "超过 100%"),
        ("已完成主体封顶", "没有写明整个项目的百分数"),
        ("主体完成93%", "没有写明整个项目的百分数"),
        ("主体80%，装修20%", "没有写明整个项目的百分数"),
        ("Mayo 2024 - 89,84%", "没有写明整个项目的百分数"),
        ("1,234%", "没有写明整个项目的百分数"),
        ("九成", "没有写明整个项目的百分数"),
        (float("nan"), "没有写明整个项目的百分数"),
        (float("inf"), "没有写明整个项目的百分数"),
        (True, "没有写明整个项目的百分数"),
        (date(2021, 1, 1), "没有写明整个项目的百分数"),
    ],
)
def test_what_is_no_percentage_keeps_its_words_and_is_told(cell, told):
    amount = column([50, cell], ["", ""])[1]
    assert (amount.value, amount.certainty) == (None, NONE)
    assert told in amount.note
    assert amount.words


@pytest.mark.parametrize("cell", [1e300, -1e300, 10**30])
def test_a_huge_number_in_a_percent_format_is_told(cell):
    assert column([cell], ["0%"])[0].value is None


CELLS = (
    st.none()
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.text()
    | st.floats(0, 100).map(lambda number: f"{number}%")
)


@given(st.lists(st.tuples(CELLS, st.sampled_from(["", "0%", '0"%"', "0.00"]))), st.booleans())
def test_every_row_is_read_or_told_and_a_value_is_a_percentage(rows, stated):
    cells, formats = [cell for cell, _ in rows], [form for _, form in rows]
    amounts = column(cells, formats, column_unit="%" if stated else "")
    assert len(amounts) == len(rows)
    for amount in filter(None, amounts):
        assert (amount.value is None) == (amount.certainty is NONE)
        assert 0 <= amount.value <= 100 if amount.value is not None else amount.note


@given(st.lists(st.floats(0, 1), min_size=1))
def test_parts_of_one_and_their_percent_format_agree(parts):
    plain, shown = values(parts), values(parts, ["0%"] * len(parts))
    assert plain == shown
