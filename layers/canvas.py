"""The one element folium carries for us: page skeleton, data, and the scripts that draw it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import files
from pathlib import Path

from branca.element import Element, MacroElement
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
    "symbols.js",
    "words.js",
    "basemap.js",
    "labels.js",
    "trays.js",
    "canvas.js",
    "panel.js",
    "list.js",
    "card.js",
    "time.js",
    "mapui.js",
    "fragment.js",
    "bridge.js",
    "main.js",
)


class PlateCanvas(MacroElement):
    """Our canvas layer over columnar data, with the page around it."""

    _template = Template(
        """
        {% macro html(this, kwargs) %}
        {{ this.skeleton }}
        <script type="application/json" id="platemap-data">{{ this.data }}</script>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        {{ this.scripts }}
        {% endmacro %}
        """
    )

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name = "PlateCanvas"
        self._id = "platemap"
        self.data = script_json(dict(data))
        self.skeleton = _text("skeleton.html")
        self.scripts = "\n".join(script_file(ASSETS / name) for name in SCRIPTS)


class Inline(Element):
    """Markup that goes into the page as it is, under a fixed id: a random one changes the bytes."""

    _template = Template("{{ this.markup }}")

    def __init__(self, markup: str, name: str) -> None:
        super().__init__()
        self._name, self._id = "Inline", name
        self.markup = markup


def head() -> list[Inline]:
    """Return what stands in the page's head: Leaflet and our styles, inlined."""
    leaflet = [_leaflet("leaflet.css").read_text(encoding="utf-8")]
    styles = [*leaflet, *(_text(name) for name in STYLES)]
    return [
        *(
            Inline(f"<style>{_without_images(css)}</style>", f"style{i}")
            for i, css in enumerate(styles)
        ),
        Inline(f"<script>{script_file(_leaflet('leaflet.js'))}</script>", "leaflet"),
    ]


def _without_images(css: str) -> str:
    """Blank Leaflet's image references: we use neither its markers nor its layer switch."""
    return css.replace("url(images/", "url(data:,")


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
