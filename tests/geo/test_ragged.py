"""Tables with so many entries a row are read and cut as lists of lists are."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from geo.ragged import (
    NONE,
    distinct,
    firsts,
    in_force,
    is_new,
    last_marked,
    looked_up,
    numbered,
    offsets,
    rows,
    take,
    thinned,
)


def table(seed, length=12):
    dice = Random(seed)
    return [sorted(dice.choices(range(9), k=dice.choice([0, 0, 1, 3]))) for _ in range(length)]


def columns(lists):
    offset = offsets(np.array([len(one) for one in lists], dtype=np.int64))
    return offset, np.array([value for one in lists for value in one], dtype=np.int32)


def listed(offset, column):
    return [column[a:b].tolist() for a, b in pairwise(offset)]


TABLES = [*map(table, range(4)), [], [[]], [[], [], []]]


@pytest.mark.parametrize("lists", TABLES, ids=str)
def test_entries_know_their_row(lists):
    offset, column = columns(lists)
    assert listed(offset, column) == lists
    assert rows(offset).tolist() == [row for row, one in enumerate(lists) for _ in one]


@pytest.mark.parametrize("lists", TABLES[:4], ids=str)
def test_rows_can_be_taken_in_any_order_and_more_than_once(lists):
    offset, column = columns(lists)
    wanted = np.array([5, 0, 5, 11])
    fresh, entries = take(offset, wanted)
    assert listed(fresh, column[entries]) == [lists[row] for row in wanted]


@pytest.mark.parametrize("lists", TABLES, ids=str)
def test_the_last_entry_that_has_begun_is_in_force(lists):
    offset, column = columns(lists)
    for day in range(-1, 10):
        begun = [[value for value in one if value <= day] for one in lists]
        entries = in_force(offset, column, day)
        assert [NONE if e == NONE else column[e] for e in entries] == [
            one[-1] if one else NONE for one in begun
        ]


@pytest.mark.parametrize("lists", TABLES, ids=str)
def test_what_repeats_the_entry_before_it_is_not_new(lists):
    offset, column = columns(lists)
    fresh = is_new(offset, column, column // 20)
    # Sorted, a value that comes again stands beside itself.
    assert listed(thinned(offset, fresh), column[fresh]) == [sorted(set(one)) for one in lists]


@pytest.mark.parametrize("lists", TABLES, ids=str)
def test_the_last_one_marked_is_of_the_same_row(lists):
    offset, column = columns(lists)
    row, marks = rows(offset), column % 2 == 1
    found = last_marked(offset, marks, row, np.arange(len(column)))
    for entry, last in enumerate(found):
        before = [n for n in range(offset[row[entry]], entry + 1) if marks[n]]
        assert last == (before[-1] if before else NONE)
    assert (last_marked(offset, marks, row, np.full(len(row), NONE)) == NONE).all()


def test_no_number_looks_up_nothing():
    column = np.array([7, 8], dtype=np.int8)
    found = looked_up(column, np.array([1, NONE, 0]))
    assert (found.tolist(), found.dtype) == ([8, NONE, 7], np.int8)
    assert looked_up(column[:0], np.array([NONE, NONE]), 5).tolist() == [5, 5]


def test_distinct_values_are_those_of_unique():
    for values in ([], [3], [5, -1, 5, 2, 2]):
        assert distinct(np.array(values, dtype=np.int64)).tolist() == sorted(set(values))


def test_values_have_the_numbers_of_their_first():
    number, values = numbered(iter(["b", None, "a", "b"]))
    assert (number.tolist(), values) == ([0, NONE, 1, 0], ("b", "a"))
    assert firsts(number) == [0, 2]
