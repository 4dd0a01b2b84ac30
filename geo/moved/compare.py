"""Compares two states of the facts: what is new, gone, renamed, and what changed of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from geo.dates import day_words
from geo.model import Statement
from geo.moved.move import Comparison, Move, Shift, State
from geo.moved.names import quoted_name
from geo.moved.shifts import CHANGES, shift_of
from geo.moved.side import Side, View, views
from geo.moved.telling import LISTED_AGAIN, ONE_STATE, told
from geo.moved.unlisted import unlisted


def compare(before: State, after: State) -> Comparison:
    """Compare two states; features are the same when their ids are.

    A feature is new when nothing was said of it by the earlier day, and gone when the later facts
    lack it, or the next edition of its ledger does not list it. What had gone like that and is
    listed again is new once more. What was never there before, or is gone, has no other shift; see
    `geo.moved.shifts` for those.
    """
    old, new = views([before, after])
    return compared(old, new)


def compared(old: View, new: View) -> Comparison:
    """Compare two states that were looked at already; see `compare`."""
    before, after = old.state, new.state
    left_out = unlisted(before, after)
    gone = {k: title for k, title in left_out.titles.items() if k in old.sides and k in new.sides}
    shifts = chain(_new(old, new), _gone(old, new, gone), _changed(old, new, gone))
    notes = (*left_out.notes, *((ONE_STATE,) if before.facts is after.facts else ()))
    return told(
        Comparison(
            since=before.day,
            until=after.day,
            since_title=before.title,
            until_title=after.title,
            shifts=tuple(shifts),
            paragraph="",
            notes=notes,
        )
    )


def _new(old: View, new: View) -> Iterator[Shift]:
    titles = {document.id: document.title for document in new.state.facts.documents}
    for key, side in new.sides.items():
        words = ""
        if key not in old.sides:
            words = _new_words(side, titles)
        elif key in old.left and key not in new.left:
            words = _again_words(side, old.left[key], titles)
        if words:
            yield _shift(Move.NEW, side, words, after=side)


def _new_words(side: Side, titles: Mapping[str, str]) -> str:
    first: Statement | None = min(side.said, key=lambda s: s.stated_to, default=None)
    if first is None:
        return "清单里新有这一项"
    return f"{quoted_name(titles.get(first.document, first.document))}首次列出，{_status(side)}"


def _again_words(side: Side, since: date, titles: Mapping[str, str]) -> str:
    """Tell which document lists it again; "" where none does, as when nothing left it out."""
    again = min(
        (s for s in side.said if s.stated_to > since), key=lambda s: s.stated_to, default=None
    )
    if again is None:
        return ""
    title = quoted_name(titles.get(again.document, again.document))
    left = f"此前从{day_words(since)}起没有列出"
    return f"{LISTED_AGAIN}，见{title}；{left}，{_status(side)}"


def _gone(old: View, new: View, unlisted_by: Mapping[str, str]) -> Iterator[Shift]:
    for key, side in old.sides.items():
        if key in unlisted_by:
            words = f"{quoted_name(unlisted_by[key])}没有再列出，此前{_status(side)}"
            yield _shift(Move.GONE, side, words, before=side)
        elif key not in new.sides:
            yield _shift(Move.GONE, side, f"清单里已没有这一项，此前{_status(side)}", before=side)


def _status(side: Side) -> str:
    return f"状态为{side.step.status.word}"


def _shift(
    move: Move, side: Side, words: str, *, before: Side | None = None, after: Side | None = None
) -> Shift:
    feature = side.feature
    return Shift(
        feature=feature.id,
        name=feature.name,
        move=move,
        words=words,
        plate=feature.plate,
        plate_name=side.plate_name,
        before=before.place.geometry if before else None,
        after=after.place.geometry if after else None,
    )


def _changed(old: View, new: View, gone: Mapping[str, str]) -> Iterator[Shift]:
    both = [
        (old.sides[key], side)
        for key, side in new.sides.items()
        if key in old.sides and key not in gone
    ]
    found = ((shift_of(move, *pair) for pair in both) for move in CHANGES)
    return (shift for shifts in found for shift in shifts if shift is not None)
