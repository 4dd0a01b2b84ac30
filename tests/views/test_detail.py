"""One feature in full: what ledgers add to it, and hostile words there."""

import pytest
from hostile import ATTACKS
from ledger_facts import CODE, KEY, MONTHS, spoilt, with_ledger

from geo import seeds
from geo.catalogue import catalogue
from views.detail import detail


def test_code_amounts_and_columns_carried_along_are_told(facts):
    html = detail(catalogue(with_ledger(facts)), KEY)
    for word, text in (
        ("项目代码", CODE),
        ("总投资", "12,000 万元（原文：1.2亿元）"),
        ("累计完成投资", "若干（不是数字）"),
        ("进度", "64%"),
        ("形象进度", "主体封顶"),
    ):
        assert f"<dt>{word}</dt><dd>{text}</dd>" in html


def test_amounts_are_those_of_the_date(facts):
    html = detail(catalogue(with_ledger(facts), MONTHS["L1"][0]), KEY)
    assert "<dd>50%（原文：0.5）</dd>" in html
    assert "<dt>年度计划投资</dt>" not in html


def test_a_feature_no_ledger_speaks_of_says_nothing_of_them(whole):
    html = detail(whole, KEY)
    assert "项目代码" not in html and "总投资" not in html


@pytest.mark.case(25)
@pytest.mark.parametrize("attack", ATTACKS[:6], ids=range(6))
def test_hostile_words_stay_text(hostile_folder, attack):
    html = detail(catalogue(spoilt(seeds.read(hostile_folder), [attack])), KEY)
    assert "<script" not in html and "<img" not in html
    assert "${" not in html and "`" not in html


def test_the_light_stands_with_all_its_words_and_without_a_plan_it_is_grey(whole, facts):
    assert '<b class="light light-grey">灰灯</b> 无计划' in detail(whole, KEY)
    lit = catalogue(with_ledger(facts))
    record = lit.frame[lit.frame["id"] == KEY].iloc[0]
    assert record["light_reason"] in detail(lit, KEY)


def test_a_plate_has_no_light(whole):
    assert "light" not in detail(whole, whole.plates["id"].iloc[0])
