"""Cells as the text people typed or would type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from types import NoneType
from typing import Any

from geo.ledger.grid import Value
from geo.writing import says_nothing

_EXACT_WHOLE = 2**53


def text_of(value: Value) -> str:
    """Write a cell as text: whole numbers without a fraction, days as ISO dates."""
    return _WRITERS.get(type(value), str)(value).strip()


def _number(value: float) -> str:
    whole = value.is_integer() and abs(value) < _EXACT_WHOLE
    return str(int(value)) if whole else str(value)


def _moment(value: datetime) -> str:
    midnight = value.time() == time()
    return value.date().isoformat() if midnight else value.isoformat(" ")


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: str,
    NoneType: lambda _: "",
    bool: lambda value: "是" if value else "否",
    float: _number,
    datetime: _moment,
    date: lambda value: str(value.isoformat()),
}


def said(value: Value) -> str:
    """Write a cell as text, empty where it only says that there is nothing."""
    text = text_of(value)
    return "" if says_nothing(text) else text
