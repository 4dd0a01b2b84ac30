"""Every bad-input case of the study that concerns files, texts, storage or people has a test."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
# Number in the study → what is expected here. Where that differs from the study, it says why.
CASES = {
    1: "a VRT named .geojson is no GeoJSON; no other file is opened",
    2: "a GDALG document is no GeoJSON: its type is none of ours",
    3: "the name of an upload is a label, cut to its last part; nothing is written under it",
    4: "a hostile zip is refused by its directory before anything is unpacked. Zips are read for "
    "one shapefile or as a workbook; a zip in a workbook is left unopened, not refused",
    5: "a shapefile without .prj asks for the datum, without .dbf or .shx it lists what is "
    "missing, and of two it asks which",
    6: "a wrong .cpg is found out and told; the encoding can be switched",
    7: "cells at both corners of a sheet are answered in 2 s and 200 MB, by a refusal that names "
    "the far cell",
    8: "too many rows, columns or letters are refused with the limit",
    9: "each thing that is no workbook has its own message. A CSV named .xlsx is no fault: it is "
    "read by its content, with a note",
    10: "every encoding and separator of the study gives the same text, quoted line breaks too",
    11: "the heading is found; sums, notes, repeated headings and hidden sheets are left out and "
    "told. A hidden sheet is read when it is asked for",
    12: "a unit in the cell wins over the heading; without any unit nothing is converted; a range "
    "keeps both ends, 约 is inferred, acres are no money",
    13: "long codes and leading zeros stay text; where Excel has rounded a code, it is told",
    14: "raw words stay beside what they were read as; impossible days and reversed ends are "
    "told. The foreign ledger of the study is not in the project",
    15: "the unit of progress is found for the whole column; what cannot be is told",
    16: "rows of one name or code are counted apart and told, until the user merges them",
    17: "a row without a name is refused and counted, a blank one only counted",
    18: "swapped coordinates are recognised by the district; swapping is offered, not just done",
    19: "without a declared datum nothing is placed; a shift of hundreds of metres is told",
    20: "projected coordinates are recognised by their range and used only when confirmed",
    21: "an impossible coordinate is refused. In a ledger the row survives: its project is listed "
    "as unlocated with the reason; in an outline the other features survive, and a third or "
    "fourth number is dropped with a note",
    22: "a broken ring is mended with a note or refused; no area is negative. Lines are refused "
    "whatever their length, for an outline is an area",
    23: "each departure from RFC 7946 has its own outcome",
    24: "deep nesting is a plain message",
    25: "hostile texts are text in page, table, card and every file. A name above 500 characters "
    "is cut when a ledger is read, and the row says so",
    26: "what begins like a formula is text in CSV, workbook and report; negative numbers stay "
    "numbers",
    27: "control characters are dropped and the row says so; every export succeeds",
    28: "a service that cannot be reached, refuses, breaks off or answers nonsense is told apart "
    "from one that does not know the address; nothing lands at 0, 0",
    29: "a batch stops at a spent quota, keeps what it has and goes on later; a busy service is "
    "asked again after a pause",
    30: "an answer outside the district, of a low score or a whole district is to be looked at",
    31: "a place of the same name in another city is not taken",
    32: "longitude and latitude come out right from every service, whichever stands first in it",
    33: "without a key, or with a bad one, the gazetteer works on and no key is in any output",
    36: "a restart or the same file again loses nothing and imports nothing twice",
    37: "of two who change one project, the second is told who was first with what",
    38: "a full disk, a lost file, a kill: what was written before is whole, and damage is found",
    39: "what one workspace holds is never seen in another, nor what was not selected in a file. "
    "There are no accounts: who may open the app may read every workspace",
    40: "nobody writes without the passcode, and a wrong one is logged. Reading is open: the app "
    "has one passcode, no roles",
    41: "a file above the limit is refused before it is read, the same file again changes nothing. "
    "The upload takes one file at a time, so a hundred cannot be given",
    42: "of 5,000 projects and 2,000 roads none is lost on the way into document and table",
    43: "nothing, one point and nothing left by the filter are valid in every format",
    44: "a plan of nothing or none at all gives no lag but words",
    45: "month and day are those of China, wherever the server stands",
    46: "a formula without a saved result is told with the remedy; its row is kept",
}
# The study has 47; the others concern base maps and fonts.
STUDY = range(1, 48)


def numbers(decorator):
    """The cases a decorator marks a test with."""
    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.case":
        return [ast.literal_eval(argument) for argument in decorator.args]
    return []


def marked(text):
    """Which case is covered by which tests of a module."""
    found = defaultdict(list)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            for number in (n for decorator in node.decorator_list for n in numbers(decorator)):
                found[number].append(node.name)
    return found


@pytest.fixture(scope="module")
def covered():
    found = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for number, names in marked(path.read_text(encoding="utf-8")).items():
            found[number] += [f"{path.name}::{name}" for name in names]
    return found


@pytest.mark.parametrize("number", CASES)
def test_a_case_has_a_test(covered, number):
    assert covered[number], CASES[number]


def test_the_cases_are_those_of_the_issue():
    assert list(CASES) == [*range(1, 34), *range(36, 47)]


def test_no_mark_names_a_case_that_does_not_exist(covered):
    assert set(covered) <= set(STUDY)


def test_only_tests_carry_marks(covered):
    assert all("::test_" in name for names in covered.values() for name in names)


def test_a_mark_is_seen():
    text = "@pytest.mark.case(3, 5)\n@pytest.mark.skipif(False)\ndef test_x(): ...\n"
    assert marked(text) == {3: ["test_x"], 5: ["test_x"]}
    assert not marked("@pytest.mark.parametrize('case', [3])\ndef test_x(): ...\n")
