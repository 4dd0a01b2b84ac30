"""GeoPackage, so that QGIS opens our work: one layer, NULL geometry for the unlocated."""

from __future__ import annotations

import tempfile
from pathlib import Path

from geo.catalogue import Catalogue
from geo.texts import plain
from layers.escape import json_text
from layers.geojson import amount_values

LAYER = "features"
_LISTS = ("aliases", "details", "amounts", "sources")


def encode(catalogue: Catalogue) -> bytes:
    """Write the selection as a GeoPackage in EPSG:4326; lists become JSON text."""
    frame = catalogue.frame.copy()
    frame["amounts"] = [amount_values(amounts) for amounts in frame["amounts"]]
    for column in _LISTS:
        frame[column] = [json_text(value) for value in frame[column]]
    texts = frame.columns.difference([*_LISTS, "geometry", "location_accuracy_m"])
    for column in texts:
        frame[column] = [
            plain(value) if isinstance(value, str) else None for value in frame[column]
        ]
    # GDAL writes files, not buffers; its own folder keeps the name and leaves nothing behind.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.gpkg"
        frame.to_file(path, layer=LAYER, driver="GPKG", engine="pyogrio")
        return path.read_bytes()
