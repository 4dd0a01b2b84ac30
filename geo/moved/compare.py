"""Compares two states of the facts: what is new, gone, renamed, and what changed of the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np

from geo.dates import day_words
from geo.model import Statement
from geo.moved.candidates import candidates, part
from geo.moved.move import Comparison, Move, Shift, State
from geo.moved.names import quoted_name
from geo.moved.shifts import changes, shift
from geo.moved.telling import LISTED_AGAIN, ONE_STATE, with_words
from geo.moved.unlisted import Edition, left_at, unlisted
from geo.moved.view import View
from geo.told import Told


def compare(before: State, after: State) -> Comparison:
    """Compare two states; features are the same when their ids are.

    A feature is new when nothing was said of it by the earlier day, and gone when the later facts
    lack it, or the next edition of its ledger does not list it. What had gone like that and is
    listed again is new once more. What was never there before, or is gone, has no other shift; see
    `geo.moved.shifts` for those.
    """
    early, late = before.told, after.told
    left_out = unlisted(_known(early, before.day), _known(late, after.day))
    left = left_at(early.left_spans, before.day)
    for key in left_at(late.left_spans, after.day):
        left.pop(key, None)
    pair = _pair(before, after, {**left_out.titles, **left})
    shifts = chain(_new(pair, left), _gone(pair, left_out.titles), _changed(pair, left_out.titles))
    return with_words(
        Comparison(
            since=before.day,
            until=after.day,
            since_title=before.title,
            until_title=after.title,
            shifts=tuple(shifts),
            paragraph="",
            notes=(*left_out.notes, *((ONE_STATE,) if before.facts is after.facts else ())),
        )
    )


def _known(facts: Told, day: date) -> list[Edition]:
    return [edition for edition in facts.editions if edition.document.stated_to <= day]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Pair:
    """Two states, and the rows of what may have moved and is there, by id, as the facts stand."""

    old: View
    new: View
    left: Mapping[str, int]
    right: Mapping[str, int]


def _pair(before: State, after: State, more: Iterable[str]) -> _Pair:
    keys = candidates(before, after).union(more)
    if before.facts is after.facts:
        # The whole is in columns already, for everything else that is told of it.
        sides = before.told, after.told
    else:
        sides = Told(part(before.facts, keys)), Told(part(after.facts, keys))
    old, new = (View(state=s, told=t) for s, t in zip((before, after), sides, strict=True))
    return _Pair(old=old, new=new, left=_there(old, keys), right=_there(new, keys))


def _there(view: View, keys: Collection[str]) -> dict[str, int]:
    index = view.told.row_of
    rows = sorted(index[key] for key in keys if key in index)
    return {view.feature(row).id: row for row in rows if view.is_there[row]}


def _new(pair: _Pair, left: Mapping[str, date]) -> Iterator[Shift]:
    view = pair.new
    titles = {document.id: document.title for document in view.state.facts.documents}
    for key, row in pair.right.items():
        words = ""
        if key not in pair.left:
            words = _new_words(view, row, titles)
        elif key in left:
            words = _again_words(view, row, left[key], titles)
        if words:
            yield shift(Move.NEW, view, row, words=words, after=view.place(row).geometry)


def _new_words(view: View, row: int, titles: Mapping[str, str]) -> str:
    first: Statement | None = min(view.said(row), key=lambda s: s.stated_to, default=None)
    if first is None:
        return "清单里新有这一项"
    return (
        f"{quoted_name(titles.get(first.document, first.document))}首次列出，{_status(view, row)}"
    )


def _again_words(view: View, row: int, since: date, titles: Mapping[str, str]) -> str:
    """Tell which document lists it again; "" where none does, as when nothing left it out."""
    later = (s for s in view.said(row) if s.stated_to > since)
    again = min(later, key=lambda s: s.stated_to, default=None)
    if again is None:
        return ""
    title = quoted_name(titles.get(again.document, again.document))
    left = f"此前从{day_words(since)}起没有列出"
    return f"{LISTED_AGAIN}，见{title}；{left}，{_status(view, row)}"


def _gone(pair: _Pair, unlisted_by: Mapping[str, str]) -> Iterator[Shift]:
    view = pair.old
    for key, row in pair.left.items():
        words = ""
        if key not in pair.right:
            words = f"清单里已没有这一项，此前{_status(view, row)}"
        elif key in unlisted_by:
            words = f"{quoted_name(unlisted_by[key])}没有再列出，此前{_status(view, row)}"
        if words:
            yield shift(Move.GONE, view, row, words=words, before=view.place(row).geometry)


def _status(view: View, row: int) -> str:
    return f"状态为{view.status(row).word}"


def _changed(pair: _Pair, gone: Mapping[str, str]) -> Iterator[Shift]:
    both = [key for key in pair.right if key in pair.left and key not in gone]
    was, now = (
        np.array([side[key] for key in both], dtype=np.int64) for side in (pair.left, pair.right)
    )
    return changes(pair.old, pair.new, (was, now))
