"""What does not depend on the day: the columns of the features, the plates and the documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict

import numpy as np

from geo.catalogue import Catalogue
from geo.dates import window_words
from geo.filters import NO_PLATE, short_plate_name
from geo.model import Basis, Certainty, Kind, Method
from geo.ragged import Ints
from layers import style
from layers.payload.columns import Payload, Texts, offsets_of
from layers.words import plate_outline

_CERTAINTY_INDEX = {grade.value: i for i, grade in enumerate(Certainty)}
_KIND_INDEX = {kind.value: i for i, kind in enumerate(Kind)}


def plate_rows(catalogue: Catalogue, crossed: Collection[str]) -> list[Payload]:
    """List the plates selected, those a selected feature belongs to, and those a road crosses."""
    names = {key: all_names[0] for key, all_names in catalogue.plate_names.items()}
    used = {*catalogue.frame["plate"].dropna(), *crossed}
    rows = {key: row for row, key in enumerate(catalogue.frame["id"]) if key in names}
    looks = dict(zip(names, style.plate_looks(list(names.values())), strict=True))
    plates = catalogue.plates
    methods = dict(zip(plates["id"], plates["location_method"], strict=True))
    geometries = dict(zip(plates["id"], plates.geometry, strict=True))
    listed: list[Payload] = [
        {
            "id": key,
            "name": name,
            "short": short_plate_name(name),
            "row": rows.get(key, -1),
            "outline": plate_outline(methods.get(key), geometries.get(key)),
            **asdict(looks[key]),
        }
        for key, name in names.items()
        if key in used
    ]
    return [*listed, style.no_plate_row()]


def document_rows(catalogue: Catalogue) -> list[Payload]:
    """List the documents the facts were read from."""
    return [
        {
            "id": document.id,
            "title": document.title,
            "window": window_words(document.stated_from, document.stated_to),
        }
        for document in catalogue.facts.documents
    ]


def columns(catalogue: Catalogue, plate_index: dict[str, int]) -> Payload:
    """Encode the columns every document has."""
    frame = catalogue.frame
    basis = {Basis.EXPLICIT.value: Basis.EXPLICIT.word, Basis.INFERRED.value: Basis.INFERRED.word}
    methods = {method.value: method.word for method in Method}
    return {
        "id": frame["id"].tolist(),
        "name": frame["name"].tolist(),
        "aliases": ["、".join(aliases) if aliases else "" for aliases in frame["aliases"].tolist()],
        "kind": _numbers(frame["kind"].tolist(), _KIND_INDEX),
        "plate": _numbers(frame["plate"].fillna(NO_PLATE).tolist(), plate_index),
        "basis": [basis.get(code, "") for code in frame["plate_basis"].tolist()],
        "plateReason": frame["plate_reason"].tolist(),
        "category": frame["category"].tolist(),
        "certainty": _numbers(frame["location_certainty"].tolist(), _CERTAINTY_INDEX),
        "accuracy": frame["location_accuracy_m"].to_numpy(dtype=np.float64, na_value=np.nan),
        "method": [methods.get(code, "") for code in frame["location_method"].tolist()],
        "place": frame["location_basis"].tolist(),
        "address": frame["address"].tolist(),
        "reason": frame["unlocated_reason"].tolist(),
        "note": frame["note"].tolist(),
        "unitNote": frame["unit_note"].tolist(),
    }


def optional_columns(catalogue: Catalogue) -> Payload:
    """Give the codes of ledgers; where there are none the column is left out and costs nothing."""
    codes = catalogue.frame["code"].tolist()
    return {"code": codes} if any(codes) else {}


def details(catalogue: Catalogue, texts: Texts) -> Payload:
    """List the columns of ledgers that have no field, as heading and text; left out like codes."""
    each = list(catalogue.frame["details"])
    flat = [pair for row in each for pair in row]
    if not flat:
        return {}
    return {
        "details": {
            "offset": offsets_of(each),
            "heading": texts.numbers(heading for heading, _ in flat),
            "text": [text for _, text in flat],
        }
    }


def _numbers(codes: Iterable[str], index: Mapping[str, int]) -> Ints:
    return np.fromiter(map(index.__getitem__, codes), np.int64)
