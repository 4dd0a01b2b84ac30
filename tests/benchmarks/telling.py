"""Tells what was measured: the medians as a file; of it tables, a plot, and what the README says.

`python -m tests.benchmarks.telling` writes these anew from the file.
"""

from __future__ import annotations

import csv
import os
import platform
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import plotting
from tests.benchmarks.measuring import Size

RESULTS = Path(__file__).with_name("results")
_README = Path(__file__).resolve().parents[2] / "README.md"
# Between these lines the README says what was measured.
_BEGIN, _END = "<!-- 快慢：make bench 写在这里 -->", "<!-- 快慢完 -->"
# Stands for a step that took longer than anybody waits.
OVER = float("inf")
WAYS = {
    "ours": "本应用",
    "geojson": "folium.GeoJson",
    "explore": "GeoDataFrame.explore",
    "st_folium": "st_folium",
    "deck": "pydeck",
}
Medians = dict[str, float]
# Heading, and what stands under it.
_COLUMNS = (
    ("文件 MB", "file"),
    ("生成 秒", "build"),
    ("打开→可用 秒", "ready"),
    ("筛选→画出 毫秒", "filter"),
    ("日期→画出 毫秒", "date"),
    ("拖动每帧 毫秒", "pan"),
    ("松手→画出 毫秒", "released"),
)
_PACKAGES = ("folium", "geopandas", "streamlit", "streamlit-folium", "pydeck")


@dataclass(frozen=True)
class Cell:
    """What was measured of one way at one size."""

    way: str
    size: Size
    medians: Mapping[str, float]


def medians(samples: Mapping[str, Sequence[float]]) -> Medians:
    """Take the median of each thing measured; of our two ways to filter the slower counts."""
    found = {what: statistics.median(values) for what, values in samples.items()}
    if "hook" in found:
        found["filter"] = max(found["filter"], found.pop("hook"))
    return found


def keep(cells: Iterable[Cell]) -> None:
    """Write the medians with the machine they were measured on."""
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / "medians.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow((_machine(),))
        for cell in cells:
            for what, value in cell.medians.items():
                rows.writerow(
                    (cell.way, cell.size.count, int(cell.size.mixed), what, f"{value:.5g}")
                )


def draw() -> None:
    """Write tables, plot and the README's lines of the medians kept."""
    with (RESULTS / "medians.csv").open(encoding="utf-8", newline="") as file:
        (machine,), *rows = csv.reader(file)
    known: dict[tuple[str, Size], Medians] = {}
    for way, count, mixed, what, value in rows:
        size = Size(int(count), mixed == "1")
        known.setdefault((way, size), {})[what] = float(value)
    cells = [Cell(way, size, found) for (way, size), found in known.items()]
    (RESULTS / "table.md").write_text(f"{machine}\n\n{tables(cells)}\n", encoding="utf-8")
    (RESULTS / "plot.svg").write_text(plotting.plot(_lines(cells)), encoding="utf-8")
    before, rest = _README.read_text(encoding="utf-8").split(_BEGIN)
    after = rest.split(_END)[1]
    said = f"{before}{_BEGIN}\n{_summary(cells)}\n\n{machine}\n{_END}{after}"
    _README.write_text(said, encoding="utf-8")


def tables(cells: Iterable[Cell]) -> str:
    """Write a Markdown table for each size."""
    by_size: dict[Size, list[Cell]] = {}
    for cell in cells:
        by_size.setdefault(cell.size, []).append(cell)
    return "\n\n".join(_table(size, group) for size, group in by_size.items())


def _summary(cells: Sequence[Cell]) -> str:
    """Write our numbers over the sizes, and how far ahead of folium.GeoJson they are."""
    ours = [cell for cell in cells if cell.way == "ours"]
    lines = [
        ["本应用", *(f"{cell.size.words} 项" for cell in ours)],
        ["---", *["---:"] * len(ours)],
        *([heading, *(_told(cell, what) for cell in ours)] for heading, what in _COLUMNS),
    ]
    theirs = {cell.size: cell for cell in cells if cell.way == "geojson"}
    ahead = [_ahead(cell, theirs[cell.size]) for cell in ours if cell.size in theirs]
    return f"{_markdown(lines)}\n\n与 folium.GeoJson 比：{'；'.join(ahead)}。"


def _ahead(ours: Cell, theirs: Cell) -> str:
    pairs = (
        ("file", "file", "文件"),
        ("ready", "ready", "打开"),
        ("filter", "filter", "筛选"),
        ("filter", "hidden", "它只改样式时的筛选"),
    )
    times = [
        f"{word} {theirs.medians[its] / ours.medians[own]:.1f} 倍"
        for own, its, word in pairs
        if its in theirs.medians
    ]
    return f"{ours.size.words} 项，{'、'.join(times) or '它超过 180 秒'}"


def _markdown(lines: Iterable[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _table(size: Size, cells: Sequence[Cell]) -> str:
    head = [f"{size.words} 项", *(heading for heading, _ in _COLUMNS)]
    lines = [head, ["---", *["---:"] * len(_COLUMNS)], *map(_row, cells)]
    notes = [_memory(cell) for cell in cells if cell.way == "ours" and "memory" in cell.medians]
    return _markdown(lines) + "".join(notes)


def _row(cell: Cell) -> list[str]:
    return [WAYS[cell.way], *(_told(cell, what) for _, what in _COLUMNS)]


def _told(cell: Cell, what: str) -> str:
    found = cell.medians
    if what in found:
        hidden = f"（只改样式 {_number(found['hidden'])}）" if _is_hiding(found, what) else ""
        return _number(found[what]) + hidden
    return "超过 180 秒" if "over" in found and what != "date" else "—"


def _is_hiding(found: Mapping[str, float], what: str) -> bool:
    return what == "filter" and "hidden" in found


def _memory(cell: Cell) -> str:
    found = cell.medians
    return (
        f"\n\n本应用：先由数据得目录 {_number(found['catalogue'])} 秒，再由目录得文件"
        f" {_number(found['build'])} 秒；内存峰值 {found['memory'] / 1000:.2f} GB，"
        f"其中数据本身 {found['memory before'] / 1000:.2f} GB。"
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _lines(cells: Iterable[Cell]) -> dict[str, dict[str, list[tuple[int, float]]]]:
    """Return what → way → its values over the sizes, for the sizes of points."""
    found: dict[str, dict[str, list[tuple[int, float]]]] = {}
    for cell in cells:
        for _, what in _COLUMNS:
            if what in cell.medians and not cell.size.mixed:
                ways = found.setdefault(what, {})
                ways.setdefault(WAYS[cell.way], []).append((cell.size.count, cell.medians[what]))
    return found


def _machine() -> str:
    model = next(
        (line.split(":")[1].strip() for line in _lines_of("/proc/cpuinfo") if "model name" in line),
        platform.processor() or platform.machine(),
    )
    program = shutil.which("chromium") or shutil.which("google-chrome") or ""
    browser = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    packages = "、".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        f"{date.today().isoformat()} 测于 {model}，{os.cpu_count()} 核；"
        f"无界面 {browser.stdout.strip().split(' built')[0]}，断网，1366×768；"
        f"Python {platform.python_version()}，{packages}。各为中位数，一格量五次，费时的少几次。"
    )


def _lines_of(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


if __name__ == "__main__":
    draw()
