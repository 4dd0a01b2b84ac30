"""The printed sheet: one page of lines and letters, everything numbered, nothing over anything."""

import re
import shutil
from pathlib import Path

import many
import pytest

from geo import seeds
from geo.catalogue import catalogue
from geo.filters import Filter
from layers.document import View, build
from tests.benchmarks.data import made
from tests.browser import sheets

PAPERS = {"A4": (210, 297), "A3": (297, 420)}
NAMES = "PM.data.columns.name"
MANY = 320


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_one_sheet_of_lines_and_letters(opened, paper):
    seen = opened()
    pdf, pages = sheets.printed(seen.page, format=paper)
    assert len(pages) == 1
    assert pages[0] == pytest.approx(PAPERS[paper], abs=1)
    assert b"/Subtype /Image" not in pdf
    assert b"/ToUnicode" in pdf
    assert seen.page.evaluate("document.getElementById('pm-paper')") is None
    assert seen.errors == []


def test_the_sheet_is_as_wide_as_the_paper(opened):
    seen = opened()
    sheets.read(seen.page)
    seen.picture("paper")
    for width, height in ((1050, 1485), (1485, 2100)):
        seen.page.set_viewport_size({"width": width, "height": height})
        box = seen.page.locator(".paper-sheet > svg").bounding_box()
        assert (box["width"], box["height"]) == pytest.approx((width, height), abs=1)


def test_everything_is_numbered_and_every_mapped_number_is_placed(opened, whole):
    seen = opened()
    sheet = sheets.read(seen.page)
    sheets.check_numbers(sheet, whole.frame)
    sheets.check_map(sheet)
    sheets.check_index(sheet, seen.page.evaluate(NAMES))
    assert len(sheet["panels"]) == 2
    assert sheet["bitmaps"] == 0
    said = sheets.words(sheet)
    for text in (
        "二七区重点项目一张图",
        "数据截至 2020年8月31日",
        "共 82 项：图上 44 项，未定位 38 项（表中注明）；其中板块 6 个，不编号",
        "未分板块未定位 16 项",
        "位置待定的板块",
        "黑底编号：图上有点位；灰字编号：未定位。",
        "内部工作用图，未经审图，不得公开",
        "第 1 页，共 1 页",
        "未分板块（续）",
        "见放大图",
    ):
        assert text in said, text


def test_numbers_of_roads_stand_on_their_course(opened):
    seen = opened()
    sheets.read(seen.page)
    off = seen.page.evaluate(
        """() => [].concat(...PM.paper.build().panels.map(p => p.pins.map(pin => {
          const b = pin.box, v = p.scene.view, x = (b[0] + b[2]) / 2, y = (b[1] + b[3]) / 2;
          if (!PM.view.hasLine(pin.row) || !PM.view.isRoad(pin.row)) return 0;
          return PM.view.distance(pin.row, (x + v.left) / v.scale, (y + v.top) / v.scale) * v.scale;
        })))"""
    )
    assert sum(d > 0 for d in off) >= 10
    assert max(off) < 30  # on the line, or beside one too short to be seen around its number


def test_the_screen_has_no_part_in_it(opened):
    plain = opened()
    wanted = plain.page.evaluate("PM.paper.build(), document.getElementById('pm-paper').outerHTML")
    again = opened(width=390, height=844)
    again.page.evaluate("window.platemap.select('PJ-04')")
    again.page.evaluate("map_platemap.setView([34.72, 113.63], 15, {animate: false})")
    again.page.evaluate("document.body.classList.add('br'); PM.store.setTab('lost')")
    again.page.evaluate("PM.tiles.shown = () => true; map_platemap.panBy([1, 1])")
    got = again.page.evaluate("PM.paper.build(), document.getElementById('pm-paper').outerHTML")
    assert unnumbered_clips(got) == unnumbered_clips(wanted)
    assert again.page.evaluate("PM.state.selected") >= 0


def unnumbered_clips(markup):
    return re.sub(r"pm-clip-\d+", "pm-clip", markup)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"statuses": ["building"]}, "筛选：在建"),
        ({"plates": ["PL-01"]}, "筛选：二七商圈"),
        (
            {"plates": ["PL-01", "none"], "statuses": ["advancing"]},
            "筛选：二七商圈、未分板块 · 推进中",
        ),
        ({"kinds": ["road"], "text": "路"}, "筛选：道路 · 含“路”"),
        ({"kinds": ["park"], "asOf": "2021-04-01"}, "数据截至 2020年8月31日，现显示 2021年4月1日"),
        ({"places": ["none"]}, "筛选：未定位"),
        (
            {"kinds": ["plate"]},
            "共 6 项：图上 5 项，未定位 1 项（表中注明）；其中板块 6 个，不编号",
        ),
    ],
)
def test_only_what_is_filtered_is_printed(opened, spec, said):
    seen = opened()
    counts = seen.page.evaluate("s => window.platemap.filter(s)", spec)
    mask, kinds = seen.page.evaluate("[Array.from(PM.state.mask), Array.from(PM.data.kind)]")
    plate = seen.page.evaluate("PM.data.isplate")
    shown = [row for row, on in enumerate(mask) if on and kinds[row] != plate]
    sheet = sheets.read(seen.page)
    assert sorted(r["row"] for r in sheet["rows"]) == shown
    pins = sum(len(panel["pins"]) for panel in sheet["panels"])
    assert pins == sum(r["ground"] == sheets.INK for r in sheet["rows"]) <= counts["located"]
    sheets.check_map(sheet)
    sheets.check_index(sheet, seen.page.evaluate(NAMES))
    assert said in sheets.words(sheet)
    assert f"共 {counts['shown']} 项" in sheets.words(sheet)
    seen.picture("paper-" + "-".join(spec))
    assert len(sheets.printed(seen.page, format="A4")[1]) == 1


@pytest.mark.case(43)
def test_an_empty_selection_says_so(opened):
    seen = opened()
    seen.page.evaluate("window.platemap.filter({plates: []})")
    sheet = sheets.read(seen.page)
    assert "没有符合条件的项目" in sheets.words(sheet)
    assert (sheet["rows"], sheet["panels"]) == ([], [])
    seen.picture("paper-nothing")
    assert len(sheets.printed(seen.page, format="A4")[1]) == 1


@pytest.fixture(scope="module")
def big(tmp_path_factory):
    """A catalogue of the seeds and of hundreds more, and its document."""
    folder = Path(shutil.copytree(seeds.SEEDS, tmp_path_factory.mktemp("ledger") / "facts"))
    many.add(folder, MANY)
    made = catalogue(seeds.read(folder))
    path = folder.parent / "多.html"
    path.write_text(build(made), encoding="utf-8")
    return made, path


def test_hundreds_take_more_sheets_and_lose_nothing(opened, big):
    made, path = big
    seen = opened(path)
    sheet = sheets.read(seen.page)
    seen.picture("paper-many")
    sheets.check_numbers(sheet, made.frame)
    sheets.check_map(sheet)
    sheets.check_index(sheet, seen.page.evaluate(NAMES))
    assert sheet["sheets"] > 1
    for i, texts in enumerate(sheet["words"]):
        assert f"第 {i + 1} 页，共 {sheet['sheets']} 页" in texts
    for paper in PAPERS:
        assert len(sheets.printed(seen.page, format=paper)[1]) == sheet["sheets"]


def test_too_many_to_be_listed_are_one_sheet_that_says_so(opened, tmp_path):
    path = tmp_path / "too_many.html"
    path.write_text(build(catalogue(made(2_500))), encoding="utf-8")
    seen = opened(path)
    seen.page.evaluate("PM.paper.build()")
    seen.picture("paper-too-many")
    texts = seen.page.locator("#pm-paper text").all_text_contents()
    assert any(text.startswith("共 2,500 项，超过 1,200 项：图上不编号") for text in texts)
    assert "第 1 页，共 1 页" in texts
    assert not any("号" in text and "未定位" in text for text in texts)
    assert seen.page.locator("#pm-paper .paper-pin, #pm-paper .paper-row").count() == 0
    assert seen.errors == []


def test_a_printed_map_too_full_for_symbols_has_rings_with_their_numbers(opened, big):
    seen = opened(big[1])
    cells = seen.page.evaluate("""() => {
      PM.paperLook.map.view.least = PM.paperLook.map.view.most = PM.paperLook.index.most = 50;
      return PM.paper.build().panels[0].scene.cells.map(function (c) { return String(c.n); });
    }""")
    texts = seen.page.locator("#pm-paper text").all_text_contents()
    assert cells
    assert set(cells) <= set(texts)
    assert "过密处合为一圈：数字是项数，圆环是各状态所占。" in texts
    assert seen.page.locator("#pm-paper .paper-pin").count() == 0


def test_a_long_name_shrinks_and_then_breaks(opened, big):
    seen = opened(big[1])
    rows = sheets.read(seen.page)["rows"]
    assert {len(r["names"]) for r in rows} >= {1, 2}
    sizes = {round(r["size"], 2) for r in rows}
    assert len(sizes) == 2
    assert min(sizes) / max(sizes) == pytest.approx(0.85, abs=0.01)
    assert all(len(r["names"]) == 1 or r["size"] < max(sizes) for r in rows)


def test_a_place_beyond_the_map_is_told(opened, facts_folder, tmp_path):
    many.add(facts_folder, 2, place="113.95 34.7")
    path = tmp_path / "far.html"
    path.write_text(build(catalogue(seeds.read(facts_folder))), encoding="utf-8")
    sheet = sheets.read(opened(path).page)
    framed = [r for r in sheet["rows"] if r["ground"] == "#FFFFFF"]
    assert [sheets.squeezed("".join(r["names"])) for r in framed] == ["2号安置区三期"]
    assert "框线编号：位置在图外。" in sheets.words(sheet)


@pytest.mark.case(25)
def test_hostile_texts_stay_text(opened, hostile_catalogue, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_text(build(hostile_catalogue), encoding="utf-8")
    seen = opened(path)
    sheet = sheets.read(seen.page)
    seen.picture("paper-hostile")
    all_names = seen.page.evaluate(NAMES)
    for row in sheet["rows"]:
        shown, name = sheets.squeezed("".join(row["names"])), sheets.squeezed(all_names[row["row"]])
        assert shown == name or (len(name) > 1000 and shown.endswith("……"))
    assert sheet["beyond"] == []
    pages = sheets.printed(seen.page, format="A4")[1]
    assert len(pages) == sheet["sheets"]
    assert seen.page.evaluate("typeof window.pwned") == "undefined"
    assert (seen.outside, seen.errors, sheet["bitmaps"]) == ([], [], 0)


def test_the_button_opens_the_dialog_and_the_sheet_goes_afterwards(opened):
    seen = opened()
    seen.page.evaluate("window.print = () => { window.asked = true; }")
    seen.page.get_by_role("button", name="打印").click()
    assert seen.page.evaluate("window.asked")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator(".paper-sheet").count() == 1
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator(".paper-sheet").count() == 0
    assert seen.page.locator("#pm-frame").is_visible()


def test_inside_the_app_it_prints_the_same_sheet(opened, whole, tmp_path):
    path = tmp_path / "embedded.html"
    path.write_text(build(whole, View(embedded=True)), encoding="utf-8")
    seen = opened(path)
    seen.page.evaluate("window.print = () => { window.asked = true; }")
    seen.page.get_by_role("button", name="打印").click()
    assert seen.page.evaluate("window.asked")
    assert sheets.read(seen.page) == sheets.read(opened().page)
    assert len(sheets.printed(seen.page, format="A4")[1]) == 1


def test_a_selection_of_another_catalogue_prints(opened, whole, tmp_path):
    path = tmp_path / "part.html"
    part = whole.select(Filter(plates=frozenset({"PL-04"})))
    path.write_text(build(part), encoding="utf-8")
    seen = opened(path)
    sheet = sheets.read(seen.page)
    sheets.check_numbers(sheet, part.frame)
    sheets.check_map(sheet)
    assert len(sheets.printed(seen.page, format="A3")[1]) == 1
