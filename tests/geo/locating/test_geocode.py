"""`python -m geo geocode`: one address or a table, offline or with a service, and every bad use."""

import csv
import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo import seeds
from geo.__main__ import main
from geo.crs import Datum, convert
from geo.gazetteer.reading import bundle
from tests.geo.geocode.server import Reply, Server, amap, amap_place, serving

ROOT = Path(__file__).resolve().parents[3]
KEY = "0123456789abcdefSECRET9876543210"
KNOWN, UNKNOWN = "中原路与嵩山路交叉口", "某某路与嵩山路交叉口"
RESULTS = ["lon", "lat", "method", "accuracy_m", "matched", "note"]


def run(capsys, *arguments):
    try:
        code = main(["geocode", *map(str, arguments)])
    except SystemExit as ended:
        code = ended.code
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def table(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def written(path):
    head, *rows = table(path)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "地址.csv"
    path.write_text(f"序号,地址\n1,{KNOWN}\n2,{UNKNOWN}\n", encoding="utf-8")
    return path


@pytest.fixture
def service(monkeypatch, tmp_path):
    """高德, as a server on this machine speaks it, with a key and a fresh file of answers."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLATEMAP_GEOCODE_CACHE", str(tmp_path / "缓存.csv"))
    monkeypatch.setenv("PLATEMAP_GEOCODER_KEY_AMAP", KEY)
    with serving(Server()) as running:
        monkeypatch.setenv("PLATEMAP_GEOCODER_AMAP", running.address)
        yield running


@pytest.fixture(scope="module")
def reply():
    """A place well inside the district, as 高德 answers it."""
    point = seeds.read().base.district.representative_point()
    lon, lat = convert([point.x], [point.y], Datum.WGS84, Datum.GCJ02)
    return Reply(amap(amap_place(f"{lon[0]:.6f},{lat[0]:.6f}")))


def test_an_address_is_answered_with_place_method_accuracy_basis_and_who_knew(capsys):
    code, out, err = run(capsys, KNOWN)
    assert (code, err) == (0, "")
    assert out.startswith("已找到：中原路×嵩山路\n")
    lon, lat = map(float, re.search(r"经度 (\S+) 纬度 (\S+?)（WGS-84）", out).groups())
    crossing = next(c for c in bundle().crossings if {c.first, c.second} == {"中原路", "嵩山路"})
    assert (lon, lat) == pytest.approx((crossing.point.x, crossing.point.y), abs=0.002)
    for word in ("误差约", "方法　路口", "依据　", "回答　本地地名库"):
        assert word in out


def test_an_address_nobody_knows_is_no_bad_use_and_says_why(capsys):
    code, out, err = run(capsys, UNKNOWN)
    assert (code, err) == (0, "")
    assert "未找到" in out
    assert "某某路" in out
    assert "经度" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "请给出一个地址"),
        (["甲", "--file", "甲.csv"], "二者选一"),
        (["--file", "甲.csv"], "--file 和 --to 要一起用"),
        (["甲", "--to", "乙.csv"], "--file 和 --to 要一起用"),
        (["--file", "没有.csv", "--to", "乙.csv"], "找不到文件"),
        (["甲", "--provider", "百度"], "“百度”无法识别，可用：tianditu、amap、nominatim"),
        (["甲", "--provider", "tianditu"], "PLATEMAP_GEOCODER_KEY_TIANDITU"),
        (["甲", "--workspace", "没有.db"], "没有.db"),
        (["--file"], "参数 --file"),
    ],
)
def test_bad_use_is_answered_with_one_line_and_code_2(capsys, monkeypatch, arguments, said):
    monkeypatch.delenv("PLATEMAP_GEOCODER_KEY_TIANDITU", raising=False)
    code, out, err = run(capsys, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("没有/乙.csv", "文件夹不存在"),
        ("乙.xlsx", "只能写成 .csv"),
        (".", "是文件夹"),
        ("地址.csv", "不能写在原文件上"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_before_anything_is_asked(
    capsys, tmp_path, source, to, said
):
    before = source.read_bytes()
    code, out, err = run(capsys, "--file", source, "--to", tmp_path / to)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert source.read_bytes() == before
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("heading", ["address", "地址", "建设地点", " 详细地址 ", "Address"])
def test_a_table_comes_back_with_its_own_columns_and_ours(
    capsys, tmp_path, encoding, separator, heading
):
    source, to = tmp_path / "甲.csv", tmp_path / "乙.csv"
    rows = [
        ["序号", heading, "备注"],
        ["1", UNKNOWN, "甲"],
        ["2", KNOWN, "“乙”，丙"],
        ["3", "", ""],
    ]
    text = "".join(separator.join(row) + "\r\n" for row in rows)
    source.write_bytes(text.encode(encoding))
    code, out, _ = run(capsys, "--file", source, "--to", to)
    assert code == 0
    assert "共 3 行 = 已找到 1 + 未找到 2" in out
    head, *body = table(to)
    assert head == [*rows[0], *RESULTS]
    assert [row[:3] for row in body] == rows[1:]
    assert body[0][3:8] == [""] * 5
    assert body[0][8].startswith("本地地名库：")
    assert body[1][5:8] == ["crossing", body[1][6], "中原路×嵩山路"]
    assert body[1][8].startswith("本地地名库：")
    assert body[2][8] == "没有写地址"
    assert all(len(number.partition(".")[2]) <= 7 for number in body[1][3:5])


@pytest.mark.parametrize(
    ("heading", "row", "said"),
    [
        (
            "地址,经度,address",
            f"{UNKNOWN},1,{KNOWN}",
            "有 2 列像地址，用的是“address”（C 列），没有用“地址”",
        ),
        (
            "项目地点,建设地点,地址",
            f"甲,乙,{KNOWN}",
            "有 3 列像地址，用的是“地址”（C 列），没有用“建设地点”、“项目地点”",
        ),
        ("地址,地址,address", f"甲,乙,{KNOWN}", "用的是“address”（C 列），没有用“地址”、“地址”"),
    ],
)
def test_of_several_columns_of_addresses_the_one_used_is_said(capsys, tmp_path, heading, row, said):
    source, to = tmp_path / "甲.csv", tmp_path / "乙.csv"
    source.write_text(f"{heading}\n{row}\n", "utf-8")
    code, out, _ = run(capsys, "--file", source, "--to", to)
    assert (code, said in out) == (0, True)
    assert written(to)[0]["matched"] == "中原路×嵩山路"


@pytest.mark.parametrize("heading", ["address,地址,经度,address", "Address,a,b, ADDRESS "])
def test_two_columns_of_one_heading_are_not_guessed_from(capsys, tmp_path, heading):
    source, to = tmp_path / "甲.csv", tmp_path / "乙.csv"
    source.write_text(f"{heading}\n甲,乙,1,丙\n", "utf-8")
    code, out, err = run(capsys, "--file", source, "--to", to)
    assert (code, out, err.count("\n"), to.exists()) == (2, "", 1, False)
    assert "A、D 列的列名都是“address”，分不清用哪一列；请只留一列" in err


def test_our_columns_of_an_earlier_run_are_replaced_and_nothing_is_lost(capsys, tmp_path, source):
    first, second = tmp_path / "一.csv", tmp_path / "二.csv"
    run(capsys, "--file", source, "--to", first)
    code, out, _ = run(capsys, "--file", first, "--to", second)
    assert code == 0
    assert "原有的 lon、lat、method、accuracy_m、matched、note 列由新结果代替" in out
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.case(26)
def test_no_field_becomes_a_formula_and_numbers_stay(capsys, tmp_path):
    source, to = tmp_path / "甲.csv", tmp_path / "乙.csv"
    source.write_text(f"地址,甲\n=1+1,=HYPERLINK(1)\n{KNOWN},-12.5\n@SUM(1),+86 371\n", "utf-8")
    assert run(capsys, "--file", source, "--to", to)[0] == 0
    fields = [field for row in table(to)[1:] for field in row]
    assert not [f for f in fields if f.startswith(("=", "@", "+"))]
    assert [row[1] for row in table(to)[1:]] == ["'=HYPERLINK(1)", "-12.5", "'+86 371"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("序号,名称\n1,甲\n".encode(), "没有地址列。表头应有一列叫 address、地址"),
        (b"", "文件是空的"),
        (b"\r\n\r\n", "文件里没有内容"),
        (b"PK\x03\x04rest", "另存为“CSV UTF-8"),
        (b"%PDF-1.4", "PDF"),
        ('地址\n"没有关上\n甲\n'.encode(), "引号"),
        (b"\x00\x01\x02\x03" * 20, "不是文本"),
    ],
)
def test_a_file_that_is_no_table_of_addresses_says_what_to_do(capsys, tmp_path, content, said):
    source, to = tmp_path / "甲.csv", tmp_path / "乙.csv"
    source.write_bytes(content)
    code, out, err = run(capsys, "--file", source, "--to", to)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not to.exists()


def test_rows_longer_and_shorter_than_the_heading_keep_all_their_cells(capsys, tmp_path):
    source, to = tmp_path / "甲.csv", tmp_path / "乙.csv"
    source.write_text(f"序号,地址\n1\n2,{KNOWN},多一格\n", "utf-8")
    assert run(capsys, "--file", source, "--to", to)[0] == 0
    head, short, long = table(to)
    assert head == ["序号", "地址", "", *RESULTS]
    assert short[:3] == ["1", "", ""]
    assert long[:3] == ["2", KNOWN, "多一格"]


def test_a_service_is_asked_only_for_what_the_gazetteer_does_not_know(
    capsys, tmp_path, source, service, reply
):
    service.says(reply)
    to = tmp_path / "乙.csv"
    code, out, err = run(capsys, "--file", source, "--to", to, "--provider", "amap")
    assert (code, err) == (0, "")
    assert [asked["address"].endswith(UNKNOWN) for asked in service.asked] == [True]
    first, second = written(to)
    assert first["note"].startswith("本地地名库：")
    assert second["note"].startswith("高德地图：")
    assert second["lon"]
    assert KEY not in to.read_text("utf-8-sig") + out


@pytest.mark.case(29)
def test_at_a_quota_all_is_written_and_the_same_command_goes_on(capsys, tmp_path, service, reply):
    source, to = tmp_path / "甲.csv", tmp_path / "乙.csv"
    addresses = [f"无名{n}路{n}号" for n in "甲乙丙丁"]
    source.write_text("\n".join(["地址", *addresses, KNOWN]), "utf-8")
    full = Reply({"status": "0", "info": "DAILY_QUERY_OVER_LIMIT", "infocode": "10003"})
    service.says(reply, full)
    code, out, _ = run(capsys, "--file", source, "--to", to, "--provider", "amap")
    assert code == 0
    assert out.splitlines()[-1] == (
        "停止询问，还有 2 行没有查；再运行同一条命令可以继续，问过的不再问"
    )
    assert [bool(row["lon"]) for row in written(to)] == [True, False, False, False, True]
    assert [row["note"].startswith("未查询：") for row in written(to)] == [
        *(False, False, True, True, False)
    ]
    service.forget()
    service.says(reply)
    code, out, _ = run(capsys, "--file", source, "--to", to, "--provider", "amap")
    assert code == 0
    assert all(row["lon"] for row in written(to))
    asked = [query["address"] for query in service.asked]
    assert [a.removeprefix("河南省郑州市二七区") for a in asked] == addresses[1:]


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_writes_what_was_found_so_far(tmp_path, service, reply):
    source, to = tmp_path / "甲.csv", tmp_path / "乙.csv"
    # So many that a busy machine is not done with them before the signal comes.
    names = [f"无名{a}{b}路1号" for a in "甲乙丙丁戊" for b in "子丑寅卯辰巳午未"]
    source.write_text("\n".join(["地址", *names]), "utf-8")
    service.says(reply)
    command = [sys.executable, "-m", "geo", "geocode", "--file", source, "--to", to]
    process = subprocess.Popen(
        [*command, "--provider", "amap"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background has told them to ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    until = time.monotonic() + 60
    while len(service.asked) < 3 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"")
    assert "已中断，还有" in out.decode()
    rows = written(to)
    assert len(rows) == len(names)
    found = [bool(row["lon"]) for row in rows]
    assert found == sorted(found, reverse=True)
    assert 2 <= sum(found) < len(names)
    assert rows[-1]["note"] == "未查询：已中断，再运行一次即可继续"
