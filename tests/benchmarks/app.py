"""Times the app beside a plain folium app of the same content, in one run: `make bench-app`.

Cold start: process start → the map is painted. Choice: click → the map shows it.
Medians; each pair runs in turn, so that a machine that drifts drifts for both.
"""

import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
# Script, and what the frame of its map answers once so many features are painted.
OURS = (
    "app.py",
    "n => document.body.classList.contains('ready') && window.platemap.counts().shown === n",
)
PLAIN = ("tests/benchmarks/plain_app.py", "n => window.shown === n")
ALL, CHOSEN, CHOICE = 82, 20, "二七商圈"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start(script, port):
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
    return subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for_health(port):
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)


def wait_until_painted(page, is_painted, how_many):
    """Wait until a frame of the page shows so many features."""
    while True:
        for frame in page.frames[1:]:
            try:
                if frame.evaluate(is_painted, how_many):
                    return
            except Error:  # the frame was replaced, or has no map yet
                continue
        page.wait_for_timeout(5)


def run_once(browser, script, is_painted):
    """Return seconds of a cold start and of a choice."""
    port = free_port()
    began = time.perf_counter()
    process = start(script, port)
    wait_for_health(port)
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"http://127.0.0.1:{port}/")
    wait_until_painted(page, is_painted, ALL)
    cold = time.perf_counter() - began
    page.wait_for_timeout(1500)
    began = time.perf_counter()
    page.get_by_role("button", name=CHOICE).first.click()
    wait_until_painted(page, is_painted, CHOSEN)
    choice = time.perf_counter() - began
    page.close()
    process.terminate()
    process.wait()
    return cold, choice


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        pairs = [(run_once(browser, *OURS), run_once(browser, *PLAIN)) for _ in range(RUNS)]
        browser.close()
    for n, what in enumerate(("启动到首次出图", "选一个板块到图上可见")):
        ours, plain = zip(*((a[n], b[n]) for a, b in pairs), strict=True)
        ratio = statistics.median(a / b for a, b in zip(ours, plain, strict=True))
        times = f"本应用 {statistics.median(ours):.2f} 秒，普通 {statistics.median(plain):.2f} 秒"
        print(f"{what}：{times}，比值 {ratio:.2f}")


if __name__ == "__main__":
    main()
