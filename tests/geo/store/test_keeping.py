"""Records and their columns: what goes in comes out, and what never went in is refused."""

import sqlite3
from contextlib import closing

import pytest

from geo.model import Document, Feature, Fix, Statement
from geo.store import keeping
from geo.store.keeping import kept


@pytest.mark.parametrize("part", ["documents", "features", "statements", "fixes"])
def test_every_record_of_the_seeds_comes_back(facts, part):
    records = getattr(facts, part)
    form = kept(type(records[0]))
    columns = list(zip(*form.write(records), strict=True))
    assert tuple(form.read(columns)) == records


@pytest.mark.parametrize("kind", [Document, Feature, Statement, Fix])
def test_no_record_is_no_row(kind):
    assert list(kept(kind).write([])) == []


def test_cells_are_what_a_table_can_hold(facts):
    with closing(sqlite3.connect(":memory:")) as table:
        for part in ("documents", "features", "statements", "fixes"):
            records = getattr(facts, part)
            for row in kept(type(records[0])).write(records):
                marks = ", ".join("?" * len(row))
                assert table.execute(f"SELECT {marks}", row).fetchone() == row


def test_json_keeps_chinese_and_nothing():
    texts = [keeping.encode({"名": "甲"}), None, keeping.encode([])]
    assert texts[0] == '{"名": "甲"}'
    assert keeping.decode(texts) == [{"名": "甲"}, None, []]
    assert keeping.decode([]) == []


@pytest.mark.parametrize(
    ("field", "cell", "error"),
    [
        ("method", "guess", LookupError),
        ("geometry", b"\x01\x02", ValueError),
        ("geometry", "POINT(1 2)", ValueError),
    ],
)
def test_a_cell_of_a_fix_that_makes_no_sense_is_refused(facts, field, cell, error):
    form = kept(Fix)
    [row] = form.write(facts.fixes[:1])
    cells = {**dict(zip(form.forms, row, strict=True)), field: cell}
    with pytest.raises(error):
        list(form.read([[value] for value in cells.values()]))


@pytest.mark.parametrize("text", ["", "{", "1, 2", "甲", 7])
def test_a_text_that_is_no_json_is_refused(facts, text):
    form = kept(Feature)
    [row] = form.write(facts.features[:1])
    cells = {**dict(zip(form.forms, row, strict=True)), "aliases": text}
    with pytest.raises((ValueError, TypeError)):
        list(form.read([[value] for value in cells.values()]))
