"""The data of a document, column by column: what the page looks up, all of it decided here.

Days are whole days since 1970-01-01, coordinates whole millionths of a degree (0.11 m), delta
coded, in the datum of the base map they are drawn on: here is the one place where a catalogue's
WGS-84 becomes another. `layers/assets/base/decode.js` is the one reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

import pandas as pd
import shapely

from geo.catalogue import Catalogue, newest_day
from geo.crs import Datum, from_wgs84
from geo.filters import NO_PLATE, short_plate_name
from geo.frame import by_feature
from geo.model import BaseMap, BasePoint, Basis, Certainty, Kind, Method, Period, Phase
from geo.stated import amount_steps
from layers import coordinates, style
from layers.words import (
    amount_note,
    amount_words,
    day_words,
    office_words,
    period_words,
    plate_outline,
    section_words,
)

_EPOCH = date(1970, 1, 1).toordinal()
_STATUS_INDEX = {look.code.value: i for i, look in enumerate(style.STATUSES)}
_PHASE_INDEX = {phase: i for i, phase in enumerate(Phase)}
_CERTAINTY_INDEX = {grade.value: i for i, grade in enumerate(Certainty)}
_KIND_INDEX = {kind.value: i for i, kind in enumerate(Kind)}
Payload = dict[str, object]


class Texts:
    """A dictionary of repeated texts: each is written once, columns hold its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, -1 for an empty one."""
        return self._numbers.setdefault(text, len(self._numbers)) if text else -1

    def list(self) -> list[str]:
        """Return the texts in order of their numbers."""
        return list(self._numbers)


def payload(catalogue: Catalogue, datum: Datum = Datum.WGS84) -> Payload:
    """Encode everything a document shows of the catalogue's selection.

    The plates listed are those selected and those a selected feature belongs to, so that
    what was not selected is not in the file.

    Args:
        catalogue: what to show, in WGS-84.
        datum: what every drawn coordinate is converted to; stated accuracies are metres and stay.

    """
    texts = Texts()
    plates = _plates(catalogue)
    return {
        "datum": datum.value,
        "asOf": day_number(catalogue.as_of),
        "newest": day_number(newest_day(catalogue.facts)),
        "statuses": style.status_rows(),
        "phases": style.phase_rows(),
        "certainties": style.certainty_rows(),
        "kinds": style.kind_rows(),
        "plates": plates,
        "documents": _documents(catalogue),
        "n": len(catalogue.frame),
        "columns": {
            **_columns(catalogue, {str(p["id"]): i for i, p in enumerate(plates)}),
            **_optional(catalogue, texts),
        },
        "steps": _steps(catalogue, texts),
        **_amounts(catalogue, texts),
        "texts": texts.list(),
        "spans": _spans(catalogue),
        "changes": _changes(catalogue),
        "evidence": _evidence(catalogue),
        "geometry": coordinates.encode(from_wgs84(catalogue.frame.geometry.to_numpy(), datum)),
        "base": _base(catalogue.facts.base, datum),
    }


def day_number(day: date) -> int:
    """Return whole days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def _plates(catalogue: Catalogue) -> list[Payload]:
    names = {key: all_names[0] for key, all_names in catalogue.plate_names.items()}
    used = set(catalogue.frame["plate"].dropna())
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


def _documents(catalogue: Catalogue) -> list[Payload]:
    return [
        {
            "id": document.id,
            "title": document.title,
            "window": f"{day_words(document.stated_from)}至{day_words(document.stated_to)}",
        }
        for document in catalogue.facts.documents
    ]


def _columns(catalogue: Catalogue, plate_index: dict[str, int]) -> Payload:
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


def _optional(catalogue: Catalogue, texts: Texts) -> Payload:
    """Give the columns of ledgers; one that is empty throughout is left out and costs nothing."""
    details = [
        [[texts.number(heading), text] for heading, text in row]
        for row in catalogue.frame["details"]
    ]
    columns = {"code": list(catalogue.frame["code"]), "details": details}
    return {name: column for name, column in columns.items() if any(column)}


def _amounts(catalogue: Catalogue, texts: Texts) -> Payload:
    """List each change of the amounts as (measure, words, note) for the day it holds from."""
    said = by_feature(catalogue.facts.statements)
    each = [amount_steps(said[key]) for key in catalogue.frame["id"]]
    if not any(each):
        return {}
    flat = [step for steps in each for step in steps]
    words = [
        [
            [texts.number(measure.word), amount_words(amount), amount_note(amount)]
            for measure, amount in amounts.items()
        ]
        for _, amounts in flat
    ]
    offset = coordinates.offsets(len(steps) for steps in each)
    days = [day_number(day) for day, _ in flat]
    return {"amounts": {"offset": offset, "day": days, "words": words}}


def _steps(catalogue: Catalogue, texts: Texts) -> Payload:
    each = [catalogue.steps[key] for key in catalogue.frame["id"]]
    flat = [step for steps in each for step in steps]
    return {
        "offset": coordinates.offsets(len(steps) for steps in each),
        "day": [day_number(step.day) for step in flat],
        "status": [_STATUS_INDEX[step.status.value] for step in flat],
        "phase": [_PHASE_INDEX[step.phase] if step.phase else -1 for step in flat],
        "period": [texts.number(period_words(step.period)) for step in flat],
        "unit": [texts.number(step.unit) for step in flat],
    }


def _spans(catalogue: Catalogue) -> list[list[int | None]]:
    """Every stated period as (row, first day, last day), for the time strip."""
    return [
        [row, *_span(period)]
        for row, key in enumerate(catalogue.frame["id"])
        for period in dict.fromkeys(s.period for s in catalogue.steps[key] if s.period)
    ]


def _span(period: Period) -> list[int | None]:
    return [day_number(day) if day else None for day in (period.start, period.end)]


def _changes(catalogue: Catalogue) -> list[int]:
    days = {day_number(step.day) for steps in catalogue.steps.values() for step in steps}
    return sorted(days)


def _evidence(catalogue: Catalogue) -> Payload:
    each = [catalogue.statements[key] for key in catalogue.frame["id"]]
    flat = [statement for said in each for statement in said]
    document_index = {d.id: i for i, d in enumerate(catalogue.facts.documents)}
    section = section_words(catalogue.facts)
    return {
        "offset": coordinates.offsets(len(said) for said in each),
        "document": [document_index[s.document] for s in flat],
        "section": [section(s) for s in flat],
        "words": [s.status_words for s in flat],
        "status": [_STATUS_INDEX[s.status.value] for s in flat],
        "day": [day_number(s.stated_to) for s in flat],
        "certainty": [s.certainty.word for s in flat],
        "office": [office_words(s) for s in flat],
        "period": [s.period_words for s in flat],
        "note": [s.note for s in flat],
    }


def _base(base: BaseMap, datum: Datum) -> Payload:
    edge = from_wgs84(base.district, datum)
    return {
        "district": [coordinates.flat(ring) for ring in coordinates.runs(edge)],
        "roads": [
            {
                "name": r.name,
                "class": r.road_class,
                "line": coordinates.flat(shapely.get_coordinates(from_wgs84(r.geometry, datum))),
            }
            for r in base.roads
        ],
        "stations": _points(base.stations, datum),
        "places": _points(base.places, datum),
    }


def _points(items: Iterable[BasePoint], datum: Datum) -> list[Payload]:
    return [
        {"name": item.name, "kind": item.kind, "x": at[0], "y": at[1]}
        for item in items
        if (at := coordinates.symbol_at(from_wgs84(item.geometry, datum))) is not None
    ]
