"""Which changes count, whatever was undone, redone and begun afresh."""

import pytest

from geo.history import counting


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
