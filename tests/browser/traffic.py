"""What a page of the app and its server say to each other, to know when both are done."""

import time

# A file a core shares the machine: what is there at once alone may take a while in company.
PATIENCE_MS = 90_000
# The document in its frame reports where it stands 0.3 seconds after it last moved.
_QUIET_SECONDS = 0.4
_LOOK_MS = 40


class Traffic:
    """The messages and files under way between a page and the app it shows."""

    def __init__(self, page):
        self.asked = self.answered = self.moved = 0.0
        self.bytes = 0
        self.under_way = set()
        page.on("websocket", self._see_socket)
        page.on("request", self._see_request)
        page.on("requestfinished", self._see_end)
        page.on("requestfailed", self._see_end)

    def _see_socket(self, socket):
        if "/_stcore/stream" in socket.url:
            socket.on("framesent", lambda frame: self._note("asked", len(frame)))
            socket.on("framereceived", lambda frame: self._note("answered", len(frame)))

    def _see_request(self, request):
        if "/upload_file/" in request.url:
            self.under_way.add(request)
            self._note("asked")

    def _see_end(self, request):
        if request in self.under_way:
            self.under_way.remove(request)
            self._note("answered")

    def _note(self, what, size=0):
        self.bytes += size
        self.moved = time.monotonic()
        setattr(self, what, self.moved)

    def settle(self, page):
        """Wait until the app runs no more, everything asked is answered, and all is quiet."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        since = time.monotonic()
        while time.monotonic() < deadline:
            page.wait_for_timeout(_LOOK_MS)
            if not self._done(page):
                since = time.monotonic()
            elif time.monotonic() - max(since, self.moved) > _QUIET_SECONDS:
                return
        raise AssertionError(f"the app did not settle in {PATIENCE_MS / 1000:.0f} seconds")

    def _done(self, page):
        idle = "[data-testid=stApp][data-test-script-state=notRunning]"
        return self.answered >= self.asked and not self.under_way and page.locator(idle).count()
