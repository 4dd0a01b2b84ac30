"""Columns of numbers as bytes: as narrow as they can be, like bytes beside like ones.

What is written is a whole number from 0 on, its lowest bytes of all entries first, then the next
ones: a compressor finds in each such plane what is alike. `layers/assets/base/columns.js` reads it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from layers.payload.blob import Blob

Ints = NDArray[np.int64]
Descriptor = dict[str, object]
# As many entries tell how well a column will compress.
_SAMPLE = 1 << 13
# Another way of writing has to save a tenth.
_WORTH = 0.9
# Runs have to be so long on average.
_LONG = 2
# Up to here a double holds every whole number.
_WHOLE = 2.0**53


def numbers(values: NDArray[np.generic], blob: Blob) -> Descriptor:
    """Write a column of numbers; NaN stands for none.

    Args:
        values: whole numbers, or floats; one axis.
        blob: where the bytes go.

    Returns:
        `$` names the kind, `n` the entries, `at` where its bytes begin in the blob.

    """
    if values.dtype.kind != "f":
        return _integers(values.astype(np.int64), blob)
    floats = values.astype(np.float64)
    known = np.isfinite(floats)
    if np.isinf(floats).any() or (floats[known] != np.round(floats[known])).any():
        return _floats(floats, blob)
    if (np.abs(floats[known]) >= _WHOLE).any():
        return _floats(floats, blob)
    lowest = int(floats[known].min()) - 1 if known.any() else 0
    whole = np.where(known, floats, lowest).astype(np.int64)
    return {"$": "some", "none": lowest, "of": _integers(whole, blob)}


def _floats(values: NDArray[np.float64], blob: Blob) -> Descriptor:
    at = blob.add(_planes(values.view(np.uint64), values.itemsize))
    return {"$": "float", "n": len(values), "at": at}


def _integers(values: Ints, blob: Blob) -> Descriptor:
    """Write whole numbers, by runs of the same where that is shorter."""
    sample = values[_middle(values)]
    if not len(values) or not _pays_by_runs(sample):
        return _steady(values, blob)
    firsts, lengths = _runs(values)
    return {
        "$": "runs",
        "n": len(values),
        "of": _steady(firsts, blob),
        "more": _steady(lengths, blob),
    }


def _pays_by_runs(sample: Ints) -> bool:
    """Tell whether runs take fewer bytes, and are so few that reading them takes no longer."""
    firsts, lengths = _runs(sample)
    return len(firsts) * _LONG <= len(sample) and _cost(firsts) + _cost(lengths) < _cost(sample)


def _runs(values: Ints) -> tuple[Ints, Ints]:
    """Return the value of each run of the same, and how many follow its first."""
    is_new = np.ones(len(values), dtype=bool)
    is_new[1:] = values[1:] != values[:-1]
    starts = np.flatnonzero(is_new)
    return values[starts], np.diff(starts, append=len(values)) - 1


def _as_steps(values: Ints) -> Ints:
    return np.diff(values)


def _as_newest(values: Ints) -> Ints:
    highest = np.maximum.accumulate(values)
    return np.append(values[:1] - 1, highest[:-1]) + 1 - values


# What may be written instead of numbers: themselves, the steps from each to the next, or how far
# each is below the next higher than all before, 0 where things are numbered as they come up.
_WAYS: dict[str, Callable[[Ints], Ints]] = {
    "plain": lambda values: values,
    "steps": _as_steps,
    "newest": _as_newest,
}


def _middle(values: Ints) -> slice:
    """Return the part of a column that tells how well it will compress."""
    middle = max(0, (len(values) - _SAMPLE) // 2)
    return slice(middle, middle + _SAMPLE)


def _costs(sample: Ints) -> dict[str, float]:
    return {name: _entropy(way(sample)) for name, way in _WAYS.items()}


def _cost(sample: Ints) -> float:
    return min(_costs(sample).values())


def _steady(values: Ints, blob: Blob) -> Descriptor:
    """Write whole numbers in the way that will take the fewest bytes."""
    costs = _costs(values[_middle(values)])
    way = min(costs, key=costs.__getitem__)
    if not len(values) or costs[way] > _WORTH * costs["plain"]:
        way = "plain"
    return _codes(way, values, _WAYS[way](values), blob)


def _codes(way: str, values: Ints, written: Ints, blob: Blob) -> Descriptor:
    lowest, highest = _span(written)
    width = ((highest - lowest).bit_length() + 7) // 8
    return {
        "$": way,
        "n": len(values),
        "at": blob.add(_planes((written - lowest).astype(np.uint64), width)),
        "width": width,
        "low": lowest,
        "span": _span(values),
        **({} if way == "plain" else {"first": int(values[0])}),
    }


def _span(values: Ints) -> tuple[int, int]:
    return (int(values.min()), int(values.max())) if len(values) else (0, 0)


def _planes(codes: NDArray[np.uint64], width: int) -> bytes:
    each = np.ascontiguousarray(codes.astype("<u8")).view(np.uint8).reshape(len(codes), 8)
    return each[:, :width].T.tobytes()


def _entropy(values: Ints) -> float:
    """Return about how many bits the planes of a column take when compressed byte by byte."""
    if not len(values):
        return 0.0
    codes = (values - values.min()).astype("<u8").view(np.uint8).reshape(len(values), 8)
    bits = 0.0
    for plane in codes.T[: (int(np.ptp(values)).bit_length() + 7) >> 3]:
        counts = np.bincount(plane, minlength=1)
        shares = counts[counts > 0] / len(values)
        bits -= float((shares * np.log2(shares)).sum()) * len(values)
    return bits
