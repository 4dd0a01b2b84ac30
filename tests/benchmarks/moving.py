"""How long a document of 2,000 features takes to stand on another date.

From the call to the first frame callback after everything of that frame is drawn: status, phases,
lights, counts, list and map. Every date on which anything changes, forth; the medians, and what
the slowest tenth take. Then the same with each tab of the board open. Run by hand:
`python -m tests.benchmarks.moving`.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from geo import seeds
from geo.catalogue import catalogue
from layers.document import build
from tests.changing import changing

COUNT, ROUNDS = 2_000, 3
_MOVE = """async () => {
  const times = [], call = [], frame = () => new Promise(requestAnimationFrame);
  for (const day of PM.data.changes) {
    await frame(); await frame();
    const began = performance.now();
    PM.store.setDay(day);
    call.push(performance.now() - began);
    await frame();
    times.push(performance.now() - began);
  }
  return [call, times];
}"""


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    html = build(catalogue(changing(seeds.read(), count)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "moving.html"
        path.write_text(html, encoding="utf-8")
        print(f"{count} 项，文件 {len(html.encode()) / 1000:.0f} KB")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(path.as_uri())
        page.evaluate("window.platemap.ready")
        for _ in range(ROUNDS):
            tell("", page.evaluate(_MOVE))
        for tab in page.evaluate("Object.keys(PM.boardTabs)"):
            page.evaluate("tab => PM.board.read(tab)", tab)
            tell(f"打开 {tab}，", page.evaluate(_MOVE))
        browser.close()


def tell(where, measured):
    for what, times in zip(("调用", "到画完"), measured, strict=True):
        slow = sorted(times)[len(times) * 9 // 10]
        median = statistics.median(times)
        print(f"{where}{what}：{len(times)} 天，中位 {median:.1f} 毫秒，九成在 {slow:.1f} 以内")


if __name__ == "__main__":
    main()
