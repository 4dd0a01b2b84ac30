"""What a page of the app and its server say to each other, to know when both are done."""

import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# A file a core shares the machine: what is there at once alone may take a while in company.
PATIENCE_MS = 90_000
# The document in its frame reports where it stands 0.3 seconds after it last moved.
_QUIET_SECONDS, _QUIET_WITH_MAP = 0.2, 0.4
_LOOK_MS = 30
# Some of a page is drawn by programs that are loaded when they are first needed.
_LOADED = ("script", "stylesheet", "fetch", "xhr")
# The browser has drawn what it had to: nothing else waits for its turn.
_DRAWN = "() => new Promise(done => requestIdleCallback(done, {timeout: 5000}))"
_IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
_MAP = "iframe[title='地图']"
_FINISHED_EARLY = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class Traffic:
    """The runs and loads under way between a page and the app it shows."""

    def __init__(self, seen):
        self.moved = 0.0
        self.bytes = 0
        self.asked = 0
        self.runs, self.loads = set(), set()
        seen.listen("websocket", self._see_socket)
        seen.listen("request", self._see_request)
        seen.listen("requestfinished", self._see_end)
        seen.listen("requestfailed", self._see_end)

    def _see_socket(self, socket):
        if "/_stcore/stream" in socket.url:
            # What was asked by a page that is gone will not be answered.
            self.runs.clear()
            socket.on("framesent", self._see_sent)
            socket.on("framereceived", self._see_received)

    def _see_sent(self, frame):
        self._move(len(frame))
        kind = BackMsg.FromString(frame).WhichOneof("type")
        if kind in ("rerun_script", "file_urls_request"):
            self.runs.add(kind)
        self.asked += kind == "rerun_script"

    def _see_received(self, frame):
        self._move(len(frame))
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.runs.discard("rerun_script")
            self.runs.add("run")
        elif kind == "script_finished" and message.script_finished != _FINISHED_EARLY:
            self.runs.discard("run")
        elif kind == "file_urls_response":
            self.runs.discard("file_urls_request")

    def _see_request(self, request):
        if request.resource_type in _LOADED:
            self.loads.add(request)
            self._move()

    def _see_end(self, request):
        if request in self.loads:
            self.loads.remove(request)
            self._move()

    def _move(self, size=0):
        self.bytes += size
        self.moved = time.monotonic()

    def settle(self, page):
        """Wait until all that was asked is answered and drawn, and nothing travels any more."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        since = time.monotonic()
        quiet = _QUIET_WITH_MAP if page.locator(_MAP).count() else _QUIET_SECONDS
        while time.monotonic() < deadline:
            page.wait_for_timeout(_LOOK_MS)
            if self.runs or self.loads or not page.locator(_IDLE).count():
                since = time.monotonic()
            elif time.monotonic() - max(since, self.moved) > quiet:
                page.evaluate(_DRAWN)
                if time.monotonic() - self.moved > quiet and not self.runs:
                    return
        under_way = [*self.runs, *(request.url for request in self.loads)]
        raise AssertionError(f"did not settle in {PATIENCE_MS / 1000:.0f} seconds: {under_way}")
