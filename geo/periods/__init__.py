"""When something is to happen, read from a ledger's words or cells without guessing.

General date libraries are wrong on these phrases (they read 2021年3至6月 as all of 2021), so the
grammar is our own. What it cannot read stays words, with a fault that says so.
"""

from geo.periods.columns import day_first, of_cells
from geo.periods.ends import end_point, latest_start, point_words, start_point
from geo.periods.phrases import read
from geo.periods.points import Precision
from geo.periods.reading import Reading

__all__ = [
    "Precision",
    "Reading",
    "day_first",
    "end_point",
    "latest_start",
    "of_cells",
    "point_words",
    "read",
    "start_point",
]
