"""What may have moved, and a comparison of two states of the facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shapely.geometry.base import BaseGeometry

from geo.model import Coded, Facts, Measure
from geo.told import Told, told


class Move(Coded):
    """A sort of change, in the order it is listed. A feature has at most one of each."""

    NEW = "new", "新增"
    GONE = "gone", "未再列入"
    RENAMED = "renamed", "改名"
    STATUS = "status", "状态变化"
    REDATED = "redated", "工期调整"
    MOVED = "moved", "位置变动"
    MONEY = "money", "金额变化"


@dataclass(frozen=True, kw_only=True)
class State:
    """Facts as they stood, the day they are looked at, and what people call that state."""

    facts: Facts
    day: date
    title: str

    @cached_property
    def told(self) -> Told:
        """What is told of the facts, held as long as the state is."""
        return told(self.facts)


@dataclass(frozen=True, kw_only=True)
class Shift:
    """One thing that changed: `words` say from what to what, and by how much.

    `plate` and `plate_name` are those of the later state (of what is gone, of the earlier), the
    name "" where there is none. `days` is how much later the completion is (earlier below 0) for
    REDATED, `metres` how far it is for MOVED, None where not known. `before` and `after` are places
    in WGS-84, where there are any. `sums` tell for MONEY by how many 元 each measure grew, None
    where there is no number to subtract, or the numbers are of two years.
    """

    feature: str
    name: str
    move: Move
    words: str
    plate: str | None = None
    plate_name: str = ""
    days: int | None = None
    metres: float | None = None
    before: BaseGeometry | None = None
    after: BaseGeometry | None = None
    sums: tuple[tuple[Measure, int | None], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All shifts between two states, in the order of `Move`, then of the facts.

    `paragraph` tells them in plain Chinese, with the numbers of this very list. `notes` say what
    could not be compared and why.
    """

    since: date
    until: date
    since_title: str
    until_title: str
    shifts: tuple[Shift, ...]
    paragraph: str
    notes: tuple[str, ...] = ()
