"""What may be compared: roads and projects with a place, and the periods stated of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.catalogue import Catalogue
from geo.model import Certainty, Kind, Status
from geo.ragged import NO_DAY, NONE, Ints, Mask, looked_up, rows, thinned
from geo.timeline import Steps

KINDS = (Kind.ROAD, Kind.PROJECT)
# Later than every day: until when holds what holds for good.
FOR_GOOD = np.iinfo(np.int64).max
# How well a place must be known for a distance to mean anything, else why it is left out.
_UNKNOWN_PLACE: dict[str, str] = {
    Certainty.NONE: "没有定位",
    Certainty.SCHEMATIC: "位置只是示意",
}
# What is reported completed or stands is built: nothing is dug for it any more.
_BUILT = [
    code for code, status in enumerate(Status) if status in (Status.COMPLETED, Status.EXISTING)
]
_NO_PERIOD, _REVERSED = "工期不全", "完成早于开工"
_REASONS = (*_UNKNOWN_PLACE.values(), _NO_PERIOD, _REVERSED)


@dataclass(frozen=True, kw_only=True, eq=False)
class Stretches:
    """Days on which one period and one office of a row are in force, oldest first, as columns.

    Days are ordinals: in force `since` the one, `until` the day before the other, FOR_GOOD where
    nothing follows; the period is from `start` to `end`, both of it. `unit` counts those of the
    steps.
    """

    offset: Ints
    since: Ints
    until: Ints
    start: Ints
    end: Ints
    unit: Ints


def placed_rows(catalogue: Catalogue, kind: Kind) -> Ints:
    """Return the rows of the frame that are of a kind and whose place is well known."""
    frame = catalogue.frame
    is_of_kind = (frame["kind"] == kind.value).to_numpy()
    return np.flatnonzero(is_of_kind & ~frame["location_certainty"].isin(_UNKNOWN_PLACE).to_numpy())


def stretches(steps: Steps) -> Stretches:
    """Return the stretches of every row: while it is not built and its period has both ends."""
    start, end = steps.ends(steps.period)
    kept = ~np.isin(steps.status, _BUILT) & (start != NO_DAY) & (end != NO_DAY)
    entries = np.flatnonzero(kept)
    return Stretches(
        offset=thinned(steps.offset, kept),
        since=steps.day[entries].astype(np.int64),
        until=_until(steps)[entries],
        start=start[entries],
        end=end[entries],
        unit=steps.unit[entries].astype(np.int64),
    )


def left_out(catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    """Count the roads and projects that cannot be compared at the date, by the first reason.

    What is built needs no comparing.
    """
    steps, frame = catalogue.steps, catalogue.frame
    entries = steps.at(catalogue.as_of)
    is_built = np.isin(looked_up(steps.status, entries), _BUILT)
    wanted = frame["kind"].isin([kind.value for kind in KINDS]).to_numpy() & ~is_built
    start, end = steps.ends(looked_up(steps.period, entries[wanted]))
    certainty = frame["location_certainty"].to_numpy()[wanted]
    why = (
        *(certainty == grade for grade in _UNKNOWN_PLACE),
        (start == NO_DAY) | (end == NO_DAY),
        start > end,
    )
    first = np.select(why, range(len(why)), NONE)
    counts = np.bincount(first[first != NONE], minlength=len(why)).tolist()
    return tuple((reason, n) for reason, n in zip(_REASONS, counts, strict=True) if n)


def _until(steps: Steps) -> Ints:
    """Return the day on which each step is followed by another one of its row."""
    row: Ints = rows(steps.offset)
    until = np.full(len(row), FOR_GOOD)
    is_followed: Mask = row[1:] == row[:-1]
    until[:-1][is_followed] = steps.day[1:][is_followed]
    return until
