"""Workspaces in the browser: made, opened, copied, reset; the gate before them."""

import json
import re

import pytest

from geo import store
from geo.workspaces import seeds_batch
from tests.browser.hands import Hands, started
from tests.browser.serving import served
from tests.browser.test_accessible import STREAMLIT, grave_faults

# Axe does not count the words our style sheet gives the uploader's button; browsers do, and so
# does test_no_english_of_streamlit_is_seen.
KNOWN = STREAMLIT | {"button-name": "[data-testid=stFileUploaderDropzone] button"}
PAGES = ("导入台账", "编辑", "记录", "工作区")


def made(watch, app, home, name, **options):
    return started(watch, app, home, name, "workspaces", **options)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["laptop", "wall"])
def test_the_pages_that_write_stand_beside_the_others(watch, app, home, size):
    hands = made(watch, app, home, f"页面{size[0]}", seeds=True, width=size[0], height=size[1])
    for page in PAGES:
        hands.go(page)
        hands.seen.picture(f"write-{page}-{size[0]}")
        assert f"页面{size[0]}" in hands.page.get_by_test_id("stSidebar").inner_text()
    assert hands.seen.outside == []
    assert hands.complaints() == []


def test_the_pages_that_write_break_no_rule(watch, app, home):
    hands = made(watch, app, home, "规则", seeds=True)
    for page in PAGES:
        hands.go(page)
        assert grave_faults(hands.page, KNOWN) == [], page


def test_an_empty_workspace_says_what_can_be_done(watch, app, home):
    hands = made(watch, app, home, "空白")
    for page in ("地图", "目标与行动", "来源与精度"):
        hands.go(page)
        hands.sees("这个工作区还没有项目")
    hands.seen.picture("write-vacant")
    hands.page.get_by_test_id("stMain").get_by_role("link", name="导入台账").click()
    hands.settle()
    hands.sees("工作区：空白")


@pytest.mark.case(39)
def test_case_39_a_session_sees_only_the_workspace_it_has_opened(watch, app, home):
    hands = made(watch, app, home, "只有甲", seeds=True)
    other = made(watch, app, home, "只有乙")
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd")
    assert hands.headline()["全部"] == 82
    other.go("地图")
    other.sees("这个工作区还没有项目")
    link = Hands(watch, app)
    link.open("", "只有甲")
    link.page.wait_for_selector(".headline dd")
    assert "只有甲" in link.page.get_by_test_id("stSidebar").inner_text()


def test_a_link_to_a_workspace_that_is_not_there_opens_the_seeds_and_says_so(watch, app):
    for name in ("没有的", "..%2F..%2Fetc", "%3Aseeds%2F"):
        hands = Hands(watch, app)
        hands.page.goto(f"{app}/workspaces?ws={name}")
        hands.page.get_by_text("没有名为").wait_for()
        hands.page.get_by_test_id("stSidebar").get_by_text("种子数据").first.wait_for()


def test_filters_of_another_workspace_are_dropped(watch, app, home):
    hands = made(watch, app, home, "筛选", seeds=True)
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd")
    hands.page.get_by_test_id("stSidebar").get_by_role("button", name="足球小镇").click()
    hands.settle()
    assert hands.headline()["全部"] == 7
    hands.go("工作区")
    hands.press("打开")
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd")
    assert hands.headline()["全部"] == 82


def test_a_workspace_is_copied_reset_and_that_is_undone(watch, app, home):
    hands = made(watch, app, home, "原件")
    hands.page.get_by_label("复制为").fill("副本")
    hands.press("复制并打开")
    hands.sees("已复制并打开“副本”")
    hands.press("恢复为种子数据")
    hands.sees("请先勾选")
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


def test_a_workspace_can_be_taken_along_as_a_file(watch, app, home, tmp_path):
    hands = made(watch, app, home, "带走", seeds=True)
    hands.settle()
    with hands.page.expect_download() as waiting:
        hands.page.get_by_role("button", name="下载", exact=True).first.click()
    copy = tmp_path / "带走.db"
    waiting.value.save_as(copy)
    with store.open_workspace(copy) as workspace:
        assert len(workspace.facts().features) == 82


def test_the_words_around_the_map_are_edited_and_stand_above_it(watch, app, home):
    hands = made(watch, app, home, "改标题", seeds=True)
    yellow = hands.page.get_by_label("落后多少个百分点为黄灯（必填）")
    yellow.fill("40")
    hands.press("保存设置")
    hands.sees("黄灯从落后 40 个百分点起，红灯却是超过 30 个百分点")
    yellow.fill("20")
    hands.page.get_by_label("标题（必填）").fill("年度重点项目一张图")
    hands.press("保存设置")
    hands.sees("已保存标题、落后多少个百分点为黄灯")
    yellow.scroll_into_view_if_needed()
    hands.seen.picture("write-settings")
    with store.open_workspace(home / "改标题.db") as workspace:
        assert workspace.facts().settings.yellow == "20"
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd")
    assert hands.page.locator(".headline h1").inner_text() == "年度重点项目一张图"


def test_outlines_of_plates_are_previewed_and_accepted(watch, app, home):
    hands = made(watch, app, home, "板块范围", seeds=True)
    ring = [[113.64, 34.74], [113.66, 34.74], [113.66, 34.76], [113.64, 34.76], [113.64, 34.74]]
    features = [
        outline("二七商圈", {"type": "Polygon", "coordinates": [ring]}),
        outline("一个点", {"type": "Point", "coordinates": ring[0]}),
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    # The first uploader of the page takes workspaces.
    file = {"name": "范围.geojson", "mimeType": "application/json", "buffer": content}
    hands.page.locator("input[type=file]").last.set_input_files(file)
    hands.settle()
    assert "坐标" in hands.page.get_by_role("alert").last.inner_text()
    hands.choose("坐标系", "WGS-84")
    hands.sees("没有读入的 1 个")
    hands.seen.picture("write-outlines")
    hands.press("写入工作区")
    hands.sees("已写入 1 个图形")
    with store.open_workspace(home / "板块范围.db") as workspace:
        assert workspace.changes()[0].kind == "outline"


def outline(name, geometry):
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def row(hands, name):
    """Find the line of a workspace in the list."""
    return hands.page.locator(".st-key-workspaces > div").filter(
        has=hands.page.locator("b.workspace", has_text=re.compile(f"^{name}$"))
    )


def manage(hands, name):
    row(hands, name).get_by_role("button", name="更多").click()
    hands.page.get_by_role("button", name="移入回收站", exact=True).wait_for()


def test_a_damaged_workspace_says_so_in_the_list_and_can_be_put_away(watch, app, home):
    (home / "坏的.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    hands = Hands(watch, app)
    hands.open("workspaces")
    hands.sees("打不开")
    assert "This app has encountered an error" not in hands.text()
    assert row(hands, "坏的").get_by_role("button", name="下载").count() == 0
    manage(hands, "坏的")
    hands.press("移入回收站")
    hands.sees("“坏的”已移入回收站")
    assert not (home / "坏的.db").exists()


def test_the_list_says_what_is_in_a_workspace_and_who_changed_it_last(watch, app, home):
    hands = made(watch, app, home, "有数", seeds=True)
    said = row(hands, "有数").inner_text()
    assert re.search(
        r"二七区重点项目一张图\s+38 个项目\s+共 82 项，\d\.\d MB\s+李明 载入种子数据", said
    )
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d\s+正在使用", said)
    assert hands.page.get_by_text("正在使用", exact=True).count() == 1


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["laptop", "phone"])
def test_a_workspace_is_uploaded_renamed_put_away_and_put_back(watch, app, home, tmp_path, size):
    name = f"同事的{size[0]}"
    with store.create(tmp_path / f"{name}.db", operator="王工", batch=seeds_batch()) as theirs:
        content = theirs.path.read_bytes()
    hands = Hands(watch, app, width=size[0], height=size[1])
    hands.open("workspaces")
    hands.bring(content[:100_000], f"{name}.db")
    hands.press("检查并打开")
    hands.sees(f"{name}.db：文件已损坏，或没有拷贝完")
    hands.seen.picture(f"write-adopt-{size[0]}")
    hands.page.get_by_test_id("stFileChipDeleteBtn").first.get_by_role("button").click()
    hands.settle()
    hands.bring(content, f"{name}.db")
    hands.press("检查并打开")
    hands.sees(f"已存为工作区“{name}”并打开")
    manage(hands, name)
    hands.seen.picture(f"write-manage-{size[0]}")
    hands.page.get_by_label("改名为").fill(f"{name}改")
    hands.press("改名")
    hands.sees(f"“{name}”已改名为“{name}改”")
    assert "正在使用" in row(hands, f"{name}改").inner_text()
    with store.open_workspace(home / f"{name}改.db") as workspace:
        newest, first = workspace.changes()
        assert (newest.operator, first.operator) == ("李明", "王工")
    manage(hands, f"{name}改")
    hands.press("移入回收站")
    hands.sees(f"“{name}改”已移入回收站")
    hands.sees("现在打开的是“二七区 2020 年种子数据（只读）”")
    assert not (home / f"{name}改.db").exists()
    hands.page.get_by_text("回收站（").first.click()
    hands.press("放回")
    hands.sees(f"“{name}改”已放回")
    with store.open_workspace(home / f"{name}改.db") as workspace:
        assert workspace.head == 2
    assert hands.complaints() == []


def test_another_session_is_told_when_its_workspace_is_renamed(watch, app, home):
    hands = made(watch, app, home, "两人开着")
    other = Hands(watch, app, name="赵六")
    other.open("workspaces", "两人开着")
    manage(hands, "两人开着")
    hands.page.get_by_label("改名为").fill("改了名的")
    hands.press("改名")
    hands.sees("已改名为“改了名的”")
    other.page.get_by_label("标题（必填）").fill("晚了一步")
    other.press("保存设置")
    other.sees("“两人开着”已被改名或移走")
    assert "种子数据" in other.page.get_by_test_id("stSidebar").inner_text()


@pytest.mark.case(40)
def test_case_40_without_the_passcode_nothing_is_written_and_the_refusal_is_logged(watch, tmp_path):
    with (
        (tmp_path / "log.txt").open("wb") as log,
        served(log, PLATEMAP_HOME=tmp_path / "home", PLATEMAP_PASSCODE="开门-2026") as address,
    ):
        hands = Hands(watch, address)
        hands.page.goto(address)
        hands.page.wait_for_selector(".headline dd")
        assert hands.headline()["全部"] == 82
        for page in ("导入台账", "编辑", "工作区"):
            hands.go(page)
            assert hands.page.get_by_label("口令").is_visible()
            assert hands.page.locator("input[type=file]").count() == 0
            assert hands.page.get_by_role("button", name="建立并打开").count() == 0
        hands.page.get_by_label("口令").fill("猜的")
        hands.press("进入")
        hands.sees("口令不对")
        hands.seen.picture("write-gate")
        hands.page.get_by_label("口令").fill("开门-2026")
        hands.press("进入")
        hands.introduce()
        hands.make("开了门")
        hands.sees("已建立并打开工作区“开了门”")
    logged = (tmp_path / "log.txt").read_text(encoding="utf-8", errors="replace")
    assert logged.count("passcode refused") == 1
    assert "猜的" not in logged
