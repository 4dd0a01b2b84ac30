"""What importing a ledger would do: every row with its outcome, nothing written yet.

Rows read = mapped + approximate + unlocated + refused, and a row's outcome is the place its
feature has afterwards, so that the numbers are those of the map.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shapely.geometry import Point

from geo.batch import LedgerRecord
from geo.ledger.dating import Dating
from geo.ledger.entry import Entry, Finding, Gravity, Outcome
from geo.ledger.heading.tables import Skipped
from geo.ledger.reconciling.matching import Known, Likeness, Proposal, folded, match, proposals
from geo.ledger.table import Line, RowKind, Table
from geo.model import Certainty, Coded, Facts, Feature, Fix, Kind, Role
from geo.places import place_of

# A ledger is the successor of an earlier one when it names at least this share of its features.
SHARED_FROM = 1 / 3
_OUTCOMES = {
    Certainty.EXACT: Outcome.MAPPED,
    Certainty.APPROX: Outcome.APPROXIMATE,
    Certainty.SCHEMATIC: Outcome.APPROXIMATE,
    Certainty.NONE: Outcome.UNLOCATED,
}
GONE, DUPLICATES = "gone", "duplicates"


class Verdict(Coded):
    """A row beside what the workspace holds already."""

    NEW = "new", "新增"
    SAME = "same", "无变化"
    CHANGED = "changed", "有变化"
    JOINED = "joined", "并入他行"
    REFUSED = "refused", "未读入"


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """A row and what becomes of it. `feature` is the id it continues, None for a new one.

    `first` is the position of the row it is counted with, when the user merges duplicates;
    `meant` is the entry that is written, the row's own or what several rows agree on.
    """

    entry: Entry
    feature: str | None
    verdict: Verdict
    outcome: Outcome
    changes: tuple[str, ...] = ()
    previous_names: tuple[str, ...] = ()
    first: int | None = None
    meant: Entry | None = None

    @property
    def reason(self) -> str:
        """Why the row is not, or not exactly, on the map, and everything else found in it."""
        entry = self.entry
        lost = self.outcome is Outcome.UNLOCATED
        told = {finding.text for finding in entry.findings}
        why = entry.unlocated_reason if lost and entry.unlocated_reason not in told else ""
        texts = [why, *(finding_words(finding) for finding in entry.findings)]
        return "；".join(dict.fromkeys(filter(None, texts)))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A ledger set against a workspace, made when its newest change was `head`."""

    file_name: str
    digest: str
    fingerprint: str
    datum: str
    corrections: Mapping[str, str]
    head: int
    dating: Dating
    rows: tuple[PlannedRow, ...]
    skipped: tuple[Skipped, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    previous: str
    previous_datum: str
    gone: tuple[Feature, ...]
    proposals: tuple[Proposal, ...]
    accepted: frozenset[str]
    new_plates: tuple[str, ...]
    repeats: bool

    @property
    def totals(self) -> dict[Outcome, int]:
        """Rows by outcome; they add up to the rows read."""
        counts = Counter(row.outcome for row in self.rows)
        return {outcome: counts[outcome] for outcome in Outcome}

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """Rows by what is new in them; they add up to the rows read."""
        counts = Counter(row.verdict for row in self.rows)
        return {verdict: counts[verdict] for verdict in Verdict}

    @property
    def left_out(self) -> list[tuple[Table, Line]]:
        """Rows that were recognised as no project: totals, group rows, headings, notes."""
        return [
            (table, line)
            for table in self.tables
            for line in table.lines
            if line.kind not in (RowKind.DATA, RowKind.BLANK)
        ]

    @property
    def retired(self) -> tuple[str, ...]:
        """Ids taken off the map by what was accepted: merged or split ones, and those gone."""
        done = [p for p in self.proposals if _is_accepted(p, self.accepted)]
        ids = [key for p in done if p.likeness is not Likeness.RENAMED for key in p.features]
        ids += [f.id for f in self.gone if {GONE, gone_key(f)} & self.accepted]
        return tuple(dict.fromkeys(ids))

    @property
    def twins(self) -> dict[int, Twin]:
        """Rows that may be counted as one with an earlier row: position → its twin."""
        found = duplicates([row.entry for row in self.rows])
        return {at: twin for at, twin in found.items() if twin.is_same}


def gone_key(feature: Feature) -> str:
    """Name the decision to take a feature off the map that the ledger no longer lists."""
    return f"{GONE}:{feature.id}"


def twin_key(entry: Entry) -> str:
    """Name the decision to count a row as one with the earlier row of its name or code."""
    return f"{DUPLICATES}:{entry.sheet}:{entry.row}"


def finding_words(finding: Finding) -> str:
    """Write a finding with its column: “总投资（E 列）：没有写单位”."""
    column = f"{finding.heading}（{finding.letter} 列）：" if finding.letter else ""
    return f"{column}{finding.text}"


def is_refused(entry: Entry) -> bool:
    """Tell whether a row cannot be read as a project."""
    return any(finding.gravity is Gravity.REFUSAL for finding in entry.findings)


def previous_ledger(
    keys: Iterable[str | None], ledgers: Iterable[LedgerRecord]
) -> LedgerRecord | None:
    """Find the newest ledger this one continues: it names a good share of its features."""
    named = set(keys)
    for ledger in ledgers:
        listed = {row.feature for row in ledger.rows if row.feature}
        if listed and len(listed & named) >= SHARED_FROM * len(listed):
            return ledger
    return None


@dataclass(frozen=True, kw_only=True)
class Matched:
    """Entries beside features: which continues which, what is gone, what may be related.

    `previous` is the file name of the ledger this one continues and `previous_datum` what its
    coordinates were declared to be; both "" when it continues none.
    """

    keys: tuple[str | None, ...]
    previous: str
    previous_datum: str
    gone: tuple[Feature, ...]
    proposals: tuple[Proposal, ...]
    known: Mapping[str, Known]


def matched(
    entries: Sequence[Entry],
    facts: Facts,
    everything: Facts,
    ledgers: Sequence[LedgerRecord],
    accepted: Collection[str],
) -> Matched:
    """Match entries with the workspace; accepted renamings are applied.

    What was taken off the map comes back when a row is about it and about nothing else.
    """
    known = {one.feature.id: one for one in _known(everything, ledgers)}
    present = {feature.id for feature in facts.features}
    readable = [replace(e, name="") if is_refused(e) else e for e in entries]
    keys = match(readable, [one for key, one in known.items() if key in present])
    away = [one for key, one in known.items() if key not in present]
    if away:
        left = [replace(e, name="") if key else e for e, key in zip(readable, keys, strict=True)]
        back = match(left, away)
        keys = [key or returning for key, returning in zip(keys, back, strict=True)]
    previous = previous_ledger(keys, ledgers)
    listed = [row.feature for row in previous.rows if row.feature] if previous else []
    named = set(keys)
    gone = [
        known[key].feature for key in dict.fromkeys(listed) if key in present and key not in named
    ]
    offered = proposals(readable, keys, gone)
    for proposal in offered:
        if proposal.likeness is Likeness.RENAMED and _is_accepted(proposal, accepted):
            keys[proposal.rows[0]] = proposal.features[0]
    named = set(keys)
    return Matched(
        keys=tuple(keys),
        previous=previous.file_name if previous else "",
        previous_datum=previous.datum if previous else "",
        gone=tuple(feature for feature in gone if feature.id not in named),
        proposals=tuple(offered),
        known=known,
    )


@dataclass(frozen=True, kw_only=True)
class Twin:
    """An earlier row of the same code or name; `is_same` when nothing says they are two."""

    first: int
    by_code: bool
    is_same: bool


def duplicates(entries: Sequence[Entry]) -> dict[int, Twin]:
    """Find rows that have the code or the name of an earlier row: position → its twin."""
    codes: dict[str, int] = {}
    names: dict[tuple[Kind, str], int] = {}
    found = {}
    for at, entry in enumerate(entries):
        if is_refused(entry):
            continue
        code, name = folded(entry.code), (entry.kind, folded(entry.name))
        if entry.code and code in codes:
            alike = folded(entries[codes[code]].name) == folded(entry.name)
            found[at] = Twin(first=codes[code], by_code=True, is_same=alike)
        elif name in names:
            other = folded(entries[names[name]].code)
            alike = not (code and other and code != other)
            found[at] = Twin(first=names[name], by_code=False, is_same=alike)
        codes.setdefault(code, at)
        names.setdefault(name, at)
    return found


def outcome_of(entry: Entry, fixes: Iterable[Fix]) -> Outcome:
    """Tell where a row's feature will stand, given all fixes it will have."""
    if is_refused(entry):
        return Outcome.REFUSED
    return _OUTCOMES[place_of(fixes).certainty]


def spot_fix(
    entry: Entry, *, key: str = "", feature: str = "", source: str = "", source_date: str = ""
) -> Fix:
    """Make the fix a row gives; it must have a spot.

    Of a place found from its address, who found it is the source; of coordinates, the ledger.
    """
    spot = entry.spot
    assert spot is not None
    return Fix(
        id=key,
        feature=feature,
        role=Role.PLACE,
        method=spot.method,
        accuracy_m=spot.accuracy_m,
        datum=spot.datum,
        geometry=spot.shape or Point(spot.at.lon, spot.at.lat),
        address=spot.words if spot.provider else entry.address,
        source=spot.provider or source,
        source_date=source_date,
        basis=spot.basis,
    )


def _is_accepted(proposal: Proposal, accepted: Collection[str]) -> bool:
    return proposal.likeness.value in accepted or proposal.key in accepted


def _known(facts: Facts, ledgers: Sequence[LedgerRecord]) -> list[Known]:
    cells: dict[str, Mapping[str, str]] = {}
    for ledger in reversed(ledgers):
        # Of several rows that are one project the first stands for all.
        cells |= {row.feature: row.cells for row in reversed(ledger.rows) if row.feature}
    return [Known(feature=f, cells=cells.get(f.id)) for f in facts.features if f.id != f.plate]


def fixes_by_feature(facts: Facts) -> dict[str, list[Fix]]:
    """Group fixes by the feature they place."""
    grouped: dict[str, list[Fix]] = defaultdict(list)
    for fix in facts.fixes:
        grouped[fix.feature].append(fix)
    return grouped
