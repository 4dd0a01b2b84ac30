"""A workspace from a colleague: taken over whole, or refused with the remedy; nothing written."""

import sqlite3
import tracemalloc
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from geo import adopting, store, workspaces
from geo.batch import Batch, ChangeKind, LedgerRecord, LedgerRow
from geo.errors import ConflictError, FileError, InputError
from geo.store import proving
from geo.store.schema import MIGRATIONS


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(workspaces.HOME, str(tmp_path / "工作区"))
    return tmp_path / "工作区"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    path = tmp_path_factory.mktemp("同事") / "同事的.db"
    with store.create(path, operator="李四", batch=workspaces.seeds_batch()) as workspace:
        words = Batch(kind=ChangeKind.SETTINGS, words="标题", settings={"title": "同事的图"})
        workspace.write(words, operator="李四")
    return path.read_bytes()


@pytest.fixture
def theirs(tmp_path, pristine):
    """Somebody else's workspace, with a change of theirs."""
    path = tmp_path / "同事的.db"
    path.write_bytes(pristine)
    return path


def take(path, name="我的", content=None):
    content = path.read_bytes() if content is None else content
    return adopting.adopt(path.name, content, name, operator="张三")


def refused(home, path, told, content=None):
    with pytest.raises(FileError, match=told) as refusal:
        take(path, content=content)
    assert str(refusal.value).startswith("同事的.db：")
    assert str(refusal.value).endswith("什么都没有写入")
    assert list(home.iterdir()) == []


def tamper(path, *statements):
    """Do to a workspace what its triggers keep everybody from who leaves them there."""
    with closing(sqlite3.connect(path)) as other, other:
        triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = triggers.fetchall()
        for name, _ in triggers:
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
        for _, sql in triggers:
            other.execute(sql)


def test_a_colleagues_workspace_is_taken_over_with_its_history(theirs, home, facts):
    with take(theirs) as mine, store.open_workspace(theirs) as origin:
        assert mine.path == home / "我的.db"
        assert mine.facts() == origin.facts()
        newest, *rest = mine.changes()
        assert (newest.kind, newest.operator) == (ChangeKind.COPY, "张三")
        assert newest.words == "来自文件“同事的.db”"
        assert rest == origin.changes()
        assert mine.facts().features == facts.features
    assert list(home.iterdir()) == [home / "我的.db"]


@pytest.mark.case(3)
def test_the_name_of_the_file_is_never_a_path(theirs, home):
    taken = adopting.adopt("../../x\\..\\夹\x00带.db", theirs.read_bytes(), "我的", operator="张三")
    assert taken.changes()[0].words == "来自文件“夹带.db”"
    assert list(home.iterdir()) == [home / "我的.db"]


@pytest.mark.parametrize(("name", "told"), [("我的", "已经有“我的.db”"), ("../我", "不能含有")])
def test_a_name_that_is_taken_or_can_be_no_files_is_refused(theirs, home, name, told):
    workspaces.new("我的", operator="张三", seeds=False)
    with pytest.raises(InputError, match=told):
        take(theirs, name)
    with store.open_workspace(home / "我的.db") as kept:
        assert kept.head == 0
    assert len(list(home.iterdir())) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "空文件.*重新拷贝"),
        (b"PK\x03\x04" + b"\0" * 100, "请先解压.*导入台账"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "旧版 Office.*导入台账"),
        ("项目名称,状态".encode("gbk"), "不是本软件的工作区.*下载的 .db"),
        (b"SQLite format 3\0", "已损坏，或没有拷贝完.*点“下载”"),
        (b"SQLite format 3\0" + b"\xff" * 8192, "已损坏，或没有拷贝完"),
    ],
)
def test_what_is_no_workspace_is_refused_by_its_content(theirs, home, content, told):
    refused(home, theirs, told, content)


def test_a_file_over_the_cap_is_refused_before_it_is_looked_at(theirs, home, monkeypatch):
    monkeypatch.setattr(adopting, "MAX_BYTES", 1024 * 1024)
    refused(home, theirs, r"有 2 MB，最大 1 MB", b"SQLite format 3\0" + b"\0" * 2 * 1024 * 1024)


def test_a_database_of_another_program_is_refused(theirs, home, tmp_path):
    other = tmp_path / "别的.db"
    with closing(sqlite3.connect(other)) as made, made:
        made.execute("CREATE TABLE change (number INTEGER)")
    refused(home, theirs, "不是本软件的工作区", other.read_bytes())


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_file_that_was_not_copied_to_its_end_is_refused(theirs, home, share):
    content = theirs.read_bytes()
    refused(home, theirs, "已损坏，或没有拷贝完", content[: int(len(content) * share)])


def page_of(path, name):
    with closing(sqlite3.connect(path)) as other:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = other.execute(query, (name,)).fetchone()
        (size,) = other.execute("PRAGMA page_size").fetchone()
    return (page - 1) * size, size


@pytest.mark.parametrize("name", ["fix", "statement", "document_change"])
def test_a_file_with_a_spoilt_page_is_refused(theirs, home, name):
    at, size = page_of(theirs, name)
    content = bytearray(theirs.read_bytes())
    content[at : at + size] = b"\xa5" * size
    refused(home, theirs, "已损坏，或没有拷贝完", bytes(content))


SCHEMAS = {
    "a trigger": (
        "CREATE TRIGGER spy AFTER INSERT ON change BEGIN"
        " INSERT INTO setting VALUES (NULL, 1, 'title', 'x'); END",
        "trigger spy",
    ),
    "a view": ("CREATE VIEW spy AS SELECT * FROM change", "view spy"),
    "a table": ("CREATE TABLE spy (word TEXT)", "table spy"),
    "a virtual table": ("CREATE VIRTUAL TABLE spy USING fts5 (word)", "table spy"),
    "an index with an expression": ("CREATE INDEX spy ON change (upper(words))", "index spy"),
    "a column": ("ALTER TABLE change ADD COLUMN spy AS (upper(words))", "table change"),
    "statistics": ("ANALYZE", "table sqlite_stat1"),
}


@pytest.mark.parametrize(("statement", "told"), SCHEMAS.values(), ids=SCHEMAS)
def test_a_schema_with_anything_of_its_own_is_refused(theirs, home, statement, told):
    with closing(sqlite3.connect(theirs)) as other, other:
        other.execute(statement)
    refused(home, theirs, rf"结构被改动过，不能安全地打开：多出或改动了 .*{told}.*重新取一份")


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TRIGGER change_no_update",),
        ("DROP TABLE migration",),
        ("DROP TABLE setting", "CREATE VIEW setting AS SELECT 1 AS seq"),
        ("DROP TABLE migration", "CREATE VIEW migration AS SELECT 'x' AS name, '' AS at"),
        (
            "DROP TRIGGER change_no_update",
            "CREATE TRIGGER change_no_update BEFORE UPDATE ON change BEGIN SELECT 1; END",
        ),
    ],
)
def test_a_schema_that_lacks_or_replaces_something_is_refused(theirs, home, statements):
    with closing(sqlite3.connect(theirs)) as other, other:
        for statement in statements:
            other.execute(statement)
    refused(home, theirs, "结构被改动过")


def test_a_schema_rewritten_in_the_file_itself_is_refused(theirs, home):
    with closing(sqlite3.connect(theirs)) as other, other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'words TEXT NOT NULL',"
            " 'words TEXT NOT NULL CHECK (length(words) < 9)') WHERE name = 'change'"
        )
    refused(home, theirs, "结构被改动过")


def later(connection):
    connection.exec_driver_sql("CREATE TABLE later (word TEXT)")


def test_a_newer_version_is_told_from_a_tampered_file(theirs, home, monkeypatch):
    with monkeypatch.context() as newer:
        newer.setitem(MIGRATIONS, "2027-01-later", later)
        store.open_workspace(theirs)
    refused(home, theirs, r"更新版本的软件建立的（2027-01-later）；请先升级本软件")


def test_an_older_version_is_brought_up_to_date_in_the_copy_alone(theirs, home, monkeypatch):
    before = theirs.read_bytes()
    monkeypatch.setitem(MIGRATIONS, "2027-01-later", later)
    with take(theirs) as mine:
        assert mine.facts().settings.title == "同事的图"
    assert theirs.read_bytes() == before
    assert list(home.iterdir()) == [home / "我的.db"]
    with closing(sqlite3.connect(home / "我的.db")) as other:
        assert other.execute("SELECT count(*) FROM later").fetchone() == (0,)


FOREIGN_CELLS = {
    "a blob for a text": ("UPDATE feature SET name = x'ff00' WHERE seq = 3", "表 feature 有 1 行"),
    "a text for a number": ("UPDATE fix SET accuracy_m = 'x' WHERE seq = 1", "表 fix 有 1 行"),
    "a text for a place": ("UPDATE fix SET geometry = 'POINT'", "表 fix 有 .* 行的内容类型不对"),
    "a change that is not there": ("UPDATE fix SET change = 9 WHERE seq = 1", "不属于任何一次"),
    "an undoing of itself": ("INSERT INTO undone VALUES (1, 2, 2)", "前后不接"),
    "an undoing of nothing": ("INSERT INTO undone VALUES (1, 2, -7)", "前后不接"),
    "an undoing said twice": (
        "INSERT INTO undone (change, number) VALUES (2, 1), (2, 1)",
        "前后不接",
    ),
    "a change that brought nothing": ("DELETE FROM setting WHERE change = 2", "前后不接"),
    "a gap between changes": ("UPDATE change SET number = 9 WHERE number = 2", "编号不连续"),
    "a change below the first": ("UPDATE change SET number = -5 WHERE number = 1", "不连续"),
    "a change beyond all numbers": (
        "UPDATE change SET number = 9223372036854775807 WHERE number = 2",
        "编号不连续",
    ),
}


@pytest.mark.parametrize(("statement", "told"), FOREIGN_CELLS.values(), ids=FOREIGN_CELLS)
def test_cells_that_are_not_what_their_column_says_are_refused(theirs, home, statement, told):
    tamper(theirs, statement)
    refused(home, theirs, told)


def test_a_text_that_is_no_unicode_is_refused(theirs, home):
    tamper(theirs, "UPDATE feature SET note = CAST(x'c328ff' AS TEXT) WHERE seq = 5")
    refused(home, theirs, "已损坏")


def test_a_cell_over_the_cap_is_refused(theirs, home, monkeypatch):
    monkeypatch.setattr(proving, "_MAX_RECORD_BYTES", 1024 * 1024)
    tamper(theirs, "UPDATE feature SET note = printf('%.*c', 1048577, 'x') WHERE seq = 5")
    refused(home, theirs, "有一处内容超过 1 MB")


def test_more_changes_than_the_cap_are_refused_with_what_to_do(theirs, home, monkeypatch):
    monkeypatch.setattr(proving, "_MAX_CHANGES", 1)
    refused(home, theirs, "有 2 次改动，最多 1 次；.*请管理员核对来源")


def test_text_no_record_can_have_is_refused_before_it_is_decoded(theirs, home):
    lists = "'[' || replace(printf('%.*c', 2600000, 'x'), 'x', '{},') || '{}]'"
    tamper(theirs, f"UPDATE feature SET aliases = {lists} WHERE seq < 5")
    content = theirs.read_bytes()
    tracemalloc.start()
    refused(home, theirs, "有一处内容超过 1 MB，不能打开", content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * len(content)


def test_rows_are_decoded_a_few_at_a_time(theirs, home):
    lists = "'[' || replace(printf('%.*c', 340000, 'x'), 'x', '{},') || '{}]'"
    tamper(
        theirs,
        f"UPDATE feature SET details = {lists} WHERE seq > 70",
    )
    tracemalloc.start()
    refused(home, theirs, "的 details 不对")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 * 1024 * 1024


def test_more_rows_than_the_cap_are_refused(theirs, home, monkeypatch):
    monkeypatch.setattr(proving, "_MAX_ROWS", 81)
    refused(home, theirs, r"表 \w+ 有 \d+ 行，最多 81 行")


def feature(column, value):
    return f"UPDATE feature SET {column} = '{value}' WHERE id = 'PJ-02'"


DEEP = "[" * 100_000
RECORDS = {
    "no JSON": (feature("aliases", "{"), "已损坏"),
    "JSON nested too deep": (feature("aliases", DEEP), "已损坏"),
    "no list of texts": (feature("aliases", "[1, {}]"), "Feature PJ-02的 aliases 不对"),
    "no pairs": (feature("details", '[["a"]]'), "Feature PJ-02的 details 不对"),
    "an id that breaks links": (feature("id", "<b>"), "Feature <b>的 id 不对"),
    "a kind that is none": (feature("kind", "castle"), "已损坏"),
    "a plate that is none": (feature("plate", "PL-99"), "Feature PJ-02所属的板块不存在"),
    "a day that is none": ("UPDATE document SET stated_to = 'x'", "已损坏"),
    "a document that is none": ("UPDATE statement SET document = 'D9'", "的文件不存在"),
    "a period of numbers": (
        'UPDATE statement SET period = \'{"start": null, "end": null, "words": 1}\'',
        "的 period 不对",
    ),
    "an amount without end": (
        'UPDATE statement SET amounts = \'{"total": {"words": "", "unit": "", "value": Infinity,'
        ' "certainty": "explicit"}}\'',
        "的 amounts 不对",
    ),
    "an amount beyond all numbers": (
        'UPDATE statement SET amounts = \'{"total": {"words": "", "unit": "", "value": 1\''
        " || printf('%0400d', 0) || ', \"certainty\": \"explicit\"}}'",
        "的 amounts 不对",
    ),
    "a period that ends before it starts": (
        'UPDATE statement SET period = \'{"start": "2026-03-01", "end": "2026-02-01"}\'',
        "的 period 不对",
    ),
    "a period in no time of ours": (
        'UPDATE statement SET period = \'{"start": "2026-03-01", "end": "9999-12-31"}\'',
        "的 period 不对",
    ),
    "a document of another age": (
        "UPDATE document SET stated_from = '0001-01-01'",
        "Document D1的 stated_from 不对",
    ),
    "a statement of another age": (
        "UPDATE statement SET stated_to = '9999-12-31'",
        "Statement .*的 stated_to 不对",
    ),
    "a statement of no feature": ("UPDATE statement SET feature = 'X'", "所说的项目不存在"),
    "a fix of no feature": ("UPDATE fix SET feature = 'X'", "Fix .*所说的项目不存在"),
    "a feature without a name": (feature("name", " "), "Feature PJ-02的 name 不对"),
    "a document without a title": ("UPDATE document SET title = ''", "Document D1的 title 不对"),
    "a datum that is none": ("UPDATE fix SET datum = 'xx'", "Fix .*的 datum 不对"),
    "a way to a place that is none": ("UPDATE fix SET method = 'xx'", "已损坏"),
    "as many names as no project has": (
        "UPDATE feature SET aliases = '[' || replace(printf('%.*c', 2000, 'x'), 'x', '\"\",')"
        " || '\"\"]' WHERE id = 'PJ-02'",
        "Feature PJ-02的 aliases 不对",
    ),
    "a heading for no field": (
        "INSERT INTO heading (change, heading, field) VALUES (2, '项目名', 'castle')",
        "表头“项目名”的含义“castle”不认识",
    ),
    "a heading that is no text": (
        "INSERT INTO heading (change, heading, field) VALUES (2, CAST(x'ff41' AS TEXT), '')",
        "已损坏",
    ),
    "a correction that is none": (
        "INSERT INTO heading (change, heading, field)"
        " VALUES (2, '坐标更正' || char(10) || '经度', 'swap castle')",
        "的含义“swap castle”不认识",
    ),
    "a day of founding beyond all days": (
        "UPDATE migration SET at = '9999-12-31T23:59:59+00:00'",
        "时间“9999-12-31T23:59:59.00:00”不对",
    ),
    "a day of founding that is none": ("UPDATE migration SET at = 'x'", "时间“x”不对"),
    "a change in no time zone": ("UPDATE change SET at = '2026-01-01'", "时间“2026-01-01”不对"),
    "a change nobody made": (
        "UPDATE change SET operator = ' ' WHERE number = 2",
        "第 2 次改动没有操作人",
    ),
    "collections in collections": (
        f"UPDATE fix SET geometry = x'{'010700000001000000' * 20_000}'",
        "已损坏",
    ),
    "a place that is none": ("UPDATE fix SET geometry = x'00'", "已损坏"),
    "a place off the earth": (
        # POINT (500 34), little endian.
        "UPDATE fix SET geometry = x'01010000000000000000407f400000000000004140'",
        "Fix .*的 geometry 不对",
    ),
    "an accuracy below nothing": ("UPDATE fix SET accuracy_m = -1", "Fix .*的 accuracy_m 不对"),
    "a list that is none": ("UPDATE table_row SET name = 'x'", "表“x”有一行缺列"),
    "a list without its columns": ("UPDATE table_row SET cells = '{}'", "有一行缺列"),
    "a list of numbers": (
        'UPDATE table_row SET cells = \'{"document": 1, "section": 2, "title": 3}\''
        " WHERE name = 'sections'",
        "表“sections”有一行缺列或不是文字",
    ),
    "a word that is none": ("UPDATE setting SET key = 'x'", "“x”无法识别"),
    "a word that is too long": (
        "UPDATE setting SET value = printf('%.*c', 99, 'x') WHERE key = 'title'",
        "标题有 99 字",
    ),
    # int() reads no more than 4300 digits.
    "a threshold of thousands of digits": (
        "UPDATE setting SET key = 'yellow', value = printf('%.*c', 5000, '9')",
        "请写 1 至 100 的整数",
    ),
    "a change of no known kind": ("UPDATE change SET kind = 'x' WHERE number = 2", "已损坏"),
}


@pytest.mark.parametrize(("statement", "told"), RECORDS.values(), ids=RECORDS)
def test_records_that_are_none_of_ours_are_refused(theirs, home, statement, told):
    tamper(theirs, statement)
    refused(home, theirs, told)


def test_what_no_longer_counts_is_looked_at_as_well(theirs, home):
    with store.open_workspace(theirs) as workspace:
        workspaces.reset(workspace, operator="李四")
    tamper(theirs, f"{feature('aliases', '[1]')} AND change = 1")
    refused(home, theirs, "Feature PJ-02的 aliases 不对")


def test_ordinary_work_is_taken_over(theirs, facts):
    with store.open_workspace(theirs) as workspace:
        mine = replace(facts.features[6], id="P3-1", name="新项目", details=(("来源", "自筹"),))
        batch = Batch(kind=ChangeKind.ADD, words="", features=(mine,), retired=("PJ-01",))
        workspace.write(batch, operator="李四")
        workspace.undo(3, operator="李四")
        workspace.undo(4, operator="李四")
        wanted = workspace.facts()
    with take(theirs) as taken:
        assert taken.facts() == wanted
        taken.undo(5, operator="张三")
        assert "新项目" not in [f.name for f in taken.facts().features]


def said(head):
    """A ledger of one project for a head, with a correction of its coordinates remembered."""
    return LedgerRecord(
        document=f"L{head + 1}",
        file_name="台账.xlsx",
        digest="",
        fingerprint="",
        datum="",
        rows=(LedgerRow(sheet="表", row=2, feature=None, outcome="refused", reason="", cells={}),),
    )


def test_what_was_learnt_of_headings_and_a_ledger_are_taken_over(theirs):
    learnt = {"项目名": "name", "随便": "", "坐标更正\n经度\n纬度": "swap gcj02 outside"}
    with store.open_workspace(theirs) as workspace:
        batch = Batch(kind=ChangeKind.IMPORT, words="", headings=learnt, ledger=said(2))
        workspace.write(batch, operator="李四")
    with take(theirs) as mine:
        assert mine.headings() == learnt
        assert mine.ledgers() == [said(2)]


def lengthen(path, numbers):
    """Append changes that each bring a document."""
    with closing(sqlite3.connect(path)) as other, other:
        other.executemany(
            "INSERT INTO change VALUES (?, 'edit', '', '李四', '2026-01-01T00:00:00+08:00', 0)",
            [(n,) for n in numbers],
        )
        other.executemany(
            "INSERT INTO document (change, id, title, stated_from, stated_to, window_note)"
            " VALUES (?, ?, '依据', '2026-01-01', '2026-01-01', '')",
            [(n, f"E{n}") for n in numbers],
        )


def test_a_long_history_is_read_with_as_few_queries_as_a_short_one(theirs):
    asked = []

    def ask(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", ask)
    try:
        take(theirs, "短的").close()
        few = len(asked)
        lengthen(theirs, range(3, 2003))
        mine = take(theirs, "长的")
        assert len(asked) == 2 * few
    finally:
        event.remove(Engine, "before_cursor_execute", ask)
    assert mine.head == 2003


def test_a_document_is_not_undone_under_a_later_change_that_relies_on_it(theirs, facts):
    document = replace(facts.documents[0], id="DX")
    with store.open_workspace(theirs) as mine:
        for given in (
            {"documents": (document,)},
            {"statements": (replace(facts.statements[0], id="S-4-1", document="DX"),)},
        ):
            mine.write(Batch(kind=ChangeKind.EDIT, words="改", **given), operator="李四")
        with pytest.raises(
            ConflictError, match=r"第 4 次改动（李四，.*要用到它写下的.*请先撤销第 4 次改动"
        ):
            mine.undo(3, operator="张三")
        assert mine.head == 4
        mine.undo(4, operator="张三")
        mine.undo(3, operator="张三")
        with pytest.raises(ConflictError, match=r"第 4 次改动.*会因此缺少所依据的"):
            mine.undo(5, operator="张三")
        mine.undo(6, operator="张三")
        mine.undo(5, operator="张三")
        assert "DX" in {s.document for s in mine.facts().statements}
