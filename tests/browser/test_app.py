"""The app in a real browser: served from this machine, with the network off."""

import csv
import io
import json
import random

import openpyxl
import pytest

from geo.filters import Filter
from geo.model import Status
from geo.roll_up import roll_up
from layers.formats import FORMATS
from tests.browser.maps import Map
from tests.browser.serving import served
from tests.packed import data_of

MAX_BYTES_A_CHOICE = 10_000


def address_of(app, spec):
    names = {"plates": spec.plates, "statuses": spec.statuses, "kinds": spec.kinds}
    return f"{app}/?" + "&".join(f"{k}={','.join(sorted(v))}" for k, v in names.items() if v)


def random_selections(whole, how_many):
    dice = random.Random(20200831)
    plates = [*whole.plate_names, "none"]
    statuses = sorted(set(whole.frame["status"]))
    return [
        Filter(
            plates=frozenset(dice.sample(plates, dice.randint(1, 4))),
            statuses=frozenset(dice.sample(statuses, dice.randint(1, 4))),
        )
        for _ in range(how_many)
    ]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["laptop", "wall"])
def test_the_map_is_there_and_nothing_leaves_this_machine(watch, app, size):
    shown = Map(watch, app, width=size[0], height=size[1])
    assert shown.counts()["shown"] == 82
    for page in ("目标与行动", "来源与精度", "地图"):
        shown.page.get_by_role("link", name=page).click()
        shown.settle()
        shown.seen.picture(f"app-{page}-{size[0]}")
    assert shown.seen.outside == []
    assert shown.seen.errors == []


def test_a_choice_reaches_the_map_without_reloading_it_and_is_small(watch, app, whole):
    shown = Map(watch, app)
    shown.frame.evaluate("window.stayed = true")
    for word, spec in (
        ("二七商圈", Filter(plates=frozenset({"PL-01"}))),
        ("已排期", Filter(plates=frozenset({"PL-01"}), statuses=frozenset({"scheduled"}))),
    ):
        shown.traffic.bytes = 0
        shown.choose(word)
        assert shown.traffic.bytes <= MAX_BYTES_A_CHOICE
        assert shown.counts()["shown"] == whole.select(spec).counts.shown
    assert shown.frame.evaluate("window.stayed") is True
    assert "plates=PL-01" in shown.page.url
    shown.seen.picture("app-chosen")


def test_every_place_tells_the_same_numbers(watch, app, whole):
    for spec in (Filter(), *random_selections(whole, 3)):
        selection = whole.select(spec)
        want = selection.counts
        shown = Map(watch, address_of(app, spec))
        counts = shown.counts()
        assert (counts["shown"], counts["located"], counts["total"]) == (
            want.shown,
            want.located,
            82,
        )
        if want.shown:
            numbers = shown.headline()
            assert numbers["其中项目"] == len(selection.projects)
            assert numbers["图上"] + numbers["未定位"] == numbers["全部"] == want.shown
            assert sums_below(shown) == sums_of(selection)


def sums_below(shown):
    """Go on to the sums of the same selection, and read the last row."""
    shown.page.get_by_role("link", name="进度").click()
    shown.settle()
    shown.page.get_by_role("radio", name="汇总").click()
    shown.page.wait_for_selector("table.sums")
    shown.settle()
    return shown.page.locator("table.sums").first.locator("tr").last.locator("td").all_inner_texts()


def sums_of(selection):
    sums = roll_up(selection)
    counts = [sums.by_status[code].count for code in sums.statuses]
    return [str(count) for count in (*counts, sums.whole.count)]


def test_downloads_hold_exactly_the_selection(watch, app, whole):
    spec = Filter(plates=frozenset({"PL-05"}), statuses=frozenset({"advancing", "scheduled"}))
    ids = list(whole.select(spec).frame["id"])
    shown = Map(watch, address_of(app, spec))
    for suffix, form in FORMATS.items():
        name, content = shown.download(form.label)
        assert name == f"二七区重点项目_2020-08-31_凤湖智能新区_已排期_推进中.{suffix}"
        if suffix == "geojson":
            assert [f["id"] for f in json.loads(content)["features"]] == ids
        elif suffix == "csv":
            rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
            assert [row["编号"] for row in rows] == ids
        elif suffix == "xlsx":
            rows = openpyxl.load_workbook(io.BytesIO(content))["清单"].iter_rows(min_row=2)
            assert [row[0].value for row in rows] == ids
        elif suffix == "html":
            assert data_of(content.decode())["n"] == len(ids)
        else:
            assert content.startswith(b"SQLite format 3")


def test_a_click_in_the_map_shows_the_detail_below(watch, app):
    shown = Map(watch, app)
    shown.frame.locator(".cell:visible").first.click()
    shown.settle()
    name = shown.frame.locator("#pm-card h2").text_content()
    assert shown.page.locator("article.detail h2").text_content() == name
    shown.seen.picture("app-detail")


def test_a_row_of_the_table_selects_on_the_map(watch, app):
    shown = Map(watch, app + "/?plates=PL-03")
    canvas = shown.page.locator("[data-testid=stDataFrame] canvas").first
    canvas.scroll_into_view_if_needed()
    shown.settle()
    box = canvas.bounding_box()
    shown.page.mouse.click(box["x"] + 120, box["y"] + 36 + 32 * 1.5)
    shown.settle()
    name = shown.page.locator("article.detail h2").text_content()
    assert shown.frame.locator("#pm-card h2").text_content() == name


def test_a_link_restores_the_choice_and_garbage_is_ignored(watch, app, whole):
    shown = Map(watch, app + "/?plates=PL-06,PL-99&statuses=building,x&kinds=&q=&date=2020-99-99")
    spec = Filter(plates=frozenset({"PL-06"}), statuses=frozenset({"building"}))
    assert shown.counts()["shown"] == whole.select(spec).counts.shown == 3
    assert shown.seen.errors == []


def test_date_and_text_reach_every_number(watch, app, whole):
    shown = Map(watch, app + "/?q=%E8%B7%AF&date=2020-05-01")
    selection = whole.select(Filter(text="路", as_of=whole.as_of.replace(month=5, day=1)))
    assert shown.counts()["shown"] == selection.counts.shown
    assert shown.page.get_by_text("2020年5月1日").first.is_visible()


def test_coming_back_from_another_page_restores_choice_selection_and_view(watch, app):
    shown = Map(watch, app)
    shown.choose("足球小镇")
    shown.frame.locator(".cell:visible").first.click()
    shown.settle()
    name = shown.frame.locator("#pm-card h2").text_content()
    shown.page.get_by_role("link", name="来源与精度").click()
    shown.settle()
    shown.page.get_by_role("link", name="地图").click()
    shown.open()
    assert shown.counts()["shown"] == 7
    assert shown.frame.locator("#pm-card h2").text_content() == name


def test_nothing_found_is_said_and_can_be_undone(watch, app):
    shown = Map(watch, app + "/?q=%E6%B2%A1%E6%9C%89%E7%9A%84%E5%AD%97")
    assert shown.counts()["shown"] == 0
    shown.page.get_by_text("没有符合条件的项目").first.wait_for()
    shown.seen.picture("app-nothing")
    shown.page.get_by_role("button", name="清除筛选").first.click()
    shown.settle()
    assert shown.counts()["shown"] == 82


@pytest.mark.case(25)
def test_hostile_texts_show_as_text_on_every_page(watch, hostile_folder, hostile_catalogue):
    with served(PLATEMAP_WORKSPACE=hostile_folder) as address:
        shown = Map(watch, address)
        assert shown.counts()["shown"] == 82
        title = shown.page.locator(".headline h1").text_content()
        assert title == hostile_catalogue.facts.settings.title
        shown.frame.locator(".cell:visible").first.click()
        shown.settle()
        shown.seen.picture("app-hostile")
        for page in ("目标与行动", "来源与精度"):
            shown.page.get_by_role("link", name=page).click()
            shown.settle()
            assert "<script>window.pwned=1</script>" in shown.page.inner_text("body")
            shown.seen.picture(f"app-hostile-{page}")
        assert shown.page.evaluate("typeof window.pwned") == "undefined"
        assert shown.page.locator("img[src='x'], a[href^='javascript']").count() == 0
        assert shown.seen.outside == []
        assert shown.seen.errors == []


def test_faulty_facts_are_told_in_words(watch, facts_folder):
    path = facts_folder / "features.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("PJ-01,project", "PJ-01,projekt"))
    with served(PLATEMAP_WORKSPACE=facts_folder) as address:
        seen = watch()
        seen.page.goto(address)
        seen.page.get_by_text("kind 列的“projekt”无法识别").wait_for()
        assert "Traceback" not in seen.page.inner_text("body")
        seen.picture("app-faulty")


def test_statuses_are_offered_with_their_words(watch, app):
    shown = Map(watch, app)
    for status in Status:
        if status is not Status.UNKNOWN:
            assert shown.page.get_by_role("button", name=status.word).first.is_visible()
