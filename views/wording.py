"""How certain a place is and when a thing is due, in the words of the style guide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo import cells
from geo.model import Certainty
from layers import words

UNSTATED = words.UNSTATED
_KILOMETRE = 1000
# In decimetres.
_TEN_METRES = 100


def accuracy(record: Mapping[str, Any]) -> str:
    """Write how well a place is known: 精确 · 约位 ±150 米 · 示意 ±2 公里 · 未定位."""
    grade = Certainty(record["location_certainty"])
    metres = record["location_accuracy_m"]
    if grade in (Certainty.EXACT, Certainty.NONE) or pd.isna(metres):
        return grade.word
    return f"{grade.word} ±{distance(int(metres))}"


def distance(metres: int) -> str:
    """Write a distance as people say it."""
    if metres < _KILOMETRE:
        return f"{metres} 米"
    return f"{metres / _KILOMETRE:.1f} 公里".replace(".0 ", " ")


def apart(metres: float) -> str:
    """Write how far two things are apart: to the decimetre below 10 m, in whole metres beyond."""
    decimetres = round(10 * metres)
    if not decimetres:
        return "相接"
    whole = decimetres >= _TEN_METRES
    return f"{(decimetres + 5) // 10} 米" if whole else f"{decimetres / 10:.1f} 米"


def period(row: Mapping[str, str]) -> str:
    """Write the period of a listed row as precisely as stated, else the words it was given in."""
    return words.period_words(cells.period(dict(row))) or row["period_words"]
