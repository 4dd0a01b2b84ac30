"""An answer as a line of a CSV file, and back; Excel opens the file, formulas are defused.

A line is whole or it is none: the time, in its last column, names its zone, so that a line that
was cut off anywhere cannot pass for an answer.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from geo.answers import Answer, Candidate, Verdict
from geo.cells import SEPARATOR
from geo.crs import Datum, LonLat
from geo.geocode.wording import line as shown
from geo.model import Method, Provider, Row
from geo.texts import plain

# One value a candidate, apart by the separator; the others are of the answer.
_OF_CANDIDATES = ("lon", "lat", "datum", "accuracy_m", "method", "matched", "basis")
COLUMNS = ("provider", "address", "verdict", "note", *_OF_CANDIDATES, "asked_at")
# Code of the provider, and the address.
Key = tuple[str, str]
# A cell that begins so is a formula to Excel; the quote itself, so that taking it off is exact.
_ACTIVE = tuple("=+-@＝＋－＠'\t\r")
_DIGITS = 7
_MOST_METRES = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An answer and the moment it came, in China Standard Time."""

    answer: Answer
    asked_at: datetime


def encode(kept: Kept, heading: Sequence[str]) -> bytes:
    """Write an answer as one line under the heading of its file, numbers as the service gave them.

    Shapes are not kept: no service gives any.
    """
    cells = _cells(kept)
    return _line([cells.get(column, "") for column in heading])


def heading_line(heading: Sequence[str]) -> bytes:
    """Return the first line of a file, with the mark by which Excel knows UTF-8."""
    return b"\xef\xbb\xbf" + _line(heading)


def cells_of(line: bytes) -> list[str]:
    """Return the cells of one line; none when it cannot be read."""
    try:
        return next(csv.reader([line.decode("utf-8-sig").rstrip("\r\n")], strict=True), [])
    except (csv.Error, UnicodeDecodeError):
        return []


def key_of(line: bytes, heading: Sequence[str]) -> Key | None:
    """Return whose answer for what a line is; None when it is not whole."""
    row = _row(line, heading)
    return (row["provider"], row["address"]) if row.get("asked_at") else None


def decode(line: bytes, heading: Sequence[str]) -> Kept | None:
    """Read a line; None when it is damaged or holds what nobody here writes."""
    row = _row(line, heading)
    try:
        asked_at = datetime.fromisoformat(row["asked_at"])
        answer = Answer(
            address=row["address"],
            verdict=Verdict(row["verdict"]),
            provider=Provider(row["provider"]),
            candidates=_candidates(row),
            note=shown(row["note"]),
        )
    except (ValueError, LookupError):
        return None
    if asked_at.tzinfo is None or answer.verdict.is_failure or not _fits(answer):
        return None
    return Kept(answer=answer, asked_at=asked_at)


def _row(line: bytes, heading: Sequence[str]) -> Row:
    cells = cells_of(line)
    if len(cells) != len(heading):
        return {}
    return dict(zip(heading, map(_plain_again, cells), strict=True))


def _cells(kept: Kept) -> dict[str, str]:
    answer = kept.answer
    own = [c.point.to(c.datum) for c in answer.candidates]
    several = {
        "lon": [f"{at.lon:.{_DIGITS}f}" for at in own],
        "lat": [f"{at.lat:.{_DIGITS}f}" for at in own],
        "datum": [c.datum.value for c in answer.candidates],
        "accuracy_m": [str(c.accuracy_m) for c in answer.candidates],
        "method": [c.method.value for c in answer.candidates],
        "matched": [c.matched for c in answer.candidates],
        "basis": [c.basis for c in answer.candidates],
    }
    return {
        "provider": answer.provider.value,
        "address": answer.address,
        "verdict": answer.verdict.value,
        "note": answer.note,
        **{column: SEPARATOR.join(parts) for column, parts in several.items()},
        "asked_at": kept.asked_at.isoformat(timespec="seconds"),
    }


def _candidates(row: Row) -> tuple[Candidate, ...]:
    if not row["lon"]:
        return ()
    parts = zip(*(row[column].split(SEPARATOR) for column in _OF_CANDIDATES), strict=True)
    provider = Provider(row["provider"])
    return tuple(
        _candidate(provider, dict(zip(_OF_CANDIDATES, part, strict=True))) for part in parts
    )


def _candidate(provider: Provider, row: Row) -> Candidate:
    datum, accuracy_m = Datum(row["datum"]), int(row["accuracy_m"])
    if not 1 <= accuracy_m <= _MOST_METRES:
        raise ValueError
    return Candidate(
        point=LonLat(float(row["lon"]), float(row["lat"]), datum).to(Datum.WGS84),
        method=Method(row["method"]),
        accuracy_m=accuracy_m,
        matched=shown(row["matched"]),
        basis=shown(row["basis"]),
        provider=provider,
        datum=datum,
    )


def _fits(answer: Answer) -> bool:
    """Tell whether an answer has as many candidates as its verdict says."""
    count = len(answer.candidates)
    if answer.verdict is Verdict.FOUND:
        return count == 1
    return (count > 0) == (answer.verdict is Verdict.AMBIGUOUS)


def _line(cells: Sequence[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return buffer.getvalue().encode()


def _harmless(cell: str) -> str:
    # A line break in a cell would make two lines of one.
    flat = " ".join(plain(cell).splitlines())
    return f"'{flat}" if flat.startswith(_ACTIVE) else flat


def _plain_again(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_ACTIVE) else cell
