"""The looks of the report's columns, added to the cell formats a workbook has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo.ledger.entry import Outcome
from geo.ledger.reporting import splice
from geo.ledger.reporting.splice import Edit, Element

HEADING, TEXT, QUOTED, TYPED = "heading", "text", "quoted", "typed"
# Light enough to read black on, and told apart by the word in the cell as well.
FILLS = {
    HEADING: "FFDFE6EE",
    Outcome.MAPPED.word: "FFE3F1E7",
    Outcome.APPROXIMATE.word: "FFFFF3DC",
    Outcome.UNLOCATED.word: "FFEEF1F5",
    Outcome.REFUSED.word: "FFFBE4E0",
}
LOOKS = (HEADING, TEXT, QUOTED, TYPED, *(outcome.word for outcome in Outcome))
_EDGES = ("left", "right", "top", "bottom")
_EDGE_COLOUR = "FFB8C2CC"
_TEXT_FORMAT = 49  # "@", built in
_SECTIONS = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf"}
Looks = Mapping[str, int]


def styled(styles: bytes) -> tuple[bytes, Looks]:
    """Add our looks; return the part with them and, for each look, its number in `s="…"`.

    A workbook whose formats are no ordinary table keeps them; then our cells have no looks.
    """
    styles = splice.utf8(styles)
    found = splice.elements(styles, *_SECTIONS, *_SECTIONS.values())
    sections = {_local(e): e for e in found if _local(e) in _SECTIONS}
    items = {name: _items(found, sections, name) for name in sections}
    if len(items) < len(_SECTIONS) or not items["fonts"]:
        return styles, {}
    new = _new(styles, items)
    edits = [
        edit
        for name in _SECTIONS
        for edit in _grow(sections[name], len(items[name]) + len(new[name]), "".join(new[name]))
    ]
    first = len(items["cellXfs"])
    return splice.apply(styles, edits), {look: first + i for i, look in enumerate(LOOKS)}


def _local(element: Element) -> str:
    return element.name.rpartition(":")[2]


def _items(found: list[Element], sections: dict[str, Element], name: str) -> list[Element]:
    """List what a section holds; fonts and fills stand in conditional formats as well."""
    whole = sections[name]
    kind = _SECTIONS[name]
    return [e for e in found if _local(e) == kind and whole.start < e.start and e.end <= whole.end]


def _new(styles: bytes, items: dict[str, list[Element]]) -> dict[str, list[str]]:
    """Write what each section gets: a bold font, a fill a colour, a thin border, our looks."""
    prefix = items["fonts"][0].prefix
    fills = {look: len(items["fills"]) + i for i, look in enumerate(FILLS)}
    font, border = len(items["fonts"]), len(items["borders"])
    formats = [_format(prefix, look, font, fills.get(look, 0), border) for look in LOOKS]
    return {
        "fonts": [_bold(styles, items["fonts"][0])],
        "fills": [_fill(prefix, colour) for colour in FILLS.values()],
        "borders": [_border(prefix)],
        "cellXfs": formats,
    }


def _bold(styles: bytes, font: Element) -> str:
    """Write the workbook's own first font in bold."""
    inner = styles[font.inner : font.outer].decode()
    is_bold = re.search(rf"<{font.prefix}b[\s/>]", inner)
    bold = "" if is_bold else f"<{font.prefix}b/>"
    return f"<{font.name}>{bold}{inner}</{font.name}>"


def _fill(p: str, colour: str) -> str:
    pattern = f'<{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/></{p}patternFill>'
    return f"<{p}fill>{pattern}</{p}fill>"


def _border(p: str) -> str:
    colour = f'<{p}color rgb="{_EDGE_COLOUR}"/>'
    edges = "".join(f'<{p}{edge} style="thin">{colour}</{p}{edge}>' for edge in _EDGES)
    return f"<{p}border>{edges}</{p}border>"


def _format(p: str, look: str, font: int, fill: int, border: int) -> str:
    alignment = {"vertical": "center" if look == HEADING else "top", "wrapText": "1"}
    attributes = {
        "numFmtId": str(_TEXT_FORMAT if look == TYPED else 0),
        "fontId": str(font if look == HEADING else 0),
        "fillId": str(fill),
        "borderId": str(0 if look == TYPED else border),
        "applyNumberFormat": "1",
        "applyFont": "1",
        "applyFill": "1",
        "applyBorder": "1",
        "applyAlignment": "1",
        # Else a text that begins with "=" would turn into a formula once its cell is edited.
        **({"quotePrefix": "1"} if look == QUOTED else {}),
    }
    opening = splice.tag(f"{p}xf", attributes).removesuffix("/>")
    return f"{opening}>{splice.tag(f'{p}alignment', alignment)}</{p}xf>"


def _grow(section: Element, count: int, new: str) -> list[Edit]:
    """Append to a section, which says how much it holds."""
    attributes = section.attributes | {"count": str(count)}
    opening = f"{splice.tag(section.name, attributes).removesuffix('/>')}>"
    if section.is_closed:
        return [Edit(section.start, section.end, f"{opening}{new}</{section.name}>")]
    return [
        Edit(section.start, section.inner, opening),
        Edit(section.outer, section.outer, new),
    ]
