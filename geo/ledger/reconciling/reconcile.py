"""Sets a ledger against a workspace: which rows are new, same or changed, and where they stand."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from shapely import shortest_line

from geo.batch import LedgerRecord
from geo.ledger.dating import Dating
from geo.ledger.entry import Entry, Finding, Gravity, Outcome
from geo.ledger.grid import Book
from geo.ledger.heading.tables import Skipped
from geo.ledger.placing.by_address import BY_ADDRESS
from geo.ledger.placing.coordinates import note, warning
from geo.ledger.reconciling.changes import changes, found_since
from geo.ledger.reconciling.combining import combined
from geo.ledger.reconciling.matching import Known
from geo.ledger.reconciling.plan import (
    DUPLICATES,
    Matched,
    Plan,
    PlannedRow,
    Twin,
    Verdict,
    duplicates,
    fixes_by_feature,
    is_refused,
    matched,
    outcome_of,
    spot_fix,
    twin_key,
)
from geo.ledger.reconciling.plates import PlateNames
from geo.ledger.table import Table
from geo.locating.taking import metres as distance_words
from geo.measures import length_m
from geo.model import Facts, Fix, Method, Statement

# So many codes in a row that count from 1 are running numbers.
_RUN = 2
# The very content imported before brings nothing back and changes nothing.
_STAYS_AWAY = "导入以后撤下了，仍不列入；要恢复请到“记录”里撤销那次撤下"


@dataclass(frozen=True, kw_only=True)
class Read:
    """A ledger as read: its tables, what was left out, its entries and its day.

    `corrections` is what writing it adds to the memory of headings; see
    `geo.ledger.reconciling.corrections`.
    """

    book: Book
    tables: tuple[Table, ...]
    skipped: tuple[Skipped, ...]
    entries: tuple[Entry, ...]
    dating: Dating
    how: str
    datum: str
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a workspace holds when a ledger is set against it.

    `everything` holds what was taken off the map as well.
    """

    facts: Facts
    everything: Facts
    head: int
    ledgers: tuple[LedgerRecord, ...]


def reconcile(read: Read, standing: Standing, accepted: Collection[str] = ()) -> Plan:
    """Plan the import of a ledger.

    Args:
        read: the ledger.
        standing: the workspace.
        accepted: what the user has decided: keys of proposals, or the codes of a kind of them
            (renamed, merged, split), `gone` to take features off the map that the ledger no
            longer lists, `duplicates` to count rows of one name or code as one; for a single
            one of these `gone_key` or `twin_key`.

    """
    plates = PlateNames(standing.facts)
    entries = plates.checked(without_running_numbers(read.entries))
    found = matched(entries, standing.facts, standing.everything, standing.ledgers, accepted)
    same = duplicates(entries)
    merged = _merged(entries, same, accepted)
    fingerprint = _fingerprint(read)
    is_repeat = _is_said_before(read.dating, fingerprint, standing)
    held = _Held.of(standing, plates, is_repeat=is_repeat)
    rows = tuple(_rows(_with_duplicates(entries, same, merged), found, held, merged))
    plan = Plan(
        file_name=read.book.name,
        digest=read.book.digest,
        fingerprint=fingerprint,
        datum=read.datum,
        corrections=read.corrections,
        head=standing.head,
        dating=read.dating,
        rows=rows,
        skipped=read.skipped,
        tables=read.tables,
        notes=read.book.notes,
        previous=found.previous,
        previous_datum=found.previous_datum,
        gone=found.gone,
        proposals=found.proposals,
        accepted=frozenset(accepted),
        new_plates=plates.new(e for e in entries if not is_refused(e)),
        repeats=False,
    )
    return replace(plan, repeats=is_repeat and not _is_news(plan))


def without_running_numbers(entries: Sequence[Entry]) -> list[Entry]:
    """Take codes that only count the rows (1, 2, 3 …) for what they are: no codes."""
    codes = [entry.code for entry in entries if entry.code]
    counting = [str(n) for n in range(1, len(codes) + 1)]
    if len(codes) < _RUN or codes != counting:
        return list(entries)
    return [replace(entry, code="") for entry in entries]


@dataclass(frozen=True, kw_only=True)
class _Held:
    """What the workspace holds, by feature; `is_repeat` when this very ledger was imported."""

    fixes: Mapping[str, Sequence[Fix]]
    said: Mapping[str, Sequence[Statement]]
    present: frozenset[str]
    plates: PlateNames
    is_repeat: bool

    @classmethod
    def of(cls, standing: Standing, plates: PlateNames, *, is_repeat: bool) -> _Held:
        said: dict[str, list[Statement]] = defaultdict(list)
        for statement in standing.everything.statements:
            said[statement.feature].append(statement)
        return cls(
            fixes=fixes_by_feature(standing.everything),
            said=said,
            present=frozenset(feature.id for feature in standing.facts.features),
            plates=plates,
            is_repeat=is_repeat,
        )


def _rows(
    entries: Sequence[Entry], found: Matched, held: _Held, merged: Mapping[int, int]
) -> Iterator[PlannedRow]:
    groups: dict[int, list[Entry]] = defaultdict(list)
    for at, entry in enumerate(entries):
        groups[merged.get(at, at)].append(entry)
    for at, entry in enumerate(entries):
        if is_refused(entry):
            yield PlannedRow(
                entry=entry, feature=None, verdict=Verdict.REFUSED, outcome=Outcome.REFUSED
            )
            continue
        first = merged.get(at, at)
        row = _row(entry, combined(groups[first]), found.keys[first], found, held)
        is_joined = at in merged
        yield replace(row, first=first, verdict=Verdict.JOINED) if is_joined else row


def _row(entry: Entry, meant: Entry, key: str | None, found: Matched, held: _Held) -> PlannedRow:
    fixes = held.fixes.get(key or "", ())
    own = [spot_fix(meant)] if meant.spot else []
    entry = _by_hand(entry, fixes)
    known = None if key is None else found.known[key]
    verdict, told = _compared(meant, known, held) if known else (Verdict.NEW, ())
    return PlannedRow(
        entry=entry,
        meant=meant,
        feature=key,
        verdict=verdict,
        outcome=outcome_of(entry, [*fixes, *own]),
        changes=told,
        previous_names=(known.feature.name,) if known and known.feature.name != entry.name else (),
    )


def _by_hand(entry: Entry, fixes: Sequence[Fix]) -> Entry:
    """Say instead of what the address gives that a place by hand holds, where one does."""
    by_hand = [fix for fix in fixes if fix.method is Method.MANUAL]
    if not by_hand:
        return entry
    held = by_hand[-1]
    text = f"继续采用人工定位，误差约 {held.accuracy_m} 米"
    told = note(BY_ADDRESS, text)
    if (spot := entry.spot) is not None:
        metres = length_m(shortest_line(held.geometry, spot_fix(entry).geometry))
        if metres > held.accuracy_m + spot.accuracy_m:
            away = f"{text}；台账所写的位置距它约 {distance_words(metres)}，请核实"
            told = warning(BY_ADDRESS, away)
    findings = [f for f in entry.findings if f.code != BY_ADDRESS]
    return replace(entry, findings=(*findings, told))


def _compared(meant: Entry, known: Known, held: _Held) -> tuple[Verdict, tuple[str, ...]]:
    """Tell whether a row says anything new of a feature, and what."""
    key = known.feature.id
    if not (held.is_repeat and known.cells == meant.cells):
        told = tuple(_changes(meant, known, held))
    elif key not in held.present:
        return Verdict.SAME, (_STAYS_AWAY,)
    else:
        told = tuple(found_since(meant, held.fixes.get(key, ())))
    return Verdict.CHANGED if told else Verdict.SAME, told


def _changes(entry: Entry, known: Known, held: _Held) -> Iterator[str]:
    key = known.feature.id
    if key not in held.present:
        yield "曾经撤下，本期又列入"
    yield from changes(
        entry, known.feature, held.said.get(key, ()), held.fixes.get(key, ()), held.plates
    )


def _merged(
    entries: Sequence[Entry], same: Mapping[int, Twin], accepted: Collection[str]
) -> dict[int, int]:
    """Tell with which row each is counted that the user counts as one with an earlier one."""
    merged: dict[int, int] = {}
    for at, twin in same.items():
        if twin.is_same and (DUPLICATES in accepted or twin_key(entries[at]) in accepted):
            merged[at] = merged.get(twin.first, twin.first)
    return merged


def _with_duplicates(
    entries: Sequence[Entry], same: Mapping[int, Twin], merged: Mapping[int, int]
) -> list[Entry]:
    """Note at each row that has the code or name of an earlier one what is done with it."""
    noted = list(entries)
    for at, twin in same.items():
        entry, other = entries[at], entries[twin.first]
        what = f"项目代码“{entry.code}”" if twin.by_code else "名称"
        sheet = f"“{other.sheet}”" if other.sheet != entry.sheet else ""
        finding = Finding(
            gravity=Gravity.WARNING if twin.by_code else Gravity.NOTE,
            code="duplicate",
            text=f"{what}与{sheet}第 {other.row} 行相同，{_done(twin, merged=at in merged)}",
        )
        noted[at] = replace(entry, findings=(*entry.findings, finding))
    return noted


def _done(twin: Twin, *, merged: bool) -> str:
    if merged:
        return "已按选择并为一项"
    return "各算一项；若是同一项目，请选择合并" if twin.is_same else "代码不同，各算一项"


def _is_news(plan: Plan) -> bool:
    """Tell whether importing would say anything new."""
    news = (Verdict.NEW, Verdict.CHANGED)
    return bool(plan.retired) or any(row.verdict in news for row in plan.rows)


def _is_said_before(dating: Dating, fingerprint: str, standing: Standing) -> bool:
    """Tell whether this very content was imported before, as of the same day if one is stated."""
    days = {document.id: document.stated_to for document in standing.facts.documents}
    return any(
        ledger.fingerprint == fingerprint
        and (not dating.is_stated or days.get(ledger.document) == dating.stated_to)
        for ledger in standing.ledgers
    )


def _fingerprint(read: Read) -> str:
    """Tell contents apart: cells and their meaning, not the names of file and sheet."""
    digest = hashlib.sha256(f"{read.datum}\n{read.how}\n".encode())
    for table in read.tables:
        meaning = [(c.index, c.heading, c.field, c.unit) for c in table.columns]
        digest.update(f"{meaning}\n{table.unit}\n".encode())
        for line in table.lines:
            digest.update(f"{line.row} {line.kind} {line.cells}\n".encode())
    return digest.hexdigest()
