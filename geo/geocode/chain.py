"""Who is asked in turn: the gazetteer first, then services, kept answers before new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from geo.answers import Answer, Locator, Verdict
from geo.errors import StoreError
from geo.geocode.cache import Cache
from geo.geocode.record import Source
from geo.model import Kind, Provider

# A service that fails so many times in a row is down; asking on would cost seconds a row.
PATIENCE = 3
_OFF_AT_ONCE = frozenset({Verdict.QUOTA, Verdict.KEY})
# Which verdict stands for all when nobody found the place: the one that tells most.
_RANK = (
    Verdict.AMBIGUOUS,
    Verdict.OUTSIDE,
    Verdict.QUOTA,
    Verdict.KEY,
    Verdict.NETWORK,
    Verdict.SERVICE,
    Verdict.NOT_FOUND,
)


class Asked(Locator, Protocol):
    """A service as the chain needs it."""

    @property
    def source(self) -> Source:
        """Its record."""

    def is_credible(self, kept: Answer) -> bool:
        """Tell whether an answer that was kept can be one of its own."""


class Chain:
    """Gazetteer and services as one `Locator`.

    `failures` holds the services that are asked no more for the life of this chain, each with the
    answer that showed why: quota or key, or `PATIENCE` failures in a row. With `exhausted`, all
    there were. What was kept before is answered all the same.
    """

    def __init__(self, gazetteer: Locator, services: Sequence[Asked], cache: Cache) -> None:
        self._gazetteer, self._services, self._cache = gazetteer, tuple(services), cache
        self._misses: dict[Provider, int] = {}
        self.failures: dict[Provider, Answer] = {}

    @property
    def exhausted(self) -> bool:
        """Tell whether there were services and none is left to ask."""
        return bool(self._services) and len(self.failures) == len(self._services)

    def locate(self, address: str, kind: Kind | None = None) -> Answer:
        """Find an address of the district; `Answer.provider` tells who did.

        What the gazetteer finds, or knows to lie elsewhere, is final. Otherwise the first service
        that finds it is; and when none does, the candidates and the words of all are joined.
        """
        heard = [self._gazetteer.locate(address, kind)]
        if heard[0].verdict in (Verdict.FOUND, Verdict.OUTSIDE):
            return heard[0]
        asked = " ".join(address.split())
        for service in self._services:
            answer = self._answer(service, asked, kind)
            if answer.verdict is Verdict.FOUND:
                return replace(answer, address=address)
            heard.append(answer)
        return _joined(address, heard)

    def _answer(self, service: Asked, address: str, kind: Kind | None) -> Answer:
        provider = service.source.provider
        kept = self._kept(provider, address)
        # Anybody can write into the file: a place in another city is asked for again.
        if kept is not None and service.is_credible(kept):
            return kept
        if failed := self.failures.get(provider):
            return replace(failed, address=address)
        answer = service.locate(address, kind)
        self._mind(answer)
        try:
            self._cache.put(answer)
        except StoreError as error:
            # The place is known all the same; the next time it is asked for again.
            return replace(answer, note="；".join(filter(None, (answer.note, str(error)))))
        return answer

    def _kept(self, provider: Provider, address: str) -> Answer | None:
        try:
            return self._cache.get(provider, address)
        except StoreError:
            # The file was sound when the chain was made; `put` will tell what became of it.
            return None

    def _mind(self, answer: Answer) -> None:
        provider = answer.provider
        misses = self._misses.get(provider, 0) + 1 if answer.verdict.is_failure else 0
        self._misses[provider] = misses
        if answer.verdict in _OFF_AT_ONCE or misses >= PATIENCE:
            self.failures[provider] = answer


def _joined(address: str, heard: Sequence[Answer]) -> Answer:
    """Return one answer for all: the candidates of all, the verdict that tells most, all notes."""
    first = min(heard, key=lambda answer: _RANK.index(answer.verdict))
    return Answer(
        address=address,
        verdict=first.verdict,
        provider=first.provider,
        candidates=tuple(one for answer in heard for one in answer.candidates),
        note="；".join(dict.fromkeys(answer.note for answer in heard if answer.note)),
    )
