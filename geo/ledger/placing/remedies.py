"""Remedies for coordinates that cannot be as they stand: offered, applied only when accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.crs import Array, Datum
from geo.ledger.placing.datums import by_datum
from geo.ledger.placing.surroundings import Area

_SHOWN_ROWS = 5


class Offer(NamedTuple):
    """A reading under which a row makes sense: its two numbers swapped, another datum, or both."""

    swap: bool
    datum: Datum | None

    @property
    def code(self) -> str:
        """A stable name: swap, datum-gcj02, swap-datum-cgcs2000-gk114."""
        return "-".join(("swap",) * self.swap + (("datum", self.datum) if self.datum else ()))

    @property
    def words(self) -> str:
        """What is done, in Chinese."""
        parts = ("两个数互换",) * self.swap
        return "并".join(parts + ((f"按 {self.datum.word} 读",) if self.datum else ()))

    def is_accepted(self, swap: bool, datum: Datum | None) -> bool:
        """Tell whether the user has agreed to all of it."""
        return (swap or not self.swap) and self.datum in (None, datum)


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """An offer to rows of a file: `locate` with this `swap` and `datum` applies it to them."""

    code: str
    words: str
    rows: tuple[int, ...]
    swap: bool
    datum: Datum | None


_DATUMS = (Datum.WGS84, Datum.GCJ02, Datum.BD09, Datum.CGCS2000_GK114, Datum.CGCS2000_GK38)
# The simplest explanation comes first; a later group is tried where no earlier one helps.
_GROUPS: tuple[tuple[Offer, ...], ...] = (
    (Offer(swap=True, datum=None),),
    tuple(Offer(swap=False, datum=datum) for datum in _DATUMS),
    tuple(Offer(swap=True, datum=datum) for datum in _DATUMS),
)


def inside(x: Array, y: Array, datums: Sequence[Datum | None], area: Area) -> NDArray[np.bool_]:
    """Mark the pairs that lie in the district as they are declared; undeclared ones do not."""
    found = np.zeros(len(x), dtype=bool)
    for datum, of_datum in by_datum(datums):
        found[of_datum] = area.contains(x[of_datum], y[of_datum], datum)
    return found


def offers(
    x: Array, y: Array, datums: Sequence[Datum | None], area: Area
) -> list[tuple[Offer, ...]]:
    """Find for pairs outside the district the readings under which they lie inside.

    Args:
        x: longitudes or eastings as the rows give them.
        y: latitudes or northings.
        datums: what each is declared as; of undeclared pairs only metres tell what they are.
        area: the district.

    """
    found: list[tuple[Offer, ...]] = [()] * len(x)
    for group in _GROUPS:
        hits = [_helps(offer, x, y, datums, area) for offer in group]
        for row, already in enumerate(found):
            found[row] = already or tuple(
                offer for offer, hit in zip(group, hits, strict=True) if hit[row]
            )
    return found


def remedies(made: Iterable[tuple[int, Iterable[Offer]]]) -> tuple[Remedy, ...]:
    """Sum up the offers made, as (row number, offers); those to most rows come first."""
    rows: dict[Offer, list[int]] = defaultdict(list)
    for row, offered in made:
        for offer in offered:
            rows[offer].append(row)
    return tuple(
        Remedy(
            code=offer.code,
            words=f"{offer.words}：{len(of)} 行（{_listed(of)}）",
            rows=tuple(of),
            swap=offer.swap,
            datum=offer.datum,
        )
        for offer, of in sorted(rows.items(), key=lambda pair: -len(pair[1]))
    )


def _listed(rows: Sequence[int]) -> str:
    shown = "、".join(map(str, rows[:_SHOWN_ROWS]))
    return f"第 {shown} 行" + ("等" if len(rows) > _SHOWN_ROWS else "")


def _helps(
    offer: Offer, x: Array, y: Array, datums: Sequence[Datum | None], area: Area
) -> NDArray[np.bool_]:
    a, b = (y, x) if offer.swap else (x, y)
    if offer.datum is None:
        return inside(a, b, datums, area)
    is_new = np.array([_is_new(offer.datum, declared) for declared in datums], dtype=bool)
    return is_new & area.contains(a, b, offer.datum)


def _is_new(datum: Datum, declared: Datum | None) -> bool:
    """Tell whether a datum says something else than the declared one (CGCS2000 is WGS-84)."""
    if declared is None:
        return datum.is_projected
    return datum is not (Datum.WGS84 if declared is Datum.CGCS2000 else declared)
