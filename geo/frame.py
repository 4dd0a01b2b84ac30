"""Every feature as of a date as one table: the frame a catalogue is made of."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.lasting import coded
from geo.lights.light import Light
from geo.lights.rules import words
from geo.model import Phase, Status
from geo.placed import Objects
from geo.ragged import NONE, Ints, in_force, looked_up
from geo.told import Told

CRS = "EPSG:4326"
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
)
_METRES = "location_accuracy_m"
_GREY = tuple(Light).index(Light.GREY)


def features_at(told: Told, day: date) -> gpd.GeoDataFrame:
    """Return a row a feature, in the order of the facts, WGS-84; no geometry for the unlocated.

    Texts and lists are shared between frames of the same facts: nobody may change them.
    """
    places, steps = told.lasting.places, told.steps
    step = steps.at(day)
    columns = {
        **told.lasting.columns,
        **_stages(told, step),
        **_lights(told, day),
        "as_of": np.full(len(step), day.isoformat(), dtype=object),
        "amounts": _amounts(told, day),
        "sources": told.histories.at(day),
    }
    # As objects: columns of inferred texts would turn None into NaN.
    table = pd.DataFrame({name: columns.get(name) for name in COLUMNS}, dtype=object)
    table[_METRES] = pd.array(places.accuracy_m, dtype="Int64")
    table.loc[places.accuracy_m == NONE, _METRES] = pd.NA
    return gpd.GeoDataFrame(table, geometry=places.geometry, crs=CRS)


def _stages(told: Told, step: Ints) -> dict[str, Objects]:
    """Give what was last said of status and period; unknown before anything was."""
    steps = told.steps
    statuses = [*Status, Status.UNKNOWN]
    status, period = looked_up(steps.status, step), looked_up(steps.period, step)
    return {
        "status": coded([each.value for each in statuses], status),
        "status_label": coded([each.word for each in statuses], status),
        "phase": coded([*(each.value for each in Phase), None], looked_up(steps.phase, step)),
        **{name: column[period] for name, column in told.spans.items()},
        "unit": coded([*steps.units, None], looked_up(steps.unit, step)),
    }


def _lights(told: Told, day: date) -> dict[str, Objects]:
    """Give the light and why it shines; a plate has none: its projects have plans, it has not."""
    lights = told.lights
    entry = lights.at(day)
    light = looked_up(lights.light, entry)
    light[(light == NONE) & ~told.is_plate] = _GREY
    said, place = np.unique(looked_up(lights.said, entry), return_inverse=True)
    reasons = ["；".join(map(words, lights.sayings[n])) if n != NONE else "" for n in said.tolist()]
    return {
        "light": coded([*(each.value for each in Light), None], light),
        "light_label": coded([*(each.word for each in Light), ""], light),
        "light_reason": coded(reasons, place),
    }


def _amounts(told: Told, day: date) -> Objects:
    """Give what was last stated of each measure; where nothing was, all share one empty table."""
    offset, steps = told.amounts
    days = np.array([step.day.toordinal() for step in steps], dtype=np.int64)
    entry = in_force(offset, days, day.toordinal())
    return coded([*(step.amounts for step in steps), {}], entry)
