"""What is due: planned beginnings and completions in the days ahead, and those whose day is over.

The day of a start is the last one on which it is in time: the end of the month, quarter or year it
is planned for. What is due today is not over: it is due still, with no day left. The light of a
start planned for a month or longer (2026年6月) warns on that last day already, as 银川 counts; that
of any other (6月20日, 6月底前) on the day after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.catalogue import Catalogue
from geo.dates import end_words
from geo.frame import by_feature
from geo.lights.milestones import UNSTARTED
from geo.model import Coded, Kind, Status
from geo.timeline import Step, step_at

# A reader asks what is due within so many days.
WITHIN = (30, 60, 90)
# Of these nobody expects a completion.
_DONE = frozenset({Status.COMPLETED, Status.EXISTING})


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


@dataclass(frozen=True, kw_only=True)
class Plans:
    """What the plans of a selection say on its date; of every list the earliest day stands first.

    `overdue` are completions and `missed` starts whose day is over and that nobody reported;
    `ahead` is what falls due within the days looked ahead, the as-of date and the last one
    included. What is reported completed is due no more, and a start only where none is reported.
    Of one day the order is that of the facts.

    `undated` counts those of which no day is known on which anything is planned, `endless` those
    not yet done of which a start is known and no completion. Plates count in neither: that a plate
    has no period of its own is no gap.
    """

    overdue: Sequence[Due]
    missed: Sequence[Due]
    ahead: Sequence[Due]
    undated: int
    endless: int


def plans(catalogue: Catalogue, within: int = WITHIN[-1]) -> Plans:
    """Tell what is due and what is over on the date of a selection.

    Args:
        catalogue: the selection at its date.
        within: how many days to look ahead.

    """
    frame = catalogue.frame
    said = by_feature(catalogue.facts.statements)
    steps = {key: step_at(said[key], catalogue.as_of) for key in frame["id"]}
    events = sorted(_events(catalogue, steps), key=lambda one: one.day)
    over = [one for one in events if one.left < 0]
    own = [steps[key] for key in frame.loc[frame["kind"] != Kind.PLATE.value, "id"]]
    return Plans(
        overdue=[one for one in over if one.event is Event.END],
        missed=[one for one in over if one.event is Event.START],
        ahead=[one for one in events if 0 <= one.left <= within],
        undated=sum(step.phase is None and step.start_by is None for step in own),
        endless=sum(map(_is_endless, own)),
    )


def _is_endless(step: Step) -> bool:
    period = step.period
    begins = step.start_by is not None or (period is not None and period.start is not None)
    ends = period is not None and period.end is not None
    return begins and not ends and step.status not in _DONE


def _events(catalogue: Catalogue, steps: Mapping[str, Step]) -> Iterator[Due]:
    """Yield both events of every feature not reported completed, past ones as well."""
    names = dict(zip(catalogue.frame["id"], catalogue.frame["name"], strict=True))
    for key, step in steps.items():
        for event, day, words in _planned(step):
            left = (day - catalogue.as_of).days
            yield Due(feature=key, name=names[key], event=event, day=day, left=left, words=words)


def _planned(step: Step) -> Iterator[tuple[Event, date, str]]:
    if step.start_by is not None and step.status in UNSTARTED:
        yield Event.START, step.start_by.last, step.start_by.words
    period = step.period
    if period is not None and period.end is not None and step.status is not Status.COMPLETED:
        yield Event.END, period.end, end_words(period)
