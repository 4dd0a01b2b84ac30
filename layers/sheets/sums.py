"""What plates add up to: a row a plate, and a row a plate and status."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from geo.catalogue import Catalogue
from geo.filters import NO_PLATE, NO_PLATE_WORD
from geo.lights.light import Light
from geo.lights.lighting import has_lights
from geo.model import Measure, Status
from geo.roll_up import LEFT, MONEY, Annual, RollUp
from geo.roll_up import Cell as Sums
from geo.schedule import units
from layers.records import Cell
from layers.sheets.sheet import Sheet
from layers.words import MONEY as MONEY_UNIT

WHOLE = "合计"
_YUAN, _METRES = 10_000, 1_000
_MONEY_FORMAT, _RATE_FORMAT, _ROAD_FORMAT = "#,##0.00##", "0.0", "#,##0.000"


@dataclass(frozen=True)
class Column:
    """A column of sums: its heading, its cell, and how Excel is to show the number."""

    heading: str
    cell: Callable[[Sums], Cell]
    number_format: str = "0"


def by_plate(catalogue: Catalogue, sums: RollUp) -> Sheet:
    """Write a row a plate: how many of each status, then sums; the last row is the whole."""
    columns = list(_columns(catalogue, sums))
    names = _names(catalogue)
    counts = [
        (names[key], [sums.cells[key, status].count for status in sums.statuses])
        for key in sums.plates
    ]
    counts.append((WHOLE, [sums.by_status[status].count for status in sums.statuses]))
    wholes = [*(sums.by_plate[key] for key in sums.plates), sums.whole]
    statuses = (Status(code).word for code in sums.statuses)
    rows: list[list[Cell]] = [["板块", *statuses, WHOLE, *(c.heading for c in columns)]]
    rows += [
        [name, *numbers, whole.count, *(column.cell(whole) for column in columns)]
        for (name, numbers), whole in zip(counts, wholes, strict=True)
    ]
    return Sheet(title="板块汇总", rows=rows, formats=_formats(columns))


def by_status(catalogue: Catalogue, sums: RollUp) -> Sheet:
    """Write a row a plate and status of which there is anything: made for pivot tables."""
    columns = [Column("项数", lambda part: part.count), *_columns(catalogue, sums)]
    names = _names(catalogue)
    rows: list[list[Cell]] = [["板块", "状态", *(column.heading for column in columns)]]
    rows += [
        [names[key], Status(status).word, *(column.cell(part) for column in columns)]
        for (key, status), part in sums.cells.items()
        if part.count or part.road_m
    ]
    return Sheet(title="板块状态明细", rows=rows, formats=_formats(columns))


def money_heading(measure: Measure) -> str:
    """Name the column of a sum of money."""
    return f"{measure.word}（{MONEY_UNIT}）"


def notes(sums: RollUp) -> Iterator[list[Cell]]:
    """Tell what the sums leave out, where they do, in two columns."""
    whole = sums.whole
    if any(money.read or money.unread for money in whole.money.values()):
        yield [
            "投资合计",
            "只合计读得出的金额，精确到元；区间和不能采用的不计入，另列项数；年度计划和年度完成只计当年报的",
        ]
    if whole.annual.count:
        yield [
            "年度完成率",
            "只算当年报的、年度计划和年度完成都读得出、计划大于0的，两数各自合计后相除",
        ]
    if sums.left:
        yield ["不再列出", LEFT.format(count=sums.left)]
    for note in sums.notes:
        yield ["道路长度", note]


def _names(catalogue: Catalogue) -> dict[str, str]:
    names = {key: all_names[0] for key, all_names in catalogue.plate_names.items()}
    return names | {NO_PLATE: NO_PLATE_WORD}


def _columns(catalogue: Catalogue, sums: RollUp) -> Iterator[Column]:
    """Yield the columns for which anything is stated."""
    whole = sums.whole
    for measure in MONEY:
        stated = whole.money[measure]
        if stated.read or stated.unread:
            yield Column(money_heading(measure), _money(measure), _MONEY_FORMAT)
        if stated.unread:
            yield Column(f"{measure.word}未计入项数", _unread(measure))
    if whole.annual.count:
        yield Column("年度完成率（%）", lambda part: _rate(part.annual), _RATE_FORMAT)
        yield Column("计划和完成都写明的项数", lambda part: part.annual.count)
    if has_lights(catalogue.told.lights):
        yield from (Column(light.word, _lights(light)) for light in Light)
    if whole.road_m:
        yield Column("道路长度（公里）", lambda part: part.road_m / _METRES, _ROAD_FORMAT)


def _money(measure: Measure) -> Callable[[Sums], Cell]:
    """Give the sum in 万元; nothing where nobody states a number, for that is not 0."""

    def cell(part: Sums) -> Cell:
        stated = part.money[measure]
        return stated.yuan / _YUAN if stated.read else None

    return cell


def _unread(measure: Measure) -> Callable[[Sums], Cell]:
    return lambda part: part.money[measure].unread


def _lights(light: Light) -> Callable[[Sums], Cell]:
    return lambda part: part.lights[light]


def _rate(annual: Annual) -> Cell:
    """Write per cent to one decimal, half a unit away from 0, as everywhere."""
    rate = annual.per_cent
    if rate is None:
        return None
    return units(rate, 1) / 10


def _formats(columns: Iterable[Column]) -> tuple[tuple[str, str], ...]:
    return tuple((column.heading, column.number_format) for column in columns)
