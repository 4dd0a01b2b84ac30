"""A place put before the user to be taken: from an answer, or pointed out by hand."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geo.answers import Answer, Candidate
from geo.crs import Datum, LonLat
from geo.model import Kind, Method
from views.wording import distance

# Metres a place pointed out by hand may be off, and what that looks like.
ACCURACIES = {
    20: "约 20 米（认得出大门或楼）",
    50: "约 50 米（院落、地块内）",
    100: "约 100 米（路口附近）",
    300: "约 300 米（这一片）",
    1000: "约 1 公里（只知大概）",
}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A place to take: WGS-84, within so many metres, how it was obtained, and why it is there.

    `is_by_hand`: no one computed how far it may be off, so the user says.
    """

    at: LonLat
    accuracy_m: int
    title: str
    method: str
    basis: str
    how: str
    shape: BaseGeometry | None = None
    datum: Datum = Datum.WGS84
    is_by_hand: bool = False


def of_answer(answer: Answer, kind: Kind, way: str = "") -> tuple[Offer, ...]:
    """Return the candidates of an answer for a thing of a kind.

    `way` names what was asked, if it was not the address.
    """
    return tuple(_offer(candidate, kind, way) for candidate in answer.candidates)


def _offer(candidate: Candidate, kind: Kind, way: str) -> Offer:
    who = candidate.provider.word
    # The course of a road is a road's alone; an area that the words describe is for all.
    is_drawn = kind is Kind.ROAD or candidate.method is Method.EXTENT
    how = f"{way} {candidate.matched}" if way else f"采用{who}的结果：{candidate.matched}"
    return Offer(
        at=candidate.point,
        accuracy_m=candidate.accuracy_m,
        title=candidate.matched,
        method=f"{candidate.method.word}，误差约 {distance(candidate.accuracy_m)}，{who}",
        basis=candidate.basis,
        how=how,
        shape=candidate.shape if is_drawn else None,
        datum=candidate.datum,
    )


def by_hand(at: LonLat, how: str, datum: Datum, basis: str = "") -> Offer:
    """Return a place pointed out or typed; `at` is in WGS-84, `datum` what it was given in."""
    return Offer(
        at=at,
        accuracy_m=0,
        title=f"{at.lon:.6f}, {at.lat:.6f}",
        method=f"{how}，上面的数字是 WGS-84",
        basis=basis,
        how=how,
        datum=datum,
        is_by_hand=True,
    )


def accuracy_for(within_m: float) -> int:
    """Return the smallest accuracy that covers how far a hand may have been off."""
    return next((metres for metres in ACCURACIES if metres >= within_m), max(ACCURACIES))
