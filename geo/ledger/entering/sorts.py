"""What sort of thing a row is, and whose plate it belongs to."""

from __future__ import annotations

from geo.ledger.entering.rows import Row
from geo.ledger.heading import groups
from geo.model import Kind

_KINDS = {word: kind for kind in Kind if kind is not Kind.PLATE for word in (kind.value, kind.word)}


def kind_of(row: Row) -> Kind:
    """Return what sort of thing a row is; a word that names none is told."""
    words = row.said("kind")
    if words and words.lower() not in _KINDS:
        known = "、".join(kind.word for kind in Kind if kind is not Kind.PLATE)
        row.note("kind", f"类别“{words}”不是{known}之一，按项目读入", "kind")
    return _KINDS.get(words.lower(), Kind.PROJECT)


def plate_of(row: Row) -> str:
    """Return the plate in its column, else of the group above, else the sheet's name; or ""."""
    if "plate" in row.sheet.columns:
        return row.said("plate")
    group, sheet = row.line.group, row.sheet.table.grid.name.strip()
    if plate := groups.plate_of(group):
        return plate
    if not groups.is_plate(sheet) or groups.is_of_district(group):
        return ""
    row.note("sheet", f"板块按工作表名“{sheet}”记")
    return sheet
