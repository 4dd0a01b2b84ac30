"""What is written to a workspace at once: records to append, never a change to what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from geo.model import Basis, Coded, Document, Feature, Fix, Kind, Row, Statement


class ChangeKind(Coded):
    """What sort of change an entry of the history is."""

    SEEDS = "seeds", "载入种子数据"
    IMPORT = "import", "导入台账"
    ADD = "add", "新增"
    EDIT = "edit", "修改"
    RETIRE = "retire", "撤下"
    OUTLINE = "outline", "导入板块范围"
    LOCATE = "locate", "自动定位"
    PLACE = "place", "人工定位"
    WITHDRAW = "withdraw", "撤回人工定位"
    PLACES_OWN = "own", "补充地名"
    SETTINGS = "settings", "修改设置"
    RESET = "reset", "恢复为种子数据"
    COPY = "copy", "复制工作区"
    UNDO = "undo", "撤销"


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """A row of an imported ledger as it was typed, and what became of it.

    `cells` maps headings to texts; `outcome` is a code of `geo.ledger.entry.Outcome`.
    """

    sheet: str
    row: int
    feature: str | None
    outcome: str
    reason: str
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class LedgerRecord:
    """A ledger that was imported: which document it became, how it was read, and its rows.

    `fingerprint` tells two readings of the same content apart from different ones: it is made of
    all rows as typed, the meaning given to the columns and the datum, not of the file's bytes.
    """

    document: str
    file_name: str
    digest: str
    fingerprint: str
    datum: str
    rows: tuple[LedgerRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Records that belong together: all of them are written, or none.

    Ids carry the number the change will get (`head + 1`), so they are never used twice; see
    `geo.store.Workspace.write`. A feature whose id exists already is a newer version of it;
    `retired` are ids taken off the map, `undone` numbers of changes that no longer count.
    `settings` and `headings` (heading → field code, "" for none) replace single words.
    `from_scratch` leaves everything written before out of account.
    """

    kind: ChangeKind
    words: str
    documents: tuple[Document, ...] = ()
    features: tuple[Feature, ...] = ()
    statements: tuple[Statement, ...] = ()
    fixes: tuple[Fix, ...] = ()
    retired: tuple[str, ...] = ()
    undone: tuple[int, ...] = ()
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    ledger: LedgerRecord | None = None
    from_scratch: bool = False


@dataclass(frozen=True, kw_only=True)
class Change:
    """An entry of the history: who did what when. `counts` is False once it has been undone."""

    number: int
    kind: ChangeKind
    words: str
    operator: str
    at: datetime
    counts: bool
    features: tuple[str, ...]


def new_plate(key: str, name: str, *, unlocated_reason: str = "") -> Feature:
    """Make a plate of which nothing but the name is known."""
    return Feature(
        id=key,
        kind=Kind.PLATE,
        name=name,
        aliases=(),
        plate=key,
        plate_basis=Basis.EXPLICIT,
        plate_reason="板块自身",
        category="",
        unit_note="",
        unlocated_reason=unlocated_reason,
        address="",
        note="",
    )
