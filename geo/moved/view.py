"""What holds of each feature in a state, read from columns: who is there, what was said, where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geo.model import Feature, Fix, Statement, Status
from geo.moved.move import State
from geo.periods.deadlines import Deadline
from geo.placed import Places
from geo.places import Place, plate_place
from geo.plans import Plan
from geo.ragged import NONE, Ints, Mask, in_force, last_marked, looked_up
from geo.spoken import Spoken
from geo.stated import Stated, dated_amounts_at
from geo.timeline import Codes
from geo.told import Told

_STATUSES = tuple(Status)
_UNKNOWN = _STATUSES.index(Status.UNKNOWN)
_NO_PLAN: tuple[None, Deadline | None] = (None, None)


@dataclass(frozen=True, kw_only=True, eq=False)
class View:
    """A state; row r stands for feature r of `told.facts`.

    These are the facts of the state, or the part of them that may have moved. A feature of which
    something is said is there from the first day on which it is said; one of which nothing is ever
    said always is.
    """

    state: State
    told: Told

    def feature(self, row: int) -> Feature:
        """Return the feature of a row."""
        return self.told.facts.features[row]

    @cached_property
    def is_there(self) -> Mask:
        """Which rows are there on the day."""
        is_silent: Mask = np.diff(self._spoken.offset) == 0
        there: Mask = is_silent | (self._newest != NONE)
        return there

    def said(self, row: int) -> tuple[Statement, ...]:
        """Return what was said of a row by the day, in the order in which it counts."""
        return self._spoken.statements[self._spoken.offset[row] : int(self._newest[row]) + 1]

    def names(self, rows: Ints) -> list[str]:
        """Return the names of rows."""
        return [self.feature(row).name for row in rows.tolist()]

    def statuses(self, rows: Ints) -> list[Status]:
        """Return the statuses of rows on the day."""
        return [_STATUSES[code] for code in self._status[rows].tolist()]

    def status(self, row: int) -> Status:
        """Return the status of a row on the day."""
        return _STATUSES[int(self._status[row])]

    def plans(self, rows: Ints) -> list[Plan]:
        """Return the periods in force and until when starts were planned.

        The latter also where work may have begun since.
        """
        spoken = self._spoken
        planned = last_marked(spoken.offset, spoken.plan != NONE, rows, self._newest[rows])
        numbers = looked_up(spoken.plan, planned)
        return [spoken.plans.of(n) if n != NONE else _NO_PLAN for n in numbers.tolist()]

    def geometries(self, rows: Ints) -> list[object]:
        """Return where rows are, WGS-84, None for nowhere; see `place`."""
        return list(self._places.geometry[rows])

    def amounts(self, rows: Ints) -> list[Sequence[Statement]]:
        """Return what was said of amounts by the day, row by row."""
        spoken = self._spoken
        before = np.concatenate(([0], np.cumsum(spoken.has_amounts)))
        any_said = before[spoken.offset[rows + 1]] > before[spoken.offset[rows]]
        return [
            [one for one in self.said(row) if one.amounts] if is_said else ()
            for row, is_said in zip(rows.tolist(), any_said.tolist(), strict=True)
        ]

    def stated(self, row: int) -> Stated:
        """Return what was last stated of each measure."""
        return dated_amounts_at(self.said(row), self.state.day)

    def place(self, row: int) -> Place:
        """Return where a row is; of plates only their own extents count.

        The hull of a plate's members moves with each of them.
        """
        return self._places.of(row)

    def plate(self, row: int) -> tuple[str | None, str]:
        """Return the plate of a row and its name, "" for none."""
        key = self.told.lasting.columns["plate"][row]
        return key, self._plate_names.get(key or "", "")

    @property
    def _spoken(self) -> Spoken:
        return self.told.spoken

    @cached_property
    def _newest(self) -> Ints:
        """Which statement of each row is the newest by the day, NONE for none."""
        return in_force(self._spoken.offset, self._spoken.day, self.state.day.toordinal())

    @cached_property
    def _status(self) -> Codes:
        steps = self.told.steps
        return looked_up(steps.status, steps.at(self.state.day), _UNKNOWN)

    @cached_property
    def _places(self) -> Places:
        rows = {plate.id: row for row, plate in self._plates.items()}
        own: dict[str, list[Fix]] = defaultdict(list)
        for fix in self.told.facts.fixes:
            if fix.feature in rows:
                own[fix.feature].append(fix)
        plates = {row: plate_place(own[key], ()) for key, row in rows.items()}
        return self.told.lasting.places.but(plates)

    @cached_property
    def _plate_names(self) -> Mapping[str, str]:
        return {plate.id: plate.name for plate in self._plates.values()}

    @cached_property
    def _plates(self) -> Mapping[int, Feature]:
        return {row: self.feature(row) for row in np.flatnonzero(self.told.is_plate).tolist()}
