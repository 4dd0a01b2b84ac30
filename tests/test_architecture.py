"""The house rules a machine can see: direction of imports, escaping, what never comes in."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each may import itself and what stands before it.
_MACHINE_PATH = re.compile(r"/(root|tmp|home)/")
LAYERS = ("geo", "layers", "views", "app")
FORBIDDEN = {
    "geo": {"folium", "branca", "streamlit"},
    "layers": {"streamlit"},
    "views": {"streamlit_folium", "folium"},
    "app": {"streamlit_folium", "folium"},
}
SOURCES = sorted(
    [
        *ROOT.glob("geo/**/*.py"),
        *ROOT.glob("layers/**/*.py"),
        *ROOT.glob("views/**/*.py"),
        ROOT / "app.py",
    ]
)


def layer_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path):
    """Top-level names of every import of a file, wherever in it they stand."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path):
    layer = layer_of(path)
    above = set(LAYERS[LAYERS.index(layer) + 1 :])
    assert not set(imported(path)) & (above | FORBIDDEN[layer])


def test_a_breach_would_be_seen(tmp_path):
    path = tmp_path / "late.py"
    path.write_text("def f():\n    from layers.style import STATUSES\n    import folium.map\n")
    assert set(imported(path)) == {"layers", "folium"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_escape_module_writes_markup_or_json(path):
    if path.name == "escape.py":
        return
    calls = {
        ast.unparse(n.func)
        for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(n, ast.Call)
    }
    assert not calls & {
        "json.dumps",
        "html.escape",
        "folium.Popup",
        "folium.Tooltip",
        "folium.Marker",
    }


def test_sql_is_spoken_in_the_store_alone():
    for path in SOURCES:
        if ROOT / "geo/store" not in path.parents:
            assert not set(imported(path)) & {"sqlalchemy", "sqlite3"}, path


def test_what_users_upload_never_reaches_a_library_that_guesses_formats():
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"read_excel|read_file\(|pyogrio\.(?!write)|fiona", text), path


def test_a_ledger_is_read_without_the_slow_libraries():
    """A hostile file is answered before pandas would even be imported."""
    for path in [*ROOT.glob("geo/ledger/**/*.py"), ROOT / "geo/command.py", ROOT / "geo/batch.py"]:
        assert not set(imported(path)) & {"pandas", "geopandas"}, path


def test_views_never_trust_markup():
    for path in ROOT.glob("views/**/*.py"):
        assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")


def test_no_recollection_and_no_machine_path_is_in_the_project():
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts[0]
        if (
            inside in {".git", ".venv", ".test-tools"}
            or inside.endswith("_cache")
            or not path.is_file()
        ):
            continue
        if path.suffix in {
            ".csv",
            ".py",
            ".md",
            ".js",
            ".geojson",
            ".toml",
            ".txt",
        } and path != Path(__file__):
            text = path.read_text(encoding="utf-8", errors="replace")
            assert "recall_" not in text, path
            assert not _MACHINE_PATH.search(text), path
