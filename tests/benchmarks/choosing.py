"""What a choice in the sidebar takes with 10,000 features, beside the same widgets without a map.

From the click until everything that follows from it is there: with us the map shows the choice
too. Every choice is a new one, so that nothing is remembered. Beside us stand our own page without
its map, and one with nothing but such widgets: its labels carry no numbers that change.
`python -m tests.benchmarks.choosing [COUNT]`.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from geo import store, workspaces
from geo.model import Status
from tests.benchmarks.data import made
from tests.benchmarks.measuring import SIZE, browser
from tests.browser.serving import ROOT, served

COUNT, PAUSE_MS, POLL_MS = 10_000, 500, 5
# The first one warms up: programs are loaded when they are first needed.
CHOICES = [status.word for status in Status if status is not Status.UNKNOWN]
_DONE = "[data-testid=stApp][data-test-script-state=notRunning]"
_HEADLINE = "document.querySelector('.headline dd').textContent"
# Scripts, and how the page tells how many features it shows.
APPS = (
    ("本应用", "app.py", _HEADLINE),
    ("同一页，没有地图", "tests/benchmarks/unmapped_app.py", _HEADLINE),
    ("只有控件", "tests/benchmarks/mapless_app.py", "document.querySelector('#shown').textContent"),
)


def shown(page, told):
    """Return how many features the page tells of; None while it still works, or its map does."""
    if not page.query_selector(_DONE):
        return None
    number = int(page.evaluate(told))
    maps = [frame for frame in page.frames[1:] if frame.evaluate("Boolean(window.platemap)")]
    if any(frame.evaluate("platemap.counts().shown") != number for frame in maps):
        return None
    return number


def wait_for_another(page, told, before):
    while (number := shown(page, told)) in (None, before):
        page.wait_for_timeout(POLL_MS)
    return number


def choices(page, address, told):
    """Choose one status more each time; return the milliseconds each took but the first."""
    page.goto(address)
    page.wait_for_selector("#shown, .headline dd", timeout=300_000)
    page.wait_for_timeout(4_000)
    number, times = shown(page, told), []
    for word in CHOICES:
        page.wait_for_timeout(PAUSE_MS)
        began = time.perf_counter()
        page.get_by_test_id("stSidebar").get_by_role("button", name=word).first.click()
        number = wait_for_another(page, told, number)
        times.append(1000 * (time.perf_counter() - began))
    return times[1:]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        path = Path(folder) / "台账.db"
        batch = workspaces.seeds_batch(facts=made(count))
        store.create(path, operator="快慢", batch=batch).close()
        for name, script, told in APPS:
            with served(script=script, PLATEMAP_WORKSPACE=path, PYTHONPATH=ROOT) as address:
                page = chromium.new_page(viewport=SIZE)
                times = choices(page, address, told)
                median, slow = statistics.median(times), max(times)
                print(f"{name}，{count} 项：选一个状态 {median:.0f} 毫秒，最慢 {slow:.0f} 毫秒")


if __name__ == "__main__":
    main()
