"""What stands over the map: inset, locator, ruler, and the projector's view."""

import math
import re
from itertools import pairwise

import pytest

from geo.crs import Datum, LonLat
from tests.browser.still import still

PLANE = Datum.CGCS2000_GK114


def centre_of(page, key):
    """Middle of a thing's symbol on the page, and whether it stands on the map or in the inset."""
    for symbol in page.evaluate("window.platemap.placed().symbols"):
        if symbol["id"] == key:
            left, top, right, bottom = symbol["box"]
            return (left + right) / 2, (top + bottom) / 2, symbol["where"]
    raise AssertionError(f"{key} has no symbol")


def test_a_crowded_plate_gets_an_inset_that_is_part_of_the_map(opened):
    page = opened().page
    still(page)
    x, y, where = centre_of(page, "PJ-04")
    assert where == "inset"
    page.mouse.move(x, y)
    assert "普乐天地" in page.locator("#pm-tip").inner_text()
    page.mouse.click(x, y)
    page.get_by_role("heading", name="普乐天地").wait_for()
    # Selecting there must not drive the overview away.
    assert page.locator("#pm-inset").is_visible()


def test_the_inset_gives_way_to_the_locator_when_its_plate_is_entered(opened):
    page = opened().page
    page.locator("#pm-inset").get_by_role("button", name="进入").click()
    still(page)
    assert page.locator("#pm-inset").is_hidden()
    locator = page.locator("#pm-locator")
    assert locator.is_visible()
    locator.get_by_role("button", name="回到全区").click()
    still(page)
    assert page.locator("#pm-inset").is_visible()
    assert locator.is_hidden()


def test_the_inset_goes_when_the_filter_leaves_nothing_in_it(opened):
    page = opened().page
    page.evaluate("window.platemap.filter({plates: ['PL-06']})")
    still(page)
    assert page.locator("#pm-inset").is_hidden()
    page.evaluate("window.platemap.filter({})")
    still(page)
    assert page.locator("#pm-inset").is_visible()


def test_what_is_pointed_at_is_marked_on_map_and_list_alike(opened):
    page = opened().page
    still(page)
    hovered = "PM.words.cell('id', PM.state.hovered)"
    x, y, _ = centre_of(page, "PJ-01")
    page.mouse.move(x, y)
    assert page.evaluate(hovered) == "PJ-01"
    assert page.locator(".item.hot .item-name").inner_text() == "二七广场"
    page.locator(".item", has_text="德化步行街").hover()
    assert page.evaluate(hovered) == page.evaluate(
        "PM.data.columns.id[PM.data.columns.name.indexOf('德化步行街')]"
    )
    page.mouse.move(700, 600)
    assert page.evaluate("PM.state.hovered") == -1


def test_lengths_and_areas_are_measured(opened):
    page = opened().page
    still(page)
    page.get_by_role("button", name="测量").click()
    corners = [(700, 300), (900, 300), (900, 500)]
    for x, y in corners:
        page.mouse.click(x, y)
    said = page.locator(".ruler-words").inner_text()
    places = [
        page.evaluate(
            "([x, y]) => { const o = map_platemap.getContainer().getBoundingClientRect();"
            " const p = map_platemap.containerPointToLatLng([x - o.left, y - o.top]);"
            " return [p.lng, p.lat]; }",
            list(at),
        )
        for at in corners
    ]
    # The same triangle in metres of the 114°E Gauss-Krüger plane (EPSG:4547).
    metres = [(p.lon, p.lat) for p in (LonLat(*at).to(PLANE) for at in places)]
    legs = [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in pairwise(metres)]
    length = float(re.search(r"全长 ([\d.]+) 公里", said).group(1)) * 1000
    assert length == pytest.approx(sum(legs), rel=0.005)
    area = float(re.search(r"围合 ([\d.]+) 平方公里", said).group(1)) * 1e6
    assert area == pytest.approx(legs[0] * legs[1] / 2, rel=0.01)
    assert page.locator("#pm-card").is_hidden()
    page.keyboard.press("Backspace")
    assert "围合" not in page.locator(".ruler-words").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#pm-ruler").is_hidden()


def test_measuring_needs_no_mouse(opened):
    page = opened().page
    page.get_by_role("button", name="测量").focus()
    page.keyboard.press("Enter")
    for key in ("Enter", "ArrowRight", "Enter"):
        page.keyboard.press(key)
        still(page)
    assert re.search(r"全长 [1-9]", page.locator(".ruler-words").inner_text())


def test_the_projectors_view_steps_through_the_plates(opened):
    seen = opened()
    page = seen.page
    page.keyboard.press("b")
    still(page)
    seen.picture("brief-district")
    assert page.locator("#pm-right").is_hidden()
    names = []
    for n in range(6):
        page.keyboard.press("PageDown")
        still(page)
        names.append(page.locator("#pm-stop h2").inner_text())
        seen.picture(f"brief-{n + 1}")
    assert len(set(names)) == 6
    assert all(name.endswith("板块") for name in names)
    page.keyboard.press("PageDown")
    assert page.locator("#pm-stop h2").inner_text() == names[-1]
    page.keyboard.press("Home")
    assert page.locator("#pm-stop").is_hidden()
    page.keyboard.press("Escape")
    assert page.locator("#pm-right").is_visible()
    assert seen.errors == []


def test_the_projectors_numbers_are_the_catalogues(opened, whole):
    page = opened().page
    page.get_by_role("button", name="汇报视图").click()
    frame = whole.frame
    for _ in range(6):
        page.keyboard.press("PageDown")
        name = page.locator("#pm-stop h2").inner_text()
        rows = frame[frame["plate_name"] == name]
        lost = int((rows["location_certainty"] == "none").sum())
        said = page.locator("#pm-stop p:not(.stop-at)").first.inner_text()
        assert said == f"{len(rows)} 项 · 图上 {len(rows) - lost} · 未定位 {lost}", name


def test_the_projectors_view_works_inside_a_search_field_only_as_a_letter(opened):
    page = opened().page
    page.get_by_role("textbox").focus()
    page.keyboard.type("b")
    assert page.get_by_role("textbox").input_value() == "b"
    assert page.locator("#pm-right").is_visible()


def test_a_window_that_changes_keeps_what_the_program_showed(opened):
    page = opened().page
    where = "[map_platemap.getCenter().lng, map_platemap.getCenter().lat, map_platemap.getZoom()]"
    still(page)
    before = page.evaluate(where)
    page.set_viewport_size({"width": 1100, "height": 640})
    still(page)
    assert page.evaluate(where) != before
    page.set_viewport_size({"width": 1366, "height": 768})
    still(page)
    assert page.evaluate(where) == pytest.approx(before, abs=5e-4)
    assert "view=" not in page.evaluate("location.hash")
    page.evaluate("map_platemap.panBy([90, 40], {animate: false})")
    own = page.evaluate(where)
    page.set_viewport_size({"width": 1300, "height": 740})
    still(page)
    assert page.evaluate(where) == pytest.approx(own, abs=2e-3)


def test_roads_that_meet_are_said_to_meet(opened):
    page = opened().page
    for one, other in (("福寿街", "大同路"), ("大同路", "福寿街")):
        page.evaluate(
            "name => PM.store.select(PM.data.columns.name.indexOf(name))",
            one,
        )
        near = page.locator("#pm-card .card-part", has_text="300 米内")
        assert "相接" in near.locator(".item", has_text=other).inner_text()


def test_escape_closes_the_nearest_thing_only(opened):
    page = opened().page
    page.evaluate("window.platemap.select('PJ-04')")
    page.get_by_role("button", name="测量").click()
    page.keyboard.press("Escape")
    assert page.locator("#pm-ruler").is_hidden()
    assert page.locator("#pm-card").is_visible()
    page.keyboard.press("b")
    page.evaluate("window.platemap.select('PJ-31')")
    page.keyboard.press("Escape")
    assert page.locator("body.br").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("body.br").count() == 0


HALF = """(() => {
  const m = PM.canvas.scene().marks.find(m => m.row === PM.data.rowOf.get('PJ-62'));
  return Math.max(m.hx, m.hy);
})()"""
# Colours of the map's own canvas at pixels of the page.
INKED = """places => {
  const canvas = document.querySelector('.pm-canvas'), o = canvas.getBoundingClientRect();
  const ctx = canvas.getContext('2d');
  return places.map(([x, y]) => Array.from(ctx.getImageData(x - o.left, y - o.top, 1, 1).data));
}"""


def ring_of(page, key, reach):
    """Pixels on a circle around a thing on the map."""
    x, y, where = centre_of(page, key)
    assert where == "map"
    steps = [i * math.pi / 90 for i in range(180)]
    return [[x + reach * math.cos(a), y + reach * math.sin(a)] for a in steps]


def changed(page, places, action):
    before = page.evaluate(INKED, places)
    action()
    still(page)
    after = page.evaluate(INKED, places)
    return sum(a != b for a, b in zip(before, after, strict=True))


def test_selection_accuracy_and_pointing_are_drawn(opened):
    page = opened().page
    page.evaluate("PM.mapui.enter(PM.data.rowOf.get('PJ-62'))")
    still(page)
    key = "PJ-62"
    metres = page.evaluate("PM.words.cell('accuracy', PM.data.rowOf.get('PJ-62'))")
    scale = page.evaluate(
        "PM.view.of(map_platemap).scale / PM.view.metres(PM.data.rowOf.get('PJ-62'))"
    )
    row = page.evaluate("PM.data.rowOf.get('PJ-62')")
    hovered = ring_of(page, key, page.evaluate(HALF) + 4)
    assert changed(page, hovered, lambda: page.evaluate("r => PM.store.hover(r)", row)) > 90
    page.evaluate("PM.store.hover(-1)")
    still(page)
    circle = ring_of(page, key, metres * scale)
    assert changed(page, circle, lambda: page.evaluate("window.platemap.select('PJ-62')")) > 60
