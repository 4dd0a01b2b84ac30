"""Everybody can use it: axe-core's rules and the keyboard's way, over the document and the app."""

import pytest

from tests.browser.maps import Map
from tests.browser.old import TOOLS
from tests.browser.still import still

SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
# What the reader has before them -> how it comes up.
STATES = {
    "opened": "null",
    "card": "window.platemap.select('PJ-04')",
    "plate": "window.platemap.select('PL-01')",
    "briefing": "document.querySelector('#pm-brief').click()",
    "nothing": "window.platemap.filter({text: '没有的字'})",
}
CASES = (
    ("laptop", "opened"),
    ("laptop", "card"),
    ("laptop", "nothing"),
    ("laptop", "briefing"),
    ("phone", "opened"),
    ("phone", "plate"),
    ("phone", "nothing"),
)
PAGES = ("地图", "目标与行动", "来源与精度")
GRAVE = ("serious", "critical")
# Streamlit's own markup, which we cannot change: rule -> the only element allowed to break it.
STREAMLIT = {
    # Pages under a section's name: it puts the list's rows into a <div>.
    "list": "[data-testid=stSidebarNavItems]",
    "listitem": "[data-testid=stSidebarNavItems] li",
}
# In a frame axe would ask its parent for leave; each frame is looked through for itself.
RUN = """async theirs => {
  const found = await axe.run(document, {resultTypes: ["violations"], iframes: false});
  const faults = found.violations.flatMap(rule => rule.nodes.map(node => [rule, node]));
  const known = (rule, node) => theirs[rule.id] && node.target.length === 1 &&
    document.querySelector(node.target[0]).matches(theirs[rule.id]);
  return faults.filter(([rule, node]) => !known(rule, node)).map(([rule, node]) =>
    [rule.impact, rule.id, String(node.target), node.failureSummary]);
}"""
# What has the focus although nothing of it is to be seen: something lies over all of it.
HIDDEN = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  const parts = [.1, .5, .9].flatMap(x => [.1, .5, .9].map(y => [x, y]));
  const tops = parts.map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const seen = node === document.body || tops.some(top => node.contains(top));
  return seen ? [] : [node.outerHTML.slice(0, 120)];
}"""


def grave_faults(frame, theirs=None):
    source = TOOLS / "axe" / "axe.min.js"
    assert source.exists(), "找不到 axe-core：先运行 sh tools/npm.sh"
    frame.evaluate(source.read_text(encoding="utf-8"))
    return [fault for fault in frame.evaluate(RUN, theirs or {}) if fault[0] in GRAVE]


@pytest.fixture
def show(opened):
    def open_document(size, state):
        width, height = SIZES[size]
        page = opened(width=width, height=height).page
        page.evaluate(STATES[state])
        still(page)
        return page

    return open_document


@pytest.mark.parametrize(("size", "state"), CASES)
def test_the_document_breaks_no_rule(show, size, state):
    assert grave_faults(show(size, state)) == []


def test_the_phones_drawer_breaks_no_rule(show):
    page = show("phone", "opened")
    page.get_by_role("button", name="筛选与图例").first.click()
    still(page)
    assert grave_faults(page) == []


def test_a_broken_rule_would_be_seen(show):
    page = show("laptop", "opened")
    page.evaluate("document.querySelector('#pm-search').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('#pm-search').removeAttribute('placeholder')")
    assert "label" in [fault[1] for fault in grave_faults(page)]


@pytest.mark.parametrize(("size", "state"), CASES)
def test_the_focus_is_never_out_of_sight(show, size, state):
    page = show(size, state)
    hidden = []
    for _ in range(90):
        page.keyboard.press("Tab")
        hidden += page.evaluate(HIDDEN)
    assert hidden == []


@pytest.mark.parametrize("name", PAGES)
def test_the_app_breaks_no_rule(watch, app, name):
    shown = Map(watch, app)
    shown.page.get_by_role("link", name=name).click()
    shown.settle()
    assert grave_faults(shown.page, STREAMLIT) == []


def test_the_document_in_the_app_breaks_no_rule(watch, app):
    shown = Map(watch, app)
    assert grave_faults(shown.frame) == []
    shown.frame.evaluate("window.platemap.select('PJ-04')")
    shown.settle()
    assert grave_faults(shown.frame) == []
    assert grave_faults(shown.page, STREAMLIT) == []
