"""The workspace: what is written is what is read, nothing is lost, everything can be undone."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from geo import clock, store, workspaces
from geo.batch import Batch, ChangeKind, LedgerRecord, LedgerRow
from geo.errors import ConflictError, InputError, StoreError
from geo.model import (
    Amount,
    Basis,
    Document,
    Feature,
    Kind,
    Measure,
    Period,
    Statement,
    Status,
)
from geo.store import tables
from geo.store.schema import MIGRATIONS

DAY = date(2026, 11, 20)


@pytest.fixture
def seeded(tmp_path):
    return store.create(tmp_path / "甲.db", operator="张三", batch=workspaces.seeds_batch())


@pytest.fixture
def bare(tmp_path):
    return store.create(tmp_path / "空.db", operator="张三")


def project(key, name="某项目", **given):
    blank = {
        "aliases": (),
        "plate": None,
        "plate_basis": Basis.NONE,
        "plate_reason": "",
        "category": "",
        "unit_note": "",
        "unlocated_reason": "没写",
        "address": "",
        "note": "",
    }
    return Feature(**{**blank, "id": key, "kind": Kind.PROJECT, "name": name, **given})


def statement(key, feature, document, **given):
    blank = {
        "section": "1",
        "lines": "",
        "status": Status.BUILDING,
        "status_words": "在建",
        "period": None,
        "period_words": "",
        "unit": "",
        "unit_basis": Basis.NONE,
        "certainty": Basis.EXPLICIT,
        "stated_from": DAY,
        "stated_to": DAY,
    }
    return Statement(**{**blank, "id": key, "feature": feature, "document": document, **given})


def ledger(head, *features, words="台账.xlsx"):
    """A ledger of one row a feature, made for a head."""
    n = head + 1
    rows = tuple(
        LedgerRow(
            sheet="表1", row=i, feature=f.id, outcome="unlocated", reason="", cells={"名称": f.name}
        )
        for i, f in enumerate(features, start=2)
    )
    return Batch(
        kind=ChangeKind.IMPORT,
        words=words,
        documents=(Document(id=f"L{n}", title=words, stated_from=DAY, stated_to=DAY),),
        features=features,
        statements=tuple(
            statement(f"S-{n}-{i}", f.id, f"L{n}") for i, f in enumerate(features, start=1)
        ),
        tables={"sections": ({"document": f"L{n}", "section": "1", "title": "表1"},)},
        headings={"项目名": "name", "随便": ""},
        ledger=LedgerRecord(
            document=f"L{n}",
            file_name=words,
            digest="d",
            fingerprint=f"f{n}",
            datum="wgs84",
            rows=rows,
        ),
    )


def write(workspace, batch):
    return workspace.write(batch, operator="张三")


def names(workspace):
    return [feature.name for feature in workspace.facts().features]


def test_all_seeds_come_back_as_they_were(seeded, facts):
    kept = seeded.facts()
    for part in ("features", "statements", "fixes", "documents", "tables", "settings", "base"):
        assert getattr(kept, part) == getattr(facts, part), part
    assert kept.founded == clock.today()


def test_an_empty_workspace_has_the_base_map_and_every_list(bare, facts):
    kept = bare.facts()
    assert (kept.features, kept.statements, kept.fixes, kept.documents) == ((), (), (), ())
    assert kept.base == facts.base
    assert kept.tables == dict.fromkeys(facts.tables, ())
    assert kept.settings.title == "二七区重点项目一张图"
    assert bare.head == 0 and bare.changes() == [] and bare.ledgers() == []


def test_amounts_periods_codes_and_details_come_back_as_they_were(bare):
    period = Period(start=date(2026, 3, 1), end=None, start_text="2026-03", words="3月起")
    amounts = {
        Measure.TOTAL: Amount(
            words="约1.2亿",
            value=12000.0,
            unit="万元",
            upper=13000.5,
            certainty=Basis.INFERRED,
            note="写着约",
        ),
        Measure.PROGRESS: Amount(words="过半", value=None, unit="%", note="不是数"),
    }
    made = project("P1-1", code="2020-410103-01", details=(("资金来源", "自筹"), ("", "x")))
    said = statement("S-1-1", "P1-1", "L1", period=period, amounts=amounts)
    write(bare, replace(ledger(0, made), statements=(said,)))
    assert bare.facts().features == (made,)
    assert bare.facts().statements == (said,)


HOSTILE = [
    "'; DROP TABLE feature; --",
    '"名称" \\ `${x}` </script>',
    "零\x00字节与\x07控制符",
    "🚇" * 50,
    "长" * 10_000,
    "=HYPERLINK(1)\r\n\t换行",
    "\u202e右起",
]


@pytest.mark.case(25)
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_as_it_was(bare, text):
    made = project("P1-1", text, note=text, aliases=(text,), details=((text, text),))
    batch = replace(ledger(0, made, words=text), tables={"sections": ({text: text},)})
    bare.write(batch, operator="x" + text)
    kept = bare.facts()
    assert kept.features == (made,)
    assert kept.tables["sections"] == ({text: text},)
    assert bare.changes()[0].words == text
    assert bare.ledgers()[0].rows[0].cells == {"名称": text}


def test_text_that_is_no_unicode_is_refused_and_nothing_written(bare):
    with pytest.raises(InputError, match="残缺字符"):
        write(bare, ledger(0, project("P1-1", "半个\ud83d")))
    assert bare.head == 0 and names(bare) == []


def test_chinese_stays_readable_to_other_tools(bare):
    write(bare, ledger(0, project("P1-1", aliases=("别名",))))
    with closing(sqlite3.connect(bare.path)) as other:
        assert other.execute("SELECT aliases FROM feature").fetchone() == ('["别名"]',)


def test_a_newer_version_takes_the_place_of_the_older_one(bare):
    write(bare, ledger(0, project("P1-1", "甲"), project("P1-2", "乙")))
    write(bare, ledger(1, project("P1-1", "甲改")))
    assert names(bare) == ["甲改", "乙"]


def test_a_retired_feature_goes_with_what_was_said_of_it_and_may_return(bare):
    write(bare, ledger(0, project("P1-1", "甲"), project("P1-2", "乙")))
    write(bare, Batch(kind=ChangeKind.RETIRE, words="甲", retired=("P1-1",)))
    kept = bare.facts()
    assert [f.name for f in kept.features] == ["乙"]
    assert [s.feature for s in kept.statements] == ["P1-2"]
    write(bare, ledger(2, project("P1-1", "甲又来")))
    assert names(bare) == ["甲又来", "乙"]


def test_the_newest_word_around_the_map_holds_until_undone(bare):
    for title in ("一", "二"):
        write(bare, Batch(kind=ChangeKind.SETTINGS, words="标题", settings={"title": title}))
    assert bare.facts().settings.title == "二"
    bare.undo(2, operator="张三")
    assert bare.facts().settings.title == "一"


@pytest.mark.parametrize(
    ("given", "told"), [({"title": ""}, "标题不能没有"), ({"titel": "x"}, "无法识别")]
)
def test_a_word_that_cannot_be_set_is_refused(bare, given, told):
    with pytest.raises(InputError, match=told):
        write(bare, Batch(kind=ChangeKind.SETTINGS, words="", settings=given))
    assert bare.head == 0


def test_a_change_without_an_operator_is_refused(bare):
    with pytest.raises(InputError, match="操作人"):
        bare.write(Batch(kind=ChangeKind.SETTINGS, words=""), operator=" ")
    with pytest.raises(InputError, match="操作人"):
        bare.undo(1, operator="")


def test_the_history_says_who_did_what_when(bare):
    bare.write(ledger(0, project("P1-1")), operator="李四")
    change = bare.changes()[0]
    assert (change.number, change.kind, change.words) == (1, ChangeKind.IMPORT, "台账.xlsx")
    assert (change.operator, change.counts, change.features) == ("李四", True, ("P1-1",))
    assert timedelta() <= clock.now() - change.at < timedelta(minutes=1)


def test_the_history_of_a_feature_holds_what_speaks_of_it(bare):
    write(bare, ledger(0, project("P1-1"), project("P1-2")))
    write(bare, ledger(1, project("P1-2")))
    bare.undo(2, operator="张三")
    write(bare, Batch(kind=ChangeKind.RETIRE, words="", retired=("P1-1",)))
    told = [(change.number, change.counts) for change in bare.feature_history("P1-2")]
    assert told == [(3, True), (2, False), (1, True)]
    assert [c.number for c in bare.touched_since(["P1-1", "P9-9"], 1)] == [4]
    assert [c.number for c in bare.touched_since(["P1-1"], 4)] == []


def test_an_import_is_undone_redone_and_undone_again(bare):
    write(bare, ledger(0, project("P1-1", "甲")))
    bare.undo(1, operator="李四")
    assert names(bare) == [] and bare.facts().documents == () and bare.ledgers() == []
    bare.undo(2, operator="李四")
    assert names(bare) == ["甲"] and len(bare.ledgers()) == 1
    bare.undo(3, operator="李四")
    assert names(bare) == []
    assert [(c.number, c.counts) for c in bare.changes()] == [
        (4, True),
        (3, False),
        (2, True),
        (1, False),
    ]
    words = [change.words for change in bare.changes()]
    assert words[0] == words[2] == "撤销了第 1 次改动（导入台账：台账.xlsx）"
    assert words[1] == "恢复了第 1 次改动（导入台账：台账.xlsx）"


def test_an_undone_import_can_be_imported_again(bare):
    write(bare, ledger(0, project("P1-1", "甲")))
    bare.undo(1, operator="张三")
    write(bare, ledger(2, project("P3-1", "甲")))
    assert names(bare) == ["甲"]
    assert [record.document for record in bare.ledgers()] == ["L3"]


def test_what_later_changes_build_on_is_not_undone(bare):
    write(bare, ledger(0, project("P1-1", "甲路"), project("P1-2", "乙路")))
    bare.write(ledger(1, project("P1-1", "甲大道"), words="二月"), operator="李四")
    with pytest.raises(
        ConflictError, match=r"第 2 次改动（李四，.*二月）又动了甲大道，请先撤销第 2"
    ):
        bare.undo(1, operator="张三")
    bare.undo(2, operator="张三")
    bare.undo(1, operator="张三")
    assert names(bare) == []


def test_an_edit_is_not_redone_without_what_it_edits(bare):
    write(bare, ledger(0, project("P1-1", "甲")))
    write(bare, ledger(1, project("P1-1", "甲改")))
    bare.undo(2, operator="张三")
    bare.undo(1, operator="张三")
    with pytest.raises(ConflictError, match="请先撤销第 4 次"):
        bare.undo(3, operator="张三")
    bare.undo(4, operator="张三")
    bare.undo(3, operator="张三")
    assert names(bare) == ["甲改"]


def test_a_plate_is_not_undone_under_its_projects(bare):
    plate = project("B1-1", "甲板块", kind=Kind.PLATE, plate="B1-1", plate_basis=Basis.EXPLICIT)
    write(bare, ledger(0, plate))
    write(bare, ledger(1, project("P2-1", "乙", plate="B1-1", plate_basis=Basis.EXPLICIT)))
    with pytest.raises(ConflictError, match="乙所属的板块会因此没有了"):
        bare.undo(1, operator="张三")
    assert bare.head == 2 and len(names(bare)) == 2


@pytest.mark.parametrize(("number", "told"), [(9, "没有第 9 次"), (0, "没有"), (1, "不起作用")])
def test_what_is_not_there_or_does_not_count_is_not_undone(bare, number, told):
    write(bare, ledger(0, project("P1-1")))
    bare.undo(1, operator="张三")
    with pytest.raises(InputError, match=told):
        bare.undo(number, operator="张三")
    assert bare.head == 2


@pytest.mark.case(37)
def test_a_batch_for_an_older_head_is_refused_and_told_who_was_first(bare):
    head = bare.head
    bare.write(ledger(head, project("P1-1", "甲"), words="十一月台账"), operator="李四")
    with pytest.raises(
        ConflictError, match=r"第 1 次改动（李四，\d+年.*导入台账：十一月台账）.*没有写入"
    ):
        bare.write(ledger(head, project("P1-1", "乙")), operator="王五", expected=head)
    assert names(bare) == ["甲"]
    assert bare.write(ledger(1, project("P2-1", "乙")), operator="王五", expected=1) == 2


def test_an_id_is_never_used_twice(bare):
    write(bare, ledger(0, project("P1-1", "甲")))
    with pytest.raises(ConflictError, match="编号已被别的变动用去：L1"):
        write(bare, ledger(0, project("P1-1", "乙")))
    assert names(bare) == ["甲"]


def test_ledgers_headings_and_rows_are_remembered(bare):
    write(bare, ledger(0, project("P1-1", "甲"), words="一月"))
    later = replace(ledger(1, project("P1-1", "甲"), words="二月"), headings={"随便": "note"})
    write(bare, later)
    assert [record.file_name for record in bare.ledgers()] == ["二月", "一月"]
    assert bare.ledgers()[0] == later.ledger
    assert bare.headings() == {"项目名": "name", "随便": "note"}
    bare.undo(2, operator="张三")
    assert bare.ledgers()[0].file_name == "一月"
    assert bare.headings() == {"项目名": "name", "随便": ""}


def test_a_copy_goes_its_own_way(seeded, tmp_path):
    copy = seeded.duplicate(tmp_path / "乙.db", operator="李四")
    write(copy, ledger(2, project("P3-1", "新")))
    assert (seeded.head, copy.head) == (1, 3)
    assert copy.facts().features == (*seeded.facts().features, project("P3-1", "新"))
    with pytest.raises(InputError, match=r"已经有“甲.db”"):
        copy.duplicate(seeded.path, operator="李四")
    assert seeded.head == 1 and len(list(tmp_path.iterdir())) == 2


def test_a_copy_tells_whose_it_is_and_who_made_it(seeded, tmp_path):
    copy = seeded.duplicate(tmp_path / "乙.db", operator=" 李四 ")
    newest, first = copy.changes()
    assert (newest.kind, newest.words, newest.operator) == (ChangeKind.COPY, "来自“甲”", "李四")
    assert (newest.features, newest.counts, first) == ((), True, seeded.changes()[0])
    assert copy.facts() == seeded.facts()
    with pytest.raises(InputError, match="没有可以撤销的内容"):
        copy.undo(2, operator="李四")
    with pytest.raises(InputError, match="操作人"):
        seeded.duplicate(tmp_path / "丙.db", operator=" ")
    assert not (tmp_path / "丙.db").exists()


def test_a_backup_is_a_workspace_of_that_moment(seeded):
    kept = seeded.backup()
    write(seeded, ledger(1, project("P2-1", "新")))
    assert kept.parent == seeded.path.parent / "backups"
    assert store.open_workspace(kept).facts() == replace(
        seeded.facts(),
        features=seeded.facts().features[:-1],
        statements=seeded.facts().statements[:-1],
        documents=seeded.facts().documents[:-1],
        tables={
            **seeded.facts().tables,
            "sections": seeded.facts().tables["sections"][:-1],
        },
    )


def test_a_workspace_is_one_file_that_can_be_moved(seeded, tmp_path):
    write(seeded, ledger(1, project("P2-1")))
    seeded.close()
    assert [path.name for path in tmp_path.iterdir()] == ["甲.db"]
    moved = seeded.path.rename(tmp_path / "乙.db")
    with store.open_workspace(moved) as workspace:
        assert workspace.head == 2
    assert [path.name for path in tmp_path.iterdir()] == ["乙.db"]


def test_a_workspace_is_never_made_over_a_file(tmp_path):
    path = tmp_path / "甲.db"
    path.write_text("别的")
    with pytest.raises(InputError, match=r"已经有“甲.db”"):
        store.create(path, operator="张三")
    assert path.read_text() == "别的"
    assert list(tmp_path.iterdir()) == [path]


def table_names(path):
    with closing(sqlite3.connect(path)) as other:
        found = other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return sorted(name for (name,) in found)


@pytest.mark.parametrize("act", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
def test_no_table_can_be_altered_only_appended_to(tmp_path, act):
    path = tmp_path / "甲.db"
    workspace = store.create(path, operator="张三", batch=workspaces.seeds_batch())
    write(workspace, replace(ledger(1, project("P2-1")), retired=("PJ-01",)))
    write(workspace, Batch(kind=ChangeKind.SETTINGS, words="", settings={"title": "一"}))
    workspace.undo(3, operator="张三")
    assert len(table_names(path)) == 13
    for name in table_names(path):
        with closing(sqlite3.connect(path)) as other:
            col = other.execute(f"SELECT * FROM {name}").description[-1][0]
            with pytest.raises(sqlite3.IntegrityError, match="only appended to"):
                other.execute(act.format(name, col))


def test_the_records_fit_the_tables_as_migrated(bare):
    for kept in (
        tables.DOCUMENT.table,
        tables.FEATURE.table,
        tables.STATEMENT.table,
        tables.FIX.table,
        tables.LEDGER.table,
        tables.LEDGER_ROW.table,
        tables.CHANGE,
        tables.MIGRATION,
    ):
        with closing(sqlite3.connect(bare.path)) as other:
            found = other.execute(f"SELECT * FROM {kept.name}").description
        assert {row[0] for row in found} == set(kept.c.keys()), kept.name


def second(connection):
    connection.exec_driver_sql("CREATE TABLE later (word TEXT)")
    connection.exec_driver_sql("INSERT INTO later VALUES ('新')")


def stumbling(connection):
    connection.exec_driver_sql("CREATE TABLE worse (word TEXT)")
    raise RuntimeError("没写好")


def test_an_older_workspace_is_backed_up_and_brought_up_to_date_once(seeded, monkeypatch, facts):
    monkeypatch.setitem(MIGRATIONS, "2027-01-later", second)
    for _ in range(2):
        with store.open_workspace(seeded.path) as workspace:
            assert workspace.facts().features == facts.features
    (backup,) = (seeded.path.parent / "backups").iterdir()
    assert "later" in table_names(seeded.path) and "later" not in table_names(backup)


def test_a_migration_that_fails_leaves_everything_as_it_was(seeded, monkeypatch, facts):
    monkeypatch.setitem(MIGRATIONS, "2027-01-later", second)
    monkeypatch.setitem(MIGRATIONS, "2027-02-worse", stumbling)
    with pytest.raises(StoreError, match=r"升级没有成功，内容仍是原样，备份在 backups/甲-.*没写好"):
        store.open_workspace(seeded.path)
    assert not {"later", "worse"} & set(table_names(seeded.path))
    monkeypatch.undo()
    with store.open_workspace(seeded.path) as workspace:
        assert workspace.facts().features == facts.features


def test_a_workspace_of_a_newer_version_is_left_alone(seeded, monkeypatch):
    with monkeypatch.context() as newer:
        newer.setitem(MIGRATIONS, "2027-01-later", second)
        store.open_workspace(seeded.path)
    before = seeded.path.read_bytes()
    with pytest.raises(StoreError, match=r"更新版本的软件建立的（2027-01-later）"):
        store.open_workspace(seeded.path)
    assert seeded.path.read_bytes() == before


def test_earlier_states_leave_out_what_was_undone_since(seeded, facts):
    """Each state holds what the changes that count today had made by then."""
    first, second = project("P2-1", "甲"), project("P2-2", "乙")
    one = seeded.write(ledger(seeded.head, first), operator="张三")
    wrong = seeded.write(ledger(seeded.head, second), operator="张三")
    seeded.undo(wrong, operator="张三")
    last = seeded.write(
        ledger(seeded.head, replace(first, name="甲改"), words="二月.xlsx"), operator="张三"
    )
    before, then, after_mistake, now = seeded.states([one - 1, one, wrong, seeded.head])
    assert before.features == facts.features
    assert {f.name for f in then.features if f.id == "P2-1"} == {"甲"}
    assert after_mistake == then
    assert now == seeded.facts()
    assert [(number, document.title) for number, document in seeded.imports()] == [
        (one, "台账.xlsx"),
        (last, "二月.xlsx"),
    ]
