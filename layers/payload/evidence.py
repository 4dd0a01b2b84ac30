"""What every source said of each row, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from geo.catalogue import Catalogue
from geo.dates import window_words
from geo.model import Basis, Facts, Statement, Status
from geo.ragged import NONE, Ints, looked_up, numbered, rows, take
from layers.payload.codes import STATUSES
from layers.payload.columns import Payload, Texts
from layers.payload.days import EPOCH, ROW
from layers.payload.periods import Periods
from layers.payload.sayings import Context
from layers.words import section_words

# Words that are the name of the status, which the page knows.
OF_STATUS = -2


@dataclass(frozen=True, kw_only=True, eq=False)
class Said:
    """The statements of the rows of a catalogue, each row's newest first.

    `at` are their numbers in `Told.spoken`; `document` counts the documents of the facts,
    `words` those of `all_words`.
    """

    offset: Ints
    at: Ints
    day: Ints
    statements: Sequence[Statement]
    document: Ints
    words: Ints
    all_words: Sequence[str]


def said_of(catalogue: Catalogue) -> Said:
    """List what was said of the rows of a catalogue."""
    spoken = catalogue.told.spoken
    offset, at = _newest_first(*take(spoken.offset, catalogue.rows))
    statements = list(map(spoken.statements.__getitem__, at.tolist()))
    words, all_words = numbered(map(attrgetter("status_words"), statements))
    return Said(
        offset=offset,
        at=at,
        day=spoken.day[at].astype(np.int64),
        statements=statements,
        document=_documents(statements, catalogue.facts),
        words=words.astype(np.int64),
        all_words=all_words,
    )


def evidence(catalogue: Catalogue, said: Said, periods: Periods, texts: Texts) -> Payload:
    """Encode what every source said.

    `period` is the period of the document whose words the source used, `said` its own words
    where they are others.
    """
    spoken, statements = catalogue.told.spoken, said.statements
    period, own_words = _periods(statements, periods)
    return {
        "offset": said.offset,
        "document": said.document,
        "section": _sections(catalogue.facts, statements, texts),
        "words": _status_words(said, spoken.status[said.at], texts),
        "status": STATUSES[spoken.status[said.at]],
        "day": said.day - EPOCH,
        "certainty": texts.numbers(map(attrgetter("certainty.word"), statements)),
        "unit": looked_up(texts.numbers(spoken.units), spoken.unit[said.at]),
        "inferred": np.array([one.unit_basis is Basis.INFERRED for one in statements], dtype=bool),
        "period": period,
        "said": texts.numbers(own_words),
        "note": texts.numbers(map(attrgetter("note"), statements)),
    }


def context(facts: Facts, said: Said, row: Ints, day: Ints, planned: tuple[Ints, Ints]) -> Context:
    """Return what rows say on days (ordinals) on which their first and last day are planned."""
    heard = newest(said, row, day)
    return Context(
        first_day=planned[0],
        last_day=planned[1],
        when=looked_up(said.document, heard),
        words=looked_up(said.words, heard),
        when_texts=[window_words(d.stated_from, d.stated_to) for d in facts.documents],
        words_texts=[f"“{words}”" for words in said.all_words],
    )


def newest(said: Said, row: Ints, day: Ints) -> Ints:
    """Return the newest entry of each row that holds on a day (ordinals), NONE for none."""
    later = rows(said.offset) * ROW - said.day
    entry = np.searchsorted(later, row * ROW - day)
    return np.where(entry < said.offset[row + 1], entry, NONE)


def _newest_first(offset: Ints, at: Ints) -> tuple[Ints, Ints]:
    ends = offset[:-1] + offset[1:] - 1
    return offset, at[np.repeat(ends, np.diff(offset)) - np.arange(len(at))]


def _sections(facts: Facts, statements: Sequence[Statement], texts: Texts) -> Ints:
    """Return the words of the sections statements were read in, asked for once each."""
    place = attrgetter("document", "section")
    words_of = section_words(facts)
    number, places = numbered(map(place, statements))
    one_of = dict(zip(map(place, statements), statements, strict=True))
    return texts.numbers(words_of(one_of[each]) for each in places)[number]


def _status_words(said: Said, status: NDArray[np.int8], texts: Texts) -> Ints:
    """Return the words of each status, OF_STATUS where they are just its name."""
    number = {text: number for number, text in enumerate(said.all_words)}
    names = np.array([number.get(one.word, NONE) for one in Status])
    return np.where(
        said.words == names[status], OF_STATUS, texts.numbers(said.all_words)[said.words]
    )


def _documents(statements: Sequence[Statement], facts: Facts) -> Ints:
    index = {document.id: number for number, document in enumerate(facts.documents)}
    named = map(attrgetter("document"), statements)
    return np.fromiter(map(index.__getitem__, named), np.int64, len(statements))


def _periods(statements: Sequence[Statement], periods: Periods) -> tuple[Ints, list[str]]:
    """Return the period of each statement in whose words it is written, else its own words."""
    stated = map(id, map(attrgetter("period"), statements))
    at = np.fromiter(map(periods.listed.get, stated, repeat(NONE)), np.int64, len(statements))
    own = np.array(list(map(attrgetter("period_words"), statements)), dtype=object)
    is_shown = looked_up(periods.shown, at, "") == own
    period = np.where(is_shown, looked_up(periods.number, at), NONE)
    return period, np.where(is_shown, "", own).tolist()
