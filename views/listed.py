"""Words for the rows of the fact lists, which name plates and documents by their codes."""

from __future__ import annotations

from geo.cells import SEPARATOR
from geo.filters import short_plate_name
from geo.model import Basis, Facts, Kind, Row, Status

_STATUSES = {status.value: status.word for status in Status}


def plate(facts: Facts, row: Row) -> str:
    """Name a row's plate, with a mark when it is reasoned and not read."""
    names = {f.id: short_plate_name(f.name) for f in facts.features if f.kind is Kind.PLATE}
    name = names.get(row["plate"], row["plate"])
    return f"{name}（推定）" if row["plate_basis"] == Basis.INFERRED else name


def status(row: Row) -> str:
    """Name a row's status."""
    return _STATUSES.get(row["status"], row["status"])


def documents(facts: Facts) -> str:
    """Say which document each short name in `reference` stands for."""
    return "；".join(f"{document.id} 为{document.title}" for document in facts.documents)


def reference(facts: Facts, row: Row, *, full: bool = False) -> str:
    """Name the documents, by title or by id, and the sections a row was read in."""
    titles = {document.id: document.title for document in facts.documents} if full else {}
    sections = {(r["document"], r["section"]): r["title"] for r in facts.tables["sections"]}
    said = []
    for key in row["document"].split(SEPARATOR):
        found = [sections[key, s] for s in row["section"].split(SEPARATOR) if (key, s) in sections]
        said.append(" ".join(filter(None, (titles.get(key, key), "、".join(found)))))
    return "；".join(said)
