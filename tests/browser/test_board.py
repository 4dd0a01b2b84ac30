"""The board 进度: its numbers are Python's, it follows filter and date, and it has room."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from playwright.sync_api import expect

from geo import seeds
from geo.catalogue import catalogue
from geo.dig_once import CHOICES_M, conflicts
from geo.due import plans
from geo.filters import Filter
from geo.lights.light import Light
from geo.model import Amount, Measure, Period, Status
from geo.roll_up import LEFT, roll_up
from geo.schedule import fixed, points_words
from layers.document import View, build
from tests.browser.looks import look
from tests.browser.still import still
from tests.changing import changing
from views.progress.lit_part import worst_first
from views.wording import apart

TABS = ("lit", "due", "moved", "sum", "digs", "gantt")
SPECS = ({}, {"plates": ["PL-01", "none"]}, {"statuses": ["building", "planned"], "text": "路"})
MONEY = (Measure.TOTAL, Measure.TOTAL_DONE, Measure.ANNUAL_PLAN, Measure.ANNUAL_DONE)
EVERY = 5
PLATES = 6
_SUMS = """([asOf, spec]) => {
  platemap.filter(Object.assign({ asOf }, spec));
  const d = PM.data, id = p => d.plates[p].id, code = s => d.statuses[s].code, t = PM.sums.all();
  const told = c => [c.count, c.money.map(m => [m.yuan, m.read, m.unread]), c.lights, c.road / 10,
    [c.plan, c.done, c.both]];
  const keyed = (map, name) => Object.fromEntries([...map].map(([k, c]) => [name(k), told(c)]));
  const both = key => key.split(",").map(Number);
  return [keyed(t.cells, k => id(both(k)[0]) + " " + code(both(k)[1])), keyed(t.plates, id),
    keyed(t.statuses, code), told(t.whole)];
}"""
_DUE = """asOf => {
  platemap.filter({ asOf });
  const found = PM.due.all(), told = e => [PM.data.columns.id[e.row], e.word, e.left];
  return [found.late, found.missed, found.ahead].map(each => each.map(told));
}"""
_LIT = """asOf => {
  platemap.filter({ asOf });
  const found = PM.lit.all(), ids = rows => rows.map(row => PM.data.columns.id[row]);
  return Object.fromEntries(Object.entries(found).map(([code, rows]) => [code, ids(rows)]));
}"""
_PLATE_CARD = """([asOf, plate]) => {
  platemap.filter({ asOf });
  PM.dom.flush();
  platemap.select(plate);
  const all = pick => [...document.querySelectorAll("#pm-card " + pick)].map(n => n.textContent);
  const tally = document.querySelector("#pm-card .light-tally"), part = tally.parentNode;
  return { lights: all(".light-tally b"), words: part.querySelector(".missing").textContent,
    names: [...part.querySelectorAll(".item-name")].map(n => n.textContent) };
}"""
_DIGS = """([asOf, within]) => {
  platemap.filter({ asOf });
  PM.board.setOption("digs", String(within));
  const id = row => PM.data.columns.id[row];
  return PM.boardTabs.digs.layer().items.map(c => [id(c.road), id(c.project), c.days]);
}"""

_RATES = """days => days.map(asOf => {
  platemap.filter({ asOf });
  PM.dom.flush();
  return document.querySelector(".b-table .sum .b-rate").innerText.split("\\n");
})"""
_SPILLED = """[...document.querySelectorAll("#pm-board *")].filter(n => {
  const b = n.getBoundingClientRect();
  return !n.closest(".b-table, svg") && b.width && (b.left < -1 || b.right > innerWidth + 1);
}).map(n => n.className)"""


@pytest.fixture(scope="module")
def changed():
    return changing(seeds.read(), 120)


@pytest.fixture(scope="module")
def moving(changed, tmp_path_factory):
    path = tmp_path_factory.mktemp("board") / "变.html"
    path.write_text(build(catalogue(changed)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def framed(changed, tmp_path_factory):
    path = tmp_path_factory.mktemp("board") / "框.html"
    path.write_text(build(catalogue(changed), View(embedded=True)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def days(changed):
    """Every few of the days on which anything changes."""
    steps = catalogue(changed).steps
    return list(map(date.fromordinal, np.unique(steps.day).tolist()))[::EVERY]


def file_of(facts, path, *statements):
    """Write a document in which nothing else is said of what these statements speak of."""
    spoken = {said.feature for said in statements}
    others = (said for said in facts.statements if said.feature not in spoken)
    path.write_text(
        build(catalogue(replace(facts, statements=(*others, *statements)))), encoding="utf-8"
    )
    return path


def said_on(facts, feature, day, **told):
    """Return what the seeds say of a feature as said on a day, and otherwise."""
    one = next(said for said in facts.statements if said.feature == feature)
    return replace(one, id=f"{one.id}-{day}", stated_from=day, stated_to=day, **told)


def wan(value, upper=None):
    return Amount(words=str(value), value=value, upper=upper, unit="万元")


def shows(seen, tab, option=""):
    seen.page.evaluate("([tab, text]) => PM.board.read(text)", [tab, f"{tab}:{option}".rstrip(":")])
    still(seen.page)


def told(cell):
    money = [cell.money[measure] for measure in MONEY]
    annual = cell.annual
    return (
        cell.count,
        [[each.yuan, each.read, each.unread] for each in money],
        [cell.lights[light] for light in Light],
        cell.road_m,
        [annual.plan, annual.done, annual.count],
    )


def same(page, cell):
    count, money, lights, road, annual = page
    # The page's measures stand in the order of the vocabulary, progress last.
    order = [list(Measure).index(measure) for measure in MONEY]
    seen = (count, [money[i] for i in order], lights, annual)
    want = told(cell)
    return seen == (*want[:3], want[4]) and road == pytest.approx(want[3], abs=len(lights) * 2)


def test_the_sums_are_pythons_on_every_date(opened, moving, changed, days):
    seen = opened(moving)
    for day in days:
        for spec in SPECS:
            chosen = Filter(
                plates=frozenset(spec["plates"]) if "plates" in spec else None,
                statuses=frozenset(spec["statuses"]) if "statuses" in spec else None,
                text=spec.get("text", ""),
            )
            want = roll_up(catalogue(changed, day).select(chosen))
            cells, plates, statuses, whole = seen.page.evaluate(_SUMS, [day.isoformat(), spec])
            assert same(whole, want.whole), (day, spec)
            for (plate, status), cell in want.cells.items():
                got = cells.pop(f"{plate} {status}", None)
                assert same(got, cell) if got else not (cell.count or cell.road_m), (day, plate)
            assert cells == {}
            assert all(same(got, want.by_plate[plate]) for plate, got in plates.items())
            assert all(same(got, want.by_status[status]) for status, got in statuses.items())


def test_what_is_due_is_what_python_lists(opened, moving, changed, days):
    seen = opened(moving)
    some = [0, 0, 0]
    for day in days:
        then = plans(catalogue(changed, day))
        want = [
            sorted([one.feature, one.event.word, one.left] for one in found)
            for found in (then.overdue, then.missed, then.ahead)
        ]
        got = seen.page.evaluate(_DUE, day.isoformat())
        assert [sorted(each) for each in got] == want, day
        some = [n + len(each) for n, each in zip(some, got, strict=True)]
    assert min(some) > 0


def test_the_lights_are_listed_worst_first_as_in_the_app(opened, moving, changed, days):
    seen = opened(moving)
    listed = 0
    for day in days:
        then = catalogue(changed, day)
        want = {light.value: list(worst_first(then, light)["id"]) for light in Light}
        got = seen.page.evaluate(_LIT, day.isoformat())
        for light in (Light.RED, Light.YELLOW):
            assert got[light] == want[light], (day, light)
            listed += len(want[light])
        for light in (Light.GREEN, Light.GREY):
            assert sorted(got[light]) == sorted(want[light]), (day, light)
    assert listed > 0


def test_the_light_tab_says_what_is_late_and_why(opened, moving, changed):
    seen = opened(moving, fragment="#board=lit")
    shown = catalogue(changed)
    groups = seen.page.locator("#pm-board .b-group")
    assert groups.locator(".b-head span").all_inner_texts() == [light.word for light in Light]
    counts = [int(text.split()[0]) for text in groups.locator(".b-head b").all_inner_texts()]
    assert counts == [int((shown.frame["light"] == light).sum()) for light in Light]
    red = worst_first(shown, Light.RED)
    first = seen.page.locator(".b-row").first.inner_text()
    assert first.startswith(red["name"].iloc[0])
    assert all(sentence in first for sentence in red["light_reason"].iloc[0].split("；"))
    assert red["unit"].iloc[0] in first
    why = [int(text.split()[0]) for text in seen.page.locator(".b-why b").all_inner_texts()]
    assert sum(why) == counts[-1]
    assert why == sorted(why, reverse=True)


def test_a_plates_card_says_what_the_tabs_say_of_its_plate(opened, moving, changed, days):
    seen = opened(moving)
    told = [0, 0, 0]
    for day in days:
        then = catalogue(changed, day)
        for plate in then.plate_names:
            part = then.select(Filter(plates=frozenset({plate})))
            card = seen.page.evaluate(_PLATE_CARD, [day.isoformat(), plate])
            lights = roll_up(part).by_plate[plate].lights
            assert card["lights"] == [str(lights[light]) for light in Light if lights[light]]
            planned = plans(part)
            counts = {"逾期未核实": planned.overdue, "应开工，没有开工的报告": planned.missed}
            for word, found in counts.items():
                assert (f"{word} {len(found)} 项" in card["words"]) == bool(found), (day, word)
            soon = [one.name for one in planned.ahead][: len(card["names"])]
            assert card["names"][: len(soon)] == soon, day
            told = [n + len(each) for n, each in zip(told, (*counts.values(), soon), strict=True)]
    assert min(told) > 0


def test_what_crosses_is_what_python_finds(opened, moving, changed, days):
    seen = opened(moving)
    some = 0
    for day in days:
        then = catalogue(changed, day)
        for within in CHOICES_M:
            want = sorted([c.road, c.project, c.days] for c in conflicts(then, within).found)
            got = sorted(seen.page.evaluate(_DIGS, [day.isoformat(), within]))
            assert got == want, (day, within)
            some += len(got)
    assert some > 0


def test_how_far_apart_is_said_as_in_the_app(opened, moving, changed, days):
    all_found = {day: conflicts(catalogue(changed, day), CHOICES_M[-1]).found for day in days}
    day = max(days, key=lambda day: len(all_found[day]))
    found = all_found[day]
    seen = opened(moving, fragment=f"#board=digs:{CHOICES_M[-1]}&date={day}")
    heads = f"document.querySelectorAll('.b-dig-head').length === {len(found)}"
    seen.page.wait_for_function(heads)
    said = [
        apart(one.distance_m)
        if round(10 * one.distance_m) == 0
        else f"相距 {apart(one.distance_m)}"
        for one in found
    ]
    got = seen.page.locator(".b-dig-head span").all_inner_texts()
    assert sorted(text.split("（")[0] for text in got) == sorted(said)
    assert said


def table(page):
    rows = page.locator(".b-table tr").all()
    return [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows]


def test_the_table_adds_up_and_names_what_has_no_plate(opened):
    seen = opened(fragment="#board=sum")
    head, *lines, last = table(seen.page)
    assert head[0] == "板块"
    assert (last[0], last[-1]) == ("合计", str(82 - PLATES))
    numbers = [[int(n.replace("–", "0")) for n in line[1:]] for line in [*lines, last]]
    assert all(sum(line[:-1]) == line[-1] for line in numbers)
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert lines[-1][0].split() == ["未分板块", "不在任何板块"]
    assert "板块本身不计入" in seen.page.locator(".b-note").inner_text()


def test_a_number_filters_to_its_plate_and_status_and_the_board_follows(opened):
    seen = opened(fragment="#board=sum")
    cell = seen.page.locator(".b-table tbody tr").first.locator(".b-cell").first
    number = int(cell.inner_text())
    cell.click()
    assert seen.page.evaluate("platemap.counts().shown") == number
    assert table(seen.page)[-1][-1] == str(number)
    seen.page.locator("#pm-board-clear").click()
    assert table(seen.page)[-1][-1] == str(82 - PLATES)


def test_money_nobody_states_is_said_in_words(opened):
    seen = opened(fragment="#board=sum:total")
    said = seen.page.locator("#pm-board-panel").inner_text()
    assert f"符合条件的 {82 - PLATES} 项都没有写明总投资" in said
    assert seen.page.locator(".b-table").count() == 0


def test_money_is_in_wan_to_the_last_yuan(opened, moving):
    seen = opened(moving)
    words = seen.page.evaluate("[0, 1, 12345678, -50000, 10000000000].map(PM.boardParts.money)")
    assert words == ["0", "0.0001", "1,234.5678", "−5", "1,000,000"]
    shows(seen, "sum", "annual_plan")
    note = seen.page.locator(".b-note").inner_text()
    assert "单位：万元" in note
    assert "项金额读不出或是区间，没有计入" in note


def test_the_years_rate_is_written_as_python_writes_it(opened, facts, tmp_path):
    # Odd parts of the plan lie between two tenths of its share; with the months of the year
    # added, between two tenths of the lead.
    told = {}
    for n in range(240):
        day = date(2021, 1, 1) + timedelta(days=n)
        plan = (2000, 6000)[n % 2]
        odd = (2 * n - 239) * plan // 2000
        told[day] = (plan, max(0, odd if n % 3 else odd + plan * day.month // 12))
    money = [
        said_on(
            facts,
            "PJ-01",
            day,
            amounts={Measure.ANNUAL_PLAN: wan(plan), Measure.ANNUAL_DONE: wan(done)},
        )
        for day, (plan, done) in told.items()
    ]
    want = []
    for day, (plan, done) in told.items():
        share = Fraction(100 * done, plan)
        lead = points_words(share - Fraction(100 * day.month, 12))
        words = lead.removeprefix("与").replace("序时进度", "")
        want.append([f"{fixed(share)}%（1 项）", "与序时持平" if words == "持平" else words])
    seen = opened(
        file_of(facts, tmp_path / "率.html", *money),
        fragment="#board=sum:annual_plan&date=2021-06-30",
    )
    assert seen.page.evaluate(_RATES, [day.isoformat() for day in told]) == want
    assert seen.errors == []


def test_less_than_nothing_done_is_rounded_away_from_nothing(opened, facts, tmp_path):
    money = {Measure.ANNUAL_PLAN: wan(2000), Measure.ANNUAL_DONE: wan(-247)}
    said = said_on(facts, "PJ-01", date(2021, 6, 30), amounts=money)
    file = file_of(facts, tmp_path / "负.html", said)
    seen = opened(file, fragment="#board=sum:annual_plan")
    rate = seen.page.evaluate(_RATES, ["2021-06-30"])
    assert rate == [["−12.4%（1 项）", "落后 62.4 个百分点"]]


def test_a_sum_of_which_nothing_could_be_added_says_just_that(opened, facts, tmp_path):
    # A range was read well, though it cannot be added.
    day = date(2021, 6, 30)
    total = {"PJ-01": wan(2000, 3000), "PJ-31": wan(500)}
    said = [said_on(facts, key, day, amounts={Measure.TOTAL: of}) for key, of in total.items()]
    plates = {f.plate for f in facts.features if f.id in total}
    assert len(plates) == len(total)
    seen = opened(
        file_of(facts, tmp_path / "和.html", *said), fragment="#board=sum:total&date=2021-06-30"
    )
    cells = {text for line in table(seen.page) for text in line[1:]}
    assert {"未计入", "500"} <= cells
    assert "读不出" not in cells


def test_an_option_nobody_offers_is_as_if_not_written(opened):
    seen = opened(fragment="#board=sum:__proto__")
    for tab in TABS:
        for option in ("__proto__", "constructor", "toString", ""):
            seen.page.evaluate("hash => { location.hash = hash; }", f"board={tab}:{option}")
            seen.page.wait_for_selector(f"#pm-board-tab-{tab}[aria-selected=true]")
            assert seen.page.locator("#pm-board-panel > *").count() > 0
    assert seen.errors == []


def test_annual_figures_of_a_year_that_is_over_are_not_added_and_it_is_said(
    opened, moving, changed
):
    seen = opened(moving)
    shows(seen, "sum", "annual_done")
    year = catalogue(changed).as_of.year
    assert f"年度数只计 {year} 年所报的" in seen.page.locator(".b-note").inner_text()
    seen.page.evaluate(
        "asOf => { platemap.filter({ asOf }); PM.dom.flush(); }", f"{year + 1}-02-15"
    )
    said = seen.page.locator("#pm-board-panel").inner_text()
    assert f"都没有写明 {year + 1} 年的年度完成投资" in said
    assert "往年的年度数不计入" in said
    assert seen.page.locator(".b-table").count() == 0


def test_what_is_no_longer_listed_is_still_counted_and_that_is_said(opened, moving, changed):
    left = roll_up(catalogue(changed)).left
    assert left
    seen = opened(moving, fragment="#board=sum")
    assert LEFT.format(count=left) in seen.page.locator(".b-note").inner_text()


def test_the_keys_open_walk_and_close(opened):
    seen = opened()
    page = seen.page
    page.locator("#pm-board-open").focus()
    page.keyboard.press("Enter")
    focused = "document.activeElement.id"
    assert page.evaluate(focused) == f"pm-board-tab-{TABS[0]}"
    for tab in (*TABS[1:], TABS[0]):
        page.keyboard.press("ArrowRight")
        assert page.evaluate(focused) == f"pm-board-tab-{tab}"
        assert page.locator("#pm-board-panel").get_attribute("aria-labelledby").endswith(tab)
    page.keyboard.press("Escape")
    assert page.locator("#pm-board").is_hidden()
    assert page.evaluate(focused) == "pm-board-open"
    assert seen.errors == []


def test_escape_closes_the_card_before_the_board(opened):
    seen = opened(fragment="#board=gantt")
    seen.page.locator(".g-row").first.click()
    assert seen.page.locator("#pm-card").is_visible()
    seen.page.keyboard.press("Escape")
    assert seen.page.locator("#pm-card").is_hidden()
    assert seen.page.locator("#pm-board").is_visible()
    seen.page.keyboard.press("Escape")
    assert seen.page.locator("#pm-board").is_hidden()


def test_the_address_brings_the_board_back(opened, moving):
    seen = opened(moving, fragment="#board=digs:200")
    pressed = seen.page.locator(".b-choice[aria-pressed=true]")
    assert pressed.inner_text() == "200 米"
    seen.page.get_by_role("button", name="20 米", exact=True).click()
    seen.page.wait_for_function("location.hash.includes('board=digs:20')")
    seen.page.get_by_role("button", name="关闭进度").click()
    seen.page.wait_for_function("!location.hash.includes('board')")


def test_another_option_in_the_address_is_drawn_in_the_open_tab(opened, moving):
    seen = opened(moving, fragment="#board=digs:20")
    pressed = seen.page.locator(".b-choice[aria-pressed=true]")
    assert pressed.inner_text() == "20 米"
    seen.page.evaluate("location.hash = 'board=digs:100'")
    expect(pressed).to_have_text("100 米")
    seen.page.evaluate("location.hash = 'board=sum:count'")
    expect(pressed).to_have_text("项数")
    seen.page.evaluate("location.hash = 'board=sum:total'")
    expect(pressed).to_have_text("总投资")


def test_what_was_not_compared_is_of_everything_and_says_so(opened):
    seen = opened(fragment="#board=digs&kinds=road")
    note = seen.page.locator(".b-note").last.inner_text()
    assert note.startswith("全部内容里没有参加比较的（按 2020年8月31日 的资料）：")


def test_a_status_told_again_after_words_nobody_could_read_is_marked_once(opened, facts, tmp_path):
    period = Period(start=date(2021, 1, 1), end=date(2021, 12, 31), words="2021年")
    told = (Status.BUILDING, Status.UNKNOWN, Status.BUILDING, Status.COMPLETED)
    said = [
        said_on(facts, "PJ-01", date(2021, 3 + n, 1), status=status, period=period)
        for n, status in enumerate(told)
    ]
    file = file_of(facts, tmp_path / "再.html", *said)
    seen = opened(file, fragment="#board=gantt&date=2021-06-30")
    row = seen.page.evaluate("PM.data.rowOf.get('PJ-01')")
    marks = seen.page.locator(f".g-row[data-row='{row}'] .g-mark")
    words = [
        title.split("报告：")[1] for title in marks.evaluate_all("all => all.map(n => n.title)")
    ]
    assert words == [Status.BUILDING.word, Status.COMPLETED.word]


def test_the_date_changes_only_the_open_tab(opened, moving, days):
    seen = opened(moving, fragment="#board=gantt")
    for day in days[:4]:
        seen.page.evaluate(
            "asOf => { platemap.filter({ asOf }); PM.dom.flush(); }", day.isoformat()
        )
        got = seen.page.evaluate("""() => ({
          drawn: document.querySelectorAll(".g-row").length,
          day: document.querySelector("#pm-board-day").textContent,
          sums: document.querySelectorAll(".b-table").length })""")
        assert got["drawn"] > 0
        assert f"{day.year}年{day.month}月{day.day}日" in got["day"]
        assert got["sums"] == 0


def test_the_timeline_tells_of_everything_that_is_shown(opened, whole):
    seen = opened(fragment="#board=gantt")
    # That a plate has no period is no gap, so it is not counted as one.
    silent = int(whole.plates["phase"].isna().sum())
    rest = int(seen.page.locator(".b-head b").inner_text().split()[0])
    seen.page.wait_for_function(
        f"document.querySelectorAll('.g-row').length === {82 - silent - rest}"
    )
    seen.page.get_by_role("button", name="列出", exact=True).click()
    seen.page.wait_for_function(f"document.querySelectorAll('.b-row').length === {rest}")
    ends = seen.page.evaluate("""[...document.querySelectorAll(".g-row")].map(n => {
      const to = PM.periodOf(Number(n.dataset.row)).to; return to === null ? 1e9 : to; })""")
    assert ends == sorted(ends)


def test_what_moved_is_told_counted_listed_and_marked(opened):
    seen = opened(fragment="#board=moved")
    page = seen.page
    whole = page.evaluate("PM.data.comparisons[0].shifts.row.length")
    counts = [int(text) for text in page.locator(".b-sort b").all_inner_texts()]
    assert sum(counts) == whole > 0
    assert f"共有 {whole} 处变动" in page.locator(".b-told").inner_text()
    assert page.locator("#pm-layer-key").is_visible()
    page.locator(".b-sort").first.click()
    assert page.evaluate("PM.boardTabs.moved.layer().items.length") == whole - counts[0]
    page.get_by_role("tab", name="汇总").click()
    assert page.locator("#pm-layer-key").is_hidden()


def test_a_layer_that_was_kept_stays_until_it_is_dropped(opened):
    seen = opened(fragment="#board=moved")
    seen.page.get_by_label("离开这一页后仍在图上标出").check()
    seen.page.get_by_role("button", name="关闭进度").click()
    key = seen.page.locator("#pm-layer-key")
    assert key.is_visible()
    key.get_by_role("button", name="不再标出").click()
    assert key.is_hidden()


def test_the_marks_are_drawn_on_the_map(opened):
    seen = opened(fragment="#board=moved")
    ink = """() => {
      const c = document.querySelector(".pm-canvas"), ctx = c.getContext("2d");
      return ctx.getImageData(0, 0, c.width, c.height).data.reduce((a, b) => a + b, 0);
    }"""
    still(seen.page)
    marked = seen.page.evaluate(ink)
    seen.page.evaluate("PM.layer.set(null)")
    still(seen.page)
    assert seen.page.evaluate(ink) != marked


@pytest.mark.parametrize("size", [(1366, 768), (800, 700), (390, 844)])
def test_every_tab_has_room(opened, moving, size):
    width, height = size
    seen = opened(moving, width=width, height=height)
    for tab in TABS:
        shows(seen, tab)
        # A table that is wider than a phone scrolls in a box of its own.
        assert seen.page.evaluate(_SPILLED) == []
        assert look(seen.page, "cut", "#pm-board") == []
        least = 44 if width < 560 else 26
        assert [n for n in look(seen.page, "small", least) if "b-" in n] == []
        seen.picture(f"board-{tab}-{width}")
    assert seen.errors == []
    assert seen.outside == []


def test_on_a_phone_the_board_gives_way_to_the_card(opened, moving):
    seen = opened(moving, fragment="#board=due", width=390, height=844)
    seen.page.locator(".b-row").first.click()
    assert seen.page.locator("#pm-board").is_hidden()
    assert seen.page.locator("#pm-card").is_visible()


def test_in_the_app_the_map_has_the_button_and_the_sidebar_the_filter(opened, framed):
    seen = opened(framed, width=1000, height=640)
    seen.page.locator("#pm-zoom #pm-board-open").click()
    assert seen.page.locator("#pm-board .b-group").first.is_visible()
    for tab in TABS:
        shows(seen, tab)
        assert seen.page.locator(".b-cell").count() == 0
        assert seen.page.evaluate(_SPILLED) == []
    assert seen.errors == []


def test_what_an_extract_does_not_hold_is_on_no_tab(changed, opened, tmp_path):
    part = catalogue(changed).select(Filter(plates=frozenset({"PL-02"})))
    file = tmp_path / "节选.html"
    file.write_text(build(part), encoding="utf-8")
    seen = opened(file)
    shown = seen.page.evaluate("platemap.counts().total")
    for tab in TABS:
        shows(seen, tab)
        rows = seen.page.evaluate("""[...document.querySelectorAll("#pm-board [data-row]")]
          .map(n => Number(n.dataset.row))""")
        assert all(0 <= row < shown for row in rows)
    assert seen.errors == []
