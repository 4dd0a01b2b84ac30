"""A ledger from file to map in the browser: previewed, corrected, accepted, taken back."""

import json
import subprocess
import sys

import pytest
from hostile import ATTACKS

from geo import store
from tests.browser.hands import Hands, ledger, started
from tests.browser.serving import ROOT, served

# Row 5 has no name, every third no coordinates; 113.63, 34.73 of row 10 is written too roughly.
TOTALS = {"行": 12, "精确上图": 6, "约位上图": 1, "未定位": 4, "未读入": 1}


def prepared(watch, app, home, name, **size):
    """Bring a ledger as far as its preview, its name column corrected and its datum declared."""
    hands = started(watch, app, home, name, "import", **size)
    hands.bring(ledger())
    name_column(hands)
    hands.choose("坐标系", "WGS-84")
    return hands


def name_column(hands):
    """Tell which column the names stand in, for its heading is none we know."""
    hands.choose("项目名称所在的列", "工程全名")
    hands.press("按这一列读")


def test_preview_map_and_export_carry_the_same_numbers(watch, app, home):
    name = "数字一致"
    hands = Hands(watch, app)
    hands.open("import")
    # The seeds are only read: a ledger brought to them begins a workspace of its own.
    hands.bring(ledger())
    hands.make(name)
    name_column(hands)
    hands.choose("坐标系", "WGS-84")
    hands.seen.picture("import-preview")
    assert hands.sums() == TOTALS
    hands.press("写入工作区")
    hands.page.get_by_text("已写入：第 1 次改动").wait_for()
    hands.seen.picture("import-done")
    hands.page.get_by_role("link", name="看地图").click()
    hands.page.wait_for_selector(".headline dd")
    shown = hands.headline()
    located = TOTALS["精确上图"] + TOTALS["约位上图"]
    assert (shown["图上"], shown["未定位"]) == (located, TOTALS["未定位"])
    assert f"ws={name}" in hands.page.evaluate("decodeURIComponent(location.search)")
    features = exported(home / f"{name}.db")
    assert len(features) == shown["全部"]
    assert sum(feature["geometry"] is not None for feature in features) == located
    hands.seen.picture("import-map")
    assert hands.seen.outside == []
    assert hands.complaints() == []


def exported(path):
    to = path.with_suffix(".geojson")
    command = ["-m", "layers", "export", "--to", str(to), "--workspace", str(path)]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    return json.loads(to.read_text(encoding="utf-8"))["features"]


@pytest.mark.case(36, 41)
def test_the_same_file_again_changes_nothing_and_last_months_corrections_are_known(
    watch, app, home
):
    hands = prepared(watch, app, home, "再次导入")
    hands.press("写入工作区")
    hands.press("导入下一份")
    hands.bring(ledger())
    hands.choose("坐标系", "WGS-84")
    assert hands.sums() == TOTALS
    hands.page.get_by_text("与上次导入的完全相同，没有改动").wait_for()
    assert hands.page.get_by_role("button", name="写入工作区").is_disabled()
    assert hands.history() == ["导入台账"]


def test_next_months_changes_are_told_row_by_row(watch, app, home):
    hands = prepared(watch, app, home, "下个月")
    hands.press("写入工作区")
    hands.press("导入下一份")
    hands.bring(ledger(11, changed=(2,)))
    hands.choose("坐标系", "WGS-84")
    assert "有变化 1" in hands.page.locator(".ledger-sums").inner_text()
    hands.show("有变化")
    assert "状态：在建 → 建成" in hands.page.locator("table.list").inner_text()
    hands.page.get_by_test_id("stCheckbox").get_by_text("测试项目12", exact=True).click()
    hands.settle()
    hands.sees("撤下 1 项")
    hands.press("写入工作区")
    hands.press("撤销这次导入")
    hands.sees("已撤销这次导入")
    hands.sees("本期没有 1 项，已勾选 1 项")


def test_a_column_taken_for_something_else_is_corrected(watch, app, home):
    hands = prepared(watch, app, home, "更正一列")
    hands.correct("责任单位", "建设单位")
    # The boxes are drawn anew with what they are taken for now.
    hands.sees("您的更正")
    hands.press("写入工作区")
    assert hands.page.get_by_text("已写入").first.is_visible()


@pytest.mark.case(37)
def test_a_workspace_changed_meanwhile_is_shown_anew_before_anything_is_written(watch, app, home):
    hands = prepared(watch, app, home, "两人导入")
    other = Hands(watch, app, "王芳")
    other.open("import", "两人导入")
    other.bring(ledger())
    name_column(other)
    other.choose("坐标系", "WGS-84")
    other.press("写入工作区")
    hands.press("写入工作区")
    said = hands.page.get_by_role("alert").first.inner_text()
    assert "王芳" in said
    assert "没有写入" in said
    assert "无变化 11" in hands.page.locator(".ledger-sums").inner_text()
    with store.open_workspace(home / "两人导入.db") as workspace:
        assert [change.operator for change in workspace.changes()] == ["王芳"]


@pytest.mark.case(36)
def test_case_36_a_refresh_and_a_restart_lose_nothing_and_import_nothing_twice(watch, tmp_path):
    with served(PLATEMAP_HOME=tmp_path) as address:
        hands = prepared(watch, address, tmp_path, "中断")
        hands.page.reload()
        hands.settle()
        hands.introduce()
        hands.sees("工作区：中断")
        assert hands.history() == []
    with served(PLATEMAP_HOME=tmp_path) as address:
        hands = Hands(watch, address)
        hands.open("import", "中断")
        for _ in range(2):
            hands.bring(ledger())
            if hands.page.get_by_text("按这一列读").count():
                name_column(hands)
            hands.choose("坐标系", "WGS-84")
            if hands.page.get_by_role("button", name="写入工作区").is_enabled():
                hands.press("写入工作区")
                hands.press("导入下一份")
        assert hands.history() == ["导入台账"]


def bomb():
    import io  # noqa: PLC0415

    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "项目名称", "尾"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


HOSTILE = {
    "renamed": ("台账.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
    "bomb": ("台账.xlsx", bomb, "列数超过上限"),
    "empty": ("台账.csv", lambda: b"", "空"),
    "web page": ("台账.xls", lambda: b"<html><table></table></html>", "网页"),
    "name": ("../../台账.csv", lambda: b"\x00\x01\x02\x03" * 90, "台账"),
}


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.case(9)
def test_a_file_that_is_no_ledger_is_told_in_words(watch, app, home, case):
    name, content, said = HOSTILE[case]
    hands = started(watch, app, home, f"敌意 {case}", "import")
    hands.bring(content(), name)
    alert = hands.page.get_by_role("alert").last.inner_text()
    assert said in alert
    assert "什么都没有写入" in alert
    assert "Traceback" not in hands.text()
    assert "This app has encountered an error" not in hands.text()


@pytest.mark.case(25)
def test_case_25_hostile_texts_show_as_text_on_every_page(watch, app, home):
    names = [attack.strip() or "空" for attack in ATTACKS]
    heading = ["序号", "项目名称", "代码", "状态", *ATTACKS[:2], ATTACKS[11], "经度", "纬度"]
    content = ledger(len(names), names=names, heading=heading)
    hands = started(watch, app, home, "敌意文字", "import")
    hands.bring(content)
    hands.page.get_by_text("的列：").first.click()
    hands.choose("坐标系", "WGS-84")
    hands.show("全部")
    hands.sees(ATTACKS[0])
    hands.seen.picture("import-hostile")
    hands.press("写入工作区")
    for page in ("编辑", "记录", "工作区", "地图"):
        hands.go(page)
        hands.settle()
        hands.seen.picture(f"write-hostile-{page}")
        assert hands.page.locator("img[src='x'], a[href^='javascript']").count() == 0
        assert hands.page.evaluate("typeof window.pwned") == "undefined"
    assert hands.seen.outside == []
    assert hands.complaints() == []


def test_the_way_through_an_import_by_keyboard(watch, app, home):
    hands = started(watch, app, home, "键盘", "import")
    hands.bring(ledger(heading=("序号", "项目名称", "项目代码")))
    hands.page.get_by_role("heading", name="5 写入").wait_for()
    for _ in range(60):
        hands.page.keyboard.press("Tab")
        if hands.page.evaluate("document.activeElement.innerText") == "写入工作区":
            break
    hands.page.keyboard.press("Enter")
    hands.settle()
    hands.page.get_by_text("已写入：第 1 次改动").wait_for()


def test_no_english_of_streamlit_is_seen(watch, app):
    hands = Hands(watch, app)
    hands.open("import")
    for word in ("Upload", "Drag and drop", "Browse", "per file", "Choose an option"):
        assert word not in hands.text()
    hands.page.get_by_role("button", name="选择文件，或把文件拖到这里").wait_for()
    template = hands.page.get_by_role("button", name="下载空白台账")
    with hands.page.expect_download() as waiting:
        template.click()
    assert waiting.value.suggested_filename == "台账模板.xlsx"
