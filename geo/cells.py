"""Reads single cells of a facts folder; a fault names the column and the remedy."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model import Basis, Kind, Method, Period, Role, Row, Status

_LIST_SEPARATOR = " | "


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
    return day(text + "-01-01"[3 * text.count("-") :], column)


def last_day(text: str, column: str) -> date:
    """Last day of an ISO 8601 date of any precision."""
    dashes = text.count("-")
    if dashes == 0:
        return day(f"{text}-12-31", column)
    first = first_day(text, column)
    if dashes == 1:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


def day(text: str, column: str) -> date:
    """Read a full ISO 8601 date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{column} 列的“{text}”不是日期，应写成 2020-08-31") from None


def geometry(row: Row) -> BaseGeometry:
    """Read the WKT of the column geometry, in the datum of the row."""
    try:
        geometry = shapely.from_wkt(row["geometry"])
    except shapely.errors.GEOSException:
        geometry = None
    if geometry is None or geometry.is_empty:
        raise ValueError("geometry 列不是 WKT（经度在前、纬度在后）")
    return geometry


def required(row: Row, column: str) -> str:
    """Read a cell that must not be empty."""
    if not row[column]:
        raise ValueError(f"{column} 列不能为空")
    return row[column]


def whole(row: Row, column: str) -> int:
    """Read a whole number of metres, not negative."""
    value = number(row, column)
    if value != int(value) or value < 0:
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
    return tuple(part.strip() for part in text.split(_LIST_SEPARATOR) if part.strip())
