"""The one place where data becomes HTML, JavaScript or a cell."""

import json

import pytest
from hostile import ATTACKS

from layers import escape


@pytest.mark.case(25)
@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_html_text_leaves_nothing_alive_in_markup_or_template_literal(attack):
    text = escape.html_text(attack)
    assert not set(text) & set("<>\"'`\\${}")


def test_text_survives_json_as_it_is():
    for attack in ATTACKS:
        assert json.loads(escape.json_text(attack)) == attack


@pytest.mark.case(27)
def test_unwritable_characters_are_dropped_and_reordering_marks_kept():
    assert escape.plain("a\x00\x08b\ud800c\ufffe\u202e") == "abc\u202e"


def test_a_cell_holds_what_a_workbook_can_hold():
    assert escape.cell_text("长" * 10_000) == "长" * 10_000
    assert len(escape.cell_text("长" * 40_000)) == escape.CELL_MAX


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("二七区 在建", "二七区_在建"),
        ("../../etc/passwd", "etc_passwd"),
        ('a<b>:"c"|?*', "a_b_c"),
        ("\x00\n", "未命名"),
        ("长" * 300, "长" * 80),
    ],
)
def test_file_names_are_accepted_everywhere(text, name):
    assert escape.file_name(text) == name


def test_json_has_no_nan():
    with pytest.raises(ValueError, match="Out of range"):
        escape.json_text(float("nan"))


def test_a_script_that_would_end_itself_is_refused(tmp_path):
    path = tmp_path / "bad.js"
    path.write_text("var a = '</SCRIPT>';", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot be inlined"):
        escape.script_file(path)
