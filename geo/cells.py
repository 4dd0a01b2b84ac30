"""Reads single cells of a facts folder; a fault names the column and the remedy."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geo.model import Basis, Kind, Method, Period, Role, Row, Status

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
SEPARATOR = " | "
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_IDENTIFIER = re.compile(r"[\w-]{1,64}")
_MAX_METRES = 1_000_000
_DRAWABLE = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}
)


def period(row: Row) -> Period | None:
    """Read the columns start, end and period_words; None when neither end is given."""
    start, end = row["start"], row["end"]
    if not (start or end):
        return None
    return Period(
        start=first_day(start, "start") if start else None,
        end=last_day(end, "end") if end else None,
        start_text=start,
        end_text=end,
        words=row["period_words"],
    )


def first_day(text: str, column: str) -> date:
    """First day of an ISO 8601 date of any precision (2020, 2020-08, 2020-08-01)."""
    if not _DATE.fullmatch(text):
        raise _no_date(text, column)
    return day(text + "-01-01"[3 * text.count("-") :], column)


def last_day(text: str, column: str) -> date:
    """Last day of an ISO 8601 date of any precision."""
    first, dashes = first_day(text, column), text.count("-")
    if dashes == 0:
        return first.replace(month=12, day=31)
    if dashes == 1:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


def day(text: str, column: str) -> date:
    """Read a full ISO 8601 date between FIRST_DAY and LAST_DAY."""
    try:
        value = date.fromisoformat(text)
    except ValueError:
        raise _no_date(text, column) from None
    # Python also reads 20200831 and 2020-W36-1, which nobody here writes.
    if value.isoformat() != text:
        raise _no_date(text, column)
    if not FIRST_DAY <= value <= LAST_DAY:
        years = f"{FIRST_DAY.year} 至 {LAST_DAY.year} 年"
        raise ValueError(f"{column} 列的“{text}”不在 {years}之间，请核对")
    return value


def _no_date(text: str, column: str) -> ValueError:
    return ValueError(f"{column} 列的“{text}”不是日期，应写成 2020-08-31")


def identifier(row: Row) -> str:
    """Read the column id: letters, digits, - and _, so that it can stand in links and lists."""
    value = required(row, "id")
    if not _IDENTIFIER.fullmatch(value):
        raise ValueError(f"id 列的“{value}”只能用字母、数字、汉字、- 和 _")
    return value


def one_of(row: Row, column: str, choices: Sequence[str]) -> str:
    """Read a cell that holds one of a few words."""
    if row[column] not in choices:
        raise ValueError(f"{column} 列的“{row[column]}”无法识别，可用：{'、'.join(choices)}")
    return row[column]


def geometry(row: Row) -> BaseGeometry:
    """Read the WKT of the column geometry, in the datum of the row."""
    try:
        with warnings.catch_warnings(action="ignore"):
            value = shapely.from_wkt(row["geometry"])
    except (ShapelyError, NotImplementedError):
        value = None
    if value is None:
        raise ValueError("geometry 列不是 WKT（经度在前、纬度在后）")
    return sound(value)


def sound(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry in the plane that is whole; refuse what cannot be drawn or measured."""
    if geometry.geom_type not in _DRAWABLE or geometry.is_empty:
        raise ValueError(f"图形须是点、线或面，不能是空的或 {geometry.geom_type}")
    if not shapely.is_valid(geometry):
        raise ValueError(f"图形自相交或不闭合：{shapely.is_valid_reason(geometry)}")
    return shapely.force_2d(geometry)


def required(row: Row, column: str) -> str:
    """Read a cell that must not be empty."""
    if not row[column]:
        raise ValueError(f"{column} 列不能为空")
    return row[column]


def whole(row: Row, column: str) -> int:
    """Read a whole number of metres, not negative."""
    value = number(row, column)
    if value != int(value) or not 0 <= value <= _MAX_METRES:
        raise ValueError(f"{column} 列的“{row[column]}”应为不小于 0 的整数（米）")
    return int(value)


def number(row: Row, column: str) -> float:
    """Read a finite number."""
    try:
        value = float(row[column])
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{column} 列的“{row[column]}”不是数字")
    return value


Code = TypeVar("Code", Kind, Basis, Status, Method, Role)


def code(vocabulary: type[Code], row: Row, column: str) -> Code:
    """Read a code of a closed vocabulary."""
    try:
        return vocabulary(row[column])
    except ValueError:
        choices: Iterable[str] = (member.value for member in vocabulary)
        raise ValueError(
            f"{column} 列的“{row[column]}”无法识别，可用：{'、'.join(choices)}"
        ) from None


def listed(text: str) -> tuple[str, ...]:
    """Split a cell that holds several values."""
    return tuple(part.strip() for part in text.split(SEPARATOR) if part.strip())
