"""Which road works and which projects are near each other while both are due to be built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from geo.catalogue import Catalogue
from geo.dig_once.works import KINDS, Works, left_out, works
from geo.measures import near_pairs

WITHIN_M = 50
# Distances a reader may choose, metres; a document carries what lies within the greatest.
CHOICES_M = (20, 50, 100, 200)
_ROUNDING_M = 0.05


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A road and a project, ids and names, with both offices ("" where none is stated).

    `distance_m` is the shortest on the ground, to the decimetre, `accuracy_m` what the two places
    may be off together. `start` and `end` are the first and last day both periods hold, `days`
    counts them. The pair stands from `holds_from` until the day before `holds_until` (None: for
    good): before and after, other periods were stated, or completion was reported.
    """

    road: str
    road_name: str
    road_unit: str
    project: str
    project_name: str
    project_unit: str
    distance_m: float
    accuracy_m: int
    start: date
    end: date
    days: int
    holds_from: date
    holds_until: date | None


@dataclass(frozen=True, kw_only=True)
class Conflicts:
    """Conflicts, nearest first, and how many roads and projects could not be compared, by why."""

    found: tuple[Conflict, ...]
    left_out: tuple[tuple[str, int], ...]


def conflicts(catalogue: Catalogue, within_m: float = WITHIN_M) -> Conflicts:
    """Find the conflicts at the catalogue's date.

    Compared are roads with projects whose place is exact or approximate, whose period in force
    has a beginning and an end, and that are not reported completed or standing. They conflict when
    they are within the distance and their periods share a day; both limits count. A period that is
    over counts while nobody reports completion.

    Args:
        catalogue: what to look among.
        within_m: the greatest distance, metres on the ground.

    """
    day = catalogue.as_of
    return Conflicts(
        found=tuple(
            one
            for one in conflict_spans(catalogue, within_m)
            if one.holds_from <= day and (one.holds_until is None or day < one.holds_until)
        ),
        left_out=left_out(catalogue),
    )


def conflict_spans(catalogue: Catalogue, within_m: float = CHOICES_M[-1]) -> tuple[Conflict, ...]:
    """Find the conflicts of every date, each with the days it stands: what a document carries."""
    roads, projects = (list(works(catalogue, kind)) for kind in KINDS)
    near = near_pairs(
        [one.geometry for one in roads],
        [one.geometry for one in projects],
        within_m + _ROUNDING_M,
    )
    # Written and compared to the decimetre, so that a list and what is said of it agree.
    pairs = ((road, project, round(metres, 1)) for road, project, metres in near)
    found = (
        conflict
        for road, project, metres in pairs
        if metres <= within_m
        for conflict in _joined(_conflicts(roads[road], projects[project], metres))
    )
    return tuple(sorted(found, key=lambda one: one.distance_m))


def _conflicts(road: Works, project: Works, metres: float) -> Iterator[Conflict]:
    """Yield what every stretch of the one makes with every stretch of the other, oldest first."""
    for one in road.stretches:
        for other in project.stretches:
            start, end = max(one.start, other.start), min(one.end, other.end)
            since = max(one.since, other.since)
            until = min((d for d in (one.until, other.until) if d is not None), default=None)
            if start > end or (until is not None and since >= until):
                continue
            yield Conflict(
                road=road.key,
                road_name=road.name,
                road_unit=one.unit,
                project=project.key,
                project_name=project.name,
                project_unit=other.unit,
                distance_m=metres,
                accuracy_m=road.accuracy_m + project.accuracy_m,
                start=start,
                end=end,
                days=(end - start).days + 1,
                holds_from=since,
                holds_until=until,
            )


def _joined(spans: Iterable[Conflict]) -> list[Conflict]:
    """Join what follows on without a change: a step may change what no conflict tells."""
    joined: list[Conflict] = []
    for span in spans:
        if joined and _follows(joined[-1], span):
            joined[-1] = replace(joined[-1], holds_until=span.holds_until)
        else:
            joined.append(span)
    return joined


def _follows(before: Conflict, after: Conflict) -> bool:
    same = replace(before, holds_from=after.holds_from, holds_until=after.holds_until)
    return before.holds_until == after.holds_from and same == after
