"""Notes whose text is spread over cells and rows: 注 | 单位：亿元, or 注 and below it 1.…, 2.…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.ledger.grid import Cells
from geo.ledger.heading import units, words
from geo.ledger.heading.levels import filled, said
from geo.ledger.table import Line, RowKind

_ITEM = re.compile(r"[(（]?\d{1,2}[)）.．、:：]+(?!\d)|[①-⑳]")
_ENDS = ("。", "；", ";")


def is_note(typed: Cells, name: str) -> bool:
    """Tell whether a row begins as notes do, or is a bare 注 with its text in cells beside it.

    Args:
        typed: the cells of the row, of which none holds anything but text.
        name: what stands in the column of names.

    """
    lead, *beside = [said(typed[n - 1]) for n in filled(typed)] or [""]
    if words.is_note(lead) and (name in ("", lead) or words.is_note(name)):
        return True
    return words.is_bare_note(lead) and (beside == [name] or all(map(_is_item, beside)))


def carried_on(found: Sequence[Line]) -> Iterator[Line]:
    """Yield the rows of a table, with those below its last project that go on with a note as notes.

    A lone name there may still be a project: it is numbered, ends or states a unit as notes do,
    without a blank row in between, or stays one. Lone texts that head a group elsewhere have
    nothing to head there.
    """
    after = max((n for n, line in enumerate(found) if _is_project(line)), default=-1)
    is_noted = False
    for n, line in enumerate(found):
        if line.kind in (RowKind.NOTE, RowKind.BLANK):
            is_noted = n > after and line.kind is RowKind.NOTE
        goes_on = is_noted and line.kind is RowKind.DATA
        is_titled = n > after and line.kind is RowKind.GROUP
        yield replace(line, kind=RowKind.NOTE, group="") if goes_on or is_titled else line


def _is_project(line: Line) -> bool:
    holding = filled(line.cells)
    is_lone = len(holding) == 1 and _is_item(said(line.cells[holding[0] - 1]))
    return line.kind is RowKind.DATA and not is_lone


def _is_item(text: str) -> bool:
    return bool(_ITEM.match(text)) or text.endswith(_ENDS) or bool(units.of_notes([text]))
