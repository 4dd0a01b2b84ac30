"""Reads the coordinate cells of a ledger row: two numbers, however people write them.

Nothing is converted here and no order is guessed: what the cells say, or why they say nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.ledger.entry import Finding, Gravity
from geo.ledger.grid import Value
from geo.ledger.placing.axes import AXIS, Axis, UnreadableError, axis, shown, signed, tidy

_NOTHING = {"", "-", "--", "/", "\\", "—", "——", "无", "暂无", "待定"} | {
    *("n/a", "na", "#n/a", "null", "none", "nil")
}
_POINT = re.compile(r"point\s*(?:z|m|zm)?\s*\(([^()]*)\)")
_BRACKETS = re.compile(r"[(\[{](.*)[)\]}]")
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Tried in this order: a comma may be a decimal comma only where something else parts the two.
_SEPARATORS = tuple(
    map(re.compile, (r"[;|、/]", r",\s+", r"\s+", ",", r"(?<=[\d°′″])(?=[东西]经|[南北]纬)"))
)
_MAX_LOST_ZEROS = 100
_TURNED = "按所写的“纬度在前、经度在后”读"
_TURNED_CELLS = "两格自己写明了东经、北纬，按所写的读，没有按列名读"


class Pair(NamedTuple):
    """Two numbers as the row gives them: x is longitude or easting, y latitude or northing.

    `step` is one unit of the last place written, in degrees or metres. `is_loose` tells that both
    stood in one cell without saying which is which.
    """

    x: float
    y: float
    step: float
    words: str
    is_loose: bool = False
    notes: tuple[Finding, ...] = ()


def read(x: Value, y: Value, both: Value, *, projected: bool) -> Pair | Finding | None:
    """Read the coordinates of a row.

    Args:
        x: cell of the longitude or easting column.
        y: cell of the latitude or northing column.
        both: cell of a column that holds both.
        projected: the numbers are in metres (see `geo.ledger.placing.axes.axis`).

    Returns:
        The pair, a finding that tells why the cells cannot be read, or None when they are empty.

    """
    try:
        if is_empty(x) and is_empty(y):
            return None if is_empty(both) else _of_one(both, projected)
        if is_empty(x) or is_empty(y):
            return _of_half(y if is_empty(x) else x, projected)
        return _of_two(x, y, projected)
    except UnreadableError as error:
        code, text = error.args
        return warning(code, text)


def is_empty(value: Value) -> bool:
    """Tell whether a cell says nothing: blank, or a placeholder such as "-", "/", "待定"."""
    return value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING)


def note(code: str, text: str) -> Finding:
    """Make a finding that only tells."""
    return Finding(gravity=Gravity.NOTE, code=code, text=text)


def warning(code: str, text: str) -> Finding:
    """Make a finding of something that was not taken over, or not believed."""
    return Finding(gravity=Gravity.WARNING, code=code, text=text)


def _of_two(x: Value, y: Value, projected: bool) -> Pair:
    axes = axis(x, projected=projected), axis(y, projected=projected)
    return _arranged(*axes, f"{shown(x)}, {shown(y)}", _TURNED_CELLS)


def _of_half(value: Value, projected: bool) -> Pair:
    """Read a row with one cell filled: some write both numbers into it."""
    if isinstance(value, str) and _parts(_text(value, projected)):
        return _of_one(value, projected)
    raise UnreadableError("half", f"只写了一个坐标“{shown(value)}”，缺另一个，请补全")


def _of_one(value: Value, projected: bool) -> Pair:
    if not isinstance(value, str):
        raise UnreadableError("half", f"一格里只有“{shown(value)}”，应写“经度,纬度”两个数")
    point = _POINT.fullmatch(tidy(value))
    if point:
        return _of_point(point.group(1).split(), shown(value), projected)
    text = _text(value, projected)
    parts = _parts(text)
    if not parts:
        raise UnreadableError("pair", _no_pair(text, shown(value)))
    first, second = (axis(part, projected=projected) for part in parts)
    pair = _arranged(first, second, shown(value), _TURNED)
    return pair._replace(is_loose=not (first.side or second.side))


def _text(value: str, projected: bool) -> str:
    return tidy(value) if projected else signed(tidy(value))


def _of_point(numbers: list[str], words: str, projected: bool) -> Pair:
    if len(numbers) not in (2, 3, 4):
        raise UnreadableError("pair", f"“{words}”应是 POINT(经度 纬度)")
    first, second = (axis(number, projected=projected) for number in numbers[:2])
    pair = _arranged(first, second, words, _TURNED)
    if len(numbers) > len("xy"):
        pair = pair._replace(notes=(note("height", "坐标带有高程，只取平面位置"),))
    return pair


def _no_pair(text: str, words: str) -> str:
    count = len(_PLAIN_NUMBER.findall(text))
    found = f"一格里有 {count} 个数" if count > 1 else f"“{words}”读不出坐标"
    return f"{found}，应是一对坐标，如 113.6254,34.7466"


def _arranged(first: Axis, second: Axis, words: str, turned: str) -> Pair:
    """Put two axes in order as their own labels tell; without labels, as they stand."""
    if first.side and first.side == second.side:
        raise UnreadableError("pair", f"“{words}”两个数写的是同一个方向，请核对经度、纬度")
    is_turned = first.side == "y" or second.side == "x"
    if is_turned:
        first, second = second, first
    notes = (note("order", turned),) if is_turned else ()
    return Pair(first.value, second.value, _step(first, second), words, notes=notes)


def _step(first: Axis, second: Axis) -> float:
    """Tell how finely a place was written: as the finer axis, as far as zeros may be missing.

    Both axes are taken alike and spreadsheets drop trailing zeros: 113.6254, 34.75 has four
    decimals. More than two zeros are rarely dropped by chance.
    """
    steps = sorted((first.step, second.step))
    return max(steps[0], steps[1] / _MAX_LOST_ZEROS)


def _parts(text: str) -> list[str]:
    """Split a text into two axes; empty when no separator leaves exactly two."""
    bare = _BRACKETS.fullmatch(text)
    text = bare.group(1).strip() if bare else text
    for separator in _SEPARATORS:
        parts = [part.strip() for part in separator.split(text) if part.strip()]
        if len(parts) == len("xy") and all(map(AXIS.fullmatch, parts)):
            return parts
    return []
