"""What holds from when: steps, periods, lights and amounts of every row, and when any changes."""

from __future__ import annotations

from typing import cast

import numpy as np

from geo.catalogue import Catalogue
from geo.ragged import Ints, distinct
from layers.payload.amounts import amounts_columns
from layers.payload.columns import Payload, Texts
from layers.payload.days import EPOCH
from layers.payload.evidence import evidence, said_of
from layers.payload.lights import lights_columns
from layers.payload.periods import periods_of
from layers.payload.steps import steps_columns


def timed(catalogue: Catalogue, texts: Texts) -> Payload:
    """Encode everything that depends on the day, and who said it."""
    steps, said = catalogue.steps, said_of(catalogue)
    periods = periods_of(steps, texts)
    amounts = amounts_columns(catalogue, texts)
    told = evidence(catalogue, said, periods, texts)
    return {
        "steps": steps_columns(steps, periods, said, told, texts),
        "periods": periods.payload(),
        **lights_columns(catalogue, said, periods, texts),
        **amounts,
        "evidence": told,
        "changes": _changes(catalogue, amounts),
    }


def _changes(catalogue: Catalogue, amounts: Payload) -> Ints:
    """Return every day on which something of a row changes: where a reader stops."""
    table = cast("Payload", amounts.get("amounts", {"day": np.zeros(0, dtype=np.int64)}))
    days = (catalogue.steps.day - EPOCH, catalogue.lights.day - EPOCH, cast("Ints", table["day"]))
    return distinct(np.concatenate(days))
