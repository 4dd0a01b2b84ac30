"""Places and roads users add to the gazetteer: GeoJSON or a table, read by our own checks alone.

As with plate outlines, neither GDAL nor anything that opens files by content sees an upload.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo.batch import Batch, ChangeKind
from geo.crs import Datum, to_wgs84
from geo.errors import FileError, InputError
from geo.gazetteer import own_names, own_rows
from geo.gazetteer.own_files import MAX_BYTES, Given, opened
from geo.gazetteer.own_rows import TABLE, OwnKind, OwnPlace, extended
from geo.ledger.placing.accuracy import DEFAULT_M, accuracy
from geo.ledger.placing.axes import axis
from geo.ledger.placing.datums import datum_named
from geo.ledger.placing.surroundings import Area
from geo.model import BaseMap, Facts
from geo.outline.checks import check_place
from geo.texts import file_label

__all__ = ["TABLE", "Own", "OwnKind", "OwnPlace", "Refused", "batch", "extended", "read"]

MAX_PLACES = 5_000
_LONGEST_FILE = 100
_SAMPLED = 20
_SPLIT = re.compile(r"[、，,;；|/]+")
_KINDS = {word: kind for kind in OwnKind for word in (kind.value, kind.word)}


@dataclass(frozen=True, kw_only=True)
class Refused:
    """What was not taken over: which (第 3 行“…”), and why, in Chinese."""

    which: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Own:
    """A file of places and roads as read; `places` and `refused` add up to what it holds."""

    file: str
    places: tuple[OwnPlace, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...] = ()


def read(name: str, content: bytes, *, datum: Datum | None, base: BaseMap) -> Own:
    """Read a user's places and roads; nothing is written.

    Args:
        name: the file's name, shown only.
        content: a GeoJSON, CSV or .xlsx; told by its bytes.
        datum: what the user declares; needed where neither the file nor its rows name one.
        base: the base map; what lies outside its district is refused.

    Raises:
        FileError: nothing of the file can be used; single rows are refused in the result.

    """
    if not content or len(content) > MAX_BYTES:
        most = MAX_BYTES // 1024 // 1024
        raise FileError("文件是空的，请重新导出" if not content else f"文件超过 {most} MB，请拆开")
    file = file_label(name, _LONGEST_FILE)
    found = opened(file, content, datum)
    if len(found.given) > MAX_PLACES:
        raise FileError(f"文件里有 {len(found.given)} 处，超过上限 {MAX_PLACES}，请拆开再传")
    reader = _Reader(file, Area(name=base.district_name, district=base.district, known={}))
    places: list[OwnPlace] = []
    refused: list[Refused] = []
    for given in found.given:
        try:
            places.append(reader.place(given, found.datum))
        except ValueError as error:
            refused.append(Refused(which=given.which, reason=str(error)))
    notes = (*found.notes, *reader.notes, *_namesakes(places, base))
    return Own(file=file, places=tuple(places), refused=tuple(refused), notes=notes)


class _Reader:
    """Makes places of what a file gives; `notes` gathers in Chinese what was ignored."""

    def __init__(self, file: str, area: Area) -> None:
        self._file, self._area = file, area
        self.notes: list[str] = []

    def place(self, given: Given, declared: Datum | None) -> OwnPlace:
        words = given.words
        datum = _datum(words["datum"], declared)
        names = [words["name"], *(part.strip() for part in _SPLIT.split(words["aliases"]))]
        names = list(dict.fromkeys(filter(None, names)))
        if not words["name"]:
            raise InputError("没有名称，请补上")
        for each in names:
            own_names.check(each)
        drawn = given.draw(datum)
        kind = _kind(words["kind"], drawn)
        own_rows.check_shape(kind, drawn)
        check_place(drawn, datum, self._area)
        metres, source = self._accuracy(given, drawn, datum)
        return OwnPlace(
            name=names[0],
            aliases=tuple(names[1:]),
            kind=kind,
            geometry=to_wgs84(drawn, datum),
            accuracy_m=metres,
            source=source,
        )

    def _accuracy(self, given: Given, drawn: BaseGeometry, datum: Datum) -> tuple[int, str]:
        # What was typed is no better than its last place: 113.6 is 11 km wide.
        numbers = shapely.get_coordinates(drawn)[:_SAMPLED].ravel().tolist()
        step = min(axis(number, projected=datum.is_projected).step for number in numbers)
        known = accuracy(given.words["accuracy"], step, datum)
        own_rows.check_accuracy(known.metres)
        self.notes += [f"{given.which}：{note.text}" for note in known.notes]
        unsaid = "" if known.is_stated else f"（未写误差，取不小于 {DEFAULT_M} 米）"
        return known.metres, f"补充地名“{self._file}”{given.where}{unsaid}"


def batch(facts: Facts, head: int, own: Own) -> Batch:
    """Make the batch that adds places and roads; what the workspace has already is left out.

    Raises:
        InputError: nothing of the file is new.

    """
    held = {_identity(row) for row in facts.tables.get(TABLE, ())}
    rows = [own_rows.row_of(f"G-{head + 1}-{n}", each) for n, each in enumerate(own.places, 1)]
    rows = [row for row in rows if _identity(row) not in held]
    if not rows:
        raise InputError("没有可以加入的地点或道路：都没有读入，或者早已加入")
    kinds = Counter(row["kind"] for row in rows)
    told = "、".join(f"{kind.word} {kinds[kind]} 个" for kind in OwnKind if kinds[kind])
    return Batch(
        kind=ChangeKind.PLACES_OWN, words=f"{own.file}：{told}", tables={TABLE: tuple(rows)}
    )


def _identity(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[key] for key in ("name", "aliases", "kind", "geometry", "accuracy_m"))


def _datum(words: str, declared: Datum | None) -> Datum:
    """Read the datum of a row; what stands in the row is said of the row, so it comes first."""
    named = datum_named(words) if words else declared
    if named is None:
        told = f"坐标系“{words}”无法识别" if words else "没有写坐标系，也没有声明"
        raise InputError(f"{told}；请写 WGS-84、GCJ-02、BD-09 或 CGCS2000")
    return named


def _kind(words: str, drawn: BaseGeometry) -> OwnKind:
    if words and words not in _KINDS:
        choices = "、".join(kind.word for kind in OwnKind)
        raise InputError(f"类型“{words}”无法识别，可用：{choices}")
    if words:
        return _KINDS[words]
    return OwnKind.PLACE if drawn.geom_type == "Point" else OwnKind.ROAD


def _namesakes(places: Sequence[OwnPlace], base: BaseMap) -> Iterator[str]:
    """Tell of names that several places bear; all are kept, and an address asks which is meant."""
    for (kind, name), times in Counter((each.kind, each.name) for each in places).items():
        if times > 1:
            kept = "都保留，查找时会请人选择" if kind is OwnKind.PLACE else "各条线并为一条路"
            yield f"有 {times} 个{kind.word}都叫“{name}”，{kept}"
    points = {point.name for point in (*base.stations, *base.places)}
    known = {OwnKind.PLACE: points, OwnKind.ROAD: {road.name for road in base.roads}}
    for kind, name in dict.fromkeys((each.kind, each.name) for each in places):
        if name in known[kind]:
            yield f"底图上已有{kind.word}“{name}”，请核对是不是同一个"
