"""Cases of lights worked out by hand: what was said, and what three days must show.

The numbers in the expectations were reckoned with pencil from the rules in domain.md D3 (share
done less months gone), never with the code under test.
"""

from datetime import date

from geo.model import Amount, Basis, Measure, Period, Statement, Status

RED, YELLOW, GREEN, GREY = "red", "yellow", "green", "grey"
S = Status


def money(words, value=None, upper=None, certainty=Basis.EXPLICIT, note=""):
    return Amount(
        words=words, value=value, upper=upper, unit="万元", certainty=certainty, note=note
    )


def about(value):
    return money(f"约{value}", float(value), certainty=Basis.INFERRED)


def period(start="", end="", words=""):
    """Make a period from ISO texts; `end` may be a day or a month with its last day: 2026-06/30."""
    first = date.fromisoformat((start + "-01-01"[3 * start.count("-") :])[:10]) if start else None
    text, _, day = end.partition("/")
    last = date.fromisoformat(f"{text}-{day}" if day else text) if end else None
    return Period(start=first, end=last, start_text=start, end_text=text, words=words)


def said(day, status=None, *, plan=None, done=None, when=None, words="", planned=""):
    """Make a statement; `day` is a day or a window 2026-07-31..2026-08-31."""
    first, _, last = day.partition("..")
    amounts = {Measure.ANNUAL_PLAN: plan, Measure.ANNUAL_DONE: done}
    return Statement(
        id=f"S-{day}", feature="P", document="L", section="", lines="",
        status=status or Status.UNKNOWN, status_words=words, period=when, period_words=planned,
        unit="", unit_basis=Basis.NONE, certainty=Basis.EXPLICIT,
        stated_from=date.fromisoformat(first), stated_to=date.fromisoformat(last or first),
        amounts={
            measure: amount if isinstance(amount, Amount) else money(str(amount), float(amount))
            for measure, amount in amounts.items()
            if amount is not None
        },
    )  # fmt: skip


JULY_TO_QUARTER = "2026年7月至2027年三季度"
WITHIN_THE_YEAR = "开工时间：年内；竣工时间：2027年6月"
NO_PLAN = "无计划：没有年度计划投资的报告"
OLD_PLAN = "无计划：当年没有年度计划投资的报告，上一次是{}报的"

# Name: (what was said, three times (day, light, what the sentences hold)).
CASES = {
    # --- 序时进度. June is due 6/12 = 50 %.
    "ten points behind are yellow": (
        [said("2026-05-20", plan=1000, done=400)],  # 40 %
        ("2026-05-20", GREEN, "落后序时进度 1.7 个百分点（落后不到 10 个百分点为绿灯）"),
        ("2026-06-30", YELLOW, "落后序时进度 10.0 个百分点（落后 10 至 30 个百分点为黄灯）"),
        ("2026-11-01", RED, "落后序时进度 51.7 个百分点（落后超过 30 个百分点为红灯）"),
    ),
    "a hair less than ten are green, and never shown as ten": (
        [said("2026-06-01", plan=10000, done=4004)],  # 40.04 %
        ("2026-06-01", GREEN, "落后序时进度 9.96 个百分点"),
        ("2026-07-31", YELLOW, "落后序时进度 18.3 个百分点"),
        ("2026-09-01", RED, "落后序时进度 35.0 个百分点"),
    ),
    "thirty points behind are yellow": (
        [said("2026-04-10", plan=100, done=20)],
        ("2026-04-10", YELLOW, "落后序时进度 13.3 个百分点"),
        ("2026-06-30", YELLOW, "落后序时进度 30.0 个百分点（落后 10 至 30 个百分点为黄灯）"),
        ("2026-07-01", RED, "落后序时进度 38.3 个百分点"),
    ),
    "a hair more than thirty are red, and shown so": (
        [said("2026-05-31", plan=1_000_000, done=199_999)],  # 19.9999 %
        ("2026-05-31", YELLOW, "落后序时进度 21.7 个百分点"),
        ("2026-06-01", RED, "落后序时进度 30.0001 个百分点（落后超过 30 个百分点为红灯）"),
        ("2026-12-31", RED, "落后序时进度 80.0 个百分点"),
    ),
    "the October of 江门": (
        [said("2026-10-31", plan=647.4, done=629.0)],  # 97.158 %
        ("2026-10-31", GREEN, "超序时进度 13.8 个百分点"),
        ("2026-11-30", GREEN, "超序时进度 5.5 个百分点"),
        ("2026-12-01", GREEN, "落后序时进度 2.8 个百分点"),
    ),
    "on the line": (
        [said("2026-10-15", plan=120, done=100)],  # 83.333 %
        ("2026-10-15", GREEN, "与序时进度持平"),
        ("2026-11-15", GREEN, "落后序时进度 8.3 个百分点"),
        ("2026-12-15", YELLOW, "落后序时进度 16.7 个百分点"),
    ),
    "a figure grows stale, and its day is told": (
        [said("2026-03-31", plan=400, done=100)],  # 25 %
        ("2026-03-31", GREEN, "2026年3月31日报完成 100 万元，为计划的 25.0%，到3月应为 25.0%"),
        ("2026-05-01", YELLOW, "2026年3月31日报完成 100 万元，为计划的 25.0%，到5月应为 41.7%"),
        ("2026-08-31", RED, "2026年3月31日报完成 100 万元，为计划的 25.0%，到8月应为 66.7%"),
    ),
    "a newer figure counts from its day": (
        [said("2026-03-31", plan=400, done=100), said("2026-08-15", done=300)],
        ("2026-08-14", RED, "落后序时进度 41.7 个百分点"),
        ("2026-08-15", GREEN, "超序时进度 8.3 个百分点"),
        ("2026-12-31", YELLOW, "落后序时进度 25.0 个百分点"),
    ),
    "a corrected figure of the same day counts": (
        [said("2026-06-30", plan=100, done=5), said("2026-06-30", done=50)],
        ("2026-06-30", GREEN, "与序时进度持平"),
        ("2026-07-31", GREEN, "落后序时进度 8.3 个百分点"),
        ("2026-08-01", YELLOW, "落后序时进度 16.7 个百分点"),
    ),
    "a new year has no plan yet": (
        [said("2025-12-20", plan=100, done=95)],
        ("2025-12-31", GREEN, "落后序时进度 5.0 个百分点"),
        ("2026-01-01", GREY, OLD_PLAN.format("2025年12月20日")),
        ("2026-06-30", GREY, OLD_PLAN.format("2025年12月20日")),
    ),
    "this year's plan with last year's figure": (
        [said("2025-12-20", plan=100, done=95), said("2026-01-15", plan=200)],
        ("2026-01-14", GREY, OLD_PLAN.format("2025年12月20日")),
        ("2026-01-15", GREY, "未报完成：当年没有年度完成投资的报告，上一次是2025年12月20日报的"),
        ("2026-12-31", GREY, "未报完成：当年没有年度完成投资的报告，上一次是2025年12月20日报的"),
    ),
    "this year's figure with last year's plan": (
        [said("2025-12-20", plan=100), said("2026-02-28", done=10)],
        ("2025-12-31", GREY, "未报完成：没有年度完成投资的报告"),
        ("2026-02-28", GREY, OLD_PLAN.format("2025年12月20日")),
        ("2026-03-31", GREY, OLD_PLAN.format("2025年12月20日")),
    ),
    "a report of 31 December": (
        [said("2026-12-31", plan=100, done=90)],
        ("2026-12-30", GREY, ""),
        ("2026-12-31", YELLOW, "落后序时进度 10.0 个百分点"),
        ("2027-01-01", GREY, OLD_PLAN.format("2026年12月31日")),
    ),
    "a report of 1 January": (
        [said("2026-01-01", plan=1200, done=0)],
        ("2026-01-31", GREEN, "落后序时进度 8.3 个百分点"),
        ("2026-02-01", YELLOW, "落后序时进度 16.7 个百分点"),
        ("2026-04-30", RED, "落后序时进度 33.3 个百分点"),
    ),
    "a window over the turn of the year is of no year": (
        [said("2025-12-20..2026-01-10", plan=100, done=50)],
        ("2026-01-09", GREY, ""),
        ("2026-01-10", GREY, OLD_PLAN.format("2025年12月20日至2026年1月10日")),
        ("2026-06-30", GREY, OLD_PLAN.format("2025年12月20日至2026年1月10日")),
    ),
    "a plan of 0": (
        [said("2026-03-31", plan=money("0", 0.0), done=5)],
        ("2026-03-31", GREY, "无计划：2026年3月31日报的年度计划投资是“0”"),
        ("2026-12-31", GREY, "无计划：2026年3月31日报的年度计划投资是“0”"),
        ("2027-01-01", GREY, OLD_PLAN.format("2026年3月31日")),
    ),
    "a plan of 0, and a figure that cannot be read": (
        [said("2026-06-30", plan=money("0", 0.0), done=money("若干"))],
        ("2026-06-30", GREY, "无计划：2026年6月30日报的年度计划投资是“0”"),
        ("2026-12-31", GREY, "无计划：2026年6月30日报的年度计划投资是“0”"),
        ("2027-01-01", GREY, OLD_PLAN.format("2026年6月30日")),
    ),
    "a blank plan": (
        [said("2026-03-31", done=5)],
        ("2026-03-31", GREY, NO_PLAN),
        ("2026-06-30", GREY, NO_PLAN),
        ("2027-06-30", GREY, NO_PLAN),
    ),
    "a plan that is a range": (
        [said("2026-03-31", plan=money("2亿-3亿", 20000.0, 30000.0), done=5)],
        ("2026-03-31", GREY, "金额不能采用：2026年3月31日报的年度计划投资“2亿-3亿”是区间"),
        ("2026-12-31", GREY, "金额不能采用：2026年3月31日报的年度计划投资“2亿-3亿”是区间"),
        ("2027-01-01", GREY, OLD_PLAN.format("2026年3月31日")),
    ),
    "a plan that cannot be read": (
        [said("2026-03-31", plan=money("若干"), done=5)],
        ("2026-03-31", GREY, "金额不能采用：2026年3月31日报的年度计划投资“若干”读不出"),
        ("2026-08-31", GREY, "金额不能采用：2026年3月31日报的年度计划投资“若干”读不出"),
        ("2027-01-01", GREY, OLD_PLAN.format("2026年3月31日")),
    ),
    "a figure that cannot be read, then one that can": (
        [said("2026-05-31", plan=100, done=money("待核")), said("2026-06-30", done=50)],
        ("2026-05-31", GREY, "金额不能采用：2026年5月31日报的年度完成投资“待核”读不出"),
        ("2026-06-30", GREEN, "与序时进度持平"),
        ("2026-07-01", GREEN, "落后序时进度 8.3 个百分点"),
    ),
    "a plan that was read and refused": (
        [said("2026-03-31", plan=money("-10", note="“-10”是负数，没有读入"), done=5)],
        ("2026-03-31", GREY, "金额不能采用：2026年3月31日报的年度计划投资“-10”不能采用"),
        ("2026-08-31", GREY, "“-10”不能采用"),
        ("2027-01-01", GREY, OLD_PLAN.format("2026年3月31日")),
    ),
    "no figure at all": (
        [said("2026-03-31", plan=100)],
        ("2026-03-31", GREY, "未报完成：没有年度完成投资的报告"),
        ("2026-12-31", GREY, "未报完成：没有年度完成投资的报告"),
        ("2027-01-01", GREY, OLD_PLAN.format("2026年3月31日")),
    ),
    "a figure that is not sure says so": (
        [said("2026-06-30", plan=about(100), done=45)],
        ("2026-06-30", GREEN, "到6月应为 50.0%（金额有推定）"),
        ("2026-07-31", YELLOW, "落后序时进度 13.3 个百分点"),
        ("2026-10-31", RED, "落后序时进度 38.3 个百分点"),
    ),
    # --- 应开工未开工.
    "a start planned for a month": (
        [said("2026-07-31", S.SCHEDULED, when=period("2026-08"), words="待开工")],
        ("2026-08-30", GREY, NO_PLAN),
        ("2026-08-31", YELLOW, "8月开工，已到期，2026年7月31日报为“待开工”，此后没有开工的报告"),
        ("2026-10-31", RED, "已到第 3 个月末（2026年10月31日），为红灯"),
    ),
    "it is yellow until the day before the third month end": (
        [said("2026-07-31", S.PLANNED, when=period("2026-08"))],
        ("2026-09-30", YELLOW, "2026年7月31日报为“谋划”"),
        ("2026-10-30", YELLOW, "为黄灯，第 3 个月末（2026年10月31日）起为红灯"),
        ("2027-10-31", RED, "计划2026年8月开工"),
    ),
    "a start planned for a day": (
        [said("2026-07-31", S.PREPARING, when=period("2026-08-15"))],
        ("2026-08-15", GREY, NO_PLAN),
        ("2026-08-16", YELLOW, "计划2026年8月15日开工，已到期"),
        ("2026-10-31", RED, "计划2026年8月15日开工"),
    ),
    "a start planned for the last day of a month": (
        [said("2026-07-31", S.PREPARING, when=period("2026-08-31"))],
        ("2026-08-31", GREY, NO_PLAN),
        ("2026-09-01", YELLOW, "计划2026年8月31日开工"),
        ("2026-10-31", RED, "第 3 个月末（2026年10月31日）"),
    ),
    "a start planned for a year": (
        [said("2026-03-31", S.PLANNED, when=period("2026"))],
        ("2026-12-30", GREY, NO_PLAN),
        ("2026-12-31", YELLOW, "计划2026年开工"),
        ("2027-02-28", RED, "第 3 个月末（2027年2月28日）"),
    ),
    "the third month end is 29 February": (
        [said("2027-11-30", S.SCHEDULED, when=period("2027-12"))],
        ("2027-12-31", YELLOW, "计划2027年12月开工"),
        ("2028-02-28", YELLOW, "第 3 个月末（2028年2月29日）起为红灯"),
        ("2028-02-29", RED, "已到第 3 个月末（2028年2月29日）"),
    ),
    "a start planned for February": (
        [said("2026-01-31", S.SCHEDULED, when=period("2026-02"))],
        ("2026-02-27", GREY, NO_PLAN),
        ("2026-02-28", YELLOW, "计划2026年2月开工"),
        ("2026-04-30", RED, "第 3 个月末（2026年4月30日）"),
    ),
    "a start planned for a quarter has the quarter": (
        [said("2026-06-30", S.SCHEDULED, when=period("2026-07", words="2026年三季度"))],
        ("2026-09-29", GREY, NO_PLAN),
        ("2026-09-30", YELLOW, "计划2026年三季度开工"),
        ("2026-11-30", RED, "第 3 个月末（2026年11月30日）"),
    ),
    "a start planned for a half-year has the half-year": (
        [said("2026-01-31", S.PLANNED, when=period("2026-01", words="开工时间：上半年"))],
        ("2026-06-29", GREY, NO_PLAN),
        ("2026-06-30", YELLOW, "计划2026年上半年开工"),
        ("2026-08-31", RED, "第 3 个月末（2026年8月31日）"),
    ),
    "a start planned for ten days of a month": (
        [said("2026-07-31", S.PREPARING, when=period("2026-08-11", words="8月中旬"))],
        ("2026-08-20", GREY, NO_PLAN),
        ("2026-08-21", YELLOW, "计划2026年8月中旬开工"),
        ("2026-10-31", RED, "计划2026年8月中旬开工"),
    ),
    "a start planned within a five-year plan": (
        [said("2021-03-31", S.PLANNED, when=period("2021", words="“十四五”期间"))],
        ("2021-12-31", GREY, NO_PLAN),
        ("2025-12-31", YELLOW, "计划2021年至2025年开工"),
        ("2026-02-28", RED, "第 3 个月末（2026年2月28日）"),
    ),
    "a quarter of the completion is none of the start": (
        [said("2026-06-30", S.PLANNED, when=period("2026-07", "2027-09/30", JULY_TO_QUARTER))],
        ("2026-07-30", GREY, NO_PLAN),
        ("2026-07-31", YELLOW, "计划2026年7月开工"),
        ("2026-09-30", RED, "第 3 个月末（2026年9月30日）"),
    ),
    "a start some time after a month has no last day": (
        [said("2026-01-31", S.PLANNED, when=period("2026-07", words="2026年7月以后"))],
        ("2026-07-31", GREY, NO_PLAN),
        ("2026-09-30", GREY, NO_PLAN),
        ("2027-12-31", GREY, NO_PLAN),
    ),
    "a start reported in time": (
        [
            said("2026-07-31", S.SCHEDULED, when=period("2026-08")),
            said("2026-08-20", S.BUILDING),
        ],
        ("2026-08-19", GREY, NO_PLAN),
        ("2026-08-31", GREY, NO_PLAN),
        ("2026-12-31", GREY, NO_PLAN),
    ),
    "a start reported late": (
        [
            said("2026-07-31", S.SCHEDULED, when=period("2026-08")),
            said("2026-09-15", S.BUILDING),
        ],
        ("2026-09-14", YELLOW, "应开工未开工"),
        ("2026-09-15", GREY, NO_PLAN),
        ("2026-10-31", GREY, NO_PLAN),
    ),
    "still to come, says a later report": (
        [
            said("2026-07-31", S.SCHEDULED, when=period("2026-08")),
            said("2026-09-30", S.PREPARING, words="手续办理中"),
        ],
        ("2026-08-31", YELLOW, "2026年7月31日报为“已排期”"),
        ("2026-09-30", YELLOW, "2026年9月30日报为“手续办理中”"),
        ("2026-10-31", RED, "2026年9月30日报为“手续办理中”"),
    ),
    "a start put off": (
        [
            said("2026-07-31", S.SCHEDULED, when=period("2026-08")),
            said("2026-09-10", S.SCHEDULED, when=period("2026-12")),
        ],
        ("2026-08-31", YELLOW, "计划2026年8月开工"),
        ("2026-09-10", GREY, NO_PLAN),
        ("2026-12-31", YELLOW, "计划2026年12月开工"),
    ),
    "新开工 does not say that nothing began": (
        [said("2026-01-31", S.SCHEDULED, when=period("2026-02"), words="当年新开工")],
        ("2026-02-28", GREY, NO_PLAN),
        ("2026-04-30", GREY, NO_PLAN),
        ("2026-12-31", GREY, NO_PLAN),
    ),
    "计划新开工 does": (
        [said("2026-01-31", S.SCHEDULED, when=period("2026-02"), words="计划新开工")],
        ("2026-02-27", GREY, NO_PLAN),
        ("2026-02-28", YELLOW, "报为“计划新开工”，此后没有开工的报告"),
        ("2026-04-30", RED, "应开工未开工"),
    ),
    "推进中 tells of no missed start": (
        [said("2026-01-31", S.ADVANCING, when=period("2026-02"))],
        ("2026-02-28", GREY, NO_PLAN),
        ("2026-04-30", GREY, NO_PLAN),
        ("2026-12-31", GREY, NO_PLAN),
    ),
    "a status nobody stated tells of nothing": (
        [said("2026-01-31", when=period("2026-02", "2026-05/31"))],
        ("2026-02-28", GREY, NO_PLAN),
        ("2026-06-01", GREY, NO_PLAN),
        ("2026-12-31", GREY, NO_PLAN),
    ),
    "words that are no status leave it open": (
        [
            said("2026-01-31", S.PLANNED, when=period("2026-02")),
            said("2026-03-15", words="正常推进"),
        ],
        ("2026-03-14", YELLOW, "应开工未开工"),
        ("2026-03-15", GREY, NO_PLAN),
        ("2026-04-30", GREY, NO_PLAN),
    ),
    "a newspaper page of an unknown day is no report": (
        [said("2026-07-31..2026-08-31", S.SCHEDULED, when=period("2026-08", "2026-10/31"))],
        ("2026-08-31", GREY, NO_PLAN),
        ("2026-10-31", GREY, NO_PLAN),
        ("2026-11-30", GREY, NO_PLAN),
    ),
    "a newspaper page after a report ends its word": (
        [
            said("2026-07-31", S.SCHEDULED, when=period("2026-08")),
            said("2026-08-05..2026-10-05", S.SCHEDULED),
        ],
        ("2026-10-04", YELLOW, "应开工未开工"),
        ("2026-10-05", GREY, NO_PLAN),
        ("2026-10-31", GREY, NO_PLAN),
    ),
    "a ledger of a month is a report of that month": (
        [said("2026-07-01..2026-07-31", S.SCHEDULED, when=period("2026-08"))],
        ("2026-08-30", GREY, NO_PLAN),
        ("2026-08-31", YELLOW, "2026年7月报为“已排期”"),
        ("2026-10-31", RED, "2026年7月报为“已排期”"),
    ),
    # --- 应完工未完工.
    "a completion that is over is yellow for good": (
        [said("2026-05-31", S.BUILDING, when=period(end="2026-06/30"), words="主体施工")],
        ("2026-06-30", GREY, NO_PLAN),
        ("2026-07-01", YELLOW, "报为“主体施工”，此后没有完成的报告，为黄灯（本图自定）"),
        ("2028-07-01", YELLOW, "应完工未完工"),
    ),
    "completed": (
        [
            said("2026-05-31", S.BUILDING, when=period("2026-03", "2026-06/30")),
            said("2026-07-10", S.COMPLETED),
        ],
        ("2026-07-09", YELLOW, "计划2026年6月完成，已到期"),
        ("2026-07-10", GREY, NO_PLAN),
        ("2026-12-31", GREY, NO_PLAN),
    ),
    "suspended is no missed start, but a missed completion": (
        [said("2026-02-28", S.SUSPENDED, when=period("2026-03", "2026-06-15"))],
        ("2026-05-31", GREY, NO_PLAN),
        ("2026-06-15", GREY, NO_PLAN),
        ("2026-06-16", YELLOW, "计划2026年6月15日完成"),
    ),
    "what exists is not to be completed": (
        [said("2026-02-28", S.EXISTING, when=period(end="2026-03/31"))],
        ("2026-03-31", GREY, NO_PLAN),
        ("2026-04-01", GREY, NO_PLAN),
        ("2026-12-31", GREY, NO_PLAN),
    ),
    "a completion before its start is taken as it is": (
        [said("2026-05-31", S.PREPARING, when=period("2026-09", "2026-06/30"))],
        ("2026-06-30", GREY, NO_PLAN),
        ("2026-07-01", YELLOW, "计划2026年6月完成"),
        ("2026-09-30", YELLOW, "计划2026年9月开工"),
    ),
    "a start by the end of a month is missed from the next day": (
        [said("2026-05-31", S.PREPARING, planned="开工时间：6月底前")],
        ("2026-06-30", GREY, NO_PLAN),
        ("2026-07-01", YELLOW, "应开工未开工：计划2026年6月底前开工，已到期"),
        ("2026-08-31", RED, "已到第 3 个月末（2026年8月31日），为红灯"),
    ),
    "a start within the year, with a completion": (
        [said("2026-05-31", S.PLANNED, when=period(end="2027-06/30", words=WITHIN_THE_YEAR))],
        ("2026-12-31", GREY, NO_PLAN),
        ("2027-01-01", YELLOW, "计划2026年底前开工"),
        ("2027-07-01", RED, "计划2027年6月前完成"),
    ),
    "a newer last day for the start counts": (
        [
            said("2026-03-31", S.PREPARING, when=period("2026-04", "2026-12/31")),
            said("2026-05-31", S.PREPARING, planned="三季度末前开工"),
        ],
        ("2026-04-30", YELLOW, "计划2026年4月开工"),
        ("2026-09-30", GREY, NO_PLAN),
        ("2026-10-01", YELLOW, "计划2026年9月底前开工"),
    ),
    "a start by a day that is not of one year is not known": (
        [said("2025-12-20..2026-01-10", S.PREPARING, planned="年底前开工")],
        ("2026-01-10", GREY, NO_PLAN),
        ("2026-01-31", GREY, NO_PLAN),
        ("2027-01-31", GREY, NO_PLAN),
    ),
    "words that name no day": (
        [said("2026-05-31", S.PREPARING, words="年前开工")],
        ("2026-05-31", GREY, NO_PLAN),
        ("2026-12-31", GREY, NO_PLAN),
        ("2027-03-31", GREY, NO_PLAN),
    ),
    # --- Together: the gravest counts and stands first.
    "everything at once": (
        [said("2026-03-31", S.PLANNED, plan=100, done=0, when=period("2026-04", "2026-06/30"))],
        ("2026-03-31", YELLOW, "落后序时进度 25.0 个百分点"),
        ("2026-04-30", RED, "落后序时进度 33.3 个百分点"),
        ("2026-07-01", RED, "计划2026年6月完成"),
    ),
    "well ahead, and the start missed": (
        [said("2026-05-31", S.PREPARING, plan=100, done=60, when=period("2026-06"))],
        ("2026-05-31", GREEN, "超序时进度 18.3 个百分点"),
        ("2026-06-30", YELLOW, "超序时进度 10.0 个百分点"),
        ("2026-08-31", RED, "落后序时进度 6.7 个百分点"),
    ),
    "completed, with money still to be reported": (
        [said("2026-06-30", S.COMPLETED, plan=100, done=60, when=period(end="2026-05/31"))],
        ("2026-06-30", GREEN, "为计划的 60.0%"),
        ("2026-09-30", GREEN, "已报建成，不再按序时进度亮灯"),
        ("2026-12-31", GREEN, "报完成 60 万元"),
    ),
}  # fmt: skip
