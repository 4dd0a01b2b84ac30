"""What a geocoding service is: where, with which key and datum, and what its words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.crs import Datum
from geo.model import Method, Provider


@dataclass(frozen=True, kw_only=True)
class Level:
    """What a service means by a word for how well it knows a place.

    Nine of ten such answers are taken to lie within `accuracy_m` metres. With `doubt`, in Chinese,
    a person must look before such an answer becomes a place.
    """

    method: Method
    accuracy_m: int
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A geocoding service.

    `address` is its public address; `address_variable` names the environment variable that
    points to a mirror or proxy instead, `key_variable` that of its key ("" when it needs none).
    `datum` is what its numbers are in. Between two requests of the process lie `pause` seconds; a
    request may take `timeout` seconds, and is made again after each of `backoff` seconds where
    that can help. A `score` below `least_score` is doubtful. `by_name_only`: its terms forbid
    work in bulk, so it is asked only when somebody names it or runs a server of their own.
    `wants_city`: province, city and district must stand in the address.
    """

    provider: Provider
    address: str
    address_variable: str
    datum: Datum
    attribution: str
    limit: str
    levels: Mapping[str, Level]
    pause: float
    key_variable: str = ""
    least_score: float = 0.0
    timeout: float = 5.0
    backoff: tuple[float, ...] = (1.0, 3.0)
    by_name_only: bool = False
    wants_city: bool = True

    @property
    def word(self) -> str:
        """The name people read."""
        return self.provider.word
