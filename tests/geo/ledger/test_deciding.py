"""Each project that is gone and each row of a known name is decided for itself, in one change."""

import pytest

from geo.ledger import intake
from geo.ledger.intake import Options
from geo.ledger.opening.files import open_book
from geo.ledger.reconciling.plan import DUPLICATES, GONE, Verdict, gone_key, twin_key
from geo.store import create

HEAD = "项目名称,项目代码,状态,建设地点"
JULY = f"""{HEAD}
甲路改造,A-1,在建,甲路
乙小学,A-2,在建,乙路
丙公园,A-3,在建,丙村
"""
AUGUST = f"""{HEAD}
甲路改造,A-1,在建,甲路
甲路改造,,前期,甲路北段
甲路改造,,谋划,甲路南段
另有一厂,A-1,在建,戊村
"""


@pytest.fixture
def workspace(tmp_path):
    with create(tmp_path / "甲.db", operator="王工") as made:
        yield made


def read(workspace, text):
    book = open_book("台账.csv", text.encode())
    return intake.read(book, workspace.facts(), workspace.headings(), Options())


def plan_of(workspace, accepted=()):
    return intake.preview(read(workspace, AUGUST), workspace, accepted)


def names(workspace):
    return sorted(feature.name for feature in workspace.facts().features)


def test_only_what_is_chosen_is_taken_off_and_undoing_brings_it_back(workspace):
    intake.bring_in(read(workspace, JULY), workspace, operator="王工")
    gone = {feature.name: gone_key(feature) for feature in plan_of(workspace).gone}
    assert set(gone) == {"乙小学", "丙公园"}
    accepted = {gone["乙小学"]}
    assert len(plan_of(workspace, accepted).retired) == 1
    assert len(plan_of(workspace, {GONE}).retired) == 2
    _, number = intake.bring_in(
        read(workspace, AUGUST), workspace, operator="王工", accepted=accepted
    )
    assert names(workspace) == ["丙公园", "另有一厂", "甲路改造", "甲路改造", "甲路改造"]
    workspace.undo(number, operator="王工")
    assert names(workspace) == ["丙公园", "乙小学", "甲路改造"]


@pytest.mark.parametrize(
    ("chosen", "joined"),
    [((), []), ((1,), [1]), ((2,), [2]), ((1, 2), [1, 2]), ("all", [1, 2])],
    ids=["none", "second", "third", "both", "all"],
)
def test_only_chosen_rows_are_counted_with_the_first_of_their_name(workspace, chosen, joined):
    plan = plan_of(workspace)
    # The code of the last row is that of another name: nothing says they are one.
    assert list(plan.twins) == [1, 2]
    accepted = {DUPLICATES} if chosen == "all" else {twin_key(plan.rows[at].entry) for at in chosen}
    plan = plan_of(workspace, accepted)
    assert [at for at, row in enumerate(plan.rows) if row.verdict is Verdict.JOINED] == joined
    assert sum(plan.totals.values()) == sum(plan.verdicts.values()) == len(plan.rows) == 4
    intake.accept(plan, workspace, operator="王工")
    assert len(names(workspace)) == 4 - len(joined)
