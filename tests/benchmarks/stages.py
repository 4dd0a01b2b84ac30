"""Where our time goes: building a document stage by stage, and opening it function by function.

`python -m tests.benchmarks.stages [COUNT]`. In the page the browser's own profiler looks many
times a millisecond which functions are at work; unpacking goes on beside them and is in the whole.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from geo.catalogue import Catalogue, catalogue
from geo.told import Told, told
from layers.document import build
from layers.packing import packed
from layers.payload import payload
from layers.payload.binary import written
from tests.benchmarks.data import made
from tests.benchmarks.measuring import browser, page_of
from tests.benchmarks.telling import RESULTS

COUNT, _EVERY_US = 100_000, 100
# In the order they need each other: each finds the ones before it already made.
_TOLD: tuple[tuple[str, Callable[[Told], object]], ...] = (
    ("读依据", lambda known: known.spoken),
    ("状态、工期的变化", lambda known: known.steps),
    ("灯的变化", lambda known: known.lights),
    ("金额的变化", lambda known: known.amounts),
)
# Functions of the page that hold a stage of their own.
_OPENING = {
    "bytes": "base64 还原",
    "read": "读出各列",
    "decode": "坐标投影",
    "setSpec": "首次筛选",
    "draw": "首次绘图",
}


def main() -> None:
    """Measure one size and write the results' table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    built, html = _built(count)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        opened = _opened(chromium, path.as_uri())
    table = f"{_table(f'生成 {count:,} 项', built)}\n\n{_table(f'打开 {count:,} 项', opened)}\n"
    print(table)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "stages.md").write_text(table, encoding="utf-8")


def _built(count: int) -> tuple[list[tuple[str, float]], str]:
    """Build stage by stage; the last line is the whole of facts that nobody has read before."""
    facts = made(count)
    build(catalogue(made(300)))
    known = told(facts)
    found = [(word, _seconds(stage, known)) for word, stage in _TOLD]
    found.append(("某一天的目录", _seconds(catalogue, facts)))
    whole: Catalogue = catalogue(facts)
    found.append(("选列、编码", _seconds(payload, whole)))
    columns = payload(whole)
    found.append(("排成字节", _seconds(written, columns)))
    found.append(("压缩", _seconds(lambda content: packed(content, "data"), written(columns))))
    fresh = made(count)
    began = time.perf_counter()
    html = build(catalogue(fresh))
    return [*found, ("全程", time.perf_counter() - began)], html


def _seconds(stage: Callable[[Any], object], given: object) -> float:
    began = time.perf_counter()
    stage(given)
    return time.perf_counter() - began


def _opened(chromium: Browser, address: str) -> list[tuple[str, float]]:
    page = page_of(chromium)
    tools = page.context.new_cdp_session(page)
    tools.send("Profiler.enable")
    tools.send("Profiler.setSamplingInterval", {"interval": _EVERY_US})
    tools.send("Profiler.start")
    page.goto(address, wait_until="commit")
    ready = page.evaluate("bench.opened('ours')") / 1000
    profile = tools.send("Profiler.stop")["profile"]
    page.close()
    return [*_spent(profile), ("全程", ready)]


def _spent(profile: dict[str, Any]) -> Iterable[tuple[str, float]]:
    """Sum up what was spent below the outermost call of each function asked for."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    stage: dict[int, str] = {}

    def mark(key: int, within: str) -> None:
        found = within or _OPENING.get(nodes[key]["callFrame"]["functionName"], "")
        stage[key] = found
        for child in nodes[key].get("children", ()):
            mark(child, found)

    mark(profile["nodes"][0]["id"], "")
    spent = dict.fromkeys(_OPENING.values(), 0.0)
    for key, micros in zip(profile["samples"], profile["timeDeltas"], strict=True):
        if stage[key]:
            spent[stage[key]] += micros / 1e6
    return spent.items()


def _table(title: str, rows: Iterable[tuple[str, float]]) -> str:
    lines = [f"| {title} | 秒 |", "| --- | ---: |", *(f"| {w} | {s:.3f} |" for w, s in rows)]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
