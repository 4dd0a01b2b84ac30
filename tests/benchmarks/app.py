"""Times the app beside a plain folium app of the same content, in one run: `make bench`.

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

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
OURS = ("app.py", "window.platemap && document.body.classList.contains('ready')")
PLAIN = ("tests/benchmarks/plain_app.py", "window.painted === 1")


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


def painted_frame(page, is_painted):
    """Wait for the frame in which the map is painted."""
    while True:
        for frame in page.frames[1:]:
            try:
                if frame.evaluate(is_painted):
                    return frame
            except Exception:
                continue
        page.wait_for_timeout(10)


def cold_start(browser, script, is_painted):
    port = free_port()
    began = time.perf_counter()
    process = start(script, port)
    wait_for_health(port)
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"http://127.0.0.1:{port}/")
    painted_frame(page, is_painted)
    seconds = time.perf_counter() - began
    page.close()
    process.terminate()
    process.wait()
    return seconds


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        pairs = [(cold_start(browser, *OURS), cold_start(browser, *PLAIN)) for _ in range(RUNS)]
        browser.close()
    ours, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(
        f"启动到首次出图：本应用 {ours:.2f} 秒，普通 folium 应用 {plain:.2f} 秒，比值 {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
