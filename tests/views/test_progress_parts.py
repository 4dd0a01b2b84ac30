"""The parts of the page 进度 as they are written: sums, lights and what is due."""

import re
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from works import DAY, feature, said, standing

from geo.catalogue import catalogue
from geo.filters import Filter
from geo.lights.light import Light
from geo.model import Status
from geo.timeline import Steps
from views.progress import lines, lit_part


def script(name, selection):
    from importlib import import_module  # noqa: PLC0415

    import_module(f"views.progress.{name}").show(selection, selection)


def drawn(name, selection):
    page = AppTest.from_function(script, args=(name, selection)).run()
    assert not page.exception
    return page


def written(page):
    return "".join(element.proto.body for element in page.get("html"))


def table(page):
    """Return the first table: the first cell of each row, and its other cells."""
    text = written(page).split("<table")[1].split("</table>")[0]
    rows = [re.split("<t[hd]>", row)[1:] for row in text.split("<tr>")[1:]]
    return {first: rest for first, *rest in rows}


@pytest.fixture
def paid(facts):
    """Three projects: 0 stated, stated but no number, nothing stated; and one whose sum is not."""
    amounts = {"A": {"total": 0.0}, "B": {"total": "若干"}, "C": {}, "D": {"total": 120.0}}
    statuses = (Status.PLANNED, Status.PREPARING, Status.BUILDING, Status.COMPLETED)
    features = [feature(key) for key in amounts]
    statements = [
        said(key, status=status, **amounts[key])
        for key, status in zip(amounts, statuses, strict=True)
    ]
    return standing(facts, features, statements)


def test_a_stated_0_an_unreadable_amount_and_silence_are_written_apart(paid):
    page = drawn("sums_part", paid)
    page.button_group[0].select("总投资").run()
    heading, *_, whole = table(page).items()
    assert heading == ("板块", ["谋划", "前期", "在建", "建成", "合计<tbody>"])
    assert whole == ("合计", ["0", "未计入", "–", "120", "120"])


def test_a_count_of_none_is_a_dash(paid):
    page = drawn("sums_part", paid)
    assert table(page)["合计"] == ["1", "1", "1", "1", "4"]
    page.button_group[0].select("灯").run()
    assert table(page)["合计"] == ["–", "–", "–", "4", "4"]


def test_what_the_newest_ledger_lists_no_more_is_told_under_the_sums(facts):
    days = {"D": date(2026, 5, 31), "E": DAY}
    whole = standing(facts, [feature(key) for key in "PQRS"], ())
    documents = [
        replace(whole.facts.documents[0], id=key, stated_from=day, stated_to=day)
        for key, day in days.items()
    ]
    listed = [*(("D", key) for key in "PQRS"), *(("E", key) for key in "PQR")]
    statements = [replace(said(key, days[document]), document=document) for document, key in listed]
    told = replace(whole.facts, documents=tuple(documents), statements=tuple(statements))
    sentence = "其中 1 项最近一期台账没有再列出，仍计入；板块本身不计入"
    assert sentence in written(drawn("sums_part", catalogue(told)))
    assert "没有再列出" not in written(drawn("sums_part", catalogue(told, days["D"])))


@pytest.fixture
def late(facts):
    """More than a page of projects whose completion nobody reported."""
    keys = [f"P{n:02}" for n in range(lines.PAGE + 5)]
    statements = [said(key, status=Status.BUILDING, dates=("", "2026-05-31")) for key in keys]
    return standing(facts, map(feature, keys), statements)


@pytest.mark.parametrize("name", ["lit_part", "due_part"])
def test_a_long_list_is_written_page_by_page(late, name, monkeypatch):
    made, link = [], lines.name
    monkeypatch.setattr(lines, "name", lambda record: made.append(record["id"]) or link(record))
    page = drawn(name, late)
    assert len(table(page)) == 1 + lines.PAGE
    assert made == [f"P{n:02}" for n in range(lines.PAGE)]


def test_what_is_due_is_looked_up_once_for_all(late, monkeypatch):
    asked, at = [], Steps.at
    monkeypatch.setattr(Steps, "at", lambda steps, day: asked.append(day) or at(steps, day))
    drawn("due_part", late)
    assert asked == [late.as_of]


def test_of_a_light_the_furthest_behind_stands_first(facts):
    done = {"甲": 20.0, "丙": 30.0, "乙": 30.0, "丁": 25.0, "戊": 90.0}
    statements = [said(key, annual_plan=100.0, annual_done=part) for key, part in done.items()]
    selection = standing(facts, map(feature, done), statements)
    assert list(lit_part.worst_first(selection, Light.YELLOW)["id"]) == ["甲", "丁", "丙", "乙"]
    assert list(lit_part.worst_first(selection, Light.GREEN)["id"]) == ["戊"]
    assert lit_part.worst_first(selection, Light.RED).empty
    cut = selection.select(Filter(text="丁"))
    assert list(lit_part.worst_first(cut, Light.YELLOW)["id"]) == ["丁"]
