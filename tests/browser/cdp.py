"""An old Chromium, driven over its own protocol: Playwright speaks only to newer ones."""

import base64
import json
import subprocess
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.request import urlopen

from websockets.sync.client import connect

_SECONDS = 15
_ARGUMENTS = (
    "--headless",
    "--disable-gpu",  # the package's software renderer is for another system
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--remote-debugging-port=0",
)
# Keys in the order of their numbers, from 33 on; then the rest, and what two of them type.
_MOVES = ("PageUp", "PageDown", "End", "Home", "ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown")
_KEYS = {key: 33 + i for i, key in enumerate(_MOVES)}
_KEYS |= {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
_TYPED = {"Enter": "\r", " ": " "}
_LOCAL = ("file:", "data:", "blob:", "about:")
# What the browser reports -> what of it is a complaint, if any.
_COMPLAINTS = {
    "Runtime.exceptionThrown": lambda told: told["exceptionDetails"],
    "Runtime.consoleAPICalled": lambda told: told["type"] == "error" and told["args"],
    "Log.entryAdded": lambda told: told["entry"]["level"] == "error" and told["entry"],
}


def wait(until, what):
    """Ask again and again until the answer is not falsy, and return it."""
    deadline = time.monotonic() + _SECONDS
    while not (answer := until()):
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.02)
    return answer


@contextmanager
def running(program, profile):
    """Run a browser with a profile of its own; give a way to open pages in it."""
    log = Path(profile) / "log.txt"
    command = [program, *_ARGUMENTS, f"--user-data-dir={profile}", "about:blank"]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            port = wait(lambda: _told_port(process, log), "a browser that listens")
            yield partial(opened, port)
        finally:
            process.terminate()


def _told_port(process, log):
    told = log.read_text(errors="replace")
    assert process.poll() is None, told
    address = told.partition("ws://127.0.0.1:")[2]
    return address.partition("/")[0] if "\n" in address else ""


@contextmanager
def opened(port, width=1366, height=768):
    """Open an empty page of that size."""
    with urlopen(f"http://127.0.0.1:{port}/json/new", timeout=_SECONDS) as answer:
        address = json.load(answer)["webSocketDebuggerUrl"]
    with connect(address, max_size=None, proxy=None, compression=None) as socket:
        page = Page(socket, width, height)
        yield page
        page.close()


class Page:
    """A tab: what one can do in it, what it asked of the outside and complained about."""

    def __init__(self, socket, width, height):
        self.errors = []
        self.outside = []
        self._socket = socket
        self._number = 0
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **size)

    def _call(self, method, **parameters):
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        self._socket.send(json.dumps(message))
        while (answer := json.loads(self._socket.recv(timeout=_SECONDS))).get("id") is None:
            self._see(answer["method"], answer["params"])
        assert "error" not in answer, (method, answer)
        return answer["result"]

    def _see(self, event, told):
        if complaint := _COMPLAINTS.get(event, lambda told: None)(told):
            self.errors.append(json.dumps(complaint, ensure_ascii=False))
        if event == "Network.requestWillBeSent":
            address = told["request"]["url"]
            self.outside += [] if address.startswith(_LOCAL) else [address]

    def goto(self, address):
        self._call("Page.navigate", url=address)
        wait(lambda: self.evaluate("document.readyState === 'complete'"), address)

    def evaluate(self, expression):
        """Return the expression's value, or what its promise gives."""
        told = self._call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        broken = told.get("exceptionDetails", {}).get("exception")
        assert broken is None, (expression, broken.get("description", broken))
        return told["result"].get("value")

    def wait_for(self, expression):
        return wait(lambda: self.evaluate(expression), expression)

    def press(self, key):
        shared = {"key": key, "windowsVirtualKeyCode": _KEYS[key]}
        typed = _TYPED.get(key, "")
        self._call("Input.dispatchKeyEvent", type="keyDown", text=typed, **shared)
        self._call("Input.dispatchKeyEvent", type="keyUp", **shared)

    def type(self, text):
        self._call("Input.insertText", text=text)

    def click(self, x, y):
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self, path):
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def pdf(self, **options):
        return base64.b64decode(self._call("Page.printToPDF", **options)["data"])

    def close(self):
        self._call("Page.close")
