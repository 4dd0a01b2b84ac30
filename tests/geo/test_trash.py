"""Workspaces renamed and put away: nothing is erased, nobody's place is taken, all is told."""

import os
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from geo import clock, store, trash, workspaces
from geo.batch import Batch, ChangeKind
from geo.errors import InputError, StoreError
from geo.store import file


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(workspaces.HOME, str(tmp_path))
    return tmp_path


def made(name, *, seeds=False):
    workspace = workspaces.new(name, operator="张三", seeds=seeds)
    workspace.close()
    return workspace


def title(word):
    return Batch(kind=ChangeKind.SETTINGS, words="标题", settings={"title": word})


def test_a_renamed_workspace_holds_what_it_held(home):
    made("甲", seeds=True)
    before = (home / "甲.db").read_bytes()
    workspaces.rename("甲", " 乙 ")
    assert [path.name for path in home.iterdir()] == ["乙.db"]
    assert (home / "乙.db").read_bytes() == before


@pytest.mark.parametrize(
    ("to", "error", "told"),
    [
        ("乙", InputError, "已经有“乙.db”了"),
        ("甲", InputError, "没有变"),
        ("", InputError, "不能为空"),
        ("../丙", InputError, "不能含有"),
    ],
)
def test_a_name_that_cannot_be_given_changes_nothing(home, to, error, told):
    for name in ("甲", "乙"):
        made(name)
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    with pytest.raises(error, match=told):
        workspaces.rename("甲", to)
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


@pytest.mark.parametrize("act", [lambda n: workspaces.rename(n, "丙"), trash.put_away])
def test_the_seeds_and_what_is_not_there_are_neither_renamed_nor_put_away(home, act):
    with pytest.raises(InputError, match="不能含有"):
        act(":seeds")
    with pytest.raises(StoreError, match=r"找不到工作区“没有.db”"):
        act("没有")
    assert list(home.glob("*.db")) == []


def test_what_was_put_away_is_listed_and_put_back(home):
    made("甲", seeds=True)
    before = (home / "甲.db").read_bytes()
    away = trash.put_away("甲")
    assert away.parent == home / "回收站" and away.read_bytes() == before
    assert workspaces.listed() == []
    (one,) = trash.listed()
    assert (one.name, one.path, one.size) == ("甲", away, len(before))
    assert timedelta() <= clock.now() - one.since < timedelta(minutes=1)
    assert trash.put_back(away.name) == "甲"
    assert (home / "甲.db").read_bytes() == before
    assert trash.listed() == []


def test_two_of_one_name_are_put_away_side_by_side_newest_first(home):
    for seeds in (True, False):
        made("甲-20260101-000000-000000", seeds=seeds)
        trash.put_away("甲-20260101-000000-000000")
    newest, oldest = trash.listed()
    assert newest.name == oldest.name == "甲-20260101-000000-000000"
    assert newest.since > oldest.since and newest.size < oldest.size


def test_nothing_is_put_back_over_another_workspace(home):
    made("甲", seeds=True)
    away = trash.put_away("甲")
    made("甲")
    with pytest.raises(InputError, match=r"已经有“甲.db”了"):
        trash.put_back(away.name)
    assert away.is_file()
    with store.open_workspace(home / "甲.db") as kept:
        assert kept.head == 0
    (one,) = trash.listed()
    assert "同名" in trash.hindrance(one)
    assert trash.put_back(away.name, "甲（旧）") == "甲（旧）"
    with store.open_workspace(home / "甲（旧）.db") as back:
        assert back.head == 1


def test_a_file_whose_name_no_workspace_can_have_comes_back_under_another(home):
    made("甲")
    away = trash.put_away("甲")
    away.rename(away.with_name("CON-20260101-000000-000000.db"))
    (one,) = trash.listed()
    assert "CON" in trash.hindrance(one)
    assert trash.put_back(one.path.name, "找回的") == "找回的"
    assert trash.listed() == []


@pytest.mark.parametrize("name", ["没有.db", "../甲.db", "甲.db", ""])
def test_what_is_not_in_the_folder_is_not_put_back(home, name):
    made("甲")
    made("乙")
    trash.put_away("乙")
    with pytest.raises(StoreError, match="回收站里没有它了"):
        trash.put_back(name)
    assert [path.name for path in home.glob("*.db")] == ["甲.db"]


def test_other_files_in_the_folder_are_left_alone(home):
    assert trash.listed() == []
    folder = home / trash.FOLDER
    folder.mkdir()
    for name in ("说明.txt", "甲.db", "甲-20269999-000000-000000.db"):
        (folder / name).write_text("x")
    (folder / "夹-20260101-000000-000000.db").mkdir()
    assert trash.listed() == []


def test_a_damaged_workspace_can_be_put_away_and_back(home):
    (home / "坏.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    away = trash.put_away("坏")
    trash.put_back(away.name)
    assert (home / "坏.db").stat().st_size == 4112


def test_whoever_has_it_open_is_told_that_it_is_gone(home):
    workspace = made("甲", seeds=True)
    trash.put_away("甲")
    for act in (workspace.facts, lambda: workspace.write(title("新"), operator="李四")):
        with pytest.raises(StoreError, match=r"找不到工作区“甲.db”：可能已移走或改名"):
            act()


def test_somebody_who_waited_to_write_while_it_was_renamed_writes_nothing(home, monkeypatch):
    workspace = made("甲", seeds=True)
    told, asked = [], threading.Event()

    def write():
        asked.set()
        try:
            workspace.write(title("新"), operator="李四")
        except StoreError as error:
            told.append(str(error))

    writer = threading.Thread(target=write)

    def moved_late(path, to):
        writer.start()
        asked.wait()
        # Long enough for the other to stand in line for the lock.
        threading.Event().wait(1)
        path.rename(to)

    monkeypatch.setattr(file, "move_file", moved_late)
    workspaces.rename("甲", "乙")
    writer.join()
    assert told == ["找不到工作区“甲.db”：可能已移走或改名，请重新选择"]
    with store.open_workspace(home / "乙.db") as kept:
        assert kept.head == 1


def test_a_write_under_way_is_waited_for_and_refused_when_it_takes_too_long(home, monkeypatch):
    monkeypatch.setattr(file, "WAIT_S", 0.2)
    made("甲")
    with closing(sqlite3.connect(home / "甲.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="别的程序正在写它"):
            trash.put_away("甲")
        other.execute("ROLLBACK")
    assert trash.put_away("甲").is_file()


def refuse(path, to):
    raise PermissionError(13, "The process cannot access the file", str(path), 32, str(to))


def test_a_file_another_program_holds_is_told_with_the_remedy(home, monkeypatch):
    made("甲")
    monkeypatch.setattr(file, "move_file", refuse)
    for act in (trash.put_away, lambda name: workspaces.rename(name, "乙")):
        with pytest.raises(StoreError, match=r"“甲”没有动：别的程序正打开着.*请关掉打开它的程序"):
            act("甲")
    assert (home / "甲.db").is_file()


@pytest.mark.skipif(os.name == "nt", reason="a test of the way other systems move files")
def test_an_unfinished_write_is_rolled_back_before_the_file_moves(home):
    made("甲", seeds=True)
    before = (home / "甲.db").read_bytes()
    with closing(sqlite3.connect(home / "甲.db", isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO setting SELECT NULL, 9, 'k', printf('%.*c', 9000, 'x') FROM fix")
        spilt = {path.name: path.read_bytes() for path in home.iterdir()}
        other.execute("ROLLBACK")
    assert spilt["甲.db"] != before
    for name, content in spilt.items():
        (home / name).write_bytes(content)
    workspaces.rename("甲", "乙")
    assert [path.name for path in home.iterdir()] == ["乙.db"]
    assert (home / "乙.db").read_bytes() == before
