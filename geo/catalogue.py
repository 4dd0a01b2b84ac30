"""The catalogue: every feature as of a date, as one GeoDataFrame, and what can be asked of it.

Nobody is lost: a feature without a place stays in the frame with no geometry and a reason,
and located + unlocated is always the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import geopandas as gpd
import pandas as pd

from geo.clock import today
from geo.filters import Filter, short_plate_name
from geo.frame import by_feature, features_at
from geo.lights.light import Lit
from geo.lights.lighting import light_steps
from geo.lights.rules import Thresholds
from geo.model import (
    Certainty,
    Facts,
    Kind,
    Statement,
)
from geo.moved.move import Comparison
from geo.timeline import Step, steps


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

    `comparisons` tell what moved between earlier states of the same workspace, newest first.
    """

    facts: Facts
    as_of: date
    frame: gpd.GeoDataFrame
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
            for f in self.facts.features
            if f.kind is Kind.PLATE
        }

    def select(self, criteria: Filter) -> Catalogue:
        """Return the catalogue cut to `criteria`, at its date if it names one."""
        source = self
        if criteria.as_of is not None and criteria.as_of != self.as_of:
            source = catalogue(self.facts, criteria.as_of)
        frame = source.frame[criteria.mask(source.frame)]
        return Catalogue(
            facts=self.facts,
            as_of=source.as_of,
            frame=frame,
            filter=criteria,
            total=source.total,
            comparisons=self.comparisons,
        )

    @cached_property
    def steps(self) -> dict[str, list[Step]]:
        """For each selected feature id, every change of status, phase, period and office."""
        said = by_feature(self.facts.statements)
        return {key: steps(said[key]) for key in self.frame["id"]}

    @cached_property
    def lights(self) -> dict[str, list[Lit]]:
        """For each selected feature id, every change of its light; plates have none.

        What the rules say is a part of the light: the same colour for another reason is a change.
        """
        said = by_feature(self.facts.statements)
        thresholds = Thresholds.of(self.facts.settings)
        plates = set(self.plates["id"])
        return {
            key: [] if key in plates else light_steps(said[key], thresholds)
            for key in self.frame["id"]
        }

    @cached_property
    def statements(self) -> dict[str, list[Statement]]:
        """For each selected feature id, its statements, newest first."""
        said = by_feature(self.facts.statements)
        return {
            # Turned after sorting, so that of one day's statements the one written last is first.
            key: sorted(said[key], key=lambda s: s.stated_to)[::-1]
            for key in self.frame["id"]
        }

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
    frame = features_at(facts, day)
    return Catalogue(facts=facts, as_of=day, frame=frame, filter=Filter(), total=len(frame))


def newest_day(facts: Facts) -> date:
    """Newest date on which anything was stated: the date a reader stands on by default.

    A workspace in which nothing has been stated stands on the day it was made.
    """
    said = [document.stated_to for document in facts.documents]
    return max(said, default=facts.founded or today())
