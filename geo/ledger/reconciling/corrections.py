"""Remedies for coordinates that a user has agreed to, remembered by the columns they are for.

They are kept beside the meanings of headings. What is remembered is applied only to rows to which
the same remedy is offered anew, and can be taken back like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.crs import Datum
from geo.ledger.table import Table

_FIELDS = ("lon", "lat", "lonlat")
# No heading holds a line break, so none is ever taken for the key of a correction.
_BREAK, _MARK = "\n", "坐标更正"
_SWAP, _OUTSIDE = "swap", "outside"
_DATUMS = {datum.value: datum for datum in Datum}


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a user agrees to: numbers swapped, another datum, positions outside the district.

    Each applies only to rows in which it is offered; see `geo.ledger.placing.positions.locate`.
    """

    swap: bool = False
    datum: Datum | None = None
    keep_outside: bool = False

    @property
    def code(self) -> str:
        """Write it as it is remembered: "swap gcj02 outside"; "" for none."""
        words = ((self.swap, _SWAP), (self.datum, self.datum), (self.keep_outside, _OUTSIDE))
        return " ".join(str(word) for is_on, word in words if is_on)


NONE = Correction()


def correction_of(code: str) -> Correction:
    """Read what was remembered; a word of a newer version counts for nothing."""
    words = code.split()
    return Correction(
        swap=_SWAP in words,
        datum=next((_DATUMS[word] for word in words if word in _DATUMS), None),
        keep_outside=_OUTSIDE in words,
    )


def recalled(tables: Iterable[Table], remembered: Mapping[str, str]) -> Correction:
    """Return what was last agreed to for the columns of these tables.

    Tables for which it differs get nothing: a correction is applied to a whole file.
    """
    codes = {remembered.get(key, "") for key in _keys(tables)}
    return correction_of(codes.pop() if len(codes) == 1 else "")


def to_remember(
    tables: Iterable[Table],
    remembered: Mapping[str, str],
    correction: Correction,
    *,
    is_taken_back: bool,
) -> dict[str, str]:
    """Return what is to be remembered beside the meanings of headings: only what is new.

    Args:
        tables: the tables of the ledger.
        remembered: what is remembered so far, by heading.
        correction: what the user agrees to now.
        is_taken_back: agreeing to nothing means that what is remembered no longer holds.

    """
    if not correction.code and not is_taken_back:
        return {}
    return {
        key: correction.code for key in _keys(tables) if remembered.get(key, "") != correction.code
    }


def _keys(tables: Iterable[Table]) -> Sequence[str]:
    """Name the columns of each table that hold coordinates; tables without any have no name."""
    pairs = (
        [c.heading for c in table.columns if c.field in _FIELDS and c.basis != "duplicate"]
        for table in tables
    )
    return [_BREAK.join((_MARK, *pair)) for pair in pairs if pair]
