"""The list: only what is seen is in the page, everything can be reached, and nothing is cut."""

import pytest

from geo.catalogue import catalogue
from layers.document import build
from tests.benchmarks.data import made
from tests.browser.looks import look
from tests.browser.still import still

MANY = 5000


@pytest.fixture(scope="module")
def file(whole, tmp_path_factory):
    path = tmp_path_factory.mktemp("list") / "图.html"
    path.write_text(build(whole), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    path = tmp_path_factory.mktemp("list") / "多.html"
    path.write_text(build(catalogue(made(MANY))), encoding="utf-8")
    return path


def opened(watch, file, width=1366, height=768):
    seen = watch(width, height)
    seen.page.goto(file.as_uri())
    seen.page.evaluate("window.platemap.ready")
    still(seen.page)
    return seen


FOCUSED = """(() => {
  const item = document.activeElement, row = item.closest(".row");
  if (!row) return null;
  const list = document.querySelector("#pm-list").getBoundingClientRect();
  const box = row.getBoundingClientRect();
  const seen = box.top >= list.top + 29 && box.bottom <= list.bottom + 1;
  return { at: PM.order.place(Number(item.dataset.row)), seen: seen,
    set: row.getAttribute("aria-setsize"), pos: row.getAttribute("aria-posinset") };
})()"""


@pytest.mark.case(42)
def test_thousands_of_rows_are_a_few_in_the_page(watch, many):
    seen = opened(watch, many)
    assert seen.page.evaluate("platemap.counts().shown") > MANY
    rows = "document.querySelectorAll('.row').length"
    parts = "document.querySelectorAll('#pm-list *').length"
    for y in (0, 500, 40_000, 1e9):
        seen.page.evaluate(f"document.querySelector('#pm-list').scrollTop = {y}")
        still(seen.page)
        assert 12 <= seen.page.evaluate(rows) < 120
        assert seen.page.evaluate(parts) < 900
        assert look(seen.page, "tight") == []
    last = seen.page.evaluate("PM.words.cell('name', PM.order.row(PM.order.count() - 1))")
    seen.picture("list-end")
    box = seen.page.locator(".item-name", has_text=last).last.bounding_box()
    column = seen.page.locator("#pm-list").bounding_box()
    assert box["y"] + box["height"] < column["y"] + column["height"]
    assert seen.errors == []


_JUMPS = """async () => {
  const list = document.querySelector("#pm-list"), frame = () => new Promise(requestAnimationFrame);
  const box = list.getBoundingClientRect(), tops = () => new Map([...list.querySelectorAll(".item")]
    .map(n => [n.dataset.row, n.getBoundingClientRect().top])
    .filter(([, top]) => top > box.top && top < box.bottom));
  let worst = 0;
  for (let i = 0; i < 60; i++) {
    const before = tops();
    list.scrollTop -= 90;
    await frame();
    tops().forEach((top, row) => {
      if (before.has(row)) worst = Math.max(worst, Math.abs(top - before.get(row) - 90));
    });
  }
  return worst;
}"""


def test_rows_counted_only_now_move_nothing_that_is_seen(watch, many):
    seen = opened(watch, many)
    seen.page.evaluate("document.querySelector('#pm-list').scrollTop = 120000")
    still(seen.page)
    assert seen.page.evaluate(_JUMPS) < 2


def test_every_row_stands_where_its_group_says(watch, many):
    seen = opened(watch, many)
    heights = seen.page.evaluate(
        "[...document.querySelectorAll('.list-part')].map(n => n.offsetHeight)"
    )
    whole_height = seen.page.evaluate("document.querySelector('#pm-list').scrollHeight")
    assert sum(heights) == whole_height
    assert min(heights) > 30


def test_the_keys_go_through_rows_that_are_not_there_yet(watch, many):
    seen = opened(watch, many)
    last = seen.page.evaluate("platemap.counts().shown") - 1
    seen.page.get_by_role("textbox").press("ArrowDown")
    places = []
    for key in (
        "ArrowDown",
        "PageDown",
        "PageDown",
        "PageUp",
        "End",
        "ArrowDown",
        "ArrowUp",
        "Home",
    ):
        seen.page.keyboard.press(key)
        now = seen.page.evaluate(FOCUSED)
        assert now["seen"], key
        places.append(now["at"])
    assert places[0] == 1
    assert places[0] + 5 < places[1] < places[2] < 60
    assert places[1] - 2 <= places[3] <= places[1] + 2
    assert places[4:] == [last, last, last - 1, 0]


def test_a_screen_reader_hears_how_long_each_group_is(watch, many):
    seen = opened(watch, many)
    seen.page.get_by_role("textbox").press("ArrowDown")
    seen.page.keyboard.press("ArrowDown")
    now = seen.page.evaluate(FOCUSED)
    assert (now["set"], now["pos"]) == (str(seen.page.evaluate("PM.state.plates.n[0]")), "2")


def test_enter_opens_and_escape_returns_to_the_row(watch, many):
    seen = opened(watch, many)
    seen.page.keyboard.press("Tab")
    seen.page.get_by_role("textbox").press("ArrowDown")
    seen.page.keyboard.press("End")
    before = seen.page.evaluate(FOCUSED)
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("#pm-card").is_visible()
    seen.page.keyboard.press("Escape")
    assert seen.page.locator("#pm-card").is_hidden()
    assert seen.page.evaluate(FOCUSED) == before


def test_who_went_on_in_the_card_returns_to_where_they_are(watch, file):
    seen = opened(watch, file)
    seen.page.keyboard.press("Tab")
    seen.page.get_by_role("textbox").press("ArrowDown")
    seen.page.keyboard.press("Enter")
    for _ in range(3):
        seen.page.get_by_role("button", name="下一项").press("Enter")
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate(FOCUSED)["at"] == 3


def test_the_focus_survives_the_list_being_made_anew(watch, file):
    seen = opened(watch, file)
    seen.page.get_by_role("textbox").press("ArrowDown")
    for _ in range(4):
        seen.page.keyboard.press("ArrowDown")
    row = "document.activeElement.dataset.row"
    before = seen.page.evaluate(row)
    seen.page.evaluate("platemap.filter({plates: ['PL-01']})")
    still(seen.page)
    assert seen.page.evaluate(row) == before
    seen.page.evaluate("platemap.filter({asOf: '2020-12-31'})")
    still(seen.page)
    assert seen.page.evaluate(row) == before


def test_the_wheel_does_not_lose_the_row_that_has_the_focus(watch, many):
    seen = opened(watch, many)
    seen.page.get_by_role("textbox").press("ArrowDown")
    seen.page.evaluate("document.querySelector('#pm-list').scrollTop = 90000")
    still(seen.page)
    seen.page.keyboard.press("ArrowDown")
    assert seen.page.evaluate(FOCUSED)["at"] == 1


def test_what_is_chosen_on_the_map_comes_into_the_list(watch, file):
    seen = opened(watch, file)
    seen.page.evaluate("platemap.select('PK-07')")
    still(seen.page)
    box = seen.page.locator("#pm-list .item.on").bounding_box()
    column = seen.page.locator("#pm-list").bounding_box()
    assert column["y"] + 30 <= box["y"] + 1
    assert box["y"] + box["height"] <= column["y"] + column["height"] + 1


def test_the_date_moves_without_moving_the_list(watch, file):
    seen = opened(watch, file)
    seen.page.evaluate("document.querySelector('#pm-list').scrollTop = 400")
    still(seen.page)
    seen.page.evaluate("platemap.filter({asOf: '2020-08-20'})")
    still(seen.page)
    assert abs(seen.page.evaluate("document.querySelector('#pm-list').scrollTop") - 400) < 60
    seen.page.evaluate("platemap.filter({statuses: ['building']})")
    still(seen.page)
    assert seen.page.evaluate("document.querySelector('#pm-list').scrollTop") == 0


@pytest.mark.parametrize("width", [1366, 844, 390, 320])
def test_hostile_texts_are_bounded_and_ordinary_ones_whole(
    watch, hostile_catalogue, tmp_path, width
):
    path = tmp_path / "hostile.html"
    path.write_text(build(hostile_catalogue), encoding="utf-8")
    seen = opened(watch, path, width=width)
    for tab in ("all", "lost"):
        seen.page.evaluate(f"document.querySelector('#pm-tab-{tab}').click()")
        still(seen.page)
        seen.picture(f"list-hostile-{width}-{tab}")
        assert look(seen.page, "tight") == []
        assert look(seen.page, "cut", "#pm-right") == []
        heights = seen.page.evaluate(
            "[...document.querySelectorAll('.row')].map(n => n.offsetHeight)"
        )
        assert max(heights) < 140
    assert seen.errors == []


@pytest.mark.parametrize("width", [1366, 844, 390, 320])
def test_every_name_and_second_line_of_the_data_is_read_in_full(watch, file, width):
    seen = opened(watch, file, width=width, height=640)
    cut = """[...document.querySelectorAll('.item-name, .item-second, .group b')]
      .filter(n => n.scrollHeight > n.clientHeight + 1 || n.scrollWidth > n.clientWidth + 1)
      .map(n => n.textContent)"""
    for tab in ("all", "lost"):
        seen.page.evaluate(f"document.querySelector('#pm-tab-{tab}').click()")
        for y in range(0, 5200, 400):
            seen.page.evaluate(f"document.querySelector('#pm-list').scrollTop = {y}")
            still(seen.page)
            assert look(seen.page, "tight") == []
            assert seen.page.evaluate(cut) == []


def test_nothing_found_and_an_empty_tab_say_so(watch, file):
    seen = opened(watch, file)
    seen.page.evaluate("platemap.filter({places: ['exact']})")
    seen.page.evaluate("document.querySelector('#pm-tab-lost').click()")
    assert seen.page.locator("#pm-list").inner_text().strip() == "这一类没有内容"
    seen.page.evaluate("platemap.filter({plates: []})")
    still(seen.page)
    assert "没有符合条件的项目" in seen.page.locator("#pm-list").inner_text()
