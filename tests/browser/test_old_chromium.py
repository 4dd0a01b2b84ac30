"""The exported file in the oldest Chromium we promise, and in one close to the office browsers."""

import json
import re
from contextlib import ExitStack
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from geo.catalogue import catalogue
from geo.filters import Filter
from geo.model import Certainty
from layers.style import STATUSES
from tests.browser import pictures
from tests.browser.looks import look
from tests.browser.old import (
    CARD,
    FOCUSED,
    PAINTED,
    VERSIONS,
    call,
    counts,
    keep_picture,
    layout_faults,
    running_old,
    tab_to,
)

SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
SPECS = (
    {"plates": ["PL-01"]},
    {"plates": ["PL-06", "none"], "statuses": ["building", "advancing"]},
    {"statuses": ["scheduled"]},
    {"kinds": ["road"], "text": "路"},
    {"plates": []},
)
A4 = {"paperWidth": 8.27, "paperHeight": 11.69}


@pytest.fixture(scope="module", params=VERSIONS)
def old(request, tmp_path_factory):
    with running_old(request.param, tmp_path_factory.mktemp("profile")) as open_page:
        yield SimpleNamespace(version=request.param, open=open_page)


@pytest.fixture
def show(old, seed_file):
    """Open the document; whatever a test does with it, nobody is asked and nothing breaks."""
    shown = []
    with ExitStack() as pages:

        def open_document(fragment="", width=1366, height=768):
            page = pages.enter_context(old.open(width, height))
            page.goto(seed_file.as_uri() + fragment)
            page.evaluate("window.platemap.ready")
            page.wait_for("!PM.busy()")
            shown.append(page)
            return page

        yield open_document
        for page in shown:
            page.evaluate("new Promise(done => setTimeout(done, 100))")
            assert (page.errors, page.outside) == ([], [])


def test_it_is_that_old(old, show):
    assert f"Chrome/{old.version}." in show().evaluate("navigator.userAgent")


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_from_disk_and_fits(old, show, size):
    page = show("", *SIZES[size])
    got = counts(page)
    assert (got["shown"], got["hidden"], got["total"]) == (82, 0, 82)
    assert got["located"] + got["unlocated"] == 82
    keep_picture(page, old, size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert layout_faults(page) == {}


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_filters_give_the_catalogues_numbers(show, whole, spec):
    keys = {k: v if k == "text" else frozenset(v) for k, v in spec.items()}
    want = whole.select(Filter(**keys)).counts
    got = call(show(), "filter", spec)
    assert (got["shown"], got["located"]) == (want.shown, want.located)
    assert got["shown"] + got["hidden"] == got["total"] == 82


def test_dates_give_the_catalogues_numbers(show, facts, whole):
    page = show()
    for day in map(date.fromordinal, np.unique(whole.steps.day).tolist()):
        frame = catalogue(facts, day).frame
        for code in ("building", "unknown"):
            got = call(page, "filter", {"statuses": [code], "asOf": day.isoformat()})
            assert got["shown"] == int((frame["status"] == code).sum()), (day, code)


def test_symbols_are_really_painted(show, whole):
    page = show()
    frame = whole.frame[whole.frame["kind"].isin(["project", "park", "site"])]
    placed = set(frame[frame["location_certainty"] != Certainty.NONE.value]["status"])
    faces = {look.face for look in STATUSES if look.code.value in placed}
    assert len(faces) >= 4
    page.wait_for(f"{json.dumps(sorted(faces))}.every(face => {PAINTED}.includes(face))")
    call(page, "filter", {"statuses": []})
    page.wait_for(f"!{json.dumps(sorted(faces))}.some(face => {PAINTED}.includes(face))")


def test_a_click_on_the_map_opens_the_card(old, show):
    page = show()
    box = "document.querySelector('[aria-label^=东方大厦]').getBoundingClientRect()"
    page.click(*page.evaluate(f"(b => [b.x + b.width / 2, b.y + b.height / 2])({box})"))
    assert page.wait_for(CARD) == "东方大厦"
    keep_picture(page, old, "card")


def test_the_card_fits_the_phone(old, show):
    page = show("", *SIZES["phone"])
    call(page, "select", "PJ-04")
    assert page.wait_for(CARD) == "普乐天地"
    keep_picture(page, old, "phone-card")
    assert layout_faults(page) == {}


def test_the_keyboard_alone_filters(show, whole):
    page = show()
    tab_to(page, "二七商圈")
    page.press(" ")
    shown = whole.select(Filter(plates=frozenset({"PL-01"}))).counts.shown
    assert counts(page)["shown"] == shown
    page.press("Enter")
    assert counts(page)["shown"] == 82


def test_the_keyboard_alone_searches_opens_and_closes(old, show, whole):
    page = show()
    tab_to(page, "搜索")
    page.type("公园")
    shown = whole.select(Filter(text="公园")).counts.shown
    page.wait_for(f"window.platemap.counts().shown === {shown}")
    page.press("ArrowDown")
    page.press("ArrowDown")
    name = page.evaluate("document.activeElement.querySelector('.item-name').textContent")
    page.press("Enter")
    assert page.wait_for(CARD) == name
    keep_picture(page, old, "keyboard")
    page.press("Escape")
    assert page.evaluate(CARD) == ""
    assert page.evaluate(FOCUSED).startswith(name)


def test_the_keyboard_alone_moves_the_date(show):
    page = show()
    while page.evaluate("document.activeElement.getAttribute('role')") != "slider":
        page.press("Tab")
    said = "document.activeElement.getAttribute('aria-valuetext')"
    before = page.evaluate(said)
    page.press("ArrowLeft")
    page.wait_for(f"{said} !== {json.dumps(before)}")
    page.press("Home")
    assert page.wait_for(said) == "2020年4月1日"


def test_the_address_brings_choice_and_card_back(show, whole):
    page = show("#plates=PL-01&q=%E8%B7%AF&date=2020-05-01&id=RD-01")
    spec = Filter(plates=frozenset({"PL-01"}), text="路")
    assert counts(page)["shown"] == whole.select(spec).counts.shown
    assert page.evaluate(CARD) == "福寿街"
    assert page.evaluate("document.querySelector('#pm-search').value") == "路"


def test_nothing_found_is_said(old, show):
    page = show("#q=%E6%B2%A1%E6%9C%89%E7%9A%84%E5%AD%97")
    assert counts(page)["shown"] == 0
    page.wait_for("document.body.innerText.includes('没有符合条件的项目')")
    keep_picture(page, old, "nothing")


def test_the_keyboard_alone_gives_a_briefing(old, show):
    page = show()
    tab_to(page, "汇报视图")
    page.press("Enter")
    page.wait_for("!document.querySelector('#pm-list').offsetWidth")
    page.press("PageDown")
    page.wait_for("document.querySelector('#pm-stop').innerText.includes('二七商圈')")
    keep_picture(page, old, "briefing")
    assert look(page, "outside") == []
    page.press("Escape")
    page.wait_for("document.querySelector('#pm-list').offsetWidth")


def test_it_prints_its_sheets_and_no_empty_page(old, show):
    page = show()
    pdf = page.pdf(printBackground=True, preferCSSPageSize=True, **A4)
    if pictures.WANTED:
        pictures.place(f"old-{old.version}-paper.pdf").write_bytes(pdf)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheets = page.evaluate("document.querySelectorAll('.paper-sheet').length")
    assert len(re.findall(rb"/Type */Page\b", pdf)) == sheets > 0
