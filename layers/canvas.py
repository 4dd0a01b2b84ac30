"""The one element folium carries for us: page skeleton, data, and the scripts that draw it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import files
from pathlib import Path

from branca.element import Element, Figure, MacroElement
from folium.template import Template

from layers.escape import script_file, script_json

ASSETS = Path(__file__).resolve().parent / "assets"
STYLES = ("tokens.css", "layout.css", "parts.css")
# In load order: each uses only what stands above it.
SCRIPTS = (
    "look.js",
    "dom.js",
    "decode.js",
    "filter.js",
    "store.js",
    "view.js",
    "symbols.js",
    "words.js",
    "basemap.js",
    "draw.js",
    "labels.js",
    "names.js",
    "trays.js",
    "canvas.js",
    "panel.js",
    "key.js",
    "list.js",
    "card.js",
    "time.js",
    "mapui.js",
    "pointer.js",
    "fragment.js",
    "bridge.js",
    "main.js",
)
_PREFIX = re.compile(r"prefix:'<a href=\"https://leafletjs\.com\".*?Leaflet</a>\"")
_SOURCE_MAP = re.compile(r"//# sourceMappingURL=\S+")


class Inline(Element):
    """Markup that goes into the page as it is, under a fixed id: a random one changes the bytes."""

    _template = Template("{{ this.markup }}")

    def __init__(self, markup: str, name: str) -> None:
        super().__init__()
        self._name, self._id = "Inline", name
        self.markup = markup


class PlateCanvas(MacroElement):
    """Our canvas layer over columnar data, with the page around it."""

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name, self._id = "PlateCanvas", "platemap"
        self.data = script_json(dict(data))

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 - branca's signature
        """Put page, data and scripts into the figure as they are.

        A macro's output would be read as a template once more, and `{{…}}` in a project's
        name would run on our side.
        """
        figure = self.get_root()
        assert isinstance(figure, Figure)
        data = f'<script type="application/json" id="platemap-data">{self.data}</script>'
        scripts = "\n".join(script_file(ASSETS / name) for name in SCRIPTS)
        figure.html.add_child(Inline(f"{_text('skeleton.html')}\n{data}", "page"), name="page")
        figure.script.add_child(Inline(scripts, "scripts"), name="scripts")
        return ""


def head() -> list[Inline]:
    """Return what stands in the page's head: Leaflet and our styles, inlined."""
    leaflet = [_leaflet("leaflet.css").read_text(encoding="utf-8")]
    styles = [*leaflet, *(_text(name) for name in STYLES)]
    return [
        *(
            Inline(f"<style>{_without_images(css)}</style>", f"style{i}")
            for i, css in enumerate(styles)
        ),
        Inline(f"<script>{_leaflet_script()}</script>", "leaflet"),
    ]


def _without_images(css: str) -> str:
    """Blank Leaflet's image references: we use neither its markers nor its layer switch."""
    return css.replace("url(images/", "url(data:,")


@cache
def _leaflet_script() -> str:
    """Leaflet without the flag and link it would put in the attribution, and without its map file.

    We switch the attribution off; taking the text out as well leaves no way for it to appear.
    """
    text, found = _PREFIX.subn("prefix:!1", script_file(_leaflet("leaflet.js")))
    if found != 1:
        raise ValueError("leaflet.js has no attribution prefix where 1.9.3 has one")
    return _SOURCE_MAP.sub("", text)


@cache
def _text(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def _leaflet(name: str) -> Path:
    """Find a file of Leaflet 1.9.3 in its package, without importing the xstatic namespace."""
    for file in files("XStatic-Leaflet") or ():
        if file.name == name:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"XStatic-Leaflet has no {name}")
