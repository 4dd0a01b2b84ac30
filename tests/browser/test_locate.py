"""What has no place gets one in the browser: found, pointed out, typed, and none of it is lost."""

import io

import openpyxl
import pytest

from geo import store
from geo.__main__ import main as geo_main
from geo.model import Method
from tests.browser.hands import Hands
from tests.browser.still import still
from tests.browser.test_accessible import STREAMLIT, grave_faults

HEADING = ("序号", "项目名称", "项目代码", "项目状态", "建设地点", "责任单位", "经度", "纬度")
# Nobody can know where these are; every fifth of twenty has coordinates.
NOWHERE = ("", "待定", "某某路与无名路交叉口", "选址中")
DATUMS = {
    "GCJ-02": "GCJ-02（高德、腾讯地图）",
    "BD-09": "BD-09（百度地图）",
    "WGS-84": "WGS-84（GPS、OpenStreetMap）",
}
ROWS = 20
LOST = 16


def ledger(changed=()):
    """Make a workbook of twenty projects; the name and status of those `changed` are others."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["二七区项目台账（截至2026年10月31日）"])
    sheet.append(HEADING)
    for n in range(1, ROWS + 1):
        name = f"走查项目{n:02d}" + ("（二期）" if n in changed else "")
        at = (113.63 + n / 1000, 34.71 + n / 1000) if n % 5 == 0 else (None, None)
        status = "建成" if n in changed else "在建"
        code = f"2026-410103-48-01-{n:06d}"
        sheet.append([n, name, code, status, NOWHERE[n % len(NOWHERE)], "住建局", *at])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bring_in(hands, content):
    hands.bring(content)
    if hands.page.get_by_role("button", name="建立并打开").count():
        hands.make(hands.workspace)
    hands.choose("坐标系", "WGS-84")
    hands.press("写入工作区")


def begun(watch, app, name, **size):
    """Import the ledger into a workspace of its own and go on to the page by its link."""
    hands = Hands(watch, app, **size)
    hands.workspace = name
    hands.open("import")
    bring_in(hands, ledger())
    hands.page.get_by_role("link", name=f"{LOST} 项未定位或待核实，去定位").click()
    hands.sees(f"未定位 {LOST}")
    chart(hands)
    return hands


def begun_at(watch, app, home, name, **size):
    """Open the page on a workspace made without the browser."""
    path = home / f"{name}.xlsx"
    path.write_bytes(ledger())
    command = ["import", path, "--datum", "wgs84", "--workspace", home / f"{name}.db"]
    assert geo_main([str(word) for word in command]) == 0
    hands = Hands(watch, app, **size)
    hands.open("locate", ws=name)
    hands.sees(f"未定位 {LOST}")
    chart(hands)
    return hands


def chart(hands):
    """Wait until the map on the page is up, and return its document."""
    frame = hands.page.wait_for_selector("iframe[title='地图']").content_frame()
    frame.wait_for_function("document.body.classList.contains('picking')")
    hands.settle()
    return frame


def point_at(hands, x, y):
    there = hands.page.locator("iframe[title='地图']")
    # A frame that has just moved does not hear yet what is clicked in it.
    there.scroll_into_view_if_needed()
    hands.settle()
    still(hands.page)
    there.click(position={"x": x, "y": y})
    hands.sees("在地图上点选，上面的数字是 WGS-84")
    hands.settle()


def tab(hands, name):
    hands.page.get_by_role("tab", name=name).click()


def look(hands):
    hands.page.get_by_role("button", name="看看在哪里").locator("visible=true").click()
    hands.settle()


def take(hands):
    """Take the first place that is offered; return the name of what was placed."""
    name = hands.page.locator("h2").first.inner_text()
    hands.press("采用")
    hands.sees(f"已定位“{name}”")
    return name


def by_coordinate(hands, text, datum=""):
    tab(hands, "坐标")
    hands.page.get_by_label("经度和纬度，或从地图网站复制的链接").fill(text)
    if datum:
        hands.choose("坐标系", DATUMS[datum])
    look(hands)


def by_crossing(hands, road):
    tab(hands, "路口")
    hands.choose("路（可输入查找）", road)
    other = hands.page.get_by_role("combobox", name="与它相交的路")
    other.click()
    hands.page.get_by_role("option").first.click()
    hands.settle()
    look(hands)


def by_address(hands, text):
    hands.page.get_by_label("换一种写法").fill(text)
    hands.press("再找一次")


def fixes(home, name):
    with store.open_workspace(home / f"{name}.db") as opened:
        facts = opened.facts()
    codes = {feature.id: feature.code for feature in facts.features}
    return {codes[f.feature]: f for f in facts.fixes if f.method is Method.MANUAL}


def test_seeds_are_only_read_and_a_copy_is_offered(watch, app):
    hands = Hands(watch, app)
    hands.open("locate")
    hands.sees("种子数据只供查看，不能改；其中 38 项未定位")
    hands.make("定位副本", seeds=True)
    hands.sees("逐项定位")
    hands.page.get_by_role("heading", name="二七精神纪念馆").wait_for()
    assert hands.complaints() == []


def test_ten_are_located_and_a_new_ledger_loses_none(watch, app, home):
    name = "十项定位"
    hands = begun(watch, app, name)
    hands.seen.picture("locate-1366")
    placed = []
    for x, y in ((200, 230), (215, 240), (190, 250)):
        point_at(hands, x, y)
        placed.append(take(hands))
    hands.seen.picture("locate-picked-1366")
    for text, datum in (("113.6401, 34.7201", "GCJ-02"), ("113.6402，34.7202", "WGS-84")):
        by_coordinate(hands, text, datum)
        placed.append(take(hands))
    by_coordinate(hands, "113.6471, 34.7265", "BD-09")
    placed.append(take(hands))
    for road in ("大学路", "嵩山路"):
        by_crossing(hands, road)
        placed.append(take(hands))
    for text in ("大学路与政通路交叉口", "航海路与嵩山路交叉口"):
        by_address(hands, text)
        placed.append(take(hands))
    assert len(set(placed)) == 10
    hands.sees(f"未定位 {LOST - 10}")
    before = fixes(home, name)
    assert len(before) == 10
    assert hands.headline()["未定位"] == LOST - 10
    hands.go("地图")
    hands.page.wait_for_selector(".headline dd")
    assert hands.headline()["未定位"] == LOST - 10
    hands.go("导入台账")
    if hands.page.get_by_role("button", name="导入下一份").count():
        hands.press("导入下一份")
    bring_in(hands, ledger(changed=(1, 2, 3)))
    after = fixes(home, name)
    assert {code: fix.geometry for code, fix in after.items()} == {
        code: fix.geometry for code, fix in before.items()
    }
    hands.go("定位")
    hands.sees(f"未定位 {LOST - 10}")
    chart(hands)
    point_at(hands, 200, 230)
    take(hands)
    hands.page.get_by_test_id("stMain").get_by_text("人工定位", exact=True).click()
    hands.sees("人工定位 11 项")
    hands.seen.picture("locate-placed-1366")
    # One from before the second import: the ledger has spoken of its project since.
    hands.page.locator(".st-key-placed").get_by_role("button", name="撤回").nth(5).click()
    hands.sees("人工定位 10 项")
    assert len(fixes(home, name)) == 10
    assert hands.seen.outside == []
    assert hands.complaints() == []


def test_a_place_taken_is_taken_back_beside_what_says_so(watch, app, home):
    hands = begun_at(watch, app, home, "当场撤销")
    point_at(hands, 200, 230)
    taken = take(hands)
    hands.press("撤销")
    hands.sees("已撤销")
    assert fixes(home, "当场撤销") == {}
    hands.sees(f"未定位 {LOST}")
    assert taken in hands.page.get_by_test_id("stRadio").inner_text()


def test_a_coordinate_without_its_datum_is_asked_for_it(watch, app, home):
    hands = begun_at(watch, app, home, "没有坐标系")
    by_coordinate(hands, "113.6401, 34.7201")
    alert = hands.page.get_by_role("alert").first.inner_text()
    assert "坐标" in alert
    assert "GCJ-02" in alert
    assert hands.page.get_by_role("button", name="采用", exact=True).count() == 0
    assert fixes(home, "没有坐标系") == {}


def test_a_place_outside_the_district_needs_a_word(watch, app, home):
    hands = begun_at(watch, app, home, "区外")
    by_coordinate(hands, "113.40, 34.60", "WGS-84")
    hands.press("采用")
    hands.sees("区外")
    assert fixes(home, "区外") == {}
    hands.page.get_by_text("确定保留区外位置").click()
    hands.settle()
    take(hands)
    assert len(fixes(home, "区外")) == 1


def test_what_cannot_be_placed_gets_its_reason_and_waits_last(watch, app, home):
    hands = begun_at(watch, app, home, "暂不处理")
    first = hands.page.locator("h2").first.inner_text()
    hands.page.get_by_text("暂不处理，写明原因").click()
    hands.page.get_by_label("原因", exact=True).fill("选址未定，等规划批复")
    hands.press("记下原因")
    hands.sees(f"“{first}”暂不处理")
    assert hands.page.locator("h2").first.inner_text() != first
    with store.open_workspace(home / "暂不处理.db") as opened:
        reasons = [f.unlocated_reason for f in opened.facts().features if f.name == first]
    assert reasons == ["人工核查：选址未定，等规划批复"]


def test_the_way_through_by_keyboard(watch, app, home):
    hands = begun_at(watch, app, home, "键盘定位")
    tab(hands, "坐标")
    hands.page.get_by_label("经度和纬度，或从地图网站复制的链接").focus()
    hands.page.keyboard.type("113.6401, 34.7201")
    hands.choose("坐标系", DATUMS["WGS-84"])
    look(hands)
    # The focus stands on the heading of what is offered; the button is a few steps on.
    assert hands.page.evaluate("document.activeElement.innerText") == "候选位置"
    for _ in range(8):
        hands.page.keyboard.press("Tab")
        if hands.page.evaluate("document.activeElement.innerText") == "采用":
            break
    hands.page.keyboard.press("Enter")
    hands.sees("第 2 次改动")
    hands.settle()
    assert hands.page.evaluate("document.activeElement.innerText").startswith("走查项目")
    assert len(fixes(home, "键盘定位")) == 1


def test_the_middle_of_the_map_is_pointed_out_by_enter(watch, app, home):
    hands = begun_at(watch, app, home, "回车选点")
    frame = chart(hands)
    frame.evaluate("document.querySelector('#map_platemap').focus()")
    hands.page.keyboard.press("Enter")
    hands.sees("在地图上点选，上面的数字是 WGS-84")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_page_breaks_no_rule_and_is_not_wider_than_the_window(watch, app, home, size):
    width, height = size
    hands = begun_at(watch, app, home, f"无障碍{width}", width=width, height=height)
    point_at(hands, 200, 230)
    hands.seen.picture(f"locate-offer-{width}")
    assert grave_faults(hands.page, STREAMLIT) == []
    assert grave_faults(chart(hands)) == []
    assert hands.page.evaluate("document.documentElement.scrollWidth") <= width


def test_when_all_have_a_place_it_says_so(watch, app):
    hands = Hands(watch, app)
    hands.workspace = "都有位置"
    hands.open("import")
    book = openpyxl.Workbook()
    book.active.append(HEADING)
    row = [1, "有位置的项目", "2026-410103-48-01-000001", "在建", "", "住建局", 113.64, 34.72]
    book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    bring_in(hands, buffer.getvalue())
    hands.go("定位")
    hands.sees("都有位置了")
    assert hands.complaints() == []
