"""How a ledger is to be read, as far as its cells do not tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.crs import Datum
from geo.ledger.placing.positions import Area


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How a ledger is to be read: its day, its datum, and remedies the user has accepted.

    `unit` is what the user says of money where neither heading nor cell has a unit.
    """

    base: date
    area: Area
    datum: Datum | None = None
    swap: bool = False
    remedy: Datum | None = None
    keep_outside: bool = False
    unit: str = ""
