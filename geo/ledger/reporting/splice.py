"""Changes to XML at known places, every other byte kept.

A workbook written back by a library loses what the library does not know: saved results of
formulas, charts, pictures, extensions. So the report is made by inserting into the parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from geo.errors import FileError

_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"^<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ESCAPE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
Wanted = Callable[[dict[str, str]], bool]


@dataclass(frozen=True)
class Element:
    """An element and its bytes: [start, inner) is its tag, [outer, end) its closing tag.

    `name` is as written, prefix included; a self-closing element has inner = outer = end.
    """

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    outer: int
    end: int

    @property
    def is_closed(self) -> bool:
        """Whether the element is one self-closing tag."""
        return self.inner == self.end

    @property
    def prefix(self) -> str:
        """The prefix of the name with its colon, or nothing."""
        return self.name[: self.name.find(":") + 1]


@dataclass(frozen=True)
class Edit:
    """Replace the bytes [start, end) with a text; equal ends insert."""

    start: int
    end: int
    text: str | bytes


def utf8(xml: bytes) -> bytes:
    """Return the XML in UTF-8; places are only counted right in that."""
    found = _ENCODING.match(xml)
    encoding = "utf-16" if xml.startswith(_UTF16) else found[1].decode("ascii") if found else "utf8"
    if encoding.lower().replace("-", "") == "utf8":
        return xml
    return _DECLARATION.sub("", xml.decode(encoding)).encode()


def walk(xml: bytes, wanted: Mapping[str, Wanted], visit: Callable[[Element], None]) -> None:
    """Visit the elements wanted by local name and attributes, inner ones first.

    What is `wanted` is asked of every element of its name in the order they begin.

    Raises:
        FileError: the XML brings a document type of its own, which no workbook needs.

    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    open_tags: list[tuple[dict[str, str], int] | None] = []
    # By name as written, prefix included; filled as names are met.
    asked: dict[str, Wanted | None] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in asked:
            asked[name] = wanted.get(name.rpartition(":")[2])
        if is_wanted := asked[name]:
            is_open = is_wanted(attributes)
            open_tags.append((attributes, parser.CurrentByteIndex) if is_open else None)

    def end(name: str) -> None:
        if asked[name] and (found := open_tags.pop()):
            visit(_element(xml, name, *found, parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)


def elements(xml: bytes, *names: str) -> list[Element]:
    """Return the elements of these local names, inner ones first."""
    found: list[Element] = []
    walk(xml, dict.fromkeys(names, lambda _: True), found.append)
    return found


def apply(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """Make edits that do not overlap; several insertions at one place keep their order."""
    parts: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        text = edit.text.encode() if isinstance(edit.text, str) else edit.text
        parts += (xml[at : edit.start], text)
        at = edit.end
    return b"".join((*parts, xml[at:]))


def inside(xml: bytes, element: Element, text: str) -> Edit:
    """Add text as the last content of an element, opened if it was one tag."""
    if not element.is_closed:
        return Edit(element.outer, element.outer, text)
    tag = xml[element.start : element.end].rstrip(b">").rstrip(b"/").decode()
    return Edit(element.start, element.end, f"{tag}>{text}</{element.name}>")


def tag(name: str, attributes: dict[str, str]) -> str:
    """Write a self-closing element."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}/>"


def escape(text: str) -> str:
    """Escape for XML text and attributes; a carriage return would be read as a line feed."""
    return text.translate(_ESCAPE)


def _element(xml: bytes, name: str, attributes: dict[str, str], start: int, outer: int) -> Element:
    tag = _TAG.match(xml, start)
    inner = tag.end() if tag else start
    # At the end of a self-closing element the parser stands on its start.
    if outer <= start or xml[inner - 2 : inner] == b"/>":
        return Element(name, attributes, start, inner, inner, inner)
    return Element(name, attributes, start, inner, outer, xml.index(b">", outer) + 1)


def _refuse(*_: object) -> None:
    raise FileError("工作簿中含有外部文档定义，已拒绝读取。请用 Excel 另存为 .xlsx 后重试")
