"""What was done about coordinates last month: remembered by their columns, and taken back."""

import pytest

from geo.crs import Datum
from geo.ledger import intake
from geo.ledger.intake import Options
from geo.ledger.opening.files import open_book
from geo.ledger.reconciling.corrections import Correction, correction_of, recalled
from geo.store import create

HEAD = "项目名称,状态,经度,纬度"
TURNED = f"{HEAD}\n甲路改造,在建,34.6702,113.5701\n乙小学,在建,34.6802,113.5801\n"
TOGETHER = "项目名称,状态,坐标\n甲路改造,在建,\n"
NO_PLACE = "项目名称,状态\n甲路改造,在建\n"
SWAP = Correction(swap=True)


@pytest.fixture
def workspace(tmp_path):
    with create(tmp_path / "甲.db", operator="王工") as made:
        yield made


def read(workspace, text, **options):
    given = Options(datum=Datum.WGS84, **options)
    book = open_book("台账.csv", text.encode())
    return intake.read(book, workspace.facts(), workspace.headings(), given)


def bring(workspace, text, **options):
    return intake.bring_in(read(workspace, text, **options), workspace, operator="王工")


def known(workspace, text):
    return recalled(read(workspace, text).tables, workspace.headings())


@pytest.mark.parametrize(
    ("correction", "code"),
    [
        (Correction(), ""),
        (SWAP, "swap"),
        (Correction(datum=Datum.GCJ02), "gcj02"),
        (
            Correction(swap=True, datum=Datum.CGCS2000_GK114, keep_outside=True),
            f"swap {Datum.CGCS2000_GK114.value} outside",
        ),
    ],
    ids=["none", "swap", "datum", "all"],
)
def test_a_correction_is_read_as_it_was_written(correction, code):
    assert correction.code == code
    assert correction_of(code) == correction


def test_a_word_of_a_newer_version_counts_for_nothing():
    assert correction_of("swap mirrored") == SWAP


def test_what_was_agreed_to_is_known_for_the_same_columns_and_no_others(workspace):
    bring(workspace, TURNED, swap=True)
    assert known(workspace, TURNED.replace("在建", "建成")) == SWAP
    for text in (TOGETHER, NO_PLACE, TURNED.replace("经度,纬度", "X坐标,Y坐标")):
        assert known(workspace, text) == Correction()


def test_the_meaning_of_columns_is_not_touched_by_what_is_remembered_of_places(workspace):
    before = read(workspace, TURNED).tables
    bring(workspace, TURNED, swap=True)
    assert [t.columns for t in read(workspace, TURNED).tables] == [t.columns for t in before]


@pytest.mark.parametrize(
    ("options", "after"),
    [
        ({}, SWAP),
        ({"is_taken_back": True}, Correction()),
        ({"keep_outside": True, "is_taken_back": True}, Correction(keep_outside=True)),
    ],
    ids=["nothing said", "taken back", "another"],
)
def test_only_taking_it_back_or_another_replaces_what_is_remembered(workspace, options, after):
    bring(workspace, TURNED, swap=True)
    bring(workspace, TURNED.replace("在建", "建成"), **options)
    assert known(workspace, TURNED) == after


def test_an_import_that_is_undone_is_not_remembered(workspace):
    _, number = bring(workspace, TURNED, swap=True)
    workspace.undo(number, operator="王工")
    assert known(workspace, TURNED) == Correction()


def test_the_same_ledger_corrected_the_same_way_changes_nothing(workspace):
    bring(workspace, TURNED, swap=True)
    _, number = bring(workspace, TURNED, swap=True, is_taken_back=True)
    assert number is None
