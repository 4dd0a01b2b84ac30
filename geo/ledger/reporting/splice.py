"""Changes to XML at known places, every other byte kept.

A workbook written back by a library loses what the library does not know: saved results of
formulas, charts, pictures, extensions. So the report is made by inserting into the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from xml.parsers import expat

from geo.errors import FileError

_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"^<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ATTRIBUTES = r"(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*"
_TAG = re.compile(rf"<[^\s/>]+{_ATTRIBUTES}\s*/?>".encode())
# What may hold something like a tag that is none.
_NO_TAG = r"!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>"
_ESCAPE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})


# A sheet has one a row: with slots they take half the memory.
@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes [start, end) with a text, or its bytes; equal ends insert.

    Chinese words take twice as much memory as a text, and a report makes many.
    """

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


def elements(xml: bytes, *names: str) -> list[Element]:
    """Return the elements of these local names, inner ones first.

    Raises:
        FileError: the XML brings a document type of its own, which no workbook needs.

    """
    parser = _parser()
    found: list[Element] = []
    open_tags: list[tuple[dict[str, str], int]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in names:
            open_tags.append((attributes, parser.CurrentByteIndex))

    def end(name: str) -> None:
        if name.rpartition(":")[2] in names:
            found.append(_element(xml, name, *open_tags.pop(), parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)
    return found


def outer_elements(xml: bytes, *names: str) -> list[Element]:
    """Return the elements of these local names, none of which may hold another of its own name.

    Finding them by their tags takes half the time `elements` takes, where the parser stops at
    whatever they hold.

    Raises:
        FileError: see `elements`.

    """
    _parser().Parse(xml, True)
    marks = [mark for mark in _marks(names).finditer(xml) if mark["name"]]
    ends: dict[bytes, tuple[int, int]] = {}
    spans: list[tuple[int, int, int, int]] = []
    for mark in reversed(marks):
        start, inner = mark.span()
        if mark["close"]:
            ends[mark["name"]] = start, inner
        else:
            outer, end = ends[mark["name"]] if mark["open"] else (inner, inner)
            spans.append((start, inner, outer, end))
    tags = b"".join(_alone(mark[0]) for mark in marks if not mark["close"])
    found = elements(b"<tags>" + tags + b"</tags>", *names)
    return [
        Element(one.name, one.attributes, *span)
        for one, span in zip(found, reversed(spans), strict=True)
    ]


def moved(element: Element, by: int) -> Element:
    """Count the places of an element from so many bytes earlier."""
    places = (element.start, element.inner, element.outer, element.end)
    return Element(element.name, element.attributes, *(place + by for place in places))


def apply(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """Make edits that do not overlap; several insertions at one place keep their order."""
    parts: list[bytes | memoryview] = []
    kept, at = memoryview(xml), 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        text = edit.text.encode() if isinstance(edit.text, str) else edit.text
        parts += (kept[at : edit.start], text)
        at = edit.end
    return b"".join((*parts, kept[at:]))


def inside(xml: bytes, element: Element, text: str) -> Edit:
    """Add text as the last content of an element, opened if it was one tag."""
    if not element.is_closed:
        return Edit(element.outer, element.outer, text.encode())
    tag = xml[element.start : element.end].rstrip(b">").rstrip(b"/").decode()
    return Edit(element.start, element.end, f"{tag}>{text}</{element.name}>".encode())


def tag(name: str, attributes: dict[str, str]) -> str:
    """Write a self-closing element."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}/>"


def escape(text: str) -> str:
    """Escape for XML text and attributes; a carriage return would be read as a line feed."""
    return text.translate(_ESCAPE)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    return parser


@cache
def _marks(names: tuple[str, ...]) -> re.Pattern[bytes]:
    """Make the pattern of the tags of some elements, and of all that only looks like a tag."""
    name = rf"(?P<name>(?:[^\s/>:!?]+:)?(?:{'|'.join(names)}))"
    tag = rf"(?P<close>/)?{name}(?:{_ATTRIBUTES}\s*(?:/>|(?P<open>>)))"
    return re.compile(rf"<(?:{tag}|{_NO_TAG})".encode(), re.DOTALL)


def _alone(tag: bytes) -> bytes:
    """Write the tag of an element that holds nothing."""
    return tag.removesuffix(b"/>").removesuffix(b">") + b"/>"


def _element(xml: bytes, name: str, attributes: dict[str, str], start: int, outer: int) -> Element:
    tag = _TAG.match(xml, start)
    inner = tag.end() if tag else start
    # At the end of a self-closing element the parser stands on its start.
    if outer <= start or xml[inner - 2 : inner] == b"/>":
        return Element(name, attributes, start, inner, inner, inner)
    return Element(name, attributes, start, inner, outer, xml.index(b">", outer) + 1)


def _refuse(*_: object) -> None:
    raise FileError("工作簿中含有外部文档定义，已拒绝读取。请用 Excel 另存为 .xlsx 后重试")
