"""What holds of each feature in a state: who is there, what was said of it, and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from geo.frame import by_feature
from geo.ledger.reconciling.plan import fixes_by_feature
from geo.locating.assignment import assigned, places_of
from geo.model import Facts, Feature, Kind, Statement
from geo.moved.move import State
from geo.moved.unlisted import left_spans
from geo.periods.deadlines import Deadline, deadline_in
from geo.places import NOWHERE, Place, plate_place
from geo.stated import Stated, dated_amounts_at
from geo.timeline import Step, order, speaks_of_period, step_at


@dataclass(frozen=True, kw_only=True)
class Side:
    """One feature in one state."""

    feature: Feature
    plate_name: str
    said: Sequence[Statement]
    place: Place
    day: date

    @cached_property
    def step(self) -> Step:
        """What holds of it on the day."""
        return step_at(self.said, self.day)

    @cached_property
    def start_by(self) -> Deadline | None:
        """Until when its start was planned, also where it may have begun since."""
        planned = sorted(filter(speaks_of_period, self.said), key=order)
        return deadline_in(planned[-1]) if planned else None

    @cached_property
    def stated(self) -> Stated:
        """What was last stated of each measure."""
        return dated_amounts_at(self.said, self.day)


@dataclass(frozen=True, kw_only=True)
class View:
    """A state, feature by feature; `sides` holds those that are there, in the order of the facts.

    A feature of which something is said is there from the first day on which it is said; one of
    which nothing is ever said always is. `left` tells since when ledgers leave out what they had
    listed before.
    """

    state: State
    sides: Mapping[str, Side]
    left: Mapping[str, date]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What does not depend on the day a state is looked at."""

    features: Sequence[Feature]
    places: Mapping[str, Place]
    said: Mapping[str, Sequence[Statement]]
    plate_names: Mapping[str, str]
    left_spans: Mapping[str, Sequence[tuple[date, date | None]]]


def views(states: Iterable[State]) -> list[View]:
    """Look at states, feature by feature; what states of the same facts share is worked out once.

    Neighbours of the result may be compared with `geo.moved.compare.compared`.
    """
    known: dict[int, _Known] = {}
    found = []
    for state in states:
        key = id(state.facts)
        known[key] = known.get(key) or _known(state.facts)
        found.append(_view(state, known[key]))
    return found


def _known(facts: Facts) -> _Known:
    places = places_of(facts)
    fixes = fixes_by_feature(facts)
    # The hull of a plate's members moves with each of them: only its own extents are its place.
    own = {
        f.id: plate_place(fixes.get(f.id, ()), ()) for f in facts.features if f.kind is Kind.PLATE
    }
    return _Known(
        features=assigned(facts, places).features,
        places=places | own,
        said=by_feature(facts.statements),
        plate_names={f.id: f.name for f in facts.features if f.kind is Kind.PLATE},
        left_spans=left_spans(facts),
    )


def _view(state: State, known: _Known) -> View:
    sides = {}
    for feature in known.features:
        said = known.said.get(feature.id, ())
        by_then = [s for s in said if s.stated_to <= state.day]
        if by_then or not said:
            place = known.places.get(feature.id, NOWHERE)
            sides[feature.id] = Side(
                feature=feature,
                plate_name=known.plate_names.get(feature.plate or "", ""),
                said=by_then,
                place=place,
                day=state.day,
            )
    return View(state=state, sides=sides, left=_left(known, state.day))


def _left(known: _Known, day: date) -> dict[str, date]:
    return {
        key: since
        for key, spans in known.left_spans.items()
        for since, until in spans
        if since <= day and (until is None or day < until)
    }
