"""From an accepted plan to the records it writes, all in one batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geo.batch import Batch, ChangeKind, LedgerRecord, LedgerRow, new_plate
from geo.cells import SEPARATOR
from geo.ledger.entry import Entry, Outcome
from geo.ledger.reconciling.changes import is_news
from geo.ledger.reconciling.matching import Likeness
from geo.ledger.reconciling.plan import Plan, PlannedRow, Verdict, fixes_by_feature, spot_fix
from geo.ledger.reconciling.plates import PlateNames, key_of
from geo.ledger.reconciling.reconcile import Standing
from geo.model import (
    LOOKED_INTO,
    Basis,
    Document,
    Feature,
    Fix,
    Row,
    Statement,
    Status,
)

_PLATE_REASON = "台账所列"
_NO_OUTLINE = "台账只写了板块名称，没有范围"


def batch_of(plan: Plan, standing: Standing) -> Batch:
    """Make the records of a plan; `standing` is what it was made against."""
    return _Writer(plan, standing).batch()


class _Writer:
    """Gives out ids that carry the number of the change to come, so that none is used twice."""

    def __init__(self, plan: Plan, standing: Standing) -> None:
        self._plan = plan
        self._number = plan.head + 1
        self._present = {feature.id for feature in standing.facts.features}
        self._features = {feature.id: feature for feature in standing.everything.features}
        self._fixes = fixes_by_feature(standing.everything)
        self._names = PlateNames(standing.facts)
        self._plates = {
            key_of(name): f"B{self._number}-{n}" for n, name in enumerate(plan.new_plates, start=1)
        }
        self._document = Document(
            id=f"L{self._number}",
            title=plan.file_name,
            stated_from=plan.dating.stated_from,
            stated_to=plan.dating.stated_to,
            window_note=plan.dating.words,
        )
        self._keys = self._give_keys()

    def batch(self) -> Batch:
        plan = self._plan
        # Rows that are joined to another one are written with it.
        written = [
            (n, row, key)
            for n, (row, key) in enumerate(zip(plan.rows, self._keys, strict=True), start=1)
            if key is not None and row.first is None
        ]
        return Batch(
            kind=ChangeKind.IMPORT,
            words=self._words(),
            documents=(self._document,),
            features=(*self._new_plates(), *self._versions(written)),
            statements=(
                *self._plate_statements(),
                *(self._statement(n, _meant(row), key) for n, row, key in written),
            ),
            fixes=tuple(self._new_fixes(written)),
            retired=plan.retired,
            tables={"sections": tuple(self._sections())},
            headings=self._headings(),
            ledger=self._record(),
        )

    def _give_keys(self) -> list[str | None]:
        keys: list[str | None] = []
        for n, row in enumerate(self._plan.rows, start=1):
            if row.verdict is Verdict.REFUSED:
                keys.append(None)
            elif row.first is not None:
                keys.append(keys[row.first])
            else:
                keys.append(row.feature or f"P{self._number}-{n}")
        return keys

    def _words(self) -> str:
        verdicts = "，".join(f"{v.word} {n}" for v, n in self._plan.verdicts.items() if n)
        retired = f"，撤下 {len(self._plan.retired)}" if self._plan.retired else ""
        return f"{self._plan.file_name}：{verdicts}{retired}"

    def _new_plates(self) -> Iterator[Feature]:
        for name in self._plan.new_plates:
            key = self._plates[key_of(name)]
            yield new_plate(key, name, unlocated_reason=_NO_OUTLINE)

    def _versions(self, written: list[tuple[int, PlannedRow, str]]) -> Iterator[Feature]:
        """Make a version of each feature that is new, has changed, or comes back to the map."""
        notes = self._related()
        for _, row, key in written:
            before = self._features.get(key)
            version = self._version(row, key, before)
            if key in notes:
                version = replace(version, details=(*version.details, notes[key]))
            if version != before or key not in self._present:
                yield version

    def _version(self, row: PlannedRow, key: str, before: Feature | None) -> Feature:
        entry = _meant(row)
        plate = self._plate(entry) or (before.plate if before else None)
        given = self._plate(entry) is not None
        located = row.outcome is not Outcome.UNLOCATED
        fresh = Feature(
            id=key,
            kind=before.kind if before else entry.kind,
            name=entry.name,
            aliases=_aliases(entry, before, row.previous_names),
            plate=plate,
            plate_basis=_basis(before, plate, given=given),
            plate_reason=_PLATE_REASON if given else (before.plate_reason if before else ""),
            category=entry.category,
            unit_note=before.unit_note if before else "",
            unlocated_reason="" if located else entry.unlocated_reason,
            address=entry.address,
            note=entry.note,
            code=entry.code,
            details=entry.details,
        )
        return _filled(fresh, before) if before else fresh

    def _plate(self, entry: Entry) -> str | None:
        if self._names.is_none(entry.plate):
            return None
        return self._names.id_of(entry.plate) or self._plates[key_of(entry.plate)]

    def _related(self) -> dict[str, tuple[str, str]]:
        """Where rows came from when the user accepted a merger or a split."""
        notes = {}
        for proposal in self._plan.proposals:
            if not set(proposal.features) <= set(self._plan.retired):
                continue
            names = "、".join(self._features[key].name for key in proposal.features)
            heading = {Likeness.MERGED: "合并自", Likeness.SPLIT: "拆分自"}.get(proposal.likeness)
            for at in proposal.rows:
                key = self._keys[at]
                if heading and key:
                    notes[key] = (heading, names)
        return notes

    def _statement(self, n: int, entry: Entry, key: str) -> Statement:
        return Statement(
            id=f"S-{self._number}-{n}",
            feature=key,
            document=self._document.id,
            section=_section(entry.sheet),
            lines=f"第 {entry.row} 行",
            status=entry.status,
            status_words=entry.status_words,
            period=entry.period,
            period_words=entry.period_words,
            unit=entry.unit,
            unit_basis=Basis.EXPLICIT if entry.unit else Basis.NONE,
            certainty=entry.certainty,
            stated_from=self._document.stated_from,
            stated_to=self._document.stated_to,
            amounts=entry.amounts,
        )

    def _plate_statements(self) -> Iterator[Statement]:
        """Plates are named by the ledger and nothing more is said of them."""
        for n, name in enumerate(self._plan.new_plates, start=1):
            blank = Entry(sheet=_first_sheet(self._plan), row=0, name=name)
            said = self._statement(0, blank, self._plates[key_of(name)])
            yield replace(said, id=f"S-{self._number}-B{n}", lines="", status=Status.UNKNOWN)

    def _new_fixes(self, written: list[tuple[int, PlannedRow, str]]) -> Iterator[Fix]:
        for n, row, key in written:
            if _meant(row).spot is None:
                continue
            fix = spot_fix(
                _meant(row),
                key=f"F-{self._number}-{n}",
                feature=key,
                source=self._document.id,
                source_date=self._document.stated_to.isoformat(),
            )
            if is_news(fix, self._fixes.get(key, ())):
                yield fix

    def _sections(self) -> Iterator[Row]:
        sheets = dict.fromkeys(row.entry.sheet for row in self._plan.rows)
        for sheet in sheets:
            section = _section(sheet)
            yield {"document": self._document.id, "section": section, "title": f"工作表“{sheet}”"}

    def _headings(self) -> dict[str, str]:
        """Remember what the user said a heading means; what the aliases know needs no memory."""
        return {
            column.heading: column.field or ""
            for table in self._plan.tables
            for column in table.columns
            if column.basis == "chosen"
        } | dict(self._plan.corrections)

    def _record(self) -> LedgerRecord:
        return LedgerRecord(
            document=self._document.id,
            file_name=self._plan.file_name,
            digest=self._plan.digest,
            fingerprint=self._plan.fingerprint,
            datum=self._plan.datum,
            rows=tuple(
                LedgerRow(
                    sheet=row.entry.sheet,
                    row=row.entry.row,
                    feature=key,
                    outcome=row.outcome.value,
                    reason=row.reason,
                    cells=row.entry.cells,
                )
                for row, key in zip(self._plan.rows, self._keys, strict=True)
            ),
        )


def _meant(row: PlannedRow) -> Entry:
    return row.meant or row.entry


def _section(sheet: str) -> str:
    return sheet.replace(SEPARATOR.strip(), "／")


def _first_sheet(plan: Plan) -> str:
    return plan.rows[0].entry.sheet


def _basis(before: Feature | None, plate: str | None, *, given: bool) -> Basis:
    if plate is None:
        return Basis.NONE
    return Basis.EXPLICIT if given or before is None else before.plate_basis


def _aliases(entry: Entry, before: Feature | None, former: tuple[str, ...]) -> tuple[str, ...]:
    known = before.aliases if before else ()
    return tuple(dict.fromkeys(name for name in (*known, *former) if name != entry.name))


def _filled(fresh: Feature, before: Feature) -> Feature:
    """Keep what was known where the ledger leaves a cell empty: it says nothing of it."""
    kept = {
        field: getattr(fresh, field) or getattr(before, field)
        for field in ("category", "address", "note", "code")
    }
    details = tuple((dict(before.details) | dict(fresh.details)).items())
    if fresh.unlocated_reason and _is_looked_into(before, kept["address"]):
        kept["unlocated_reason"] = before.unlocated_reason
    return replace(fresh, details=details, **kept)


def _is_looked_into(before: Feature, address: str) -> bool:
    """Tell whether a person could not place it either; that holds until its address changes."""
    return before.unlocated_reason.startswith(LOOKED_INTO) and before.address == address
