"""What may be compared: roads and projects with a place, and the periods stated of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shapely.geometry.base import BaseGeometry

from geo.catalogue import Catalogue
from geo.frame import by_feature
from geo.model import Certainty, Kind, Period, Statement, Status
from geo.timeline import Step, step_at, steps

KINDS = (Kind.ROAD, Kind.PROJECT)
# How well a place must be known for a distance to mean anything, else why it is left out.
_UNKNOWN_PLACE: dict[str, str] = {
    Certainty.NONE: "没有定位",
    Certainty.SCHEMATIC: "位置只是示意",
}
# What is reported completed or stands is built: nothing is dug for it any more.
_BUILT = frozenset({Status.COMPLETED, Status.EXISTING})
_NO_PERIOD, _REVERSED = "工期不全", "完成早于开工"


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Days on which one period and one office of a work are in force; `until` is the day after."""

    since: date
    until: date | None
    start: date
    end: date
    unit: str


@dataclass(frozen=True, kw_only=True)
class Works:
    """A road or a project whose place is known; `accuracy_m` is how far it may be off."""

    key: str
    name: str
    geometry: BaseGeometry
    accuracy_m: int
    said: tuple[Statement, ...]

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Its periods through time, oldest first; reckoned only of what something is near."""
        return tuple(_stretches(steps(self.said)))


def works(catalogue: Catalogue, kind: Kind) -> Iterator[Works]:
    """Yield what of a kind has a place and, at some date, a period; in the order of the facts."""
    said = by_feature(catalogue.facts.statements)
    frame = catalogue.frame[catalogue.frame["kind"] == kind.value]
    columns = ("id", "name", "location_certainty", "location_accuracy_m", "geometry")
    for key, name, certainty, accuracy, geometry in zip(*(frame[c] for c in columns), strict=True):
        is_dated = any(not _why_not(statement.period) for statement in said[key])
        if is_dated and certainty not in _UNKNOWN_PLACE:
            yield Works(
                key=key,
                name=name,
                geometry=geometry,
                accuracy_m=int(accuracy),
                said=tuple(said[key]),
            )


def left_out(catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    """Count the roads and projects that cannot be compared at the date, by the first reason.

    What is built needs no comparing.
    """
    said = by_feature(catalogue.facts.statements)
    reasons = Counter[str]()
    columns = ("id", "kind", "location_certainty")
    for key, kind, certainty in zip(*(catalogue.frame[c] for c in columns), strict=True):
        step = step_at(said[key], catalogue.as_of)
        if kind in KINDS and step.status not in _BUILT:
            reasons[_UNKNOWN_PLACE.get(certainty) or _why_not(step.period)] += 1
    order = (*_UNKNOWN_PLACE.values(), _NO_PERIOD, _REVERSED)
    return tuple((reason, reasons[reason]) for reason in order if reasons[reason])


def _stretches(steps: Sequence[Step]) -> Iterator[Stretch]:
    # Of a feature of which nothing was ever said there is no step, and no end of one.
    ends = [*(step.day for step in steps[1:]), None][: len(steps)]
    for step, until in zip(steps, ends, strict=True):
        period = step.period
        if step.status in _BUILT or period is None:
            continue
        if period.start is not None and period.end is not None:
            yield Stretch(
                since=step.day, until=until, start=period.start, end=period.end, unit=step.unit
            )


def _why_not(period: Period | None) -> str:
    """Tell why a period cannot be compared; "" when it can."""
    if period is None or period.start is None or period.end is None:
        return _NO_PERIOD
    return _REVERSED if period.start > period.end else ""
