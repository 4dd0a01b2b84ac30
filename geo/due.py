"""What is due: planned beginnings and completions in the days ahead, and those whose day is over.

The day of a start is the last one on which it is in time: the end of the month, quarter or year it
is planned for. What is due today is not over: it is due still, with no day left. The light of a
start planned for a month or longer (2026年6月) warns on that last day already, as 银川 counts; that
of any other (6月20日, 6月底前) on the day after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.catalogue import Catalogue
from geo.dates import end_words
from geo.lights.milestones import UNSTARTED
from geo.model import Coded, Kind, Status
from geo.ragged import NO_DAY, NONE, Ints, Mask, looked_up
from geo.timeline import Steps

# A reader asks what is due within so many days.
WITHIN = (30, 60, 90)
# Of these nobody expects a completion.
_DONE = frozenset({Status.COMPLETED, Status.EXISTING})
_COMPLETED = frozenset({Status.COMPLETED})


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
    now = _Now.of(catalogue)
    events = list(_events(catalogue, now, within))
    over = [one for one in events if one.left < 0]
    own = (catalogue.frame["kind"] != Kind.PLATE.value).to_numpy()
    begins = (now.start_by != NONE) | (now.starts != NO_DAY)
    is_endless = begins & (now.ends == NO_DAY) & ~now.is_in(_DONE)
    return Plans(
        overdue=[one for one in over if one.event is Event.END],
        missed=[one for one in over if one.event is Event.START],
        ahead=[one for one in events if one.left >= 0],
        undated=int((own & ~begins & (now.ends == NO_DAY)).sum()),
        endless=int((own & is_endless).sum()),
    )


@dataclass(frozen=True, kw_only=True)
class _Now:
    """What holds of each row on the date: numbers into the tuples of `steps`, and days."""

    steps: Steps
    status: NDArray[np.integer]
    period: NDArray[np.integer]
    start_by: NDArray[np.integer]
    starts: Ints
    ends: Ints

    @classmethod
    def of(cls, catalogue: Catalogue) -> _Now:
        """Return what holds of the rows of a selection."""
        steps = catalogue.steps
        entry = steps.at(catalogue.as_of)
        period = looked_up(steps.period, entry)
        return cls(
            steps=steps,
            status=looked_up(steps.status, entry),
            period=period,
            start_by=looked_up(steps.start_by, entry),
            starts=_days([one.start for one in steps.periods])[period],
            ends=_days([one.end for one in steps.periods])[period],
        )

    def is_in(self, statuses: frozenset[Status]) -> Mask:
        """Mark the rows with one of some statuses."""
        codes = [code for code, status in enumerate(Status) if status in statuses]
        return np.isin(self.status, codes)

    def words(self, row: int, event: Event) -> str:
        """Write the day of an event as its source does."""
        if event is Event.START:
            return self.steps.deadlines[int(self.start_by[row])].words
        return end_words(self.steps.periods[int(self.period[row])])


def _days(days: Sequence[date | None]) -> Ints:
    """Return days as ordinals, and NO_DAY for the last, which is none."""
    return np.array([day.toordinal() if day else NO_DAY for day in (*days, None)], dtype=np.int64)


def _events(catalogue: Catalogue, now: _Now, within: int) -> Iterator[Due]:
    """Yield both events of what is not reported completed, past ones as well, by their days."""
    frame, today = catalogue.frame, catalogue.as_of.toordinal()
    days = np.column_stack((_latest(now), _ends(now)))
    rows, events = np.nonzero((days != NO_DAY) & (days <= today + within))
    keys, names = frame["id"].array, frame["name"].array
    for n in np.argsort(days[rows, events], kind="stable").tolist():
        row, event = rows[n], tuple(Event)[events[n]]
        day = int(days[row, events[n]])
        yield Due(
            feature=keys[row],
            name=names[row],
            event=event,
            day=date.fromordinal(day),
            left=day - today,
            words=now.words(row, event),
        )


def _latest(now: _Now) -> Ints:
    """Return the last day on which each start is in time, where none is reported."""
    days = _days([deadline.last for deadline in now.steps.deadlines])[now.start_by]
    return np.where(now.is_in(UNSTARTED), days, NO_DAY)


def _ends(now: _Now) -> Ints:
    """Return the day on which each completion is planned, where none is reported."""
    return np.where(now.is_in(_COMPLETED), NO_DAY, now.ends)
