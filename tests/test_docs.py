"""The manual says what the software does: commands, formats, folders and pictures."""

import re
from pathlib import Path

import faulty
import pytest

from geo.__main__ import main as geo_main
from layers.__main__ import main as layers_main
from layers.canvas import ASSETS
from layers.formats import FORMATS
from layers.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_format_and_folder():
    for suffix in FORMATS:
        assert f"`.{suffix}`" in README
    for name in ("app.py", "views/", "geo/", "layers/", "seeds/", "tests/", "requirements.txt"):
        assert name in README


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "NOTICE.md", "CHANGELOG.md"])
def test_links_and_named_files_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("http") or (ROOT / target).exists(), target
    for path in re.findall(r"`((?:geo|layers|views|tests|tools|seeds)/[\w/.]+\.\w+)`", text):
        assert (ROOT / path).exists(), path


def test_the_version_is_in_the_changelog():
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_command_in_the_readme_runs(tmp_path, monkeypatch, capsys):
    programs = {"layers": layers_main, "geo": geo_main}
    commands = re.findall(r"python -m (layers|geo) (.+)", README)
    assert len(commands) >= 8
    monkeypatch.chdir(tmp_path)
    for ledger in ("台账.xlsx", "LEDGER.xlsx", "八月台账.xlsx", "九月台账.xlsx"):
        Path(ledger).write_bytes(faulty.build(("绿城广场", 113.6256, 34.7487)))
    # The manual speaks from the project's own folder.
    Path("seeds").symlink_to(ROOT / "seeds")
    Path("地址.csv").write_text("地址\n大学路与航海路交叉口\n", encoding="utf-8")
    for program, arguments in commands:
        assert programs[program](arguments.split()) == 0, arguments
    assert "全部合乎约定" in capsys.readouterr().out
    made = {path.suffix for path in tmp_path.iterdir() if path.is_file()}
    assert made == {".html", ".geojson", ".xlsx", ".db", ".csv"}


def test_every_pinned_requirement_is_exact():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w-]+==[\w.]+", pin) for pin in pins)
    versions = dict(pin.split("==") for pin in pins)
    assert tuple(map(int, versions["geopy"].split("."))) >= (2, 5, 0)


def test_every_asset_says_what_it_is_for():
    for path in ASSETS.rglob("*.js"):
        assert path.read_text(encoding="utf-8").startswith("/* "), path.name
