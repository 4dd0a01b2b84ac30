"""What is due: planned beginnings and completions in the days ahead, and those whose day is over.

The day of a start is the last one on which it is in time, as for the lights: the end of the month,
quarter or year it is planned for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geo.catalogue import Catalogue
from geo.dates import end_words
from geo.frame import by_feature
from geo.lights.milestones import UNSTARTED
from geo.model import Coded, Status
from geo.timeline import Step, step_at

# A reader asks what is due within so many days.
WITHIN = (30, 60, 90)


class Event(Coded):
    """What a plan says will happen on a day."""

    START = "start", "计划开工"
    END = "end", "计划完成"


@dataclass(frozen=True, kw_only=True)
class Due:
    """An event of a feature; `left` is the days from the as-of date to it, below 0 when over.

    `words` write the day as precisely as the source does (2020年10月, not 10月31日).
    """

    feature: str
    name: str
    event: Event
    day: date
    left: int
    words: str


def due(catalogue: Catalogue, within: int = WITHIN[-1]) -> list[Due]:
    """List what falls due within so many days after the as-of date, soonest first.

    Both ends count: the as-of date itself (`left` 0) and the last of the days. What is reported
    completed is due no more, and a start only where none is reported. Of one day the order is
    that of the facts.

    Args:
        catalogue: the selection at its date.
        within: how many days to look ahead.

    """
    return _sorted(one for one in _events(catalogue) if 0 <= one.left <= within)


def overdue(catalogue: Catalogue) -> list[Due]:
    """List completions whose day is over and that nobody reported, longest overdue first."""
    return _sorted(one for one in _events(catalogue) if one.event is Event.END and one.left < 0)


def missed(catalogue: Catalogue) -> list[Due]:
    """List starts whose last day is over and that nobody reported, longest ago first."""
    return _sorted(one for one in _events(catalogue) if one.event is Event.START and one.left < 0)


def undated(catalogue: Catalogue) -> int:
    """Count the features of which no day is known on which anything is planned."""
    said = by_feature(catalogue.facts.statements)
    steps = (step_at(said[key], catalogue.as_of) for key in catalogue.frame["id"])
    return sum(step.phase is None and step.start_by is None for step in steps)


def _sorted(events: Iterator[Due]) -> list[Due]:
    return sorted(events, key=lambda one: one.day)


def _events(catalogue: Catalogue) -> Iterator[Due]:
    """Yield both events of every feature not reported completed, past ones as well."""
    names = dict(zip(catalogue.frame["id"], catalogue.frame["name"], strict=True))
    said = by_feature(catalogue.facts.statements)
    for key in catalogue.frame["id"]:
        for event, day, words in _planned(step_at(said[key], catalogue.as_of)):
            left = (day - catalogue.as_of).days
            yield Due(feature=key, name=names[key], event=event, day=day, left=left, words=words)


def _planned(step: Step) -> Iterator[tuple[Event, date, str]]:
    if step.start_by is not None and step.status in UNSTARTED:
        yield Event.START, step.start_by.last, step.start_by.words
    period = step.period
    if period is not None and period.end is not None and step.status is not Status.COMPLETED:
        yield Event.END, period.end, end_words(period)
