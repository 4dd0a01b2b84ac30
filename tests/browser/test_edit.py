"""A project edited in the browser: with evidence, undone, and by two people at once."""

import pytest

from geo import store
from tests.browser.hands import Hands, started


def copied(watch, app, home, name):
    """Open the edit page on a copy of the seeds."""
    hands = started(watch, app, home, name, "edit", seeds=True)
    pick(hands)
    return hands


def pick(hands):
    """Choose 普乐天地, by typing a part of its name."""
    box = hands.page.get_by_role("combobox", name="哪一项")
    box.click()
    box.fill("普乐")
    hands.page.get_by_role("option", name="普乐天地").first.click()
    hands.settle()


def state(hands, status, evidence="11月调度会纪要"):
    """State a status with its evidence, and save."""
    hands.choose("状态", status)
    prove(hands, evidence)
    hands.press("保存")


def prove(hands, evidence):
    hands.page.get_by_label("依据（必填）").first.fill(evidence)
    day = hands.page.get_by_test_id("stDateInput").first
    day.get_by_role("spinbutton").first.click()
    hands.page.keyboard.type("20261101")
    hands.page.keyboard.press("Tab")
    hands.settle()


def test_a_status_with_its_evidence_shows_on_the_card_until_it_is_undone(watch, app, home):
    hands = copied(watch, app, home, "改状态")
    hands.seen.picture("edit-form-1366")
    state(hands, "建成")
    hands.sees("已保存“普乐天地”，第 2 次改动")
    hands.page.get_by_role("link", name="在地图上看").click()
    card = hands.page.locator("article.detail")
    card.wait_for()
    assert "建成" in card.inner_text()
    assert "11月调度会纪要" in card.inner_text()
    hands.seen.picture("edit-card-1366")
    assert hands.history() == ["修改", "载入种子数据"]
    hands.seen.picture("edit-history-1366")
    hands.press("撤销")
    assert hands.history() == ["撤销", "修改", "载入种子数据"]
    hands.go("地图")
    hands.page.locator("article.detail").wait_for()
    assert "11月调度会纪要" not in hands.page.locator("article.detail").inner_text()
    hands.go("记录")
    hands.press("恢复")
    assert hands.history()[0] == "恢复"
    assert hands.seen.outside == []
    assert hands.complaints() == []


def test_faults_of_a_form_are_told_all_at_once_and_nothing_is_written(watch, app, home):
    hands = copied(watch, app, home, "表单有错")
    hands.page.get_by_label("名称", exact=True).first.fill("")
    hands.page.get_by_label("开始时间").fill("2026-13")
    hands.press("保存")
    alert = hands.page.get_by_role("alert").first.inner_text()
    for said in ("名称不能为空", "不是日期", "依据不能为空", "日期不能为空"):
        assert said in alert
    assert hands.page.get_by_label("开始时间").input_value() == "2026-13"
    with store.open_workspace(home / "表单有错.db") as workspace:
        assert workspace.head == 1


@pytest.mark.case(37)
def test_case_37_two_people_edit_one_project_and_the_second_is_told(watch, app, home):
    first = copied(watch, app, home, "两人编辑")
    second = Hands(watch, app, "王芳")
    second.open("edit", "两人编辑")
    pick(second)
    state(second, "停工", "王芳的依据")
    second.sees("已保存")
    first.page.get_by_label("备注").fill("李明写的备注")
    state(first, "建成", "李明的依据")
    alert = first.page.get_by_role("alert").first.inner_text()
    assert "王芳" in alert
    assert "没有保存" in alert
    assert first.page.get_by_label("备注").input_value() == "李明写的备注"
    first.seen.picture("edit-conflict-1366")
    with store.open_workspace(home / "两人编辑.db") as workspace:
        assert workspace.head == 2
    first.press("保留我填的，再保存一次")
    first.press("保存")
    first.sees("已保存“普乐天地”，第 3 次改动")
    with store.open_workspace(home / "两人编辑.db") as workspace:
        assert [change.operator for change in workspace.changes()] == ["李明", "王芳", "李明"]


def test_a_project_is_added_and_retired(watch, app, home):
    hands = copied(watch, app, home, "增与撤")
    hands.page.get_by_role("button", name="新增", exact=True).or_(
        hands.page.get_by_role("radio", name="新增", exact=True)
    ).first.click()
    hands.settle()
    hands.page.get_by_label("名称", exact=True).first.fill("新建小学")
    prove(hands, "立项批复")
    hands.page.get_by_test_id("stFormSubmitButton").get_by_role("button", name="新增").click()
    hands.settle()
    hands.page.get_by_text("已新增“新建小学”").wait_for()
    hands.page.get_by_role("button", name="修改或撤下").or_(
        hands.page.get_by_role("radio", name="修改或撤下")
    ).first.click()
    hands.settle()
    hands.page.get_by_text("撤下这一项").click()
    hands.page.get_by_label("依据（必填）").last.fill("不建了")
    hands.page.get_by_test_id("stDateInput").last.get_by_role("spinbutton").first.click()
    hands.page.keyboard.type("20261101")
    hands.page.get_by_text("确定撤下").click()
    hands.press("撤下")
    hands.page.get_by_text("已撤下“新建小学”").wait_for()
    with store.open_workspace(home / "增与撤.db") as workspace:
        assert len(workspace.facts().features) == 82
