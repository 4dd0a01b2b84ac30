"""The ground under the symbols: what of a plate's edge is drawn."""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from geo.catalogue import catalogue
from layers.document import build
from tests.benchmarks.data import made
from tests.browser.still import still

FAR = Point(20.0, 0.0)
# Draws the map again and tells how many dashed strokes it took, and the longest in pixels: every
# dash of a stroke is painted, seen or not.
_DASHED = """async () => {
  const pen = CanvasRenderingContext2D.prototype, own = {}, lengths = [];
  let at = null, length = 0;
  const spies = {
    beginPath: () => { length = 0; },
    moveTo: (x, y) => { at = [x, y]; },
    lineTo: (x, y) => { length += Math.hypot(x - at[0], y - at[1]); at = [x, y]; },
  };
  Object.keys(spies).forEach(name => {
    own[name] = pen[name];
    pen[name] = function (...sent) { spies[name](...sent); return own[name].apply(this, sent); };
  });
  own.stroke = pen.stroke;
  pen.stroke = function () {
    if (this.getLineDash().length) lengths.push(length);
    return own.stroke.apply(this);
  };
  PM.store.setSpec({statuses: ['building']});
  await new Promise(requestAnimationFrame);
  Object.assign(pen, own);
  return {strokes: lengths.length, longest: Math.max(0, ...lengths)};
}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    facts = made(60)
    projects = [fix for fix in facts.fixes if fix.id.startswith("F-P")]
    away = {fix.id for fix in projects[:20]}
    fixes = tuple(replace(x, geometry=FAR) if x.id in away else x for x in facts.fixes)
    path = tmp_path_factory.mktemp("ground") / "far.html"
    path.write_text(build(catalogue(replace(facts, fixes=fixes))), encoding="utf-8")
    return path


def test_a_plate_that_reaches_another_continent_is_dashed_only_near_the_view(opened, file):
    page = opened(file).page
    still(page)
    said = page.evaluate(_DASHED)
    assert said["strokes"] > 0
    assert 0 < said["longest"] < 20_000
