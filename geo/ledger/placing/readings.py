"""A row's coordinates as read: two numbers in a declared datum, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from geo.crs import Datum, check
from geo.errors import DatumError
from geo.ledger.entry import Finding
from geo.ledger.grid import Value
from geo.ledger.placing import coordinates
from geo.ledger.placing.axes import shown
from geo.ledger.placing.coordinates import Pair, is_empty, note, warning
from geo.ledger.placing.datums import datum_named, parted
from geo.ledger.placing.remedies import Offer
from geo.ledger.placing.surroundings import Area


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a row gives of its place, as typed; `datum` is the text of its own datum column.

    `ends` names the columns in which the row gives the ends of a road (起点经度、起点纬度).
    """

    x: Value
    y: Value
    both: Value
    datum: str
    accuracy: Value
    name: str
    address: str
    row: int
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A row as read: its pair in `datum` (None: not declared), or a fault, or neither if empty.

    `accepted` are the words of the remedies the user agreed to.
    """

    given: Given
    pair: Pair | None = None
    datum: Datum | None = None
    fault: Finding | None = None
    notes: tuple[Finding, ...] = ()
    accepted: tuple[str, ...] = ()

    def corrected(self, offer: Offer) -> Reading:
        """Return the reading with an accepted remedy applied."""
        pair = self.pair
        if pair and offer.swap:
            pair = pair._replace(x=pair.y, y=pair.x)
        return replace(
            self,
            pair=pair,
            datum=offer.datum or self.datum,
            notes=(*self.notes, note("accepted", f"已按确认：{offer.words}")),
            accepted=(*self.accepted, offer.words),
        )


def read(given: Given, declared: Datum | None, area: Area) -> Reading:
    """Read a row's coordinates; its own datum column comes before what was declared for all.

    So does a datum written in the coordinate's own cell, which must not contradict the column.
    """
    cells, told = zip(*map(_parted, (given.x, given.y, given.both)), strict=True)
    named = [words for words in (*told, given.datum) if not is_empty(words)]
    datum = datum_named(named[0]) if named else declared
    is_projected = datum is not None and datum.is_projected
    pair = coordinates.read(*cells, projected=is_projected)
    if isinstance(pair, Finding):
        return Reading(given=given, fault=pair)
    if pair is None:
        return Reading(given=given)
    fault = _fault(pair, named)
    if fault or datum is None:
        return Reading(given=given, pair=pair, fault=fault)
    return _ordered(Reading(given=given, pair=pair, datum=datum, notes=pair.notes), datum, area)


def _parted(cell: Value) -> tuple[Value, str]:
    return parted(cell) if isinstance(cell, str) else (cell, "")


def _fault(pair: Pair, named: Iterable[str]) -> Finding | None:
    if pair.x == 0 and pair.y == 0:
        return warning("zero", "坐标是 0, 0，多半是没有填，请补填")
    datums = {datum_named(words): words for words in named}
    if None in datums:
        known = "、".join(each.value for each in Datum)
        return warning(
            "datum", f"坐标系“{shown(datums[None])}”不认识或不支持，不能换算；可填：{known}"
        )
    if len(datums) > 1:
        both = "”又写“".join(map(shown, datums.values()))
        return warning("datum", f"同一行的坐标系既写“{both}”，不能换算；请改成一致")
    return None


def _ordered(reading: Reading, datum: Datum, area: Area) -> Reading:
    """Find the order of two numbers from one cell: as the district tells, else as their range."""
    pair = reading.pair
    if pair is None or not pair.is_loose:
        return reading
    ways = (pair, pair._replace(x=pair.y, y=pair.x))
    fit = [way for way in ways if _lies_in(way, datum, area)]
    fit = fit or [way for way in ways if _can_be(way, datum)]
    if len(fit) > 1:
        text = f"“{pair.words}”看不出哪个是经度、哪个是纬度，请分两列填写"
        return replace(reading, fault=warning("order", text))
    if fit and fit[0] is ways[1]:
        turned = note("order", f"“{pair.words}”按纬度（北坐标）在前、经度（东坐标）在后读")
        return replace(reading, pair=fit[0], notes=(*reading.notes, turned))
    return reading


def _lies_in(pair: Pair, datum: Datum, area: Area) -> bool:
    return bool(area.contains(np.array([pair.x]), np.array([pair.y]), datum)[0])


def _can_be(pair: Pair, datum: Datum) -> bool:
    try:
        check(pair.x, pair.y, datum)
    except DatumError:
        return False
    return True
