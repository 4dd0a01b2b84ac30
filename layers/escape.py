"""The only place where data becomes HTML, JavaScript or a spreadsheet cell.

Everything that comes from a file is hostile: a project name may hold markup, a template
literal, a formula, control characters or a million letters. Fields of a CSV: `geo.texts`.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from geo.texts import UNWRITABLE, plain

_HTML_IN_SCRIPT = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`${}"})
# What is not to be written, as it stands in JSON or after a backslash.
_UNWRITTEN = re.compile(rf"{UNWRITABLE.pattern}|\\[ubf]")
_FILE_UNSAFE = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_FILE_NAME_MAX = 80
CELL_MAX = 32_767


def html_text(text: str) -> str:
    """Escape for HTML text and attributes; safe inside a JavaScript template literal as well.

    folium and others put escaped HTML into template literals, where `${…}`, a backtick or a
    backslash would still be live.
    """
    escaped = html.escape(plain(text), quote=True)
    return escaped.translate(_HTML_IN_SCRIPT)


def json_text(value: object) -> str:
    """Write a value as JSON for a file: real characters, nothing unwritable.

    Raises:
        ValueError: the value holds NaN or an infinity, which JSON lacks.

    """
    text = _json(value)
    # Going through every text before takes ten times as long, and hardly ever finds anything.
    return _json(_plain_tree(value)) if _UNWRITTEN.search(text) else text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def cell_text(text: str) -> str:
    """Make text a workbook can hold; the writer must still store it as text, not as formula."""
    text = plain(text)
    return text if len(text) <= CELL_MAX else text[: CELL_MAX - 1] + "…"


def file_name(text: str) -> str:
    """Make a part of a file name that Windows, macOS and Linux accept."""
    return _FILE_UNSAFE.sub("_", plain(text)).strip("._")[:_FILE_NAME_MAX] or "未命名"


def script_file(path: Path) -> str:
    """Read one of our own scripts for inlining; refuse one that would end its element."""
    text = path.read_text(encoding="utf-8")
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError(f"{path.name} cannot be inlined: it would end its own script element")
    return text


def _plain_tree(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {plain(str(key)): _plain_tree(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain_tree(item) for item in value]
    return value
