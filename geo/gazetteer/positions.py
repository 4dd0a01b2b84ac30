"""Turns the positions of a table's rows into WGS-84, many at a time: one by one takes a second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo import cells
from geo.crs import Datum, parse_datum, to_wgs84
from geo.errors import DatumError
from geo.model import Row
from geo.rows import Numbered

Reader = Callable[[Row], BaseGeometry]
# The number of a row, the row, and where it is: a geometry, or what is wrong with it.
Positioned = tuple[int, Row, BaseGeometry | ValueError]


def point(row: Row) -> Point:
    """Read the columns lon and lat, in the datum of the row."""
    return shapely.Point(cells.number(row, "lon"), cells.number(row, "lat"))


def positioned(numbered: Iterable[Numbered], read: Reader) -> Iterator[Positioned]:
    """Read where each row is, in WGS-84; a row that cannot be read has its fault instead."""
    by_datum: dict[Datum, list[tuple[int, Row, BaseGeometry]]] = defaultdict(list)
    for number, row in numbered:
        try:
            by_datum[parse_datum(row["datum"])].append((number, row, read(row)))
        except ValueError as fault:
            yield number, row, fault
    for datum, group in by_datum.items():
        found = _together([geometry for *_, geometry in group], datum)
        yield from ((number, row, at) for (number, row, _), at in zip(group, found, strict=True))


def _together(geometries: list[BaseGeometry], datum: Datum) -> list[BaseGeometry | ValueError]:
    """Convert all at once, and one by one only to tell which of them is impossible."""
    try:
        return list(to_wgs84(np.array(geometries, dtype=object), datum))
    except DatumError:
        return [_alone(geometry, datum) for geometry in geometries]


def _alone(geometry: BaseGeometry, datum: Datum) -> BaseGeometry | ValueError:
    try:
        return to_wgs84(geometry, datum)
    except DatumError as fault:
        return fault
