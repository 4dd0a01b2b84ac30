"""From outlines to records: new extents of known plates, and plates the workspace did not have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import shapely

from geo.batch import Batch, ChangeKind, new_plate
from geo.errors import InputError
from geo.ledger.reconciling.plates import PlateNames
from geo.model import (
    Basis,
    Document,
    Facts,
    Feature,
    Fix,
    Kind,
    Method,
    Role,
    Row,
    Statement,
    Status,
)
from geo.outline.reading import Outline, Outlines

# In place of a plate's id: the outline is of a plate that is to be added.
NEW = "new"
_SECTION = "板块范围"


def match(facts: Facts, outlines: Outlines) -> dict[int, str]:
    """Propose for outlines, by their place in `outlines.outlines`, the plate of the same name.

    Ids, full and short names and aliases count; an outline without a known name is left out.
    """
    plates = PlateNames(facts)
    named = {k: plates.id_of(o.name) for k, o in enumerate(outlines.outlines) if o.name}
    return {k: plate for k, plate in named.items() if plate}


def batch(
    facts: Facts,
    head: int,
    outlines: Outlines,
    *,
    day: date,
    accuracy_m: int,
    matched: Mapping[int, str],
) -> Batch:
    """Make the records of an upload.

    Args:
        facts: the workspace.
        head: the number of its newest change; ids carry the next.
        outlines: what was read of the file.
        day: the day the outlines are of.
        accuracy_m: how well the drawn edge is known, in metres, as the user tells.
        matched: place of an outline → id of its plate, or `NEW`. Outlines of one plate are
            joined; those left out are not taken over.

    Raises:
        InputError: a plate is not known, a new one has no name or the name of a known one, or
            nothing was matched.

    """
    joined = list(_joined(facts, outlines, matched))
    if not joined:
        raise InputError("没有指定任何板块，请至少为一个图形选择板块")
    maker = _Maker(head + 1, outlines, day, accuracy_m)
    for number, (plate, parts) in enumerate(joined, 1):
        maker.add(number, plate, parts)
    return maker.batch()


def _joined(
    facts: Facts, outlines: Outlines, matched: Mapping[int, str]
) -> Iterator[tuple[Feature | None, list[Outline]]]:
    """Yield each plate (None for a new one) with its outlines."""
    plates = {f.id: f for f in facts.features if f.kind is Kind.PLATE}
    known = PlateNames(facts)
    groups: dict[tuple[str, str], list[Outline]] = defaultdict(list)
    for k, plate in sorted(matched.items()):
        outline = outlines.outlines[k]
        if plate == NEW and not outline.name:
            raise InputError(f"第 {outline.number} 个图形没有名称，不能作为新板块，请先命名")
        if plate == NEW and known.id_of(outline.name):
            raise InputError(f"已有名为“{outline.name}”的板块，请改选它，不要新增")
        if plate != NEW and plate not in plates:
            raise InputError(f"没有编号为“{plate}”的板块，请重新选择")
        groups[plate, outline.name if plate == NEW else ""].append(outline)
    for (plate, _), parts in groups.items():
        yield plates.get(plate), parts


class _Maker:
    """Gathers the records of one change."""

    def __init__(self, change: int, outlines: Outlines, day: date, accuracy_m: int) -> None:
        self._change, self._outlines, self._accuracy_m = change, outlines, accuracy_m
        self._day = day
        self._document = Document(
            id=f"O{change}",
            title=f"板块范围文件 {outlines.file}",
            stated_from=day,
            stated_to=day,
        )
        self._features: list[Feature] = []
        self._statements: list[Statement] = []
        self._fixes: list[Fix] = []

    def add(self, number: int, plate: Feature | None, parts: Sequence[Outline]) -> None:
        if plate is None:
            plate = new_plate(f"B{self._change}-{number}", parts[0].name)
            self._features.append(plate)
            self._statements.append(self._statement(number, plate))
        elif plate.unlocated_reason:
            # It is located now, and geo.check wants no reason beside a place.
            self._features.append(replace(plate, unlocated_reason=""))
        self._fixes.append(self._fix(number, plate, parts))

    def batch(self) -> Batch:
        """Make the batch. Only a statement needs a document: one more would move the as-of date."""
        document = self._document
        plates = len(self._fixes)
        return Batch(
            kind=ChangeKind.OUTLINE,
            words=f"导入板块范围 {self._outlines.file}：{plates} 个板块",
            documents=(document,) if self._statements else (),
            features=tuple(self._features),
            statements=tuple(self._statements),
            fixes=tuple(self._fixes),
            tables={
                "sources": (self._source(),),
                **({"sections": (self._section(),)} if self._statements else {}),
            },
        )

    def _statement(self, number: int, plate: Feature) -> Statement:
        return Statement(
            id=f"S-{self._change}-{number}",
            feature=plate.id,
            document=self._document.id,
            section=_SECTION,
            lines="",
            status=Status.UNKNOWN,
            status_words="",
            period=None,
            period_words="",
            unit="",
            unit_basis=Basis.NONE,
            certainty=Basis.NONE,
            stated_from=self._day,
            stated_to=self._day,
            note="范围文件只给出边界，没有说状态",
        )

    def _fix(self, number: int, plate: Feature, parts: Sequence[Outline]) -> Fix:
        which = "、".join(str(part.number) for part in parts)
        notes = dict.fromkeys(note for part in parts for note in part.notes)
        basis = f"用户上传的板块范围文件“{self._outlines.file}”第 {which} 个图形"
        return Fix(
            id=f"F-{self._change}-{number}",
            feature=plate.id,
            role=Role.EXTENT,
            method=Method.OFFICIAL,
            accuracy_m=self._accuracy_m,
            datum=self._outlines.datum.value,
            geometry=shapely.union_all([part.geometry for part in parts]),
            address="",
            source=self._document.id,
            source_date=self._day.isoformat(),
            basis="；".join((basis, *notes)),
        )

    def _source(self) -> Row:
        return {
            "id": self._document.id,
            "title": self._document.title,
            "publisher": "用户上传",
            "reference": self._outlines.file,
            "date": self._day.isoformat(),
            "licence": "",
            "used_for": _SECTION,
        }

    def _section(self) -> Row:
        return {"document": self._document.id, "section": _SECTION, "title": _SECTION}
