"""The day of a ledger and the year of its bare months: as its title, name or file say."""

from datetime import date

import pytest

from geo import periods
from geo.clock import today
from geo.ledger import dating as module
from geo.ledger.dating import dating
from geo.ledger.grid import Book, Grid
from geo.ledger.table import Table

SAVED = date(2026, 3, 4)
NEXT = today().year + 1


def found(*titles, name="台账.xlsx", saved=SAVED, chosen=None):
    book = Book(name=name, kind="xlsx", content=b"", digest="", grids=(), modified=saved)
    tables = [
        Table(
            grid=Grid(name="台账", rows={}),
            title=title,
            unit="",
            heading_rows=(1,),
            columns=(),
            lines=(),
        )
        for title in titles
    ]
    return dating(book, tables, chosen)


# title, first day, last day
TITLES = [
    ("截至2021年7月28日", "2021-07-28", "2021-07-28"),
    ("重点项目进展 截止日期：20210728", "2021-07-28", "2021-07-28"),
    ("数据截止：2021.7.28", "2021-07-28", "2021-07-28"),
    ("填报单位：住建局 填报日期：2021年7月28日 单位：万元", "2021-07-28", "2021-07-28"),
    ("报送日期:2021-07-28", "2021-07-28", "2021-07-28"),
    ("制表日期： 2021-07-28 00:00:00", "2021-07-28", "2021-07-28"),
    ("更新至2021年7月28日", "2021-07-28", "2021-07-28"),
    ("填报时间 2021/7/28", "2021-07-28", "2021-07-28"),
    ("统计时间：2021年7月", "2021-07-01", "2021-07-31"),
    ("截至2021年10月底", "2021-10-31", "2021-10-31"),
    ("截至2021年6月中旬", "2021-06-20", "2021-06-20"),
    ("2021年重点项目（截至6月底）", "2021-06-30", "2021-06-30"),
    ("重点项目台账（2021年7月）", "2021-07-01", "2021-07-31"),
    ("重点项目台账（2021.7）", "2021-07-01", "2021-07-31"),
    ("2021年7月份重点项目", "2021-07-01", "2021-07-31"),
    ("二七区 2021年7月28日", "2021-07-28", "2021-07-28"),
    ("2021年7月全区重点项目推进台账", "2021-07-01", "2021-07-31"),
    ("2021年1-7月重点项目", "2021-07-01", "2021-07-31"),
    ("（2021年5月）截至2021年6月30日", "2021-06-30", "2021-06-30"),
]


@pytest.mark.parametrize(("title", "first", "last"), TITLES)
def test_a_title_names_the_day(title, first, last):
    day = found(title)
    assert (day.stated_from.isoformat(), day.stated_to.isoformat()) == (first, last)
    assert (day.base, day.is_stated, day.words) == (day.stated_to, True, "表头写明日期")


@pytest.mark.parametrize(
    "title",
    [
        "2021年7月开工项目",
        "2022年6月底前竣工项目台账",
        "截至2021年2月30日",
        "截至目前",
        "总投资2021万元",
        "郑政〔2020〕12号",
        f"（{NEXT}年1月）",
    ],
)
def test_a_date_that_is_not_the_ledgers_own_is_not_its_day(title):
    day = found(title)
    assert (day.stated_from, day.stated_to, day.is_stated) == (SAVED, SAVED, False)
    assert day.words.startswith("按文件最后保存的日期")


# file name, first day, last day
NAMES = [
    ("台账2021年6月.csv", "2021-06-01", "2021-06-30"),
    ("台账2021年6月28日.xlsx", "2021-06-28", "2021-06-28"),
    ("台账20210615.csv", "2021-06-15", "2021-06-15"),
    ("台账20210615-1.xlsx", "2021-06-15", "2021-06-15"),
    ("台账202106.csv", "2021-06-01", "2021-06-30"),
    ("台账2021-06-28.xlsx", "2021-06-28", "2021-06-28"),
    ("台账2021.6.csv", "2021-06-01", "2021-06-30"),
    ("2021年1-6月.xlsx", "2021-06-01", "2021-06-30"),
    ("2021年6月10大工程.xlsx", "2021-06-01", "2021-06-30"),
]


@pytest.mark.parametrize(("name", "first", "last"), NAMES)
def test_a_file_name_names_the_day(name, first, last):
    day = found("重点项目", name=name)
    assert (day.stated_from.isoformat(), day.stated_to.isoformat()) == (first, last)
    assert (day.is_stated, day.words) == (True, "文件名写明日期")


@pytest.mark.parametrize(
    "name",
    [
        "二七区2021年10大工程.xlsx",
        "台账（电话13820201212）.xlsx",
        "台账（电话138-2020-1212）.xlsx",
        "010-20201212.xlsx",
        "20210631.xlsx",
        "410103201506120012.xlsx",
        "2021年第3期.xlsx",
        "2021年度重点项目12项.xlsx",
        "2021-12项.xlsx",
        "2021-2023三年行动.xlsx",
        "2021.1-6.xlsx",
        f"台账{NEXT}年1月.csv",
    ],
)
def test_numbers_in_a_file_name_that_are_no_day_are_left_alone(name):
    day = found("重点项目", name=name)
    assert (day.stated_from, day.stated_to, day.is_stated) == (SAVED, SAVED, False)


@pytest.mark.parametrize(
    ("title", "name", "base", "place"),
    [
        ("2021年重点项目台账", "台账.xlsx", date(2021, 12, 31), "标题"),
        ("二七区2021年重点项目推进台账", "2020年.xlsx", date(2021, 12, 31), "标题"),
        ("Capital projects 2021", "台账.xlsx", date(2021, 12, 31), "标题"),
        ("2021年度计划（2020年12月编制）", "台账.xlsx", date(2021, 12, 31), "标题"),
        ("2021年7月开工项目", "台账.xlsx", date(2021, 12, 31), "标题"),
        ("重点项目", "二七区2021年10大工程.xlsx", date(2021, 12, 31), "文件名"),
        (f"{NEXT}年重点项目计划", "台账.xlsx", date(NEXT, 1, 1), "标题"),
        ("2021年完成情况（截至2022年1月5日）", "台账.xlsx", date(2021, 12, 31), "标题"),
    ],
)
def test_bare_months_belong_to_the_year_the_ledger_names(title, name, base, place):
    day = found(title, name=name)
    assert day.base == base
    assert day.words.endswith(f"；没有写年份的时间按{place}所写的{base.year}年推算")
    assert day.stated_to <= today()
    period = periods.read("8至10月", day.base).period
    assert (period.start, period.end) == (date(base.year, 8, 1), date(base.year, 10, 31))


@pytest.mark.parametrize(
    "title",
    [
        "2021-2023年三年行动",
        "2020年结转2021年实施项目",
        "2000年以前建成小区改造",
        "坐标系CGCS2000 2000国家大地坐标系",
        "2022年6月底前竣工项目台账",
        "2099年远景规划",
        "2000年建成小区改造（截至2026年2月底）",
        "2026年重点项目",
    ],
)
def test_a_year_that_is_not_the_ledgers_own_changes_nothing(title):
    day = found(title)
    assert day.base == day.stated_to
    assert "推算" not in day.words


def test_the_users_own_day_comes_first_and_the_titles_year_still_counts():
    day = found("截至2021年6月30日", chosen=date(2021, 7, 1))
    assert (day.stated_to, day.base, day.words) == (date(2021, 7, 1),) * 2 + ("导入时指定",)
    day = found("2021年完成情况", chosen=date(2022, 1, 5))
    assert (day.stated_to, day.base) == (date(2022, 1, 5), date(2021, 12, 31))


def test_a_year_that_still_runs_counts_no_further_than_today(monkeypatch):
    monkeypatch.setattr(module, "today", lambda: date(2021, 7, 28))
    day = found("2021年重点项目", saved=date(2020, 12, 30))
    assert (day.stated_to, day.base) == (date(2020, 12, 30), date(2021, 7, 28))
    day = found("重点项目（2021年7月）")
    assert (day.stated_to, day.base) == (date(2021, 7, 28),) * 2


def test_without_any_date_it_is_the_day_of_the_import():
    day = found("重点项目", saved=None)
    assert (day.stated_to, day.base, day.is_stated) == (today(), today(), False)
    assert "按导入当天" in day.words


def test_a_file_saved_before_there_were_such_files_is_dated_by_its_import():
    dated = found("重点项目", saved=date(1980, 1, 1))
    assert (dated.stated_to, dated.words) == (today(), "台账没有写日期，按导入当天")
