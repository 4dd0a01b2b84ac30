"""What is carried along of a row: every cell as typed, and the columns without a field here."""

from __future__ import annotations

from geo.ledger.entering.rows import Row
from geo.ledger.entry import Gravity
from geo.writing import says_nothing

_UNSAVED = "公式没有保存计算结果，这一格未读；请先在 Excel 中打开并保存，再导入"
_STRIPPED = "含有看不见的控制字符，已去掉"


def details_of(row: Row) -> tuple[tuple[str, str], ...]:
    """Return what stands in the columns that have no field here, heading by heading."""
    pairs = [pair for pair in row.texts(row.sheet.details) if not says_nothing(pair[1])]
    if row.line.group:
        pairs.append(("分组", row.line.group))
    return tuple(pairs)


def cells_of(row: Row) -> dict[str, str]:
    """Keep every cell as typed."""
    return dict(row.texts(row.sheet.kept))


def tell_marked(row: Row) -> None:
    """Tell of cells that were marked when the sheet was read, and of a hidden row."""
    table, number = row.sheet.table, row.line.row
    for spots, gravity, code, text in (
        (table.grid.unsaved, Gravity.WARNING, "formula", _UNSAVED),
        (table.grid.stripped, Gravity.NOTE, "control", _STRIPPED),
    ):
        for column in table.columns if spots else ():
            if (number, column.index) in spots:
                row.tell(gravity, code, text, column)
    if row.line.hidden:
        row.note("hidden", "这一行在表里是隐藏的，照样读入")
