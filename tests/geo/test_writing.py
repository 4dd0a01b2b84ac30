"""Numbers and empty words as clerks write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.writing import arabic, fold, quoted, says_nothing


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("二〇二一年六月", "2021年6月"),
        ("二零二一", "2021"),
        ("十", "10"),
        ("十二月三十一日", "12月31日"),
        ("三千五百万元", "3500万元"),
        ("叁仟伍佰万元", "3500万元"),
        ("一千零五", "1005"),
        ("两千", "2000"),
        ("一点二亿", "1.2亿"),
        ("一点二五亿", "1.25亿"),
        ("五百万", "500万"),
    ],
)
def test_chinese_numerals_become_digits(words, digits):
    assert arabic(words) == digits


@pytest.mark.parametrize("words", ["三千五", "一百二", "5百万元", "百", "早点开工", "百十千"])
def test_what_can_be_read_in_two_ways_or_is_no_number_is_left_alone(words):
    assert arabic(words) == words


@given(st.integers(0, 9999))
def test_every_number_below_ten_thousand_reads_back(number):
    assert arabic(spoken(number)) == str(number)


def spoken(number):
    """Write a number as the textbook does: 1005 is 一千零五."""
    digits, out, gap = str(number).rjust(4, "0"), "", False
    for digit, place in zip(digits, "千百十 ", strict=True):
        if digit == "0":
            gap = bool(out)
            continue
        out += ("零" if gap else "") + "零一二三四五六七八九"[int(digit)] + place.strip()
        gap = False
    return out or "零"


@pytest.mark.parametrize("words", ["", " ", "-", "——", "/", "待定", "无", "N/A", "－", "　", "."])
def test_words_that_say_there_is_nothing_to_say(words):
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["0", "近期", "待开工", "无锡", "1"])
def test_words_that_say_something(words):
    assert not says_nothing(words)


def test_full_width_forms_and_spaces_are_folded():
    assert fold(" ２０２１ 年　６月（１．５） ") == "2021年6月(1.5)"


def test_a_quotation_in_a_message_is_never_long():
    assert quoted("在建") == "“在建”"
    assert len(quoted("长" * 10_000)) < 40
