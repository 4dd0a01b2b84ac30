"""`python -m geo diff`: thirty planted changes between two ledgers, and nothing else."""

import csv
import io
from datetime import date

import openpyxl
import planted_moves
import pytest
from planted_moves import PLANTED

from geo import edits, seeds, store, workspaces
from geo.__main__ import main
from geo.moved.telling import ONE_STATE

HEADINGS = ["变动", "名称", "板块", "说明", "完成推迟（天）", "距离（米）"]
JULY = date(2026, 7, 31)


def run(capsys, *arguments):
    code = main(["diff", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ledgers")
    paths = folder / "六月.xlsx", folder / "八月.xlsx"
    paths[0].write_bytes(planted_moves.first())
    paths[1].write_bytes(planted_moves.second())
    return paths


@pytest.fixture(scope="module")
def workspace(ledgers, tmp_path_factory):
    """A workspace into which both were imported, one after the other."""
    path = tmp_path_factory.mktemp("workspace") / "台账.db"
    for ledger in ledgers:
        given = ("--datum", "wgs84", "--operator", "王工", "--accept", "renamed")
        assert main(["import", str(ledger), "--workspace", str(path), *given]) == 0
    return path


def listed(path):
    """Read a list back: its rows, and what is said below them."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    end = rows.index([])
    assert rows[0] == HEADINGS
    return rows[1:end], dict(row for row in rows[end + 1 :])


def found(rows):
    return sorted((row[1].replace(" ", ""), row[0]) for row in rows)


WANTED = sorted((planted.name, planted.move.word) for planted in PLANTED)


def test_exactly_the_thirty_planted_changes_are_found_and_told(ledgers, tmp_path, capsys):
    to = tmp_path / "变动.csv"
    code, out, err = run(capsys, *ledgers, "--datum", "wgs84", "--to", to)
    assert (code, err) == (0, "")
    rows, about = listed(to)
    assert len(WANTED) == 30
    assert found(rows) == WANTED
    words = {(row[1].replace(" ", ""), row[0]): row[3] for row in rows}
    for planted in PLANTED:
        for said in planted.said:
            assert said in words[planted.name, planted.move.word], planted
    assert "共有 30 处变动，涉及 26 项" in about["概述"]
    assert about["概述"] in out


def test_two_dates_of_a_workspace_show_what_its_ledgers_changed(workspace, tmp_path, capsys):
    to = tmp_path / "变动.csv"
    dates = ("--from", planted_moves.FIRST, "--until", planted_moves.SECOND)
    code, _, err = run(capsys, workspace, workspace, *dates, "--to", to)
    assert (code, err) == (0, "")
    assert found(listed(to)[0]) == WANTED


def test_a_ledger_set_against_a_workspace_tells_the_same(ledgers, workspace, tmp_path, capsys):
    """The workspace holds both; what it holds of June is the ledger of June."""
    june = tmp_path / "六月.db"
    given = ("--datum", "wgs84", "--operator", "王工")
    assert main(["import", str(ledgers[0]), "--workspace", str(june), *given]) == 0
    before = june.read_bytes()
    for name, pair in (("a", (june, ledgers[1])), ("b", (june, workspace))):
        to = tmp_path / f"{name}.csv"
        assert run(capsys, *pair, "--datum", "wgs84", "--to", to)[0] == 0
        assert found(listed(to)[0]) == WANTED, pair
    assert june.read_bytes() == before


def test_two_workspaces_made_apart_are_matched_by_code_and_name(ledgers, tmp_path, capsys):
    paths = tmp_path / "甲.db", tmp_path / "乙.db"
    for ledger, path in zip(ledgers, paths, strict=True):
        given = ("--datum", "wgs84", "--operator", "王工")
        assert main(["import", str(ledger), "--workspace", str(path), *given]) == 0
    to = tmp_path / "变动.csv"
    assert run(capsys, *paths, "--to", to)[0] == 0
    # Cells left empty in August keep what June said only where both are one workspace.
    rows = [row for row in listed(to)[0] if not (row[0] == "状态变化" and "未说明" in row[3])]
    rows = [row for row in rows if not row[3].startswith("不再有位置")]
    assert found(rows) == WANTED


@pytest.mark.parametrize("which", [0, 1], ids=["六月", "八月"])
def test_a_ledger_against_itself_has_not_moved(ledgers, which, capsys):
    code, out, _ = run(capsys, ledgers[which], ledgers[which], "--datum", "wgs84")
    assert code == 0
    assert "没有发现变动（比较了" in out.splitlines()[0]
    assert not any(line.startswith("新增") for line in out.splitlines())


PLATED = ["项目名称", "项目代码", "所属板块", "项目状态", "总投资（万元）", "经度", "纬度"]


def plated(path, plate):
    """Write a ledger that names one plate, and import it into a workspace of its own."""
    book = openpyxl.Workbook()
    book.active.append(["台账（截至2026年6月30日）"])
    book.active.append(PLATED)
    for n in range(5):
        book.active.append([f"甲{n}小学", f"A-{n}", plate, "在建", n, 113.6 + n / 100, 34.7])
    book.save(path)
    workspace = path.with_suffix(".db")
    given = ("--datum", "wgs84", "--operator", "王工")
    assert main(["import", str(path), "--workspace", str(workspace), *given]) == 0
    return path, workspace


@pytest.mark.parametrize("plate", ["二七商圈", "没有的板块"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_ledger_and_the_workspace_made_of_it_are_the_same(plate, turned, tmp_path, capsys):
    pair = plated(tmp_path / "六月.xlsx", plate)
    capsys.readouterr()
    code, out, _ = run(capsys, *pair[:: -1 if turned else 1], "--datum", "wgs84")
    assert code == 0
    assert "没有发现变动（比较了" in out.splitlines()[0], out


def test_ids_of_a_ledger_are_not_those_of_a_workspace_that_has_its_plates(tmp_path, capsys):
    """Turned round, the same ids stand for other projects: they are matched by code and name."""
    ledger, workspace = plated(tmp_path / "六月.xlsx", "二七商圈")
    book = openpyxl.load_workbook(ledger)
    rows = list(book.active.iter_rows(min_row=3, values_only=True))
    for y, row in enumerate(rows[::-1], start=3):
        for x, value in enumerate(row, start=1):
            book.active.cell(y, x).value = value
    book.save(ledger)
    capsys.readouterr()
    _, out, _ = run(capsys, ledger, workspace, "--datum", "wgs84")
    assert "没有发现变动（比较了" in out.splitlines()[0], out


@pytest.mark.parametrize("source", ["workspace", "seeds"])
def test_a_source_against_itself_has_not_moved(workspace, source, capsys):
    path = {"workspace": workspace, "seeds": seeds.SEEDS}[source]
    code, out, _ = run(capsys, path, path)
    assert code == 0
    assert "没有发现变动（比较了" in out.splitlines()[0]


def test_the_seeds_at_their_two_dates(capsys):
    code, out, _ = run(
        capsys, seeds.SEEDS, seeds.SEEDS, "--from", "2020-04-30", "--until", "2020-08-31"
    )
    first, blank, heading, *rows = out.splitlines()
    assert code == 0
    assert "从2020年4月30日到2020年8月31日，共有 42 处变动，涉及 42 项。新增 39 项" in first
    assert "推进中转为前期 1 项，推进中转为在建 1 项" in first
    assert (blank, heading.split()) == ("", ["变动", "名称", "板块", "说明"])
    assert rows.index("") == 42
    assert sum("不到三分之一" in row for row in rows) == 1


@pytest.mark.parametrize("until", [("--until", "2020-12-31"), ()], ids=["两个日期", "一个日期"])
def test_dates_between_which_nothing_was_written_are_of_one_state(until, tmp_path, capsys):
    path = tmp_path / "种子.db"
    store.create(path, operator="王工", batch=workspaces.seeds_batch()).close()
    code, out, _ = run(capsys, path, path, "--from", "2020-08-31", *until)
    assert code == 0
    assert "比较了新增、未再列入、状态、工期、金额；" in out
    assert f"注：{ONE_STATE}" in out


def test_what_is_gone_stands_under_the_plate_that_is_gone_with_it(tmp_path, capsys):
    _, before = plated(tmp_path / "六月.xlsx", "没有的板块")
    _, after = plated(tmp_path / "七月.xlsx", "二七商圈")
    with store.open_workspace(after) as workspace:
        form = edits.retire(workspace.facts(), workspace.head, "P1-5", "会议纪要", JULY)
        workspace.write(form, operator="王工")
    to = tmp_path / "变动.csv"
    assert run(capsys, before, after, "--to", to)[0] == 0
    gone = {row[1]: row[2] for row in listed(to)[0] if row[0] == "未再列入"}
    assert gone == {"没有的板块": "没有的板块", "甲4小学": "没有的板块"}


def test_a_workbook_holds_the_list_and_no_formula(ledgers, tmp_path, capsys):
    to = tmp_path / "变动.xlsx"
    assert run(capsys, *ledgers, "--datum", "wgs84", "--to", to)[0] == 0
    book = openpyxl.load_workbook(to)
    rows = [[cell.value for cell in row] for row in book["变动清单"].iter_rows()]
    assert rows[0] == HEADINGS
    assert found(rows[1:]) == WANTED
    late = next(row for row in rows if row[1] == "福华街小学")
    assert late[4] == 112
    far = next(row for row in rows if row[:2] == ["位置变动", "大学南路小学"])
    assert far[5] == pytest.approx(420, abs=1)
    assert any("共有 30 处" in str(row[1].value) for row in book["说明"].iter_rows())


def test_a_text_file_says_what_is_printed(ledgers, tmp_path, capsys):
    to = tmp_path / "变动.txt"
    run(capsys, *ledgers, "--datum", "wgs84", "--to", to)
    _, out, _ = run(capsys, *ledgers, "--datum", "wgs84")
    assert to.read_bytes().decode("utf-8-sig").splitlines() == out.splitlines()


def test_hostile_names_stay_plain_text(tmp_path, capsys):
    attacks = ["=HYPERLINK(1)", "+1+1", "@SUM(1)", "<script>x</script>", "甲\n乙\t丙", "长" * 3000]
    head = ["项目名称", "项目代码", "项目状态", "备注"]
    pages = []
    for n, status in enumerate(("前期", "在建")):
        book = openpyxl.Workbook()
        book.active.append([f"台账（截至2020年{n + 6}月30日）"])
        book.active.append(head)
        for at, name in enumerate(attacks):
            book.active.append([name, f"=C{at}", status, name])
            for cell in book.active[book.active.max_row]:
                cell.data_type = "s"
        pages.append(tmp_path / f"{n}.xlsx")
        book.save(pages[-1])
    to = [tmp_path / "变动.csv", tmp_path / "变动.xlsx", tmp_path / "变动.txt"]
    for path in to:
        assert run(capsys, *pages, "--to", path)[0] == 0
    rows, _ = listed(to[0])
    assert [row[0] for row in rows] == ["状态变化"] * len(attacks)
    assert not any(field.startswith(("=", "+", "@")) for row in rows for field in row)
    cells = [c for row in openpyxl.load_workbook(to[1])["变动清单"].iter_rows() for c in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert all(len(line) < 400 for line in to[2].read_text("utf-8-sig").splitlines())


def test_rows_that_could_not_be_compared_are_counted(tmp_path, capsys):
    paths = []
    for n in (6, 7):
        rows = [
            ["项目名称", "项目代码", "总投资（万元）"],
            ["甲小学", "A-1", 100],
            ["甲小学", "A-2", 200],
            ["", "A-3", 300],
            ["乙安置区", "A-4", "若干"],
        ]
        book = openpyxl.Workbook()
        for row in ([f"台账（截至2020年{n}月30日）"], *rows):
            book.active.append(row)
        paths.append(tmp_path / f"{n}月.xlsx")
        book.save(paths[-1])
    _, out, _ = run(capsys, *paths)
    for which in ("前一份“6月.xlsx”", "后一份“7月.xlsx”"):
        assert f"注：{which}有 1 行没有读入，没有比较：“Sheet”第 5 行" in out
        assert f"注：{which}有 1 行与前面的行同名或同代码，各算一项：“Sheet”第 4 行" in out
        assert f"注：{which}有 1 行有待核实的内容，按读出的比较：“Sheet”第 6 行" in out


BAD = {
    "后早于前": (("{b}", "{a}"), "早于前一份"),
    "没有文件": (("{a}", "没有.xlsx"), "找不到文件"),
    "后缀": (("{a}", "{b}", "--to", "变动.pdf"), "--to 只能写成"),
    "覆盖": (("{a}", "{b}", "--to", "{b}"), "请换一个文件名"),
    "日期": (("{a}", "{b}", "--as-of-a", "六月"), "应写成 2020-08-31"),
    "台账不用 from": (("{a}", "{b}", "--from", "2020-06-30"), "--as-of-a"),
    "工作区不用 as-of": (("{w}", "{b}", "--as-of-a", "2020-06-30"), "不是台账"),
    "太长": (("{a}", "{b}", "--to", "长" * 300 + ".txt"), "文件名或路径太长，请改短"),
    "含义": (("{a}", "{b}", "--column", "名=什么"), "含义可用"),
    "基准": (("{a}", "{b}", "--datum", "火星"), "火星"),
    "倒过来的日期": (("{w}", "{w}", "--from", "2020-08-31", "--until", "2020-06-30"), "早于前一份"),
}


@pytest.mark.parametrize("given", BAD)
def test_bad_use_is_one_line_and_writes_nothing(given, ledgers, workspace, tmp_path, capsys):
    words, said = BAD[given]
    paths = {"a": ledgers[0], "b": ledgers[1], "w": workspace}
    before = {key: path.read_bytes() for key, path in paths.items()}
    code, out, err = run(capsys, *(word.format(**paths) for word in words))
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert {key: path.read_bytes() for key, path in paths.items()} == before


def test_a_day_given_for_a_ledger_counts(ledgers, capsys):
    _, out, _ = run(capsys, *ledgers[::-1], "--as-of-a", "2020-09-30", "--as-of-b", "2020-10-31")
    assert out.startswith("从2020年9月30日到2020年10月31日")
