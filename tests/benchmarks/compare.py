"""Measures us beside the plain alternatives in one run, and tells it: `make bench`.

`python -m tests.benchmarks.compare [--sizes 300 10000] [--only ours]`. Every cell has a process of
its own; a cell is given up when a single step in it has taken longer than `PATIENCE` seconds.
With options it prints what it measured; without, the results of the README are written anew.
"""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import sys
from collections.abc import Iterable
from multiprocessing.connection import Connection

from tests.benchmarks import in_app, measuring, telling
from tests.benchmarks.measuring import Runs, Size
from tests.benchmarks.telling import OVER, WAYS, Cell, Medians

PATIENCE = 180.0
ENOUGH = 45.0
_LEAVING = 20.0
SIZES = (Size(300), Size(10_000), Size(100_000), Size(100_000, mixed=True), Size(1_000_000))
# Beyond this only we are measured, and less often.
_MOST = 100_000


def main() -> None:
    """Measure what was asked for and tell it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--sizes", nargs="*", type=int)
    asked.add_argument("--only", nargs="*", choices=WAYS)
    options = asked.parse_args()
    sizes = [size for size in SIZES if options.sizes is None or size.count in options.sizes]
    cells = list(_cells(options.only or WAYS, sizes))
    if options.sizes is None and options.only is None:
        telling.keep(cells)
        telling.draw()
    else:
        print(telling.tables(cells))


def _cells(ways: Iterable[str], sizes: Iterable[Size]) -> Iterable[Cell]:
    for size in sizes:
        for way in ways:
            if way == "ours" or size.count <= _MOST:
                cell = Cell(way, size, _medians(way, size))
                print(way, size.words, cell.medians, flush=True)
                yield cell


def _medians(way: str, size: Size) -> Medians:
    """Measure a cell in a process of its own; what was not reached in time is `OVER`."""
    process_of = multiprocessing.get_context("spawn")
    heard, said = process_of.Pipe(duplex=False)
    runs = Runs(5 if size.count <= _MOST else 3, ENOUGH)
    process = process_of.Process(target=_work, args=(said, way, size, runs))
    process.start()
    said.close()
    samples: dict[str, list[float]] = {}
    waits = PATIENCE + size.count / 1000  # the facts are made and read first, which nobody times
    try:
        while heard.poll(waits):
            what, value = heard.recv()
            samples.setdefault(what, []).append(value)
    except EOFError:
        process.join()
        if process.exitcode:
            raise RuntimeError(f"{way}, {size.words}: the measuring failed") from None
        return telling.medians(samples)
    process.terminate()
    process.join(_LEAVING)
    process.kill()
    return telling.medians(samples) | {"over": OVER}


def _work(said: Connection, way: str, size: Size, runs: Runs) -> None:
    # Given up, it still ends the browser and the server it began.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    measured = (
        in_app.measured(size, runs) if way == "st_folium" else measuring.measured(way, size, runs)
    )
    for sample in measured:
        said.send(sample)


if __name__ == "__main__":
    main()
