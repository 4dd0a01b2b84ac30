"""The words around the map: what a workspace may set, and what is said of a faulty setting."""

import pytest

from geo import seeds
from geo.errors import ContractError, InputError
from geo.settings import FILE, NUMBERS, RESTRICTION, SETTINGS, WORDS, Settings


def settings_of(folder, text):
    (folder / FILE).write_text(text, encoding="utf-8")
    return seeds.read(folder).settings


def test_the_seeds_set_title_and_subtitle_and_no_number_nobody_gave(facts):
    assert facts.settings == Settings(
        title="二七区重点项目一张图", subtitle="六大板块 · 重点项目 · 道路整治 · 生态公园"
    )
    assert facts.settings.permission == RESTRICTION


def test_a_folder_without_the_file_has_a_title_of_its_district(facts_folder):
    (facts_folder / FILE).unlink()
    path = facts_folder / "base" / "district.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace("二七区", "金水区"), encoding="utf-8")
    assert seeds.read(facts_folder).settings == Settings(title="金水区重点项目一张图")


def test_every_key_is_read_and_trimmed(facts_folder):
    rows = "".join(f"{key}, 字{n} \n" for n, key in enumerate(WORDS))
    rows += "yellow, 5 \nred,25\nmissed,02\n"
    read = settings_of(facts_folder, f"key,value\n{rows}")
    assert [getattr(read, key) for key in WORDS] == ["字0", "字1", "字2", "字3", "字4"]
    assert [getattr(read, key) for key in NUMBERS] == ["5", "25", "2"]
    assert read.permission == "审图号：字3"


def test_an_empty_subtitle_or_organisation_is_none(facts_folder):
    read = settings_of(facts_folder, "key,value\nsubtitle,\norganisation,\n")
    assert (read.subtitle, read.organisation) == ("", "")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("titel,甲", "settings.csv 第 3 行：key 列的“titel”无法识别，可用：title、subtitle"),
        ("subtitle,甲", "settings.csv 第 3 行：key 列的“subtitle”重复，只留一行"),
        ("title," + "长" * 61, "第 3 行：value 列过长：标题有 61 字，最多 60 字，请改短"),
        ("title,", "第 3 行：value 列不能为空：标题不能没有"),
        ("restriction,", "第 3 行：value 列不能为空：用途限制不能没有"),
        ("title", "第 3 行：有 1 格，应为 2 格"),
        ("yellow,", "第 3 行：value 列不能为空：落后多少个百分点为黄灯不能没有"),
        ("yellow,十", "value 列“十”无法识别：落后多少个百分点为黄灯，请写 1 至 100 的整数"),
        ("red,10.5", "value 列“10.5”无法识别：落后超过多少个百分点为红灯，请写 1 至 100 的整数"),
        ("red,101", "“101”无法识别"),
        ("red,-30", "“-30”无法识别"),
        ("red,３０", "“３０”无法识别"),
        ("missed,0", "“0”无法识别：应开工未开工满几个月为红灯，请写 1 至 12 的整数"),
        ("missed,13", "“13”无法识别"),
        # int() reads no more than 4300 digits.
        ("yellow," + "9" * 5000, "落后多少个百分点为黄灯，请写 1 至 100 的整数"),
        ("yellow,40", "settings.csv：黄灯从落后 40 个百分点起，红灯却是超过 30 个百分点"),
    ],
)
def test_a_faulty_row_is_told_by_file_row_column_and_remedy(facts_folder, row, told):
    with pytest.raises(ContractError) as caught:
        settings_of(facts_folder, f"key,value\nsubtitle,乙\n{row}\n")
    assert len(caught.value.breaches) == 1
    assert told in caught.value.breaches[0]


def test_a_file_of_other_columns_is_told(facts_folder):
    with pytest.raises(ContractError, match=r"^settings\.csv：缺少列 value"):
        settings_of(facts_folder, "key,words\ntitle,甲\n")


@pytest.mark.parametrize("key", WORDS)
def test_a_value_may_be_as_long_as_its_limit_and_no_longer(key):
    limit = SETTINGS[key].limit
    base = Settings(title="甲")
    assert getattr(base.but({key: "长" * limit}), key) == "长" * limit
    with pytest.raises(InputError, match=f"--{key} 过长：.*最多 {limit} 字"):
        base.but({key: "长" * (limit + 1)})


def test_words_left_out_stay_as_they_are():
    base = Settings(title="甲", subtitle="乙", organisation="丙")
    given = {"title": None, "subtitle": "", "organisation": None}
    assert base.but(given) == Settings(title="甲", organisation="丙")


def test_thresholds_are_whole_numbers_and_yellow_does_not_begin_beyond_red():
    base = Settings(title="甲")
    assert [getattr(base, key) for key in NUMBERS] == ["10", "30", "3"]
    changed = base.but({"yellow": " 30 ", "red": "030", "missed": "12"})
    assert [getattr(changed, key) for key in NUMBERS] == ["30", "30", "12"]
    assert base.but({"yellow": "40", "red": "50"}).yellow == "40"
    with pytest.raises(
        InputError, match="黄灯的数不能大于红灯的，请改小黄灯的（yellow）或改大红灯"
    ):
        base.but({"red": "9"})
    for words in ("很多", "1" * 5000):
        with pytest.raises(InputError, match=f"--missed “{words[:2]}.*”无法识别"):
            base.but({"missed": words})
