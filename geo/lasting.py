"""What of the features no date changes, as columns: who they are, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from geo.filters import NO_PLATE_WORD, normalise
from geo.locating.assignment import assignments
from geo.model import Basis, Certainty, Coded, Facts, Kind, Method, Period
from geo.placed import Objects, Places, objects, placed, with_plates
from geo.ragged import NONE
from geo.spoken import Spoken

_NO_REASON = "未提供位置"
_UNLOCATED = tuple(Certainty).index(Certainty.NONE)
# Columns of the frame that are the feature's own words.
_OWN = ("id", "code", "name", "category", "unit_note", "address", "note")


@dataclass(frozen=True, kw_only=True, eq=False)
class Lasting:
    """Columns of the frame by their names, and the places; row r is `facts.features[r]`."""

    columns: dict[str, Objects]
    places: Places


def lasting(facts: Facts) -> Lasting:
    """Tell what no date changes of all features.

    Plates are those of `geo.locating.assignment`: by place where there are official outlines.
    """
    places = placed(facts)
    rows = {f.id: row for row, f in enumerate(facts.features) if f.kind is Kind.PLATE}
    plates = _plates(facts, places, rows)
    places = with_plates(facts, places, rows, plates["plate"])
    columns = {
        **{name: _each(facts, name) for name in _OWN},
        "kind": _codes(facts, "kind", Kind),
        "aliases": _lists(facts, "aliases"),
        "details": _lists(facts, "details"),
        **plates,
        **_places(facts, places),
    }
    return Lasting(columns=columns, places=places)


def haystacks(facts: Facts, spoken: Spoken) -> Objects:
    """Return what a search looks through: name, code, aliases and all offices of each feature."""
    texts = []
    units, ends = spoken.unit.tolist(), spoken.offset.tolist()
    for feature, (first, last) in zip(facts.features, pairwise(ends), strict=True):
        offices = dict.fromkeys(units[first:last])
        said = (spoken.units[number] for number in offices if number != NONE)
        codes = (feature.code,) if feature.code else ()
        texts.append(normalise("\n".join((feature.name, *codes, *feature.aliases, *said))))
    return objects(texts)


def spans(periods: Sequence[Period]) -> dict[str, Objects]:
    """Return the columns that tell of a period, a row each, and nothing in the last."""
    known = {day for one in periods for day in (one.start, one.end) if day}
    days: dict[date | None, str] = {day: day.isoformat() for day in known}
    return {
        "start": objects([*(days.get(one.start) for one in periods), None]),
        "end": objects([*(days.get(one.end) for one in periods), None]),
        "period_words": objects([*(one.words for one in periods), ""]),
    }


def coded(words: Iterable[object], numbers: NDArray[np.integer]) -> Objects:
    """Look up words by number; NONE is the last of them."""
    looked_up: Objects = objects(list(words))[numbers]
    return looked_up


def _each(facts: Facts, name: str) -> Objects:
    return np.fromiter(map(attrgetter(name), facts.features), object, len(facts.features))


def _codes(facts: Facts, name: str, vocabulary: type[Coded]) -> Objects:
    codes = {member: member.value for member in vocabulary}
    return objects([codes[member] for member in _each(facts, name)])


def _lists(facts: Facts, name: str) -> Objects:
    """Return tuples as lists; those that hold nothing are one and the same."""
    empty: list[object] = []
    return objects([list(value) if value else empty for value in _each(facts, name)])


def _plates(facts: Facts, places: Places, rows: Mapping[str, int]) -> dict[str, Objects]:
    """Return the plates features belong to, by their place or by what their source says."""
    plate, reason = _each(facts, "plate"), _each(facts, "plate_reason")
    basis = _codes(facts, "plate_basis", Basis)
    for row, one in assignments(facts, places).items():
        plate[row], basis[row], reason[row] = one.plate, Basis.INFERRED.value, one.reason
    names = {key: facts.features[row].name for key, row in rows.items()}
    named = objects([names.get(key, NO_PLATE_WORD) for key in plate])
    return {"plate": plate, "plate_name": named, "plate_basis": basis, "plate_reason": reason}


def _places(facts: Facts, places: Places) -> dict[str, Objects]:
    reason = _each(facts, "unlocated_reason")
    reason[reason == ""] = _NO_REASON
    reason[places.certainty != _UNLOCATED] = ""
    return {
        "location_method": coded([*(method.value for method in Method), None], places.method),
        "location_certainty": coded([grade.value for grade in Certainty], places.certainty),
        "location_basis": places.basis,
        "location_source": places.source,
        "unlocated_reason": reason,
    }
