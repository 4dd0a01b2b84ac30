"""The catalogue: every feature as of a date, as one GeoDataFrame, and what can be asked of it.

Nobody is lost: a feature without a place stays in the frame with no geometry and a reason,
and located + unlocated is always the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.filters import NO_PLATE, NO_PLATE_WORD, Filter, normalise, short_plate_name
from geo.model import (
    Certainty,
    Facts,
    Feature,
    Fix,
    Kind,
    Statement,
    Status,
)
from geo.places import NOWHERE, Place, place_of, plate_place
from geo.timeline import Step, step_at, steps

CRS = "EPSG:4326"
_NO_REASON = "未提供位置"
# The schema of the frame; GeoJSON, tables and the document pick from these.
COLUMNS = (
    "id",
    "kind",
    "name",
    "aliases",
    "plate",
    "plate_name",
    "plate_basis",
    "plate_reason",
    "category",
    "status",
    "status_label",
    "phase",
    "start",
    "end",
    "period_words",
    "as_of",
    "unit",
    "unit_note",
    "location_method",
    "location_accuracy_m",
    "location_certainty",
    "location_basis",
    "location_source",
    "unlocated_reason",
    "address",
    "note",
    "sources",
    "search",
)


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
    """Facts as of a date, cut to a filter. `frame` holds the selected rows in WGS-84."""

    facts: Facts
    as_of: date
    frame: gpd.GeoDataFrame
    filter: Filter
    total: int

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
        )

    def roll_up(self) -> pd.DataFrame:
        """Count plate × status: a row a plate id and `none`, a column a status code present.

        Plates count as features of themselves; the sum of all cells is the selection.
        """
        plates = [*self.plate_names, NO_PLATE]
        statuses = [s.value for s in Status if (self.frame["status"] == s.value).any()]
        table = pd.crosstab(self.frame["plate"].fillna(NO_PLATE), self.frame["status"])
        return table.reindex(index=plates, columns=statuses, fill_value=0)

    @cached_property
    def steps(self) -> dict[str, list[Step]]:
        """For each selected feature id, every change of status, phase, period and office."""
        said = _by_feature(self.facts.statements)
        return {key: steps(said[key]) for key in self.frame["id"]}

    @cached_property
    def statements(self) -> dict[str, list[Statement]]:
        """For each selected feature id, its statements, newest first."""
        said = _by_feature(self.facts.statements)
        return {
            key: sorted(said[key], key=lambda s: (s.stated_to, s.id), reverse=True)
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
    places = _places(facts)
    said = _by_feature(facts.statements)
    names = {f.id: f.name for f in facts.features if f.kind is Kind.PLATE}
    records = [
        _record(feature, places[feature.id], said[feature.id], day, names)
        for feature in facts.features
    ]
    geometry = [places[feature.id].geometry for feature in facts.features]
    # Object columns keep None as None; inferred text columns would turn it into NaN.
    table = pd.DataFrame(records, columns=COLUMNS, dtype=object)
    table["location_accuracy_m"] = table["location_accuracy_m"].astype("Int64")
    frame = gpd.GeoDataFrame(table, geometry=geometry, crs=CRS)
    return Catalogue(facts=facts, as_of=day, frame=frame, filter=Filter(), total=len(frame))


def newest_day(facts: Facts) -> date:
    """Newest date on which anything was stated: the date a reader stands on by default."""
    return max((document.stated_to for document in facts.documents), default=date.min)


def _record(
    feature: Feature, place: Place, said: list[Statement], day: date, plate_names: dict[str, str]
) -> dict[str, object]:
    step = step_at(said, day)
    period = step.period
    return {
        "id": feature.id,
        "kind": feature.kind.value,
        "name": feature.name,
        "aliases": list(feature.aliases),
        "plate": feature.plate,
        "plate_name": plate_names.get(feature.plate or "", NO_PLATE_WORD),
        "plate_basis": feature.plate_basis.value,
        "plate_reason": feature.plate_reason,
        "category": feature.category,
        "status": step.status.value,
        "status_label": step.status.word,
        "phase": step.phase.value if step.phase else None,
        "start": period.start.isoformat() if period and period.start else None,
        "end": period.end.isoformat() if period and period.end else None,
        "period_words": period.words if period else "",
        "as_of": day.isoformat(),
        "unit": step.unit or None,
        "unit_note": feature.unit_note,
        "location_method": place.method.value if place.method else None,
        "location_accuracy_m": place.accuracy_m,
        "location_certainty": place.certainty.value,
        "location_basis": place.basis,
        "location_source": place.source,
        "unlocated_reason": _reason(feature, place),
        "address": feature.address,
        "note": feature.note,
        "sources": [
            {
                "id": s.document,
                "section": s.section,
                "stated_from": s.stated_from.isoformat(),
                "stated_to": s.stated_to.isoformat(),
            }
            for s in said
            if s.stated_to <= day
        ],
        "search": _haystack(feature, said),
    }


def _reason(feature: Feature, place: Place) -> str:
    if place.certainty is not Certainty.NONE:
        return ""
    return feature.unlocated_reason or _NO_REASON


def _haystack(feature: Feature, said: Iterable[Statement]) -> str:
    units = dict.fromkeys(s.unit for s in said if s.unit)
    return normalise("\n".join((feature.name, *feature.aliases, *units)))


def _places(facts: Facts) -> dict[str, Place]:
    fixes: dict[str, list[Fix]] = defaultdict(list)
    for fix in facts.fixes:
        fixes[fix.feature].append(fix)
    places = {f.id: place_of(fixes[f.id]) for f in facts.features if f.kind is not Kind.PLATE}
    members: dict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in facts.features:
        geometry = places.get(feature.id, NOWHERE).geometry
        if feature.plate and geometry is not None:
            members[feature.plate].append(geometry)
    for feature in facts.features:
        if feature.kind is Kind.PLATE:
            places[feature.id] = plate_place(fixes[feature.id], members[feature.id])
    return places


def _by_feature(said: Iterable[Statement]) -> dict[str, list[Statement]]:
    grouped: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        grouped[statement.feature].append(statement)
    return grouped
