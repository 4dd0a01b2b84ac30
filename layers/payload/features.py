"""What does not depend on the day: the columns of the features, the plates and the documents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

import pandas as pd

from geo.catalogue import Catalogue
from geo.dates import window_words
from geo.filters import NO_PLATE, short_plate_name
from geo.model import Basis, Certainty, Kind, Method
from layers import style
from layers.payload.columns import Payload, Texts, entries
from layers.payload.days import day_number
from layers.payload.timed import STATUS_INDEX
from layers.words import office_words, plate_outline, section_words

_CERTAINTY_INDEX = {grade.value: i for i, grade in enumerate(Certainty)}
_KIND_INDEX = {kind.value: i for i, kind in enumerate(Kind)}


def plate_rows(catalogue: Catalogue, crossed: Collection[str]) -> list[Payload]:
    """List the plates selected, those a selected feature belongs to, and those a road crosses."""
    names = {key: all_names[0] for key, all_names in catalogue.plate_names.items()}
    used = {*catalogue.frame["plate"].dropna(), *crossed}
    rows = {key: row for row, key in enumerate(catalogue.frame["id"])}
    looks = dict(zip(names, style.plate_looks(list(names.values())), strict=True))
    methods = dict(zip(catalogue.frame["id"], catalogue.frame["location_method"], strict=True))
    geometries = dict(zip(catalogue.frame["id"], catalogue.frame.geometry, strict=True))
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
    short = [
        short_plate_name(name) if kind == Kind.PLATE.value else name
        for name, kind in zip(frame["name"], frame["kind"], strict=True)
    ]
    return {
        "id": list(frame["id"]),
        "name": list(frame["name"]),
        "label": short,
        "aliases": ["、".join(aliases) for aliases in frame["aliases"]],
        "search": list(frame["search"]),
        "kind": [_KIND_INDEX[kind] for kind in frame["kind"]],
        "plate": [plate_index[key] for key in frame["plate"].fillna(NO_PLATE)],
        "basis": [basis.get(code, "") for code in frame["plate_basis"]],
        "plateReason": list(frame["plate_reason"]),
        "category": list(frame["category"]),
        "certainty": [_CERTAINTY_INDEX[code] for code in frame["location_certainty"]],
        "accuracy": [
            None if pd.isna(metres) else int(metres) for metres in frame["location_accuracy_m"]
        ],
        "method": [methods.get(code, "") for code in frame["location_method"]],
        "place": list(frame["location_basis"]),
        "address": list(frame["address"]),
        "reason": list(frame["unlocated_reason"]),
        "note": list(frame["note"]),
        "unitNote": list(frame["unit_note"]),
    }


def optional_columns(catalogue: Catalogue, texts: Texts) -> Payload:
    """Give the columns of ledgers; one that is empty throughout is left out and costs nothing."""
    details = [
        [[texts.number(heading), text] for heading, text in row]
        for row in catalogue.frame["details"]
    ]
    found = {"code": list(catalogue.frame["code"]), "details": details}
    return {name: column for name, column in found.items() if any(column)}


def evidence(catalogue: Catalogue) -> Payload:
    """Encode what every source said of each row, newest first."""
    document_index = {d.id: i for i, d in enumerate(catalogue.facts.documents)}
    return entries(
        [catalogue.statements[key] for key in catalogue.frame["id"]],
        {
            "document": lambda s: document_index[s.document],
            "section": section_words(catalogue.facts),
            "words": lambda s: s.status_words,
            "status": lambda s: STATUS_INDEX[s.status.value],
            "day": lambda s: day_number(s.stated_to),
            "certainty": lambda s: s.certainty.word,
            "office": office_words,
            "period": lambda s: s.period_words,
            "note": lambda s: s.note,
        },
    )
