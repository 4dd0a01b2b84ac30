"""While the date moves: everything is drawn at once, names ride along and are placed at rest."""

import pytest

from geo.catalogue import catalogue
from layers.document import build
from tests.browser.still import still
from tests.changing import changing

COUNT = 300
# Names, by row, that belong to nothing the map shows; and whether the date has come to rest.
_STRAY = """() => [PM.canvas.scene(), PM.inset.scene()].filter(Boolean).flatMap(scene =>
  scene.names.filter(n => n.row >= 0 && !PM.state.mask[n.row]).map(n => n.text))"""
_AT_REST = "() => !PM.canvas.rides()"
_DRAWN = """() => [".tag", "#pm-tray", "#pm-pending", ".inset-foot", "#pm-list"]
  .flatMap(selector => [...document.querySelectorAll(selector)])
  .flatMap(box => [...box.querySelectorAll("[data-row] svg")].map(svg => svg.outerHTML))"""
_LIST = """() => [...document.querySelectorAll("#pm-list .row")].map(row =>
  [row.style.top, row.style.height, row.textContent])"""
# Words of the strip that lie on a triangle or on the handle's line.
_COVERED = """() => {
  const box = n => n.getBoundingClientRect();
  const marks = [...document.querySelectorAll("#pm-axis path[fill='#16202C']")].map(box);
  const words = [...document.querySelectorAll("#pm-axis .axis-word")]
    .filter(n => n.textContent.endsWith("到期"));
  return [words.length, words.filter(n => marks.some(m =>
    box(n).left < m.right && m.left < box(n).right)).map(n => n.textContent)];
}"""


@pytest.fixture(scope="module")
def file(facts, tmp_path_factory):
    path = tmp_path_factory.mktemp("riding") / "riding.html"
    path.write_text(build(catalogue(changing(facts, COUNT))), encoding="utf-8")
    return path


@pytest.fixture
def seen(watch, file):
    shown = watch()
    shown.page.goto(file.as_uri())
    shown.page.evaluate("window.platemap.ready")
    still(shown.page)
    return shown


def test_no_name_is_left_of_what_a_date_takes_off_the_map(seen):
    seen.page.evaluate("platemap.filter({statuses: ['building', 'planned']})")
    still(seen.page)
    rode = 0
    for day in seen.page.evaluate("PM.data.changes.slice(-12)"):
        seen.page.evaluate("day => PM.store.setDay(day)", day)
        seen.page.evaluate("() => new Promise(requestAnimationFrame)")
        rode += seen.page.evaluate("PM.canvas.rides()")
        assert seen.page.evaluate(_STRAY) == []
    assert rode > 0
    seen.page.wait_for_function(_AT_REST)
    assert seen.page.evaluate("platemap.placed().labels.length") > 0


def test_at_rest_names_and_symbols_stand_as_if_the_date_had_been_opened(seen):
    day = seen.page.evaluate("PM.data.changes[PM.data.changes.length >> 1]")
    seen.page.evaluate("day => PM.store.setDay(day)", day)
    seen.page.wait_for_function(_AT_REST)
    came = seen.page.evaluate("platemap.placed()")
    seen.page.evaluate("PM.canvas.settle()")
    assert seen.page.evaluate("platemap.placed()") == came


def test_what_is_kept_from_the_date_before_says_what_is_made_anew_says(seen):
    days = seen.page.evaluate("PM.data.changes.filter((_, i, all) => i % 9 === 0)")
    for day in days:
        seen.page.evaluate("day => PM.store.setDay(day)", day)
    seen.page.wait_for_function(_AT_REST)
    kept = [seen.page.evaluate(what) for what in (_DRAWN, _LIST)]
    # Nothing found, then all again: every node is made anew.
    seen.page.evaluate("PM.store.change({text: '没有的字'})")
    still(seen.page)
    seen.page.evaluate("PM.store.drop(['text'])")
    still(seen.page)
    assert [seen.page.evaluate(what) for what in (_DRAWN, _LIST)] == kept


@pytest.mark.parametrize("width", [1100, 1366, 1920])
def test_no_word_of_the_strip_lies_on_a_triangle(seen, width):
    seen.page.set_viewport_size({"width": width, "height": 768})
    # Without roads, whose seasons take the strip.
    seen.page.evaluate("platemap.filter({kinds: ['project']})")
    still(seen.page)
    said = 0
    for day in seen.page.evaluate("PM.data.changes.filter((_, i) => i % 6 === 0)"):
        seen.page.evaluate("day => PM.store.setDay(day)", day)
        words, covered = seen.page.evaluate(_COVERED)
        said += words
        assert covered == []
    assert said > 0


def test_what_is_late_calls_once_with_its_light_if_that_is_red(seen):
    signs = """code => PM.data.columns.id.map((_, r) => r)
      .filter(r => PM.symbols.face(r).late && (PM.symbols.face(r).light || {}).code === code)
      .map(r => PM.symbols.mark(r, 6).filter(layer => layer.at && layer.at[1] === -6).length)"""
    badge = 2
    assert set(seen.page.evaluate(signs, "red")) == {0}
    assert set(seen.page.evaluate(signs, "yellow")) == {badge}
