"""The lights of every row: from when which one shines, and what the rules say."""

from __future__ import annotations

import numpy as np

from geo.catalogue import Catalogue
from geo.lights.light import Rule
from geo.lights.rules import TEXTS
from geo.ragged import NO_DAY, NONE, Column, Ints, looked_up, rows
from layers import style
from layers.payload.columns import Payload, Texts
from layers.payload.days import ROW
from layers.payload.evidence import Said, context
from layers.payload.periods import Periods, anchored
from layers.payload.sayings import sayings_columns


def lights_columns(catalogue: Catalogue, said: Said, periods: Periods, texts: Texts) -> Payload:
    """List the looks, the rules with their sentences, and each change with what the rules say.

    `behind` is that of `Lit`. `period` is the period in force, counted from the last one of the
    row: mostly there is no other.
    """
    lights, steps = catalogue.lights, catalogue.steps
    row, day = rows(lights.offset), lights.day.astype(np.int64)
    period = looked_up(periods.of, _step_on(steps.offset, steps.day, row, day))
    planned = [looked_up(periods.days[name], period, NO_DAY) for name in ("from", "to")]
    told = context(catalogue.facts, said, row, day, (planned[0], planned[1]))
    saying, sayings = sayings_columns(lights.said.astype(np.int64), lights.sayings, told, texts)
    last = np.where(np.diff(steps.offset) > 0, steps.offset[1:] - 1, NONE)
    return {
        "lightLooks": style.light_rows(),
        "rules": [{"code": r.value, "word": r.word, "text": TEXTS[r]} for r in Rule],
        "sayings": sayings,
        "lights": {
            "offset": lights.offset,
            "period": period - looked_up(periods.of, last)[row],
            **anchored(day, lights.is_own, period, periods),
            "light": lights.light,
            "behind": lights.behind,
            "said": saying,
        },
    }


def _step_on(offset: Ints, days: Column, row: Ints, day: Ints) -> Ints:
    """Return the step of each row that holds on a day, NONE for none."""
    begins = rows(offset) * ROW + days
    found = np.searchsorted(begins, row * ROW + day, side="right") - 1
    return np.where(found >= offset[row], found, NONE)
