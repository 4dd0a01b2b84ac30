"""A ledger every month: the same, changed, renamed, merged, split and gone, and what is written."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from geo import edits, references
from geo.catalogue import catalogue
from geo.check import breaches
from geo.crs import Datum
from geo.errors import ConflictError, FileError
from geo.ledger import intake
from geo.ledger.entry import Outcome
from geo.ledger.intake import Options
from geo.ledger.opening.files import open_book
from geo.ledger.reconciling.plan import Verdict
from geo.ledger.reporting.report_rows import report
from geo.model import Basis, Kind, Measure, Method, Status
from geo.store import create
from geo.workspaces import seeds_batch

HEAD = "序号,项目代码,项目名称,板块,建设地点,状态,总投资（亿元）,起止年限,经度,纬度,责任单位,备注"
JULY = f"""{HEAD}
1,A-1,甲路改造,东板块,甲路1号,前期,1.2,2021年3至6月,113.5701,34.6702,住建局,
2,A-2,乙小学,东板块,乙路2号,在建,3,2022年6月,,,教体局,近期开学
3,A-3,丙公园,西板块,丙村,谋划,,近期,113.5801,34.6802,,
4,,智慧产业园项目,,丁村,在建,20000万元,,,,管委会,
5,,淮河路跨线桥工程,,,在建,,,,,,
6,,幸福里一期,,,在建,,,,,,
7,,幸福里二期,,,在建,,,,,,
"""


@pytest.fixture
def workspace(tmp_path):
    with create(tmp_path / "甲.db", operator="王工") as made:
        yield made


def read(workspace, text, name="2021年7月.csv", **options):
    given = Options(datum=Datum.WGS84, **options)
    book = open_book(name, text.encode())
    return intake.read(book, workspace.facts(), workspace.headings(), given)


def bring(workspace, text, name="2021年7月.csv", accepted=(), **options):
    return intake.bring_in(
        read(workspace, text, name, **options), workspace, operator="王工", accepted=accepted
    )


def named(workspace):
    return {feature.name: feature for feature in workspace.facts().features}


def verdicts(plan):
    return {row.entry.name: row.verdict for row in plan.rows}


def test_a_first_ledger_is_all_new_and_every_row_becomes_a_feature(workspace):
    plan, number = bring(workspace, JULY)
    assert number == 1
    assert set(verdicts(plan).values()) == {Verdict.NEW}
    assert plan.totals == {
        Outcome.MAPPED: 2, Outcome.APPROXIMATE: 0, Outcome.UNLOCATED: 5, Outcome.REFUSED: 0,
    }  # fmt: skip
    found = named(workspace)
    assert set(found) == {row.entry.name for row in plan.rows} | {"东板块", "西板块"}
    whole = catalogue(workspace.facts())
    assert whole.as_of == date(2021, 7, 31)
    road = found["甲路改造"]
    assert (road.code, road.plate, road.plate_basis) == ("A-1", found["东板块"].id, Basis.EXPLICIT)
    assert found["乙小学"].address == "乙路2号"
    assert found["乙小学"].unlocated_reason.startswith("台账没有写坐标，只有地址；")


def test_what_the_ledger_says_is_kept_with_its_words(workspace):
    bring(workspace, JULY)
    said = {s.feature: s for s in workspace.facts().statements}
    found = named(workspace)
    park = said[found["智慧产业园项目"].id]
    assert park.status is Status.BUILDING
    total = park.amounts[Measure.TOTAL]
    assert (total.value, total.words, total.unit) == (20000, "20000万元", "万元")
    assert said[found["甲路改造"].id].amounts[Measure.TOTAL].value == pytest.approx(12000)
    period = said[found["甲路改造"].id].period
    assert (period.start, period.end) == (date(2021, 3, 1), date(2021, 6, 30))
    assert said[found["丙公园"].id].period is None
    assert said[found["丙公园"].id].period_words == "近期"
    assert (said[found["乙小学"].id].section, said[found["乙小学"].id].lines) == (
        "2021年7月",
        "第 3 行",
    )
    [fix] = [f for f in workspace.facts().fixes if f.feature == found["甲路改造"].id]
    assert (fix.method, fix.datum, fix.source) == (Method.LEDGER, "wgs84", "L1")


def test_what_was_written_keeps_the_contract(workspace):
    bring(workspace, JULY)
    facts = workspace.facts()
    assert list(references.breaches(facts)) == []
    assert breaches(facts) == []


@pytest.mark.case(36, 41)
def test_the_same_ledger_again_changes_nothing(workspace):
    bring(workspace, JULY)
    before = workspace.path.read_bytes()
    plan, number = bring(workspace, JULY, "改了名.csv", as_of=date(2021, 7, 31))
    assert number is None
    assert set(verdicts(plan).values()) == {Verdict.SAME}
    assert workspace.path.read_bytes() == before


def test_another_order_and_other_running_numbers_are_no_change(workspace):
    bring(workspace, JULY)
    head, *rows = JULY.strip().splitlines()
    turned = "\n".join([head, *(f"9{row}" for row in reversed(rows))])
    plan, _ = bring(workspace, turned, "2021年8月.csv")
    assert set(verdicts(plan).values()) == {Verdict.SAME}


def test_a_changed_row_says_what_changed_and_the_past_stays(workspace):
    bring(workspace, JULY)
    august = JULY.replace("甲路1号,前期", "甲路1号,在建")
    plan, _ = bring(workspace, august, "2021年8月.csv")
    changed = [row for row in plan.rows if row.verdict is Verdict.CHANGED]
    assert [(row.entry.name, row.changes) for row in changed] == [
        ("甲路改造", ("状态：前期 → 在建",))
    ]
    facts = workspace.facts()
    statuses = {
        day: catalogue(facts, day).frame.set_index("name").loc["甲路改造", "status"]
        for day in (date(2021, 7, 31), date(2021, 8, 31))
    }
    assert [str(s) for s in statuses.values()] == ["preparing", "building"]


def test_an_emptied_cell_says_nothing_and_takes_nothing_away(workspace):
    bring(workspace, JULY)
    august = JULY.replace(
        "A-2,乙小学,东板块,乙路2号,在建,3,2022年6月,,,教体局", "A-2,乙小学,,,,,,,,"
    )
    bring(workspace, august, "2021年8月.csv")
    school = named(workspace)["乙小学"]
    assert (school.address, school.plate) == ("乙路2号", named(workspace)["东板块"].id)
    row = catalogue(workspace.facts()).frame.set_index("name").loc["乙小学"]
    assert (row["status"], row["end"], row["unit"]) == ("building", "2022-06-30", "教体局")


def test_a_corrected_place_replaces_the_one_of_last_month(workspace):
    bring(workspace, JULY)
    bring(workspace, JULY.replace("113.5701", "113.5750"), "2021年8月.csv")
    frame = catalogue(workspace.facts()).frame.set_index("name")
    assert frame.loc["甲路改造"].geometry.x == pytest.approx(113.5750)


def test_another_datum_for_the_same_file_moves_the_places_and_says_so(workspace):
    bring(workspace, JULY)
    read_again = intake.read(
        open_book("2021年7月.csv", JULY.encode()), workspace.facts(), {}, Options(datum=Datum.GCJ02)
    )
    plan = intake.preview(read_again, workspace)
    moved = [row.entry.name for row in plan.rows if row.verdict is Verdict.CHANGED]
    assert moved == ["甲路改造", "丙公园"]
    assert not plan.repeats


AUGUST = (
    JULY.replace("4,,智慧产业园项目,,丁村", "4,,智慧产业园一期,,丁村")
    .replace("5,,淮河路跨线桥工程", "5,,淮河路跨线桥新建工程")
    .replace("6,,幸福里一期", "6,,幸福里")
    .replace("7,,幸福里二期,,,在建", "7,,智慧产业园二期,,,在建")
)


def test_renamed_merged_and_split_are_proposed_and_nothing_is_done_unasked(workspace):
    bring(workspace, JULY)
    plan, _ = bring(workspace, AUGUST, "2021年8月.csv")
    assert sorted(p.likeness.value for p in plan.proposals) == ["merged", "renamed", "split"]
    assert {f.name for f in plan.gone} == {
        "智慧产业园项目",
        "淮河路跨线桥工程",
        "幸福里一期",
        "幸福里二期",
    }
    assert {"淮河路跨线桥工程", "淮河路跨线桥新建工程"} <= set(named(workspace))


def test_an_accepted_renaming_is_one_project_with_its_old_name(workspace):
    bring(workspace, JULY)
    old = named(workspace)["淮河路跨线桥工程"].id
    bring(workspace, AUGUST, "2021年8月.csv", accepted={"renamed"})
    bridge = named(workspace)["淮河路跨线桥新建工程"]
    assert (bridge.id, bridge.aliases) == (old, ("淮河路跨线桥工程",))


def test_an_accepted_merger_and_split_take_the_old_ones_off_and_say_where_from(workspace):
    bring(workspace, JULY)
    bring(workspace, AUGUST, "2021年8月.csv", accepted={"merged", "split"})
    found = named(workspace)
    assert not {"幸福里一期", "幸福里二期", "智慧产业园项目"} & set(found)
    assert ("合并自", "幸福里一期、幸福里二期") in found["幸福里"].details
    assert ("拆分自", "智慧产业园项目") in found["智慧产业园二期"].details


def test_what_is_gone_goes_only_when_asked(workspace):
    bring(workspace, JULY)
    shorter = JULY.replace("7,,幸福里二期,,,在建,,,,,,\n", "")
    plan, _ = bring(workspace, shorter, "2021年8月.csv")
    assert [f.name for f in plan.gone] == ["幸福里二期"]
    assert "幸福里二期" in named(workspace)
    bring(workspace, shorter, "2021年9月.csv", accepted={"gone"})
    assert "幸福里二期" in named(workspace)  # September is compared with August
    bring(workspace, JULY, "2021年10月.csv")
    bring(workspace, shorter, "2021年11月.csv", accepted={"gone"})
    assert "幸福里二期" not in named(workspace)


def test_a_ledger_of_other_things_makes_nothing_of_the_first_one_gone(workspace):
    bring(workspace, JULY)
    plan, _ = bring(workspace, f"{HEAD}\n1,,丁医院,,,在建,,,,,,\n", "医院2021年7月.csv")
    assert plan.gone == ()


TWINS = f"""{HEAD}
1,,甲,,,前期,,,,,,
2,,甲,,,在建,,,,,,
3,B-1,乙,,,在建,,,,,,
4,B-1,丙,,,在建,,,,,,
"""


@pytest.mark.case(16)
def test_rows_of_one_name_or_code_are_told_and_counted_apart(workspace):
    plan, _ = bring(workspace, TWINS)
    assert len(workspace.facts().features) == len(plan.rows) == 4
    assert "名称与第 2 行相同" in plan.rows[1].reason
    assert "项目代码“B-1”与第 4 行相同" in plan.rows[3].reason


@pytest.mark.case(16)
def test_rows_of_one_name_or_code_are_one_when_the_user_says_so(workspace):
    bring(workspace, TWINS, accepted={"duplicates"})
    assert sorted(f.name for f in workspace.facts().features) == ["丙", "乙", "甲"]
    status = catalogue(workspace.facts()).frame.set_index("name")["status"]
    assert status["甲"] == "unknown"  # 前期 and 在建: which of them nobody knows


def test_rows_made_one_lose_nothing_and_add_up_nothing(workspace):
    text = """项目名称,标段,建设内容,总投资（万元）,责任单位,经度,纬度
某路,一标,道路,500,住建局,,
某路,二标,管网,300,住建局,113.5701,34.6702
"""
    plan, _ = bring(workspace, text, accepted={"duplicates"})
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.JOINED]
    assert [row.outcome for row in plan.rows] == [Outcome.MAPPED] * 2
    [feature] = workspace.facts().features
    assert dict(feature.details) == {"标段": "一标；二标", "建设内容": "道路；管网"}
    [said] = workspace.facts().statements
    total = said.amounts[Measure.TOTAL]
    assert (total.value, total.words, said.unit) == (None, "500；300", "住建局")
    _, number = bring(workspace, text, accepted={"duplicates"})
    assert number is None


def test_codes_that_only_count_the_rows_are_no_codes(workspace):
    first = "编号,项目名称\n1,甲路改造\n2,乙厂新建\n3,丙园\n"
    bring(workspace, first)
    before = {name: feature.id for name, feature in named(workspace).items()}
    bring(workspace, "编号,项目名称\n1,新来的桥\n2,甲路改造\n3,乙厂新建\n4,丙园\n", "2021年8月.csv")
    after = {name: feature.id for name, feature in named(workspace).items()}
    assert {name: after[name] for name in before} == before


def test_a_project_that_returns_is_the_same_one_with_its_place(workspace):
    bring(workspace, JULY)
    lost = named(workspace)["丙公园"].id
    shorter = "\n".join(line for line in JULY.splitlines() if "丙公园" not in line)
    bring(workspace, shorter, "2021年8月.csv", accepted={"gone"})
    assert "丙公园" not in named(workspace)
    plan, _ = bring(workspace, JULY.replace("113.5801,34.6802", ","), "2021年9月.csv")
    row = next(row for row in plan.rows if row.entry.name == "丙公园")
    assert (row.feature, row.outcome) == (lost, Outcome.MAPPED)
    assert "曾经撤下，本期又列入" in row.changes
    assert named(workspace)["丙公园"].id == lost


def test_the_same_meaning_under_another_heading_is_no_change(workspace):
    bring(workspace, "项目名称,总投资（万元）\n甲,600\n")
    plan, _ = bring(workspace, "项目名称,项目总投资（亿元）\n甲,0.06\n", "2021年8月.csv")
    assert set(verdicts(plan).values()) == {Verdict.SAME}


def test_changed_amounts_are_told_in_the_order_of_the_measures(workspace):
    heads = ("进度", "累计完成投资（万元）", "年度计划投资（万元）", "总投资（万元）")
    rows = [f"项目名称,{','.join(heads)}\n甲,{n}%,{n},{n},{n}\n" for n in (50, 60)]
    bring(workspace, rows[0])
    plan, _ = bring(workspace, rows[1], "2021年8月.csv")
    told = [words.partition("：")[0] for words in plan.rows[0].changes]
    assert told == ["总投资", "年度计划投资", "累计完成投资", "进度"]


def test_what_a_workspace_holds_is_taken_again_only_after_a_change(workspace):
    before = intake.standing(workspace)
    assert intake.standing(workspace, before) is before
    bring(workspace, JULY)
    after = intake.standing(workspace, before)
    assert (before.facts.features, len(after.facts.features)) == ((), 9)


def test_an_import_made_on_what_the_workspace_held_before_is_set_against_what_it_holds(workspace):
    before, ledger = intake.standing(workspace), read(workspace, JULY)
    bring(workspace, JULY.replace("甲路改造", "甲路提升"))
    plan, number = intake.bring_in(ledger, workspace, operator="李工", earlier=before)
    assert verdicts(plan)["甲路改造"] is Verdict.CHANGED
    assert (plan.head, number) == (1, 2)


def test_a_unit_that_jumped_is_told(workspace):
    bring(workspace, "项目名称,总投资（万元）\n甲,600\n")
    plan, _ = bring(workspace, "项目名称,项目总投资（亿元）\n甲,600\n", "2021年8月.csv")
    assert plan.rows[0].changes == (
        "总投资：600 万元 → 6,000,000 万元",
        "总投资与上期相差 100 倍以上，请核对单位",
    )


def test_what_this_month_leaves_open_is_told_as_kept(workspace):
    bring(workspace, JULY)
    plan, _ = bring(workspace, JULY.replace("乙路2号,在建", "乙路2号,"), "2021年8月.csv")
    row = next(row for row in plan.rows if row.entry.name == "乙小学")
    assert row.changes == ("状态：本期没有填，沿用“在建”",)


def test_an_edit_between_two_ledgers_is_not_undone_by_the_same_file(workspace):
    bring(workspace, JULY)
    facts, key = workspace.facts(), named(workspace)["乙小学"].id
    form = replace(
        edits.form_of(facts, key), address="乙路99号", evidence="现场", day=date(2021, 8, 2)
    )
    workspace.write(edits.edit(facts, workspace.head, key, form), operator="李工")
    _, number = bring(workspace, JULY)
    assert number is None
    plan, _ = bring(workspace, JULY.replace("近期开学", "九月开学"), "2021年8月.csv")
    row = next(row for row in plan.rows if row.entry.name == "乙小学")
    assert "建设地点：乙路99号 → 乙路2号" in row.changes


def test_a_ledger_meets_the_seeds_only_where_it_names_the_same_project(tmp_path):
    with create(tmp_path / "乙.db", operator="王工", batch=seeds_batch()) as workspace:
        before = named(workspace)
        known = next(f for f in before.values() if f.kind is Kind.PROJECT)
        text = f"{HEAD}\n1,,{known.name},,,竣工,,,,,,\n2,,全新项目,,,在建,,,,,,\n"
        plan, _ = bring(workspace, text, "2021年1月.csv")
        assert [row.feature for row in plan.rows] == [known.id, None]
        after = named(workspace)
        assert set(after) == {*before, "全新项目"}
        assert after[known.name].plate == known.plate
        row = catalogue(workspace.facts()).frame.set_index("id").loc[known.id]
        assert row["status"] == "completed"


def test_plates_are_known_by_any_of_their_names_and_others_are_new(tmp_path):
    with create(tmp_path / "乙.db", operator="王工", batch=seeds_batch()) as workspace:
        rows = "\n".join(
            f"{n},,项目{n},{plate},,,,,,,,"
            for n, plate in enumerate(
                (
                    "二七商圈",
                    "二七商圈板块",
                    "PL-01",
                    "新板块",
                    "未分板块",
                    "",
                    "康养产业、二七商圈",
                ),
                start=1,
            )
        )
        plan, _ = bring(workspace, f"{HEAD}\n{rows}\n", "2021年1月.csv")
        plates = [named(workspace)[f"项目{n}"].plate for n in range(1, 8)]
        assert plates[:3] == ["PL-01"] * 3
        assert plates[3] == named(workspace)["新板块"].id
        assert plates[4:] == [None, None, None]
        assert plan.new_plates == ("新板块",)
        assert "不止一个" in plan.rows[6].reason


def test_an_import_can_be_undone_and_done_again(workspace):
    bring(workspace, JULY)
    workspace.undo(1, operator="李工")
    assert workspace.facts().features == ()
    plan, number = bring(workspace, JULY)
    assert (number, set(verdicts(plan).values())) == (3, {Verdict.NEW})
    assert len(named(workspace)) == 9


@pytest.mark.case(37)
def test_a_plan_made_before_somebody_else_wrote_is_not_written(workspace):
    plan = intake.preview(read(workspace, JULY), workspace)
    bring(workspace, f"{HEAD}\n1,,别人的,,,在建,,,,,,\n", "别人.csv")
    with pytest.raises(ConflictError):
        intake.accept(plan, workspace, operator="王工")
    assert set(named(workspace)) == {"别人的"}


def test_what_a_heading_was_said_to_mean_is_remembered(workspace):
    odd = JULY.replace("项目名称", "事项").replace("备注", "名称")
    bring(workspace, odd, headings={"事项": "name", "名称": ""})
    assert workspace.headings() == {"事项": "name", "名称": ""}
    plan, _ = bring(workspace, odd, "2021年8月.csv")
    assert verdicts(plan)["甲路改造"] is Verdict.SAME


def test_money_without_any_unit_is_read_only_as_the_user_says(workspace):
    text = "项目名称,总投资\n甲,1200\n"
    plan = intake.preview(read(workspace, text), workspace)
    assert plan.rows[0].entry.amounts[Measure.TOTAL].value is None
    plan = intake.preview(read(workspace, text, unit="万元"), workspace)
    assert plan.rows[0].entry.amounts[Measure.TOTAL].value == 1200


@pytest.mark.parametrize(
    ("name", "text", "day", "words"),
    [
        ("台账.csv", "", None, "按导入当天"),
        ("台账2021年6月.csv", "", date(2021, 6, 30), "文件名"),
        ("台账20210615.csv", "", date(2021, 6, 15), "文件名"),
        ("台账2021年6月.csv", "重点项目台账（截至2021年5月底）\n", date(2021, 5, 31), "表头"),
        ("台账.csv", "截至2021年5月20日\n", date(2021, 5, 20), "表头"),
        ("台账2099年1月.csv", "", None, "按导入当天"),
    ],
)
def test_the_day_a_ledger_speaks_of_is_found_and_explained(workspace, name, text, day, words):
    found = read(workspace, text + JULY, name).dating
    assert words in found.words
    assert day is None or found.stated_to == day


def test_a_file_that_is_no_ledger_says_what_is_missing(workspace):
    with pytest.raises(FileError, match="没有一张工作表能读成台账"):
        read(workspace, "甲,乙\n1,2\n")
    with pytest.raises(FileError, match="没有一行项目"):
        read(workspace, f"{HEAD}\n")


def test_what_was_retired_since_stays_away_when_the_same_file_comes_again(workspace):
    bring(workspace, JULY)
    facts, key = workspace.facts(), named(workspace)["乙小学"].id
    batch = edits.retire(facts, workspace.head, key, "会议纪要", date(2021, 8, 2))
    workspace.write(batch, operator="李工")
    plan, number = bring(workspace, JULY)
    assert number is None
    row = next(row for row in plan.rows if row.entry.name == "乙小学")
    assert "仍不列入" in row.changes[0]
    assert "乙小学" not in named(workspace)


def test_what_was_retired_since_comes_back_when_its_ledger_speaks_of_a_later_day(workspace):
    bring(workspace, JULY)
    facts, key = workspace.facts(), named(workspace)["乙小学"].id
    batch = edits.retire(facts, workspace.head, key, "会议纪要", date(2021, 8, 2))
    workspace.write(batch, operator="李工")
    plan, number = bring(workspace, f"重点项目台账（截至2021年9月10日）\n{JULY}")
    assert number is not None
    row = next(row for row in plan.rows if row.entry.name == "乙小学")
    assert row.changes[0] == "曾经撤下，本期又列入"
    assert "乙小学" in named(workspace)


def test_an_accepted_renaming_is_not_gone_as_well(workspace):
    bring(workspace, JULY)
    read_again = read(workspace, AUGUST, "2021年8月.csv")
    plan = intake.preview(read_again, workspace, {"renamed", "gone"})
    assert "淮河路跨线桥工程" not in {feature.name for feature in plan.gone}


def test_a_per_cent_written_out_among_words_is_read_and_the_words_are_no_fault(workspace):
    text = "项目名称,形象进度\n甲,完成45%\n乙,主体封顶\n丙,60%\n丁,0.8\n"
    plan = intake.preview(read(workspace, text), workspace)
    stated = [row.entry.amounts.get(Measure.PROGRESS) for row in plan.rows]
    assert [amount and amount.value for amount in stated] == [45, None, 60, None]
    assert all("形象进度" not in row.reason for row in plan.rows)
    assert dict(plan.rows[1].entry.details) == {"形象进度": "主体封顶"}


def test_two_tables_side_by_side_are_both_in_the_report(workspace):
    heading = "序号,项目名称,状态"
    text = f"{heading},,{heading}\n1,甲桥,在建,,1,子桥,前期\n2,乙桥,前期,,2,丑桥,在建\n"
    book = open_book("2021年7月.csv", text.encode())
    read_ledger = intake.read(book, workspace.facts(), {}, Options())
    plan = intake.preview(read_ledger, workspace)
    assert [row.entry.name for row in plan.rows] == ["甲桥", "乙桥", "子桥", "丑桥"]
    sheet = openpyxl.load_workbook(io.BytesIO(report(book, plan))).worksheets[0]
    heading = [cell.value for cell in sheet[1]]
    cell = sheet.cell(row=2, column=heading.index("一张图·结果") + 1).value
    assert cell == "甲桥：未定位\n子桥：未定位"
