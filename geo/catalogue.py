"""The catalogue: every feature as of a date, as one GeoDataFrame, and what can be asked of it.

Nobody is lost: a feature without a place stays in the frame with no geometry and a reason,
and located + unlocated is always the whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.clock import today
from geo.filters import Filter, short_plate_name
from geo.frame import features_at
from geo.lights.light import Lit
from geo.lights.lighting import Lights
from geo.model import Certainty, Facts, Kind, Statement
from geo.moved.move import Comparison
from geo.ragged import Ints, Mask
from geo.timeline import Step, Steps
from geo.told import Told, told


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How a selection splits. located + unlocated = shown; shown + hidden = total."""

    total: int
    shown: int
    located: int

    @property
    def unlocated(self) -> int:
        """Features of the selection without a place."""
        return self.shown - self.located

    @property
    def hidden(self) -> int:
        """Features outside the selection."""
        return self.total - self.shown


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Facts as of a date, cut to a filter. `frame` holds the selected rows in WGS-84.

    `rows` tells which of the features of the facts they are, `told` what is the same on every
    date. `comparisons` tell what moved between earlier states of the same workspace, newest first.
    """

    facts: Facts
    as_of: date
    frame: gpd.GeoDataFrame
    rows: Ints
    told: Told
    filter: Filter
    total: int
    comparisons: tuple[Comparison, ...] = ()

    @property
    def plates(self) -> gpd.GeoDataFrame:
        """The plates of the selection."""
        return self._of(Kind.PLATE)

    @property
    def projects(self) -> gpd.GeoDataFrame:
        """The projects of the selection."""
        return self._of(Kind.PROJECT)

    @property
    def roads(self) -> gpd.GeoDataFrame:
        """The roads of the selection."""
        return self._of(Kind.ROAD)

    @property
    def parks(self) -> gpd.GeoDataFrame:
        """The parks of the selection."""
        return self._of(Kind.PARK)

    @property
    def sites(self) -> gpd.GeoDataFrame:
        """The sites of the selection."""
        return self._of(Kind.SITE)

    @property
    def unlocated(self) -> gpd.GeoDataFrame:
        """Selected features without a place; `unlocated_reason` tells why."""
        return self.frame[~self._is_located]

    @property
    def counts(self) -> Counts:
        """How the selection splits."""
        return Counts(total=self.total, shown=len(self.frame), located=int(self._is_located.sum()))

    @property
    def plate_names(self) -> dict[str, tuple[str, ...]]:
        """Every plate of the facts: id → its names, the official one first."""
        return {
            f.id: (
                f.name,
                short_plate_name(f.name),
                *(a.removesuffix("（推断）") for a in f.aliases),
            )
            for f in map(
                self.facts.features.__getitem__, np.flatnonzero(self.told.is_plate).tolist()
            )
        }

    def select(self, criteria: Filter) -> Catalogue:
        """Return the catalogue cut to `criteria`, at its date if it names one."""
        source = self
        if criteria.as_of is not None and criteria.as_of != self.as_of:
            source = catalogue(self.facts, criteria.as_of)
        keep = source.mask(criteria)
        return replace(
            source,
            frame=source.frame if keep.all() else source.frame[keep],
            rows=source.rows[keep],
            filter=criteria,
            comparisons=self.comparisons,
        )

    def mask(self, criteria: Filter) -> Mask:
        """Mark the rows of `frame` a filter keeps, whatever date it names."""
        return criteria.mask(self.frame, lambda: self.told.haystacks[self.rows])

    @cached_property
    def steps(self) -> Steps:
        """Every change of status, phase, period and office; row n is that of `frame`."""
        return self.told.steps if self._is_whole else self.told.steps.take(self.rows)

    @cached_property
    def lights(self) -> Lights:
        """Every change of a light or of what the rules say; row n is that of `frame`."""
        return self.told.lights if self._is_whole else self.told.lights.take(self.rows)

    def steps_of(self, key: str) -> list[Step]:
        """List every change of one feature, oldest first."""
        return self.told.steps.of(self.told.row_of[key])

    def lights_of(self, key: str) -> list[Lit]:
        """List every change of the light of one feature, oldest first; a plate has none."""
        return self.told.lights.of(self.told.row_of[key])

    def statements_of(self, key: str) -> list[Statement]:
        """List the statements of one feature, newest first; of one day the one written last."""
        return list(self.told.spoken.of(self.told.row_of[key]))[::-1]

    @property
    def _is_whole(self) -> bool:
        return len(self.rows) == len(self.facts.features)

    @property
    def _is_located(self) -> pd.Series[bool]:
        return self.frame["location_certainty"] != Certainty.NONE.value

    def _of(self, kind: Kind) -> gpd.GeoDataFrame:
        return self.frame[self.frame["kind"] == kind.value]


def catalogue(facts: Facts, as_of: date | None = None) -> Catalogue:
    """Make the catalogue of all features as of a date.

    Args:
        facts: what was read from a facts folder.
        as_of: the date to stand on; by default the newest date anything was stated, never today.

    """
    day = as_of or newest_day(facts)
    same = told(facts)
    frame = features_at(same, day)
    return Catalogue(
        facts=facts,
        as_of=day,
        frame=frame,
        rows=np.arange(len(frame)),
        told=same,
        filter=Filter(),
        total=len(frame),
    )


def newest_day(facts: Facts) -> date:
    """Newest date on which anything was stated: the date a reader stands on by default.

    A workspace in which nothing has been stated stands on the day it was made.
    """
    said = [document.stated_to for document in facts.documents]
    return max(said, default=facts.founded or today())
