"""House numbers: between two known doors of a road by their numbers, and a little beyond."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer import accuracy
from geo.gazetteer.bundle import Bundle
from geo.gazetteer.geometry import Plane, Xy, between, distance
from geo.gazetteer.text import clean

# Past the last known door numbers are followed this far, and no farther.
_BEYOND = 12
# Doors this far apart are no neighbours: the numbers between them may be anywhere.
_APART_M = 1_200.0


@dataclass(frozen=True, slots=True)
class Door:
    """A number of a road and where it is. `how` tells in Chinese what that was taken from."""

    number: int
    at: Xy
    accuracy: float
    how: str = ""


class Doors:
    """The known numbers of each road, under its name as it stands on the doors."""

    def __init__(self, bundle: Bundle, plane: Plane) -> None:
        found = defaultdict[str, list[Door]](list)
        for known in bundle.numbers:
            at = plane.xy(known.point.x, known.point.y)
            found[clean(known.road)].append(Door(known.number, at, float(known.accuracy_m)))
        self._doors = {
            road: sorted(doors, key=lambda door: (door.number, door.accuracy))
            for road, doors in found.items()
        }

    def find(self, road: str, number: int) -> Door | None:
        """Place a number of a road, named as written; None where no known door is near."""
        doors = self._doors.get(clean(road), ())
        same_side = [door for door in doors if door.number % 2 == number % 2]
        return _place(same_side, number) or _place(doors, number)


def _place(doors: Sequence[Door], number: int) -> Door | None:
    below = max((d for d in doors if d.number <= number), key=_number, default=None)
    above = min((d for d in doors if d.number >= number), key=_number, default=None)
    if below and below.number == number:
        metres = accuracy.together(below.accuracy, accuracy.DOOR)
        return Door(number, below.at, metres, f"{number}号的已知位置")
    if below and above and distance(below.at, above.at) <= _APART_M:
        return _between(below, above, number)
    near = min((d for d in (below, above) if d), key=lambda d: abs(d.number - number), default=None)
    if near is None or abs(near.number - number) > _BEYOND:
        return None
    metres = near.accuracy + accuracy.PAST + accuracy.A_NUMBER * abs(near.number - number)
    return Door(number, near.at, metres, f"取相近的{near.number}号的位置")


def _number(door: Door) -> int:
    return door.number


def _between(below: Door, above: Door, number: int) -> Door:
    share = (number - below.number) / (above.number - below.number)
    way = distance(below.at, above.at) * min(share, 1 - share)
    added = min(accuracy.BETWEEN_MOST, accuracy.BETWEEN + accuracy.BETWEEN_SHARE * way)
    metres = accuracy.together(max(below.accuracy, above.accuracy), added)
    how = f"在{below.number}号与{above.number}号之间按号数推算"
    return Door(number, between(below.at, above.at, share), metres, how)
