"""Data as labels of widgets, where Streamlit reads Markdown."""

import pytest
from hostile import ATTACKS

from views.plain import clip, label


@pytest.mark.case(25)
@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_no_mark_of_markdown_is_left_bare(attack):
    written = label(attack, limit=10_000)
    bare = [c for i, c in enumerate(written) if c in "[]()*_`$:<>!#" and written[i - 1] != "\\"]
    assert bare == []
    assert "\n" not in written


def test_a_plain_name_stays_as_it_is():
    assert label("二七商圈") == "二七商圈"


def test_long_texts_are_cut_with_a_mark():
    assert clip("一二三四五", 4) == "一二三…"
    assert clip("一二三四", 4) == "一二三四"
    assert len(clip("长" * 10_000, 40)) == 40
