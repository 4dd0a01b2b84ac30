"""The exported file in a real browser: from disk, with the network off."""

import json
from datetime import date

import pytest

from geo.catalogue import catalogue
from geo.filters import Filter
from geo.model import Kind, Status
from layers.document import View, build
from tests.browser.still import still
from tests.packed import scripts_of, with_scripts

SIZES = {"laptop": (1366, 768), "wall": (1920, 1080), "phone": (390, 844)}
# The scripts run after the page's load event: they are unpacked first.
_WHEN_READY = """addEventListener("DOMContentLoaded", async () => {
  await window.platemap.ready;
  window.readyAfter = performance.now();
})"""


@pytest.fixture(scope="module")
def file(whole, tmp_path_factory):
    path = tmp_path_factory.mktemp("document") / "二七区 一张图.html"
    path.write_text(build(whole), encoding="utf-8")
    return path


def opened(watch, file, fragment="", **size):
    seen = watch(**size)
    seen.page.goto(file.as_uri() + fragment)
    seen.page.evaluate("window.platemap.ready")
    return seen


def call(seen, name, *arguments):
    return seen.page.evaluate(f"(a) => window.platemap.{name}(...a)", list(arguments))


def check(counts, total=82):
    assert counts["located"] + counts["unlocated"] == counts["shown"]
    assert counts["shown"] + counts["hidden"] == counts["total"] == total


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_from_disk_and_asks_nobody(watch, file, size):
    width, height = SIZES[size]
    seen = opened(watch, file, width=width, height=height)
    still(seen.page)
    seen.picture(f"document-{size}")
    assert seen.outside == []
    assert seen.errors == []
    check(call(seen, "counts"))


def test_it_is_ready_within_a_second(watch, file):
    def loading():
        seen = watch(alone=True)
        seen.page.add_init_script(_WHEN_READY)
        seen.page.goto(file.as_uri())
        seen.page.evaluate("window.platemap.ready")
        assert seen.page.evaluate("document.body.classList.contains('ready')")
        return seen.page.evaluate("window.readyAfter")

    # The other tests share the cores; the best of a few says what the document itself takes.
    assert 0 < min(loading() for _ in range(5)) <= 1000


def test_every_plate_and_status_gives_the_catalogues_number(watch, file, whole):
    seen = opened(watch, file)
    for plate in [*whole.plate_names, "none"]:
        for status in Status:
            spec = Filter(plates=frozenset({plate}), statuses=frozenset({status.value}))
            want = whole.select(spec).counts
            got = call(seen, "filter", {"plates": [plate], "statuses": [status.value]})
            check(got)
            assert (got["shown"], got["located"]) == (want.shown, want.located), (plate, status)


def test_kinds_and_text_give_the_catalogues_number(watch, file, whole):
    seen = opened(watch, file)
    for kind in Kind:
        spec = Filter(kinds=frozenset({kind.value}))
        assert (
            call(seen, "filter", {"kinds": [kind.value]})["shown"]
            == whole.select(spec).counts.shown
        )
    for text in ("路", "二七 中心", "ＭＣＮ", "管委会", "没有的字", "%", ".*", "1872"):
        got = call(seen, "filter", {"text": text})
        assert got["shown"] == whole.select(Filter(text=text)).counts.shown, text


@pytest.mark.parametrize(
    ("spec", "shown"),
    [
        ({}, 82),
        ({"plates": []}, 0),
        ({"statuses": []}, 0),
        ({"kinds": []}, 0),
        ({"plates": ["PL-99"]}, 0),
        ({"plates": ["none"]}, 33),
        ({"text": "   "}, 82),
        ({"asOf": "gestern"}, 82),
        ({"plates": "PL-01"}, 82),
        ({"unknown": [1]}, 82),
    ],
)
def test_a_key_left_out_does_not_filter_and_an_empty_one_matches_nothing(watch, file, spec, shown):
    seen = opened(watch, file)
    got = call(seen, "filter", spec)
    check(got)
    assert got["shown"] == shown
    assert seen.errors == []


def test_each_filter_replaces_the_one_before(watch, file):
    seen = opened(watch, file)
    call(seen, "filter", {"plates": ["PL-01"], "asOf": "2020-01-01"})
    assert call(seen, "filter", {"statuses": ["existing"]})["shown"] == 10


def test_the_panel_filters_and_its_counts_agree(watch, file, whole):
    seen = opened(watch, file)
    row = seen.page.get_by_role("button", name="二七商圈").first
    row.click()
    assert row.get_attribute("aria-pressed") == "true"
    got = call(seen, "counts")
    check(got)
    assert got["shown"] == whole.select(Filter(plates=frozenset({"PL-01"}))).counts.shown
    row.click()
    assert call(seen, "counts")["shown"] == 82


def test_a_click_opens_the_card_with_its_evidence(watch, file):
    seen = opened(watch, file)
    call(seen, "select", "PJ-04")
    card = seen.page.get_by_role("heading", name="普乐天地")
    card.wait_for()
    for words in ("在建", "约位", "250", "二七商圈板块", "推定", "加快建设"):
        assert seen.page.locator("#pm-card").get_by_text(words).first.is_visible(), words
    seen.picture("document-card")
    assert seen.errors == []


def test_an_unlocated_project_gives_its_reason(watch, file):
    seen = opened(watch, file)
    call(seen, "select", "PJ-30")
    seen.page.get_by_text("不用板块标注点代替").first.wait_for()


@pytest.mark.case(43)
def test_nothing_found_is_said_and_can_be_undone(watch, file):
    seen = opened(watch, file)
    seen.page.get_by_role("textbox").fill("没有的字")
    seen.page.get_by_text("没有符合条件的项目").first.wait_for()
    seen.picture("document-nothing")
    seen.page.get_by_role("button", name="清除筛选").first.click()
    assert call(seen, "counts")["shown"] == 82


def test_a_document_of_another_date_still_tells_how_new_its_data_is(watch, facts, tmp_path):
    path = tmp_path / "later.html"
    path.write_text(build(catalogue(facts, date(2024, 12, 31))), encoding="utf-8")
    seen = opened(watch, path)
    said = "".join(seen.page.locator(".head-date").inner_text().split())
    assert said == "数据截至2020年8月31日现显示2024年12月31日"
    handle = seen.page.get_by_role("slider")
    handle.focus()
    handle.press("Home")
    assert handle.get_attribute("aria-valuetext") == "2020年4月1日"
    check(call(seen, "counts"))


def test_zooming_to_a_point_shows_the_streets_around_it(watch, file):
    seen = opened(watch, file)
    call(seen, "select", "PJ-01")
    seen.page.get_by_role("button", name="放大查看").click()
    assert seen.page.evaluate("map_platemap.getZoom()") > 15


def test_half_a_character_in_a_search_breaks_nothing(watch, file):
    seen = opened(watch, file)
    seen.page.evaluate("window.platemap.filter({text: '\\ud800', plates: ['\\ud800']})")
    still(seen.page)
    assert seen.errors == []


def test_what_is_filtered_out_is_no_longer_selected(watch, file):
    seen = opened(watch, file)
    call(seen, "select", "PJ-04")
    call(seen, "filter", {"plates": ["PL-06"]})
    assert seen.page.locator("#pm-card").is_hidden()
    call(seen, "filter", {})
    assert seen.page.locator("#pm-card").is_hidden()


def test_a_selection_exported_is_all_there_is(watch, whole, tmp_path):
    path = tmp_path / "part.html"
    part = whole.select(Filter(plates=frozenset({"PL-04"})))
    path.write_text(build(part), encoding="utf-8")
    seen = opened(watch, path)
    check(call(seen, "counts"), total=5)
    assert seen.errors == []


@pytest.mark.case(43)
def test_an_empty_document_opens(watch, whole, tmp_path):
    path = tmp_path / "empty.html"
    path.write_text(build(whole.select(Filter(plates=frozenset()))), encoding="utf-8")
    seen = opened(watch, path)
    check(call(seen, "counts"), total=0)
    assert seen.errors == []


@pytest.mark.case(25)
def test_hostile_texts_show_as_text(watch, hostile_catalogue, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_text(build(hostile_catalogue), encoding="utf-8")
    seen = opened(watch, path)
    for key, name in zip(
        hostile_catalogue.frame["id"], hostile_catalogue.frame["name"], strict=True
    ):
        call(seen, "select", key)
        shown = seen.page.locator("#pm-card h2").text_content()
        assert shown == name, key
    seen.picture("document-hostile")
    assert seen.page.evaluate("typeof window.pwned") == "undefined"
    assert seen.page.locator("img[src='x']").count() == 0
    assert seen.outside == []
    assert seen.errors == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_inside_the_app_it_speaks_only_with_its_frame(watch, whole, tmp_path):
    host = tmp_path / "host.html"
    document = json.dumps(build(whole, View(embedded=True))).replace("<", "\\u003c")
    host.write_text(
        "<meta charset=utf-8><style>iframe{width:900px;height:600px}</style>"
        "<iframe sandbox='allow-scripts'></iframe>"
        "<script>window.heard=[];addEventListener('message',e=>heard.push(e.data));"
        f"document.querySelector('iframe').srcdoc={document}</script>",
        encoding="utf-8",
    )
    seen = watch()
    seen.page.goto(host.as_uri())
    seen.page.wait_for_function("heard.some(m => m.type === 'ready')")
    frame = seen.page.frames[1]
    seen.page.evaluate(
        "frames[0].postMessage({platemap:1,type:'filter',filter:{plates:['PL-06']}},'*')"
    )
    frame.wait_for_function("window.platemap.counts().shown === 7")
    seen.page.evaluate("frames[0].postMessage({platemap:1,type:'select',id:'PJ-31'},'*')")
    frame.get_by_role("heading", name="长安古寨民俗村").wait_for()
    seen.picture("document-embedded")
    assert not [m for m in seen.page.evaluate("heard") if m["type"] == "select"]
    assert seen.errors == []


def scripts_spoilt(old, new):
    def spoil(html):
        scripts = scripts_of(html)
        assert old in scripts
        return with_scripts(html, scripts.replace(old, new))

    return spoil


def page_spoilt(old, new):
    def spoil(html):
        assert old in html
        return html.replace(old, new)

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        scripts_spoilt('"use strict";', "throw new Error('spoilt');"),
        scripts_spoilt("window.PM=window.PM||{}", "window.PM=window.PM|||{}"),
        scripts_spoilt("boot();", ""),
        page_spoilt("new DecompressionStream", "new NoSuchStream"),
        page_spoilt('id="platemap-pack">', 'id="platemap-pack">!'),
        page_spoilt('id="platemap-pack">H4sI', 'id="platemap-pack">AAAA'),
        page_spoilt("document.body.appendChild", "document.body..appendChild"),
    ],
    ids=(
        "a script fails",
        "a browser cannot read the scripts",
        "the scripts end too early",
        "a browser cannot unpack",
        "the pack is no base64",
        "the pack is not gzip",
        "a browser cannot read the loader",
    ),
)
def test_a_page_that_cannot_come_up_still_lists_everything(watch, file, whole, tmp_path, spoil):
    path = tmp_path / "spoilt.html"
    path.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    seen = watch()
    seen.page.goto(path.as_uri())
    seen.page.get_by_text("地图未能打开，请用新版浏览器重试").wait_for()
    lines = seen.page.locator("#pm-failed-list li").all_text_contents()
    assert len(lines) == 82
    for line, name in zip(lines, whole.frame["name"], strict=True):
        assert line.startswith(name)
    seen.picture("document-failed")
