"""Workspaces in the browser: made, opened, copied, reset; the gate before them."""

import json

import pytest

from geo import store
from tests.browser.hands import Hands, started
from tests.browser.test_accessible import STREAMLIT, grave_faults

# Axe does not count the words our style sheet gives the uploader's button; browsers do, and so
# does test_no_english_of_streamlit_is_seen.
KNOWN = STREAMLIT | {"button-name": "[data-testid=stFileUploaderDropzone] button"}
PAGES = ("导入台账", "编辑", "记录", "工作区")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("工作区")


@pytest.fixture(scope="module")
def app(home):
    with pytest.MonkeyPatch.context() as patch:
        address, process = started(patch, home)
    yield address
    process.terminate()
    process.wait()


def made(watch, app, name, *, seeds=False, **size):
    hands = Hands(watch, app, **size)
    hands.open("workspaces")
    hands.make(name, seeds=seeds)
    return hands


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["laptop", "wall"])
def test_the_pages_that_write_stand_beside_the_others(watch, app, size):
    hands = made(watch, app, f"页面{size[0]}", seeds=True, width=size[0], height=size[1])
    for page in PAGES:
        hands.go(page)
        hands.seen.picture(f"write-{page}-{size[0]}")
        assert f"页面{size[0]}" in hands.page.get_by_test_id("stSidebar").inner_text()
    assert hands.seen.outside == []
    assert hands.complaints() == []


def test_the_pages_that_write_break_no_rule(watch, app):
    hands = made(watch, app, "规则", seeds=True)
    for page in PAGES:
        hands.go(page)
        assert grave_faults(hands.page, KNOWN) == [], page


def test_an_empty_workspace_says_what_can_be_done(watch, app):
    hands = made(watch, app, "空白")
    for page in ("地图", "目标与行动", "来源与精度"):
        hands.go(page)
        assert "这个工作区还没有项目" in hands.text()
    hands.seen.picture("write-vacant")
    hands.page.get_by_test_id("stMain").get_by_role("link", name="导入台账").click()
    hands.settle()
    assert "工作区：空白" in hands.text()


@pytest.mark.case(39)
def test_case_39_a_session_sees_only_the_workspace_it_has_opened(watch, app):
    hands = made(watch, app, "只有甲", seeds=True)
    other = made(watch, app, "只有乙")
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd", timeout=90_000)
    assert hands.headline()["全部"] == 82
    other.go("地图")
    assert "这个工作区还没有项目" in other.text()
    link = Hands(watch, app)
    link.open("", "只有甲")
    link.page.wait_for_selector(".headline dd", timeout=90_000)
    assert "只有甲" in link.page.get_by_test_id("stSidebar").inner_text()


def test_a_link_to_a_workspace_that_is_not_there_opens_the_seeds_and_says_so(watch, app):
    for name in ("没有的", "..%2F..%2Fetc", "%3Aseeds%2F"):
        hands = Hands(watch, app)
        hands.page.goto(f"{app}/workspaces?ws={name}")
        hands.page.get_by_text("没有名为").wait_for()
        assert "种子数据" in hands.page.get_by_test_id("stSidebar").inner_text()


def test_filters_of_another_workspace_are_dropped(watch, app):
    hands = made(watch, app, "筛选", seeds=True)
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd", timeout=90_000)
    hands.page.get_by_test_id("stSidebar").get_by_role("button", name="足球小镇").click()
    hands.settle()
    assert hands.headline()["全部"] == 7
    hands.go("工作区")
    hands.press("打开")
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd", timeout=90_000)
    assert hands.headline()["全部"] == 82


def test_a_workspace_is_copied_reset_and_that_is_undone(watch, app, home):
    hands = made(watch, app, "原件")
    hands.page.get_by_label("复制为").fill("副本")
    hands.press("复制并打开")
    assert "已复制并打开“副本”" in hands.text()
    hands.press("恢复为种子数据")
    assert "请先勾选" in hands.text()
    hands.page.get_by_text("确定恢复").first.click()
    hands.settle()
    hands.press("恢复为种子数据")
    with store.open_workspace(home / "副本.db") as workspace:
        assert len(workspace.facts().features) == 82
    with store.open_workspace(home / "原件.db") as workspace:
        assert workspace.head == 0
    hands.go("记录")
    hands.press("撤销")
    with store.open_workspace(home / "副本.db") as workspace:
        assert workspace.facts().features == ()


def test_a_workspace_can_be_taken_along_as_a_file(watch, app, tmp_path):
    hands = made(watch, app, "带走", seeds=True)
    hands.settle()
    with hands.page.expect_download() as waiting:
        hands.page.get_by_role("button", name="下载", exact=True).first.click()
    copy = tmp_path / "带走.db"
    waiting.value.save_as(copy)
    with store.open_workspace(copy) as workspace:
        assert len(workspace.facts().features) == 82


def test_the_words_around_the_map_are_edited_and_stand_above_it(watch, app):
    hands = made(watch, app, "改标题", seeds=True)
    hands.page.get_by_label("标题（必填）").fill("年度重点项目一张图")
    hands.press("保存文字")
    assert "已保存标题" in hands.text()
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd", timeout=90_000)
    assert hands.page.locator(".headline h1").inner_text() == "年度重点项目一张图"


def test_outlines_of_plates_are_previewed_and_accepted(watch, app, home):
    hands = made(watch, app, "板块范围", seeds=True)
    ring = [[113.64, 34.74], [113.66, 34.74], [113.66, 34.76], [113.64, 34.76], [113.64, 34.74]]
    features = [
        outline("二七商圈", {"type": "Polygon", "coordinates": [ring]}),
        outline("一个点", {"type": "Point", "coordinates": ring[0]}),
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    hands.bring(content, "范围.geojson")
    assert "坐标" in hands.page.get_by_role("alert").last.inner_text()
    hands.choose("坐标系", "WGS-84")
    assert "没有读入的 1 个" in hands.text()
    hands.seen.picture("write-outlines")
    hands.press("写入工作区")
    assert "已写入 1 个图形" in hands.text()
    with store.open_workspace(home / "板块范围.db") as workspace:
        assert workspace.changes()[0].kind == "outline"


def outline(name, geometry):
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def test_a_damaged_workspace_stands_in_the_list_and_says_so(watch, app, home):
    (home / "坏的.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    hands = Hands(watch, app)
    hands.open("workspaces")
    assert "打不开" in hands.text()
    assert "This app has encountered an error" not in hands.text()
    (home / "坏的.db").unlink()


@pytest.mark.case(40)
def test_case_40_without_the_passcode_nothing_is_written_and_the_refusal_is_logged(
    watch, monkeypatch, tmp_path
):
    log = (tmp_path / "log.txt").open("wb")
    address, process = started(
        monkeypatch, tmp_path / "home", output=log, PLATEMAP_PASSCODE="开门-2026"
    )
    try:
        hands = Hands(watch, address)
        hands.page.goto(address)
        hands.page.wait_for_selector(".headline dd", timeout=90_000)
        assert hands.headline()["全部"] == 82
        for page in ("导入台账", "编辑", "工作区"):
            hands.go(page)
            assert hands.page.get_by_label("口令").is_visible()
            assert hands.page.locator("input[type=file]").count() == 0
            assert hands.page.get_by_role("button", name="建立并打开").count() == 0
        hands.page.get_by_label("口令").fill("猜的")
        hands.press("进入")
        assert "口令不对" in hands.text()
        hands.seen.picture("write-gate")
        hands.page.get_by_label("口令").fill("开门-2026")
        hands.press("进入")
        hands.introduce()
        hands.make("开了门")
        assert "已建立并打开工作区“开了门”" in hands.text()
    finally:
        process.terminate()
        process.wait()
        log.close()
    logged = (tmp_path / "log.txt").read_text(encoding="utf-8", errors="replace")
    assert logged.count("passcode refused") == 1
    assert "猜的" not in logged
