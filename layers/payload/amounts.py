"""The amounts of every row: what is known from when, and what of it counts in sums."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.catalogue import Catalogue
from geo.model import Amount, Measure
from geo.ragged import Ints, take
from geo.roll_up import MONEY, whole_yuan
from geo.stated import AmountStep
from layers.payload.columns import Payload, Texts, offsets_of
from layers.payload.days import day_number
from layers.words import amount_note, amount_words

_MEASURE_INDEX = {measure: number for number, measure in enumerate(Measure)}


def amounts_columns(catalogue: Catalogue, texts: Texts) -> Payload:
    """List each change of the amounts: what is known in words, and the numbers that count.

    Of each step `said` tells which words are its, `counted` which numbers; a number that is none
    (a range, what could not be read) is NaN. Left out when nobody states any: then it costs
    nothing.
    """
    measures: Payload = {"measures": [{"code": m.value, "word": m.word} for m in Measure]}
    offset, steps = _steps(catalogue)
    if not steps:
        return measures
    said = [pair for step in steps for pair in step.amounts.items()]
    counted = [pair for step in steps for pair in step.counted.items()]
    table = {
        "offset": offset,
        "day": np.array([day_number(step.day) for step in steps], dtype=np.int64),
        "said": offsets_of(step.amounts for step in steps),
        "named": texts.numbers(measure.word for measure, _ in said),
        "words": texts.numbers(amount_words(amount) for _, amount in said),
        "note": texts.numbers(amount_note(amount) for _, amount in said),
        "counted": offsets_of(step.counted for step in steps),
        "measure": np.array([_MEASURE_INDEX[measure] for measure, _ in counted], dtype=np.int64),
        "number": np.array([_number(*pair) for pair in counted], dtype=np.float64),
    }
    return {**measures, "amounts": table}


def _steps(catalogue: Catalogue) -> tuple[Ints, Sequence[AmountStep]]:
    every, steps = catalogue.told.amounts
    offset, at = take(every, catalogue.rows)
    return offset, [steps[number] for number in at.tolist()]


def _number(measure: Measure, amount: Amount) -> float | None:
    """Return whole 元, or per cent; None for a range and for what could not be read."""
    if measure in MONEY:
        return whole_yuan(amount)
    return amount.value if amount.upper is None else None
