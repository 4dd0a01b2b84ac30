"""Edits by hand: what they write, what they refuse, and that nobody overwrites another."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from geo import clock, edits, store, workspaces
from geo.batch import ChangeKind
from geo.check import breaches
from geo.edits import ProjectForm
from geo.errors import ConflictError, ContractError, InputError
from geo.ledger import intake
from geo.ledger.opening.files import open_book
from geo.model import Amount, Basis, Kind, Measure, Status
from geo.references import breaches as references
from geo.timeline import step_at

DAY = date(2026, 11, 20)
FORM = ProjectForm(
    name="某路改造",
    code="2026-01",
    plate="PL-01",
    category="道路",
    unit="住建局",
    address="某路1号",
    note="备注",
    status=Status.BUILDING,
    start="2026-03",
    end="2026",
    period_words="年内",
    total="12,000.5",
    progress="35%",
    evidence="十一月调度会纪要",
    day=DAY,
)


@pytest.fixture
def seeded(tmp_path):
    return store.create(tmp_path / "甲.db", operator="张三", batch=workspaces.seeds_batch())


def added(workspace, form=FORM):
    batch = edits.add(workspace.facts(), workspace.head, form)
    workspace.write(batch, operator="张三", expected=workspace.head)
    return batch.features[0].id


def edited(workspace, feature_id, **given):
    form = replace(edits.form_of(workspace.facts(), feature_id), evidence="新通知", day=DAY)
    return edits.edit(workspace.facts(), workspace.head, feature_id, replace(form, **given))


def test_a_form_written_is_the_form_read(seeded):
    key = added(seeded)
    assert key == "P2-1"
    assert edits.form_of(seeded.facts(), key) == replace(FORM, evidence="", day=None)


def test_an_added_feature_keeps_the_contract(seeded):
    added(seeded)
    added(seeded, ProjectForm(kind=Kind.PLATE, name="新板块", evidence="批复", day=DAY))
    assert list(references(seeded.facts())) == [] and breaches(seeded.facts()) == []
    plate = seeded.facts().features[-1]
    assert (plate.plate, plate.plate_basis) == (plate.id, Basis.EXPLICIT)


def test_what_is_added_says_where_it_comes_from(seeded):
    batch = edits.add(seeded.facts(), 1, FORM)
    (feature,), (said,), (document,) = batch.features, batch.statements, batch.documents
    assert (batch.kind, batch.words) == (
        ChangeKind.ADD,
        "某路改造。依据：十一月调度会纪要（2026-11-20）",
    )
    assert (document.id, document.title) == ("E2", "十一月调度会纪要")
    assert document.stated_from == document.stated_to == said.stated_to == DAY
    assert feature.unlocated_reason == "手工录入，未写位置"
    assert (said.id, said.feature, said.document) == ("S-2-1", "P2-1", "E2")
    assert (said.period.start, said.period.end) == (date(2026, 3, 1), date(2026, 12, 31))
    assert said.amounts == {
        Measure.TOTAL: Amount(words="12,000.5", value=12000.5, unit="万元"),
        Measure.PROGRESS: Amount(words="35%", value=35.0, unit="%"),
    }
    assert batch.tables == {
        "sections": ({"document": "E2", "section": "E2-1", "title": "手工新增"},)
    }


def test_a_bare_form_claims_nothing(seeded):
    batch = edits.add(seeded.facts(), 1, ProjectForm(name="某事", evidence="电话", day=DAY))
    (feature,), (said,) = batch.features, batch.statements
    assert (feature.plate, feature.plate_basis) == (None, Basis.NONE)
    assert (said.status, said.status_words, said.period) == (Status.UNKNOWN, "", None)
    assert (said.unit_basis, said.amounts) == (Basis.NONE, {})


@pytest.mark.parametrize(
    ("given", "versions", "statements", "words"),
    [
        ({"note": "改"}, 1, 0, "备注"),
        ({"name": "改名"}, 1, 0, "名称"),
        ({"plate": None}, 1, 0, "板块"),
        ({"status": Status.COMPLETED}, 0, 1, "状态"),
        ({"end": "2027-06"}, 0, 1, "完成时间"),
        ({"unit": "城管局"}, 0, 1, "责任单位"),
        ({"progress": "40"}, 0, 1, "进度"),
        ({"code": "9", "status": Status.SUSPENDED}, 1, 1, "项目代码、状态"),
    ],
)
def test_only_what_was_changed_is_written(seeded, given, versions, statements, words):
    key = added(seeded)
    batch = edited(seeded, key, **given)
    assert (len(batch.features), len(batch.statements)) == (versions, statements)
    told, _, evidence = batch.words.partition("。")
    pairs = told.removeprefix("某路改造：").split("；")
    assert [pair.split(" ")[0] for pair in pairs] == words.split("、")
    assert all(" → " in pair for pair in pairs)
    assert evidence == "依据：新通知（2026-11-20）"
    seeded.write(batch, operator="李四")
    kept = edits.form_of(seeded.facts(), key)
    assert kept == replace(FORM, evidence="", day=None, **given)
    assert breaches(seeded.facts()) == []


def test_a_statement_says_only_what_the_evidence_changes(seeded):
    key = added(seeded)
    (said,) = edited(seeded, key, status=Status.COMPLETED).statements
    assert (said.status, said.status_words) == (Status.COMPLETED, "建成")
    assert (said.period, said.period_words, said.unit, said.amounts) == (None, "", "", {})
    (said,) = edited(seeded, key, unit="城管局").statements
    assert (said.status, said.status_words, said.unit) == (Status.UNKNOWN, "", "城管局")


def test_of_two_edits_of_one_day_the_later_holds(seeded):
    key = added(seeded)
    for status in (Status.SUSPENDED, Status.BUILDING) * 5:
        seeded.write(edited(seeded, key, status=status), operator="张三")
        said = [s for s in seeded.facts().statements if s.feature == key]
        assert step_at(said, DAY).status is status
    assert seeded.head > 10


def test_nothing_changed_is_told(seeded):
    key = added(seeded)
    with pytest.raises(InputError, match="没有改动"):
        edited(seeded, key)


def test_every_seed_fills_a_form_and_takes_a_change(facts):
    for feature in facts.features:
        form = replace(edits.form_of(facts, feature.id), note="核对过", evidence="通知", day=DAY)
        batch = edits.edit(facts, 1, feature.id, form)
        assert [f.note for f in batch.features] == ["核对过"]
        assert batch.statements == ()


FAULTY = [
    ({"name": " "}, "名称不能为空"),
    ({"evidence": ""}, "依据不能为空"),
    ({"day": None}, "日期不能为空"),
    ({"day": date(1900, 1, 1)}, "日期 1900-01-01 早于 1990-01-01"),
    ({"start": "明年"}, "开始时间“明年”不是日期：请写成 2026、2026-08"),
    ({"end": "2026-02-30"}, "完成时间“2026-02-30”不是日期"),
    ({"start": "2026-09", "end": "2026-08"}, "晚于完成时间"),
    ({"plate": "PL-99"}, "板块已经没有了"),
    ({"plate": "PJ-01"}, "板块已经没有了"),
    ({"total": "约1.2亿"}, "总投资“约1.2亿”不是数，请以万元为单位只写数字"),
    ({"total": "-5"}, "不是数"),
    ({"total": "1e999"}, "不是数"),
    ({"progress": "120"}, "超过 100%"),
    ({"progress": "过半"}, "进度“过半”不是数"),
]


@pytest.mark.parametrize(("given", "told"), FAULTY)
def test_what_cannot_be_used_is_told(facts, given, told):
    with pytest.raises(ContractError) as caught:
        edits.add(facts, 1, replace(FORM, **given))
    (breach,) = caught.value.breaches
    assert told in breach


def test_all_faults_are_told_at_once(facts):
    with pytest.raises(ContractError) as caught:
        edits.add(facts, 1, ProjectForm(start="x", progress="y"))
    assert len(caught.value.breaches) == 5


@pytest.mark.case(45)
def test_the_day_is_that_of_china_and_not_in_the_future(facts):
    assert edits.add(facts, 1, replace(FORM, day=clock.today())).documents
    with pytest.raises(ContractError, match="还没有到，今天是"):
        edits.add(facts, 1, replace(FORM, day=clock.today() + timedelta(days=1)))


@pytest.mark.parametrize("key", ["unit", "start", "end", "total", "progress"])
def test_what_was_stated_is_not_unsaid_by_emptying_a_field(seeded, key):
    feature = added(seeded)
    with pytest.raises(ContractError, match=r"不能改成空：已有的说法“.*”仍然有效"):
        edited(seeded, feature, **{key: ""})


def test_news_older_than_what_holds_is_refused(seeded):
    key = added(seeded)
    older = DAY - timedelta(days=1)
    with pytest.raises(ContractError, match="早于已有的说法（2026-11-20），改了也不起作用"):
        edited(seeded, key, status=Status.COMPLETED, day=older)
    assert edited(seeded, key, note="错字", day=older).features


@pytest.mark.case(16)
def test_a_twin_is_told_not_merged(seeded):
    added(seeded)
    with pytest.raises(ContractError) as caught:
        edits.add(seeded.facts(), 2, FORM)
    told = "\n".join(caught.value.breaches)
    assert "项目代码“2026-01”已属于“某路改造”" in told and "已有同名的项目“某路改造”" in told
    other = replace(FORM, name="某路改造二期", code="")
    assert edits.add(seeded.facts(), 2, other).features


@pytest.mark.parametrize(("key", "kind"), [("PL-01", Kind.PROJECT), ("PJ-01", Kind.PLATE)])
def test_a_plate_and_another_kind_are_not_turned_into_each_other(seeded, key, kind):
    with pytest.raises(ContractError, match="不能互改"):
        edited(seeded, key, kind=kind)


@pytest.mark.case(37)
def test_two_users_edit_one_project_and_the_second_is_told(seeded):
    key, head = added(seeded), seeded.head
    one, two = (
        edited(seeded, key, status=status) for status in (Status.COMPLETED, Status.SUSPENDED)
    )
    seeded.write(one, operator="李四", expected=head)
    with pytest.raises(
        ConflictError, match=r"第 3 次改动（李四，.*修改：某路改造：状态 在建 → 建成"
    ):
        seeded.write(two, operator="王五", expected=head)
    assert edits.form_of(seeded.facts(), key).status is Status.COMPLETED
    assert [change.operator for change in seeded.touched_since([key], head)] == ["李四"]


def test_a_retired_feature_leaves_the_map_and_keeps_its_history(seeded, facts):
    batch = edits.retire(seeded.facts(), 1, "PJ-01", "批复取消", DAY)
    seeded.write(batch, operator="李四", expected=1)
    assert "PJ-01" not in {f.id for f in seeded.facts().features}
    assert [c.kind for c in seeded.feature_history("PJ-01")] == [
        ChangeKind.RETIRE,
        ChangeKind.SEEDS,
    ]
    assert seeded.facts().documents[-1].title == "批复取消"
    seeded.undo(2, operator="李四")
    assert seeded.facts().features == facts.features


def test_a_plate_with_members_is_not_retired(facts):
    with pytest.raises(ContractError, match=r"里还有 \d+ 项，请先改它们的板块再撤下"):
        edits.retire(facts, 1, "PL-01", "批复", DAY)


def test_a_retirement_needs_evidence_and_a_day(facts):
    with pytest.raises(ContractError) as caught:
        edits.retire(facts, 1, "PJ-01", " ", None)
    assert len(caught.value.breaches) == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda facts: edits.form_of(facts, "P9-9"),
        lambda facts: edits.edit(facts, 1, "P9-9", FORM),
        lambda facts: edits.retire(facts, 1, "P9-9", "x", DAY),
    ],
)
def test_a_feature_that_is_not_there_is_told(facts, act):
    with pytest.raises(InputError, match="没有这一项"):
        act(facts)


@pytest.mark.case(27)
def test_text_is_kept_as_typed_but_for_what_no_file_can_carry(seeded):
    texts = {
        f.name: f" 甲\x00\x07'\"{{{f.name}}}\ud83d${{x}}🚇 "
        for f in fields(ProjectForm)
        if f.name in ("name", "code", "category", "unit", "address", "note", "evidence")
    }
    key = added(seeded, replace(FORM, **texts))
    form = edits.form_of(seeded.facts(), key)
    for name in texts.keys() - {"evidence"}:
        assert getattr(form, name) == f"甲'\"{{{name}}}${{x}}🚇"


def test_money_of_a_ledger_is_shown_in_the_unit_of_the_form(tmp_path):
    text = "项目名称,总投资（亿元）,进度\n甲,1.6,45%\n乙,2亿-3亿,\n"
    with store.create(tmp_path / "甲.db", operator="张三") as workspace:
        book = open_book("2021年7月.csv", text.encode())
        read = intake.read(book, workspace.facts(), {}, intake.Options())
        intake.bring_in(read, workspace, operator="张三")
        facts = workspace.facts()
    forms = {f.name: edits.form_of(facts, f.id) for f in facts.features}
    assert (forms["甲"].total, forms["甲"].progress) == ("16000", "45%")
    assert forms["乙"].total == "2亿-3亿"
