"""Names and symbols never cover each other: computed from the page, at rest and after wandering."""

import random

import pytest

from tests.browser.still import still

SIZES = {"laptop": (1366, 768), "wall": (1920, 1080), "phone": (390, 844)}
WANDERINGS = 20
# Puts the others where the first stands; counts the symbols that had to make room.
TO_ONE_SPOT = """ids => {
  const g = PM.data.geo, [first, ...others] = ids.map(id => PM.data.rowOf.get(id));
  others.forEach(row => { g.px[row] = g.px[first]; g.py[row] = g.py[first]; });
}"""
LED = """PM.canvas.scene().marks
  .filter(m => Math.hypot(m.x - m.tx, m.y - m.ty) > PM.look.spread.leader).length"""
# The page rounds to whole device pixels.
SLACK = 1.0


def overlap(one, two):
    a, b = one["box"], two["box"]
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide > SLACK and high > SLACK


def clashes(page):
    """Return every pair that overlaps: names and symbols among themselves, names and frames."""
    placed = page.evaluate("window.platemap.placed()")
    frames = [{"box": box, "where": "map", "frame": True} for box in placed["frames"]]
    things = [*placed["labels"], *placed["symbols"]]
    found = []
    for i, one in enumerate(things):
        # A symbol may lie under a frame: the map goes on below it.
        others = things[i + 1 :] + (frames if "text" in one and one["where"] == "map" else [])
        for two in others:
            if one["where"] == two["where"] and overlap(one, two):
                found.append((one.get("text") or one["id"], two.get("text") or two.get("id"), two))
    return found


@pytest.mark.parametrize("size", SIZES)
def test_nothing_covers_anything_at_the_opening_and_after_wandering(opened, size):
    width, height = SIZES[size]
    page = opened(width=width, height=height).page
    still(page)
    assert clashes(page) == []
    dice = random.Random(f"wander-{size}")
    for _ in range(WANDERINGS):
        page.evaluate(
            "([dx, dy, dz]) => { map_platemap.panBy([dx, dy], {animate: false});"
            " map_platemap.setZoom(Math.min(17.5, Math.max(10.5, map_platemap.getZoom() + dz)),"
            " {animate: false}); }",
            [dice.randint(-300, 300), dice.randint(-200, 200), dice.uniform(-1.2, 1.6)],
        )
        still(page)
        assert clashes(page) == [], page.evaluate(
            "[map_platemap.getCenter().lng, map_platemap.getCenter().lat, map_platemap.getZoom()]"
        )


def test_nothing_covers_anything_before_a_projector(opened):
    page = opened().page
    page.keyboard.press("b")
    for _ in range(7):
        still(page)
        assert clashes(page) == []
        page.keyboard.press("PageDown")


def test_every_located_thing_has_one_symbol_or_line(opened, whole):
    seen = opened()
    still(seen.page)
    placed = seen.page.evaluate("window.platemap.placed()")
    ids = [symbol["id"] for symbol in placed["symbols"]]
    assert len(ids) == len(set(ids))
    frame = whole.frame[whole.frame["location_certainty"] != "none"]
    lines = frame.geometry.geom_type.str.contains("Line") & (frame["kind"] == "road")
    assert sorted(ids) == sorted(frame[(frame["kind"] != "plate") & ~lines]["id"])


def test_things_at_one_spot_are_fanned_out_and_tied_to_it(opened):
    page = opened().page
    page.evaluate(TO_ONE_SPOT, ["PJ-31", "PJ-01", "PJ-04", "ST-01"])
    page.evaluate("PM.mapui.enter(PM.data.rowOf.get('PJ-31'))")
    still(page)
    assert clashes(page) == []
    assert page.evaluate(LED) >= 2


def test_a_clash_would_be_seen(opened):
    page = opened().page
    page.evaluate("PM.look.spread.most = 0; PM.canvas.settle()")
    assert clashes(page)
