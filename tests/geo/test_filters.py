"""The one filter and its one meaning."""

from datetime import date

import pytest

from geo.errors import InputError
from geo.filters import Filter, normalise, parse

NAMES = {"PL-01": ("二七商圈板块", "二七商圈"), "PL-02": ("康养产业板块",)}


def test_nothing_given_keeps_all(whole):
    assert whole.mask(Filter()).all()


def test_an_empty_list_matches_nothing(whole):
    for spec in (
        Filter(plates=frozenset()),
        Filter(statuses=frozenset()),
        Filter(kinds=frozenset()),
        Filter(lights=frozenset()),
    ):
        assert not whole.mask(spec).any()


def test_none_is_the_features_of_no_plate(whole):
    kept = whole.select(Filter(plates=frozenset({"none"}))).frame
    assert len(kept) == 33
    assert kept["plate"].isna().all()


def test_a_plate_carries_its_own_id(whole):
    kept = whole.select(Filter(plates=frozenset({"PL-02"}))).frame
    assert set(kept["id"]) == {"PL-02", "PJ-10", "PJ-11", "PJ-12"}


def test_keys_are_joined_by_and(whole):
    spec = Filter(plates=frozenset({"PL-01"}), statuses=frozenset({"scheduled"}))
    kept = whole.select(spec).frame
    assert set(kept["id"]) == {f"RD-0{n}" for n in range(1, 10)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1872", ["公园1872住宅项目"]),
        ("ｍｃｎ", ["MCN网红经济直播基地"]),
        ("二七 双塔", ["二七新双塔"]),
        ("华侨城文旅", ["金水河源板块"]),
        ("%", []),
        (".*", []),
    ],
)
def test_text_finds_names_aliases_and_offices_literally(whole, text, names):
    assert list(whole.select(Filter(text=text)).frame["name"]) == names


def test_offices_are_searched(whole):
    kept = whole.select(Filter(text="樱桃沟景区管委会", kinds=frozenset({"project"}))).frame
    assert {"PJ-61", "PJ-62", "PJ-63"} <= set(kept["id"])


def test_words_become_codes():
    spec = parse(plate_names=NAMES, plates=["二七商圈", "未分板块"], statuses=["在建", "planned"])
    assert spec.plates == {"PL-01", "none"}
    assert spec.statuses == {"building", "planned"}
    assert spec.kinds is None
    assert parse(plate_names=NAMES, lights=["红灯", "grey"]).lights == {"red", "grey"}


def test_an_unknown_word_is_told_with_what_is_known():
    with pytest.raises(InputError, match=r"板块“西区”无法识别，可用：.*康养产业板块"):
        parse(plate_names=NAMES, plates=["西区"])
    with pytest.raises(InputError, match="灯“蓝灯”无法识别，可用：red、红灯、yellow、黄灯"):
        parse(plate_names=NAMES, lights=["蓝灯"])


def test_json_leaves_out_what_does_not_filter():
    assert Filter().to_json() == {}
    spec = Filter(plates=frozenset(), text=" 路 ", as_of=date(2020, 8, 31))
    assert spec.to_json() == {"plates": [], "text": "路", "asOf": "2020-08-31"}
    assert Filter(lights=frozenset({"yellow", "red"})).to_json() == {"lights": ["red", "yellow"]}


def test_normalise_folds_width_and_case():
    assert normalise(" Ｕ谷ＡＢ ") == "u谷ab"
