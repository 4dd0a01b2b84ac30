"""Opening ledger files: told apart by content, refused in words that help, never large."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import workbooks

from geo.errors import FileError
from geo.ledger.opening import files, limits

ROOT = Path(__file__).resolve().parents[3]
CSV = "项目名称,建设地点\n马寨水厂,马寨镇\n".encode()
SHEET = workbooks.workbook([["项目名称", "建设地点"], ["马寨水厂", "马寨镇"]])


def fault_of(name, content):
    with pytest.raises(FileError) as caught:
        files.open_book(name, content)
    return str(caught.value)


@pytest.mark.case(9)
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.xlsx", b"", "0 字节"),
        ("旧.xls", workbooks.OLE, "旧版 Excel 格式（.xls）"),
        ("旧改名.xlsx", workbooks.OLE, "旧版 Excel 格式（.xls）"),
        ("密.xlsx", workbooks.ENCRYPTED, "打开密码"),
        ("文.doc", workbooks.OLE + "WordDocument".encode("utf-16-le"), "Word 文档"),
        ("网页.xls", b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("表.xls", '<?xml version="1.0"?><Workbook/>'.encode("utf-16"), "网页或 XML"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "图片"),
        ("图.csv", b"\xff\xd8\xff\xe0" + b"\x00" * 50, "图片"),
        ("报告.xlsx", b"%PDF-1.7\n", "PDF"),
        ("包.rar", b"Rar!\x1a\x07\x00", "RAR"),
        ("板块.csv", b'{"type": "FeatureCollection"}', "JSON"),
        ("程序.csv", b"MZ\x90\x00" + b"\x01" * 100, "程序"),
        ("乱.csv", bytes(range(256)) * 20, "不是文本"),
        ("包.zip", workbooks.zipped({"台账.csv": "项目名称"}), "压缩包，不是工作簿"),
        (
            "二进制.xlsb",
            workbooks.zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""}),
            ".xlsb",
        ),
        (
            "开放.ods",
            workbooks.zipped({"mimetype": "", "META-INF/manifest.xml": ""}),
            "OpenDocument",
        ),
        ("文.docx", workbooks.zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "Word"),
        ("断.xlsx", SHEET[: len(SHEET) // 2], "已损坏"),
        ("断.xlsx", SHEET.replace(b"PK\x01\x02", b"PK\x01\x03"), "已损坏"),
        ("缺.xlsx", workbooks.raw("", extra={"xl/workbook.xml": "<workbook"}), "已损坏"),
    ],
)
def test_what_is_no_ledger_is_refused_by_its_content_with_a_remedy(name, content, words):
    fault = fault_of(name, content)
    assert fault.startswith(f"{name}：")
    assert words in fault
    assert "请" in fault


@pytest.mark.case(9)
def test_a_csv_renamed_to_xlsx_is_read_as_text_and_noted():
    book = files.open_book("台账.xlsx", CSV)
    assert (book.kind, book.grids[0].rows[2]) == ("csv", ("马寨水厂", "马寨镇"))
    assert "内容其实是文本表格" in book.notes[0]


def test_a_workbook_renamed_to_csv_is_read_as_a_workbook():
    assert files.open_book("台账.csv", SHEET).kind == "xlsx"


@pytest.mark.case(3)
@pytest.mark.parametrize(
    "name",
    [
        "../../etc/台账.csv",
        r"..\..\台账.csv",
        "/vsicurl/http://example.invalid/台账.csv",
        "台\x00账.csv",
    ],
)
def test_a_name_is_a_label_and_never_a_path(name):
    book = files.open_book(name, CSV)
    assert (book.name, book.grids[0].name) == ("台账.csv", "台账")


def test_the_digest_tells_contents_apart():
    same, other = files.open_book("甲.csv", CSV), files.open_book("乙.csv", CSV + b"\n")
    assert same.digest == files.open_book("丙.csv", CSV).digest != other.digest
    assert same.content == CSV


@pytest.mark.case(41)
def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "大.csv"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(FileError, match="超过上限 30 MB"):
        files.read_path(path)


def test_a_path_that_is_no_file_is_said_so(tmp_path):
    with pytest.raises(FileError, match="找不到文件"):
        files.read_path(tmp_path / "无.csv")
    with pytest.raises(FileError, match="不是文件"):
        files.read_path(tmp_path)


@pytest.mark.case(4)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../../evil.xml", "路径异常"),
        ("/etc/passwd", "路径异常"),
        ("C:\\evil.xml", "路径异常"),
        ("xl\\..\\..\\evil.xml", "路径异常"),
        ("XL/WORKBOOK.XML", "重名"),
    ],
)
def test_a_zip_with_names_that_lead_outside_or_twice_is_refused(name, words):
    assert words in fault_of("台账.xlsx", workbooks.raw("", extra={name: "x"}))


@pytest.mark.case(4)
def test_a_zip_inside_a_workbook_is_never_opened():
    content = workbooks.raw(
        '<row r="1"><c r="A1"><v>7</v></c></row>', extra={"xl/media/a.zip": workbooks.far_corners()}
    )
    assert files.open_book("台账.xlsx", content).grids[0].rows == {1: (7,)}


def test_a_workbook_of_too_many_parts_is_refused():
    parts = {f"xl/media/{n}.txt": "" for n in range(limits.PARTS)}
    assert "超过上限 2000" in fault_of("台账.xlsx", workbooks.raw("", extra=parts))


BOMBS = {
    "a cell at either corner": (workbooks.far_corners, "XFD1048576"),
    "a million rows": (workbooks.million_rows, "20000 行"),
    "three million styled cells": (workbooks.million_styled_cells, "压缩比"),
    "a million shared texts": (workbooks.million_strings, "超过上限"),
    "300 MB of text": (workbooks.huge_text, "300 MB"),
    "a cell of a million letters": (lambda: workbooks.huge_text(3), "32767"),
    "sizes that lie": (workbooks.lying, "已损坏"),
    "entities within entities": (lambda: workbooks.raw("", prolog=workbooks.LAUGHS), "DTD"),
    "an entity of a file": (lambda: workbooks.raw("", prolog=workbooks.OUTSIDE), "DTD"),
    "entities in the shared texts": (
        lambda: workbooks.raw(
            "", extra={"xl/sharedStrings.xml": f"{workbooks.LAUGHS}<sst>&c;</sst>"}
        ),
        "DTD",
    ),
}
# Peak memory is the kernel's count for the new program; getrusage would carry the parent's over.
_CHILD = """
import sys, time
from pathlib import Path
from geo.errors import FileError
from geo.ledger.opening import files
start = time.perf_counter()
try:
    files.read_path(Path(sys.argv[1]))
except FileError as error:
    print(error)
print(time.perf_counter() - start)
status = Path("/proc/self/status")
peak = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
print(int(peak[0].split()[1]) / 1024)
"""


@pytest.mark.case(7, 8, 9)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measures memory as Linux does")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_answered_within_two_seconds_and_200_megabytes(bomb, tmp_path):
    make, words = BOMBS[bomb]
    path = tmp_path / "台账.xlsx"
    path.write_bytes(make())
    child = subprocess.run(
        [sys.executable, "-c", _CHILD, path],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    fault, seconds, megabytes = child.stdout.splitlines()
    assert words in fault
    assert float(seconds) <= 2
    assert float(megabytes) <= 200


@pytest.mark.case(3)
@pytest.mark.parametrize(
    ("module", "slow"),
    [
        ("opening.files", ("geopandas", "numpy", "openpyxl", "pandas", "pyproj", "shapely")),
        ("heading.tables", ("geopandas", "geo.ledger.reporting.report", "openpyxl", "pandas")),
    ],
)
def test_reading_a_ledger_loads_nothing_slow_that_it_does_not_need(module, slow):
    code = f"import sys, geo.ledger.{module}; print([n for n in {slow} if n in sys.modules])"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert child.stdout.decode().strip() == "[]"


def test_nothing_is_written_to_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    files.open_book("台账.xlsx", SHEET)
    assert list(tmp_path.iterdir()) == []


def test_a_locked_zip_is_said_to_be_locked():
    content = bytearray(SHEET)
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "加了密码" in fault_of("台账.xlsx", bytes(content))
