"""`python -m layers` and `python -m geo`: exit codes, one clear line, nothing half written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lit_facts import with_plans
from packed import data_of

from geo import seeds, store, workspaces
from geo.__main__ import main as geo_main
from geo.moved import editions
from layers.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def lit_file(facts, tmp_path_factory):
    path = tmp_path_factory.mktemp("lit") / "灯.db"
    store.create(path, operator="张三", batch=workspaces.seeds_batch(facts=with_plans(facts)))
    return path


def run(arguments, capsys):
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = stop.code
    told = capsys.readouterr()
    return code, told.out.strip(), told.err.strip()


@pytest.mark.parametrize("suffix", ["html", "geojson", "csv", "xlsx", "gpkg"])
def test_each_format_is_written(tmp_path, capsys, suffix):
    path = tmp_path / f"二七.{suffix}"
    code, out, err = run(["export", "--to", path, "--plate", "PL-01", "足球小镇"], capsys)
    assert (code, err) == (0, "")
    assert "27 项，图上 20，未定位 7" in out
    assert path.stat().st_size > 1000
    assert list(tmp_path.iterdir()) == [path]


def test_options_repeat_and_take_words_codes_dates_and_text(tmp_path, capsys):
    path = tmp_path / "a.geojson"
    options = [
        "--plate",
        "二七商圈",
        "--plate",
        "none",
        "--status",
        "在建",
        "--status",
        "scheduled",
    ]
    code, _, _ = run(
        [
            "export",
            "--to",
            path,
            *options,
            "--kind",
            "道路",
            "--as-of",
            "2020-11-01",
            "--text",
            "路",
        ],
        capsys,
    )
    document = json.loads(path.read_text(encoding="utf-8"))
    assert code == 0
    assert document["as_of"] == "2020-11-01"
    assert {f["properties"]["phase"] for f in document["features"]} == {"overdue", "upcoming", None}
    assert all("路" in f["properties"]["name"] for f in document["features"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "图.docx"], "不支持的文件类型“.docx”，可用：.html"),
        (["--to", "图"], "不支持的文件类型“图”"),
        (["--to", "没有/图.csv"], "文件夹不存在"),
        (["--to", "图.csv", "--plate", "西区"], "板块“西区”无法识别，可用："),
        (["--to", "图.csv", "--status", "完工"], "状态“完工”无法识别"),
        (["--to", "图.csv", "--kind", "桥"], "类别“桥”无法识别"),
        (["--to", "图.csv", "--light", "蓝灯"], "灯“蓝灯”无法识别，可用：red、红灯"),
        (["--to", "图.csv", "--yellow", "十"], "--yellow “十”无法识别：落后多少个百分点为黄灯"),
        (["--to", "图.csv", "--yellow", "9" * 5000], "请写 1 至 100 的整数"),
        (["--to", "图.csv", "--yellow", "40"], "黄灯的数不能大于红灯的"),
        (["--to", "图.csv", "--as-of", "昨天"], "日期“昨天”无法识别"),
        (["--to", "图.csv", "--workspace", "没有"], "找不到工作区“没有”"),
        (["--to", "图.csv", "--basemap", "osm"], ".csv 没有底图可选：--basemap 只用于 .html"),
        (["--to", "图.html", "--basemap", "谷歌"], "底图“谷歌”无法识别，可用：builtin、tianditu"),
        (["--to", "图.html", "--basemap", "天地图"], "密钥不能写进导出的文件：请改用 amap、osm"),
        (["--to", "图.html", "--title", ""], "--title 不能为空"),
        (["--to", "图.csv", "--colour", "red"], "不认识的参数 --colour"),
        ([], "缺少 --to"),
    ],
)
def test_bad_use_ends_with_two_and_one_line(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(["export", *arguments], capsys)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_lights_are_chosen_by_code_or_word_and_thresholds_given(lit_file, tmp_path, capsys):
    path = tmp_path / "a.geojson"
    options = ["export", "--to", path, "--workspace", lit_file]
    code, out, _ = run([*options, "--light", "红灯", "yellow"], capsys)
    assert code == 0
    assert "2 项" in out
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["filter"] == {"lights": ["red", "yellow"]}
    shown = {f["id"]: f["properties"]["light"] for f in document["features"]}
    assert shown == {"PJ-07": "red", "PJ-08": "yellow"}
    code, out, _ = run([*options, "--light", "红灯", "--red", "9", "--yellow", "5"], capsys)
    assert (code, "2 项" in out) == (0, True)


def test_only_formats_that_tell_what_moved_are_given_it(monkeypatch, tmp_path, capsys):
    asked = []
    monkeypatch.setattr(editions, "of_source", lambda path: asked.append(path) or ())
    for suffix in ("csv", "geojson", "gpkg"):
        run(["export", "--to", tmp_path / f"a.{suffix}"], capsys)
    assert asked == []
    for suffix in ("html", "xlsx"):
        run(["export", "--to", tmp_path / f"a.{suffix}"], capsys)
    assert asked == [seeds.SEEDS, seeds.SEEDS]


def test_a_base_is_chosen_by_code_or_word(tmp_path, capsys):
    path = tmp_path / "图.html"
    code, _, _ = run(["export", "--to", path, "--basemap", "高德"], capsys)
    assert code == 0
    assert data_of(path.read_text(encoding="utf-8"))["datum"] == "gcj02"


def test_a_failure_leaves_the_old_file_as_it_was(tmp_path, capsys):
    path = tmp_path / "图.csv"
    path.write_text("昨天的", encoding="utf-8")
    run(["export", "--to", path, "--plate", "西区"], capsys)
    assert path.read_text(encoding="utf-8") == "昨天的"


def test_help_is_chinese(capsys):
    code, out, _ = run(["export", "--help"], capsys)
    assert code == 0
    assert out.startswith("用法：")
    assert "板块编号或名称" in out


def test_a_console_that_knows_no_chinese_breaks_nothing(tmp_path):
    command = [sys.executable, "-m", "layers", "export", "--to", str(tmp_path / "a.csv")]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_faulty_facts_end_with_two_and_one_line(facts_folder, tmp_path, capsys):
    path = facts_folder / "features.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",project,", ",projekt,"))
    code, _, err = run(["export", "--to", tmp_path / "a.html", "--workspace", facts_folder], capsys)
    assert code == 2
    assert len(err.splitlines()) == 1
    assert "另有 37 处" in err
    assert not (tmp_path / "a.html").exists()


def test_check_tells_totals_and_breaches(facts_folder, capsys):
    assert geo_main(["check", "--workspace", str(facts_folder)]) == 0
    assert "要素\t82" in capsys.readouterr().out
    path = facts_folder / "fixes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",metro,", ",metros,"))
    assert geo_main(["check", "--workspace", str(facts_folder)]) == 1
    told = capsys.readouterr()
    assert "不合约定：fixes.csv" in told.err
    assert "共 1 处不合约定" in told.out
