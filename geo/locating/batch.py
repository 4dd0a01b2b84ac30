"""Many addresses asked in a row: who is asked, when asking stops, and what the rest is told.

An address is asked of everybody; a name, which tells less, only of the gazetteer at hand.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from geo.answers import Answer, Locator, Verdict
from geo.locating import taking
from geo.locating.naming import by_name
from geo.model import Kind, Method, Provider

# Told how many have been asked, how many of them were found, and how many there are.
Progress = Callable[[int, int, int], None]
_FINAL = frozenset({Verdict.QUOTA, Verdict.KEY})
_UNASKED = "未查询："
_NOTHING = Answer(
    address="", verdict=Verdict.NOT_FOUND, provider=Provider.GAZETTEER, note="没有写地址"
)
_STOPPED = Answer(
    address="",
    verdict=Verdict.SERVICE,
    provider=Provider.GAZETTEER,
    note="已中断，再运行一次即可继续",
)


@runtime_checkable
class Exhaustible(Protocol):
    """Whoever asks services and knows when none is left, such as `geo.geocode.chain.Chain`."""

    @property
    def exhausted(self) -> bool:
        """Tell whether no service will be asked any more."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is known of where something is: an address, and a name that may tell when it does not.

    `kind` is the sort of thing; what is no road has a point, not the line of its road.
    """

    address: str
    kind: Kind | None = None
    name: str = ""


def silent(_asked: int, _found: int, _total: int) -> None:
    """Report progress to nobody."""


def paced(progress: Progress, seconds: float = 0.2) -> Progress:
    """Pass progress on at most so often, and at the end."""
    last = 0.0

    def tell(asked: int, found: int, total: int) -> None:
        nonlocal last
        if asked == total or time.monotonic() - last >= seconds:
            last = time.monotonic()
            progress(asked, found, total)

    return tell


def locate_all(
    locator: Locator,
    questions: Sequence[Question],
    progress: Progress = silent,
    *,
    offline: Locator | None = None,
) -> list[Answer]:
    """Ask all questions; see `answers`. One answer a question, in order."""
    found = 0
    given: list[Answer] = []
    for answer in answers(locator, questions, offline=offline):
        given.append(answer)
        found += answer.verdict is Verdict.FOUND
        progress(len(given), found, len(questions))
    return given


def answers(
    locator: Locator, questions: Iterable[Question], *, offline: Locator | None = None
) -> Iterator[Answer]:
    """Ask one question after another.

    When no service is left to ask (a quota is used up, a key is refused), the rest are asked only
    of those who answer without end. What they do not know gets the failure's verdict, and a note
    that it was not asked.

    Args:
        locator: who is asked.
        questions: what to ask.
        offline: who can be asked without end (the gazetteer); the locator itself when left out.

    """
    chain = locator if isinstance(locator, Exhaustible) else None
    # A chain that has no service left answers from what it holds and makes no more requests.
    rest = offline if chain is None else locator
    stopped: Answer | None = None
    for question in questions:
        if stopped is None:
            answer = ask(locator, question, offline or locator)
            stopped = answer if _is_over(chain, answer) else None
            yield answer
        else:
            yield _without_services(rest, question, offline or locator, stopped)


def ask(locator: Locator, question: Question, offline: Locator) -> Answer:
    """Ask for an address; for the name, of `offline`, only when the address gives nothing."""
    answer = locator.locate(question.address, question.kind) if question.address else _NOTHING
    if answer.verdict is Verdict.NOT_FOUND and question.name:
        answer = by_name(offline, question.name, question.kind) or answer
    elif answer.verdict is Verdict.FOUND:
        answer = _fitting(answer, question.kind)
    return answer


def interrupted(questions: Iterable[Question]) -> list[Answer]:
    """Make the answers of questions that were not asked, because the user stopped the asking."""
    return [_unasked(question, _STOPPED) for question in questions]


def is_asked(answer: Answer) -> bool:
    """Tell whether anybody was asked for it."""
    return not answer.note.startswith(_UNASKED)


def _is_over(chain: Exhaustible | None, answer: Answer) -> bool:
    if chain is None:
        return answer.verdict in _FINAL
    return answer.verdict.is_failure and chain.exhausted


def _without_services(
    rest: Locator | None, question: Question, offline: Locator, failure: Answer
) -> Answer:
    if rest is None:
        return _unasked(question, failure)
    answer = ask(rest, question, offline)
    is_told = not (answer.verdict.is_failure or (rest is offline and _is_nothing(answer)))
    return answer if is_told else _unasked(question, failure)


def _is_nothing(answer: Answer) -> bool:
    return answer.verdict is Verdict.NOT_FOUND and bool(answer.address)


def _unasked(question: Question, failure: Answer) -> Answer:
    why = failure.note or failure.verdict.word
    return replace(failure, address=question.address, note=f"{_UNASKED}{why}")


def _fitting(answer: Answer, kind: Kind | None) -> Answer:
    """Give a road the line of its road, all else no line; an area that is described is for all."""
    place = answer.candidates[0]
    if place.shape is None or kind is None or place.method is Method.EXTENT:
        return answer
    fitted = taking.as_line(place) if kind is Kind.ROAD else replace(place, shape=None)
    return replace(answer, candidates=(fitted,))
