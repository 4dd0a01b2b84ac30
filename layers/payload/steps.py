"""The steps of every row: what holds from when."""

from __future__ import annotations

from typing import cast

import numpy as np

from geo.moved.stretches import days_later
from geo.ragged import NONE, Ints, looked_up, rows
from geo.timeline import Steps
from layers.payload.codes import STATUSES
from layers.payload.columns import Payload, Texts
from layers.payload.evidence import Said, newest
from layers.payload.periods import Periods, anchored


def steps_columns(
    steps: Steps, periods: Periods, said: Said, evidence: Payload, texts: Texts
) -> Payload:
    """Encode steps; `slip` tells by how many days a completion is later than first planned.

    `status` and `unit` are counted from those of the newest evidence of the day: mostly they are
    the same.
    """
    heard = newest(said, rows(steps.offset), steps.day.astype(np.int64))
    units = texts.numbers(steps.units)
    told = {"status": STATUSES[steps.status], "unit": looked_up(units, steps.unit)}
    return {
        "offset": steps.offset,
        **anchored(steps.day.astype(np.int64), steps.is_own, periods.of, periods),
        "apart": {
            name: column - looked_up(cast("Ints", evidence[name]), heard)
            for name, column in told.items()
        },
        "phase": steps.phase,
        "period": periods.of,
        "slip": _slips(steps),
    }


def _slips(steps: Steps) -> Ints:
    """Tell of each step by how many days its completion is later than first planned, if known."""
    row = rows(steps.offset)
    stated = np.flatnonzero(steps.period != NONE)
    first = np.full(len(steps.offset) - 1, NONE)
    # Turned, so that of each row the first one is written last.
    first[row[stated][::-1]] = steps.period[stated][::-1]
    planned = first[row]
    changed = np.flatnonzero((steps.period != NONE) & (steps.period != planned))
    pairs, which = np.unique(
        np.column_stack((planned[changed], steps.period[changed])), axis=0, return_inverse=True
    )
    later = [days_later(steps.periods[a], steps.periods[b]) or 0 for a, b in pairs.tolist()]
    slips = np.zeros(len(steps.period), dtype=np.int64)
    slips[changed] = np.array(later, dtype=np.int64)[which]
    return slips
