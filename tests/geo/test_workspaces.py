"""Several workspaces side by side: their names, their beginnings, and that they never mix."""

from dataclasses import replace

import pytest

from geo import store, workspaces
from geo.batch import Batch, ChangeKind
from geo.errors import ConflictError, InputError, StoreError


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "台账"
    monkeypatch.setenv(workspaces.HOME, str(folder))
    return folder


def title(word):
    return Batch(kind=ChangeKind.SETTINGS, words="标题", settings={"title": word})


def test_the_home_folder_is_made_when_first_asked_for(home):
    assert not home.exists()
    assert workspaces.listed() == []
    assert workspaces.home() == home and home.is_dir()


def test_a_home_that_cannot_be_made_is_told(tmp_path, monkeypatch):
    (tmp_path / "文件").write_text("")
    monkeypatch.setenv(workspaces.HOME, str(tmp_path / "文件" / "内"))
    with pytest.raises(StoreError, match=r"建不了.*PLATEMAP_HOME"):
        workspaces.listed()


def test_the_list_is_newest_first_and_survives_damage(home):
    for name in ("甲", "乙"):
        workspaces.new(name, operator="张三", seeds=False)
    workspaces.path_of("坏").write_bytes(b"no database")
    (home / "说明.txt").write_text("别的文件")
    (home / "backups").mkdir()
    workspaces.path_of("夹").mkdir()
    found = workspaces.listed()
    assert {one.name for one in found} == {"甲", "乙", "坏"}
    assert [one.modified for one in found] == sorted((o.modified for o in found), reverse=True)
    assert next(one.size for one in found if one.name == "坏") == 11
    assert found[0].modified.utcoffset().total_seconds() == 8 * 3600


@pytest.mark.case(3)
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "不能为空"),
        ("  ", "不能为空"),
        ("..", "不能以点"),
        (".隐藏", "不能以点"),
        ("甲.", "不能以点"),
        ("../甲", "不能含有"),
        ("甲/乙", "不能含有"),
        ("甲\\乙", "不能含有"),
        ("C:甲", "不能含有"),
        ("甲*?", "不能含有"),
        ("甲\x00乙", "看不见的字符"),
        ("甲\n乙", "看不见的字符"),
        ("甲\u202e乙", "看不见的字符"),
        ("甲\ud83d", "看不见的字符"),
        ("CON", "Windows 保留"),
        ("nul.2026", "Windows 保留"),
        ("com1", "Windows 保留"),
        ("LPT¹", "Windows 保留"),
        ("长" * 61, "最多 60 字"),
        ("🚇" * 60, "过长"),
    ],
)
def test_a_name_that_is_no_file_name_everywhere_is_refused(name, told):
    with pytest.raises(InputError, match=told):
        workspaces.path_of(name)


@pytest.mark.parametrize("name", ["二七区2026年11月", "长" * 60, "a b.c", "CONTRACT", "台账（一）"])
def test_a_usual_name_becomes_a_file_that_can_be_made_and_backed_up(home, name):
    workspace = workspaces.new(f" {name} ", operator="张三", seeds=False)
    assert workspace.path == home / f"{name}.db"
    assert workspace.backup().is_file()


def test_a_taken_name_is_refused():
    workspaces.new("甲", operator="张三", seeds=True)
    with pytest.raises(InputError, match=r"已经有“甲.db”了，请换一个名称"):
        workspaces.new("甲", operator="李四", seeds=False)
    with store.open_workspace(workspaces.path_of("甲")) as kept:
        assert kept.head == 1


def test_a_new_workspace_holds_the_seeds_only_when_asked(facts):
    assert workspaces.new("空", operator="张三", seeds=False).facts().features == ()
    seeded = workspaces.new("满", operator=" 张三 ", seeds=True)
    assert seeded.facts().features == facts.features
    (change,) = seeded.changes()
    assert (change.kind, change.operator) == (ChangeKind.SEEDS, "张三")


@pytest.mark.case(39)
def test_two_workspaces_never_mix(facts):
    one = workspaces.new("甲", operator="张三", seeds=True)
    other = workspaces.new("乙", operator="李四", seeds=False)
    mine = replace(facts.features[6], id="P2-1", name="只在甲中")
    one.write(
        Batch(kind=ChangeKind.ADD, words="", features=(mine,), settings={"title": "甲图"}),
        operator="张三",
    )
    assert other.facts().features == () and other.head == 0
    assert other.facts().settings.title == "二七区重点项目一张图"
    other.write(title("乙图"), operator="李四")
    assert one.facts().settings.title == "甲图"
    assert {change.operator for change in one.changes()} == {"张三"}
    assert workspaces.read(one.path).features[-1].name == "只在甲中"
    assert workspaces.read(other.path).features == ()


def test_a_copy_under_another_name_is_independent():
    workspaces.new("甲", operator="张三", seeds=True)
    copy = workspaces.duplicate("甲", "乙", operator="李四")
    copy.write(title("乙图"), operator="李四")
    with store.open_workspace(workspaces.path_of("甲")) as kept:
        assert (kept.head, copy.head, copy.changes()[1].operator) == (1, 3, "李四")
    with pytest.raises(StoreError, match=r"找不到工作区“丙.db”"):
        workspaces.duplicate("丙", "丁", operator="李四")


def test_a_reset_lets_only_the_seeds_hold_and_can_be_undone(facts):
    workspace = workspaces.new("甲", operator="张三", seeds=True)
    mine = replace(facts.features[6], id="P2-1", name="我的项目")
    workspace.write(
        Batch(kind=ChangeKind.ADD, words="", features=(mine,), retired=("PJ-02",)), operator="张三"
    )
    workspace.write(title("我的图"), operator="张三")
    before = workspace.facts()
    assert workspaces.reset(workspace, operator="李四") == 4
    assert workspace.facts() == replace(facts, founded=before.founded)
    assert [change.counts for change in workspace.changes()] == [True, False, False, False]
    workspace.undo(4, operator="李四")
    assert workspace.facts() == before
    workspace.undo(5, operator="李四")
    assert workspace.facts().settings == facts.settings


def test_a_reset_is_not_undone_under_what_was_added_since(facts):
    workspace = workspaces.new("甲", operator="张三", seeds=False)
    workspaces.reset(workspace, operator="张三")
    mine = replace(facts.features[6], id="P2-1", name="我的项目")
    workspace.write(Batch(kind=ChangeKind.ADD, words="", features=(mine,)), operator="张三")
    with pytest.raises(ConflictError, match="又动了我的项目，请先撤销第 2 次"):
        workspace.undo(1, operator="张三")


def test_a_folder_and_a_file_are_read_alike(facts_folder, facts):
    assert workspaces.read(facts_folder).features == facts.features
    path = workspaces.new("甲", operator="张三", seeds=True).path
    assert workspaces.read(path).features == facts.features
    with pytest.raises(StoreError, match="找不到"):
        workspaces.read(path.with_name("无.db"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "请先填写"),
        (" \t", "请先填写"),
        ("甲" * 41, "最多 40 字"),
        ("张\x00三", "看不见"),
        ("张\u202e三", "看不见"),
    ],
)
def test_an_operator_who_cannot_be_named_is_refused(text, told):
    with pytest.raises(InputError, match=told):
        workspaces.operator_name(text)
    with pytest.raises(InputError, match=told):
        workspaces.new("甲", operator=text, seeds=False)
    assert workspaces.listed() == []


@pytest.mark.parametrize("text", ["张三", "甲" * 40, "O'Neil", "欧阳·买买提"])
def test_an_operator_is_kept_as_written(text):
    assert workspaces.operator_name(f" {text} ") == text
