"""The document at every size we promise: nothing cut, nothing outside, nothing too small to hit."""

import pytest

from layers.document import build
from tests.browser.looks import look
from tests.browser.still import still

SIZES = (
    (1366, 768),
    (1920, 1080),
    (1280, 600),
    (1180, 700),
    (1024, 768),
    (683, 384),
    (844, 390),
    (390, 844),
    (320, 640),
    (360, 740),
    (414, 896),
)
PHONES = [size for size in SIZES if size[0] < 560]
# What opens each state, and what closes it again.
STATES = {
    "opening": ("", ""),
    "card": ("platemap.select('PJ-04')", "platemap.select(null)"),
    "unlocated": ("PM.store.setTab('lost')", "PM.store.setTab('all')"),
    "filtered": ("platemap.filter({plates: ['PL-05', 'none']})", "platemap.filter({})"),
    "nothing": ("platemap.filter({text: '没有的字'})", "platemap.filter({})"),
    "lost": ("platemap.filter({plates: ['none'], places: ['none']})", "platemap.filter({})"),
    "drawer": ("document.querySelector('#pm-drawer').click()",) * 2,
    "date": ("document.querySelector('#pm-date-open').click()",) * 2,
}
LONG = "某某市某某新区城市更新与产业提升重点项目一张图"


@pytest.fixture(scope="module")
def file(whole, tmp_path_factory):
    path = tmp_path_factory.mktemp("narrow") / "图.html"
    path.write_text(build(whole), encoding="utf-8")
    return path


def opened(watch, file, width, height, **options):
    seen = watch(width, height, **options)
    seen.page.goto(file.as_uri())
    seen.page.evaluate("window.platemap.ready")
    still(seen.page)
    return seen


def enter(seen, state):
    seen.page.evaluate(STATES[state][0])
    still(seen.page)


def height(seen, selector="#pm-right"):
    return seen.page.locator(selector).bounding_box()["height"]


@pytest.mark.parametrize(("width", "tall"), SIZES)
def test_nothing_is_cut_or_outside_or_too_small_or_in_the_way(watch, file, width, tall):
    seen = opened(watch, file, width, tall)
    page, faults = seen.page, {}
    for state in STATES:
        enter(seen, state)
        seen.picture(f"narrow-{width}x{tall}-{state}")
        faults[state] = {
            "cut": look(page, "cut", "body") + look(page, "tight"),
            "outside": look(page, "outside"),
            "small": look(page, "small", 44 if (width, tall) in PHONES else 28),
            # A drawer and the opened date lie over the map on purpose.
            "over": [] if state in {"drawer", "date"} else look(page, "overlaps"),
        }
        page.evaluate(STATES[state][1])
    assert [(state, fault) for state, fault in faults.items() if any(fault.values())] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.errors == []


@pytest.mark.parametrize("size", [(1366, 768), (844, 390), (1024, 768)])
def test_a_finger_finds_larger_targets(watch, file, size):
    seen = opened(watch, file, *size, has_touch=True, is_mobile=True)
    seen.picture(f"narrow-touch-{size[0]}x{size[1]}")
    assert look(seen.page, "small", 44) == []


@pytest.mark.parametrize("width", [1280, 1180, 1024, 683, 360])
def test_a_long_title_is_read_in_full(watch, file, width):
    seen = opened(watch, file, width, 640)
    seen.page.evaluate(f"document.querySelector('#pm-title').textContent = '{LONG}'")
    seen.picture(f"narrow-title-{width}")
    # A CJK face is taller than its line, so a few pixels run over; a hidden line would be twenty.
    over = "(n => [n.scrollWidth - n.clientWidth, n.scrollHeight - n.clientHeight])"
    wide, high = seen.page.evaluate(f"{over}(document.querySelector('#pm-title'))")
    assert wide == 0
    assert high < 10
    assert seen.page.locator("#pm-title").bounding_box()["height"] <= height(seen, "#pm-head")
    assert look(seen.page, "outside") == []


@pytest.mark.parametrize(("width", "tall"), SIZES)
def test_the_restriction_can_be_read_at_every_size(watch, file, width, tall):
    seen = opened(watch, file, width, tall)
    words = seen.page.get_by_text("内部工作用图，未经审图，不得公开")
    box = words.bounding_box()
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    # The grip's unseen reach above the sheet hides nothing.
    seen.page.add_style_tag(
        content="#pm-restriction{pointer-events:auto}#pm-grip{pointer-events:none}"
    )
    top = "([x, y]) => document.elementFromPoint(x, y).id"
    assert seen.page.evaluate(top, middle) == "pm-restriction"


def test_a_keyboard_that_takes_half_a_phone_leaves_it_a_phone(watch, file):
    seen = opened(watch, file, 390, 360)
    assert seen.page.evaluate("PM.narrow.phone()")


def drag(page, to):
    box = page.locator("#pm-grip").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, to, steps=6)
    page.mouse.up()
    still(page)


@pytest.mark.parametrize(
    ("to", "want"), [(100, 844 - 60), (800, 96), (560, 300), (500, 844 - 60), (610, 96)]
)
def test_the_sheet_follows_the_finger_and_snaps(watch, file, to, want):
    seen = opened(watch, file, 390, 844)
    assert height(seen) == 300
    drag(seen.page, to)
    seen.picture(f"narrow-sheet-{to}")
    assert height(seen) == want
    assert seen.page.locator("#pm-grip").get_attribute("aria-expanded") == str(want > 96).lower()


def test_the_card_uses_the_sheet_and_gives_it_back(watch, file):
    seen = opened(watch, file, 390, 844)
    drag(seen.page, 800)
    enter(seen, "card")
    assert height(seen) == round(844 * 0.6)
    drag(seen.page, 100)
    assert height(seen) == 844 - 60
    seen.page.get_by_role("button", name="返回清单").click()
    still(seen.page)
    assert height(seen) == 96


def test_the_grip_answers_to_click_and_enter_and_says_its_state(watch, file):
    seen = opened(watch, file, 390, 844, reduced_motion="reduce")
    grip = seen.page.locator("#pm-grip")
    said = []
    for press in (grip.click, lambda: grip.press("Enter"), lambda: grip.press("Enter")):
        press()
        said.append((height(seen), grip.get_attribute("aria-label")[:4]))
    assert said == [(784, "清单全开"), (96, "清单已收"), (300, "清单半开")]


def test_the_drawer_closes_by_escape_and_gives_the_focus_back(watch, file):
    seen = opened(watch, file, 1024, 768)
    for inside in ("#pm-left .opt >> nth=0", "#pm-search"):
        seen.page.locator("#pm-drawer").click()
        still(seen.page)
        seen.page.locator(inside).focus()
        seen.page.keyboard.press("Escape")
        assert seen.page.evaluate("document.activeElement.id") == "pm-drawer"
        assert not seen.page.evaluate("document.body.classList.contains('drawer-open')")


def test_escape_closes_the_drawer_before_the_card(watch, file):
    seen = opened(watch, file, 1024, 768)
    seen.page.evaluate("platemap.select('PJ-04')")
    seen.page.locator("#pm-drawer").click()
    still(seen.page)
    left = []
    for _ in range(2):
        seen.page.keyboard.press("Escape")
        left.append(
            seen.page.evaluate(
                "[document.body.classList.contains('drawer-open'), PM.state.selected >= 0]"
            )
        )
    assert left == [[False, True], [False, False]]
