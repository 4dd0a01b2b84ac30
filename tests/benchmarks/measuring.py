"""Measures one way of showing so many features: building, opening, filtering and panning."""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from geo.catalogue import catalogue
from geo.model import Facts
from layers.document import build
from tests.benchmarks import plain
from tests.benchmarks.data import made

SIZE = {"width": 1366, "height": 768}
_MIDDLE = (SIZE["width"] // 2 + 100, SIZE["height"] // 2)
_LAUNCH = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
_SCRIPT = Path(__file__).with_name("browser.js")
# (what, how much): seconds, milliseconds, or megabytes of a million bytes.
Sample = tuple[str, float]
Build = Callable[[Facts], tuple[str, list[Sample]]]


@dataclass(frozen=True)
class Size:
    """How many features, and whether one in ten of them is a line or an area."""

    count: int
    mixed: bool = False

    @property
    def words(self) -> str:
        """The size as the results tell it."""
        return f"{self.count:,}" + ("（含线、面）" if self.mixed else "")


@dataclass(frozen=True)
class Runs:
    """How often a build and a page are measured, and after how many seconds it is enough."""

    times: int
    seconds: float

    def __iter__(self) -> Iterator[int]:
        """Count the runs; the first is always made."""
        end = time.monotonic() + self.seconds
        for run in range(self.times):
            if run and time.monotonic() > end:
                return
            yield run


def measured(way: str, size: Size, runs: Runs) -> Iterator[Sample]:
    """Measure a way as often as asked; each sample is given as soon as it is known."""
    facts = made(size.count, mixed=size.mixed)
    build_one = _built_by_us if way == "ours" else _PLAIN[way]
    yield "memory before", _peak_mb()
    for _ in runs:
        # Facts that nobody has read before: what is kept of others is of no use to them.
        html, samples = build_one(replace(facts))
        yield from samples
    yield "file", len(html.encode()) / 1e6
    yield "memory", _peak_mb()
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        for _ in runs:
            yield from _seen(chromium, path.as_uri(), _PAGES[way])


@contextmanager
def browser() -> Iterator[Browser]:
    """Launch Chromium without a window and without a network."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        chromium = playwright.chromium.launch(executable_path=program, args=[*_LAUNCH])
        yield chromium
        chromium.close()


def page_of(chromium: Browser) -> Page:
    """Open a fresh page that measures."""
    page = chromium.new_page(viewport=SIZE)
    page.add_init_script(path=_SCRIPT)
    return page


def _built_by_us(facts: Facts) -> tuple[str, list[Sample]]:
    began = time.perf_counter()
    whole = catalogue(facts)
    ready = time.perf_counter()
    html = build(whole)
    done = time.perf_counter()
    return html, [("catalogue", ready - began), ("build", done - ready)]


def _plainly(write: Callable[..., str]) -> Build:
    def build_one(facts: Facts) -> tuple[str, list[Sample]]:
        frame = plain.located(catalogue(facts))
        began = time.perf_counter()
        html = write(frame)
        return html, [("build", time.perf_counter() - began)]

    return build_one


_PLAIN = {
    "geojson": _plainly(plain.geojson),
    "explore": _plainly(plain.explore),
    "deck": _plainly(plain.deck),
}
# What the scripts in the page know a way by.
_PAGES = {"ours": "ours", "geojson": "leaflet", "explore": "leaflet", "deck": "deck"}


def _seen(chromium: Browser, address: str, way: str) -> Iterator[Sample]:
    page = page_of(chromium)
    page.goto(address, wait_until="commit")
    yield "ready", page.evaluate("way => bench.opened(way)", way) / 1000
    yield from _samples(_dragged(page))
    yield from _samples(page.evaluate("way => bench.filter(way)", way))
    page.close()


def _dragged(page: Page) -> dict[str, list[float]]:
    x, y = _MIDDLE
    page.mouse.move(x, y)
    page.mouse.down()
    found: dict[str, list[float]] = page.evaluate("([x, y]) => bench.drag(x, y)", _MIDDLE)
    page.mouse.up()
    return found


def _samples(found: dict[str, list[float]]) -> Iterator[Sample]:
    return ((what, value) for what, values in found.items() for value in values)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
