"""Which changes count, whatever was undone, redone and begun afresh."""

import pytest

from geo.store.history import History, counting


@pytest.mark.parametrize(
    ("undoes", "afresh", "expected"),
    [
        ({}, (), {1, 2, 3, 4}),
        ({2: [1]}, (), {2, 3, 4}),
        ({2: [1], 3: [2]}, (), {1, 3, 4}),
        ({2: [1], 3: [2], 4: [3]}, (), {2, 4}),
        ({}, (3,), {3, 4}),
        ({2: [1], 4: [3]}, (3,), {2, 4}),
        ({}, (2, 4), {4}),
    ],
)
def test_which_changes_count(undoes, afresh, expected):
    assert counting(range(1, 5), undoes, afresh) == expected


@pytest.mark.parametrize(
    ("undoes", "expected"),
    [
        ({}, {2}),
        ({3: (2,)}, {2, 3}),
        ({3: (2,), 4: (3,)}, {2, 3, 4}),
        ({3: (1,), 4: (3, 2)}, {2, 4}),
        ({3: (1,), 4: (3,)}, {2}),
    ],
)
def test_what_undoes_a_fresh_start_sweeps_as_well(undoes, expected):
    history = History({}, undoes, frozenset({2}))
    assert {number for number in range(1, 5) if history.sweeps(number)} == expected


def test_a_thousand_undoings_of_undoings_are_told_at_once():
    history = History({}, {n: (n - 1, n - 1) for n in range(2, 5000)}, frozenset({1}))
    assert history.sweeps(4999)
