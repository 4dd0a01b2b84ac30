"""How the rows of a ledger are numbered, and what adds up: which rows head others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from geo.ledger.grid import Value
from geo.ledger.heading import groups

_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_COUNTING = re.compile(r"\d{1,6}", re.ASCII)
_COLUMN = re.compile(r"(\d{1,3})(?:=[\d+*/×÷-]+)?", re.ASCII)
_LETTERS, _LABELS, _COLUMNS = "甲乙丙丁戊己", ("栏次", "列次", "栏目"), 3
# Sums are rounded when they are written in 亿元.
_NEAR = 0.005


def has_groups(numbers: Iterable[str]) -> bool:
    """Tell whether some 一 or 二 stands above a 1, or above the number that comes next.

    Where none does, 一, 二, 三 number projects as 1, 2, 3 do.
    """
    previous, is_open = 0, False
    for number in numbers:
        if groups.ORDINAL.fullmatch(number):
            is_open = True
        elif _COUNTING.fullmatch(number):
            if is_open and int(number) in (1, previous + 1):
                return True
            previous, is_open = int(number), False
    return False


def counts_columns(texts: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns: 1, 2, 3, or 甲, 乙, 1, 2, 3=1+2.

    A lone 甲 may be what somebody calls a project.
    """
    texts = [text for text in texts if text not in _LABELS]
    letters = [text for text in texts if text in _LETTERS]
    numbers = [int(match[1]) for text in texts if (match := _COLUMN.fullmatch(text))]
    runs = numbers == list(range(1, len(numbers) + 1))
    is_all = len(letters) + len(numbers) == len(texts)
    are_letters = len(letters) != 1 and letters == list(_LETTERS)[: len(letters)]
    return is_all and are_letters and runs and len(numbers) >= _COLUMNS


def adds_up(stated: Sequence[Value], parts: Iterable[Sequence[Value]]) -> bool:
    """Tell whether each stated number is the sum of its parts; rows of parts, in the same order."""
    sums = [0.0] * len(stated)
    for row in parts:
        sums = [total + (as_float(value) or 0.0) for total, value in zip(sums, row, strict=True)]
    wholes = [as_float(value) or 0.0 for value in stated]
    return all(
        whole > 0 and abs(total - whole) <= _NEAR * whole
        for total, whole in zip(sums, wholes, strict=True)
    )


def as_float(value: Value) -> float | None:
    """Read a plain number; None if a cell holds anything else."""
    text = "" if value is None else str(value).strip()
    return float(text) if _NUMBER.fullmatch(text) else None
