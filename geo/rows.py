"""Reads the rows of a facts folder's CSV files; faults of a file are gathered, not raised."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from geo.model import Row

Numbered = tuple[int, Row]


def read(folder: Path, name: str, columns: Sequence[str], faults: list[str]) -> list[Numbered]:
    """Read a CSV file strictly: every row as long as its heading, every quote closed.

    Args:
        folder: the facts folder.
        name: the file in it, as it is named in faults ("base/roads.csv").
        columns: the columns the file must have.
        faults: what is wrong is added here, in Chinese.

    Returns:
        The line number and the trimmed cells of each row that is sound.

    """
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return _rows(file, name, columns, faults)
    except FileNotFoundError:
        faults.append(f"缺少文件 {name}")
    except OSError as error:
        faults.append(f"{name}：文件打不开（{error.strerror}）")
    except UnicodeDecodeError:
        faults.append(f"{name}：文件不是 UTF-8 编码，请另存为“CSV UTF-8”")
    return []


def _rows(file: TextIO, name: str, columns: Sequence[str], faults: list[str]) -> list[Numbered]:
    lines = csv.reader(file, strict=True)
    rows: list[Numbered] = []
    try:
        heading = [cell.strip() for cell in next(lines, [])]
        missing = [column for column in columns if column not in heading]
        if missing:
            faults.append(f"{name}：缺少列 {'、'.join(missing)}，请对照 seeds/README.md")
            return []
        for cells in lines:
            if len(cells) == len(heading):
                trimmed = (cell.strip() for cell in cells)
                rows.append((lines.line_num, dict(zip(heading, trimmed, strict=True))))
            elif cells:
                faults.append(
                    f"{name} 第 {lines.line_num} 行：有 {len(cells)} 格，应为 {len(heading)} 格；"
                    "文字里有英文逗号或引号时，整格要加引号"
                )
    except csv.Error:
        faults.append(f"{name} 第 {lines.line_num} 行：引号没有成对，或一格文字过长")
    return rows
