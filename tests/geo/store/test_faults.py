"""What can befall a workspace: a kill, a second writer, a full disk, damage. Nothing is lost."""

import errno
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from geo import store, workspaces
from geo.batch import Batch, ChangeKind
from geo.errors import ConflictError, InputError, StoreError
from geo.store import file
from geo.store.faults import os_error, store_error

ROOT = Path(__file__).resolve().parents[3]
ROWS = 40
# Writes batches of ROWS features, statements and fixes; with "forever" a child of it does so
# for each line it is sent, so that a kill costs no new start.
WRITER = f"""
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from geo import seeds, store
from geo.batch import Batch, ChangeKind

path, operator, times = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
facts = seeds.read()

def batch(tag):
    rows = range({ROWS})
    return Batch(
        kind=ChangeKind.IMPORT,
        words=tag,
        features=tuple(replace(facts.features[i], id=f"{{tag}}-{{i}}") for i in rows),
        statements=tuple(
            replace(facts.statements[i], id=f"S-{{tag}}-{{i}}", feature=f"{{tag}}-{{i}}")
            for i in rows
        ),
        fixes=tuple(
            replace(facts.fixes[i], id=f"F-{{tag}}-{{i}}", feature=f"{{tag}}-{{i}}") for i in rows
        ),
    )

def write(count):
    with store.open_workspace(path) as workspace:
        for n in range(count):
            workspace.write(batch(f"{{operator}}-{{os.getpid()}}-{{n}}"), operator=operator)

if times == "forever":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            write(10**6)
        print(child, flush=True)
else:
    write(int(times))
"""


def start(path, operator, times, **pipes):
    command = [sys.executable, "-c", WRITER, str(path), operator, times]
    return subprocess.Popen(command, cwd=ROOT, text=True, **pipes)


@pytest.fixture
def seeded(tmp_path):
    return store.create(tmp_path / "甲.db", operator="张三", batch=workspaces.seeds_batch())


def title(word):
    return Batch(kind=ChangeKind.SETTINGS, words="标题", settings={"title": word})


def big():
    batch = workspaces.seeds_batch(ChangeKind.RESET)
    notes = tuple(replace(f, note="长" * 5_000) for f in batch.features)
    return replace(batch, features=notes, from_scratch=True)


def rows_of(path, table, number):
    with closing(sqlite3.connect(path)) as other:
        query = f"SELECT count(*) FROM {table} WHERE change = ?"
        return other.execute(query, (number,)).fetchone()[0]


def wait_until_gone(pid):
    while True:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.005)


@pytest.mark.case(38)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_writer_killed_at_any_moment_leaves_every_change_whole(tmp_path):
    path, chance = tmp_path / "甲.db", random.Random(7)
    store.create(path, operator="张三")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with start(path, "子", "forever", **pipes) as driver:
        for turn in range(24):
            driver.stdin.write("again\n")
            driver.stdin.flush()
            child = int(driver.stdout.readline())
            time.sleep(chance.uniform(0.01, 0.25))
            os.kill(child, signal.SIGKILL)
            wait_until_gone(child)
            with store.open_workspace(path) as workspace:
                numbers = [change.number for change in workspace.changes()]
                assert numbers == list(range(len(numbers), 0, -1))
                head = workspace.write(title(f"第{turn}次"), operator="李四")
                assert head == len(numbers) + 1
                assert workspace.facts().settings.title == f"第{turn}次"
        driver.stdin.close()
    written = 0
    for change in store.open_workspace(path).changes():
        whole = ROWS if change.kind is ChangeKind.IMPORT else 0
        for table in ("feature", "statement", "fix"):
            assert rows_of(path, table, change.number) == whole
        written += change.kind is ChangeKind.IMPORT
    assert written > 0
    assert [found.name for found in tmp_path.iterdir()] == ["甲.db"]


def test_two_processes_writing_at_once_lose_nothing(tmp_path):
    path = tmp_path / "甲.db"
    store.create(path, operator="张三")
    both = [start(path, who, "20") for who in ("甲", "乙")]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    with store.open_workspace(path) as workspace:
        changes = workspace.changes()
        assert sorted(change.number for change in changes) == list(range(1, 41))
        assert sorted(change.operator for change in changes) == ["乙"] * 20 + ["甲"] * 20
        assert len(workspace.facts().features) == 40 * ROWS


def test_a_write_holds_the_file_from_its_first_moment(seeded):
    with seeded._file.writing(), closing(sqlite3.connect(seeded.path, timeout=0)) as other:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert seeded.head == 1


def test_a_file_another_program_holds_is_told_after_waiting(seeded, monkeypatch):
    monkeypatch.setattr(file, "WAIT_S", 0.1)
    with closing(sqlite3.connect(seeded.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"甲.db”：别的程序正在写它.*没有改动；请稍后再试"):
            seeded.write(title("新"), operator="张三")
        assert len(seeded.facts().features) > 0
    assert seeded.write(title("新"), operator="张三") == 2


@pytest.mark.case(36)
def test_a_batch_sent_twice_after_a_restart_is_written_once(tmp_path):
    path = tmp_path / "甲.db"
    batch = workspaces.seeds_batch(ChangeKind.IMPORT)
    with store.create(path, operator="张三") as workspace:
        workspace.write(batch, operator="张三", expected=0)
    with store.open_workspace(path) as again:
        with pytest.raises(ConflictError, match="导入台账"):
            again.write(batch, operator="张三", expected=0)
        with pytest.raises(ConflictError, match="编号已被别的变动用去"):
            again.write(batch, operator="张三")
        assert again.head == 1
        assert len(again.facts().statements) == len(batch.statements)


@pytest.mark.case(38)
def test_a_full_disk_leaves_the_old_content(seeded, facts):
    before = seeded.path.read_bytes()
    pages = len(before) // 4096 + 2
    event.listen(
        seeded._file._engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={pages}")
    )
    with pytest.raises(StoreError, match="磁盘已满。原来的内容没有改动；请腾出空间再试"):
        seeded.write(big(), operator="张三")
    assert seeded.path.read_bytes() == before
    with store.open_workspace(seeded.path) as workspace:
        assert workspace.facts().features == facts.features
        assert workspace.write(big(), operator="张三") == 2


@pytest.mark.case(38)
def test_a_file_that_may_not_grow_leaves_the_old_content(seeded, facts):
    resource = pytest.importorskip("resource")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (seeded.path.stat().st_size + 8192, most))
    try:
        with pytest.raises(StoreError, match="磁盘读写出错。原来的内容没有改动"):
            seeded.write(big(), operator="张三")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    with store.open_workspace(seeded.path) as workspace:
        assert workspace.head == 1 and workspace.facts().features == facts.features


@contextmanager
def without_rights():
    """Give up the rights of an administrator, whom no file mode stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.case(38)
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX users")
def test_a_read_only_file_can_be_read_and_says_how_to_write(facts):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "甲.db"
        workspace = store.create(path, operator="张三", batch=workspaces.seeds_batch())
        path.chmod(0o444)
        path.parent.chmod(0o555)
        try:
            with without_rights():
                assert store.open_workspace(path).facts().features == facts.features
                for act in (
                    lambda: workspace.write(title("新"), operator="张三"),
                    lambda: store.create(path.with_name("乙.db"), operator="张三"),
                    workspace.backup,
                ):
                    with pytest.raises(StoreError, match=r"只能读、不能写.*请去掉只读属性"):
                        act()
        finally:
            path.parent.chmod(0o755)
        assert [found.name for found in path.parent.iterdir()] == ["甲.db"]


@pytest.mark.case(38)
@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_damage_in_the_middle_is_detected_and_the_backup_restores(seeded, facts, part):
    backup = seeded.backup()
    content = bytearray(seeded.path.read_bytes())
    at = int(len(content) * part)
    content[at : at + 8192] = b"\xff" * 8192
    seeded.path.write_bytes(content)
    with pytest.raises(StoreError, match=r"甲.db”：文件已损坏.*backups 文件夹里最近的备份"):
        store.open_workspace(seeded.path)
    seeded.path.write_bytes(backup.read_bytes())
    with store.open_workspace(seeded.path) as workspace:
        assert workspace.facts().features == facts.features


@pytest.mark.case(38)
@pytest.mark.parametrize("size", [1_000, 50_000, 131_072])
def test_a_file_cut_short_is_detected(seeded, size):
    seeded.path.write_bytes(seeded.path.read_bytes()[:size])
    with pytest.raises(StoreError, match=r"文件已损坏|不是本软件的工作区"):
        store.open_workspace(seeded.path)


@pytest.mark.parametrize(
    ("column", "value"),
    [("kind", "plane"), ("aliases", "[“"), ("details", "3"), ("aliases", "[" * 100_000)],
)
def test_a_record_that_makes_no_sense_is_damage_not_a_traceback(seeded, column, value):
    with closing(sqlite3.connect(seeded.path)) as other:
        columns = [row[1] for row in other.execute("PRAGMA table_info(feature)")][1:]
        chosen = ", ".join("?" if name == column else name for name in columns)
        other.execute(
            f"INSERT INTO feature ({', '.join(columns)})"
            f" SELECT {chosen.replace('change, id', '1, 9')} FROM feature LIMIT 1",
            (value,),
        )
        other.commit()
    with pytest.raises(StoreError, match="文件已损坏"):
        seeded.facts()


def sqlite_of_others(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE change (number INTEGER)")
        other.commit()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (sqlite_of_others, "不是本软件的工作区"),
        (lambda path: path.write_bytes(b""), "不是本软件的工作区"),
        (lambda path: path.write_bytes(b"PK\x03\x04" * 2_000), "不是本软件的工作区"),
        (lambda path: path.write_text("名称,状态\n"), "不是本软件的工作区"),
        (lambda path: path.mkdir(), "找不到工作区“甲.db”"),
        (lambda path: None, "找不到工作区“甲.db”"),
    ],
)
def test_what_is_no_workspace_is_told_and_left_alone(tmp_path, make, told):
    path = tmp_path / "甲.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=told):
        store.open_workspace(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [found.name for found in tmp_path.iterdir()] in ([], ["甲.db"])


def test_a_file_that_is_gone_is_not_made_anew(seeded):
    seeded.path.unlink()
    with pytest.raises(StoreError, match=r"找不到工作区“甲.db”"):
        seeded.write(title("新"), operator="张三")
    assert not seeded.path.exists()


def test_a_workspace_that_cannot_be_finished_leaves_nothing_behind(tmp_path):
    broken = replace(workspaces.seeds_batch(), settings={"title": ""})
    with pytest.raises(InputError, match="标题不能没有"):
        store.create(tmp_path / "甲.db", operator="张三", batch=broken)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(StoreError, match=r"文件打不开.*请检查文件夹还在不在"):
        store.create(tmp_path / "无" / "甲.db", operator="张三")


@pytest.mark.case(38)
@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘已满。原来的内容没有改动；请腾出空间再试"),
        (errno.EACCES, "只能读、不能写"),
        (errno.EIO, "磁盘读写出错"),
        (errno.EDOM, r"读写失败（没见过的事）。.*请再试一次"),
    ],
)
def test_what_the_operating_system_says_is_told_in_words(number, told):
    error = os_error(Path("甲.db"), OSError(number, "没见过的事"))
    assert re.search(f"工作区“甲.db”：.*{told}", str(error))


@pytest.mark.case(38)
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("SQLITE_IOERR_WRITE", "磁盘读写出错"),
        ("SQLITE_FULL", "磁盘已满"),
        ("SQLITE_CORRUPT_INDEX", "文件已损坏。.*backups 文件夹里最近的备份"),
        ("SQLITE_MISUSE", "读写失败（怪事）"),
        ("", "读写失败（怪事）"),
    ],
)
def test_what_sqlite_says_is_told_in_words(fault, told):
    assert re.search(told, str(store_error(Path("甲.db"), fault, "怪事")))
