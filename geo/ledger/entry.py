"""A ledger's row understood: one project as the ledger states it, and everything found wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from geo.crs import LonLat
from geo.model import Amount, Basis, Coded, Kind, Measure, Method, Period, Provider, Status


class Outcome(Coded):
    """What becomes of a row that was read; the four add up to the rows read."""

    MAPPED = "mapped", "精确上图"
    APPROXIMATE = "approximate", "约位上图"
    UNLOCATED = "unlocated", "未定位"
    REFUSED = "refused", "未读入"


class Gravity(Coded):
    """How grave a finding is: the row is refused, something was not taken over, or only noted."""

    REFUSAL = "refusal", "未读入"
    WARNING = "warning", "待核实"
    NOTE = "note", "提示"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something found in a row: its column (heading, letter), what, and the remedy, in Chinese."""

    gravity: Gravity
    code: str
    text: str
    heading: str = ""
    letter: str = ""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place a row gives: `at` in WGS-84, what it was written as, and how well it is known.

    Without coordinates it may be found from the row's address or name: then `provider` is who
    found it, and `shape`, in WGS-84, the line or area that the words describe, if they do.
    """

    at: LonLat
    words: str
    datum: str
    accuracy_m: int
    basis: str
    method: Method = Method.LEDGER
    provider: Provider | None = None
    shape: BaseGeometry | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One data row of a ledger as read; `cells` keeps what was typed, heading → text.

    `certainty` is inferred where the row only implies its status or the year of its period.
    """

    sheet: str
    row: int
    name: str
    code: str = ""
    kind: Kind = Kind.PROJECT
    plate: str = ""
    category: str = ""
    unit: str = ""
    address: str = ""
    note: str = ""
    status: Status = Status.UNKNOWN
    status_words: str = ""
    period: Period | None = None
    period_words: str = ""
    certainty: Basis = Basis.EXPLICIT
    amounts: Mapping[Measure, Amount] = field(default_factory=dict)
    details: tuple[tuple[str, str], ...] = ()
    spot: Spot | None = None
    unlocated_reason: str = ""
    findings: tuple[Finding, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
