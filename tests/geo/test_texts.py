"""Text that files can carry, and the names of columns."""

import pytest

from geo.texts import clean, column_number, csv_text, letter, plain


@pytest.mark.case(27)
@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1f", "\x7f", "\ud800", "\udfff", "\uffff"])
def test_what_no_file_can_carry_is_dropped_and_told(mark):
    assert clean(f"马{mark}寨") == ("马寨", True)


@pytest.mark.parametrize("text", ["", "马寨\t\n\r", "\u202e倒序\u202c", "\U0001f6a7"])
def test_all_else_stays(text):
    assert plain(text) == text
    assert clean(text) == (text, False)


@pytest.mark.parametrize(
    ("index", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")]
)
def test_columns_are_named_as_in_spreadsheets(index, name):
    assert letter(index) == name
    assert column_number(name) == index


@pytest.mark.case(26)
@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1", "-", "+86 371"]
)
def test_formulas_in_csv_become_text(text):
    assert csv_text(text) == "'" + text


@pytest.mark.case(26)
@pytest.mark.parametrize("text", ["-12.5", "+3", "0", "二七", "1=1", ""])
def test_numbers_and_plain_text_in_csv_stay(text):
    assert csv_text(text) == text
