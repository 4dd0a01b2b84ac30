"""Reports of progress as the lights quote them: when, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.dates import window_words
from geo.lights.months import month_of
from geo.lights.numbers import alike
from geo.ragged import Ints, Mask, numbered
from geo.spoken import Spoken
from geo.writing import quoted


@dataclass(frozen=True, kw_only=True, eq=False)
class Reports:
    """Statements as reports of progress: `texts[number]` are the day and words of each.

    It is one (`is_report`) if its day is known, or at least its month: a ledger of 2026年10月 is
    one; a newspaper page that may be of any of four months is none.
    """

    texts: list[tuple[str, str]]
    number: Ints
    is_report: Mask


def reports_of(spoken: Spoken) -> Reports:
    """Write when and in which words each statement was made."""
    word, said = numbered(s.status_words or s.status.word for s in spoken.statements)
    # Long words are cut: two of them may be quoted alike.
    quote, words = numbered(map(quoted, said))
    number = quote[word]
    first, like = alike(spoken.first_day, spoken.day, number)
    texts = [(_when(spoken, n), words[number[n]]) for n in first.tolist()]
    is_report = month_of(spoken.first_day) == month_of(spoken.day)
    return Reports(texts=texts, number=like, is_report=is_report)


def _when(spoken: Spoken, statement: int) -> str:
    first, last = spoken.first_day[statement], spoken.day[statement]
    return window_words(date.fromordinal(int(first)), date.fromordinal(int(last)))
