"""The light of features on a day, and every day on which it changes, from dated statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.lights.lagging import lags
from geo.lights.light import Finding, Light, Lit
from geo.lights.milestones import Turns, turns_of, unfinished, unstarted
from geo.lights.moments import Moments, moments_of
from geo.lights.numbers import Found
from geo.lights.reports import reports_of
from geo.lights.rules import Thresholds
from geo.lights.sayings import GRAVITY, sayings_of
from geo.ragged import NO_DAY, NONE, Column, Ints, Mask, in_force, is_new, looked_up, take, thinned
from geo.spoken import Spoken

_LIGHTS = tuple(Light)


@dataclass(frozen=True, kw_only=True, eq=False)
class Lights:
    """The lights of features as columns: a row a feature, an entry a change of what is said.

    Time alone changes a light too: a month begins, a planned start or completion is over, a year
    begins. The same colour for another reason is a change. Rows of which nothing was ever said,
    and those that have no light, are empty. `light` counts the members of `Light`; `said` is a
    number into `sayings`, each the findings of one moment, the gravest first; `behind` is that of
    `Lit`. `is_own` tells that a day does not follow from the plan in force then: from its end, or
    from when its start is missed or red.
    """

    offset: Ints
    day: Column
    light: NDArray[np.int8]
    behind: Column
    said: Column
    sayings: tuple[tuple[Finding, ...], ...]
    is_own: Mask

    def of(self, row: int) -> list[Lit]:
        """List every change of the light of a row, oldest first."""
        return [self.lit(entry) for entry in range(*self.offset[row : row + 2].tolist())]

    def lit(self, entry: int) -> Lit:
        """Return one entry."""
        return Lit(
            day=date.fromordinal(int(self.day[entry])),
            light=_LIGHTS[self.light[entry]],
            findings=self.sayings[self.said[entry]],
            behind=int(self.behind[entry]),
        )

    def take(self, rows: NDArray[np.integer]) -> Lights:
        """Return some of the rows, in their order."""
        offset, entries = take(self.offset, rows)
        columns = ("day", "light", "behind", "said", "is_own")
        return replace(
            self, offset=offset, **{name: getattr(self, name)[entries] for name in columns}
        )

    def at(self, day: date) -> Ints:
        """Return for each row the entry that holds on a day, NONE before the first."""
        return in_force(self.offset, self.day, day.toordinal())


def lights_of(spoken: Spoken, thresholds: Thresholds, is_plate: Mask) -> Lights:
    """Light every feature at once.

    A light is the gravest any rule asks for. Without a plan that was read it is never green: grey,
    with the reason. Before the first statement there is none.

    Args:
        spoken: the statements of all features.
        thresholds: of the workspace.
        is_plate: the rows that have no light: a plate's projects have plans, it has not.

    """
    turns = turns_of(spoken, thresholds)
    moments = moments_of(spoken, (turns.missed, turns.red, turns.over), ~is_plate)
    lag, behind = lags(spoken, moments, thresholds)
    found = (lag, *_milestones(spoken, moments, turns, thresholds))
    kept = is_new(moments.offset, *(rule.number for rule in found))
    sayings, said = sayings_of(found, kept)
    gravest = np.array([GRAVITY[findings[0].light] for findings in sayings], dtype=np.int8)
    return Lights(
        offset=thinned(moments.offset, kept),
        day=moments.day[kept],
        light=gravest[said],
        behind=_furthest(found, behind)[kept].astype(np.int32),
        said=said.astype(np.int32),
        sayings=sayings,
        is_own=_own(turns, moments)[kept],
    )


def has_lights(lights: Lights) -> bool:
    """Tell whether anything ever has another light than grey, so that it is worth a column."""
    return bool((lights.light != GRAVITY[Light.GREY]).any())


def _milestones(
    spoken: Spoken, moments: Moments, turns: Turns, thresholds: Thresholds
) -> tuple[Found, Found]:
    reports = reports_of(spoken)
    return (
        unstarted(spoken, moments, reports, turns, thresholds),
        unfinished(spoken, moments, reports, turns),
    )


def _furthest(found: Sequence[Found], behind: Ints) -> Ints:
    """Return how far behind each moment is by all rules: only the first measures it."""
    _, *others = found
    is_more = np.any([rule.number != NONE for rule in others], axis=0)
    return np.where(is_more, np.maximum(behind, 0), behind)


def _own(turns: Turns, moments: Moments) -> Mask:
    days = (turns.red, turns.missed, turns.over)
    own: Mask = np.all(
        [looked_up(day, moments.plan, NO_DAY) != moments.day for day in days], axis=0
    )
    return own
