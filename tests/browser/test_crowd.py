"""Where more symbols would stand than can be told apart, cells count them and nobody is lost."""

import pytest

from geo.catalogue import catalogue
from layers.document import build
from tests.benchmarks.data import made
from tests.browser.still import still
from tests.browser.test_placing import clashes, overlap

COUNT = 4_000
# What the map draws against what is counted feature by feature: cells that say another number or
# mix, and things in the view that no symbol, line or cell stands for.
_COUNTED = """() => {
  const scene = PM.canvas.scene(), view = scene.view, V = PM.view, g = PM.data.geo;
  const scenes = [scene, PM.inset.scene()].filter(Boolean);
  const all = what => new Set(scenes.flatMap(what));
  const marks = all(one => one.marks.map(m => m.row)), drawn = all(one => one.rows);
  const cell = (v, c) => Math.floor(v * c.cell.frame.k);
  const at = (c, r) => cell(g.px[r], c) === c.cell.cx && cell(g.py[r], c) === c.cell.cy;
  const rows = PM.data.columns.id.map((_, r) => r)
    .filter(r => PM.state.mask[r] && V.located(r) && !V.isPlate(r));
  const symbols = rows.filter(V.hasMark);
  const wrong = scene.cells.filter(c => {
    const own = symbols.filter(r => at(c, r));
    const mix = PM.data.statuses.map((_, s) => own.filter(r => PM.now.status[r] === s).length);
    return own.length !== c.n || mix.join() !== Array.from(c.mix).join();
  });
  const inView = rows.filter(r => {
    const [x, y] = V.screen(r, view);
    return x >= 0 && y >= 0 && x <= view.width && y <= view.height;
  });
  const stands = r => V.hasMark(r) ? marks.has(r) || scene.cells.some(c => at(c, r)) : drawn.has(r);
  return {
    wrong: wrong.length, lost: inView.filter(r => !stands(r)), seen: inView.length,
    crowd: scene.crowd, cells: scene.cells.length,
    lines: inView.filter(r => !V.hasMark(r)).length,
  };
}"""
# Cells by their place in the world, with their numbers and where their rings stand in it.
_PLACES = """() => {
  const scene = PM.canvas.scene(), left = scene.view.left;
  return scene.cells.map(c => [c.cell.cx, c.cell.cy, c.n, (c.x + left).toFixed(2)].join());
}"""
# The fullest cell that nothing lies over: where it is on the page, and its number.
_FULLEST = """() => {
  const o = document.querySelector('.pm-canvas').getBoundingClientRect();
  const {cells, view} = PM.canvas.scene();
  const clear = cells.filter(c => Math.abs(c.x - view.width / 2) < view.width / 4
    && Math.abs(c.y - view.height / 2) < view.height / 4);
  const c = clear.reduce((a, b) => b.n > a.n ? b : a);
  return [o.left + c.x, o.top + c.y, c.n];
}"""
_SELECT_ONE = """() => {
  const {cells} = PM.canvas.scene(), row = PM.cells.rows(cells[cells.length >> 1])[0];
  PM.store.select(row, 'user');
  return row;
}"""
# Selects a thing at the view's edge: how often the map settles for it, whom its card names within
# 300 metres, and who is that near by asking everybody.
_SELECT_FAR = """async () => {
  const frame = () => new Promise(requestAnimationFrame), V = PM.view, d = PM.data;
  const scene = PM.canvas.scene(), name = r => d.columns.name[r];
  const rows = d.columns.id.map((_, r) => r);
  const certainty = r => d.certainties[d.certainty[r]].code;
  const exact = r => V.located(r) && !V.isPlate(r) && certainty(r) !== 'schematic';
  const metres = (a, b) => V.between(a, b) * V.metres(a);
  const near = r => rows.filter(o => o !== r && exact(o) && metres(r, o) <= 300);
  const beyond = r => V.screen(r, scene.view)[0] > scene.view.width;
  const row = rows.find(r => exact(r) && V.isPoint(r) && beyond(r) && near(r).length);
  let settled = 0;
  PM.on('settled', () => settled++);
  PM.store.select(row, 'user');
  for (let i = 0; i < 4; i++) await frame();
  const part = Array.from(document.querySelectorAll('.card-part'))
    .find(n => n.textContent.startsWith('300 米内'));
  return {
    settled, x: V.screen(row, PM.canvas.scene().view)[0], width: scene.view.width,
    said: Array.from(part.querySelectorAll('.item-name'), n => n.textContent).sort(),
    near: near(row).sort((a, b) => metres(row, a) - metres(row, b)).slice(0, 5).map(name).sort(),
  };
}"""
_MOVES = (
    "null",
    "platemap.filter({statuses: ['building', 'planned', 'existing', 'completed']})",
    "map_platemap.panBy([150, -120], {animate: false})",
    "map_platemap.setZoom(map_platemap.getZoom() - .6, {animate: false})",
    "map_platemap.setZoom(13.4, {animate: false})",
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("crowd") / "crowd.html"
    path.write_text(build(catalogue(made(COUNT, mixed=True))), encoding="utf-8")
    return path


@pytest.fixture
def page(opened, file):
    page = opened(file).page
    still(page)
    return page


def covering(page):
    """Return what lies over a cell: another cell, or a name."""
    placed = page.evaluate("window.platemap.placed()")
    cells, labels = placed["cells"], placed["labels"]
    return [
        (cell["n"], other.get("text") or other["n"])
        for i, cell in enumerate(cells)
        for other in [*cells[i + 1 :], *labels]
        if overlap(cell, other)
    ]


def test_nobody_is_lost_in_a_crowd_and_nothing_covers_anything(page):
    said = page.evaluate(_COUNTED)
    assert said["crowd"] and said["cells"] > 20 and said["lines"] > 20
    for move in _MOVES:
        page.evaluate(f"void ({move})")
        still(page)
        said = page.evaluate(_COUNTED)
        assert (said["lost"], said["wrong"]) == ([], 0), move
        assert said["seen"] > 0
        assert covering(page) == [], move
        if said["crowd"]:
            assert clashes(page) == [], move
    # So close they are symbols again.
    assert not said["crowd"]


def test_cells_stay_put_in_the_world_while_the_map_moves(page):
    before = set(page.evaluate(_PLACES))
    page.evaluate("map_platemap.panBy([90, 60], {animate: false})")
    assert len(before & set(page.evaluate(_PLACES))) > len(before) / 2


def test_a_cell_says_its_mix_and_leads_into_it(page):
    x, y, n = page.evaluate(_FULLEST)
    page.mouse.move(x, y)
    head, mix = page.locator("#pm-tip").inner_text().split("\n")[:2]
    numbers = [int(part.split()[1]) for part in mix.split("、")]
    assert head == f"共 {n} 项"
    assert sum(numbers) == n and numbers == sorted(numbers, reverse=True)
    assert page.locator(f".point[aria-label^='放大：此处 {n} 项']").count() >= 1
    zoom = page.evaluate("map_platemap.getZoom()")
    page.mouse.click(x, y)
    still(page)
    assert page.evaluate("map_platemap.getZoom()") > zoom + 0.5
    # Selected in a crowd, a thing stands as a symbol of its own above the cells.
    page.evaluate("PM.mapui.all()")
    still(page)
    row = page.evaluate(_SELECT_ONE)
    still(page)
    assert page.evaluate("row => PM.canvas.scene().marks.some(m => m.row === row)", row)


def test_what_is_selected_comes_into_view_at_once_and_all_it_says_has_room(page):
    found = page.evaluate(_SELECT_FAR)
    assert found["settled"] == 1 and 0 < found["x"] < found["width"]
    assert found["said"] == found["near"] != []
    # Nobody scrolls before a projector.
    page.keyboard.press("Escape")
    page.locator("#pm-brief").click()
    page.keyboard.press("PageDown")
    still(page)
    box = page.locator("#pm-stop")
    assert box.evaluate("n => n.scrollHeight <= n.clientHeight")
    assert box.locator("li, p").last.is_visible()
