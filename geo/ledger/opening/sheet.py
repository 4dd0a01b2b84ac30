"""A worksheet as it is read, and what has to be told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from geo.ledger.grid import Grid, Merge, Spot, Value
from geo.texts import letter

_TOLD = 5


@dataclass(kw_only=True)
class Sheet:
    """What a worksheet holds; `long` numbers have lost digits, `dateless` ones are no days."""

    name: str
    is_hidden: bool = False
    rows: dict[int, list[Value]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[Spot, str] = field(default_factory=dict)
    unsaved: set[Spot] = field(default_factory=set)
    stripped: set[Spot] = field(default_factory=set)
    errors: list[Spot] = field(default_factory=list)
    long: list[Spot] = field(default_factory=list)
    dateless: list[Spot] = field(default_factory=list)

    def grid(self) -> Grid:
        """Make the grid; all its rows are as wide as the widest."""
        width = max(map(len, self.rows.values()), default=0)
        blank: list[Value] = [None] * width
        return Grid(
            name=self.name,
            rows={
                row: tuple(values if len(values) == width else values + blank[len(values) :])
                for row, values in self.rows.items()
            },
            hidden=self.is_hidden,
            merges=tuple(self.merges),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            unsaved=frozenset(self.unsaved),
            stripped=frozenset(self.stripped),
            formats=self.formats,
        )

    def notes(self) -> Iterator[str]:
        """Tell (in Chinese) of cells that are not what they were meant to be."""
        for spots, words in (
            (self.errors, "公式出错（#REF! 之类），按原文读入；请在 Excel 中改正"),
            (self.long, "数字超过 15 位，Excel 存不下，末尾已失真；请把该列设为文本格式后重新填写"),
            (self.dateless, "设成了日期格式，但数字不是日期，按数字读入；请核对"),
            (self.unsaved, "公式没有保存计算结果；请先在 Excel 中打开并保存，再导入"),
        ):
            if spots:
                yield f"工作表“{self.name}”：{_listed(sorted(spots))}{words}"


def spot_name(spot: Spot) -> str:
    """Name a cell as spreadsheets do, such as B3."""
    return f"{letter(spot[1])}{spot[0]}"


def _listed(spots: Iterable[Spot]) -> str:
    told = [spot_name(spot) for spot in spots]
    more = f" 等 {len(told)} 格" if len(told) > _TOLD else " "
    return "、".join(told[:_TOLD]) + more
