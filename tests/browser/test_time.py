"""The date in the document: roads in their months, lights and their reasons, the strip."""

import json
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from geo.catalogue import catalogue
from geo.dates import window_words
from geo.model import Amount, Measure, Period, Status
from layers.document import View, build
from tests.browser.still import still

SUMMER = {"福寿街", "敦睦路", "大同路", "延陵街"}
SPRING = {"德化东街", "彩虹路", "金光路", "兴盛路", "共建路"}
# Done of a plan of 100 million at the end of August, when 66.7 per cent are due.
DONE = {"PJ-01": 2000, "PJ-04": 5000, "PJ-31": 7000}
LIGHTS = {"PJ-01": "red", "PJ-04": "yellow", "PJ-31": "green"}
FIRST = Period(start=date(2020, 5, 1), end=date(2020, 10, 31), words="2020年5月至10月")
THEN = Period(start=date(2020, 5, 1), end=date(2020, 12, 31), words="2020年5月至12月")
OPEN = Period(start=None, end=date(2021, 9, 30), words="2021年9月底前")
# Which roads are orange in the inset along most of their course.
_PAINTED = """(names) => {
  const canvas = document.querySelector(".inset-map canvas"), view = PM.inset.scene().view;
  const ratio = canvas.width / view.width, ink = canvas.getContext("2d");
  const px = (x, y) => [(x * view.scale - view.left) * ratio, (y * view.scale - view.top) * ratio];
  const orange = (x, y) => {
    const box = ink.getImageData(x - 4, y - 4, 9, 9).data;
    const off = (i) => Math.hypot(box[i] - 206, box[i + 1] - 74, box[i + 2] - 10);
    return box.some((_, i) => i % 4 === 0 && off(i) < 9);
  };
  return names.filter(name => {
    const along = [];
    PM.view.pieces(PM.data.columns.name.indexOf(name), (ax, ay, bx, by) => {
      for (let t = 0; t <= 1; t += 1 / 16) along.push(px(ax + (bx - ax) * t, ay + (by - ay) * t));
    });
    const within = (v, most) => v > 5 && v < most - 5;
    const inside = along.filter(([x, y]) => within(x, canvas.width) && within(y, canvas.height));
    return inside.filter(([x, y]) => orange(x, y)).length > inside.length * .6;
  });
}"""


_PLAYED = """() => {
  document.querySelector(".play-go").click();
  const box = document.querySelector("#pm-axis .handle").getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""


def amount(value):
    return Amount(words=str(value), value=value, unit="万元")


@pytest.fixture(scope="module")
def timed(facts):
    """The seeds, with money for three projects and two later plans for a fourth."""

    def spoken(said):
        if said.feature not in DONE:
            return said
        done = {Measure.ANNUAL_PLAN: amount(10000), Measure.ANNUAL_DONE: amount(DONE[said.feature])}
        return replace(
            said, amounts=done, stated_from=date(2020, 8, 31), stated_to=date(2020, 8, 31)
        )

    one = next(s for s in facts.statements if s.feature == "PJ-02")
    plans = [
        replace(one, id=f"S-plan-{n}", stated_from=day, stated_to=day, period=period)
        for n, (day, period) in enumerate(
            [(date(2020, 5, 1), FIRST), (date(2020, 7, 1), THEN), (date(2020, 8, 1), OPEN)]
        )
    ]
    return catalogue(replace(facts, statements=(*map(spoken, facts.statements), *plans)))


@pytest.fixture(scope="module")
def timed_file(timed, tmp_path_factory):
    path = tmp_path_factory.mktemp("timed") / "timed.html"
    path.write_text(build(timed), encoding="utf-8")
    return path


def shown_day(page):
    return page.evaluate("PM.days.iso(PM.now.day)")


def active(page):
    return set(
        page.evaluate(
            "PM.data.columns.name.filter((_, r) => PM.data.kind[r] === PM.data.isroad"
            " && PM.symbols.face(r).phase === 'active')"
        )
    )


@pytest.mark.parametrize(
    ("day", "lit"),
    [
        ("2020-07-31", set()),
        ("2020-08-31", SUMMER),
        ("2020-10-31", SUMMER),
        ("2020-11-01", set()),
        ("2021-03-01", SPRING),
        ("2021-06-30", SPRING),
        ("2021-07-01", set()),
    ],
)
def test_roads_light_up_in_their_months(opened, day, lit):
    page = opened(fragment=f"#date={day}").page
    still(page)
    assert active(page) == lit
    drawn = SUMMER | {"德化东街", "彩虹路"}
    assert set(page.evaluate(_PAINTED, sorted(drawn))) == lit & drawn
    # A road known by a crossing only is drawn the same and said in the list.
    said = page.locator(".item", has_text="金光路").first.locator(".item-second")
    expect(said).to_contain_text("计划施工期内" if "金光路" in lit else "")
    assert ("计划施工期内" in said.text_content()) is ("金光路" in lit)


def test_lights_filter_count_and_give_their_reasons(opened, timed, timed_file):
    seen = opened(timed_file)
    page = seen.page
    want = timed.frame["light"].value_counts()
    rows = {
        word: page.get_by_role("button", name=word).first
        for word in ("红灯", "黄灯", "绿灯", "灰灯")
    }
    numbers = {word: int(row.locator(".opt-n").text_content()) for word, row in rows.items()}
    assert list(numbers.values()) == [want.get(c, 0) for c in ("red", "yellow", "green", "grey")]
    assert all(timed.frame.set_index("id")["light"][key] == code for key, code in LIGHTS.items())
    rows["红灯"].click()
    assert page.evaluate("window.platemap.counts().shown") == want["red"]
    page.wait_for_function("location.hash.includes('lights=red')")
    page.evaluate("window.platemap.select('PJ-01')")
    reason = timed.frame.set_index("id")["light_reason"]["PJ-01"]
    assert "；".join(page.locator(".light-words li").all_text_contents()) == reason
    expect(page.locator(".item-second", has_text="红灯").first).to_be_attached()
    seen.picture("time-lights")
    assert seen.errors == []


def test_what_is_due_has_its_buckets_in_legend_and_address(opened):
    page = opened(fragment="#due=overdue&date=2021-01-15").page
    overdue = page.evaluate("window.platemap.counts().shown")
    late = "[...PM.now.phase].filter(p => p >= 0 && PM.data.phases[p].code === 'overdue').length"
    assert overdue == page.evaluate(late) > 0
    row = page.get_by_role("button", name="逾期未核实").first
    assert row.get_attribute("aria-pressed") == "true"
    rows = "[...PM.state.mask.keys()].filter(r => PM.state.mask[r])"
    page.evaluate("window.platemap.filter({due: ['60'], asOf: '2020-09-15'})")
    assert page.evaluate("window.platemap.counts().shown") > 0
    left = page.evaluate(f"{rows}.map(r => PM.periodOf(r).to - PM.now.day)")
    assert all(30 < days <= 60 for days in left)


def test_the_signs_of_the_lights_differ_without_colour(opened, timed_file):
    page = opened(timed_file).page
    shapes = page.evaluate(
        "PM.data.lightLooks.map(look => PM.signs.light(look, [0, 0], 1).map(s => s.d).join())"
    )
    assert len(set(shapes)) == len(shapes)
    signs = page.evaluate(
        "(ids) => ids.map(id => PM.symbols.mark(PM.data.rowOf.get(id), 7).length)",
        ["PJ-01", "PJ-04", "PJ-31"],
    )
    plain = page.evaluate("PM.symbols.point(PM.symbols.face(PM.data.rowOf.get('PJ-31')), 7).length")
    assert signs[2] == plain
    assert min(signs[:2]) > plain


def test_the_timeline_shows_first_plan_and_present_one(opened, timed_file):
    seen = opened(timed_file, fragment="#id=PJ-02")
    page = seen.page
    said = page.locator(".timeline-words").text_content()
    assert said.startswith(
        "原计划 2020年5月至10月；曾计划 2020年5月至12月；现计划 2021年9月30日前；"
    )
    assert "比最初计划推迟 334 天" in said
    assert page.locator(".timeline").get_attribute("aria-label") == said
    # Nobody stated when it begins: its bar fades and has no left end.
    assert page.locator(".timeline rect[stroke-dasharray]").count() == 2
    assert page.locator(".timeline rect[opacity]").count() > 4
    page.evaluate("window.platemap.filter({asOf: '2020-07-15'})")
    still(page)
    assert (
        page.locator(".timeline-words")
        .text_content()
        .startswith("原计划 2020年5月至10月；现计划 2020年5月至12月；比最初计划推迟 61 天")
    )
    page.evaluate("window.platemap.filter({asOf: '2020-01-01'})")
    still(page)
    assert page.locator(".timeline").count() == 0
    seen.picture("time-timeline")
    assert seen.errors == []


def test_the_strip_steps_and_plays_through_the_changes(opened):
    seen = opened()
    page = seen.page
    days = page.evaluate("[...PM.time.changes()].map(PM.days.iso)")
    # The data are of August 2020; a deadline of 2024 is farther off than the strip is long.
    assert days == page.evaluate("[...PM.data.changes].map(PM.days.iso)")
    assert days[-1] == "2025-01-01"
    at = days.index(shown_day(page))
    page.get_by_role("button", name="下一个变化日").click()
    assert shown_day(page) == days[at + 1]
    expect(page.locator("#pm-play [role=status]")).to_contain_text("项有变化")
    page.get_by_role("button", name="回到数据截至日期").click()
    assert shown_day(page) == days[at]
    page.keyboard.press("]")
    page.keyboard.press("[")
    assert shown_day(page) == days[at]
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="暂停").count() == 1
    page.wait_for_function(f"PM.days.iso(PM.now.day) === '{days[at + 2]}'", timeout=4000)
    page.keyboard.press("Escape")
    assert not page.evaluate("PM.play.playing()")
    page.evaluate(f"window.platemap.filter({{asOf: '{days[-2]}'}})")
    page.get_by_role("button", name="播放").click()
    assert (shown_day(page), page.evaluate("PM.play.playing()")) == (days[-1], False)
    assert page.locator("#pm-axis .year").all_text_contents() == ["2025年"]
    page.get_by_role("button", name="播放").click()
    assert shown_day(page) == days[0]
    page.evaluate("window.platemap.filter({kinds: ['road']})")
    assert not page.evaluate("PM.play.playing()")
    assert seen.errors == []


def test_of_one_days_words_the_ones_written_last_count(opened, facts, tmp_path):
    one = next(s for s in facts.statements if s.feature == "PJ-02")
    day = date(2020, 8, 31)
    told = [
        replace(one, id=f"S-same-{n}", stated_from=day, stated_to=day, status=status)
        for n, status in enumerate((Status.PREPARING, Status.BUILDING))
    ]
    whole = catalogue(replace(facts, statements=(*facts.statements, *told)))
    file = tmp_path / "同日.html"
    file.write_text(build(whole), encoding="utf-8")
    page = opened(file, fragment="#id=PJ-02").page
    status = Status(whole.frame.set_index("id")["status"]["PJ-02"])
    assert status is Status.BUILDING
    assert page.locator(".timeline-words").text_content().endswith(f"所报：{status.word}")


def test_a_source_known_only_as_a_window_is_given_no_day(opened, whole):
    planned = whole.frame[whole.frame["phase"].notna() & (whole.frame["kind"] != "plate")]
    said = next(
        said
        for key in planned["id"]
        for said in whole.statements_of(key)
        if said.stated_from < said.stated_to and said.status is not Status.UNKNOWN
    )
    window = window_words(said.stated_from, said.stated_to)
    assert "至" in window
    page = opened(fragment=f"#id={said.feature}&board=gantt").page
    assert f"{window}所报：{said.status.word}" in page.locator(".timeline-words").text_content()
    row = page.evaluate("id => PM.data.rowOf.get(id)", said.feature)
    marks = page.locator(f".g-row[data-row='{row}'] .g-mark")
    expect(marks.last).to_have_attribute("title", f"{window}报告：{said.status.word}")


def test_escape_stops_the_playing_and_leaves_the_board_open(opened):
    page = opened(fragment="#board=due").page
    page.get_by_role("button", name="播放").click()
    page.keyboard.press("Escape")
    assert not page.evaluate("PM.play.playing()")
    assert page.locator("#pm-board").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#pm-board").is_hidden()


def test_taking_the_handle_in_hand_stops_the_playing(opened):
    page = opened().page
    # At once, before another day comes: the handle stays on the day it shows.
    x, y = page.evaluate(_PLAYED)
    page.mouse.move(x, y)
    page.mouse.down()
    assert not page.evaluate("PM.play.playing()")


def test_a_season_that_was_not_stated_yet_is_not_drawn(opened):
    page = opened(fragment="#date=2020-05-10").page
    bars = "document.querySelectorAll('#pm-axis rect').length"
    assert page.evaluate(bars) == 0
    page.evaluate("window.platemap.filter({})")
    still(page)
    assert page.evaluate(bars) == 2


@pytest.fixture
def hosted(watch, whole, tmp_path):
    """Open a page that shows the document in a frame and keeps what it hears of it."""
    host = tmp_path / "host.html"
    document = json.dumps(build(whole, View(embedded=True))).replace("<", "\\u003c")
    host.write_text(
        "<meta charset=utf-8><style>iframe{width:1000px;height:640px}</style>"
        "<iframe sandbox='allow-scripts'></iframe>"
        "<script>window.heard=[];addEventListener('message',e=>heard.push(e.data));"
        f"document.querySelector('iframe').srcdoc={document}</script>",
        encoding="utf-8",
    )
    seen = watch()
    page = seen.page
    page.goto(host.as_uri())
    page.wait_for_function("heard.some(m => m.type === 'ready')")
    return seen


def test_the_app_hears_of_the_readers_date_once_and_never_of_its_own(hosted):
    page = hosted.page
    frame = page.frames[1]
    asked = "frames[0].postMessage({platemap:1,type:'filter',filter:{asOf:'2021-04-10'}},'*')"
    page.evaluate(asked)
    frame.wait_for_function("PM.days.iso(PM.now.day) === '2021-04-10'")
    page.wait_for_timeout(500)
    assert page.evaluate("heard.filter(m => m.type === 'state')") == []
    frame.get_by_role("slider").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("heard.some(m => m.type === 'state')")
    page.wait_for_timeout(500)
    told = page.evaluate("heard.filter(m => m.type === 'state').map(m => m.asOf)")
    assert told == ["2021-04-13"]
    hosted.picture("time-embedded")
    assert hosted.errors == []


def test_the_app_hears_of_the_date_at_which_stepping_back_stopped_the_playing(hosted):
    page = hosted.page
    frame = page.frames[1]
    first = frame.evaluate("PM.days.iso(PM.time.changes()[0])")
    before = frame.evaluate("PM.days.iso(PM.time.changes()[0] - 1)")
    asked = "asOf => frames[0].postMessage({platemap:1,type:'filter',filter:{asOf}},'*')"
    page.evaluate(asked, before)
    frame.wait_for_function(f"PM.days.iso(PM.now.day) === '{before}'")
    # Before the next step, when what the first one told is past: there is nothing to step back to.
    frame.evaluate("""() => new Promise(done => {
      document.querySelector(".play-go").click();
      setTimeout(() => { document.querySelector(".play-step").click(); done(); }, 600);
    })""")
    page.wait_for_function("heard.some(m => m.type === 'state')")
    assert page.evaluate("heard.find(m => m.type === 'state').asOf") == first
