"""A facts folder with hundreds more projects: half of them placed, some with long names."""

import csv
import random
from itertools import cycle
from pathlib import Path

from geo.model import Status

_NAMES = (
    "小学",
    "安置区三期",
    "智慧产业园A-12地块",
    "老旧小区改造（含配套管网、停车、绿化及公共服务设施提升）",
    "道路综合整治提升工程",
)
_PLATES = (*(f"PL-0{i}" for i in range(1, 7)), "")
_STATUSES = tuple(status.value for status in Status if status is not Status.UNKNOWN)
_LONGITUDES, _LATITUDES = (113.53, 113.62), (34.69, 34.73)


def add(folder: Path, count: int, place: str = "") -> None:
    """Add projects, every second one at `place` ("lon lat") or somewhere in the district."""
    dice, names, plates, statuses = (
        random.Random("ledger"),
        *map(cycle, (_NAMES, _PLATES, _STATUSES)),
    )
    features, statements, fixes = [], [], []
    for i in range(count):
        key, plate, placed = f"PJ-{1000 + i}", next(plates), i % 2 == 1
        features.append(
            {
                "id": key,
                "kind": "project",
                "name": f"{i + 1}号{next(names)}",
                "plate": plate,
                "plate_basis": "explicit" if plate else "none",
                "plate_reason": "台账",
                "category": "台账",
                "unlocated_reason": "" if placed else "台账未写位置",
            }
        )
        statements.append(
            {
                "id": f"S-{key}-D2",
                "feature": key,
                "document": "D2",
                "section": "D2-2",
                "status": next(statuses),
                "status_words": "推进",
                "unit_basis": "none",
                "certainty": "explicit",
            }
        )
        at = place or f"{dice.uniform(*_LONGITUDES):.6f} {dice.uniform(*_LATITUDES):.6f}"
        if placed:
            fixes.append(_fix(key, at))
    for name, rows in (("features", features), ("statements", statements), ("fixes", fixes)):
        _append(folder / f"{name}.csv", rows)


def _fix(feature: str, at: str) -> dict[str, str]:
    return {
        "id": f"F-{feature}-1",
        "feature": feature,
        "role": "place",
        "method": "poi",
        "accuracy_m": "100",
        "datum": "wgs84",
        "geometry": f"POINT({at})",
        "address": "某处",
        "source": "poi-2026",
        "source_date": "2026-08",
        "basis": "台账",
    }


def _append(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        columns = csv.DictReader(file).fieldnames
    assert columns
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerows(rows)
