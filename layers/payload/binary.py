"""A payload as bytes: a header in JSON, where a descriptor stands for each long column, and those.

The bytes are a little-endian 32-bit length, the header (UTF-8) and the columns below one another.
`layers/assets/base/columns.js` is the one reader.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

import numpy as np

from layers.escape import json_text
from layers.payload.blob import Blob
from layers.payload.lettering import FEW, texts
from layers.payload.numbers import numbers


def written(payload: Mapping[str, object]) -> bytes:
    """Write a payload; the same payload gives the same bytes.

    Columns are its numpy arrays, and its lists of nothing but texts that are long enough.
    """
    blob = Blob()
    header = json_text(_described(payload, blob)).encode()
    return struct.pack("<I", len(header)) + header + blob.joined()


def _described(value: object, blob: Blob) -> object:
    if isinstance(value, np.ndarray):
        return numbers(value, blob)
    if isinstance(value, Mapping):
        return {key: _described(item, blob) for key, item in value.items()}
    if not isinstance(value, (list, tuple)):
        return value
    if len(value) >= FEW and set(map(type, value)) == {str}:
        return texts(value, blob)
    return [_described(item, blob) for item in value]
