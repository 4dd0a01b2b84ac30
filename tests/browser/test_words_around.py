"""The words a workspace sets, on the page: where they stand, how long they may be, never alive."""

from dataclasses import replace

import pytest

from geo.catalogue import catalogue
from geo.settings import SETTINGS, WORDS
from layers.document import build
from tests.browser.still import still
from tests.browser.test_placing import overlap

SIZES = {"laptop": (1366, 768), "wall": (1920, 1080), "phone": (390, 844)}
LONG = "郑州市二七区重点项目" * 9


@pytest.fixture
def worded(facts, opened, tmp_path):
    """Open the document with some words replaced."""

    def open_worded(words, **size):
        path = tmp_path / "words.html"
        settings = facts.settings.but(words)
        path.write_text(build(catalogue(replace(facts, settings=settings))), encoding="utf-8")
        return opened(path, **size)

    return open_worded


def text(seen, name):
    return seen.page.locator(f"#pm-{name}").text_content()


def test_organisation_and_approval_number_stand_in_the_footer(worded):
    seen = worded({"organisation": "二七区发展和改革委员会", "approval": "某S（2020）001号"})
    assert text(seen, "made-by") == "编制：二七区发展和改革委员会"
    assert text(seen, "restriction") == "审图号：某S（2020）001号"
    assert "不得公开" not in seen.page.locator("#pm-foot").inner_text()
    seen.picture("words-approval")


def test_without_them_the_footer_says_the_restriction_and_names_nobody(opened):
    seen = opened()
    assert seen.page.locator("#pm-made-by").count() == 0
    assert text(seen, "restriction") == "内部工作用图，未经审图，不得公开"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("given", [("title", "subtitle"), WORDS], ids=["some", "all"])
def test_the_longest_words_break_nothing(worded, size, given):
    words = {key: LONG[: SETTINGS[key].limit] for key in given}
    width, height = SIZES[size]
    seen = worded(words, width=width, height=height)
    still(seen.page)
    seen.picture(f"words-long-{len(given)}-{size}")
    assert seen.page.title() == words["title"]
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frame = seen.page.locator("#pm-frame").bounding_box()
    assert frame["height"] > height / 2
    for name in ("title", "restriction"):
        box = seen.page.locator(f"#pm-{name}").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, name
    assert seen.errors == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (844, 390)])
def test_on_small_screens_the_longest_restriction_lies_on_nothing(worded, width, height):
    words = {"restriction": LONG[: SETTINGS["restriction"].limit]}
    seen = worded(words, width=width, height=height)
    still(seen.page)
    own = edges(seen, "restriction")
    others = [edges(seen, name) for name in ("scale", "zoom", "north")]
    symbols = seen.page.evaluate("platemap.placed().symbols")
    assert symbols
    # On the smallest the whole district is as high as four lines: symbols pushed apart reach in.
    others += symbols if width > 320 else []
    assert [box for box in others if overlap(own, box)] == []


def edges(seen, name):
    box = seen.page.locator(f"#pm-{name}").bounding_box()
    return {"box": [box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]]}


def test_hostile_words_show_as_text(hostile_catalogue, opened, tmp_path):
    settings = hostile_catalogue.facts.settings
    path = tmp_path / "hostile.html"
    path.write_text(build(hostile_catalogue), encoding="utf-8")
    seen = opened(path)
    assert seen.page.title() == text(seen, "title") == settings.title
    assert text(seen, "subtitle") == settings.subtitle
    assert text(seen, "made-by") == f"编制：{settings.organisation}"
    assert text(seen, "restriction") == settings.permission
    assert seen.page.evaluate("typeof window.pwned") == "undefined"
    assert seen.errors == []
