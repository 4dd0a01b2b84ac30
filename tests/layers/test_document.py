"""The document as a string: self-contained, reproducible, and holding no more than was chosen."""

import json
import re
from pathlib import Path

import pytest
import rjsmin
from ledger_facts import with_outline
from packed import data_of, readable, scripts_of, unpacked, with_data, with_scripts
from page_data import page

from geo.catalogue import catalogue
from geo.filters import Filter
from layers import canvas, escape
from layers.document import View, build
from layers.escape import script_file
from layers.payload import payload

MAX_BYTES = 400_000
# The name of a vocabulary, and two addresses in comments of Leaflet: nothing is fetched from them.
NAMED_HOSTS = {
    "http://www.w3.org/2000/svg",
    "https://leafletjs.com",
    "https://bugzilla.mozilla.org/show_bug.cgi?id=888319",
}


@pytest.fixture(scope="module")
def html(whole):
    return build(whole)


def test_it_is_small(html):
    assert len(html.encode()) <= MAX_BYTES


def test_it_names_no_host_that_a_browser_would_ask(html):
    page = unpacked(html)
    assert set(re.findall(r"https?://[^\s\"'<>)]+", page)) <= NAMED_HOSTS
    assert not re.search(r"url\(\s*[\"']?(?!data:|#)", page)
    assert "@import" not in page
    for name in ("jsdelivr", "cdnjs", "unpkg", "googleapis", "bootstrap", "jquery", "fontawesome"):
        assert name not in page.lower()


def test_the_flag_of_leaflet_cannot_be_shown(html):
    scripts = scripts_of(html)
    assert '"attributionControl": false' in scripts
    assert "flag" not in scripts.lower()


@pytest.mark.case(39)
def test_a_selection_leaves_nothing_of_the_rest_in_the_file(whole):
    html = build(whole.select(Filter(plates=frozenset({"PL-03"}))))
    text = readable(html)
    assert "二七华侨城" in text
    for name in ("普乐天地", "联东U谷", "足球小镇板块", "RD-01"):
        assert name not in text


def test_the_embedded_document_differs_only_in_saying_so_and_in_what_only_the_app_asks(whole, html):
    embedded = build(whole, View(embedded=True))
    assert data_of(embedded)["embedded"] is True
    scripts = scripts_of(embedded)
    for name in canvas.APP_ONLY:
        script = str(rjsmin.jsmin(script_file(canvas.ASSETS / name))) + "\n;\n"
        assert script in scripts
        scripts = scripts.replace(script, "")
    assert with_data(with_scripts(embedded, scripts), "") == with_data(html, "")
    assert data_of(embedded) == data_of(html) | {"embedded": True}


def test_offsets_and_columns_are_as_long_as_they_say(whole):
    data = payload(whole)
    n = data["n"]
    assert {len(column) for column in data["columns"].values()} == {n}
    geometry = data["geometry"]
    assert len(geometry["parts"]) == n + 1
    assert geometry["parts"][-1] == len(geometry["starts"]) - 1
    assert geometry["starts"][-1] == len(geometry["x"]) == len(geometry["y"])


def test_coordinates_decode_to_the_catalogue_within_a_decimetre(whole):
    geometry = page(payload(whole))["geometry"]
    decoded = [(x / 1e6, y / 1e6) for x, y in zip(geometry["x"], geometry["y"], strict=True)]
    row = list(whole.frame["id"]).index("RD-01")
    first = geometry["starts"][geometry["parts"][row]]
    line = list(whole.frame.geometry.iloc[row].coords)
    for got, want in zip(decoded[first : first + len(line)], line, strict=True):
        assert got == pytest.approx(want, abs=5e-7)


def test_an_official_outline_is_no_schematic_one(whole):
    plates = list(whole.plate_names)
    some = data_of(build(catalogue(with_outline(whole.facts, plates[:1]))))
    outlines = {plate["id"]: plate.get("outline") for plate in some["plates"]}
    assert outlines[plates[0]] == "official" != outlines[plates[1]]
    assert "示意范围" in some["outlineNote"]
    every = catalogue(with_outline(whole.facts, plates))
    assert data_of(build(every))["outlineNote"] == ""
    assert "示意范围" not in json.dumps(data_of(build(every)), ensure_ascii=False)


def test_an_empty_selection_still_makes_a_document(whole):
    assert data_of(build(whole.select(Filter(plates=frozenset()))))["n"] == 0


@pytest.mark.case(25)
def test_hostile_texts_reach_the_page_only_as_data(hostile_catalogue):
    html = build(hostile_catalogue)
    assert "pwned" not in unpacked(html).replace("&lt;script&gt;window.pwned=1", "")
    assert data_of(html)["columns"]["name"] == [
        escape.plain(name) for name in hostile_catalogue.frame["name"]
    ]


def test_our_scripts_never_write_markup():
    for path in Path(canvas.ASSETS).rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in text, (path.name, word)


def test_our_scripts_are_all_listed_and_old_browsers_can_read_them():
    names = {
        path.relative_to(canvas.ASSETS).as_posix() for path in Path(canvas.ASSETS).rglob("*.js")
    }
    assert names == {*canvas.SCRIPTS, *canvas.PLAIN, canvas.LOADER}
    newer = re.compile(r"\?\.[a-zA-Z\[(]|\?\?|\.replaceAll\(|\|\|=|&&=|structuredClone")
    for name in names:
        text = (canvas.ASSETS / name).read_text(encoding="utf-8")
        assert not newer.search(text), (name, newer.search(text))


def test_our_styles_use_nothing_chromium_80_lacks():
    newer = re.compile(r"(?<![-\w])inset\s*:|:focus-visible|aspect-ratio|:is\(|:where\(|:has\(")
    for name in canvas.STYLES:
        text = (canvas.ASSETS / name).read_text(encoding="utf-8")
        assert not newer.search(text), (name, newer.search(text))
