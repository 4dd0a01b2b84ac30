"""Title, organisation, approval number and restriction: the same words in every way out."""

import io
import json
from dataclasses import replace

import openpyxl
import pytest
from hostile import ATTACKS
from packed import data_of

from geo.catalogue import catalogue
from geo.settings import RESTRICTION, SETTINGS, WORDS
from layers.__main__ import main
from layers.document import build
from layers.formats import FORMATS

OPTIONS = {
    "title": "金水区一张图",
    "subtitle": "四大板块",
    "organisation": "区发展和改革委员会",
    "approval": "某S（2020）001号",
    "restriction": "仅供会议使用",
}


def export(tmp_path, suffix, options):
    path = tmp_path / f"图.{suffix}"
    words = [f"--{key}={text}" for key, text in options.items()]
    return path, main(["export", "--to", str(path), *words])


def about(content):
    return list(openpyxl.load_workbook(io.BytesIO(content))["说明"].iter_rows(values_only=True))


def test_without_options_a_document_has_the_words_of_its_workspace(whole):
    data = data_of(build(whole))
    assert data["title"] == "二七区重点项目一张图"
    assert (data["organisation"], data["permission"]) == ("", RESTRICTION)


def test_options_reach_page_and_payload(tmp_path):
    path, code = export(tmp_path, "html", OPTIONS)
    html = path.read_text(encoding="utf-8")
    assert code == 0
    assert "<title>金水区一张图</title>" in html
    data = data_of(html)
    shown = ("title", "subtitle", "organisation")
    assert {key: data[key] for key in shown} == {key: OPTIONS[key] for key in shown}
    assert data["permission"] == "审图号：某S（2020）001号"


def test_options_reach_the_workbook_where_a_number_replaces_the_restriction(tmp_path):
    path, _ = export(tmp_path, "xlsx", OPTIONS)
    assert about(path.read_bytes())[:4] == [
        ("标题", "金水区一张图"),
        ("副标题", "四大板块"),
        ("编制单位", "区发展和改革委员会"),
        ("审图号", "某S（2020）001号"),
    ]


def test_a_workbook_without_a_number_tells_the_restriction(whole):
    rows = dict(about(FORMATS["xlsx"].encode(whole)))
    assert rows["用途限制"] == RESTRICTION
    assert "审图号" not in rows and "编制单位" not in rows


def test_the_title_names_the_collection(tmp_path):
    path, _ = export(tmp_path, "geojson", {"title": "金水区一张图"})
    assert json.loads(path.read_text(encoding="utf-8"))["name"] == "金水区一张图"


def test_an_empty_option_takes_a_word_away(tmp_path):
    path, code = export(tmp_path, "html", {"subtitle": ""})
    assert code == 0
    assert data_of(path.read_text(encoding="utf-8"))["subtitle"] == ""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"title": ""}, "--title 不能为空"),
        ({"restriction": "  "}, "--restriction 不能为空"),
        ({"organisation": "长" * 61}, "--organisation 过长：编制单位有 61 字，最多 60 字"),
    ],
)
def test_a_word_that_cannot_stand_ends_with_two_and_one_line(tmp_path, capsys, options, told):
    path, code = export(tmp_path, "html", options)
    err = capsys.readouterr().err.strip()
    assert code == 2
    assert told in err
    assert len(err.splitlines()) == 1
    assert not path.exists()


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_stay_text_everywhere(facts, attack):
    words = {key: attack[: SETTINGS[key].limit].strip() for key in WORDS}
    shown = catalogue(replace(facts, settings=facts.settings.but(words)))
    html = build(shown)
    title = html.split("<title>", 1)[1].split("</title>", 1)[0]
    assert not set(title) & set("<>`${}\\")
    told = data_of(html)
    assert told["permission"] == f"审图号：{words['approval']}"
    assert {key: told[key] for key in words.keys() & told.keys()} == {
        key: words[key] for key in ("title", "subtitle", "organisation")
    }
    sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].encode(shown)))["说明"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert json.loads(FORMATS["geojson"].encode(shown))["name"] == words["title"]
