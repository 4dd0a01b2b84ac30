"""A real Chromium with no way out, and pages opened in it."""

import shutil
from collections import defaultdict
from contextlib import suppress

import pytest
from playwright.sync_api import Error, sync_playwright

from layers.document import build
from tests.browser import pictures
from tests.browser.serving import served
from tests.browser.traffic import PATIENCE_MS

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_LOCAL = ("http://127.0.0.1", "ws://127.0.0.1", "file:", "data:", "blob:", "about:")
# Every name but this machine's fails to resolve, so a request to the outside cannot succeed unseen.
_ARGUMENTS = (
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Watched:
    """A page, and what it asked of the outside or complained about."""

    def __init__(self, page):
        self.page = page
        self.outside = []
        self.errors = []
        self._heard = []
        self.listen("request", self._see_request)
        self.listen("console", self._see_console)
        self.listen("pageerror", lambda error: self.errors.append(str(error)))

    def listen(self, event, heard):
        """Be told of an event of the page as long as it is watched."""
        self.page.on(event, heard)
        self._heard.append((event, heard))

    def leave(self):
        """Watch no longer."""
        for event, heard in self._heard:
            self.page.remove_listener(event, heard)

    def _see_request(self, request):
        if not request.url.startswith(_LOCAL):
            self.outside.append(request.url)

    def _see_console(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def picture(self, name):
        """Keep a picture, if they are wanted."""
        if pictures.WANTED:
            self.page.screenshot(path=pictures.place(f"{name}.png"))


@pytest.fixture(scope="session")
def browser():
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    assert program, "找不到 Chromium：先运行 sh tools/browser.sh"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def spare():
    """Pages nobody looks at, by their options: a used one draws in half the time of a new one."""
    return defaultdict(list)


@pytest.fixture
def watch(browser, spare):
    """Open watched pages; each starts with nothing stored, and `alone` with nothing warm either."""
    lent = []

    def open_page(width=1366, height=768, *, alone=False, **options):
        size = {"width": width, "height": height}
        kept = spare[None if alone else tuple(sorted(options.items()))]
        if kept:
            page = kept.pop()
            page.set_viewport_size(size)
        else:
            context = browser.new_context(viewport=size, **options)
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
        seen = Watched(page)
        lent.append((seen, None if alone else kept))
        return seen

    yield open_page
    for seen, kept in lent:
        seen.leave()
        if kept is None:
            seen.page.context.close()
        else:
            _clear(seen.page)
            kept.append(seen.page)


def _clear(page):
    for other in page.context.pages:
        if other is not page:
            other.close()
    with suppress(Error):  # a page that opened nothing has no storage
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.context.clear_cookies()
    page.emulate_media(media="null")
    page.mouse.move(0, 0)
    page.goto("about:blank")


@pytest.fixture(scope="session")
def seed_file(whole, tmp_path_factory):
    """The document of the seeds on disk, under a name with a space and Chinese in it."""
    path = tmp_path_factory.mktemp("document") / "二七区 一张图.html"
    path.write_text(build(whole), encoding="utf-8")
    return path


@pytest.fixture
def opened(watch, seed_file):
    """Open the document of the seeds, or another file, and wait until it is ready."""

    def open_file(file=None, fragment="", **size):
        seen = watch(**size)
        seen.page.goto((file or seed_file).as_uri() + fragment)
        seen.page.evaluate("window.platemap.ready")
        return seen

    return open_file


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder of the workspaces, empty at first."""
    return tmp_path_factory.mktemp("工作区")


@pytest.fixture(scope="module")
def app(home):
    """The address of the app on the seeds, with its workspaces in `home`."""
    with served(PLATEMAP_HOME=home) as address:
        yield address
