"""Nothing yet, one point, nothing left by the filter: every way out still has something to say."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from ledger_facts import empty
from packed import data_of

from geo.catalogue import catalogue
from geo.filters import Filter
from layers.document import NOTHING, build
from layers.formats import FORMATS, file_name


@pytest.fixture(scope="module")
def nothing(facts):
    return catalogue(empty(facts))


@pytest.fixture(scope="module")
def alone(facts):
    """One project at one point, of no plate, said by nobody."""
    key = next(f.feature for f in facts.fixes if f.feature.startswith("PJ-"))
    feature = next(f for f in facts.features if f.id == key)
    fixes = tuple(f for f in facts.fixes if f.feature == key)
    return catalogue(replace(empty(facts), features=(replace(feature, plate=None),), fixes=fixes))


@pytest.mark.case(43)
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", ["nothing", "alone"])
def test_every_format_writes_a_workspace_with_next_to_nothing(request, name, suffix, tmp_path):
    selection = request.getfixturevalue(name)
    path = tmp_path / file_name(selection, suffix)
    path.write_bytes(FORMATS[suffix].encode(selection))
    assert path.stat().st_size


def test_a_workspace_without_statements_stands_on_the_day_it_was_made(nothing):
    assert nothing.as_of == date(2026, 11, 26)
    assert nothing.counts.total == 0


@pytest.mark.case(43)
def test_the_workbook_of_nothing_has_its_headings_and_its_sum(nothing, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(FORMATS["xlsx"].encode(nothing))
    book = openpyxl.load_workbook(path)
    assert book["清单"].max_row == 1
    assert list(book["板块汇总"].iter_rows(values_only=True))[-1] == ("合计", 0)


@pytest.mark.case(43)
def test_only_a_workspace_without_features_says_that_there_is_nothing_yet(nothing, alone, whole):
    assert data_of(build(nothing))["nothing"] == NOTHING == "还没有项目"
    filtered = whole.select(Filter(text="没有的字"))
    for selection in (alone, whole, filtered, alone.select(Filter(plates=frozenset()))):
        assert "nothing" not in data_of(build(selection))


def test_a_document_of_nothing_draws_no_outline_and_speaks_of_none(nothing):
    data = data_of(build(nothing))
    assert (data["n"], data["outlineNote"], data["documents"]) == (0, "", [])
    assert [plate["id"] for plate in data["plates"]] == ["none"]
