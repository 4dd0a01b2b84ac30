"""A real Chromium with no way out, and pages opened in it."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from layers.document import build
from tests.browser.serving import served
from tests.browser.traffic import PATIENCE_MS

PICTURES = Path(__file__).resolve().parent.parent / "pictures"
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
        page.on("request", self._see_request)
        page.on("console", self._see_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _see_request(self, request):
        if not request.url.startswith(_LOCAL):
            self.outside.append(request.url)

    def _see_console(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def picture(self, name):
        """Keep a picture for people to judge."""
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")


@pytest.fixture(scope="session")
def browser():
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    assert program, "找不到 Chromium：先运行 sh tools/browser.sh"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def watch(browser):
    """Open watched pages; each starts with nothing stored."""
    contexts = []

    def open_page(width=1366, height=768, **options):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        contexts[-1].set_default_timeout(PATIENCE_MS)
        return Watched(contexts[-1].new_page())

    yield open_page
    for context in contexts:
        context.close()


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
