"""Plate × status: how many, how much money, which lights, how much road. Sums are exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import fsum
from typing import Any

import numpy as np

from geo.catalogue import Catalogue
from geo.filters import NO_PLATE
from geo.lights.light import Light
from geo.model import Amount, Kind, Measure, Status
from geo.moved.unlisted import left_at
from geo.road_shares import road_shares, share_notes
from geo.stated import Amounts, counted_at, yuan

# Measures that are sums of money, in the order of the measures.
MONEY = tuple(measure for measure in Measure if measure is not Measure.PROGRESS)
LEFT = "其中 {count} 项最近一期台账没有再列出，仍计入"


@dataclass(frozen=True, kw_only=True)
class Money:
    """A sum in whole 元 of `read` stated amounts; `unread` more were stated but are no number.

    Ranges and what could not be read are left out of the sum and counted in `unread`.
    """

    yuan: int = 0
    read: int = 0
    unread: int = 0


@dataclass(frozen=True, kw_only=True)
class Annual:
    """The year's plan and what is done of it, 元, over the `count` features that state both.

    Both must have been stated in the calendar year of the date, see `geo.stated.counted_at`.
    A plan of 0 is no plan: nothing can be measured by it, so such a feature does not count.
    """

    plan: int = 0
    done: int = 0
    count: int = 0

    @property
    def per_cent(self) -> Fraction | None:
        """How much of the plan is done, in per cent; None where nobody states both."""
        return Fraction(100 * self.done, self.plan) if self.plan else None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What is known of one plate and one status; `road_m` is the metres of road lines in it."""

    count: int
    money: Mapping[Measure, Money]
    lights: Mapping[Light, int]
    road_m: float
    annual: Annual = Annual()


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """All cells, their sums, and how roads that cross plates were split, in words (`notes`).

    `plates` are ids in the order of the facts, `none` last; `statuses` are codes present. A road
    counts once, in its own plate; its metres count in each plate it runs through. `left` of those
    counted are no longer listed by the newest edition of their ledger.
    """

    plates: tuple[str, ...]
    statuses: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    by_plate: Mapping[str, Cell]
    by_status: Mapping[str, Cell]
    whole: Cell
    notes: tuple[str, ...] = ()
    left: int = 0


def roll_up(catalogue: Catalogue) -> RollUp:
    """Sum up the selection at its date; every row and column adds up to the whole.

    Plates are what is summed up by, so they count nowhere themselves. Cells of all plates and of
    the statuses present are there, empty ones as well.
    """
    shares = road_shares(catalogue)
    frame = catalogue.frame
    present = set(frame.loc[frame["kind"] != Kind.PLATE.value, "status"])
    plates = (*catalogue.plate_names, NO_PLATE)
    statuses = tuple(status.value for status in Status if status in present)
    found: dict[tuple[str, str], list[Cell]] = {(p, s): [] for p in plates for s in statuses}
    for place, cell in _pieces(catalogue, shares):
        found[place].append(cell)
    cells = {place: _sum(pieces) for place, pieces in found.items()}
    return RollUp(
        plates=plates,
        statuses=statuses,
        cells=cells,
        by_plate={plate: _sum(cells[plate, status] for status in statuses) for plate in plates},
        by_status={status: _sum(cells[plate, status] for plate in plates) for status in statuses},
        whole=_sum(cells.values()),
        notes=share_notes(catalogue, shares),
        left=_left(catalogue),
    )


def _left(catalogue: Catalogue) -> int:
    """Count what is still counted although the newest edition of its ledger no longer lists it."""
    left = left_at(catalogue.told.left_spans, catalogue.as_of)
    return sum(key in left for key in catalogue.frame["id"])


def whole_yuan(amount: Amount | None) -> int | None:
    """Return a stated sum of money in whole 元, half a 元 rounded up.

    None for what is not stated, was not read, or is a range: neither end of it is what was stated.
    """
    if amount is None or amount.value is None or amount.upper is not None:
        return None
    return yuan(amount.value)


def _pieces(
    catalogue: Catalogue, shares: Mapping[str, Mapping[str, float]]
) -> Iterator[tuple[tuple[str, str], Cell]]:
    """Yield what features add and where: once themselves, and their metres in each plate.

    Those alike that state no amounts are added together.
    """
    said, rows = catalogue.told.spoken, catalogue.rows
    before = np.concatenate(([0], np.cumsum(said.has_amounts)))
    states_any = before[said.offset[rows + 1]] > before[said.offset[rows]]
    columns = (catalogue.frame[name] for name in ("id", "kind", "plate", "status", "light"))
    each: Iterable[tuple[Any, ...]] = zip(rows.tolist(), states_any.tolist(), *columns, strict=True)
    alike = Counter[tuple[str, str, str]]()
    for row, is_stated, key, kind, plate, status, light in each:
        if kind == Kind.PLATE.value:
            continue
        if is_stated:
            amounts = counted_at(said.of(row), catalogue.as_of)
            yield (plate or NO_PLATE, status), _of_feature(Light(light), amounts)
        else:
            alike[plate or NO_PLATE, status, light] += 1
        for crossed, metres in shares.get(key, {}).items():
            yield (crossed, status), Cell(count=0, money={}, lights={}, road_m=metres)
    for (plate, status, light), n in alike.items():
        yield (plate, status), Cell(count=n, money={}, lights={Light(light): n}, road_m=0.0)


def _of_feature(light: Light, amounts: Amounts) -> Cell:
    sums = {measure: whole_yuan(amounts[measure]) for measure in MONEY if measure in amounts}
    return Cell(
        count=1,
        money={
            measure: Money(unread=1) if value is None else Money(yuan=value, read=1)
            for measure, value in sums.items()
        },
        lights={light: 1},
        road_m=0.0,
        annual=_annual(sums.get(Measure.ANNUAL_PLAN), sums.get(Measure.ANNUAL_DONE)),
    )


def _annual(plan: int | None, done: int | None) -> Annual:
    if plan is None or done is None or plan <= 0:
        return Annual()
    return Annual(plan=plan, done=done, count=1)


def _sum(pieces: Iterable[Cell]) -> Cell:
    pieces = tuple(pieces)
    lights = Counter[Light]()
    for piece in pieces:
        lights.update(piece.lights)
    return Cell(
        count=sum(piece.count for piece in pieces),
        money={measure: _money(measure, pieces) for measure in MONEY},
        lights={light: lights[light] for light in Light},
        road_m=fsum(piece.road_m for piece in pieces),
        annual=Annual(
            plan=sum(piece.annual.plan for piece in pieces),
            done=sum(piece.annual.done for piece in pieces),
            count=sum(piece.annual.count for piece in pieces),
        ),
    )


def _money(measure: Measure, pieces: tuple[Cell, ...]) -> Money:
    sums = [piece.money[measure] for piece in pieces if measure in piece.money]
    return Money(
        yuan=sum(one.yuan for one in sums),
        read=sum(one.read for one in sums),
        unread=sum(one.unread for one in sums),
    )
