"""Only what may have moved is looked at: what is told is the same as if everything were."""

from dataclasses import replace
from datetime import date

import pytest
from changing import changing

from geo.moved.candidates import candidates
from geo.moved.compare import compare
from geo.moved.move import Move, State
from geo.moved.telling import ONE_STATE

DAYS = [date(2021, 1, 31), date(2021, 9, 30), date(2022, 2, 28), date(2022, 10, 31)]
SPANS = [(one, other) for one in DAYS for other in DAYS if one <= other]


def copied(facts):
    """The same records as other objects: every one of them may have moved then."""
    return replace(
        facts,
        features=tuple(map(replace, facts.features)),
        statements=tuple(map(replace, facts.statements)),
        fixes=tuple(map(replace, facts.fixes)),
    )


@pytest.fixture(scope="module")
def many(facts):
    return changing(facts, 150)


@pytest.mark.parametrize(("since", "until"), SPANS)
def test_nothing_moves_of_what_is_no_candidate(many, since, until):
    before = State(facts=many, day=since, title="")
    ours = compare(before, State(facts=many, day=until, title=""))
    whole = compare(before, State(facts=copied(many), day=until, title=""))
    assert ours.shifts == whole.shifts
    assert bool(ours.shifts) is (since < until)
    assert set(ours.notes) - set(whole.notes) == {ONE_STATE}


def test_what_was_written_later_makes_candidates_of_what_it_speaks_of_alone(many):
    fix = many.fixes[-1]
    renamed = many.features[-5]
    later = replace(
        many,
        features=(*many.features[:-5], replace(renamed, name="另一个名字"), *many.features[-4:]),
        fixes=many.fixes[:-1],
    )
    before, after = (State(facts=one, day=DAYS[-1], title="") for one in (many, later))
    assert candidates(before, after) == {fix.feature, renamed.id}
    moves = {(shift.feature, shift.move) for shift in compare(before, after).shifts}
    assert moves == {(fix.feature, Move.MOVED), (renamed.id, Move.RENAMED)}
