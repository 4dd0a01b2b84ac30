"""The light of one feature, read off a table of one: what a case is told by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from geo.lights.light import Light, Lit
from geo.lights.lighting import Lights, lights_of
from geo.lights.rules import Thresholds
from geo.model import Statement
from geo.ragged import NONE
from geo.spoken import spoken_of


def light_at(said: Sequence[Statement], day: date, thresholds: Thresholds) -> Lit:
    """Return the light of one feature on a day.

    Before the first statement it is grey and no rule says anything.
    """
    lights = _of_one(said, thresholds)
    entry = int(lights.at(day)[0])
    if entry == NONE:
        return Lit(day=day, light=Light.GREY, findings=())
    return replace(lights.lit(entry), day=day)


def light_steps(said: Sequence[Statement], thresholds: Thresholds) -> list[Lit]:
    """List every change of the light of one feature or of its words, oldest first."""
    return _of_one(said, thresholds).of(0)


def _of_one(said: Sequence[Statement], thresholds: Thresholds) -> Lights:
    return lights_of(spoken_of([said]), thresholds, np.zeros(1, dtype=bool))
