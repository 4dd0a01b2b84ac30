"""Everything the rules say at one moment, the gravest first, as one number for what is alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.lights.light import Finding, Light, Rule
from geo.lights.numbers import Found, alike
from geo.ragged import NONE, Ints, Mask, looked_up

GRAVITY = {light: n for n, light in enumerate(Light)}
_ORDER = {rule: n for n, rule in enumerate(Rule)}
Sayings = tuple[tuple[Finding, ...], ...]


def sayings_of(found: Sequence[Found], kept: Mask) -> tuple[Sayings, Ints]:
    """Return the distinct things that are said at some moments, and which of them each one is."""
    first, said = alike(*(rule.number[kept] for rule in found))
    pool: list[Finding] = []
    numbers: list[Ints] = []
    for rule in found:
        number = rule.number[kept][first]
        numbers.append(np.where(number == NONE, NONE, number + len(pool)))
        pool += rule.findings
    return _findings(pool, _by_gravity(pool, np.column_stack(numbers))), said


def _by_gravity(pool: Sequence[Finding], numbers: Ints) -> Ints:
    """Put the findings of each row in order; NONE stands last."""
    weights = [GRAVITY[finding.light] * len(Rule) + _ORDER[finding.rule] for finding in pool]
    weight = looked_up(np.array(weights), numbers, len(Light) * len(Rule))
    return np.take_along_axis(numbers, np.argsort(weight, axis=1), axis=1)


def _findings(pool: Sequence[Finding], numbers: Ints) -> Sayings:
    # NONE is -1: it takes what stands last, and is cut off again.
    columns = [map([*pool, None].__getitem__, column.tolist()) for column in numbers.T]
    counts = np.count_nonzero(numbers != NONE, axis=1).tolist()
    each = zip(*columns, strict=True)
    return tuple(findings[:count] for findings, count in zip(each, counts, strict=True))
