"""Measures streamlit-folium: a session opened, then choices made in it, until the map is painted.

It fetches Leaflet from the network: without, its map stays empty. Here it is handed the file.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from playwright.sync_api import Browser, Error, Frame, Page

from geo.model import Status
from tests.benchmarks import plain
from tests.benchmarks.measuring import Runs, Sample, Size, browser, page_of
from tests.browser.serving import ROOT, served

_CHOICES = ("planned", "building", "completed")
_POLL_MS = 5
WORDS = {status.value: status.word for status in Status}


def measured(size: Size, runs: Runs) -> Iterator[Sample]:
    """Measure as often as asked, once the server has the data; see `measuring.measured`."""
    options = (str(size.count), *(["mixed"] if size.mixed else []))
    app = {"script": "tests/benchmarks/st_folium_app.py", "arguments": options, "PYTHONPATH": ROOT}
    with served(**app) as address, browser() as chromium:
        # The first session waits for the data to be made, which is not asked.
        _opened(chromium, address).close()
        for _ in runs:
            began = time.perf_counter()
            page = _opened(chromium, address)
            yield "ready", time.perf_counter() - began
            yield from _choices(page)
            page.close()


def _opened(chromium: Browser, address: str) -> Page:
    page = _page(chromium)
    page.goto(address)
    _wait(page, [])
    return page


def _page(chromium: Browser) -> Page:
    """Open a fresh page. What would come from the network is Leaflet, and it is given that."""
    page = page_of(chromium)
    script = plain.leaflet_file("leaflet.js")
    page.route("**/leaflet.js", lambda route: route.fulfill(path=script))
    return page


def _choices(page: Page) -> Iterator[Sample]:
    """Choose status after status, and drop each again."""
    for code in _CHOICES:
        for shown in ([code], []):
            began = time.perf_counter()
            page.get_by_role("button", name=WORDS[code], exact=True).click()
            _wait(page, shown)
            yield "filter", 1000 * (time.perf_counter() - began)


def _wait(page: Page, chosen: list[str]) -> None:
    while not any(_shown(frame) == ",".join(chosen) for frame in page.frames[1:]):
        page.wait_for_timeout(_POLL_MS)


def _shown(frame: Frame) -> object:
    try:
        return frame.evaluate("window.shown")
    except Error:  # the frame was replaced, or has no map yet
        return None
