"""Every format carries the same selection, the same way each time, and nothing alive."""

import csv
import io
import json

import geopandas as gpd
import openpyxl
import pytest
from packed import data_of

from geo.filters import Filter, parse
from geo.model import Status
from layers.formats import FORMATS, file_name, format_of

SELECTIONS = {
    "whole": {},
    "plate": {"plates": ["二七商圈"]},
    "plate and status": {"plates": ["凤湖智能新区", "none"], "statuses": ["在建", "advancing"]},
    "kind": {"kinds": ["road", "公园"]},
    "text": {"text": "路"},
    "nothing": {"plates": []},
}


def ids_in(suffix, content, tmp_path):
    """Read back the feature ids, as an outsider would."""
    if suffix == "geojson":
        return [feature["id"] for feature in json.loads(content)["features"]]
    if suffix == "csv":
        return [row["编号"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]
    if suffix == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["清单"].iter_rows(
            min_row=2
        )
        return [row[0].value for row in rows]
    if suffix == "gpkg":
        path = tmp_path / "map.gpkg"
        path.write_bytes(content)
        return list(gpd.read_file(path)["id"])
    return data_of(content.decode())["columns"]["id"]


@pytest.mark.case(43)
@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("words", SELECTIONS.values(), ids=SELECTIONS)
def test_a_format_holds_exactly_the_selection(whole, suffix, words, tmp_path):
    selection = whole.select(parse(plate_names=whole.plate_names, **words))
    content = FORMATS[suffix].encode(selection)
    assert ids_in(suffix, content, tmp_path) == list(selection.frame["id"])


@pytest.mark.parametrize("suffix", ["html", "geojson", "csv"])
def test_the_same_input_gives_the_same_bytes(whole, suffix):
    assert FORMATS[suffix].encode(whole) == FORMATS[suffix].encode(whole)


@pytest.mark.case(25)
@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_texts_pass_through_every_format(hostile_catalogue, suffix, tmp_path):
    content = FORMATS[suffix].encode(hostile_catalogue)
    assert len(ids_in(suffix, content, tmp_path)) == 82


@pytest.mark.case(26)
def test_no_cell_of_a_workbook_is_a_formula(hostile_catalogue):
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].encode(hostile_catalogue)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


@pytest.mark.case(26)
def test_no_field_of_a_csv_begins_like_a_formula(hostile_catalogue):
    text = FORMATS["csv"].encode(hostile_catalogue).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        for field in row:
            assert not field.startswith(("=", "+", "@", "\t")), field[:40]
            assert not field.startswith("-") or float(field) < 0, field[:40]


def test_names_survive_in_geojson_letter_by_letter(hostile_catalogue):
    names = [
        f["properties"]["name"]
        for f in json.loads(FORMATS["geojson"].encode(hostile_catalogue))["features"]
    ]
    assert names == list(hostile_catalogue.frame["name"])


def test_csv_opens_in_excel_with_chinese(whole):
    content = FORMATS["csv"].encode(whole)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content


def test_the_workbook_ties(whole):
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].encode(whole)))
    rows = list(book["板块汇总"].iter_rows(values_only=True))
    whole_at = rows[0].index("合计")
    assert rows[0][0] == "板块" and rows[-1][0] == "合计"
    body = rows[1:-1]
    for column in range(1, whole_at + 1):
        assert sum(row[column] for row in body) == rows[-1][column]
    assert rows[-1][whole_at] == 82 - len(whole.plates)
    words = {status.word for status in Status}
    assert set(rows[0][1:whole_at]) <= words
    about = dict(book["说明"].iter_rows(values_only=True))
    assert about["其中图上"] + about["其中未定位"] == about["本表列出"] == 82


def test_file_names_tell_district_date_and_cut(whole):
    spec = Filter(plates=frozenset({"PL-01", "none"}), statuses=frozenset({"building"}))
    assert file_name(whole.select(spec), "geojson") == (
        "二七区重点项目_2020-08-31_二七商圈_未分板块_在建.geojson"
    )
    late = Filter(lights=frozenset({"red", "yellow"}), kinds=frozenset({"project"}))
    name = file_name(whole.select(late), "csv")
    assert name == "二七区重点项目_2020-08-31_红灯_黄灯_项目.csv"
    assert file_name(whole, "html") == "二七区重点项目_2020-08-31.html"


def test_an_unknown_ending_is_told_with_what_is_known(tmp_path):
    with pytest.raises(ValueError, match=r"不支持的文件类型“\.docx”，可用：\.html"):
        format_of(tmp_path / "图.docx")
