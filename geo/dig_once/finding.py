"""Which road works and which projects are near each other while both are due to be built."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from geo.catalogue import Catalogue
from geo.dig_once.works import FOR_GOOD, left_out, placed_rows, stretches
from geo.measures import near_pairs
from geo.model import Kind
from geo.placed import Objects, objects
from geo.ragged import NONE, Ints, Mask

WITHIN_M = 50
# Distances a reader may choose, metres; a document carries what lies within the greatest.
CHOICES_M = (20, 50, 100, 200)
DECIMETRES = 10
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


@dataclass(frozen=True, kw_only=True, eq=False)
class Crossings:
    """Conflicts of all dates as columns, nearest first; see `Conflict`.

    `road` and `project` are rows of the catalogue's frame, `road_unit` and `project_unit` numbers
    of its steps' offices, NONE for none. Days are ordinals; `until` is FOR_GOOD for good.
    """

    road: Ints
    project: Ints
    decimetres: Ints
    road_unit: Ints
    project_unit: Ints
    start: Ints
    end: Ints
    since: Ints
    until: Ints

    def cut(self, entries: Ints | Mask) -> Crossings:
        """Return some of the entries."""
        return Crossings(**{name: column[entries] for name, column in vars(self).items()})


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
    day = catalogue.as_of.toordinal()
    spans = crossings(catalogue, within_m)
    standing = spans.cut((spans.since <= day) & (day < spans.until))
    return Conflicts(found=_told(catalogue, standing), left_out=left_out(catalogue))


def conflict_spans(catalogue: Catalogue, within_m: float = CHOICES_M[-1]) -> tuple[Conflict, ...]:
    """Find the conflicts of every date, each with the days it stands."""
    return _told(catalogue, crossings(catalogue, within_m))


def crossings(catalogue: Catalogue, within_m: float = CHOICES_M[-1]) -> Crossings:
    """Find the conflicts of every date as columns: what a document carries."""
    roads, projects = (placed_rows(catalogue, kind) for kind in (Kind.ROAD, Kind.PROJECT))
    geometry = catalogue.frame.geometry.to_numpy()
    near = near_pairs(geometry[roads], geometry[projects], within_m + _ROUNDING_M)
    # Written and compared to the decimetre, so that a list and what is said of it agree.
    decimetres = np.rint(near.metres * DECIMETRES).astype(np.int64)
    order = np.argsort(decimetres, kind="stable")
    order = order[decimetres[order] <= within_m * DECIMETRES]
    pairs = roads[near.one[order]], projects[near.other[order]]
    return _overlapping(catalogue, *pairs, decimetres[order])


def _overlapping(catalogue: Catalogue, road: Ints, project: Ints, decimetres: Ints) -> Crossings:
    """Set every stretch of the one beside every one of the other, pair by pair, oldest first."""
    rows, place = np.unique(np.concatenate((road, project)), return_inverse=True)
    known = stretches(catalogue.steps.take(rows))
    pair, one, other = _combined(known.offset, place[: len(road)], place[len(road) :])
    found = Crossings(
        road=road[pair],
        project=project[pair],
        decimetres=decimetres[pair],
        road_unit=known.unit[one],
        project_unit=known.unit[other],
        start=np.maximum(known.start[one], known.start[other]),
        end=np.minimum(known.end[one], known.end[other]),
        since=np.maximum(known.since[one], known.since[other]),
        until=np.minimum(known.until[one], known.until[other]),
    )
    return _joined(found.cut((found.start <= found.end) & (found.since < found.until)))


def _combined(offset: Ints, one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the pair, and an entry of its one and of its other row, in all combinations."""
    lengths = np.diff(offset)
    counts = lengths[one] * lengths[other]
    pair = np.repeat(np.arange(len(one)), counts)
    number = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    wide = lengths[other][pair]
    return pair, offset[one][pair] + number // wide, offset[other][pair] + number % wide


def _joined(spans: Crossings) -> Crossings:
    """Join what follows on without a change: a step may change what no conflict tells."""
    is_first = np.ones(len(spans.road) + 1, dtype=bool)
    is_first[1:-1] = spans.until[:-1] != spans.since[1:]
    for name in ("road", "project", "road_unit", "project_unit", "start", "end"):
        column = getattr(spans, name)
        is_first[1:-1] |= column[1:] != column[:-1]
    first, last = np.flatnonzero(is_first[:-1]), np.flatnonzero(is_first[1:])
    return replace(spans.cut(first), until=spans.until[last])


def _told(catalogue: Catalogue, spans: Crossings) -> tuple[Conflict, ...]:
    keys, names = (catalogue.frame[column].to_numpy() for column in ("id", "name"))
    units = objects([*catalogue.steps.units, ""])
    columns = {
        "road": keys[spans.road],
        "road_name": names[spans.road],
        "road_unit": units[spans.road_unit],
        "project": keys[spans.project],
        "project_name": names[spans.project],
        "project_unit": units[spans.project_unit],
        "distance_m": spans.decimetres / DECIMETRES,
        "accuracy_m": accuracies_m(catalogue, spans),
        "start": _dates(spans.start),
        "end": _dates(spans.end),
        "days": spans.end - spans.start + 1,
        "holds_from": _dates(spans.since),
        "holds_until": _dates(spans.until),
    }
    each = zip(*(column.tolist() for column in columns.values()), strict=True)
    return tuple(Conflict(**dict(zip(columns, values, strict=True))) for values in each)


def _dates(days: Ints) -> Objects:
    return objects([None if day == FOR_GOOD else date.fromordinal(day) for day in days.tolist()])


def accuracies_m(catalogue: Catalogue, spans: Crossings) -> Ints:
    """Return what the two places of each may be off together, metres."""
    metres: Ints = catalogue.frame["location_accuracy_m"].to_numpy(dtype=np.int64, na_value=NONE)
    return metres[spans.road] + metres[spans.project]
