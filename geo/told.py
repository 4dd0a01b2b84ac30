"""What is worked out once for the same facts, whatever date, filter or file is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from weakref import WeakValueDictionary

import numpy as np

from geo.histories import Histories, histories
from geo.lasting import Lasting, haystacks, lasting, spans
from geo.lights.lighting import Lights, lights_of
from geo.lights.rules import Thresholds
from geo.model import Facts, Kind
from geo.moved.unlisted import Edition, Spans, editions_of, left_spans
from geo.placed import Objects
from geo.ragged import Mask
from geo.spoken import Spoken, spoken
from geo.stated import AmountSteps, amount_steps_of
from geo.timeline import Steps, steps_of


@dataclass(frozen=True, eq=False)
class Told:
    """The facts as columns, each made when it is first asked for: row r is `facts.features[r]`."""

    facts: Facts

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each feature, by its id."""
        return {feature.id: row for row, feature in enumerate(self.facts.features)}

    @cached_property
    def is_plate(self) -> Mask:
        """Which rows are plates."""
        return np.array([feature.kind is Kind.PLATE for feature in self.facts.features], dtype=bool)

    @cached_property
    def spoken(self) -> Spoken:
        """The statements."""
        return spoken(self.facts)

    @cached_property
    def steps(self) -> Steps:
        """Every change of status, phase, period and office."""
        return steps_of(self.spoken)

    @cached_property
    def lights(self) -> Lights:
        """Every change of a light, or of what the rules say; plates have none."""
        return lights_of(self.spoken, Thresholds.of(self.facts.settings), self.is_plate)

    @cached_property
    def amounts(self) -> AmountSteps:
        """Every change of the amounts."""
        return amount_steps_of(self.spoken)

    @cached_property
    def histories(self) -> Histories:
        """Where each feature was spoken of."""
        return histories(self.spoken)

    @cached_property
    def lasting(self) -> Lasting:
        """What no date changes."""
        return lasting(self.facts)

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """What each document names, the newest first."""
        return editions_of(self.facts)

    @cached_property
    def left_spans(self) -> Spans:
        """When ledgers left out what they had listed before."""
        return left_spans(self.editions)

    @cached_property
    def spans(self) -> dict[str, Objects]:
        """The columns that tell of `steps.periods`."""
        return spans(self.steps.periods)

    @cached_property
    def haystacks(self) -> Objects:
        """What a search looks through."""
        return haystacks(self.facts, self.spoken)


_told: WeakValueDictionary[int, Told] = WeakValueDictionary()


def told(facts: Facts) -> Told:
    """Return what is told of facts: the same for the same object as long as anybody holds it."""
    # By identity: telling whether hundreds of thousands of records are equal takes seconds.
    found = _told.get(id(facts))
    if found is None:
        found = _told.setdefault(id(facts), Told(facts))
    return found
