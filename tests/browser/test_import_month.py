"""A ledger every month in the browser: by keyboard, decided one by one, remembered, summed up."""

import io
from contextlib import suppress

import openpyxl
import pytest
from playwright.sync_api import TimeoutError as NotYet

from geo import store
from tests.browser.hands import Hands, started
from tests.browser.test_accessible import STREAMLIT, grave_faults

HEADING = ("序号", "项目名称", "项目代码", "项目状态", "建设地点", "总投资（亿元）", "责任单位")
PLACE = ("经度", "纬度")
MOST_TABS = 60
# A box that only scrolls takes the focus too, and holds all the words in it.
FOCUSED = """() => {
  const node = document.activeElement, scrolls = node.matches("main, body");
  return node.getAttribute("aria-label") || !scrolls && node.innerText || node.tagName;
}"""


def month(number, *, without=(), statuses=None, amounts=None, twins=0, more=(), swapped=(2, 3)):
    """Make a ledger of eight projects with places, some written the wrong way round.

    Args:
        number: the month of 2026 it speaks of.
        without: numbers of projects that are not listed.
        statuses: number → another status than 在建.
        amounts: number → another total than 1.5 (亿元).
        twins: so many rows more are called as the first project, at addresses of their own.
        more: names of further projects.
        swapped: numbers of projects whose two numbers are in each other's column.

    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append([f"重点项目台账（截至2026年{number}月20日）"])
    sheet.append([*HEADING, *PLACE])
    for n in range(1, 9):
        if n in without:
            continue
        place = (113.6201 + n / 1000, 34.7201 + n / 1000)
        status, amount = (statuses or {}).get(n, "在建"), (amounts or {}).get(n, 1.5)
        named = (n, f"测试项目{n:02d}", f"2026-410103-{n:04d}", status, "淮河路", amount, "住建局")
        sheet.append([*named, *(reversed(place) if n in swapped else place)])
    for n in range(twins):
        sheet.append([None, "测试项目01", None, "在建", f"另址 {n + 1} 号", 1.5, "住建局"])
    for name in more:
        sheet.append([None, name, None, "前期", "丁路", 2, "城管局"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def brought(watch, app, home, name, content, **size):
    """Bring a first ledger into a workspace of its own, its datum declared."""
    hands = started(watch, app, home, name, "import", **size)
    hands.bring(content, "九月.xlsx")
    hands.choose("坐标系", "WGS-84")
    return hands


def next_month(hands, content):
    """Write what is shown, and bring the next month's ledger."""
    hands.press("写入工作区")
    hands.press("导入下一份")
    hands.bring(content, "十月.xlsx")


def tick(hands, label, *, on=True):
    """Tick a box by the beginning of its words, or untick it."""
    # The box itself lies under what is drawn of it.
    hands.page.locator(f'input[aria-label^="{label}"]').set_checked(on, force=True)
    hands.settle()


def focused(hands):
    return hands.page.evaluate(FOCUSED)


def tab_to(hands, name):
    """Press Tab until something of this name has the focus."""
    passed = []
    for _ in range(MOST_TABS):
        hands.page.keyboard.press("Tab")
        passed.append(focused(hands))
        if name in passed[-1]:
            return
    raise AssertionError(f"no {name} among {passed}")


def pick(hands, option):
    """Choose from the list that has the focus, by typing what is wanted."""
    hands.page.keyboard.type(option)
    hands.page.get_by_role("option", name=option, exact=True).wait_for()
    hands.page.keyboard.press("Enter")
    hands.settle()


def lands(hands, name):
    """Wait until something of this name has the focus; fail with what has it instead."""
    with suppress(NotYet):
        hands.page.wait_for_function(f"name => ({FOCUSED})() === name", arg=name)
    assert focused(hands) == name


def test_the_focus_stays_or_lands_on_the_heading_of_what_comes_next(watch, app, home):
    hands = brought(watch, app, home, "只用键盘", month(9))
    file = {"name": "九月.xlsx", "mimeType": "application/octet-stream", "buffer": month(9)}
    # From here on: told to look for a chooser only when the key is pressed, it may miss it.
    hands.seen.listen("filechooser", lambda chooser: chooser.set_files(file))
    hands.press("换一份台账")
    lands(hands, "1 台账文件")
    keys = hands.page.keyboard
    tab_to(hands, "upload")
    keys.press("Enter")
    lands(hands, "4 预览")
    hands.settle()
    tab_to(hands, "列：核对或更正")
    keys.press("Enter")
    hands.let_grow()
    tab_to(hands, "责任单位")
    pick(hands, "建设单位")
    hands.sees("您的更正")
    assert "责任单位" in focused(hands)
    tab_to(hands, "坐标系")
    pick(hands, "WGS-84")
    assert "坐标系" in focused(hands)
    tab_to(hands, "经度、纬度对调后再读")
    keys.press("Space")
    hands.settle()
    assert "经度、纬度对调后再读（2 行）" in focused(hands)
    assert hands.sums()["精确上图"] == 8
    tab_to(hands, "写入工作区")
    keys.press("Enter")
    hands.settle()
    lands(hands, "已写入：第 1 次改动")
    tab_to(hands, "导入下一份")
    keys.press("Enter")
    hands.settle()
    lands(hands, "1 台账文件")


def test_the_preview_on_a_phone_breaks_no_rule_and_does_not_run_out_sideways(watch, app, home):
    hands = brought(watch, app, home, "手机", month(9), width=390, height=844)
    hands.show("全部")
    hands.page.locator("table.list").last.scroll_into_view_if_needed()
    hands.seen.picture("import-phone")
    main = hands.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    assert grave_faults(hands.page, STREAMLIT) == []


def test_a_reload_offers_the_ledger_that_was_not_written_as_it_was_left(watch, app, home):
    hands = brought(watch, app, home, "刷新", month(9))
    tick(hands, "经度、纬度对调后再读")
    before = hands.sums()
    hands.page.reload()
    hands.page.wait_for_selector(".standing")
    hands.settle()
    hands.introduce()
    hands.sees("上次没有写入的台账：九月.xlsx")
    stranger = Hands(watch, app, "王芳")
    stranger.open("import", "刷新")
    stranger.sees("工作区：刷新")
    assert "上次没有写入" not in stranger.text()
    hands.press("接着导入")
    assert hands.sums() == before
    next_month(hands, month(10))
    hands.press("换一份台账")
    assert "上次没有写入" not in hands.text()


def test_two_ledgers_that_were_not_written_are_both_offered_whatever_the_workspace_is_called(
    watch, app, home
):
    brought(watch, app, home, "两份", month(9))
    second = Hands(watch, app)
    second.open("import", "两份")
    second.bring(month(10), "十月.xlsx")
    (home / "两份.db").rename(home / "两份改.db")
    hands = Hands(watch, app)
    hands.open("import", "两份改")
    hands.sees("上次没有写入的台账：九月.xlsx")
    hands.sees("上次没有写入的台账：十月.xlsx")
    hands.press("不要了")
    hands.sees("上次没有写入的台账：九月.xlsx")
    assert "十月.xlsx" not in hands.text()


def test_what_is_gone_or_repeated_is_decided_one_by_one_and_undone_in_one_step(watch, app, home):
    hands = brought(watch, app, home, "逐项决定", month(9))
    next_month(hands, month(10, without=(5, 6, 7), twins=2))
    hands.sees("重名 2 行，已勾选 0 行")
    hands.sees("本期没有 3 项，已勾选 0 项")
    tick(hands, "第 9 行 测试项目01")
    hands.sees("并入他行 1")
    hands.page.get_by_role("button", name="全选").last.click()
    hands.settle()
    hands.sees("撤下 3 项")
    tick(hands, "测试项目06", on=False)
    hands.sees("撤下 2 项")
    hands.seen.picture("import-decisions")
    hands.page.get_by_role("button", name="全不选").last.click()
    hands.settle()
    hands.sees("本期没有 3 项，已勾选 0 项")
    tick(hands, "测试项目05")
    hands.press("写入工作区")
    with store.open_workspace(home / "逐项决定.db") as workspace:
        names = [feature.name for feature in workspace.facts().features]
    assert sorted(names) == [
        *("测试项目01", "测试项目01", "测试项目02", "测试项目03", "测试项目04"),
        *("测试项目06", "测试项目07", "测试项目08"),
    ]
    hands.press("撤销这次导入")
    hands.sees("已撤销这次导入")
    with store.open_workspace(home / "逐项决定.db") as workspace:
        assert len(workspace.facts().features) == 8


@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "taken back"])
def test_a_correction_is_remembered_told_and_can_be_taken_back(watch, app, home, is_kept):
    hands = brought(watch, app, home, f"记住更正 {is_kept}", month(8))
    tick(hands, "经度、纬度对调后再读")
    next_month(hands, month(9, statuses={1: "建成"}))
    hands.sees("按上次的更正：经度、纬度对调后再读（2 行）")
    assert hands.sums()["精确上图"] == 8
    if not is_kept:
        tick(hands, "按上次的更正", on=False)
        hands.sees("经度、纬度对调后再读（2 行）")
        assert "按上次的更正" not in hands.text()
    next_month(hands, month(10, statuses={1: "停工"}))
    hands.sees("经度、纬度对调后再读（2 行）")
    assert ("按上次的更正" in hands.text()) == is_kept


def test_what_was_written_is_summed_up_status_and_money_first(watch, app, home):
    hands = brought(watch, app, home, "小结", month(9))
    changed = {"statuses": {4: "停工", 1: "建成"}, "amounts": {8: 3}}
    next_month(hands, month(10, without=(5, 6), more=("新来的桥",), **changed))
    tick(hands, "测试项目05")
    hands.press("写入工作区")
    hands.sees("与上期“九月.xlsx”相比：新增 1，有变化 3，无变化 3，撤下 1")
    table = hands.page.locator("section.part", has_text="状态和金额的变化（3 项）")
    cells = table.locator("td").all_inner_texts()
    assert list(zip(cells[::2], cells[1::2], strict=True)) == [
        ("测试项目01", "状态：在建 → 建成"),
        ("测试项目04", "状态：在建 → 停工"),
        ("测试项目08", "总投资：15,000 万元 → 30,000 万元"),
    ]
    for title, name in (
        ("新增（1 项）", "新来的桥"),
        ("撤下（1 项）", "测试项目05"),
        ("本期没有列出，仍在图上（1 项）", "测试项目06"),
    ):
        assert name in hands.page.locator("section.part", has_text=title).inner_text()
    hands.seen.picture("import-summary")
    hands.page.get_by_role("link", name="看记录").click()
    hands.sees("只看某一项的改动")
    hands.sees("新增 1")
