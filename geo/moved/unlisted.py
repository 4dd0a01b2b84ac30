"""What a ledger no longer lists: named by its last edition before, and not by the one after.

Two documents are editions of one ledger when the later names at least a third of the features of
the earlier, as when a ledger is imported; pages that share less say nothing by leaving things out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.ledger.reconciling.plan import SHARED_FROM
from geo.model import Document, Facts, Kind
from geo.moved.names import quoted_name

# What speaks of one feature alone is an entry by hand, and no edition of anything.
_SEVERAL = 2
# From a day until another, None for good.
Span = tuple[date, date | None]
Spans = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, kw_only=True)
class Unlisted:
    """Feature id → the title of the ledger that leaves it out, and what was not compared."""

    titles: Mapping[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A document and the features it names, by id."""

    document: Document
    features: frozenset[str]


def unlisted(early: Sequence[Edition], late: Sequence[Edition]) -> Unlisted:
    """Find what the editions that are new in a later state leave out of their predecessors.

    Args:
        early: what was known in the earlier state, the newest first.
        late: what is known in the later one, the newest first.

    """
    known = {edition.document.id for edition in early}
    fresh = [edition for edition in late if edition.document.id not in known]
    titles: dict[str, str] = {}
    notes, followed, since = [], set(), frozenset[str]()
    for edition in fresh:
        previous = _previous(edition, early)
        if previous is not None and previous.document.id not in followed:
            followed.add(previous.document.id)
            left = previous.features - edition.features - since
            titles |= dict.fromkeys(left, edition.document.title)
        elif previous is None and early and len(edition.features) >= _SEVERAL:
            notes.append(_strange(edition))
        # What a later document speaks of is listed still, whatever an earlier one leaves out.
        since |= edition.features
    return Unlisted(titles=titles, notes=tuple(notes))


def editions_of(facts: Facts) -> tuple[Edition, ...]:
    """List the documents that name a feature, the newest first; plates are not counted.

    A ledger names its plates only the first time.
    """
    listed = {f.id for f in facts.features if f.kind is not Kind.PLATE}
    named: dict[str, list[str]] = defaultdict(list)
    for statement in facts.statements:
        named[statement.document].append(statement.feature)
    features = {key: listed.intersection(names) for key, names in named.items()}
    # Turned after sorting: of one day's documents the one that came last is the newest.
    newest = sorted((d for d in facts.documents if features.get(d.id)), key=_order)[::-1]
    return tuple(Edition(document=d, features=frozenset(features[d.id])) for d in newest)


def left_spans(newest_first: Sequence[Edition]) -> Spans:
    """Find when ledgers left out what they had listed before, and nothing later spoke of it.

    Returns:
        Feature id → stretches of days, oldest first: from the day the next edition leaves it out
        until the day on which something speaks of it again; None where nothing does.

    """
    found = defaultdict[str, list[Span]](list)
    open_since: dict[str, date] = {}
    editions = newest_first[::-1]
    for number, edition in enumerate(editions):
        day = edition.document.stated_to
        for key in edition.features & open_since.keys():
            since = open_since.pop(key)
            found[key] += [(since, day)] if since < day else []
        previous = _previous(edition, editions[:number][::-1])
        if previous is not None:
            left = previous.features - edition.features - open_since.keys()
            between = frozenset[str]().union(
                *(e.features for e in editions[editions.index(previous) + 1 : number])
            )
            open_since |= dict.fromkeys(left - between, day)
    for key, since in open_since.items():
        found[key].append((since, None))
    return dict(found)


def left_at(spans: Spans, day: date) -> dict[str, date]:
    """Return feature id → since when it is left out, of those that are on a day."""
    return {
        key: since
        for key, stretches in spans.items()
        for since, until in stretches
        if since <= day and (until is None or day < until)
    }


def _previous(edition: Edition, early: Sequence[Edition]) -> Edition | None:
    """Find the newest earlier edition of the same ledger."""
    if len(edition.features) < _SEVERAL:
        return None
    order = _order(edition.document)
    for other in early:
        shared = len(other.features & edition.features)
        is_older = _order(other.document) <= order and len(other.features) >= _SEVERAL
        if is_older and shared >= SHARED_FROM * len(other.features):
            return other
    return None


def _order(document: Document) -> tuple[date, date]:
    return (document.stated_to, document.stated_from)


def _strange(edition: Edition) -> str:
    title = quoted_name(edition.document.title)
    return (
        f"{title}与此前各份资料相同的项目都不到三分之一，不是同一份台账的下一期，"
        "没有据它比较“未再列入”"
    )
