"""How well a ledger's coordinates are known: as it says, else by how finely they are written."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import NamedTuple

from geo.crs import Datum
from geo.ledger.entry import Finding
from geo.ledger.grid import Value
from geo.ledger.placing.axes import shown
from geo.ledger.placing.coordinates import is_empty, note

# A ledger rarely says what its points mark: a gate, the middle of a site, an office on it.
DEFAULT_M = 100
_WORST_M = 20_000
_METRES_PER_DEGREE = 111_320
_STATED = re.compile(r"[±<≤约]*(\d{1,9}(?:\.\d{1,9})?)(米|m|公里|千米|km)?")
_UNITS = {None: 1, "米": 1, "m": 1, "公里": 1000, "千米": 1000, "km": 1000}


class Accuracy(NamedTuple):
    """Metres a place is known within, why in Chinese, and whether the ledger itself says so."""

    metres: int
    basis: str
    is_stated: bool
    notes: tuple[Finding, ...] = ()


def rounding_m(step: float, datum: Datum) -> float:
    """Metres in one unit of the last place written: 0.01° is 1,100 m (to two digits)."""
    return float(f"{step if datum.is_projected else step * _METRES_PER_DEGREE:.2g}")


def accuracy(stated: Value, step: float, datum: Datum) -> Accuracy:
    """Tell how well a place is known.

    The ledger's own number of metres counts; where it gives none, 100 m are assumed. Neither is
    better than the last place written (two decimals of a degree: 1,100 m).

    Args:
        stated: cell of the accuracy column.
        step: one unit of the last place written, in degrees or metres.
        datum: what the numbers are in.

    """
    rounding = rounding_m(step, datum)
    metres = _metres(stated)
    if metres is not None:
        basis = f"误差按台账所写 {metres} 米"
        if rounding > metres:
            basis += f"，但坐标写法的舍入约 {rounding:.0f} 米，取较大者"
        return Accuracy(math.ceil(max(metres, rounding)), basis, True)
    notes = () if is_empty(stated) else (_ignored(stated),)
    basis = f"台账未写误差，取 {DEFAULT_M} 米"
    if rounding >= 1:
        basis += f"与坐标写法的舍入（约 {rounding:.0f} 米）中较大者"
    return Accuracy(math.ceil(max(DEFAULT_M, rounding)), basis, False, notes)


def _metres(stated: Value) -> int | None:
    """Read a number of metres; None when the cell holds none that makes sense."""
    text = unicodedata.normalize("NFKC", str(stated)).lower().replace(" ", "")
    found = _STATED.fullmatch(text)
    metres = float(found[1]) * _UNITS[found[2]] if found else 0.0
    return math.ceil(metres) if 0 < metres <= _WORST_M else None


def _ignored(stated: Value) -> Finding:
    return note("accuracy", f"误差“{shown(stated)}”不是 0 至 {_WORST_M} 的米数，未采用")
