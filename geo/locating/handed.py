"""Places set by hand as a table: written for another workspace, and read back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo import cells, headed
from geo.batch import Change
from geo.crs import Datum, LonLat, to_wgs84
from geo.errors import FileError, InputError
from geo.ledger.entry import Finding
from geo.ledger.opening.files import open_book
from geo.ledger.placing import coordinates
from geo.ledger.placing.datums import datum_named
from geo.locating import manual
from geo.locating.manual import ManualPlace
from geo.model import Facts, Feature, Fix
from geo.texts import csv_text

HEADINGS = {
    "code": ("项目代码", "code"),
    "name": ("名称", "name"),
    "lon": ("经度", "lon"),
    "lat": ("纬度", "lat"),
    "datum": ("坐标系", "datum"),
    "accuracy": ("误差(米)", "误差", "accuracy_m"),
    "how": ("方式", "how"),
    "note": ("备注", "note"),
    "who": ("操作人", "who"),
    "when": ("时间", "when"),
    # A line or an area, in the datum of its row like the numbers; these are then left empty, so
    # that nothing stands twice.
    "wkt": ("wkt", "geometry"),
}
_REQUIRED = ("name", "lon", "lat", "accuracy")
_DECIMALS = 7
_TOLD = 3
_BASIS = re.compile(
    rf"(?:区界外约 [\d,]+ 米；)?{manual.BY_HAND}(.*?)，误差约 \d+ 米(?:；(.*))?", re.DOTALL
)
_TAKEN_OVER = "原由"


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A row of a handover: whose place, and where; `row` as spreadsheets count."""

    row: int
    code: str
    name: str
    given: ManualPlace


def to_csv(facts: Facts, changes: Sequence[Change]) -> str:
    """Write the places set by hand that hold, WGS-84; no field is a formula.

    Args:
        facts: what the workspace holds.
        changes: its history, which tells who and when.

    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(words[0] for words in HEADINGS.values())
    by_hand = manual.all_standing(facts)
    for feature in facts.features:
        if fix := by_hand.get(feature.id):
            writer.writerow(map(csv_text, _cells(feature, fix, manual.who(changes, fix))))
    return buffer.getvalue()


def _cells(feature: Feature, fix: Fix, change: Change | None) -> list[str]:
    found = _BASIS.fullmatch(fix.basis)
    how, note = (found[1], found[2] or "") if found else (fix.basis, "")
    point = fix.geometry if fix.geometry.geom_type == "Point" else None
    return [
        feature.code,
        feature.name,
        f"{point.x:.{_DECIMALS}f}" if point else "",
        f"{point.y:.{_DECIMALS}f}" if point else "",
        Datum.WGS84.word,
        str(fix.accuracy_m),
        how,
        note,
        change.operator if change else "",
        f"{change.at:%Y-%m-%d %H:%M}" if change else "",
        "" if point else shapely.to_wkt(fix.geometry, rounding_precision=_DECIMALS),
    ]


def read(content: bytes, name: str = "人工定位.csv") -> tuple[Handed, ...]:
    """Read what `to_csv` wrote, also after somebody saved it from a spreadsheet.

    Raises:
        FileError: it is no such table, or rows of it cannot be read; all of them are named.

    """
    rows, faults = [], []
    for number, words in headed.rows(open_book(name, content), HEADINGS, _REQUIRED):
        try:
            rows.append(_handed(number, {key: _plain(text) for key, text in words.items()}))
        except ValueError as error:
            faults.append(f"第 {number} 行：{error}")
    if faults:
        more = f"；另有 {len(faults) - _TOLD} 行" if len(faults) > _TOLD else ""
        raise FileError(f"{name}：{'；'.join(faults[:_TOLD])}{more}。请改正后重传")
    return tuple(rows)


def _plain(text: str) -> str:
    """Take the mark away that keeps a text from being a formula."""
    bare = text.removeprefix("'")
    return bare if csv_text(bare) == text else text


def _handed(number: int, words: dict[str, str]) -> Handed:
    accuracy = words["accuracy"]
    if not (accuracy.isdecimal() and len(accuracy) <= len(str(manual.MAX_ACCURACY_M))):
        raise InputError(f"误差“{accuracy[:20]}”应是 1 至 {manual.MAX_ACCURACY_M} 的整数（米）")
    origin = " ".join(filter(None, (words["who"], words["when"])))
    # Taken over once more, a place is still that of whoever set it first.
    first = f"{_TAKEN_OVER}{origin}" if origin and _TAKEN_OVER not in words["note"] else ""
    datum, at, shape = _where(words)
    given = ManualPlace(
        at=at,
        shape=shape,
        accuracy_m=int(accuracy),
        how=words["how"] or "从另一工作区移交",
        datum=datum,
        note="；".join(filter(None, (words["note"], first))),
    )
    return Handed(row=number, code=words["code"], name=words["name"], given=given)


def _where(words: dict[str, str]) -> tuple[Datum, LonLat | None, BaseGeometry | None]:
    """Read the datum of a row, and its point in it or its shape in WGS-84."""
    datum = datum_named(words["datum"])
    if datum is None:
        raise InputError(f"坐标系“{words['datum'][:20]}”无法识别，请写 WGS-84、GCJ-02 或 BD-09")
    pair = coordinates.read(words["lon"], words["lat"], None, projected=datum.is_projected)
    if isinstance(pair, Finding):
        raise InputError(pair.text)
    if (pair is None) is not bool(words["wkt"]):
        raise InputError("经度、纬度和 WKT 只能填一处" if pair else "没有坐标，请填经度、纬度")
    if pair is not None:
        return datum, LonLat(pair.x, pair.y, datum), None
    drawn = cells.geometry({"geometry": words["wkt"]})
    if drawn.geom_type == "Point":
        x, y = shapely.get_coordinates(drawn)[0].tolist()
        return datum, LonLat(x, y, datum), None
    return datum, None, to_wgs84(drawn, datum)
