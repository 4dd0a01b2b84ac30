"""Reads one coordinate number as people write it: decimals, degree signs, minutes, labels."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation

from geo.ledger.grid import Value

LONGEST = 120
_SIXTY = 60
# What stands for a degree, minute or second sign on real keyboards, and the minus signs.
_SIGNS = str.maketrans(
    dict.fromkeys("º˚度", "°")
    | dict.fromkeys("'’‘´ʹ分", "′")
    | dict.fromkeys('"”“秒', "″")
    | dict.fromkeys("−–", "-")
)
# Word → the axis it names and its sign. X and Y name none: surveyors call north X, others east.
# 经度 stands here as the signs above leave it.
_SIDES = {
    "东经": ("x", 1), "西经": ("x", -1), "北纬": ("y", 1), "南纬": ("y", -1),
    "经°": ("x", 1), "纬°": ("y", 1), "longitude": ("x", 1), "latitude": ("y", 1),
    "long": ("x", 1), "lon": ("x", 1), "lng": ("x", 1), "lat": ("y", 1),
    "e": ("x", 1), "w": ("x", -1), "n": ("y", 1), "s": ("y", -1), "x": ("", 1), "y": ("", 1),
}  # fmt: skip
_LABEL = "|".join(sorted(_SIDES, key=len, reverse=True))
_NUMBER = r"(?:\d[\d.,]*|[.,]\d+)(?:e[+-]?\d{1,4})?"
AXIS = re.compile(
    rf"(?P<front>{_LABEL})?[:=]?(?P<sign>[+-]?)(?P<degrees>{_NUMBER})"
    rf"(?P<mark>°(?:(?P<minutes>{_NUMBER})′(?:(?P<seconds>{_NUMBER})″?)?)?)?(?P<back>[nsew])?"
)
# What nearly every cell is; the rest of the grammar costs ten times as long.
_PLAIN = re.compile(r"[+-]?[0-9]{1,12}\.[0-9]{1,15}")
# 113 38 24 and 113-38-24: degrees, minutes and seconds where the signs were too much trouble.
_UNSIGNED = re.compile(r"(?<![\d.])(\d{1,3})(\s+|\s*-\s*)(\d{1,2})\2(\d{1,2}(?:\.\d+)?)(?![\d.])")
_LIKE_ANGLE = re.compile(r"\D*\d{1,3}\D+\d{1,2}(?:\D+\d{1,2})?\D*")
# A float carries fifteen digits; what a table shows beyond them (34.72000000000001) is noise.
_EXACT_DIGITS = 15
_DENOISED = Context(prec=12)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# Blanks that belong to one number: inside degrees and minutes, before a sign, after a label.
_BLANKS = (
    (re.compile(r"\s*([°′])\s*(?=[\d.,]+\s*[′″])"), r"\1"),
    (re.compile(r"\s+(?=[°′″])"), ""),
    # In 34.7N 113.6E the letter belongs to the number before it.
    (re.compile(rf"(?<![\d°′″])({_LABEL})\s*[:=]?\s*(?=[\d+.-])"), r"\1"),
)


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One number; `step` is one unit of its last written place, `side` x, y or "" as labelled."""

    value: float
    step: float
    side: str = ""


class UnreadableError(ValueError):
    """A cell that gives no coordinate; `args` are the code of the finding and its words."""


def axis(value: Value, *, projected: bool) -> Axis:
    """Read one number.

    Args:
        value: the cell, or a part of it.
        projected: the number is in metres, so "465,689" has a thousands comma, not a decimal one.

    Raises:
        UnreadableError: the cell is no finite number.

    """
    if isinstance(value, str):
        read = _of_text(value, projected)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        read = _of_number(value)
    else:
        raise UnreadableError(
            "not_number", f"“{shown(value)}”是日期或是非值，不是数字；请把该列改为数值格式后重填"
        )
    if not math.isfinite(read.value):
        raise UnreadableError("not_finite", f"“{shown(value)}”不是有限的数字，请核对原表")
    return read


def tidy(text: str) -> str:
    """Return a text in plain digits and signs, with no blanks inside a number.

    Raises:
        UnreadableError: it is far longer than a coordinate.

    """
    if len(text) > LONGEST:
        raise UnreadableError("not_number", f"“{shown(text)}”过长，不是坐标，请核对")
    # NFKC makes full-width digits and marks plain, and turns one ″ into two ′.
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).strip().lower()
    text = text.translate(_SIGNS).replace("′′", "″")
    for pattern, replacement in _BLANKS:
        text = pattern.sub(replacement, text)
    return text


def signed(text: str) -> str:
    """Set the signs in 113 38 24 and 113-38-24; what cannot be minutes or seconds is left alone."""
    return _UNSIGNED.sub(_with_signs, text)


def _with_signs(match: re.Match[str]) -> str:
    degrees, _, minutes, seconds = match.groups()
    is_angle = int(minutes) < _SIXTY and float(seconds) < _SIXTY
    return f"{degrees}°{minutes}′{seconds}″" if is_angle else match[0]


def shown(value: Value) -> str:
    """Return a cell as it is quoted in a message, cut where it is too long."""
    text = " ".join(str(value)[:LONGEST].split())
    return text if len(text) <= LONGEST // 2 else text[: LONGEST // 2] + "…"


def _of_number(value: float) -> Axis:
    text = repr(value)
    if len(text) <= _EXACT_DIGITS and _PLAIN.fullmatch(text):
        return _plain(text.rstrip("0"))
    number = Decimal(text).normalize()
    return Axis(value=float(number), step=min(float(_last_place(number)), 1.0))


def _plain(text: str) -> Axis:
    return Axis(value=float(text), step=10.0 ** -len(text.partition(".")[2]))


def _of_text(text: str, projected: bool) -> Axis:
    if len(text) <= _EXACT_DIGITS and _PLAIN.fullmatch(text):
        return _plain(text)
    found = AXIS.fullmatch(tidy(text) if projected else signed(tidy(text)))
    if not found:
        raise _no_number(text)
    total, step = Decimal(0), Decimal(1)
    for name, unit in (("degrees", 1), ("minutes", _SIXTY), ("seconds", _SIXTY**2)):
        if found[name]:
            number = _decimal(found[name], projected and not found["mark"], text)
            # Only the last of degrees, minutes and seconds may have decimals.
            if unit > 1 and (number >= _SIXTY or step * unit < _SIXTY):
                raise UnreadableError("not_number", f"“{shown(text)}”的度分秒写法有误，请核对")
            total, step = total + number / unit, _last_place(number) / unit
    side, sign = _SIDES.get(found["front"] or found["back"] or "", ("", 1))
    value = float(total) * sign * (-1 if found["sign"] == "-" else 1)
    return Axis(value=value, step=float(step), side=side)


def _decimal(text: str, projected: bool, whole: str) -> Decimal:
    """Read a number with a decimal point or comma; "465,689" is grouped only among metres."""
    is_grouped = projected or text.count(",") > 1 or "." in text
    if is_grouped and _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise _no_number(whole) from None


def _last_place(number: Decimal) -> Decimal:
    if number.is_finite() and len(number.as_tuple().digits) > _EXACT_DIGITS:
        number = _DENOISED.plus(number).normalize()
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _no_number(text: str) -> UnreadableError:
    remedy = "；度分秒请写成 113°37′31″" if _LIKE_ANGLE.fullmatch(text) else ""
    return UnreadableError("not_number", f"“{shown(text)}”不是坐标数字，请核对原表{remedy}")
