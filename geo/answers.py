"""What comes back when somebody is asked where an address is: a gazetteer, a service, a person.

One shape for all of them. An answer names its method, how many metres it may be off, and why;
what is not known is refused with a reason, never put at a default point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from shapely.geometry.base import BaseGeometry

from geo.crs import Datum, LonLat
from geo.model import Coded, Kind, Method, Provider


class Verdict(Coded):
    """How a question was answered. The last four are failures: asking again may help."""

    FOUND = "found", "已找到"
    AMBIGUOUS = "ambiguous", "待选择"
    OUTSIDE = "outside", "不在本区"
    NOT_FOUND = "not_found", "未找到"
    NETWORK = "network", "网络不通"
    QUOTA = "quota", "配额用完"
    KEY = "key", "密钥无效"
    SERVICE = "service", "服务异常"

    @property
    def is_failure(self) -> bool:
        """Tell whether nothing was learnt of the address itself; such an answer is never kept."""
        return self in _FAILURES


_FAILURES = frozenset({Verdict.NETWORK, Verdict.QUOTA, Verdict.KEY, Verdict.SERVICE})


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A place an address may mean.

    `point` is in WGS-84 and stands for the place; nine of ten such answers lie within
    `accuracy_m` metres of it. `shape`, where there is one, is what the words describe, in WGS-84:
    the line of a road, the area between four. `matched` names what was recognised (大学路×南四环),
    `basis` tells in Chinese how the place follows from it. `datum` is what a service's own numbers
    were in.
    """

    point: LonLat
    method: Method
    accuracy_m: int
    matched: str
    basis: str
    provider: Provider
    shape: BaseGeometry | None = None
    datum: Datum = Datum.WGS84


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was found for an address.

    Found: one candidate, the place. Ambiguous: several to choose from, or one too doubtful to take
    unseen (a service knew the district alone). Otherwise none; then `note` tells why and what
    would help, in Chinese. `provider` is who answered or failed.
    """

    address: str
    verdict: Verdict
    provider: Provider
    candidates: tuple[Candidate, ...] = ()
    note: str = ""

    @property
    def place(self) -> Candidate | None:
        """The place to take; None unless found."""
        return self.candidates[0] if self.verdict is Verdict.FOUND else None


class Locator(Protocol):
    """Whoever can be asked for an address."""

    def locate(self, address: str, kind: Kind | None = None) -> Answer:
        """Find an address of the district; `kind` is the sort of thing that is there, if known."""
