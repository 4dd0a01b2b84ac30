"""Status words say what they say; a word that is not known is told, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ledger.statuses import read
from geo.model import Basis, Status

READ, INFERRED, NONE = Basis.EXPLICIT, Basis.INFERRED, Basis.NONE


@pytest.mark.parametrize("status", list(Status))
def test_our_own_words_and_codes_are_read(status):
    certainty = NONE if status is Status.UNKNOWN else READ
    for words in (status.word, status.value):
        reading = read(words)
        assert (reading.status, reading.certainty, reading.fault) == (status, certainty, "")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("谋划", Status.PLANNED),
        ("储备", Status.PLANNED),
        ("拟建", Status.PLANNED),
        ("前期", Status.PREPARING),
        ("招投标阶段", Status.PREPARING),
        ("计划新开工", Status.SCHEDULED),
        ("拟开工", Status.SCHEDULED),
        ("续建", Status.BUILDING),
        ("复工", Status.BUILDING),
        ("在建", Status.BUILDING),
        ("已开工", Status.BUILDING),
        ("施工中", Status.BUILDING),
        ("收尾", Status.BUILDING),
        ("停工", Status.SUSPENDED),
        ("竣工", Status.COMPLETED),
        ("已完工", Status.COMPLETED),
        ("已建成", Status.COMPLETED),
        ("投产", Status.COMPLETED),
        ("达产", Status.COMPLETED),
        ("Planned", Status.PLANNED),
        ("Under Construction", Status.BUILDING),
        ("Completed", Status.COMPLETED),
        ("On hold", Status.SUSPENDED),
        ("En obra", Status.BUILDING),
        ("En Ejecución ", Status.BUILDING),
        ("EN EJECUCION", Status.BUILDING),
        ("En licitación", Status.PREPARING),
        ("En armado de pliegos", Status.PREPARING),
        ("Adjudicada", Status.PREPARING),
        ("Finalizada", Status.COMPLETED),
        ("Paralizada", Status.SUSPENDED),
        (" 在 建。", Status.BUILDING),
        ("“续建”", Status.BUILDING),
        ("擬建", Status.PLANNED),
        ("規劃中", Status.PLANNED),
        ("計劃開工", Status.SCHEDULED),
        ("籌備中", Status.PREPARING),
        ("續建", Status.BUILDING),
        ("已開工", Status.BUILDING),
        ("在建（主體施工）", Status.BUILDING),
        ("暫停施工", Status.SUSPENDED),
    ],
)
def test_words_that_name_a_stage(words, status):
    reading = read(words)
    assert (reading.status, reading.certainty, reading.fault) == (status, READ, "")
    assert reading.words == words.strip()


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("新开工", Status.SCHEDULED, "没有说明是否已经开工"),
        ("2021年新开工", Status.SCHEDULED, "没有说明是否已经开工"),
        ("集中开工", Status.ADVANCING, "没有说明现场是否施工"),
        ("签约", Status.PREPARING, "没有说明是否开工"),
        ("落地", Status.PREPARING, "没有说明是否开工"),
        ("预备项目", Status.PREPARING, ""),
        ("未开工", Status.PLANNED, "没有说明是谋划、前期还是已排期"),
        ("未開工", Status.PLANNED, "没有说明是谋划、前期还是已排期"),
        ("開工", Status.BUILDING, ""),
        ("緩建", Status.SUSPENDED, "“緩建”没有说明是否开过工"),
        ("In Progress", Status.ADVANCING, "没有说明现场是否施工"),
        ("基本建成", Status.BUILDING, "还不是建成"),
        ("部分投产", Status.BUILDING, "只是一部分"),
        ("计划竣工", Status.ADVANCING, "说的是计划"),
        ("竣工项目", Status.COMPLETED, "请核对"),
        ("缓建", Status.SUSPENDED, "没有说明是否开过工"),
    ],
)
def test_words_that_only_imply_a_stage_are_inferred_and_say_what_they_leave_open(
    words, status, told
):
    reading = read(words)
    assert (reading.status, reading.certainty) == (status, INFERRED)
    assert told in reading.fault
    assert bool(reading.fault) == bool(told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("取消", "不再实施"),
        ("终止", "不再实施"),
        ("Canceled", "不再实施"),
        ("Desestimada", "不再实施"),
        ("Rescisión", "不再实施"),
        ("新建", "建设性质"),
        ("改扩建", "建设性质"),
        ("正式项目", "没有说明建设阶段"),
        ("Proyecto finalizado", "不是认得的状态"),
        ("正在做", "不是认得的状态"),
        ("在建工程管理", "不是认得的状态"),
        ("不在建", "不是认得的状态"),
        ("未竣工", "不是认得的状态"),
        ("Finalizada/desestimada", "不止一个阶段"),
        ("在建/停工", "不止一个阶段"),
        ("在建（已停工）", "不止一个阶段"),
        ("停工（已复工）", "不止一个阶段"),
        ("长" * 10_000, "不是认得的状态"),
    ],
)
def test_words_that_give_no_stage_of_ours_are_unknown_and_told(words, told):
    reading = read(words)
    assert (reading.status, reading.certainty, reading.words) == (Status.UNKNOWN, NONE, words)
    assert told in reading.fault
    assert words[:30] in reading.fault
    assert len(reading.fault) < 120


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("在建（主体施工）", Status.BUILDING),
        ("在建（主体完成80%）", Status.BUILDING),
        ("在建（预计2022年竣工）", Status.BUILDING),
        ("续建，装修", Status.BUILDING),
        ("已开工：主体施工至3层", Status.BUILDING),
        ("停工（计划复工）", Status.SUSPENDED),
        ("前期-可研", Status.PREPARING),
    ],
)
def test_a_remark_after_a_stage_does_not_hide_it(words, status):
    assert (read(words).status, read(words).fault) == (status, "")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("在建（80%）", Status.BUILDING),
        ("在建（2021年3月开工）", Status.BUILDING),
        ("在建（年内竣工）", Status.BUILDING),
        ("在建（计划竣工时间：2022年6月）", Status.BUILDING),
        ("在建（地下室施工，预计2022年竣工）", Status.BUILDING),
        ("前期（计划9月开工）", Status.PREPARING),
        ("前期（未开工）", Status.PREPARING),
        ("计划开工（9月）", Status.SCHEDULED),
        ("停工（因资金问题）", Status.SUSPENDED),
        ("竣工（已验收）", Status.COMPLETED),
        ("竣工（已竣工）", Status.COMPLETED),
        ("完成（100%）", Status.COMPLETED),
    ],
)
def test_what_comes_next_or_how_far_it_is_takes_nothing_back(words, status):
    reading = read(words)
    assert (reading.status, reading.certainty, reading.fault) == (status, READ, "")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("竣工（计划）", Status.ADVANCING, "说的是计划"),
        ("竣工（拟）", Status.ADVANCING, "说的是计划"),
        ("竣工（预计2021年12月）", Status.ADVANCING, "说的是计划"),
        ("竣工，预计2022年", Status.ADVANCING, "说的是计划"),
        ("竣工。预计2022年", Status.ADVANCING, "说的是计划"),
        ("完工：预计年底", Status.ADVANCING, "说的是计划"),
        ("竣工/计划", Status.ADVANCING, "说的是计划"),
        ("开工（计划9月）", Status.SCHEDULED, "说的是计划"),
        ("完成（60%）", Status.BUILDING, "只是一部分"),
        ("建成（一期）", Status.BUILDING, "只是一部分"),
        ("竣工(1期)", Status.BUILDING, "只是一部分"),
        ("投产（试）", Status.BUILDING, "试运行"),
        ("竣工（待验收）", Status.BUILDING, "还不是建成"),
        ("计划复工", Status.SUSPENDED, "是否仍停工"),
        ("在建（一期）", Status.BUILDING, "没有读"),
        ("在建（工程已完成）", Status.BUILDING, "没有读"),
        ("停工（业主变更）", Status.SUSPENDED, "没有读"),
    ],
)
def test_a_remark_that_weakens_a_stage_leaves_the_weaker_one_inferred(words, status, told):
    reading = read(words)
    assert (reading.status, reading.certainty) == (status, INFERRED)
    assert told in reading.fault
    assert "按" + status.word in reading.fault


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("完工：未", "前后说法不一"),
        ("完工（主体）", "前后说法不一"),
        ("建成（尾工）", "前后说法不一"),
        ("正在施工(已停)", "前后说法不一"),
        ("已开工（未施工）", "前后说法不一"),
        ("在建（计划9月）", "前后说法不一"),
        ("在建（主体施工）（已停）", "前后说法不一"),
        ("在建（已完成）", "不止一个阶段"),
        ("竣工（一期）（二期已停工）", "不止一个阶段"),
        ("停工（因环保，已复工）", "不止一个阶段"),
        ("停工（因资金到位已复工）", "不止一个阶段"),
        ("2022年竣工", "是已经如此还是计划"),
        ("今年竣工", "是已经如此还是计划"),
        ("2021年底前竣工", "是已经如此还是计划"),
        ("2021年9月开工", "是已经如此还是计划"),
        ("竣工（2021年6月）", "是已经如此还是计划"),
        ("开工（9月开工）", "是已经如此还是计划"),
        ("竣工（" + "长" * 5_000 + "）", "前后说法不一"),
    ],
)
def test_a_remark_that_may_take_the_stage_back_leaves_it_unknown(words, told):
    reading = read(words)
    assert (reading.status, reading.certainty) == (Status.UNKNOWN, NONE)
    assert told in reading.fault
    assert "请" in reading.fault


WEAKENING = (
    *("计划", "预计", "拟", "力争", "未", "没有", "试", "一期", "部分", "60%", "已停", "暂停"),
    *("9月", "2022年", "年底", "尚在扫尾", "主体", "待定点", "？"),
)


@pytest.mark.parametrize("remark", WEAKENING)
@pytest.mark.parametrize("done", ["竣工", "已竣工", "建成", "完工", "完成", "投产", "通车"])
@pytest.mark.parametrize(
    "form", ["{}（{}）", "{}，{}", "{}：{}", "{}-{}", "{}/{}", "{}({}", "{}{}"]
)
def test_nothing_is_taken_for_completed_with_a_remark_that_may_say_otherwise(done, remark, form):
    reading = read(form.format(done, remark))
    assert reading.status is not Status.COMPLETED
    assert reading.fault


@pytest.mark.parametrize(
    "heading",
    ["建设性质", "性质", "项目性质", "类别", "项目概况-建设性质", "建设性质（续建/竣工）"],
)
def test_in_a_column_that_sorts_the_years_projects_completion_is_its_aim(heading):
    for words in ("竣工", "竣工项目", "建成投产"):
        reading = read(words, heading)
        assert (reading.status, reading.certainty) == (Status.BUILDING, INFERRED)
        assert "多指年内计划竣工" in reading.fault
    assert read("开工", heading).status is Status.SCHEDULED
    assert read("续建", heading) == read("续建")
    assert read("已竣工", heading).status is Status.COMPLETED


@pytest.mark.parametrize("heading", ["", "状态", "项目状态", "建设阶段", "进展情况"])
def test_in_a_column_of_stages_completion_is_completion(heading):
    assert read("竣工", heading).status is Status.COMPLETED


@pytest.mark.parametrize("words", ["", " ", "-", "/", "无", "待定"])
def test_no_words_are_no_fault(words):
    reading = read(words)
    assert (reading.status, reading.certainty, reading.fault) == (Status.UNKNOWN, NONE, "")


@given(
    st.text()
    | st.lists(
        st.sampled_from(["在建", "停工", "（", "）", "、", "/", "已", "未", "竣工", "新"])
    ).map("".join)
)
def test_every_text_is_read_or_told(words):
    reading = read(words)
    assert reading.words == words.strip()
    assert (reading.status is Status.UNKNOWN) == (reading.certainty is NONE)
