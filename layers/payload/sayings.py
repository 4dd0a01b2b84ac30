"""What the rules of the lights say, so that what the same words say of many is written once.

A sentence names the planned days of its row, and when its source spoke and in which words. Where
a text is one of those it is written as their number, and the page looks it up in the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter

import numpy as np

from geo.dates import day_words
from geo.lights.light import Finding, Rule
from geo.ragged import NO_DAY, NONE, Ints, numbered, rows, take
from layers.payload.columns import Payload, Texts, in_order, offsets_of

# Texts of a row, as `PM.sayings` of `layers/assets/base/decode.js` knows them; NONE is no text.
FIRST_DAY, LAST_DAY, WHEN, WORDS = range(-2, -6, -1)
_UNKNOWN = -9
_RULE_INDEX = {rule: number for number, rule in enumerate(Rule)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Context:
    """What a row says at each entry: first and last planned day, and its newest source's words.

    Days are ordinals, NO_DAY for none; `when` and `words` are numbers into the texts, NONE for
    none.
    """

    first_day: Ints
    last_day: Ints
    when: Ints
    words: Ints
    when_texts: Sequence[str]
    words_texts: Sequence[str]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Findings:
    """The distinct findings: rule, and which texts; `of` and `offset` are those of each saying."""

    offset: Ints
    of: Ints
    rule: Ints
    args: Ints
    text: Ints
    known: dict[str, int]


def sayings_columns(
    said: Ints, sayings: Sequence[tuple[Finding, ...]], context: Context, texts: Texts
) -> tuple[Ints, Payload]:
    """Encode what is said.

    Args:
        said: the saying of each entry, a number into `sayings`.
        sayings: the findings of one moment each.
        context: what the row of each entry says.
        texts: of the document; what no row says itself is added.

    Returns:
        The number of each entry in the table, and the table: the findings of each saying, the
        texts of each finding.

    """
    found = _findings(sayings)
    offset, at = take(found.offset, said)
    finding, entry = found.of[at], rows(offset)
    args, arg_at = take(found.args, finding)
    text = _in_context(found.text[arg_at], entry[rows(args)], context, found.known)
    text = _numbered(text, found.known, texts)
    alike, number = _padded_alike(args, text, found.rule[finding])
    distinct, saying = _padded_alike(offset, number, np.zeros(len(said), dtype=np.int64))
    of_saying, findings = take(offset, distinct)
    chosen = alike[number[findings]]
    of_finding, texts_at = take(args, chosen)
    return saying, {
        "offset": of_saying,
        "rule": found.rule[finding][chosen],
        "texts": of_finding,
        "text": text[texts_at],
    }


def _findings(sayings: Sequence[tuple[Finding, ...]]) -> _Findings:
    # By identity: what is alike is mostly one object, and comparing texts takes longer.
    each = list(chain.from_iterable(sayings))
    first, of = in_order(np.fromiter(map(id, each), np.int64, len(each)))
    listed = list(map(each.__getitem__, first.tolist()))
    every = chain.from_iterable(map(attrgetter("texts"), listed))
    text, known = numbered(chain(("",), every))
    return _Findings(
        offset=offsets_of(sayings),
        of=of,
        rule=np.array([_RULE_INDEX[one.rule] for one in listed], dtype=np.int64),
        args=offsets_of(map(attrgetter("texts"), listed)),
        text=text[1:].astype(np.int64) - 1,
        known=dict(zip(known, range(NONE, len(known) + NONE), strict=True)),
    )


def _in_context(text: Ints, entry: Ints, context: Context, known: dict[str, int]) -> Ints:
    """Return the texts, those of the row itself by the number of what they are."""
    own = {
        FIRST_DAY: _day_texts(context.first_day, known),
        LAST_DAY: _day_texts(context.last_day, known),
        WHEN: _known(context.when_texts, known)[context.when],
        WORDS: _known(context.words_texts, known)[context.words],
    }
    found = text.copy()
    for code, each in own.items():
        found[(text == each[entry]) & (found >= 0)] = code
    return found


def _day_texts(days: Ints, known: dict[str, int]) -> Ints:
    distinct, at = np.unique(days, return_inverse=True)
    words = (day_words(date.fromordinal(day)) if day != NO_DAY else "" for day in distinct.tolist())
    return _known(words, known)[at]


def _known(texts: Iterable[str], known: dict[str, int]) -> Ints:
    """Return the numbers of texts, the last one for NONE; what nothing says has none."""
    return np.array([*(known.get(text, _UNKNOWN) for text in texts), _UNKNOWN], dtype=np.int64)


def _numbered(text: Ints, known: dict[str, int], texts: Texts) -> Ints:
    """Return texts by the document's numbers, what a row says itself as it is."""
    used, at = np.unique(text, return_inverse=True)
    all_texts = tuple(known)
    numbers = [texts.number(all_texts[n + 1]) if n >= 0 else n for n in used.tolist()]
    return np.array(numbers, dtype=np.int64)[at]


def _padded_alike(offset: Ints, values: Ints, head: Ints) -> tuple[Ints, Ints]:
    """Tell which rows have the same head and values: `in_order` of rows of different lengths."""
    lengths = np.diff(offset)
    row, place = rows(offset), np.arange(len(values)) - np.repeat(offset[:-1], lengths)
    padded = np.full((int(lengths.max(initial=0)), len(lengths)), _UNKNOWN)
    padded[place, row] = values
    return in_order(head, *padded)
