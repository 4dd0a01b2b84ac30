"""Online base maps: drawn on the same street corner in every datum, and never needed."""

import io
import logging

import numpy as np
import pytest
from PIL import Image

from geo import seeds
from geo.catalogue import catalogue
from geo.crs import Datum, LonLat
from geo.model import Kind
from layers.document import View, build
from layers.formats import FORMATS
from tests.browser.maps import Map
from tests.browser.serving import served
from tests.browser.still import still
from tests.browser.tileserver import TileServer

# A published pair of vectors (gcoord's 郑州市): one place as each datum writes it.
WGS84, GCJ02 = (113.6192856, 34.7478004), (113.6253334, 34.7466173)
CORNERS = {"osm": WGS84, "tianditu": WGS84, "amap": GCJ02}
KEY = "geheim0123456789abcdef"
LOST = "在线底图未连通，已用内置底图"
FACE = (0xCE, 0x4A, 0x0A)  # 在建


@pytest.fixture
def tiles(monkeypatch):
    """A tile server in place of the three sources; only 天地图 asks for the key."""
    server = TileServer(CORNERS)
    for base in CORNERS:
        query = "?tk={key}" if base == "tianditu" else ""
        monkeypatch.setenv(f"PLATEMAP_TILES_{base.upper()}", server.template(base) + query)
    monkeypatch.setenv("PLATEMAP_KEY_TIANDITU", KEY)
    yield server
    server.close()


@pytest.fixture
def corner_catalogue(facts_folder):
    """The seeds with the crossroads ST-03 moved to the published place, exact and 在建."""
    moved = {
        "fixes.csv": (
            "crossing,39,wgs84,POINT(113.634948 34.726001)",
            f"poi,39,wgs84,POINT({WGS84[0]} {WGS84[1]})",
        ),
        "statements.csv": ("L376,existing", "L376,building"),
    }
    for name, (old, new) in moved.items():
        path = facts_folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return catalogue(seeds.read(facts_folder))


@pytest.fixture
def over(opened, tmp_path):
    """Open a catalogue's document over a base map."""

    def open_over(shown, base, **size):
        path = tmp_path / f"{base}.html"
        path.write_text(build(shown, View(basemap=base)), encoding="utf-8")
        return opened(path, **size)

    return open_over


def wait_for_tiles(page):
    """Every tile asked for has come; a browser's own connections may stay open much longer."""
    page.wait_for_function(
        "() => { const tiles = [...document.querySelectorAll('img.leaflet-tile')];"
        " return tiles.length && tiles.every((tile) => tile.complete); }"
    )


def turn_to(page, lon, lat, zoom):
    page.evaluate(
        "(v) => map_platemap.setView([v[1], v[0]], v[2], {animate: false})", [lon, lat, zoom]
    )


def look_at(page, lon, lat, zoom):
    turn_to(page, lon, lat, zoom)
    wait_for_tiles(page)
    still(page)


def pixels(page):
    return np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)


def middle(mask):
    """The middle of a shape: of the rows and of the columns it fills by more than half its most."""
    rows, columns = mask.sum(axis=1), mask.sum(axis=0)
    return [float(np.flatnonzero(n > n.max() / 2).mean()) for n in (columns, rows)]


@pytest.mark.parametrize("zoom", [16, 15.4])
@pytest.mark.parametrize("base", ["osm", "amap"])
def test_a_symbol_lies_on_its_street_corner(tiles, over, corner_catalogue, base, zoom):
    seen = over(corner_catalogue, base)
    seen.page.evaluate("window.platemap.filter({text: '人和路与政通路交叉口'})")
    lon, lat = CORNERS[base]
    look_at(seen.page, lon + 0.001, lat - 0.0007, zoom)
    seen.picture(f"basemap-{base}-{zoom}")
    image = pixels(seen.page)[60:680, 260:1030]
    cross = middle((image[:, :, 0] > 230) & (image[:, :, 1] < 70) & (image[:, :, 2] < 70))
    near = np.hypot(*(np.indices(image.shape[:2]) - np.reshape(cross[::-1], (2, 1, 1)))) < 30
    symbol = middle((image == FACE).all(axis=2) & near)
    off = np.hypot(symbol[0] - cross[0], symbol[1] - cross[1])
    logging.info("%s at zoom %s: %.2f px off", base, zoom, off)
    assert off <= 2
    assert seen.errors == []
    assert seen.outside == []


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["laptop", "phone"])
@pytest.mark.parametrize("base", ["osm", "amap"])
def test_tiles_lie_under_map_but_not_under_inset_and_name_their_source(
    tiles, over, whole, base, size
):
    seen = over(whole, base, width=size[0], height=size[1])
    seen.page.wait_for_function("PM.tiles.shown()")
    wait_for_tiles(seen.page)
    still(seen.page)
    seen.picture(f"basemap-{base}-{size[0]}")
    alpha = "(s) => {{const c = document.querySelector(s); return c && c.offsetWidth ? {} : 255}}"
    corner = alpha.format("c.getContext('2d').getImageData(2, 2, 1, 1).data[3]")
    assert seen.page.evaluate(corner, "canvas.pm-canvas") == 0
    assert seen.page.evaluate(corner, "#pm-inset canvas") == 255
    note = seen.page.locator("#pm-base-note")
    assert note.is_visible()
    assert {"osm": "© OpenStreetMap 贡献者", "amap": "© 高德地图"}[base] in note.inner_text()
    assert "审图" in seen.page.locator("#pm-restriction").inner_text()
    assert seen.errors == []


def said(seen, words):
    seen.page.wait_for_function(
        "(words) => document.getElementById('pm-base-note').textContent === words", arg=words
    )


def ours(errors):
    """Complaints of the page itself: that a picture did not come is the browser's to say."""
    return [error for error in errors if "Failed to load resource" not in error]


@pytest.mark.parametrize("fault", ["down", "empty"])
def test_without_tiles_the_built_in_base_stays_and_it_is_said(tiles, over, whole, fault):
    if fault == "down":
        tiles.close()
    else:
        tiles.corners = {}
    seen = over(whole, "amap")
    said(seen, LOST)
    assert seen.page.evaluate("window.platemap.counts().shown") == 82
    assert seen.page.locator(".leaflet-tile").count() == 0
    assert "GCJ-02" in seen.page.locator("#pm-foot").inner_text()
    still(seen.page)
    seen.picture(f"basemap-{fault}")
    assert ours(seen.errors) == []


def test_a_server_that_never_answers_is_given_up(tiles, watch, whole, tmp_path):
    tiles.silent = True
    path = tmp_path / "silent.html"
    path.write_text(build(whole, View(basemap="osm")), encoding="utf-8")
    seen = watch(alone=True)
    seen.page.clock.install(time=0)
    seen.page.clock.pause_at(1_000)
    # Pictures that never come keep the page from being called loaded.
    seen.page.goto(path.as_uri(), wait_until="domcontentloaded")
    seen.page.clock.run_for(7_000)
    assert "（内置）" in seen.page.locator("#pm-base-note").inner_text()
    seen.page.clock.run_for(2_000)
    assert seen.page.locator("#pm-base-note").inner_text() == LOST
    assert ours(seen.errors) == []


def test_tiles_that_stop_coming_give_way_to_the_built_in_base(tiles, over, whole):
    seen = over(whole, "osm")
    seen.page.wait_for_function("PM.tiles.shown()")
    tiles.corners = {}
    # Not look_at: the layer goes, and its pictures with it, as soon as two have failed.
    turn_to(seen.page, 113.55, 34.66, 15)
    said(seen, LOST)
    assert not seen.page.evaluate("PM.tiles.shown()")
    assert ours(seen.errors) == []


def test_a_document_without_an_online_base_asks_nobody(opened):
    seen = opened()
    still(seen.page)
    assert seen.page.locator(".leaflet-tile").count() == 0
    assert "（内置）" in seen.page.locator("#pm-base-note").inner_text()
    assert seen.outside == []


@pytest.fixture
def app(tiles, tmp_path):
    with (tmp_path / "app.log").open("wb") as log, served(output=log) as address:
        yield address


def choose_basemap(shown, word):
    shown.page.get_by_test_id("stSidebar").get_by_role("combobox", name="底图").click()
    shown.page.get_by_role("option", name=word).click()
    shown.settle()
    shown.open()
    shown.frame.wait_for_function("PM.tiles.shown()")
    shown.settle()


# A map that is laid out anew keeps its middle to the pixel, 6e-5 degrees at this zoom; a datum is
# a hundred pixels off.
WITHIN_A_PIXEL = 6e-5


def centre(shown):
    return shown.frame.evaluate(
        "[map_platemap.getCenter().lng, map_platemap.getCenter().lat, map_platemap.getZoom()]"
    )


def test_the_app_stays_on_the_place_when_the_base_changes_its_datum(tiles, app, watch):
    shown = Map(watch, app)
    shown.frame.evaluate("map_platemap.setView([34.72, 113.63], 14.5, {animate: false})")
    shown.settle()
    lon, lat, zoom = centre(shown)
    choose_basemap(shown, "高德")
    shown.seen.picture("app-basemap")
    moved = LonLat(lon, lat).to(Datum.GCJ02)
    assert centre(shown) == pytest.approx([moved.lon, moved.lat, zoom], abs=WITHIN_A_PIXEL)
    assert "basemap=amap" in shown.page.url
    choose_basemap(shown, "OSM")
    assert centre(shown) == pytest.approx([lon, lat, zoom], abs=WITHIN_A_PIXEL)
    assert shown.seen.outside == []
    assert shown.seen.errors == []


def test_a_key_is_used_in_the_app_and_is_in_no_download_address_or_log(tiles, app, watch, tmp_path):
    shown = Map(watch, app)
    choose_basemap(shown, "天地图")
    assert any(path.endswith(f"?tk={KEY}") for path in tiles.asked)
    assert "basemap=tianditu" in shown.page.url
    assert KEY not in shown.page.url
    for form in FORMATS.values():
        _, content = shown.download(form.label)
        assert KEY.encode() not in content, form.suffix
    assert KEY not in (tmp_path / "app.log").read_text(encoding="utf-8", errors="replace")
    assert KEY not in shown.page.inner_text("body")


def test_a_base_without_its_key_is_not_offered_and_a_link_to_it_is_ignored(
    tiles, monkeypatch, watch
):
    monkeypatch.delenv("PLATEMAP_KEY_TIANDITU")
    with served() as address:
        shown = Map(watch, f"{address}/?basemap=tianditu")
        assert shown.counts()["shown"] == 82
        shown.page.get_by_test_id("stSidebar").get_by_role("combobox", name="底图").click()
        assert shown.page.get_by_role("option").all_inner_texts() == ["内置", "高德", "OSM"]
        assert shown.seen.errors == []


def test_kinds_still_add_up_over_a_base_of_another_datum(tiles, over, whole):
    seen = over(whole, "amap")
    for kind in Kind:
        counts = seen.page.evaluate("(k) => window.platemap.filter({kinds: [k]})", kind.value)
        assert counts["located"] + counts["unlocated"] == counts["shown"]
