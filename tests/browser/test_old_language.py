"""Our styles and scripts use only what an old Chromium knows, also where no test happens to go."""

import json
import re

import pytest

from layers.canvas import ASSETS
from tests.browser.old import VERSIONS, running_old

STYLE = re.sub(
    r"/\*.*?\*/", "", "\n".join(p.read_text("utf-8") for p in ASSETS.rglob("*.css")), flags=re.S
)
SCRIPT = "\n".join(p.read_text("utf-8") for p in ASSETS.rglob("*.js"))
BLOCKS = re.findall(r"([^{}]*)\{([^{}]*)\}", STYLE)
# What an old browser may pass over -> why nobody misses it.
HARMLESS = {
    "text-decoration-thickness": "a line of the usual thickness does as well",
    "print-color-adjust": "its older name stands beside it",
}
# Names of the objects that the browser brings along, and of their methods.
BUILT_IN = """(() => {
  const names = new Set(Object.getOwnPropertyNames(window));
  [...names].filter(name => /^[A-Z]/.test(name)).map(name => window[name]).forEach(object =>
    [object, object.prototype].filter(Boolean).forEach(holder =>
      Object.entries(Object.getOwnPropertyDescriptors(holder)).forEach(([name, told]) => {
        if (typeof told.value === "function") names.add(name);
      })));
  return [...names];
})()"""


@pytest.fixture(scope="module", params=VERSIONS)
def page(request, tmp_path_factory):
    with (
        running_old(request.param, tmp_path_factory.mktemp("profile")) as open_page,
        open_page() as page,
    ):
        yield page


def rejected(page, test, items):
    """Return those of the items for which the browser's answer to the test is no."""
    return page.evaluate(f"{json.dumps(sorted(items))}.filter(x => !({test})(x))")


def test_every_declaration_is_understood(page):
    lines = [line for _, block in BLOCKS for line in block.replace("!important", "").split(";")]
    pairs = {tuple(part.strip() for part in line.split(":", 1)) for line in lines if ":" in line}
    wanted = {pair for pair in pairs if pair[0] not in HARMLESS}
    assert len(wanted) > 100
    assert rejected(page, "([name, value]) => CSS.supports(name, value)", wanted) == []


def test_every_selector_is_understood(page):
    selectors = {head.strip() for head, _ in BLOCKS if not head.strip().startswith("@")}
    test = "x => { try { document.querySelector(x); return true; } catch (e) { return false; } }"
    assert rejected(page, test, selectors) == []


def test_every_media_query_is_understood(page):
    queries = set(re.findall(r"@media([^{]*)\{", STYLE))
    assert rejected(page, "x => matchMedia(x).media !== 'not all'", queries) == []


def test_gaps_stand_only_in_grids():
    gaps = [block for _, block in BLOCKS if re.search(r"\bgap\s*:", block)]
    assert [block for block in gaps if "grid" not in block] == []


def test_every_built_in_is_there(page, browser):
    today = browser.new_page()
    new = set(today.evaluate(BUILT_IN)) - set(page.evaluate(BUILT_IN))
    today.close()
    assert "replaceChildren" in new
    # Our own methods, called through PM or a constant of one letter, may be named like new ones.
    theirs = re.sub(r"\b(PM(\.\w+)*|[A-Z])\.\w+\(", "", SCRIPT)
    used = set(re.findall(r"\.(\w+)\(", theirs)) | set(re.findall(r"\bnew (?:\w+\.)?(\w+)", theirs))
    # Whoever asks first does without where the browser does.
    asked = set(re.findall(r"\bif \((\w+\.(\w+))\) return \1\(", SCRIPT))
    assert used & new == {name for _, name in asked}
