"""Which states of a workspace or a folder are compared, and what its history knows."""

from dataclasses import replace
from datetime import date

import pytest

from geo import edits, seeds, store, workspaces
from geo.batch import Batch, ChangeKind, LedgerRecord, LedgerRow
from geo.edit_form import form_of
from geo.model import Basis, Document, Feature, Kind, Statement, Status
from geo.moved import editions
from geo.moved.move import Move

DAYS = [date(2021, month, 28) for month in range(1, 10)]


def ledger(head, day, names, status=Status.BUILDING):
    """An import of a ledger that lists features by id and name."""
    n = head + 1
    document = Document(id=f"L{n}", title=f"{day.month}月.xlsx", stated_from=day, stated_to=day)
    return Batch(
        kind=ChangeKind.IMPORT,
        words=document.title,
        documents=(document,),
        features=tuple(project(key, name) for key, name in names.items()),
        statements=tuple(
            Statement(
                id=f"S-{n}-{key}", feature=key, document=document.id, section="", lines="",
                status=status, status_words=status.word, period=None, period_words="", unit="",
                unit_basis=Basis.NONE, certainty=Basis.EXPLICIT, stated_from=day, stated_to=day,
            )
            for key in names
        ),
        ledger=LedgerRecord(
            document=document.id, file_name=document.title, digest="", fingerprint="", datum="",
            rows=tuple(
                LedgerRow(sheet="表", row=i, feature=key, outcome="unlocated", reason="", cells={})
                for i, key in enumerate(names)
            ),
        ),
    )  # fmt: skip


def project(key, name):
    return Feature(
        id=key, kind=Kind.PROJECT, name=name, aliases=(), plate=None, plate_basis=Basis.NONE,
        plate_reason="", category="", unit_note="", unlocated_reason="没写", address="", note="",
    )  # fmt: skip


@pytest.fixture
def workspace(tmp_path):
    with store.create(tmp_path / "台账.db", operator="王工") as made:
        yield made


def bring(workspace, day, names, **given):
    return workspace.write(ledger(workspace.head, day, names, **given), operator="王工")


THREE = {"P1": "甲", "P2": "乙", "P3": "丙"}


def told(comparison):
    return [(shift.feature, shift.move) for shift in comparison.shifts]


def test_the_seeds_are_compared_between_their_documents():
    (found,) = editions.of_source(seeds.SEEDS)
    assert (found.since, found.until) == (date(2020, 4, 30), date(2020, 8, 31))
    assert "专版" in found.since_title
    assert found.shifts


def test_a_first_ledger_has_nothing_to_be_compared_with(workspace):
    bring(workspace, DAYS[0], THREE)
    assert editions.of_source(workspace.path) == ()


def test_each_ledger_is_compared_with_the_one_before_newest_first(workspace):
    bring(workspace, DAYS[0], THREE)
    bring(workspace, DAYS[1], {"P1": "甲二", "P2": "乙"})
    bring(workspace, DAYS[2], {"P1": "甲二", "P2": "乙"}, status=Status.COMPLETED)
    newest, older = editions.of_source(workspace.path)
    assert (newest.since_title, newest.until_title) == ("2月.xlsx", "3月.xlsx")
    assert told(newest) == [("P1", Move.STATUS), ("P2", Move.STATUS)]
    assert (older.since, older.until) == (DAYS[0], DAYS[1])
    assert told(older) == [("P3", Move.GONE), ("P1", Move.RENAMED)]


def test_what_comes_back_on_the_list_is_told_where_it_comes_back(workspace):
    four = THREE | {"P4": "丁"}
    for day, names in zip(DAYS, (four, {"P1": "甲", "P2": "乙"}, four), strict=False):
        bring(workspace, day, names)
    newest, older = editions.of_source(workspace.path)
    assert told(older) == [("P3", Move.GONE), ("P4", Move.GONE)]
    assert told(newest) == [("P3", Move.NEW), ("P4", Move.NEW)]
    assert newest.shifts[0].words.startswith("重新列出，见“3月.xlsx”；此前从2021年2月28日起")


def test_no_more_than_six_are_given(workspace):
    for day in DAYS:
        bring(workspace, day, THREE)
    found = editions.of_source(workspace.path)
    assert [c.until for c in found] == DAYS[:-7:-1]
    assert found[-1].since == DAYS[2]


def test_what_is_done_by_hand_is_told_with_the_ledger_it_followed(workspace):
    bring(workspace, DAYS[0], THREE)
    bring(workspace, DAYS[1], THREE)
    evidence = {"evidence": "会议纪要", "day": DAYS[1]}
    form = replace(form_of(workspace.facts(), "P1"), name="甲改", **evidence)
    workspace.write(edits.edit(workspace.facts(), workspace.head, "P1", form), operator="王工")
    workspace.write(
        edits.retire(workspace.facts(), workspace.head, "P2", "会议纪要", DAYS[1]), operator="王工"
    )
    (before,) = editions.of_source(workspace.path)
    assert told(before) == [("P2", Move.GONE), ("P1", Move.RENAMED)]
    bring(workspace, DAYS[2], {"P1": "甲改", "P3": "丙"})
    after = editions.of_source(workspace.path)
    assert (told(after[0]), told(after[1])) == ([], told(before))


def test_a_mistake_that_was_undone_has_moved_nothing(workspace):
    bring(workspace, DAYS[0], THREE)
    wrong = bring(workspace, DAYS[1], {"P1": "错", "P9": "错"})
    workspace.undo(wrong, operator="王工")
    bring(workspace, DAYS[2], THREE)
    (found,) = editions.of_source(workspace.path)
    assert (found.since_title, found.until_title, told(found)) == ("1月.xlsx", "3月.xlsx", [])


def test_a_ledger_over_the_seeds_is_followed_by_the_dates_of_the_seeds(tmp_path):
    with store.create(
        tmp_path / "种子.db", operator="王工", batch=workspaces.seeds_batch()
    ) as made:
        bring(made, DAYS[0], THREE)
        ledger_first, dates = editions.of_source(made.path)
    assert told(ledger_first) == [(key, Move.NEW) for key in THREE]
    assert (dates.since, dates.until) == (date(2020, 4, 30), date(2020, 8, 31))


def test_a_late_import_of_an_old_ledger_takes_nothing_away(workspace):
    bring(workspace, DAYS[1], THREE)
    bring(workspace, DAYS[0], {"P1": "甲", "P2": "乙"})
    (found, *_) = editions.of_source(workspace.path)
    assert told(found) == []


def test_a_date_is_looked_at_as_it_was_before_later_ledgers_came(workspace):
    bring(workspace, DAYS[0], THREE)
    bring(workspace, DAYS[1], {"P1": "甲二", "P2": "乙", "P3": "丙"})
    names = [
        {f.id: f.name for f in editions.at_date(workspace, day).facts.features}["P1"]
        for day in (DAYS[0], DAYS[1])
    ]
    assert names == ["甲", "甲二"]
