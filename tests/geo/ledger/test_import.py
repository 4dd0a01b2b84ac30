"""A ledger through the command line: everything said, nothing lost, one set of numbers."""

import csv
import io
import json
import re

import faulty
import openpyxl
import pytest

from geo import seeds
from geo.__main__ import main
from geo.ledger.entry import Outcome
from geo.store import open_workspace
from layers.__main__ import main as export

SUM = re.compile(
    r"读到 (\d+) 行 = 精确上图 (\d+) \+ 约位上图 (\d+) \+ 未定位 (\d+) \+ 未读入 (\d+)"
)
LINE = re.compile(r"(.+) 第 (\d+) 行\t(.*)\t(.+)\t(.*)")


@pytest.fixture(scope="module")
def station():
    """A station well inside the district, whose name a ledger may mention."""
    base = seeds.read().base
    inside = [s for s in base.stations if s.geometry and base.district.contains(s.geometry)]
    deepest = max(inside, key=lambda s: base.district.boundary.distance(s.geometry))
    return deepest.name, deepest.geometry.x, deepest.geometry.y


@pytest.fixture(scope="module")
def ledger(tmp_path_factory, station):
    path = tmp_path_factory.mktemp("ledger") / "台账.xlsx"
    path.write_bytes(faulty.build(station))
    return path


def run(capsys, *arguments):
    code = main([str(a) for a in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def totals(out):
    return [int(n) for n in SUM.search(out).groups()]


def told(out):
    """Row number → (outcome, reason), as printed."""
    found = (LINE.fullmatch(line) for line in out.splitlines())
    return {int(m[2]): (m[4], m[5]) for m in found if m}


@pytest.fixture
def imported(ledger, tmp_path, capsys):
    workspace, report = tmp_path / "台账.db", tmp_path / "对账.xlsx"
    code, out, err = run(
        capsys,
        "import",
        ledger,
        "--datum",
        "wgs84",
        "--workspace",
        workspace,
        "--report",
        report,
        "--operator",
        "王工",
    )
    assert (code, err) == (0, "")
    return workspace, report, out


@pytest.mark.case(12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 46)
def test_every_planted_fault_is_told_by_row_and_reason(imported, station):
    _, _, out = imported
    rows = told(out)
    missing = {
        row: (fault.said, rows.get(row))
        for row, fault in faulty.rows(station).items()
        if fault.said and fault.said not in rows.get(row, ("", ""))[1]
    }
    assert not missing
    assert sum(bool(f.said) for f in faulty.rows(station).values()) >= 40
    for row, fault in faulty.rows(station).items():
        if fault.outcome:
            assert rows[row][0] == Outcome(fault.outcome).word, (row, fault)


@pytest.mark.case(11, 17)
def test_the_sum_ties_and_rows_that_are_no_projects_are_told(imported):
    _, _, out = imported
    read, *parts = totals(out)
    assert read == faulty.ROWS == sum(parts)
    for words in ("合计行 2", "重复的表头 1", "说明行 1", "工作表“去年”（隐藏）未读"):
        assert words in out


def test_a_sound_row_is_not_complained_of(imported, station):
    _, _, out = imported
    planted, rows = faulty.rows(station), told(out)
    for row in range(faulty.FIRST_ROW, faulty.FIRST_ROW + faulty.ROWS):
        if row not in planted and row in rows:
            outcome, reason = rows[row]
            assert outcome == "未定位", row
            assert reason.startswith("台账没有写坐标，只有地址；"), row


def test_map_roll_up_and_exports_carry_the_numbers_of_the_report(imported, tmp_path):
    workspace, report, out = imported
    _, exact, approximate, unlocated, refused = totals(out)
    sheet = openpyxl.load_workbook(report)["项目台账"]
    heading = [cell.value for cell in sheet[4]]
    outcomes = [row[heading.index("一张图·结果")].value for row in sheet.iter_rows(min_row=5)]
    expected = dict(
        zip([o.word for o in Outcome], [exact, approximate, unlocated, refused], strict=True)
    )
    assert {word: outcomes.count(word) for word in expected} == expected

    for suffix in ("geojson", "csv", "xlsx"):
        assert (
            export(
                [
                    "export",
                    "--to",
                    str(tmp_path / f"a.{suffix}"),
                    "--workspace",
                    str(workspace),
                    "--kind",
                    "project",
                ]
            )
            == 0
        )
    features = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    certainties = [f["properties"]["location_certainty"] for f in features]
    assert certainties.count("exact") == exact
    assert certainties.count("approx") + certainties.count("schematic") == approximate
    assert certainties.count("none") == unlocated
    assert [f["geometry"] is None for f in features].count(True) == unlocated
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) - 1 == exact + approximate + unlocated
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    heading, *_, whole = book["板块汇总"].iter_rows(values_only=True)
    assert whole[heading.index("合计")] == len(rows) - 1


def test_the_report_differs_from_the_ledger_only_in_our_columns(imported, ledger):
    _, report, _ = imported
    for options in ({}, {"data_only": True}):
        before = openpyxl.load_workbook(ledger, **options)
        after = openpyxl.load_workbook(report, **options)
        assert before.sheetnames == after.sheetnames
        for old, new in zip(before, after, strict=True):
            assert old.merged_cells.ranges == new.merged_cells.ranges
            assert old.sheet_state == new.sheet_state
            for row in old.iter_rows():
                for cell in row:
                    other = new[cell.coordinate]
                    assert (cell.value, cell.data_type) == (other.value, other.data_type)
                    assert (
                        cell.style_id == other.style_id or cell.number_format == other.number_format
                    )


@pytest.mark.case(36, 41)
def test_importing_the_same_file_again_changes_nothing(imported, ledger, capsys):
    workspace, _, _ = imported
    before = workspace.read_bytes()
    code, out, _ = run(capsys, "import", ledger, "--datum", "wgs84", "--workspace", workspace)
    assert code == 0
    assert "没有改动" in out
    assert workspace.read_bytes() == before


def test_a_preview_writes_nothing(ledger, tmp_path, capsys):
    workspace = tmp_path / "无.db"
    code, out, _ = run(capsys, "import", ledger, "--dry-run", "--workspace", workspace)
    assert code == 0
    assert "没有写入" in out
    assert not list(tmp_path.iterdir())


def test_without_a_datum_no_coordinates_are_placed_and_nothing_lost(ledger, tmp_path, capsys):
    code, out, _ = run(capsys, "import", ledger, "--dry-run", "--workspace", tmp_path / "a.db")
    read, exact, approximate, unlocated, refused = totals(out)
    by_address = [row for row in told(out).values() if "按地址推算：" in row[1]]
    assert (code, exact, approximate) == (0, 0, len(by_address))
    assert read == approximate + unlocated + refused
    assert "坐标没有声明基准" in out


def test_accepted_remedies_place_the_rows_they_were_offered_to(ledger, tmp_path, capsys, station):
    rows = faulty.rows(station)
    swapped = next(row for row, fault in rows.items() if fault.said == "互换")
    _, out, _ = run(
        capsys,
        "import",
        ledger,
        "--dry-run",
        "--datum",
        "wgs84",
        "--swap",
        "--workspace",
        tmp_path / "a.db",
    )
    assert told(out)[swapped][0] == "精确上图"
    projected = next(row for row, fault in rows.items() if fault.said == "4547")
    _, out, _ = run(
        capsys,
        "import",
        ledger,
        "--dry-run",
        "--datum",
        "wgs84",
        "--remedy",
        "epsg:4547",
        "--workspace",
        tmp_path / "a.db",
    )
    assert told(out)[projected][0] == "精确上图"


def test_the_history_names_who_imported(imported):
    workspace, _, _ = imported
    with open_workspace(workspace) as opened:
        [change] = opened.changes()
    assert (change.operator, change.kind.value) == ("王工", "import")


def test_a_report_that_cannot_be_written_stops_the_import_before_it_begins(
    ledger, tmp_path, capsys
):
    report = tmp_path / "对账.xlsx"
    report.mkdir()
    workspace = tmp_path / "甲.db"
    code, out, err = run(capsys, "import", ledger, "--workspace", workspace, "--report", report)
    assert (code, out) == (2, "")
    assert "是文件夹" in err
    assert not workspace.exists()


def test_a_ledger_from_the_future_is_refused(ledger, tmp_path, capsys):
    workspace = tmp_path / "甲.db"
    code, _, err = run(capsys, "import", ledger, "--workspace", workspace, "--as-of", "2099-01-01")
    assert code == 2
    assert "在今天以后" in err
    assert not workspace.exists()


def test_ctrl_c_is_answered_in_words(ledger, tmp_path, capsys, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("geo.ledger.intake.tables", interrupted)
    workspace = tmp_path / "甲.db"
    code, _, err = run(capsys, "import", ledger, "--workspace", workspace)
    assert code == 130
    assert "已中断" in err
    assert not workspace.exists()
