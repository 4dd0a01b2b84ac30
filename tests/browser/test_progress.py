"""The page 进度 in the browser: Python's numbers, one filter and one date with the map."""

import csv
import io
from datetime import date

import pytest
from hostile import ATTACKS

from geo import store
from geo.catalogue import catalogue
from geo.crs import Datum
from geo.dates import day_words
from geo.due import WITHIN, plans
from geo.filters import Filter
from geo.ledger import intake
from geo.ledger.intake import Options
from geo.ledger.opening.files import open_book
from geo.lights.light import Light
from geo.workspaces import seeds_batch
from tests.browser.hands import Hands
from tests.browser.maps import Map, headline
from tests.browser.test_accessible import STREAMLIT, grave_faults
from tests.browser.test_app import MAX_BYTES_A_CHOICE

HEAD = (
    "序号,类别,项目名称,板块,建设地点,状态,年度计划投资（万元）,年度完成投资（万元）,总投资（万元）,"
    "计划开工时间,计划完工时间,经度,纬度,责任单位"
)
SEPTEMBER = f"""{HEAD}
1,项目,甲园小学,二七商圈板块,甲路1号,在建,1200,880,3000,2026年3月,2026年12月,113.6201,34.7201,教体局
2,项目,乙园安置房,二七商圈板块,乙路2号,在建,6000,1500,9000.5,2025年5月,2026年9月,113.6205,34.7203,住建局
3,项目,丙园水厂,足球小镇板块,丙路3号,前期,800,0,2400,2026年6月,2027年6月,113.6301,34.7301,水利局
4,项目,丁园产业港,足球小镇板块,丁路4号,谋划,,,50000,2026年12月,,113.6401,34.7401,工信局
5,道路,戊路改造,二七商圈板块,戊路,在建,500,360,700,2026年8月,2026年11月,113.6202,34.7202,城管局
6,项目,己园公交场,,己路6号,建成,300,300,300,2025年1月,2026年8月,113.6501,34.7501,交通局
"""
OCTOBER = (
    SEPTEMBER.replace("在建,1200,880", "在建,1200,1010")
    .replace("2026年9月,113.6205", "2026年12月,113.6205")
    .replace("丙路3号,前期,800,0", "丙路3号,在建,800,90")
    .replace("丁园产业港,足球小镇板块,丁路4号,谋划", "丁园产业港,足球小镇板块,丁路4号,前期")
    .replace("500,360,700", "500,410,760")
)
DAYS = {date(2026, 9, 30): SEPTEMBER, date(2026, 10, 31): OCTOBER}
PARTS = ("亮灯", "到期", "变动", "汇总", "交叉", "时间线")


def bring(path, ledgers):
    """Make a workspace of the seeds and ledgers, by the day each speaks of."""
    with store.create(path, operator="王工", batch=seeds_batch()) as workspace:
        for day, text in ledgers.items():
            book = open_book(f"{day}.csv", text.encode())
            options = Options(datum=Datum.WGS84, as_of=day)
            read = intake.read(book, workspace.facts(), workspace.headings(), options)
            intake.bring_in(read, workspace, operator="王工")
        return workspace.facts()


@pytest.fixture(scope="module")
def whole(home):
    """What two months of a ledger leave in the workspace 进度."""
    return catalogue(bring(home / "进度.db", DAYS))


def numbers(selection):
    lights = {light.word: int((selection.frame["light"] == light).sum()) for light in Light}
    found = plans(selection)
    soon = [sum(one.left <= days for one in found.ahead) for days in WITHIN]
    words = ("30 天内到期", "60 天内", "90 天内")
    late = {"逾期未核实": len(found.overdue)}
    return lights | late | dict(zip(words, soon, strict=True))


def at(watch, app, day="", **size):
    hands = Hands(watch, app, **size)
    hands.page.goto(f"{app}/progress?ws=进度" + (f"&date={day}" if day else ""))
    hands.page.wait_for_selector(".headline dd")
    hands.settle()
    return hands


def turn_to(hands, part):
    hands.page.get_by_test_id("stMain").get_by_role("radio", name=part, exact=True).click()
    hands.settle()


@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 10, 31), date(2026, 12, 31)])
def test_the_numbers_are_those_of_python_at_a_date(watch, app, whole, day):
    assert at(watch, app, day).headline() == numbers(whole.select(Filter(as_of=day)))


def test_every_part_is_drawn_and_breaks_no_rule(watch, app, whole):
    hands = at(watch, app)
    for part in PARTS:
        turn_to(hands, part)
        assert grave_faults(hands.page, STREAMLIT) == [], part
        hands.seen.picture(f"progress-{part}")
    assert hands.seen.outside == []
    assert hands.complaints() == []


def test_red_light_is_chosen_here_and_reaches_the_map_its_address_and_its_files(watch, app, whole):
    hands = at(watch, app)
    hands.page.get_by_test_id("stSidebar").get_by_role("button", name="红灯").click()
    hands.settle()
    red = whole.select(Filter(lights=frozenset({"red"})))
    assert hands.headline() == numbers(red)
    assert "lights=red" in hands.page.url
    shown = Map(watch, hands.page.url.replace("/progress", "/"))
    assert shown.counts()["shown"] == red.counts.shown
    assert shown.headline()["全部"] == red.counts.shown
    name, content = shown.download("CSV 表格")
    assert "红灯" in name
    assert len(content.decode("utf-8-sig").splitlines()) == red.counts.shown + 1


def test_a_choice_is_small_where_there_are_lights(watch, app, whole):
    shown = Map(watch, f"{app}/?ws=进度")
    for word in ("二七商圈", "在建", "红灯"):
        shown.traffic.bytes = 0
        shown.choose(word)
        assert shown.traffic.bytes <= MAX_BYTES_A_CHOICE
    spec = Filter(
        plates=frozenset({"PL-01"}), statuses=frozenset({"building"}), lights=frozenset({"red"})
    )
    assert shown.counts()["shown"] == whole.select(spec).counts.shown


def test_a_date_chosen_in_the_map_is_that_of_the_whole_page(watch, app, whole):
    shown = Map(watch, f"{app}/?ws=进度")
    handle = shown.frame.get_by_role("slider", name="截至日期")
    for key in ("Home", "ArrowRight"):
        shown.traffic.asked = 0
        handle.press(key)
        shown.settle()
        # One message a change: what it asks for is not sent back, and asks for nothing more.
        assert shown.traffic.asked == 1
        day = date.fromisoformat(shown.frame.evaluate("window.platemap.state().asOf"))
        assert f"date={day}" in shown.page.url
        assert "".join(shown.page.get_by_test_id("stDateInput").inner_text().split()).endswith(
            str(day)
        )
        assert day_words(day) in shown.page.locator(".headline").inner_text()
    selection = whole.select(Filter(as_of=day))
    lights = shown.frame.evaluate("window.platemap.state().lights")
    assert lights == {
        light.value: int((selection.frame["light"] == light).sum()) for light in Light
    }
    shown.page.get_by_role("link", name="进度").click()
    shown.settle()
    assert headline(shown.page) == numbers(selection)


def test_a_name_opens_its_feature_on_the_map(watch, app, whole):
    hands = at(watch, app, date(2026, 9, 30))
    hands.page.get_by_role("button", name="乙园安置房", exact=True).click()
    hands.page.wait_for_selector("iframe[title='地图']")
    hands.sees("落后序时进度")
    hands.settle()
    assert hands.page.locator("article.detail h2").inner_text() == "乙园安置房"
    assert "date=2026-09-30" in hands.page.url


def test_hostile_names_are_text_in_every_part(watch, app, home):
    bring(home / "恶意.db", {day: hostile_ledger(text) for day, text in DAYS.items()})
    hands = Hands(watch, app)
    hands.open("progress", ws="恶意")
    for part in PARTS:
        turn_to(hands, part)
        if part != "汇总":
            assert ATTACKS[0] in hands.text()
    assert hands.page.evaluate("typeof window.pwned") == "undefined"
    assert hands.page.locator("img[src='x'], a[href^='javascript']").count() == 0
    assert hands.complaints() == []


def hostile_ledger(text):
    """Call the projects of a ledger by attacks."""
    heading, *rows = csv.reader(io.StringIO(text))
    for row, attack in zip(rows, ATTACKS, strict=False):
        row[2] = attack
    buffer = io.StringIO()
    csv.writer(buffer).writerows([heading, *rows])
    return buffer.getvalue()
