"""Two states side by side: what counts as a change, what does not, and what is said of it."""

from dataclasses import replace
from datetime import date

import pytest
from shapely.geometry import LineString, Point, box

from geo.model import (
    Amount,
    Basis,
    Document,
    Fix,
    Kind,
    Measure,
    Method,
    Period,
    Role,
    Statement,
    Status,
)
from geo.moved.compare import compare
from geo.moved.distance import apart_m, direction
from geo.moved.move import Move, State
from geo.periods import of_cells

JUNE, AUGUST = date(2020, 6, 30), date(2020, 8, 31)
HERE = Point(113.6, 34.7)


@pytest.fixture
def made(facts):
    """Facts with projects of given names, what documents say of them, and where they are."""
    blank = next(f for f in facts.features if f.kind is Kind.PROJECT)

    def make(names, said=(), fixes=(), plates=()):
        features = [
            replace(blank, id=key, name=name, code="", plate=None, plate_basis=Basis.NONE)
            for key, name in names.items()
        ]
        documents = {s.document: s for s in said}
        return replace(
            facts,
            features=(*plates, *features),
            statements=tuple(said),
            fixes=tuple(fixes),
            documents=tuple(
                Document(
                    id=key, title=f"{key}.xlsx", stated_from=s.stated_from, stated_to=s.stated_to
                )
                for key, s in documents.items()
            ),
        )

    return make


def said(feature, day, **given):
    blank = {
        "section": "", "lines": "", "status": Status.UNKNOWN, "status_words": "", "period": None,
        "period_words": "", "unit": "", "unit_basis": Basis.NONE, "certainty": Basis.EXPLICIT,
    }  # fmt: skip
    document = given.pop("document", f"台账{day.month}月")
    return Statement(
        id=f"S-{feature}-{document}", feature=feature, document=document, stated_from=day,
        stated_to=day, **{**blank, **given},
    )  # fmt: skip


def at(feature, geometry, method=Method.LEDGER, accuracy_m=30, role=Role.PLACE):
    return Fix(
        id=f"F-{feature}-{method}", feature=feature, role=role, method=method,
        accuracy_m=accuracy_m, datum="wgs84", geometry=geometry, address="", source="o",
        source_date="", basis="",
    )  # fmt: skip


def moved(before, after, since=JUNE, until=AUGUST):
    return compare(
        State(facts=before, day=since, title="前"), State(facts=after, day=until, title="后")
    )


def pairs(comparison):
    return [(shift.feature, shift.move) for shift in comparison.shifts]


def period(start, end):
    """A period from ISO texts of any precision."""
    first = start and date.fromisoformat(
        f"{start}-01-01"[: len(start)] + "-01-01"[3 * start.count("-") :]
    )
    lasts = {"2020": "2020-12-31", "2020-10": "2020-10-31", "2020-12": "2020-12-31"}
    last = end and date.fromisoformat(lasts.get(end, end))
    return Period(start=first or None, end=last or None, start_text=start, end_text=end)


REDATED = {
    "推迟": (("2020-03", "2020-10"), ("2020-03", "2020-12"), 61, "完成推迟 61 天"),
    "提前": (("2020-03", "2020-12"), ("2020-03", "2020-10"), -61, "完成提前 61 天"),
    "只改开工": (("2020-03", "2020-10"), ("2020-04-02", "2020-10"), 0, "开工推迟 32 天"),
    "新定": (None, ("2020-03", "2020-10"), None, "新定工期：2020年3月至2020年10月"),
    "新定完成": (("2020-03", ""), ("2020-03", "2020-10"), None, "新定完成时间"),
    "写细": (("2020", "2020"), ("2020", "2020-10"), None, "完成时间写得更细"),
    "写粗": (("2020", "2020-10"), ("2020", "2020"), None, "完成时间写得更粗"),
    "限期": (("", "2020-10-31"), ("", "2020-12-31"), 61, "2020年10月31日前 → 2020年12月31日前"),
}


@pytest.mark.parametrize("name", REDATED)
def test_a_period_is_told_by_both_ends_and_days(name, made):
    old, new, days, words = REDATED[name]
    told = [said("P1", JUNE, period=old and period(*old)), said("P1", AUGUST, period=period(*new))]
    facts = made({"P1": "甲"}, told)
    (shift,) = moved(facts, facts).shifts
    assert (shift.move, shift.days) == (Move.REDATED, days)
    assert words in shift.words


Q3, H2, YEAR = "2026年三季度", "2026年下半年", "2026年"
NARROWER = [
    (Q3, "2026年12月", "2026年9月", "2026年12月", "2026年三季度至", "开工时间写得更细"),
    (H2, "2026年12月", "2026年10月", "2026年12月", "2026年下半年至", "开工时间写得更细"),
    (YEAR, "2027年", "2026年10月", "2027年", "2026年至2027年 →", "开工时间写得更细"),
    ("2026年3月", Q3, "2026年3月", "2026年8月", "至2026年三季度 →", "完成时间写得更细"),
    ("2026年3月", YEAR, "2026年3月", "2026年10月", "至2026年 →", "完成时间写得更细"),
    ("2026年3月", "2026年8月", "2026年3月", Q3, "→ 2026年3月至2026年三季度", "完成时间写得更粗"),
    (None, Q3, None, "2026年8月", "2026年三季度前 → 2026年8月31日前", "完成时间写得更细"),
]


@pytest.mark.parametrize("row", NARROWER)
def test_what_is_told_more_finely_is_not_put_off(row, made):
    *cells, shown, words = row
    before, after = (of_cells(*two, None, JUNE).period for two in (cells[:2], cells[2:]))
    facts = made({"P1": "甲"}, [said("P1", JUNE, period=before), said("P1", AUGUST, period=after)])
    (shift,) = moved(facts, facts).shifts
    assert (shift.move, shift.days) == (Move.REDATED, None)
    assert shift.words.endswith(f"：{words}")
    assert shown in shift.words


def test_outside_of_what_was_said_an_end_is_put_off(made):
    ends = (of_cells("2026年3月", end, None, JUNE).period for end in (Q3, "2026年11月"))
    before, after = ends
    facts = made({"P1": "甲"}, [said("P1", JUNE, period=before), said("P1", AUGUST, period=after)])
    (shift,) = moved(facts, facts).shifts
    assert shift.days == 61
    assert shift.words == "2026年3月至2026年三季度 → 2026年3月至2026年11月：完成推迟 61 天"


def planned(day, start, end, **given):
    """A statement with the cells of a plan; a start alone is words that name no day to begin."""
    if end is None and start is not None and start.endswith("开工"):
        return said("P1", day, period_words=start, **given)
    return said("P1", day, period=of_cells(start, end, None, JUNE).period, **given)


LATEST = "2026年9月底前"
# Of a start: two sets of cells, the words of the shift behind its colon, and its days.
LATEST_STARTS = {
    "只有开工": ("2026年7月底前开工", None, "2026年底前开工", None, "最晚开工推迟 153 天", None),
    "同一天": ("2026年12月底前开工", None, "2026年底前开工", None, None, None),
    "不再写完成": (
        *("2026年4月", "2026年12月", f"{LATEST}开工", None),
        *("开工时间写得更粗，不再写完成时间", None),
    ),
    "写粗": ("2026年4月", "2026年12月", LATEST, "2026年12月", "开工时间写得更粗", None),
    "写细": (LATEST, "2026年12月", "2026年8月", "2026年12月", "开工时间写得更细", None),
    "提前": ("三季度", "2020年12月", "8月底前", "2020年12月", "最晚开工提前 30 天", 0),
    "推迟": ("6月底前", "2020年12月", "8月", "2020年12月", "最晚开工推迟 62 天", 0),
    "都推迟": (
        *("2026年6月底前", "2026年12月", LATEST, "2027年3月"),
        *("最晚开工推迟 92 天，完成推迟 90 天", 90),
    ),
    "没有最后一天": ("2026年7月以后", "2026年12月", LATEST, "2026年12月", "开工时间改了写法", None),
    "新写": (None, "2026年12月", LATEST, "2026年12月", "新定最晚开工时间", None),
    "没有再写": (LATEST, "2026年12月", None, "2026年12月", "不再写最晚开工时间", None),
}


@pytest.mark.parametrize("name", LATEST_STARTS)
def test_a_start_of_which_the_last_day_is_known_is_compared_by_it(name, made):
    *cells, words, days = LATEST_STARTS[name]
    facts = made({"P1": "甲"}, [planned(JUNE, *cells[:2]), planned(AUGUST, *cells[2:])])
    shifts = moved(facts, facts).shifts
    assert [(s.words.split("：", 1)[1], s.days) for s in shifts] == ([(words, days)] * bool(words))


def test_a_latest_start_stands_in_the_words_from_and_to(made):
    told = [planned(JUNE, "2026年4月", "2026年12月"), planned(AUGUST, LATEST, "2026年12月")]
    facts = made({"P1": "甲"}, [*told, planned(date(2020, 10, 31), f"{LATEST}开工", None)])
    (first,) = moved(facts, facts).shifts
    before, after = first.words.split("：")[0].split(" → ")
    assert before == "2026年4月至2026年12月"
    assert after == "2026年9月底前开工、2026年12月31日前完成"
    (second,) = moved(facts, facts, AUGUST, date(2020, 10, 31)).shifts
    assert " → 2026年9月底前开工：" in second.words


def test_a_latest_start_alone_is_a_first_plan(made):
    facts = made({"P1": "甲"}, [said("P1", JUNE), planned(AUGUST, f"{LATEST}开工", None)])
    (shift,) = moved(facts, facts).shifts
    assert shift.words == "新定工期：2026年9月底前开工"


def test_a_start_that_may_have_been_made_since_is_still_said(made):
    status = {"status": Status.PLANNED, "status_words": "新开工"}
    same = [planned(JUNE, f"{LATEST}开工", None), planned(AUGUST, f"{LATEST}开工", None, **status)]
    facts = made({"P1": "甲"}, same)
    assert [shift.move for shift in moved(facts, facts).shifts] == [Move.STATUS]


SAME_PERIODS = (
    (("2020-03", "2020-10"), ("2020-03-01", "2020-10-31")),
    (("2020-03", "2020-12"), ("2020-03", "2020")),
    (("2020-03", "2020-10"), None),
)


@pytest.mark.parametrize(("old", "new"), SAME_PERIODS)
def test_the_same_days_in_other_words_are_no_change(old, new, made):
    told = [said("P1", JUNE, period=period(*old)), said("P1", AUGUST, period=new and period(*new))]
    facts = made({"P1": "甲"}, told)
    assert moved(facts, facts).shifts == ()


def money(value, upper=None, words="若干"):
    return {Measure.TOTAL: Amount(words=words, value=value, upper=upper, unit="万元")}


MONEY = {
    "增加": (money(100.0), money(150.5), 505_000, "100 万元 → 150.5 万元，增加 50.5 万元"),
    "减少": (money(30_000.0), money(10_000.0), -200_000_000, "减少 2 亿元"),
    "首次": ({}, money(100.0), None, "总投资 没有写 → 100 万元"),
    "读不出": (money(100.0), money(None), None, "→ “若干”（读不出）"),
    "区间": (money(100.0), money(120.0, 150.0), None, "→ 120 至 150 万元"),
    "上限": (money(100.0, 150.0), money(100.0, 200.0), None, "100 至 150 万元 → 100 至 200 万元"),
    "成区间": (money(100.0), money(100.0, 150.0), None, "100 万元 → 100 至 150 万元"),
    "成定数": (money(100.0, 150.0), money(100.0), None, "100 至 150 万元 → 100 万元"),
    "读出": (money(None), money(100.0), None, "“若干”（读不出） → 100 万元"),
    "半元": (money(100.0), money(100.00005), 1, "增加 1 元"),
}


@pytest.mark.parametrize("name", MONEY)
def test_money_is_told_from_and_to_and_by_how_much(name, made):
    old, new, grown, words = MONEY[name]
    facts = made({"P1": "甲"}, [said("P1", JUNE, amounts=old), said("P1", AUGUST, amounts=new)])
    (shift,) = moved(facts, facts).shifts
    assert (shift.move, shift.sums) == (Move.MONEY, ((Measure.TOTAL, grown),))
    assert words in shift.words


SAME_MONEY = (
    (money(100.0, words="0.01亿"), money(100.0, words="100万元")),
    (money(None, words="若干"), money(None, words="待核")),
    (money(0.1 + 0.2), money(0.3)),
    (money(100.0), {}),
    ({}, {Measure.PROGRESS: Amount(words="50%", value=50.0, unit="%")}),
)


@pytest.mark.parametrize(("old", "new"), SAME_MONEY)
def test_wording_and_unit_alone_are_no_change_of_money(old, new, made):
    facts = made({"P1": "甲"}, [said("P1", JUNE, amounts=old), said("P1", AUGUST, amounts=new)])
    assert moved(facts, facts).shifts == ()


DECEMBER, JANUARY = date(2025, 12, 31), date(2026, 1, 31)


def of_year(measure, value, words="若干"):
    return {measure: Amount(words=words, value=value, unit="万元")}


PLAN, DONE = Measure.ANNUAL_PLAN, Measure.ANNUAL_DONE
TWO_YEARS = {
    "完成": (of_year(DONE, 950.0), of_year(DONE, 20.0), "2025年 950 万元 → 2026年 20 万元"),
    "同数": (of_year(PLAN, 500.0), of_year(PLAN, 500.0), "2025年 500 万元 → 2026年 500 万元"),
    "读不出": (
        *(of_year(PLAN, 500.0), of_year(PLAN, None)),
        "2025年 500 万元 → 2026年 “若干”（读不出）",
    ),
}


@pytest.mark.parametrize("name", TWO_YEARS)
def test_figures_of_two_years_are_told_with_them_and_not_subtracted(name, made):
    old, new, words = TWO_YEARS[name]
    (measure,) = old
    told = [said("P1", DECEMBER, amounts=old), said("P1", JANUARY, amounts=new)]
    facts = made({"P1": "甲"}, told)
    comparison = moved(facts, facts, DECEMBER, JANUARY)
    (shift,) = comparison.shifts
    assert shift.words == f"{measure.word} {words}"
    assert shift.sums == ((measure, None),)
    assert comparison.paragraph.endswith(f"金额变化 1 项：{measure.word} 1 项。")


def test_what_counts_of_all_years_is_subtracted_over_new_year(made):
    told = [said("P1", DECEMBER, amounts=money(1.0)), said("P1", JANUARY, amounts=money(3.0))]
    facts = made({"P1": "甲"}, told)
    (shift,) = moved(facts, facts, DECEMBER, JANUARY).shifts
    assert shift.words == "总投资 1 万元 → 3 万元，增加 2 万元"


def test_a_figure_of_the_old_year_that_nobody_repeats_is_no_change(made):
    told = [said("P1", DECEMBER, amounts=of_year(PLAN, 500.0)), said("P1", JANUARY)]
    facts = made({"P1": "甲"}, told)
    assert moved(facts, facts, DECEMBER, JANUARY).shifts == ()


@pytest.mark.parametrize(("value", "words"), [(500.0, []), (600.0, ["500 万元 → 600 万元"])])
def test_a_figure_that_may_be_of_either_year_is_not_subtracted(value, words, made):
    later = said("P1", JANUARY, amounts=of_year(PLAN, value))
    told = [said("P1", DECEMBER, amounts=of_year(PLAN, 500.0)), later]
    facts = made({"P1": "甲"}, [told[0], replace(later, stated_from=DECEMBER)])
    shifts = moved(facts, facts, DECEMBER, JANUARY).shifts
    assert [shift.words.removeprefix("年度计划投资 ") for shift in shifts] == words


def shifted(metres_east, metres_north=0.0):
    return Point(113.6 + metres_east / 91_640, 34.7 + metres_north / 110_930)


LINE = LineString([(113.60, 34.70), (113.61, 34.70)])
LONGER = LineString([(113.60, 34.70), (113.61, 34.70), (113.61, 34.705)])
L, X, R = Method.LEDGER, Method.CROSSING, Method.LINE
PLACES = {
    "东北": (HERE, L, 30, shifted(300, 300), L, 30, 424, "向东北约 424 米"),
    "西": (HERE, L, 30, shifted(-2500), L, 30, 2500, "向西约 2.5 公里"),
    "两种来源": (HERE, X, 100, shifted(0, -150), L, 30, 150, "向南约 150 米（路口或门牌推算 →"),
    "新定位": (None, L, 0, HERE, L, 30, None, "新定位（台账坐标，误差约 30 米）"),
    "失去": (HERE, L, 30, None, L, 0, None, "不再有位置（原为台账坐标"),
    "线改": (LINE, R, 50, LONGER, R, 50, 555, "最远处相差约 555 米"),
    "线到点": (LINE, R, 50, Point(113.61, 34.702704), L, 30, 300, "向北约 300 米"),
    "点到线": (Point(113.60, 34.697296), L, 30, LINE, R, 50, 300, "向北约 300 米"),
}  # fmt: skip


def placed(made, geometry, method, accuracy_m):
    fixes = [at("P1", geometry, method, accuracy_m)] if geometry is not None else []
    return made({"P1": "甲"}, [said("P1", JUNE)], fixes)


@pytest.mark.parametrize("name", PLACES)
def test_a_move_is_told_by_distance_and_direction(name, made):
    *ends, metres, words = PLACES[name]
    (shift,) = moved(placed(made, *ends[:3]), placed(made, *ends[3:])).shifts
    assert (shift.move, words in shift.words) == (Move.MOVED, True), shift.words
    assert shift.metres == (metres and pytest.approx(metres, rel=0.01))
    assert (shift.before, shift.after) == (ends[0], ends[3])


NOT_MOVED = {
    "三十厘米": (HERE, L, 30, shifted(0.3), L, 30),
    "更准": (HERE, X, 300, shifted(250), L, 30),
    "更粗": (HERE, L, 30, shifted(250), X, 300),
    "点在线上": (LINE, R, 50, Point(113.605, 34.70), L, 30),
    "同一条线": (LINE, R, 50, LineString(LINE.coords), R, 20),
}


@pytest.mark.parametrize("name", NOT_MOVED)
def test_a_better_fix_of_the_same_place_is_no_move(name, made):
    ends = NOT_MOVED[name]
    assert moved(placed(made, *ends[:3]), placed(made, *ends[3:])).shifts == ()


def test_a_member_that_moves_does_not_move_its_plate(facts):
    since = State(facts=facts, day=AUGUST, title="")
    plate = next(f.plate for f in facts.features if f.plate and f.kind is Kind.PROJECT)
    member = next(f for f in facts.features if f.plate == plate and f.kind is Kind.PROJECT)
    later = replace(facts, fixes=(*facts.fixes, at(member.id, HERE, Method.MANUAL, 10)))
    assert pairs(compare(since, replace(since, facts=later))) == [(member.id, Move.MOVED)]


def test_a_plate_moves_with_its_own_outline(facts):
    plates = [f for f in facts.features if f.kind is Kind.PLATE]
    old, new = box(113.60, 34.70, 113.62, 34.72), box(113.60, 34.70, 113.62, 34.73)
    both = [
        replace(facts, fixes=(at(plates[0].id, outline, Method.OFFICIAL, 10, Role.EXTENT),))
        for outline in (old, new)
    ]
    (shift,) = moved(*both, since=AUGUST).shifts
    assert shift.words == "范围或线位有变，最远处相差约 1.1 公里"


def test_what_is_first_spoken_of_is_new_and_has_no_other_shift(made):
    told = [said("P1", JUNE), said("P2", AUGUST, status=Status.BUILDING)]
    facts = made({"P1": "甲", "P2": "乙", "P3": "从来没有说过"}, told)
    comparison = moved(facts, facts)
    assert pairs(comparison) == [("P2", Move.NEW)]
    assert comparison.shifts[0].words == "“台账8月.xlsx”首次列出，状态为在建"


def ledger(day, *keys):
    return [said(key, day) for key in keys]


def test_the_next_edition_of_a_ledger_tells_what_is_gone(made):
    names = {f"P{n}": f"第{n}项" for n in range(1, 7)}
    facts = made(names, [*ledger(JUNE, *list(names)[:5]), *ledger(AUGUST, "P1", "P2", "P6")])
    comparison = moved(facts, facts)
    assert pairs(comparison) == [
        ("P6", Move.NEW), ("P3", Move.GONE), ("P4", Move.GONE), ("P5", Move.GONE),
    ]  # fmt: skip
    assert comparison.shifts[1].words == "“台账8月.xlsx”没有再列出，此前状态为未说明"


def test_pages_that_share_little_tell_nothing_by_leaving_out(made):
    names = {f"P{n}": f"第{n}项" for n in range(1, 10)}
    facts = made(names, [*ledger(JUNE, *list(names)[:7]), *ledger(AUGUST, "P1", "P2", "P8", "P9")])
    comparison = moved(facts, facts)
    assert pairs(comparison) == [("P8", Move.NEW), ("P9", Move.NEW)]
    assert "不到三分之一" in comparison.notes[0]


def test_an_entry_by_hand_is_no_edition_and_keeps_what_it_speaks_of(made):
    names = {f"P{n}": f"第{n}项" for n in range(1, 5)}
    hand = said("P4", AUGUST, document="会议纪要")
    told = [*ledger(JUNE, *names), *ledger(date(2020, 8, 20), "P1", "P2"), hand]
    facts = made(names, told)
    comparison = moved(facts, facts)
    assert pairs(comparison) == [("P3", Move.GONE)]
    alone = made(names, [*ledger(JUNE, *names), hand])
    assert moved(alone, alone).shifts == ()
    assert len(moved(alone, alone).notes) == 1


def test_a_month_left_out_and_listed_again_is_not_gone(made):
    names = {f"P{n}": f"第{n}项" for n in range(1, 5)}
    told = [*ledger(JUNE, *names), *ledger(date(2020, 7, 31), "P1", "P2"), *ledger(AUGUST, *names)]
    facts = made(names, told)
    assert moved(facts, facts).shifts == ()


def test_what_two_editions_leave_out_is_told_of_the_newer(made):
    names = {f"P{n}": f"第{n}项" for n in range(1, 5)}
    told = [*ledger(JUNE, *names), *ledger(date(2020, 7, 31), "P1", "P2", "P3")]
    facts = made(names, [*told, *ledger(AUGUST, "P1", "P2", "P3")])
    (shift,) = moved(facts, facts).shifts
    assert shift.feature == "P4"
    assert shift.words.startswith("“台账8月.xlsx”没有再列出")


def test_what_is_listed_again_is_new_once_more_and_compared_as_well(made):
    names = {f"P{n}": f"第{n}项" for n in range(1, 5)}
    july = date(2020, 7, 31)
    told = [*ledger(JUNE, *names), *ledger(july, "P1", "P2"), *ledger(AUGUST, "P1", "P2", "P3")]
    facts = made(names, [*told, said("P4", AUGUST, document="会议纪要", status=Status.BUILDING)])
    comparison = moved(facts, facts, july)
    assert pairs(comparison) == [("P3", Move.NEW), ("P4", Move.NEW), ("P4", Move.STATUS)]
    assert [shift.words for shift in comparison.shifts[:2]] == [
        "重新列出，见“台账8月.xlsx”；此前从2020年7月31日起没有列出，状态为未说明",
        "重新列出，见“会议纪要.xlsx”；此前从2020年7月31日起没有列出，状态为在建",
    ]
    assert "新增 2 项（其中 2 项是重新列出的）：“第3项”、“第4项”。" in comparison.paragraph


def test_what_the_later_facts_lack_is_gone_with_its_earlier_plate(facts):
    later = replace(
        facts,
        features=tuple(f for f in facts.features if f.id != "PJ-07"),
        statements=tuple(s for s in facts.statements if s.feature != "PJ-07"),
        fixes=tuple(f for f in facts.fixes if f.feature != "PJ-07"),
    )
    (shift,) = moved(facts, later, since=AUGUST).shifts
    gone = next(f for f in facts.features if f.id == "PJ-07")
    assert (shift.move, shift.name, shift.plate) == (Move.GONE, gone.name, gone.plate)
    assert shift.words.startswith("清单里已没有这一项")


def test_spaces_and_width_rename_nothing(made):
    old = made({"P1": "某小学（一期）", "P2": "1-1号楼"}, ledger(JUNE, "P1", "P2"))
    new = made({"P1": " 某 小学(一期)", "P2": "11号楼"}, ledger(JUNE, "P1", "P2"))
    (shift,) = moved(old, new).shifts
    assert (shift.move, shift.words) == (Move.RENAMED, "“1-1号楼” → “11号楼”")


def test_shifts_stand_in_the_order_of_their_sorts_then_of_the_facts(made):
    told = [
        *(said(k, JUNE, status=Status.PLANNED, amounts=money(1.0)) for k in ("P2", "P1")),
        *(said(k, AUGUST, status=Status.BUILDING, amounts=money(2.0)) for k in ("P1", "P2")),
    ]
    facts = made({"P2": "乙", "P1": "甲"}, told)
    assert pairs(moved(facts, facts)) == [
        ("P2", Move.STATUS), ("P1", Move.STATUS), ("P2", Move.MONEY), ("P1", Move.MONEY),
    ]  # fmt: skip


@pytest.mark.parametrize("turn", range(8))
def test_a_direction_is_named_for_every_eighth(turn):
    words = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")
    east = (0, 1, 1, 1, 0, -1, -1, -1)[turn] * 100
    north = (1, 1, 0, -1, -1, -1, 0, 1)[turn] * 100
    assert direction(HERE, shifted(east, north)) == words[turn]


def test_a_distance_is_geodesic():
    # By Vincenty's formula on WGS-84, a hundredth of a degree either way.
    assert apart_m(HERE, Point(113.61, 34.7)) == pytest.approx(915.9, abs=1)
    assert apart_m(HERE, Point(113.6, 34.71)) == pytest.approx(1109.4, abs=1)
