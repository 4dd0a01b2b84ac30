"""Every feature as of a date as one table: the frame a catalogue is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.filters import NO_PLATE_WORD, normalise
from geo.lights.lighting import light_at
from geo.lights.rules import Thresholds, words
from geo.locating.assignment import assigned, places_of
from geo.model import Certainty, Facts, Feature, Fix, Kind, Statement
from geo.places import NOWHERE, Place, plate_place
from geo.stated import amounts_at
from geo.timeline import step_at

CRS = "EPSG:4326"
_NO_REASON = "未提供位置"
# The schema of the frame; GeoJSON, tables and the document pick from these.
COLUMNS = (
    "id",
    "code",
    "kind",
    "name",
    "aliases",
    "plate",
    "plate_name",
    "plate_basis",
    "plate_reason",
    "category",
    "status",
    "status_label",
    "phase",
    "light",
    "light_label",
    "light_reason",
    "start",
    "end",
    "period_words",
    "as_of",
    "unit",
    "unit_note",
    "location_method",
    "location_accuracy_m",
    "location_certainty",
    "location_basis",
    "location_source",
    "unlocated_reason",
    "address",
    "note",
    "details",
    "amounts",
    "sources",
    "search",
)


def features_at(facts: Facts, day: date) -> gpd.GeoDataFrame:
    """Return a row a feature, in the order of the facts, WGS-84; no geometry for the unlocated.

    Plates are those of `geo.locating.assignment`: by place where there are official outlines.
    """
    places = places_of(facts)
    facts = assigned(facts, places)
    places |= _plate_places(facts, places)
    said = by_feature(facts.statements)
    names = {f.id: f.name for f in facts.features if f.kind is Kind.PLATE}
    thresholds = Thresholds.of(facts.settings)
    records = [
        _record(feature, places[feature.id], said[feature.id], day, names)
        | _light(feature, said[feature.id], day, thresholds)
        for feature in facts.features
    ]
    geometry = [places[feature.id].geometry for feature in facts.features]
    # Object columns keep None as None; inferred text columns would turn it into NaN.
    table = pd.DataFrame(records, columns=COLUMNS, dtype=object)
    table["location_accuracy_m"] = table["location_accuracy_m"].astype("Int64")
    return gpd.GeoDataFrame(table, geometry=geometry, crs=CRS)


def by_feature(said: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Group statements by the feature they speak of; a feature nobody spoke of gets none."""
    grouped: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        grouped[statement.feature].append(statement)
    return grouped


def _record(
    feature: Feature, place: Place, said: list[Statement], day: date, plate_names: dict[str, str]
) -> dict[str, object]:
    step = step_at(said, day)
    period = step.period
    return {
        "id": feature.id,
        "code": feature.code,
        "kind": feature.kind.value,
        "name": feature.name,
        "aliases": list(feature.aliases),
        "plate": feature.plate,
        "plate_name": plate_names.get(feature.plate or "", NO_PLATE_WORD),
        "plate_basis": feature.plate_basis.value,
        "plate_reason": feature.plate_reason,
        "category": feature.category,
        "status": step.status.value,
        "status_label": step.status.word,
        "phase": step.phase.value if step.phase else None,
        "start": period.start.isoformat() if period and period.start else None,
        "end": period.end.isoformat() if period and period.end else None,
        "period_words": period.words if period else "",
        "as_of": day.isoformat(),
        "unit": step.unit or None,
        "unit_note": feature.unit_note,
        "location_method": place.method.value if place.method else None,
        "location_accuracy_m": place.accuracy_m,
        "location_certainty": place.certainty.value,
        "location_basis": place.basis,
        "location_source": place.source,
        "unlocated_reason": _reason(feature, place),
        "address": feature.address,
        "note": feature.note,
        "details": list(feature.details),
        "amounts": amounts_at(said, day),
        "sources": [
            {
                "id": s.document,
                "section": s.section,
                "stated_from": s.stated_from.isoformat(),
                "stated_to": s.stated_to.isoformat(),
            }
            for s in said
            if s.stated_to <= day
        ],
        "search": _haystack(feature, said),
    }


def _light(
    feature: Feature, said: list[Statement], day: date, thresholds: Thresholds
) -> dict[str, object]:
    """Give the light and why it shines; a plate has none: its projects have plans, it has not."""
    if feature.kind is Kind.PLATE:
        return {"light": None, "light_label": "", "light_reason": ""}
    lit = light_at(said, day, thresholds)
    return {
        "light": lit.light.value,
        "light_label": lit.light.word,
        "light_reason": "；".join(map(words, lit.findings)),
    }


def _reason(feature: Feature, place: Place) -> str:
    if place.certainty is not Certainty.NONE:
        return ""
    return feature.unlocated_reason or _NO_REASON


def _haystack(feature: Feature, said: Iterable[Statement]) -> str:
    units = dict.fromkeys(s.unit for s in said if s.unit)
    codes = (feature.code,) if feature.code else ()
    return normalise("\n".join((feature.name, *codes, *feature.aliases, *units)))


def _plate_places(facts: Facts, places: Mapping[str, Place]) -> dict[str, Place]:
    """Return plate id → what it shows; `places` are those of its members."""
    fixes: dict[str, list[Fix]] = defaultdict(list)
    for fix in facts.fixes:
        fixes[fix.feature].append(fix)
    members: dict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in facts.features:
        geometry = places.get(feature.id, NOWHERE).geometry
        if feature.plate and geometry is not None:
            members[feature.plate].append(geometry)
    plates = (feature.id for feature in facts.features if feature.kind is Kind.PLATE)
    return {plate: plate_place(fixes[plate], members[plate]) for plate in plates}
