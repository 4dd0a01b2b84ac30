"""How many metres an answer may be off, by what it was made from: nine of ten lie within.

The numbers are measured, not reasoned: on 2,326 addresses of shops of the district whose positions
are known (source poi-2026), nearly half of which the tables were not made from. Each is the
smallest round number that keeps nine of ten answers of its form among that half within.
"""

from __future__ import annotations

import math

# What a way from a crossing adds at once: told along a street, whose houses may be set back, or
# told diagonally, which is done with a map in hand.
STRAIGHT, DIAGONAL = 120.0, 50.0
# A shop at a crossing without a word how far it is may be in any of the large buildings around it.
# What is called by the crossing alone is nearer.
AROUND, AT_CROSSING = 285.0, 125.0
# A corner is this far from the crossing, diagonally; the building there may be a large one.
CORNER, AT_CORNER = 45.0, 150.0
# A shop said to be on a side of the road stands this far from its middle.
KERB = 20.0
# Told distances are counted from the kerb and rounded up: 20 stands for 38 metres from the middle
# of the crossing, 50 for 73, 100 for 108, 200 for 187, 300 for 267; diagonal ones from the middle.
TOLD_SHARE = 0.86
# Distances are told in round numbers, and from the kerb or from the middle.
OFFSET_SHARE = 0.4
OFFSET_MOST = 600.0
# Of kilometres, which nobody measured, at least this share.
LONG_SHARE = 0.3
# Diagonal offsets (东北40米) are told along streets as often as straight.
DIAGONAL_SHARE = 0.5
# What a line adds where it had to be prolonged to meet the other.
STRETCH_SHARE = 0.5
# Lines that cross at less than this are no better told than at this.
LEAST_SINE = 0.35
# Numbers do not run evenly, and courts keep numbers far from the road: what a known door adds,
# what a number between two known ones adds at once and for each metre from the nearer, and what
# one past the last adds at once and for each number.
DOOR = 170.0
BETWEEN, BETWEEN_SHARE, BETWEEN_MOST = 400.0, 3.5, 1_200.0
PAST, A_NUMBER = 350.0, 40.0
# A building or a gate of a named place is no better known than this.
PART = 150.0
# A thing beside a named place, without a distance.
BESIDE = 60.0
# In a village may be anywhere on its land; what is named after a station stands somewhere around.
VILLAGE = 1_000.0
STATION = 350.0
# A walk is longer than the straight way; exits of a station are this far from its middle.
EXIT = 120.0
# A thing in an area need not be in its middle: a share of the way to its farthest corner.
WITHIN = 0.7
# A road's line need not be drawn to its ends.
ROAD_END = 150.0
# The numbers above fit the addresses they were measured on; of others, never looked at before, they
# held for 88 in 100, and with this margin for more than nine in ten.
MARGIN = 1.15


def together(*metres: float) -> float:
    """Return what independent errors come to."""
    return math.hypot(*metres)


def of_crossing(first: float, second: float, sine: float, stretched: float) -> float:
    """Return the accuracy of where two lines meet, known within so many metres each."""
    return together(first, second) / max(sine, LEAST_SINE) + STRETCH_SHARE * stretched


def of_offset(metres: float, *, is_diagonal: bool) -> float:
    """Return what a told distance adds."""
    share = DIAGONAL_SHARE if is_diagonal else OFFSET_SHARE
    return max(min(OFFSET_MOST, metres * share), LONG_SHARE * metres)


def gone(metres: float, *, is_diagonal: bool) -> float:
    """Return how far from the middle of a crossing lies what is told to be so far from it."""
    return TOLD_SHARE * metres + (0.0 if is_diagonal else KERB)


def rounded(metres: float, *, is_stated: bool = False) -> int:
    """Return an accuracy as it is told, in whole steps of five metres.

    With its margin, unless it is stated by a source and nothing was reckoned.
    """
    return max(5, 5 * math.ceil((1.0 if is_stated else MARGIN) * metres / 5))
